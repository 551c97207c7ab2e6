/* ledger/names.c: see names.h. */
#include "ledger/names.h"

#include <xxhash.h>

#include "base/utf8.h"
#include "ledger/gathered.h"
#include "ledger/schema.h"

enum { NAME_WORDS_MOST = 12 };

void query_number(query *q, int64_t n) {
    if (n == NUMBER_NONE)
        query_null(q);
    else
        query_int(q, n);
}

int64_t term_number(db *d, str name, bool make) {
    if (!name.at) return NUMBER_NONE;
    query *q = db_query(d, "SELECT id FROM term WHERE name = ?");
    query_words(q, name);
    int64_t n = query_one(q, NUMBER_NONE);
    if (n != NUMBER_NONE || !make) return n;
    q = db_query(d, "INSERT INTO term(name) VALUES(?)");
    query_words(q, name);
    return query_run_id(q);
}

static void seed(db *d, const char *name) {
    if (name) term_number(d, str_of(name), true);
}

void names_seed(db *d) {
    for (unsigned i = 0; i < ACTOR_KINDS; i++) seed(d, actor_kind_name((actor_kind)i));
    for (unsigned i = 0; i < ACTS; i++) seed(d, act_name((act)i));
    for (unsigned i = 1; i < CHANNEL_KINDS; i++) seed(d, channel_kind_name((channel_kind)i));
    for (unsigned i = 0; i < QUOTATIONS; i++) seed(d, quotation_name((quotation)i));
    for (unsigned i = 0; i < STATUSES; i++) seed(d, event_status_name((event_status)i));
    for (unsigned i = 0; i < EXPECTATION_KINDS; i++)
        seed(d, expectation_kind_name((expectation_kind)i));
    for (unsigned i = 0; i < SILENCE_KINDS; i++) seed(d, silence_kind_name((silence_kind)i));
    for (unsigned i = 0; i < POLARITIES; i++) seed(d, polarity_name((polarity)i));
}

str_list name_words(arena *a, str name) {
    str_list out = { 0 };
    str s = utf8_folded(a, name);
    size_t from = 0, length;
    for (size_t at = 0; at <= s.length && out.count < NAME_WORDS_MOST; at += length) {
        length = 1;
        code_point c = at < s.length ? utf8_at(s, at, &length) : ' ';
        if (utf8_is_letter(c) || utf8_is_digit(c)) continue;
        if (at > from) *LIST_ADD(a, &out) = str_cut(s, from, at);
        from = at + length;
    }
    return out;
}

/* Short enough for an index of its own; names that share one are told apart by reading them. */
int64_t names_hash(str name) {
    return (int64_t)(XXH64(name.at, name.length, 0) >> 24 & 0xFFFFFF);
}

int64_t actor_number(db *d, str name, int64_t kind) {
    if (!name.at) name = STR("");
    query *q = db_query(d, "SELECT id FROM actor WHERE hash = ? AND name = ? AND kind = ?");
    query_int(q, names_hash(name));
    query_words(q, name);
    query_number(q, kind);
    return query_one(q, NUMBER_NONE);
}

bool names_actor(db *d, arena *a, int64_t number, str *name, int64_t *kind) {
    if (gathered_known(d, number, name, kind)) {
        *name = arena_copy(a, *name);
        return true;
    }
    query *q = db_query(d, "SELECT name, kind FROM actor WHERE id = ?");
    query_int(q, number);
    if (!query_next(q)) return false;
    *name = arena_copy(a, query_words_at(q, 0));
    *kind = query_int_at(q, 1);
    while (query_next(q)) continue;
    return true;
}

/* ---- forgetting ---- */

term_numbers names_brought(db *d, arena *a, int64_t number) {
    term_numbers out = { 0 };
    query *q = db_query(d, "SELECT about FROM silence WHERE id >= ?1 AND id < ?2 AND about NOT NULL"
                           " UNION SELECT words FROM stance WHERE statement >= ?1"
                           " AND statement < ?2 AND words NOT NULL");
    query_int(q, schema_fact(number));
    query_int(q, schema_fact(number + 1));
    while (query_next(q)) *LIST_ADD(a, &out) = query_int_at(q, 0);
    return out;
}

static bool is_used(db *d, int64_t term) {
    query *q = db_query(d, "SELECT 1 FROM silence WHERE about = ?1"
                           " UNION ALL SELECT 1 FROM stance WHERE words = ?1"
                           " UNION ALL SELECT 1 FROM report WHERE ?1 IN (site, language)"
                           " UNION ALL SELECT 1 FROM statement WHERE ?1 IN (place, channel_name)"
                           " UNION ALL SELECT 1 FROM expectation WHERE place = ?1"
                           " UNION ALL SELECT 1 FROM event"
                           " WHERE ?1 IN (predicate, type, mode, place) LIMIT 1");
    query_int(q, term);
    return query_one(q, 0);
}

static void drop_actor(db *d, int64_t number, str name) {
    query *q = db_query(d, "INSERT INTO names(names, rowid, name) VALUES('delete', ?, ?)");
    query_int(q, number);
    query_words(q, name);
    query_run(q);
    q = db_query(d, "DELETE FROM named WHERE id = ?");
    query_int(q, number);
    query_run(q);
}

void names_sweep(db *d, arena *a, const term_numbers *brought) {
    gathered_forget(d);
    int64_t kinds = term_number(d, STR("against"), false); /* the last of names_seed */
    for (size_t i = 0; i < brought->count; i++) {
        if (brought->at[i] <= kinds || is_used(d, brought->at[i])) continue;
        query *q = db_query(d, "DELETE FROM term WHERE id = ?");
        query_int(q, brought->at[i]);
        query_run(q);
    }
    LIST(int64_t) numbers = { 0 };
    str_list names = { 0 };
    query *q = db_query(d, "SELECT id, name FROM actor WHERE reports < 1");
    while (query_next(q)) {
        *LIST_ADD(a, &numbers) = query_int_at(q, 0);
        *LIST_ADD(a, &names) = arena_copy(a, query_words_at(q, 1));
    }
    for (size_t i = 0; i < numbers.count; i++) drop_actor(d, numbers.at[i], names.at[i]);
}
