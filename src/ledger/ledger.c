/* ledger/ledger.c: see ledger.h. */
#include "ledger/ledger.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/calendar.h"
#include "ledger/names.h"
#include "ledger/outcomes.h"
#include "ledger/places.h"
#include "ledger/schema.h"
#include "ledger/tidy.h"

enum {
    WAITING_MOST = 1000,           /* reports that are put by before they are kept */
    WAITING_BYTES = 16 << 20,      /* the same, of memory */
    KEEP_BYTES = 4 << 20,          /* of an arena from one batch to the next */
    KEY_LEAST = 8,                 /* digits of a key that may stand for it */
};
#define MEMORY_MOST ((size_t)4 << 30)

struct ledger {
    db *db;
    arena *waiting_a, *a, *each; /* what is put by; scratch; of one report */
    LIST(kept) waiting;
    places *places;
    int64_t (*clock)(void);
    char path[256];
    size_t counts[STORE_OUTCOMES];
    char reading[200]; /* "WEIGHTS/PROGRAM" */
    store_names by;    /* points into it; none: the current readings */
};

/* ---- opening ---- */

static int64_t machine_clock(void) {
    return (int64_t)time(NULL);
}

static ledger *no_ledger(ledger *l) {
    ledger_close(l);
    return NULL;
}

ledger *ledger_open(const char *path, const ledger_options *o, fault *f) {
    ledger *l = calloc(1, sizeof *l);
    if (l) {
        l->a = arena_new(MEMORY_MOST);
        l->waiting_a = arena_new(MEMORY_MOST);
        l->each = arena_new(MEMORY_MOST);
        l->places = places_new();
    }
    if (!l || !l->a || !l->waiting_a || !l->each || !l->places) {
        FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for a ledger");
        return no_ledger(l);
    }
    snprintf(l->path, sizeof l->path, "%s", path);
    l->clock = o->clock ? o->clock : machine_clock;
    l->db = db_open(path, o->access, o->wait_ms, f);
    if (l->db && o->cache_bytes) db_cache(l->db, o->cache_bytes);
    if (!l->db || !schema_hold(l->db, path, o->access != DB_READ, f)) return no_ledger(l);
    return l;
}

void ledger_close(ledger *l) {
    if (!l) return;
    if (l->counts[STORE_ADDED] + l->counts[STORE_VERSION]) tidy(l->db, true);
    db_close(l->db);
    places_free(l->places);
    if (l->a) arena_free(l->a);
    if (l->waiting_a) arena_free(l->waiting_a);
    if (l->each) arena_free(l->each);
    free(l);
}

arena *ledger_arena(ledger *l) {
    return l->a;
}

db *ledger_db(ledger *l) {
    return l->db;
}

int64_t ledger_now(const ledger *l) {
    return l->clock();
}

const size_t *ledger_counts(const ledger *l) {
    return l->counts;
}

/* ---- readings ---- */

bool ledger_read_by(ledger *l, str reading, fault *f) {
    l->by = (store_names){ STR_NONE, STR_NONE };
    if (!reading.at) return true;
    snprintf(l->reading, sizeof l->reading, "%.*s", STR_ARG(reading));
    str words = str_of(l->reading);
    size_t slash = str_find(words, STR("/"), 0);
    if (slash < words.length) l->by.program = str_cut(words, slash + 1, words.length);
    l->by.weights = str_cut(words, 0, slash);
    bool there = false;
    query *q = db_query(l->db, "SELECT name, program FROM weights");
    while (query_next(q))
        there |= store_is_by(&(store_names){ query_words_at(q, 0), query_words_at(q, 1) }, &l->by);
    str all = store_readings(l->db, l->a);
    if (!db_settle(l->db, f)) return false;
    return there || FAULT(f, FAULT_USAGE, FAULT_NOWHERE, "no reading by \"%.60s\"; there are %.*s",
                          l->reading, STR_ARG(str_cut(all, 0, 160)));
}

