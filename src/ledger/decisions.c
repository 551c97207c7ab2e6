/* ledger/decisions.c: see decisions.h. */
#include "ledger/decisions.h"

#include "base/utf8.h"
#include "ledger/names.h"

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

/* Whether a name has all the words. */
static bool has_words(arena *a, str name, const str_list *words) {
    str_list own = name_words(a, name);
    for (size_t i = 0; i < words->count; i++) {
        bool there = false;
        for (size_t k = 0; k < own.count; k++) there |= str_same(own.at[k], words->at[i]);
        if (!there) return false;
    }
    return words->count > 0;
}

static void add_rows(db *d, arena *a, str name, buffer *rows) {
    buffer match = { 0 };
    str_list words = name_words(a, name);
    for (size_t i = 0; i < words.count; i++)
        buffer_print(a, &match, "%s\"%.*s\"", i ? " " : "", STR_ARG(words.at[i]));
    if (!words.count) return;
    query *q = db_query(d, "SELECT a.id, a.name FROM names n JOIN actor a ON a.id = n.rowid"
                           " WHERE names MATCH ?");
    query_words(q, buffer_str(&match));
    while (query_next(q))
        if (str_same(utf8_folded(a, query_words_at(q, 1)), utf8_folded(a, name)))
            buffer_print(a, rows, ",%lld", (long long)query_int_at(q, 0));
}

void decisions_partners(db *d, arena *a, str name, buffer *rows) {
    decision_list all = decisions_load(d, a);
    str_list words = name_words(a, name);
    for (size_t i = 0; i < all.count; i++) {
        actor_told one = actor_told_of(all.at[i].one), other = actor_told_of(all.at[i].other);
        if (all.at[i].apart || one.key.at || other.key.at) continue;
        bool first = has_words(a, one.name, &words), second = has_words(a, other.name, &words);
        if (first && !second) add_rows(d, a, other.name, rows);
        if (second && !first) add_rows(d, a, one.name, rows);
    }
}
