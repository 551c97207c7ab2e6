/* ledger/db_lists.c: the module `lists` of this program's own connection: the lists of table
 * posting (postings.h) as rows of mention(actor, report) and party(kind, actor, fact), to be read
 * alone; found by their actor, and by a range of numbers. */
#include "ledger/db_lists.h"

#include <stdbool.h>
#include <string.h>

#include "ledger/db_module.h"
#include "ledger/postings.h"

/* What a question says: of the actor and, where rows have it, the kind; of the number. */
enum { OF_ACTOR = 1, IS = 2, FROM = 4, UPTO = 8 };

/* An actor whom one report names has no row in posting. */
#define ALONE \
    "NOT EXISTS (SELECT 1 FROM main.posting p WHERE p.actor = id AND p.kind = 0)"

static const struct which {
    const char *name, *declared;
    int actor, number; /* columns */
    const char *all;
} whiches[] = {
    { "mention", "CREATE TABLE x(actor INTEGER, report INTEGER)", 0, 1,
      "SELECT actor, kind, last, rest FROM main.posting WHERE kind = 0 UNION ALL"
      " SELECT id, 0, last, x'' FROM main.named WHERE reports > 0 AND " ALONE },
    { "party", "CREATE TABLE x(kind INTEGER, actor INTEGER, fact INTEGER)", 1, 2,
      "SELECT actor, kind, last, rest FROM main.posting WHERE kind <> 0" },
};

enum { WHICHES = sizeof whiches / sizeof *whiches };

/* One row more than the range: that which its end is in. */
static const char of_actor[] =
    "SELECT actor, kind, last, rest FROM main.posting WHERE actor = ?1 AND kind = ?2"
    " AND last >= ?3 AND last <= coalesce((SELECT min(last) FROM main.posting WHERE actor = ?1"
    " AND kind = ?2 AND last >= ?4), ?4) ORDER BY last";
static const char of_one[] =
    "SELECT actor, kind, last, rest FROM main.posting WHERE actor = ?1 AND kind = ?2"
    " AND last >= ?3 ORDER BY last LIMIT 1";
static const char alone[] =
    "SELECT id, 0, last, x'' FROM main.named WHERE id = ? AND reports > 0 AND " ALONE;

typedef struct table {
    sqlite3_vtab base;
    sqlite3 *d;
    const struct which *of;
    sqlite3_stmt *spare[4]; /* statements that no cursor uses now, or NULL */
} table;

/* Which statement a cursor goes through. */
enum { ALL, OF_RANGE, OF_ONE, OF_ALONE };

typedef struct cursor {
    sqlite3_vtab_cursor base;
    sqlite3_stmt *rows[4];
    int at;       /* which of them */
    bool ended, is_alone; /* it has looked for a mention that stands alone */
    sqlite3_int64 actor, kind, low, high, passed;
    int64_t numbers[POSTING_MOST]; /* newest first */
    size_t left;
} cursor;

static int table_connect(sqlite3 *d, void *of, int count, /* callback */
                         const char *const *words, sqlite3_vtab **out, char **error) {
    size_t i = 0; /* by the first word in brackets, behind module, file and table */
    (void)of, (void)error;
    while (i < WHICHES && (count < 4 || strcmp(words[3], whiches[i].name) != 0)) i++;
    if (i == WHICHES) return SQLITE_ERROR;
    table *t = sqlite3_malloc(sizeof *t);
    if (!t) return SQLITE_NOMEM;
    *t = (table){ .d = d, .of = &whiches[i] };
    *out = &t->base;
    sqlite3_vtab_config(d, SQLITE_VTAB_INNOCUOUS);
    return sqlite3_declare_vtab(d, t->of->declared);
}

static int table_disconnect(sqlite3_vtab *of) {
    table *t = (table *)of;
    for (int i = 0; i < 4; i++) sqlite3_finalize(t->spare[i]);
    sqlite3_free(t);
    return SQLITE_OK;
}

/* ---- planning ---- */

