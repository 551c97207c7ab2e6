/* ledger/follow.c: see follow.h. Tables followed and followed_entry. */
#include "ledger/follow.h"

#include <stdlib.h>

#include "ledger/facts.h"
#include "ledger/names.h"
#include "ledger/pack.h"

enum { STATE_DONE, STATE_WAITING, ENTRY_FORM = 1 };

const char *followed_kind_name(followed_kind kind) {
    static const char *const names[FOLLOWED_KINDS] = { "feed", "file", "folder" };
    return names[kind];
}

/* ---- sources ---- */

#define COLUMNS                                                                                    \
    "id, address, kind, list, every, due, settled, failures, why, moved, etag, modified, body"

static str copied(arena *a, query *q, int column) {
    return arena_copy(a, query_words_at(q, column));
}

static followed row_of(arena *a, query *q) {
    return (followed){
        .number = query_int_at(q, 0), .address = copied(a, q, 1),
        .kind = (followed_kind)query_int_at(q, 2), .list = query_int_at(q, 3),
        .every = query_int_at(q, 4), .due = query_int_at(q, 5), .settled = query_int_at(q, 6),
        .failures = query_int_at(q, 7), .why = copied(a, q, 8), .moved = copied(a, q, 9),
        .etag = copied(a, q, 10), .modified = copied(a, q, 11), .body = copied(a, q, 12),
    };
}

static int64_t start_new(db *d, const followed *it) {
    query *q = db_query(d, "INSERT INTO followed(address, kind, list, active, every, due, settled,"
                           " failures) VALUES(?, ?, ?, 1, ?, ?, 0, 0)");
    query_words(q, it->address);
    query_int(q, (int64_t)it->kind);
    query_int(q, it->list);
    query_int(q, it->every);
    query_int(q, it->due);
    return query_run_id(q);
}

int64_t follow_start(db *d, const followed *it) {
    query *q = db_query(d, "SELECT id FROM followed WHERE address = ?");
    query_words(q, it->address);
    int64_t number = query_one(q, NUMBER_NONE);
    if (number == NUMBER_NONE) return start_new(d, it);
    q = db_query(d, "UPDATE followed SET kind = ?1, list = CASE WHEN active AND list = 0 THEN 0"
                    " ELSE ?2 END, due = CASE WHEN active AND every = ?3 THEN due ELSE ?4 END,"
                    " settled = CASE WHEN active AND every = ?3 THEN settled ELSE 0 END,"
                    " every = ?3, active = 1 WHERE id = ?5");
    query_int(q, (int64_t)it->kind);
    query_int(q, it->list);
    query_int(q, it->every);
    query_int(q, it->due);
    query_int(q, number);
    query_run(q);
    return number;
}

static int by_number(const void *l, const void *r) {
    int64_t left = *(const int64_t *)l, right = *(const int64_t *)r;
    return left < right ? -1 : left > right;
}

static void stop_one(db *d, int64_t number) {
    query *q = db_query(d, "UPDATE followed SET active = 0 WHERE id = ?1 OR list = ?1");
    query_int(q, number);
    query_run(q);
}

void follow_stop_others(db *d, int64_t list, int64_t *numbers, size_t count) {
    if (count) qsort(numbers, count, sizeof *numbers, by_number);
    query *q = db_query(d, "SELECT id FROM followed WHERE list = ? AND active");
    query_int(q, list);
    while (query_next(q)) {
        int64_t number = query_int_at(q, 0);
        if (!count || !bsearch(&number, numbers, count, sizeof *numbers, by_number))
            stop_one(d, number);
    }
}

bool follow_get(db *d, arena *a, int64_t number, followed *out) {
    query *q = db_query(d, "SELECT " COLUMNS " FROM followed WHERE id = ?");
    query_int(q, number);
    if (!query_next(q)) return false;
    *out = row_of(a, q);
    while (query_next(q)) continue;
    return true;
}

void follow_set(db *d, const followed *it) {
    query *q = db_query(d, "UPDATE followed SET kind = ?, every = ?, due = ?, settled = ?,"
                           " failures = ?, why = ?, moved = ?, etag = ?, modified = ?, body = ?"
                           " WHERE id = ?");
    query_int(q, (int64_t)it->kind);
    query_int(q, it->every);
    query_int(q, it->due);
    query_int(q, it->settled);
    query_int(q, it->failures);
    query_words(q, it->why);
    query_words(q, it->moved);
    query_words(q, it->etag);
    query_words(q, it->modified);
    query_bytes(q, it->body);
    query_int(q, it->number);
    query_run(q);
}

void follow_active(db *d, arena *a, followed_list *out) {
    query *q = db_query(d, "SELECT " COLUMNS " FROM followed WHERE active ORDER BY id");
    while (query_next(q)) *LIST_ADD(a, out) = row_of(a, q);
}

/* ---- entries ---- */

