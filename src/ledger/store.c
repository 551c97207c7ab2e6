/* ledger/store.c: see store.h. */
#include "ledger/store.h"

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "ledger/facts.h"
#include "ledger/happenings.h"
#include "ledger/names.h"
#include "ledger/outcomes.h"
#include "ledger/outbox.h"
#include "ledger/rows.h"
#include "ledger/story_counts.h"
#include "ledger/utterances.h"

enum { FLAG_WIRE = 1, FLAG_PART = 2 };

/* ---- out of the tables ---- */

int64_t store_find(db *d, str key) {
    query *q = db_query(d, "SELECT id FROM report WHERE key = ?");
    query_bytes(q, key);
    return query_one(q, NUMBER_NONE);
}

static str copied(arena *a, query *q, int column) {
    return arena_copy(a, query_words_at(q, column));
}

static void load_ids(db *d, arena *a, int64_t number, kept *out) {
    query *q = db_query(d, "SELECT id FROM report_id WHERE report = ? ORDER BY id");
    query_int(q, number);
    while (query_next(q)) *LIST_ADD(a, &out->ids) = copied(a, q, 0);
}

/* The text is there already. */
static void load_readings(db *d, arena *a, int64_t number, kept *out) {
    query *q = db_query(d, "SELECT w.name, w.program, g.read_at, g.facts, g.receipts, g.hash"
                           " FROM reading g JOIN weights w ON w.id = g.weights"
                           " WHERE g.report = ? ORDER BY g.hash");
    query_int(q, number);
    while (query_next(q)) {
        kept_reading g = {
            .weights = copied(a, q, 0), .program = copied(a, q, 1),
            .read_at = query_int_at(q, 2), .receipts = copied(a, q, 4), .hash = copied(a, q, 5),
        };
        fault damaged; /* facts that are none then do not unpack either */
        str squeezed = copied(a, q, 3);
        g.squeezed = kept_is_squeezed(squeezed);
        if (!kept_unsqueeze(a, squeezed, out->report.text, &g.facts, &damaged)) g.facts = STR("");
        *LIST_ADD(a, &out->readings) = g;
    }
}

bool store_load(db *d, arena *a, int64_t number, kept *out) {
    query *q = db_query(d, "SELECT r.key, r.variant, r.url, r.canonical, r.title, r.section,"
                           " r.published, r.modified, r.retrieved, r.flags, r.words,"
                           " words_of(x.text), extra_whole(x.extra, r.title), s.name, l.name"
                           " FROM report r JOIN report_text x ON x.report = r.id"
                           " LEFT JOIN term s ON s.id = r.site"
                           " LEFT JOIN term l ON l.id = r.language WHERE r.id = ?");
    query_int(q, number);
    if (!query_next(q)) return false;
    *out = (kept){ .key = copied(a, q, 0), .variant = copied(a, q, 1), .extra = copied(a, q, 12) };
    out->words = (size_t)query_int_at(q, 10);
    out->report = (report){
        .url = copied(a, q, 2), .canonical = copied(a, q, 3), .title = copied(a, q, 4),
        .section = copied(a, q, 5), .published = copied(a, q, 6), .modified = copied(a, q, 7),
        .retrieved = copied(a, q, 8), .text = copied(a, q, 11), .site = copied(a, q, 13),
        .language = copied(a, q, 14),
    };
    out->report.wire = query_int_at(q, 9) & FLAG_WIRE;
    out->report.is_part = query_int_at(q, 9) & FLAG_PART;
    while (query_next(q)) continue;
    load_ids(d, a, number, out);
    load_readings(d, a, number, out);
    return !db_failed(d);
}

#define READING_COLUMNS \
    "SELECT words_of(x.text), g.facts, r.title, extra_whole(x.extra, r.title), w.name, w.program" \
    " FROM report r" \
    " JOIN report_text x ON x.report = r.id"

/* The one row of a query of these. False where there is none, or it is damaged: *f tells then. */
static bool read_row(arena *a, query *q, store_current *out, fault *f) {
    if (!query_next(q)) return false;
    str text = copied(a, q, 0), squeezed = copied(a, q, 1);
    *out = (store_current){ .report = { .text = text, .title = copied(a, q, 2) } };
    str extra = copied(a, q, 3);
    out->by = (store_names){ copied(a, q, 4), copied(a, q, 5) };
    while (query_next(q)) continue;
    out->record.report = &out->report;
    return report_unpack(a, extra, &out->report, f)
        && kept_read(a, squeezed, text, &out->record, &out->sentences, f);
}