/* The usable condition of that kind on a column, or -1. */
static int condition_on(const sqlite3_index_info *plan, int column, int one, int other) {
    for (int i = 0; i < plan->nConstraint; i++) {
        int op = plan->aConstraint[i].op;
        if (plan->aConstraint[i].usable && plan->aConstraint[i].iColumn == column
            && (op == one || op == other))
            return i;
    }
    return -1;
}

static bool use(sqlite3_index_info *plan, int condition, int *given) {
    if (condition < 0) return false;
    plan->aConstraintUsage[condition].argvIndex = ++*given;
    return true;
}

/* Values are given in this order: actor, kind, number or its bounds; each is looked at again. */
static int table_plan(sqlite3_vtab *of, sqlite3_index_info *plan) {
    const struct which *w = ((table *)of)->of;
    enum { EQ = SQLITE_INDEX_CONSTRAINT_EQ, GE = SQLITE_INDEX_CONSTRAINT_GE,
           GT = SQLITE_INDEX_CONSTRAINT_GT, LE = SQLITE_INDEX_CONSTRAINT_LE,
           LT = SQLITE_INDEX_CONSTRAINT_LT };
    int given = 0, found = 0, actor = condition_on(plan, w->actor, EQ, EQ);
    int kind = w->actor ? condition_on(plan, 0, EQ, EQ) : -1;
    if (actor >= 0 && (kind >= 0 || !w->actor)) {
        use(plan, actor, &given);
        use(plan, kind, &given);
        found = OF_ACTOR;
        if (use(plan, condition_on(plan, w->number, EQ, EQ), &given)) {
            found |= IS;
        } else {
            if (use(plan, condition_on(plan, w->number, GE, GT), &given)) found |= FROM;
            if (use(plan, condition_on(plan, w->number, LE, LT), &given)) found |= UPTO;
        }
    }
    plan->idxNum = found;
    plan->estimatedCost = found & IS ? 3 : found & FROM ? 8 : found ? 30 : 1e7;
    plan->estimatedRows = found & IS ? 1 : found & FROM ? 4 : found ? 25 : 2000000;
    if (found & IS) plan->idxFlags = SQLITE_INDEX_SCAN_UNIQUE;
    plan->orderByConsumed = found && plan->nOrderBy == 1
        && plan->aOrderBy[0].iColumn == w->number && !plan->aOrderBy[0].desc;
    return SQLITE_OK;
}

/* ---- going through ---- */

static int cursor_open(sqlite3_vtab *of, sqlite3_vtab_cursor **out) {
    cursor *c = sqlite3_malloc(sizeof *c);
    table *t = (table *)of;
    if (!c) return SQLITE_NOMEM;
    memset(c, 0, sizeof *c);
    c->ended = true;
    memcpy(c->rows, t->spare, sizeof c->rows);
    memset(t->spare, 0, sizeof t->spare);
    *out = &c->base;
    return SQLITE_OK;
}

static int cursor_close(sqlite3_vtab_cursor *of) {
    cursor *c = (cursor *)of;
    table *t = (table *)of->pVtab;
    for (int i = 0; i < 4; i++) {
        sqlite3_reset(c->rows[i]);
        if (!t->spare[i]) t->spare[i] = c->rows[i];
        else sqlite3_finalize(c->rows[i]);
    }
    sqlite3_free(c);
    return SQLITE_OK;
}

/* Makes ready what goes through the rows. */
static int begin(cursor *c, int which) {
    const table *t = (const table *)c->base.pVtab;
    const char *const sql[] = { t->of->all, of_actor, of_one, alone };
    c->at = which;
    if (c->rows[which]) return sqlite3_reset(c->rows[which]);
    return sqlite3_prepare_v3(t->d, sql[which], -1, SQLITE_PREPARE_PERSISTENT, &c->rows[which],
                              NULL);
}

static int begin_alone(cursor *c) {
    int code = begin(c, OF_ALONE);
    c->is_alone = true;
    if (code == SQLITE_OK) sqlite3_bind_int64(c->rows[OF_ALONE], 1, c->actor);
    return code;
}

/* The next row's numbers, of which the last is the oldest. Of an actor without a row the mention
 * that stands alone. */
