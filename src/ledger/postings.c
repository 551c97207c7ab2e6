/* ledger/postings.c: see postings.h. */
#include "ledger/postings.h"

#include <string.h>

#include "ledger/names.h"
#include "ledger/schema.h"

enum { FACTS = 1 << FACT_BITS, REST_MOST = 20 * POSTING_MOST /* bytes */ };

/* A row of the table; numbers newest first, with room for one more than a row has. */
typedef struct list {
    posting_kind kind;
    int64_t actor, at[POSTING_MOST + 1];
    size_t count;
} list;

/* ---- coding ---- */

static bool take(str *rest, uint64_t *out) {
    uint64_t value = 0;
    for (size_t i = 0; i < rest->length && i < 9; i++) {
        unsigned char byte = (unsigned char)rest->at[i];
        value |= (uint64_t)(byte & 0x7F) << (7 * i);
        if (byte & 0x80) continue;
        *rest = str_cut(*rest, i + 1, rest->length);
        *out = value;
        return true;
    }
    return false;
}

/* The number before `number`. */
static bool step_back(posting_kind kind, str *rest, int64_t *number) {
    uint64_t reports, fact, from = (uint64_t)*number; /* of a damaged list anything may come out */
    if (!take(rest, &reports)) return false;
    if (kind == POSTING_MENTION) {
        *number = (int64_t)(from - reports - 1);
        return true;
    }
    if (!take(rest, &fact)) return false;
    from = reports ? ((from >> FACT_BITS) - reports) << FACT_BITS | fact : from - fact - 1;
    *number = (int64_t)from;
    return true;
}

size_t posting_read(posting_kind kind, int64_t last, str rest, int64_t out[POSTING_MOST]) {
    size_t count = 0;
    do out[count++] = last;
    while (count < POSTING_MOST && step_back(kind, &rest, &last));
    return count;
}

static size_t put(unsigned char *out, uint64_t value) {
    size_t size = 0;
    for (; value >= 0x80; value >>= 7) out[size++] = (unsigned char)(value | 0x80);
    out[size++] = (unsigned char)value;
    return size;
}

static str write(const list *l, unsigned char out[REST_MOST]) {
    size_t size = 0;
    for (size_t i = 1; i < l->count; i++) {
        int64_t newer = l->at[i - 1], older = l->at[i];
        int64_t reports = (newer >> FACT_BITS) - (older >> FACT_BITS);
        if (l->kind == POSTING_MENTION) {
            size += put(out + size, (uint64_t)(newer - older - 1));
            continue;
        }
        size += put(out + size, (uint64_t)reports);
        size += put(out + size, (uint64_t)(reports ? older & (FACTS - 1) : newer - older - 1));
    }
    return (str){ (char *)out, size };
}

/* ---- rows ---- */

static void bind_list(query *q, const list *l) {
    query_int(q, l->actor);
    query_int(q, l->kind);
}

static bool read_row(query *q, list *l) {
    l->count = 0;
    if (!query_next(q)) return false;
    l->count = posting_read(l->kind, query_int_at(q, 0), query_words_at(q, 1), l->at);
    while (query_next(q)) continue;
    return true;
}

static bool read_newest(db *d, list *l) {
    query *q = db_query(d, "SELECT last, rest FROM posting WHERE actor = ? AND kind = ?"
                           " ORDER BY last DESC LIMIT 1");
    bind_list(q, l);
    return read_row(q, l);
}

/* The row where a number is, or should be. */
static bool read_around(db *d, list *l, int64_t number) {
    query *q = db_query(d, "SELECT last, rest FROM posting WHERE actor = ? AND kind = ?"
                           " AND last >= ? ORDER BY last LIMIT 1");
    bind_list(q, l);
    query_int(q, number);
    return read_row(q, l);
}

static void insert(db *d, const list *l) {
    unsigned char rest[REST_MOST];
    if (!l->count) return;
    query *q = db_query(d, "INSERT INTO posting(actor, kind, last, rest) VALUES(?, ?, ?, ?)");
    bind_list(q, l);
    query_int(q, l->at[0]);
    query_bytes(q, write(l, rest));
    query_run(q);
}