static bool read_kept(db *d, arena *a, int64_t number, store_current *out, fault *f) {
    query *q = db_query(d, READING_COLUMNS " JOIN reading g ON g.id = r.reading"
                           " JOIN weights w ON w.id = g.weights WHERE r.id = ?");
    query_int(q, number);
    return read_row(a, q, out, f);
}

bool store_read(db *d, arena *a, int64_t number, store_current *out) {
    fault f = { 0 };
    if (read_kept(d, a, number, out, &f)) return true;
    if (f.kind) db_fail(d, &f);
    return false;
}

/* "fast" stands for "english-fast-3". */
#define IS_BY "(w.name = ?2 OR w.name GLOB '*-' || ?2 || '-*') AND (?3 IS NULL OR w.program = ?3)"

bool store_read_by(db *d, arena *a, int64_t number, const store_names *by, store_current *out) {
    query *q = db_query(d, READING_COLUMNS " JOIN reading g ON g.report = r.id"
                           " JOIN weights w ON w.id = g.weights WHERE r.id = ?1 AND " IS_BY
                           " ORDER BY g.read_at DESC, g.hash LIMIT 1");
    query_int(q, number);
    query_words(q, by->weights);
    query_words(q, by->program);
    fault f = { 0 };
    if (read_row(a, q, out, &f)) return true;
    if (f.kind) db_fail(d, &f);
    return false;
}

bool store_is_by(const store_names *reading, const store_names *by) {
    str middle = by->weights, name = reading->weights;
    bool same = str_same(name, middle);
    for (size_t at = str_find(name, middle, 0); !same && at < name.length;
         at = str_find(name, middle, at + 1))
        same = at > 0 && name.at[at - 1] == '-' && at + middle.length < name.length
            && name.at[at + middle.length] == '-';
    return same && (!by->program.at || str_same(reading->program, by->program));
}

str store_readings(db *d, arena *a) {
    buffer out = { 0 };
    query *q = db_query(d, "SELECT w.name, w.program, count(*) FROM weights w"
                           " JOIN reading g ON g.weights = w.id GROUP BY w.id ORDER BY 1, 2");
    while (query_next(q)) {
        str name = query_words_at(q, 0);
        buffer_print(a, &out, "%s%.*s", out.count ? ", " : "", STR_ARG(name));
        str program = query_words_at(q, 1);
        buffer_print(a, &out, "/%.*s", STR_ARG(program));
    }
    return buffer_str(&out);
}

/* ---- into them ---- */

static int64_t minute_of(const report *r) {
    moment m;
    if (!(r->published.at && moment_read(r->published, &m))
        && !(r->retrieved.at && moment_read(r->retrieved, &m)))
        return NUMBER_NONE;
    return moment_number(&m) >> 1;
}

static int64_t address_of(const report *r) {
    str address = r->canonical.at ? r->canonical : r->url;
    if (!address.length) return NUMBER_NONE;
    uint64_t sum = XXH64(address.at, address.length, 0);
    int64_t n;
    memcpy(&n, &sum, sizeof n);
    return n == NUMBER_NONE ? 0 : n;
}

/* The columns of a report that are its variant's, in the order of both statements below. */
static void bind_report(query *q, const kept *k, const int64_t numbers[2]) {
    const report *r = &k->report;
    query_bytes(q, k->key);
    query_bytes(q, k->variant);
    query_number(q, numbers[0]);
    query_number(q, address_of(r));
    query_words(q, r->url);
    query_words(q, r->canonical);
    query_words(q, r->title);
    query_words(q, r->section);
    query_number(q, numbers[1]);
    query_words(q, r->published);
    query_words(q, r->modified);
    query_words(q, r->retrieved);
    query_number(q, minute_of(r));
    query_int(q, (r->wire ? FLAG_WIRE : 0) | (r->is_part ? FLAG_PART : 0));
    query_int(q, (int64_t)k->words);
}

static str searched(arena *a, const report *r) {
    bool apart = r->title.at && str_find(r->text, r->title, 0) == r->text.length;
    return apart ? arena_join(a, arena_join(a, r->title, STR("\n")), r->text) : r->text;
}