static int next_row(cursor *c) {
    int code = sqlite3_step(c->rows[c->at]);
    if (code == SQLITE_DONE && c->at != ALL && !c->kind && !c->is_alone && !c->passed) {
        sqlite3_reset(c->rows[c->at]);
        code = begin_alone(c);
        if (code == SQLITE_OK) code = sqlite3_step(c->rows[c->at]);
    }
    c->ended = code != SQLITE_ROW;
    if (code == SQLITE_DONE) sqlite3_reset(c->rows[c->at]);
    if (c->ended) return code == SQLITE_DONE ? SQLITE_OK : code;
    c->passed++;
    sqlite3_stmt *s = c->rows[c->at];
    c->actor = sqlite3_column_int64(s, 0);
    c->kind = sqlite3_column_int64(s, 1);
    const char *rest = sqlite3_column_blob(s, 3);
    str all = { rest ? rest : "", (size_t)sqlite3_column_bytes(s, 3) };
    c->left = posting_read(c->kind ? POSTING_SPEAKER : POSTING_MENTION,
                           sqlite3_column_int64(s, 2), all, c->numbers);
    return SQLITE_OK;
}

/* The next number in the range, oldest first; 0 left: none in this row. */
static int cursor_next(sqlite3_vtab_cursor *of) {
    cursor *c = (cursor *)of;
    int code = SQLITE_OK;
    if (c->left) c->left--;
    for (;;) {
        while (c->left && c->numbers[c->left - 1] < c->low) c->left--;
        if (c->left && c->numbers[c->left - 1] <= c->high) return code;
        c->left = 0;
        if (c->ended || (code = next_row(c)) != SQLITE_OK || c->ended) return code;
    }
}

static bool take_bounds(cursor *c, int found, sqlite3_value **values) {
    bool any = take_bound(*values++, &c->actor);
    c->kind = 0;
    if (((table *)c->base.pVtab)->of->actor) any = take_bound(*values++, &c->kind) && any;
    if (found & IS) {
        any = take_bound(*values, &c->low) && any;
        if (c->low != INT64_MIN) c->high = c->low;
    }
    if (found & FROM) any = take_bound(*values++, &c->low) && any;
    if (found & UPTO) any = take_bound(*values, &c->high) && any;
    return any;
}

static int cursor_filter(sqlite3_vtab_cursor *of, int found, /* callback */
                         const char *words, int count, sqlite3_value **values) {
    cursor *c = (cursor *)of;
    (void)words, (void)count;
    c->low = INT64_MIN;
    c->high = INT64_MAX;
    c->left = 0;
    c->passed = 0;
    c->ended = c->is_alone = false;
    if (found && !take_bounds(c, found, values)) {
        c->ended = true;
        return SQLITE_OK;
    }
    int code = begin(c, !found ? ALL : found & IS ? OF_ONE : OF_RANGE);
    if (code) return code;
    if (found) {
        sqlite3_bind_int64(c->rows[c->at], 1, c->actor);
        sqlite3_bind_int64(c->rows[c->at], 2, c->kind);
        sqlite3_bind_int64(c->rows[c->at], 3, c->low);
        if (!(found & IS)) sqlite3_bind_int64(c->rows[c->at], 4, c->high);
    }
    return cursor_next(of);
}

static int cursor_ended(sqlite3_vtab_cursor *of) {
    const cursor *c = (const cursor *)of;
    return c->ended && !c->left;
}

static int cursor_column(sqlite3_vtab_cursor *of, sqlite3_context *to, int column) {
    const cursor *c = (const cursor *)of;
    const struct which *w = ((table *)of->pVtab)->of;
    sqlite3_result_int64(to, column == w->number ? c->numbers[c->left - 1]
                         : column == w->actor    ? c->actor
                                                 : c->kind);
    return SQLITE_OK;
}

/* Asked for by nothing here; no number of 64 bits could tell a row. */
static int cursor_number(sqlite3_vtab_cursor *of, sqlite3_int64 *out) {
    *out = ((cursor *)of)->passed;
    return SQLITE_OK;
}

int db_lists_make(sqlite3 *d) {
    static const sqlite3_module module = { READ_ALONE };
    return sqlite3_create_module(d, "lists", &module, NULL);
}