const store_names *ledger_reader(const ledger *l) {
    return l->by.weights.at ? &l->by : NULL;
}

bool ledger_read(ledger *l, int64_t number, store_current *out) {
    return l->by.weights.at ? store_read_by(l->db, l->a, number, &l->by, out)
                            : store_read(l->db, l->a, number, out);
}

/* ---- the log ---- */

/* The head chains what every batch added: SHA-256 of the former head and the batch's entry. */
static void add_log(ledger *l, const char *what, size_t count, str entry) {
    query *q = db_query(l->db, "SELECT head FROM log ORDER BY id DESC LIMIT 1");
    hasher *h = hasher_new(l->a);
    if (query_next(q)) hasher_add(h, arena_copy(l->a, query_words_at(q, 0)));
    while (query_next(q)) continue;
    hasher_add(h, str_of(what));
    hasher_add(h, entry);
    str head = hasher_end(h, l->a);
    q = db_query(l->db, "INSERT INTO log(at, what, count, entry, head) VALUES(?, ?, ?, ?, ?)");
    query_int(q, l->clock());
    query_words(q, str_of(what));
    query_int(q, (int64_t)count);
    query_bytes(q, entry);
    query_bytes(q, head);
    query_run(q);
}

/* ---- adding ---- */

typedef struct put_log {
    hasher *entry;
    size_t count;
    size_t outcomes[STORE_OUTCOMES];
} put_log;

static store_outcome put_one(ledger *l, arena *a, const kept *k, put_log *log) {
    store_outcome o = store_put(l->db, a, k);
    log->outcomes[o]++;
    if (o == STORE_KNOWN || o == STORE_BETTER || o == STORE_FORGOTTEN) return o;
    log->count++;
    hasher_add(log->entry, k->key);
    for (size_t i = 0; i < k->readings.count; i++) hasher_add(log->entry, k->readings.at[i].hash);
    return o;
}

static bool end_put(ledger *l, const char *what, put_log *log, fault *f) {
    if (log->count) add_log(l, what, log->count, hasher_end(log->entry, l->a));
    bool done = db_settle(l->db, f);
    places_end(l->places, done);
    if (!done) return false;
    for (int i = 0; i < STORE_OUTCOMES; i++) l->counts[i] += log->outcomes[i];
    return true;
}

bool ledger_flush(ledger *l, fault *f) {
    if (!l->waiting.count) return true;
    arena_reset(l->a, KEEP_BYTES);
    jmp_buf *guard = arena_guard(l->a, NULL);
    arena_guard(l->a, guard);
    arena_guard(l->each, guard);
    put_log log = { .entry = hasher_new(l->a) };
    db_begin(l->db);
    places_begin(l->places, l->db, l->a);
    for (size_t i = 0; i < l->waiting.count && !db_failed(l->db); i++) {
        const kept *k = &l->waiting.at[i];
        store_outcome o = put_one(l, l->each, k, &log);
        if (o == STORE_ADDED || o == STORE_VERSION) places_put(l->places, l->db, l->each, k);
        if (o == STORE_READING || o == STORE_BETTER) places_again(l->places, l->db, k);
        arena_reset(l->each, KEEP_BYTES);
    }
    outcomes_find(l->db, l->a);
    bool done = end_put(l, "add", &log, f);
    memset(&l->waiting, 0, sizeof l->waiting);
    arena_reset(l->waiting_a, KEEP_BYTES);
    arena_reset(l->a, KEEP_BYTES);
    if (done && log.outcomes[STORE_ADDED]) tidy(l->db, false);
    return done;
}