static void put_words(db *d, arena *a, int64_t number, const kept *k) {
    query *q = db_query(d, "INSERT INTO words(rowid, text) VALUES(?, ?)");
    query_int(q, number);
    query_words(q, searched(a, &k->report));
    query_run(q);
}

static void drop_words(db *d, arena *a, int64_t number, const kept *k) {
    query *q = db_query(d, "INSERT INTO words(words, rowid, text) VALUES('delete', ?, ?)");
    query_int(q, number);
    query_words(q, searched(a, &k->report));
    query_run(q);
}

static void put_text(db *d, arena *a, int64_t number, const kept *k) {
    report of = { .text = k->report.text };
    fault f;
    query *q = db_query(d, "INSERT INTO report_text(report, text, extra)"
                           " VALUES(?, shorthand(?), extra_brief(?, ?))");
    query_int(q, number);
    query_bytes(q, k->report.text);
    query_bytes(q, k->extra);
    query_words(q, k->report.title);
    query_run(q);
    put_words(d, a, number, k);
    if (!report_unpack(a, k->extra, &of, &f)) db_fail(d, &f);
    for (size_t i = 0; i < of.authors.count; i++) {
        q = db_query(d, "INSERT INTO author(report, number, name) VALUES(?, ?, ?)");
        query_int(q, number);
        query_int(q, (int64_t)i);
        query_words(q, of.authors.at[i]);
        query_run(q);
    }
}

static void put_ids(db *d, int64_t number, const kept *k) {
    for (size_t i = 0; i < k->ids.count; i++) {
        query *q = db_query(d, "INSERT OR IGNORE INTO report_id(report, id) VALUES(?2, ?1)");
        query_words(q, k->ids.at[i]);
        query_int(q, number);
        query_run(q);
    }
}

/* ---- readings ---- */

static int64_t weights_number(db *d, const kept_reading *g) {
    query *q = db_query(d, "SELECT id FROM weights WHERE name = ? AND program = ?");
    query_words(q, g->weights);
    query_words(q, g->program);
    int64_t n = query_one(q, NUMBER_NONE);
    if (n != NUMBER_NONE) return n;
    q = db_query(d, "INSERT INTO weights(name, program) VALUES(?, ?)");
    query_words(q, g->weights);
    query_words(q, g->program);
    return query_run_id(q);
}

/* True where it was not there. Of two readings by the same weights and program, which only a
 * program in the making gives, the lesser hash stays. */
static bool put_reading(db *d, arena *a, int64_t number, const kept *k, size_t which) {
    const kept_reading *g = &k->readings.at[which];
    int64_t weights = weights_number(d, g), there = NUMBER_NONE;
    query *q = db_query(d, "SELECT id, hash <= ? FROM reading WHERE report = ? AND weights = ?");
    query_bytes(q, g->hash);
    query_int(q, number);
    query_int(q, weights);
    bool stays = false;
    while (query_next(q)) {
        there = query_int_at(q, 0);
        stays = query_int_at(q, 1);
    }
    if (stays) return false;
    /* replacing needs a savepoint, at which the index of words would write all that it holds */
    q = db_query(d, there == NUMBER_NONE
        ? "INSERT INTO reading(id, report, weights, read_at, hash, facts, receipts)"
          " VALUES(?, ?, ?, ?, ?, ?, ?)"
        : "REPLACE INTO reading(id, report, weights, read_at, hash, facts, receipts)"
          " VALUES(?, ?, ?, ?, ?, ?, ?)");
    query_number(q, there);
    query_int(q, number);
    query_int(q, weights);
    query_int(q, g->read_at);
    query_bytes(q, g->hash);
    str squeezed = kept_squeeze(a, g->facts, k->report.text);
    query_bytes(q, squeezed);
    query_bytes(q, kept_is_squeezed(squeezed) ? kept_sums(a, k->report.text) : g->receipts);
    query_run(q);
    return true;
}

static void drop_rows(db *d, arena *a, int64_t number) {
    store_current now;
    kin_drop(d, &utterances, number);
    kin_drop(d, &happenings, number);
    fault f;
    if (read_kept(d, a, number, &now, &f))
        rows_drop(d, a, &(rows_report){ number, &now.record, &now.sentences });
    else
        rows_drop_all(d, number);
    outcomes_undo(d, number);
}