static void put_waiting(db *d, const followed_entry *e, int64_t today) {
    query *q = db_query(d, "INSERT INTO followed_entry(source, key, mark, seen, state, turn, tries,"
                           " due, host, packed) VALUES(?, ?, ?, ?, ?, ?, 0, ?, ?, ?)"
                           " ON CONFLICT(source, key) DO UPDATE SET mark = excluded.mark,"
                           " seen = excluded.seen, state = excluded.state, turn = excluded.turn,"
                           " tries = 0, due = excluded.due, host = excluded.host,"
                           " packed = excluded.packed");
    query_int(q, e->source);
    query_bytes(q, e->key);
    query_bytes(q, e->mark);
    query_int(q, today);
    query_int(q, STATE_WAITING);
    query_int(q, e->turn);
    query_int(q, e->due);
    query_int(q, (int64_t)e->host);
    query_bytes(q, e->packed);
    query_run(q);
}

bool follow_entry_put(db *d, const followed_entry *e, int64_t today) {
    query *q = db_query(d, "SELECT id, mark = ?, seen FROM followed_entry WHERE source = ?"
                           " AND key = ?");
    query_bytes(q, e->mark);
    query_int(q, e->source);
    query_bytes(q, e->key);
    bool same = false;
    int64_t number = 0, seen = 0;
    while (query_next(q)) {
        number = query_int_at(q, 0);
        same = query_int_at(q, 1);
        seen = query_int_at(q, 2);
    }
    if (!same) put_waiting(d, e, today);
    if (!same || seen >= today) return !same;
    q = db_query(d, "UPDATE followed_entry SET seen = ? WHERE id = ?");
    query_int(q, today);
    query_int(q, number);
    query_run(q);
    return false;
}

void follow_entries_due(db *d, arena *a, int64_t now, size_t most, followed_entries *out) {
    query *q = db_query(d, "SELECT id, source, turn, due, tries, host FROM followed_entry"
                           " WHERE state = 1 AND due <= ? ORDER BY turn, id LIMIT ?");
    query_int(q, now);
    query_int(q, (int64_t)most);
    while (query_next(q))
        *LIST_ADD(a, out) = (followed_entry){
            .number = query_int_at(q, 0), .source = query_int_at(q, 1),
            .turn = query_int_at(q, 2), .due = query_int_at(q, 3), .tries = query_int_at(q, 4),
            .host = (uint64_t)query_int_at(q, 5),
        };
}

str follow_entry_packed(db *d, arena *a, int64_t number) {
    str out = STR_NONE;
    query *q = db_query(d, "SELECT packed FROM followed_entry WHERE id = ?");
    query_int(q, number);
    while (query_next(q)) out = copied(a, q, 0);
    return out;
}

void follow_entry_done(db *d, int64_t number) {
    query *q = db_query(d, "UPDATE followed_entry SET state = 0, packed = NULL WHERE id = ?");
    query_int(q, number);
    query_run(q);
}

void follow_entry_later(db *d, int64_t number, int64_t due) {
    query *q = db_query(d, "UPDATE followed_entry SET tries = tries + 1, due = ? WHERE id = ?");
    query_int(q, due);
    query_int(q, number);
    query_run(q);
}

int64_t follow_entries_next(db *d, int64_t now) {
    query *q = db_query(d, "SELECT min(due) FROM followed_entry WHERE state = 1 AND due > ?");
    query_int(q, now);
    return query_one(q, INT64_MAX);
}

void follow_entries_prune(db *d, int64_t before_day) {
    query *q = db_query(d, "DELETE FROM followed_entry WHERE state = 0 AND seen < ?");
    query_int(q, before_day);
    query_run(q);
}

/* ---- an entry as bytes ---- */

/* The fields that are plain words, in the order in which they are packed. */
static void words_of(report *r, str *out[13]) {
    str *all[13] = { &r->id, &r->input, &r->url, &r->canonical, &r->title, &r->site, &r->section,
                     &r->language, &r->published, &r->modified, &r->retrieved, &r->text, NULL };
    for (int i = 0; i < 13; i++) out[i] = all[i];
}

str entry_pack(arena *a, const report *r) {
    report copy = *r;
    str *words[13];
    packer p = { .a = a };
    words_of(&copy, words);
    pack_number(&p, ENTRY_FORM);
    for (str **at = words; *at; at++) pack_bytes(&p, **at);
    pack_number(&p, (uint64_t)((r->wire ? 1 : 0) | (r->is_part ? 2 : 0)));
    pack_bytes(&p, report_pack(a, r));
    return buffer_str(&p.out);
}

bool entry_unpack(arena *a, str packed, report *out, fault *f) {
    report r = { 0 };
    str *words[13];
    unpacker u = { .a = a, .in = packed };
    words_of(&r, words);
    bool known = unpack_number(&u) == ENTRY_FORM;
    for (str **at = words; *at; at++) **at = unpack_bytes(&u);
    uint64_t flags = unpack_below(&u, 4);
    str extra = unpack_bytes(&u);
    if (!known || u.broken) return FAULT(f, FAULT_STORE, FAULT_NOWHERE, "a kept entry is damaged");
    r.wire = flags & 1;
    r.is_part = flags & 2;
    if (!report_unpack(a, extra, &r, f)) return false;
    *out = r;
    return true;
}
