/* ledger/db_packed.c: the module `packed` of this program's own connection: the facts of table said
 * or done (packed.h) as rows, found by their numbers, to be read alone. */
#include "ledger/db_packed.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "ledger/db_module.h"
#include "ledger/names.h"
#include "ledger/packed.h"

/* What a question says of the number. */
enum { IS = 1, FROM = 2, UPTO = 4 };

/* With their type, since SQLite makes no index of its own over columns without one. */
#define PLACE \
    "id INTEGER, at INTEGER, length INTEGER, sentence INTEGER, sentence_length INTEGER,"
#define TIME_PLACE " earliest INTEGER, latest INTEGER, place INTEGER, within INTEGER"

static const struct kind {
    const char *name, *declared, *select;
} kinds[PACKED_KINDS] = {
    { "said", "CREATE TABLE x(" PLACE " speaker INTEGER, addressee INTEGER, kinds INTEGER,"
              " channel_name INTEGER," TIME_PLACE ")",
      "SELECT first, facts, times FROM main.said WHERE first >= ? AND first <= ?"
      " ORDER BY first" },
    { "done", "CREATE TABLE x(" PLACE " actor INTEGER, recipient INTEGER, kinds INTEGER,"
              " predicate INTEGER, type INTEGER, mode INTEGER," TIME_PLACE ")",
      "SELECT first, facts, times FROM main.done WHERE first >= ? AND first <= ?"
      " ORDER BY first" },
};

typedef struct table {
    sqlite3_vtab base;
    sqlite3 *d;
    packed_kind kind;
    sqlite3_stmt *spare; /* a statement that no cursor uses now, or NULL */
} table;

typedef struct cursor {
    sqlite3_vtab_cursor base;
    sqlite3_stmt *packs;
    sqlite3_int64 id, low, high;
    str rest, times;  /* of the pack; of the statement's row */
    int left;         /* facts that may still be in it */
    bool ended;
    int64_t row[PACKED_COLUMNS];
} cursor;

static int table_connect(sqlite3 *d, void *of, int count, /* callback */
                         const char *const *words, sqlite3_vtab **out, char **error) {
    packed_kind kind = 0; /* by the first word in brackets, behind module, file and table */
    (void)of, (void)error;
    while (kind < PACKED_KINDS && (count < 4 || strcmp(words[3], kinds[kind].name) != 0)) kind++;
    if (kind == PACKED_KINDS) return SQLITE_ERROR;
    table *t = sqlite3_malloc(sizeof *t);
    if (!t) return SQLITE_NOMEM;
    *t = (table){ .d = d, .kind = kind };
    *out = &t->base;
    sqlite3_vtab_config(d, SQLITE_VTAB_INNOCUOUS);
    return sqlite3_declare_vtab(d, kinds[kind].declared);
}

static int table_disconnect(sqlite3_vtab *of) {
    sqlite3_finalize(((table *)of)->spare);
    sqlite3_free(of);
    return SQLITE_OK;
}

/* Which bounds of the number there are; each is given to the search, and looked at once more. */
static int table_plan(sqlite3_vtab *of, sqlite3_index_info *plan) {
    int found = 0, given = 0;
    (void)of;
    for (int wanted = IS; wanted <= UPTO; wanted <<= 1) {
        for (int i = 0; i < plan->nConstraint && !(found & wanted); i++) {
            if (!plan->aConstraint[i].usable || plan->aConstraint[i].iColumn > 0) continue;
            int op = plan->aConstraint[i].op;
            int says = op == SQLITE_INDEX_CONSTRAINT_EQ ? IS
                : op == SQLITE_INDEX_CONSTRAINT_GE || op == SQLITE_INDEX_CONSTRAINT_GT ? FROM
                : op == SQLITE_INDEX_CONSTRAINT_LE || op == SQLITE_INDEX_CONSTRAINT_LT ? UPTO : 0;
            if (says != wanted) continue;
            found |= wanted;
            plan->aConstraintUsage[i].argvIndex = ++given;
        }
        if (found & IS) break;
    }
    bool few = (found & (FROM | UPTO)) == (FROM | UPTO);
    plan->idxNum = found;
    plan->estimatedCost = found & IS ? 10 : few ? 60 : found ? 1e6 : 1e7;
    plan->estimatedRows = found & IS ? 1 : few ? 20 : found ? 500000 : 2000000;
    if (found & IS) plan->idxFlags = SQLITE_INDEX_SCAN_UNIQUE;
    plan->orderByConsumed = plan->nOrderBy == 1 && plan->aOrderBy[0].iColumn <= 0
        && !plan->aOrderBy[0].desc;
    return SQLITE_OK;
}