static void drop_row(db *d, const list *l, int64_t last) {
    query *q = db_query(d, "DELETE FROM posting WHERE actor = ? AND kind = ? AND last = ?");
    bind_list(q, l);
    query_int(q, last);
    query_run(q);
}

/* The row that had `last` is now as the list is. */
static void replace(db *d, const list *l, int64_t last) {
    unsigned char rest[REST_MOST];
    query *q = db_query(d, "UPDATE posting SET last = ?, rest = ? WHERE actor = ? AND kind = ?"
                           " AND last = ?");
    query_int(q, l->at[0]);
    query_bytes(q, write(l, rest));
    bind_list(q, l);
    query_int(q, last);
    query_run(q);
}

/* ---- adding ---- */

static void put_at(list *l, size_t nth, int64_t number) {
    memmove(l->at + nth + 1, l->at + nth, (l->count - nth) * sizeof *l->at);
    l->at[nth] = number;
    l->count++;
}

/* What is too much for a row goes into one of its own: the oldest, whose number is its `last`. */
static void put_inside(db *d, list *l, int64_t number) {
    size_t nth = 0;
    while (nth < l->count && l->at[nth] > number) nth++;
    if (nth < l->count && l->at[nth] == number) return;
    put_at(l, nth, number);
    list own = { l->kind, l->actor, { l->at[l->count - 1] }, 1 };
    if (l->count > POSTING_MOST) {
        l->count--;
        insert(d, &own);
    }
    replace(d, l, l->at[0]);
}

/* A row that is being made longer, and whether it is there already. */
typedef struct growing {
    db *d;
    list l;
    int64_t last; /* as it stands in the table; NUMBER_NONE: it does not */
    bool changed, has_rows;
} growing;

static void write_row(growing *g) {
    if (!g->changed) return;
    if (g->last == NUMBER_NONE) insert(g->d, &g->l);
    else replace(g->d, &g->l, g->last);
    g->changed = false;
    g->has_rows = true;
    g->last = g->l.at[0];
}

static void put_newest(growing *g, int64_t number) {
    if (g->l.count == POSTING_MOST) {
        write_row(g);
        g->l.count = 0;
        g->last = NUMBER_NONE;
    }
    put_at(&g->l, 0, number);
    g->changed = true;
}

static void put_older(growing *g, int64_t number) {
    list around = { .kind = g->l.kind, .actor = g->l.actor };
    write_row(g);
    if (read_around(g->d, &around, number)) put_inside(g->d, &around, number);
    if (read_newest(g->d, &g->l)) g->last = g->l.at[0];
}

static void put_numbers(growing *g, posted numbers) {
    for (size_t i = 0; i < numbers.count; i++) {
        int64_t number = numbers.at[i];
        if (!g->l.count || number > g->l.at[0]) put_newest(g, number);
        else if (number < g->l.at[0]) put_older(g, number);
    }
}

/* The only report that names an actor stands with it. */
static int64_t alone_of(db *d, const list *l) {
    query *q = db_query(d, "SELECT last FROM named WHERE id = ? AND reports > 0");
    query_int(q, l->actor);
    return query_one(q, NUMBER_NONE);
}

void postings_add(db *d, posting_kind kind, int64_t who, posted numbers) {
    growing g = { .d = d, .l = { .kind = kind, .actor = who }, .last = NUMBER_NONE };
    g.has_rows = read_newest(d, &g.l);
    if (g.has_rows) g.last = g.l.at[0];
    int64_t alone = g.has_rows || kind != POSTING_MENTION ? NUMBER_NONE : alone_of(d, &g.l);
    if (alone != NUMBER_NONE) put_newest(&g, alone);
    put_numbers(&g, numbers);
    if (g.has_rows || g.l.count > 1 || kind != POSTING_MENTION) write_row(&g);
}

/* ---- taking away ---- */

