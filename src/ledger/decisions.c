/* ledger/decisions.c: see decisions.h. */
#include "ledger/decisions.h"

enum { KEY_DIGITS = 64 };

decision_list decisions_load(db *d, arena *a) {
    decision_list out = { 0 };
    query *q = db_query(d, "SELECT one, other, apart, at FROM decision ORDER BY one, other");
    while (query_next(q))
        *LIST_ADD(a, &out) = (decision){ arena_copy(a, query_words_at(q, 0)),
                                         arena_copy(a, query_words_at(q, 1)),
                                         query_int_at(q, 2) != 0, query_int_at(q, 3) };
    return out;
}

void decisions_put(db *d, const decision *made) {
    bool turned = str_compare(made->one, made->other) > 0;
    query *q = db_query(d, "INSERT INTO decision(one, other, apart, at) VALUES(?1, ?2, ?3, ?4)"
                           " ON CONFLICT DO UPDATE SET apart = ?3, at = ?4"
                           " WHERE (?4, ?3) > (at, apart)");
    query_words(q, turned ? made->other : made->one);
    query_words(q, turned ? made->one : made->other);
    query_int(q, made->apart);
    query_int(q, made->at);
    query_run(q);
}

void decisions_merge(db *d, db *from, arena *a) {
    decision_list all = decisions_load(from, a);
    for (size_t i = 0; i < all.count; i++) decisions_put(d, &all.at[i]);
    db_do(d, "DELETE FROM decision WHERE EXISTS (SELECT 1 FROM tombstone t WHERE"
             " one LIKE lower(hex(t.key)) || '/%' OR other LIKE lower(hex(t.key)) || '/%')");
}

void decisions_forget(db *d, str key_hex) {
    query *q = db_query(d, "DELETE FROM decision WHERE one LIKE ?1 || '/%'"
                           " OR other LIKE ?1 || '/%'");
    query_words(q, key_hex);
    query_run(q);
}

static bool is_key(str s) {
    for (size_t i = 0; i < s.length; i++)
        if (!is_digit(s.at[i]) && !(s.at[i] >= 'a' && s.at[i] <= 'f')) return false;
    return s.length == KEY_DIGITS;
}

actor_told actor_told_of(str words) {
    str key = str_cut(words, 0, KEY_DIGITS);
    if (words.length <= KEY_DIGITS || words.at[KEY_DIGITS] != '/' || !is_key(key))
        return (actor_told){ STR_NONE, words };
    return (actor_told){ key, str_cut(words, KEY_DIGITS + 1, words.length) };
}