static int cursor_open(sqlite3_vtab *of, sqlite3_vtab_cursor **out) {
    cursor *c = sqlite3_malloc(sizeof *c);
    table *t = (table *)of;
    if (!c) return SQLITE_NOMEM;
    *c = (cursor){ .ended = true, .packs = t->spare };
    t->spare = NULL;
    *out = &c->base;
    return SQLITE_OK;
}

static int cursor_close(sqlite3_vtab_cursor *of) {
    cursor *c = (cursor *)of;
    table *t = (table *)of->pVtab;
    sqlite3_reset(c->packs);
    if (!t->spare)
        t->spare = c->packs;
    else
        sqlite3_finalize(c->packs);
    sqlite3_free(c);
    return SQLITE_OK;
}

static str text_at(sqlite3_stmt *s, int column) {
    const char *at = (const char *)sqlite3_column_text(s, column);
    return (str){ at ? at : "", (size_t)sqlite3_column_bytes(s, column) };
}

/* The next pack's facts. */
static int next_pack(cursor *c) {
    int code = sqlite3_step(c->packs);
    c->ended = code != SQLITE_ROW;
    if (code == SQLITE_DONE) sqlite3_reset(c->packs);
    if (c->ended) return code == SQLITE_DONE ? SQLITE_OK : code;
    c->id = sqlite3_column_int64(c->packs, 0) - 1;
    c->rest = text_at(c->packs, 1);
    c->times = text_at(c->packs, 2);
    c->left = PACKED_FACTS;
    return SQLITE_OK;
}

/* The next fact of a number that is asked for. */
static int cursor_next(sqlite3_vtab_cursor *of) {
    cursor *c = (cursor *)of;
    packed_kind kind = ((table *)c->base.pVtab)->kind;
    int code = SQLITE_OK;
    do {
        while (!c->ended && (!c->left-- || !packed_next(&c->rest, c->times, kind, c->row)))
            if ((code = next_pack(c)) != SQLITE_OK) return code;
        c->id++;
    } while (!c->ended && c->id < c->low);
    if (c->id > c->high) c->ended = true;
    return code;
}

static int cursor_filter(sqlite3_vtab_cursor *of, int found, /* callback */
                         const char *words, int count, sqlite3_value **values) {
    cursor *c = (cursor *)of;
    table *t = (table *)c->base.pVtab;
    bool any = true;
    (void)words, (void)count;
    c->low = INT64_MIN;
    c->high = INT64_MAX;
    if (found & IS) {
        any = take_bound(*values, &c->low);
        if (c->low != INT64_MIN) c->high = c->low;
    } else {
        if (found & FROM) any = take_bound(*values++, &c->low);
        if (found & UPTO) any = take_bound(*values, &c->high) && any;
    }
    c->ended = !any;
    if (!any) return SQLITE_OK;
    int code = c->packs ? sqlite3_reset(c->packs)
                        : sqlite3_prepare_v3(t->d, kinds[t->kind].select, -1,
                                             SQLITE_PREPARE_PERSISTENT, &c->packs, NULL);
    if (code) return code;
    sqlite3_bind_int64(c->packs, 1, c->low & ~(sqlite3_int64)(PACKED_FACTS - 1));
    sqlite3_bind_int64(c->packs, 2, c->high);
    code = next_pack(c);
    return code || c->ended ? code : cursor_next(of);
}

static int cursor_ended(sqlite3_vtab_cursor *of) {
    return ((cursor *)of)->ended;
}

static int cursor_column(sqlite3_vtab_cursor *of, sqlite3_context *to, int column) {
    const cursor *c = (const cursor *)of;
    int64_t value = column ? c->row[column - 1] : c->id;
    if (value != NUMBER_NONE) sqlite3_result_int64(to, value);
    return SQLITE_OK;
}

static int cursor_number(sqlite3_vtab_cursor *of, sqlite3_int64 *out) {
    *out = ((cursor *)of)->id;
    return SQLITE_OK;
}

int db_packed_make(sqlite3 *d) {
    static const sqlite3_module module = { READ_ALONE };
    return sqlite3_create_module(d, "packed", &module, NULL);
}