bool ledger_add(ledger *l, const ledger_reading *g, fault *f) {
    arena *a = l->waiting_a;
    jmp_buf *guard = arena_guard(l->a, NULL); /* the caller's stands in one, and holds for both */
    arena_guard(l->a, guard);
    arena_guard(a, guard);
    kept k;
    kept_of(a, g->record, g->sentences, &k);
    kept_reading *r = &k.readings.at[0];
    r->weights = arena_copy(a, g->weights);
    r->program = arena_copy(a, g->program);
    r->read_at = l->clock();
    r->hash = kept_reading_hash(a, k.variant, r);
    *LIST_ADD(a, &l->waiting) = k;
    if (l->waiting.count < WAITING_MOST && arena_used(a) < WAITING_BYTES) return true;
    return ledger_flush(l, f);
}

/* ---- merging ---- */

/* What is derived from all reports together. */
static void rebuild(ledger *l, bool sketches) {
    places_rebuild(l->places, l->db, sketches);
    outcomes_rebuild(l->db, l->a);
}

/* With the names and words that it alone brought. */
static void drop_report(ledger *l, int64_t number) {
    term_numbers brought = names_brought(l->db, l->a, number);
    store_drop(l->db, l->a, number);
    names_sweep(l->db, l->a, &brought);
}

/* Its tombstones, and out with what they stand for. Returns how many reports went. */
static size_t merge_tombstones(ledger *l, const ledger *from) {
    size_t gone = 0;
    query *q = db_query(from->db, "SELECT key, day, reason FROM tombstone");
    while (query_next(q)) {
        query *put = db_query(l->db, "INSERT INTO tombstone(key, day, reason) VALUES(?1, ?2, ?3)"
                                     " ON CONFLICT DO UPDATE SET day = ?2, reason = ?3"
                                     " WHERE (?2, ?3) < (day, reason)");
        int64_t there = store_find(l->db, arena_copy(l->a, query_words_at(q, 0)));
        query_bytes(put, arena_copy(l->a, query_words_at(q, 0)));
        query_words(put, arena_copy(l->a, query_words_at(q, 1)));
        query_words(put, arena_copy(l->a, query_words_at(q, 2)));
        query_run(put);
        if (there == NUMBER_NONE) continue;
        drop_report(l, there);
        gone++;
    }
    return gone;
}

/* What was deleted would stay in free pages. */
static bool scrub(ledger *l, fault *f) {
    db_do(l->db, "INSERT INTO words(words) VALUES('optimize');"
                 "INSERT INTO names(names) VALUES('optimize'); VACUUM;"
                 "PRAGMA wal_checkpoint(TRUNCATE)");
    return db_settle(l->db, f);
}

bool ledger_merge(ledger *l, const char *path, fault *f) {
    ledger_options reading = { .access = DB_READ, .wait_ms = 10000 };
    ledger *from = ledger_open(path, &reading, f);
    if (!from) return false;
    jmp_buf *guard = arena_guard(l->a, NULL);
    arena_guard(l->a, guard);
    arena_guard(from->a, guard);
    put_log log = { .entry = hasher_new(l->a) };
    db_begin(l->db);
    places_begin(l->places, l->db, l->a);
    size_t gone = merge_tombstones(l, from);
    decisions_merge(l->db, from->db, l->a);
    query *q = db_query(from->db, "SELECT id FROM report ORDER BY id");
    while (query_next(q) && !db_failed(l->db)) {
        kept k;
        if (store_load(from->db, from->a, query_int_at(q, 0), &k)) put_one(l, from->a, &k, &log);
        arena_reset(from->a, KEEP_BYTES);
    }
    fault theirs;
    if (!db_settle(from->db, &theirs)) db_fail(l->db, &theirs);
    rebuild(l, false);
    bool done = end_put(l, "merge", &log, f);
    ledger_close(from);
    return done && (!gone || scrub(l, f));
}

/* ---- finding and forgetting ---- */

static bool is_hex(str s) {
    for (size_t i = 0; i < s.length; i++) {
        char c = to_lower(s.at[i]);
        if (!is_digit(c) && !(c >= 'a' && c <= 'f')) return false;
    }
    return s.length <= 2 * HASH_SIZE;
}

