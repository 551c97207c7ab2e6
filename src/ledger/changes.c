/* ledger/changes.c: what a new version of a report added, dropped and reworded: its title, its
 * statements, its numbers. Versions of one address stand in the order in which they were
 * fetched, then of their keys; each is held against the one before it. Two statements with
 * most words in common are one, reworded; a number is another where unit and thing counted
 * are the same. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "base/utf8.h"
#include "ledger/names.h"
#include "ledger/store.h"

enum {
    VERSIONS_MOST = 1000,  /* of one address that are held against each other */
    SAYINGS_MOST = 400,    /* statements of a version that are compared */
    REWORDED_SHARE = 50,   /* percent of the words of both that must be the same */
};

/* A statement or a number with what tells whether it is the same. */
typedef struct item {
    str words;
    uint64_t *hashes; /* [count] of its words in lower case, sorted */
    size_t count;
    bool met; /* its like was found in the other version */
} item;

typedef struct items {
    item *at;
    size_t count;
} items;

typedef struct writing {
    db *d;
    int64_t report, former;
} writing;

static void put(const writing *w, const char *kind, const char *part, const str words[2]) {
    int64_t kind_number = term_number(w->d, str_of(kind), true);
    int64_t part_number = term_number(w->d, str_of(part), true);
    query *q = db_query(w->d, "INSERT INTO change(report, former, kind, part, before, after)"
                              " VALUES(?, ?, ?, ?, ?, ?)");
    query_int(q, w->report);
    query_int(q, w->former);
    query_int(q, kind_number);
    query_int(q, part_number);
    query_words(q, words[0]);
    query_words(q, words[1]);
    query_run(q);
}

/* ---- items ---- */

static int by_number(const void *l, const void *r) {
    uint64_t a = *(const uint64_t *)l, b = *(const uint64_t *)r;
    return (a > b) - (a < b);
}

static item item_of(arena *a, str words) {
    item x = { .words = words };
    str_list parts = { 0 };
    str folded = utf8_folded(a, words);
    for (size_t at = 0; at < folded.length;) {
        while (at < folded.length && is_blank(folded.at[at])) at++;
        size_t end = at;
        while (end < folded.length && !is_blank(folded.at[end])) end++;
        if (end > at) *LIST_ADD(a, &parts) = str_cut(folded, at, end);
        at = end;
    }
    x.hashes = ARENA_NEW(a, uint64_t, parts.count);
    for (size_t i = 0; i < parts.count; i++)
        x.hashes[i] = XXH64(parts.at[i].at, parts.at[i].length, 0);
    x.count = parts.count;
    if (x.count) qsort(x.hashes, x.count, sizeof *x.hashes, by_number);
    return x;
}

static span whole_of(const span_list *spans) {
    return (span){ spans->at[0].start, spans->at[spans->count - 1].end };
}

static items sayings_of(arena *a, const store_current *v) {
    const statement_list *all = &v->record.statements;
    items out = { ARENA_NEW(a, item, all->count), 0 };
    for (size_t i = 0; i < all->count && out.count < SAYINGS_MOST; i++)
        out.at[out.count++] = item_of(a, str_in(v->report.text, whole_of(&all->at[i].content)));
    return out;
}

/* Share of words that both have, in percent. */
static size_t likeness(const item *x, const item *y) {
    size_t both = 0, i = 0, k = 0;
    while (i < x->count && k < y->count) {
        if (x->hashes[i] == y->hashes[k]) {
            both++;
            i++;
            k++;
        } else if (x->hashes[i] < y->hashes[k]) {
            i++;
        } else {
            k++;
        }
    }
    return x->count + y->count ? 200 * both / (x->count + y->count) : 100;
}

static item *likest(items *among, const item *x, size_t *share) {
    item *best = NULL;
    for (size_t i = 0; i < among->count; i++) {
        size_t here = among->at[i].met ? 0 : likeness(&among->at[i], x);
        if (here <= *share) continue;
        *share = here;
        best = &among->at[i];
    }
    return best;
}