/* The newest, of two the one of the lesser hash. */
static void choose_reading(db *d, int64_t number) {
    query *q = db_query(d, "UPDATE report SET reading = (SELECT id FROM reading WHERE report = ?1"
                           " ORDER BY read_at DESC, hash LIMIT 1),"
                           /* its outcomes are to be found anew: outcomes.h */
                           " settled = CASE WHEN story IS NULL THEN NULL ELSE 0 END"
                           " WHERE id = ?1");
    query_int(q, number);
    query_run(q);
}

/* The current reading, out of what is at hand where that is all that there is. */
static bool read_current(db *d, arena *a, int64_t number, const kept *k, store_current *out) {
    query *q = db_query(d, "SELECT count(*) FROM reading WHERE report = ?");
    query_int(q, number);
    if (k->readings.count != 1 || query_one(q, 0) != 1) return store_read(d, a, number, out);
    return store_unpack(d, a, k, out);
}

bool store_unpack(db *d, arena *a, const kept *k, store_current *out) {
    fault f;
    *out = (store_current){ .report = k->report };
    out->record.report = &out->report;
    str facts = k->readings.at[0].facts;
    if (facts_unpack(a, facts, k->report.text, &out->record, &out->sentences, &f)) return true;
    db_fail(d, &f);
    return false;
}

static bool put_readings(db *d, arena *a, int64_t number, const kept *k) {
    bool new = false;
    query *q = db_query(d, "SELECT reading FROM report WHERE id = ?");
    query_int(q, number);
    bool had = query_one(q, NUMBER_NONE) != NUMBER_NONE;
    for (size_t i = 0; i < k->readings.count; i++) {
        const kept_reading *g = &k->readings.at[i];
        q = db_query(d, "SELECT 1 FROM reading WHERE report = ? AND hash = ?");
        query_int(q, number);
        query_bytes(q, g->hash);
        if (query_one(q, 0)) continue;
        if (had) drop_rows(d, a, number);
        had = false;
        new |= put_reading(d, a, number, k, i);
    }
    if (had || !k->readings.count) return new;
    store_current now;
    choose_reading(d, number);
    if (read_current(d, a, number, k, &now))
        rows_write(d, a, &(rows_report){ number, &now.record, &now.sentences });
    return new;
}

/* ---- a report ---- */

static bool has_others(db *d, const kept *k) {
    query *q = db_query(d, "SELECT 1 FROM report WHERE address = ? AND key <> ? LIMIT 1");
    query_number(q, address_of(&k->report));
    query_bytes(q, k->key);
    return query_one(q, 0);
}

static void numbers_of(db *d, const kept *k, int64_t out[2]) {
    out[0] = term_number(d, k->report.site, true);
    out[1] = term_number(d, k->report.language, true);
}