/* The bytes of hex digits, filled up with `fill`. */
static str key_bytes(arena *a, str hex, unsigned fill) {
    unsigned char *out = arena_alloc(a, HASH_SIZE, 1);
    for (size_t i = 0; i < 2 * HASH_SIZE; i++) {
        char c = i < hex.length ? to_lower(hex.at[i]) : 0;
        unsigned digit = !c ? fill : is_digit(c) ? (unsigned)(c - '0') : (unsigned)(c - 'a' + 10);
        out[i / 2] = (unsigned char)((unsigned)out[i / 2] << 4 | digit);
    }
    return (str){ (char *)out, HASH_SIZE };
}

bool ledger_find(ledger *l, str name, int64_t *number, fault *f) {
    query *q = db_query(l->db, "SELECT report FROM report_id WHERE id = ? LIMIT 2");
    query_words(q, name);
    size_t found = 0;
    for (; query_next(q); found++) *number = query_int_at(q, 0);
    if (!found && name.length >= KEY_LEAST && is_hex(name)) {
        q = db_query(l->db, "SELECT id FROM report WHERE key BETWEEN ? AND ? LIMIT 2");
        query_bytes(q, key_bytes(l->a, name, 0));
        query_bytes(q, key_bytes(l->a, name, 15));
        for (; query_next(q); found++) *number = query_int_at(q, 0);
    }
    if (!db_settle(l->db, f)) return false;
    if (found == 1) return true;
    FAULT(f, FAULT_INPUT, FAULT_NOWHERE,
          found ? "more than one report is called \"%.*s\"" : "there is no report \"%.*s\"",
          STR_ARG(str_cut(name, 0, 100)));
    return fault_where(f, str_of(l->path));
}

bool ledger_forget(ledger *l, str name, str reason, fault *f) {
    int64_t number;
    kept k;
    if (!ledger_find(l, name, &number, f)) return false;
    db_begin(l->db);
    places_begin(l->places, l->db, l->a);
    if (store_load(l->db, l->a, number, &k)) {
        char today[DAY_SIZE];
        day_write(day_of_number((int32_t)(l->clock() / 86400)), today);
        drop_report(l, number);
        decisions_forget(l->db, hash_hex(l->a, k.key));
        query *q = db_query(l->db, "INSERT OR REPLACE INTO tombstone(key, day, reason)"
                                   " VALUES(?, ?, ?)");
        query_bytes(q, k.key);
        query_words(q, str_of(today));
        query_words(q, reason);
        query_run(q);
        add_log(l, "forget", 1, k.key);
        rebuild(l, false);
    }
    bool done = db_settle(l->db, f);
    places_end(l->places, done);
    return done && scrub(l, f);
}

bool ledger_keep_decision(ledger *l, const decision *made, fault *f) {
    hasher *entry = hasher_new(l->a);
    hasher_add(entry, made->one);
    hasher_add(entry, made->other);
    db_begin(l->db);
    decisions_put(l->db, made);
    add_log(l, made->apart ? "apart" : "same", 1, hasher_end(entry, l->a));
    return db_settle(l->db, f);
}

bool ledger_regroup(ledger *l, fault *f) {
    db_begin(l->db);
    places_begin(l->places, l->db, l->a);
    rebuild(l, true);
    bool done = db_settle(l->db, f);
    places_end(l->places, done);
    return done;
}

bool ledger_digest(ledger *l, ledger_digests *out, fault *f) {
    query *q = db_query(l->db, "SELECT head FROM log ORDER BY id DESC LIMIT 1");
    ledger_digests d = { .head = STR("") };
    if (query_next(q)) d.head = hash_hex(l->a, query_words_at(q, 0));
    while (query_next(q)) continue;
    d.content = hash_hex(l->a, store_digest(l->db, l->a));
    d.reports = query_one(db_query(l->db, "SELECT count(*) FROM report"), 0);
    d.readings = query_one(db_query(l->db, "SELECT count(*) FROM reading"), 0);
    if (!db_settle(l->db, f)) return false;
    *out = d;
    return true;
}