/* False where no number behind this row can be in the range. */
static bool remove_from(db *d, list *l, const int64_t range[2]) {
    int64_t last = l->at[0];
    size_t kept = 0, all = l->count;
    bool more = last < range[1] - 1;
    for (size_t i = 0; i < all; i++)
        if (l->at[i] < range[0] || l->at[i] >= range[1]) l->at[kept++] = l->at[i];
    l->count = kept;
    if (!kept) drop_row(d, l, last);
    else if (kept < all) replace(d, l, last);
    return more;
}

/* A mention that is left alone stands with its actor again. */
static void leave_alone(db *d, list *l) {
    if (!read_newest(d, l) || l->count > 1) return;
    query *q = db_query(d, "SELECT count(*) FROM posting WHERE actor = ? AND kind = ?");
    bind_list(q, l);
    if (query_one(q, 0) != 1) return;
    drop_row(d, l, l->at[0]);
    q = db_query(d, "UPDATE named SET last = ? WHERE id = ?");
    query_int(q, l->at[0]);
    query_int(q, l->actor);
    query_run(q);
}

void postings_remove(db *d, posting_kind kind, int64_t who, const int64_t range[2]) {
    list l = { .kind = kind, .actor = who };
    int64_t from = range[0];
    for (bool more = true; more && read_around(d, &l, from);) {
        from = l.at[0] + 1;
        more = remove_from(d, &l, range);
    }
    if (kind == POSTING_MENTION) leave_alone(d, &l);
}

void postings_drop(db *d, int64_t number) {
    query *q = db_query(d, "UPDATE named SET reports = 0 WHERE reports > 0 AND last = ? AND NOT"
                           " EXISTS (SELECT 1 FROM posting p WHERE p.actor = id AND p.kind = 0)");
    int64_t who = INT64_MIN, kind = 0;
    query_int(q, number);
    query_run(q);
    for (;;) {
        q = db_query(d, "SELECT actor, kind FROM posting WHERE (actor, kind) > (?, ?)"
                        " ORDER BY actor, kind LIMIT 1");
        query_int(q, who);
        query_int(q, kind);
        if (!query_next(q)) break;
        who = query_int_at(q, 0);
        kind = query_int_at(q, 1);
        while (query_next(q)) continue;
        int64_t range[2] = { number, number + 1 };
        if (kind != POSTING_MENTION)
            for (int i = 0; i < 2; i++) range[i] = schema_fact(range[i]);
        if (kind >= 0 && kind < POSTING_KINDS) postings_remove(d, (posting_kind)kind, who, range);
    }
}

/* ---- ledgers of before ---- */

/* What was gathered, oldest first; alone: it is all that the actor has. */
static void put_gathered(db *d, list *l, bool alone) {
    for (size_t i = 0, k = l->count; i + 1 < k; i++) {
        int64_t older = l->at[i];
        l->at[i] = l->at[--k];
        l->at[k] = older;
    }
    if (l->kind != POSTING_MENTION || !alone || l->count != 1) {
        insert(d, l);
    } else {
        query *q = db_query(d, "UPDATE named SET last = ?1 WHERE id = ?2 AND last IS NOT ?1");
        query_int(q, l->at[0]);
        query_int(q, l->actor);
        query_run(q);
    }
    l->count = 0;
}

static void pack(db *d, const char *select) {
    list l = { .count = 0 };
    bool alone = true;
    query *q = db_query(d, select);
    while (query_next(q)) {
        int64_t who = query_int_at(q, 0), kind = query_int_at(q, 1);
        bool other = who != l.actor || kind != (int64_t)l.kind;
        if (l.count && (other || l.count == POSTING_MOST)) {
            put_gathered(d, &l, alone && other);
            alone = other;
        }
        if (other) alone = true;
        l.actor = who;
        l.kind = (posting_kind)kind;
        l.at[l.count++] = query_int_at(q, 2);
    }
    put_gathered(d, &l, alone);
}

void postings_pack_all(db *d) {
    pack(d, "SELECT actor, 0, report FROM main.mention ORDER BY actor, report");
    pack(d, "SELECT actor, kind, fact FROM main.party WHERE kind IN (1, 2)"
            " ORDER BY kind, actor, fact");
    db_do(d, "DROP TABLE main.mention; DROP TABLE main.party");
}