/* What is the same first, so that nothing else takes its place. */
static void compare_sayings(const writing *w, items *before, items *after) {
    for (size_t i = 0; i < after->count; i++) {
        size_t share = 99;
        item *same = likest(before, &after->at[i], &share);
        if (same) same->met = after->at[i].met = true;
    }
    for (size_t i = 0; i < after->count; i++) {
        size_t share = REWORDED_SHARE - 1;
        item *now = &after->at[i], *then = now->met ? NULL : likest(before, now, &share);
        if (now->met) continue;
        if (then) then->met = true;
        put(w, then ? "reworded" : "added", "statement",
            (str[]){ then ? then->words : STR_NONE, now->words });
    }
    for (size_t i = 0; i < before->count; i++)
        if (!before->at[i].met) put(w, "dropped", "statement",
                                    (str[]){ before->at[i].words, STR_NONE });
}

/* ---- numbers ---- */

static str quantity_words(const store_current *v, size_t i) {
    const quantity *q = &v->record.quantities.at[i];
    return str_in(v->report.text, (span){ q->start, q->end });
}

static bool same_thing(const quantity *x, const quantity *y) {
    return str_same_folded(x->of, y->of) && str_same(x->unit, y->unit);
}

static bool same_number(const quantity *x, const quantity *y) {
    return memcmp(&x->low, &y->low, sizeof x->low) == 0
        && memcmp(&x->high, &y->high, sizeof x->high) == 0;
}

static bool has_number(const store_current *v, const quantity *x) {
    for (size_t i = 0; i < v->record.quantities.count && i < SAYINGS_MOST; i++)
        if (same_thing(&v->record.quantities.at[i], x)
            && same_number(&v->record.quantities.at[i], x)) return true;
    return false;
}

/* Numbers of things that both versions count, and count otherwise. */
static void compare_numbers(const writing *w, const store_current *before,
                            const store_current *after) {
    const quantity_list *now = &after->record.quantities, *then = &before->record.quantities;
    for (size_t i = 0; i < now->count && i < SAYINGS_MOST; i++) {
        if (!(now->at[i].of.length || now->at[i].unit.length)) continue;
        if (has_number(before, &now->at[i])) continue;
        for (size_t k = 0; k < then->count && k < SAYINGS_MOST; k++) {
            if (!same_thing(&now->at[i], &then->at[k]) || has_number(after, &then->at[k])) continue;
            put(w, "reworded", "number",
                (str[]){ quantity_words(before, k), quantity_words(after, i) });
            break;
        }
    }
}

/* ---- versions ---- */

static void compare(const writing *w, arena *a) {
    store_current before, after;
    if (!store_read(w->d, a, w->former, &before) || !store_read(w->d, a, w->report, &after)) return;
    if (!str_same(before.report.title, after.report.title))
        put(w, before.report.title.at ? after.report.title.at ? "reworded" : "dropped" : "added",
            "title", (str[]){ before.report.title, after.report.title });
    items then = sayings_of(a, &before), now = sayings_of(a, &after);
    compare_sayings(w, &then, &now);
    compare_numbers(w, &before, &after);
}

void changes_find(db *d, arena *a, int64_t of) {
    int64_t *versions = ARENA_NEW(a, int64_t, VERSIONS_MOST);
    size_t count = 0;
    query *q = db_query(d, "SELECT v.id FROM report r JOIN report v ON v.address = r.address"
                           " AND coalesce(v.canonical, v.url) = coalesce(r.canonical, r.url)"
                           " WHERE r.id = ? ORDER BY v.retrieved, v.key LIMIT 1000");
    query_int(q, of);
    while (query_next(q) && count < VERSIONS_MOST) versions[count++] = query_int_at(q, 0);
    for (size_t i = 0; i < count; i++) {
        q = db_query(d, "DELETE FROM change WHERE report = ?");
        query_int(q, versions[i]);
        query_run(q);
    }
    for (size_t i = 1; i < count; i++)
        compare(&(writing){ d, versions[i], versions[i - 1] }, a);
}