static store_outcome put_new(db *d, arena *a, const kept *k) {
    int64_t numbers[2];
    numbers_of(d, k, numbers);
    query *q = db_query(d, "INSERT INTO report(key, variant, site, address, url, canonical, title,"
                           " section, language, published, modified, retrieved, minute, flags,"
                           " words) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    bind_report(q, k, numbers);
    int64_t number = query_run_id(q);
    put_text(d, a, number, k);
    put_ids(d, number, k);
    put_readings(d, a, number, k);
    if (!has_others(d, k)) return STORE_ADDED;
    changes_find(d, a, number);
    return STORE_VERSION;
}

static void delete_of(db *d, const char *sql, int64_t number) {
    query *q = db_query(d, sql);
    query_int(q, number);
    query_run(q);
}

static void drop_content(db *d, arena *a, int64_t number, const kept *there) {
    drop_rows(d, a, number);
    drop_words(d, a, number, there);
    delete_of(d, "DELETE FROM reading WHERE report = ?", number);
    delete_of(d, "DELETE FROM report_text WHERE report = ?", number);
    delete_of(d, "DELETE FROM author WHERE report = ?", number);
    delete_of(d, "DELETE FROM change WHERE report = ?1 OR former = ?1", number);
}

/* The same words, better known: a title, an address or a date that the other copy lacked. */
static void put_better(db *d, arena *a, int64_t number, const kept *k) {
    int64_t numbers[2];
    numbers_of(d, k, numbers);
    story_counts_take(d, number);
    query *q = db_query(d, "UPDATE report SET key=?, variant=?, site=?, address=?, url=?,"
                           " canonical=?, title=?, section=?, language=?, published=?,"
                           " modified=?, retrieved=?, minute=?, flags=?, words=?, reading=NULL,"
                           " sketch=NULL"
                           " WHERE id = ?");
    bind_report(q, k, numbers);
    query_int(q, number);
    query_run(q);
    story_counts_add(d, number);
    put_text(d, a, number, k);
    put_readings(d, a, number, k);
    changes_find(d, a, number);
}

/* The first time that it was fetched, as far as is known: versions are ordered by it. */
static void put_retrieved(db *d, arena *a, int64_t number, const kept *k, const kept *there) {
    str mine = k->report.retrieved, theirs = there->report.retrieved;
    if (!mine.at && !theirs.at) return;
    str first = !mine.at || (theirs.at && str_compare(theirs, mine) < 0) ? theirs : mine;
    query *q = db_query(d, "UPDATE report SET retrieved = ?1 WHERE id = ?2"
                           " AND retrieved IS NOT ?1");
    query_words(q, first);
    query_int(q, number);
    query_run(q);
    if (!str_same(first, theirs)) changes_find(d, a, number);
}

static store_outcome put_again(db *d, arena *a, int64_t number, const kept *k) {
    kept there;
    if (!store_load(d, a, number, &there)) return STORE_KNOWN;
    bool same = str_same(k->variant, there.variant), new = false;
    put_ids(d, number, k);
    if (same) new = put_readings(d, a, number, k);
    bool better = !same && kept_is_better(k, &there);
    if (better) {
        drop_content(d, a, number, &there);
        put_better(d, a, number, k);
    }
    put_retrieved(d, a, number, k, &there);
    return better ? STORE_BETTER : new ? STORE_READING : STORE_KNOWN;
}

store_outcome store_put(db *d, arena *a, const kept *k) {
    query *q = db_query(d, "SELECT 1 FROM tombstone WHERE key = ?");
    query_bytes(q, k->key);
    if (query_one(q, 0)) return STORE_FORGOTTEN;
    int64_t number = store_find(d, k->key);
    return number == NUMBER_NONE ? put_new(d, a, k) : put_again(d, a, number, k);
}

void store_drop(db *d, arena *a, int64_t number) {
    kept there;
    if (!store_load(d, a, number, &there)) return;
    drop_content(d, a, number, &there);
    delete_of(d, "DELETE FROM report_id WHERE report = ?", number);
    delete_of(d, "DELETE FROM report WHERE id = ?", number);
    outbox_forget(d, number);
}

/* ---- the digest ---- */

static int by_bytes(const void *l, const void *r) {
    return memcmp(l, r, HASH_SIZE);
}

typedef struct digest {
    arena *a;
    unsigned char (*at)[HASH_SIZE];
    size_t count, room;
} digest;

static void add_hash(digest *g, str hash) {
    if (g->count == g->room) g->at = arena_grow(g->a, g->at, sizeof *g->at, &g->room);
    if (hash.length == HASH_SIZE) memcpy(g->at[g->count++], hash.at, HASH_SIZE);
}

/* Rows of a few columns, each row one hash. */
static void add_rows(digest *g, db *d, const char *what, const char *sql) {
    query *q = db_query(d, sql);
    hasher *h = hasher_new(g->a);
    while (query_next(q)) {
        unsigned char sum[HASH_SIZE];
        hasher_add(h, str_of(what));
        for (int i = 0; i < query_columns(q); i++) hasher_add(h, query_words_at(q, i));
        hasher_into(h, sum);
        add_hash(g, (str){ (char *)sum, sizeof sum });
    }
}

str store_digest(db *d, arena *a) {
    digest g = { .a = a };
    query *q = db_query(d, "SELECT hash FROM reading");
    while (query_next(q)) add_hash(&g, query_words_at(q, 0));
    add_rows(&g, d, "report", "SELECT variant, retrieved FROM report");
    add_rows(&g, d, "id", "SELECT i.id, r.key FROM report_id i JOIN report r ON r.id = i.report");
    add_rows(&g, d, "decision", "SELECT one, other, CAST(apart AS TEXT), CAST(at AS TEXT)"
                                " FROM decision");
    add_rows(&g, d, "forgotten", "SELECT key, day, reason FROM tombstone");
    if (g.count) qsort(g.at, g.count, HASH_SIZE, by_bytes);
    hasher *h = hasher_new(a);
    hasher_add(h, (str){ g.count ? (char *)g.at : "", g.count * HASH_SIZE });
    return hasher_end(h, a);
}
