/* ledger/schema.c: see schema.h. Tables keep places in the text, views show the words: a
 * text stands in the file once, in shorthand (shorthand.h); places count its bytes. Kinds
 * ("deny", "press conference") and names are numbers of `term` and `actor`. Times are twice
 * the minutes since 1970, and one more where the clock time is known. */
#include "ledger/schema.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "ledger/names.h"
#include "ledger/places.h"
#include "ledger/postings.h"
#include "ledger/rows.h"
#include "ledger/schema_views.h"
#include "ledger/shorthand.h"

#define PAGE "4096" /* bytes; docs/decisions.md */
#define LARGE_PAGE "8192"
enum {
    VIEWS_MOST = 1000, /* in one file */
    LARGE = 16 << 20,  /* bytes of a file */
};

/* Of copies: all others are their own origin. */
#define ORIGIN_INDEX "CREATE INDEX report_origin ON report(origin) WHERE origin <> id;"

#define STORY_INDEXES \
    "CREATE INDEX report_story ON report(story, minute);" \
    "CREATE INDEX report_unsettled ON report(story, minute) WHERE settled IS NOT 1;"

/* What is asked for in order of what settled it (outcomes.h). */
#define OUTCOME_INDEXES \
    "CREATE INDEX silence_closed ON silence(closed_by) WHERE closed_by IS NOT NULL;" \
    "CREATE INDEX expectation_settled ON expectation(settled_by) WHERE settled_by IS NOT NULL;"

/* What is one thing in many reports: rows of the facts that do not stand for their group. */
#define KIN_TABLES \
    "CREATE TABLE wording(statement INTEGER PRIMARY KEY, first INTEGER NOT NULL," \
    " differs INTEGER NOT NULL);" \
    "CREATE INDEX wording_first ON wording(first);" \
    "CREATE TABLE telling(event INTEGER PRIMARY KEY, first INTEGER NOT NULL," \
    " differs INTEGER NOT NULL);" \
    "CREATE INDEX telling_first ON telling(first);" \
    "CREATE TABLE disagreement(id INTEGER PRIMARY KEY, event INTEGER, other INTEGER," \
    " kind INTEGER, said TEXT, other_said TEXT, UNIQUE(event, other, kind));" \
    "CREATE INDEX disagreement_other ON disagreement(other);"
#define DECISION_TABLE \
    "CREATE TABLE decision(one TEXT, other TEXT, apart INTEGER, at INTEGER," \
    " PRIMARY KEY(one, other)) WITHOUT ROWID;"

/* The sources that are followed (follow.h). */
#define FOLLOW_TABLES \
    "CREATE TABLE IF NOT EXISTS followed(id INTEGER PRIMARY KEY, address TEXT NOT NULL UNIQUE," \
    " kind INTEGER, list INTEGER, active INTEGER, every INTEGER, due INTEGER, settled INTEGER," \
    " failures INTEGER, why TEXT, moved TEXT, etag TEXT, modified TEXT, body BLOB);" \
    "CREATE TABLE IF NOT EXISTS followed_entry(id INTEGER PRIMARY KEY, source INTEGER NOT NULL," \
    " key BLOB NOT NULL, mark BLOB, seen INTEGER, state INTEGER, turn INTEGER, tries INTEGER," \
    " due INTEGER, host INTEGER, packed BLOB, UNIQUE(source, key));" \
    "CREATE INDEX IF NOT EXISTS followed_entry_waiting ON followed_entry(turn, id)" \
    " WHERE state = 1;" \
    "CREATE TABLE IF NOT EXISTS coverage_day(source INTEGER, day INTEGER, due INTEGER," \
    " fetched INTEGER," \
    " unchanged INTEGER, empty INTEGER, failed INTEGER, rested INTEGER, missed INTEGER," \
    " entries INTEGER, added INTEGER, versions INTEGER, known INTEGER, lost INTEGER," \
    " PRIMARY KEY(source, day)) WITHOUT ROWID;" \
    "CREATE TABLE IF NOT EXISTS coverage_failure(source INTEGER, day INTEGER, why TEXT," \
    " count INTEGER," \
    " PRIMARY KEY(source, day, why)) WITHOUT ROWID;"

/* How many facts there are, so that counting need not look at each: of a report, and of an actor
 * (`first`: statements that it is the first speaker of; `events`: the first that did it). */
#define TALLY \
    "CREATE TABLE IF NOT EXISTS tally(report INTEGER PRIMARY KEY, minute INTEGER, site INTEGER," \
    " statements INTEGER, events INTEGER, expectations INTEGER, silences INTEGER);"
/* The same of stories (story_counts.h). */
#define STORY_TALLIES \
    "CREATE TABLE story_tally(story INTEGER PRIMARY KEY, reports INTEGER, copies INTEGER," \
    " minute INTEGER);" \
    "CREATE INDEX story_tally_minute ON story_tally(minute DESC);" \
    "CREATE TABLE story_outlet(story INTEGER, site INTEGER, reports INTEGER," \
    " PRIMARY KEY(story, site)) WITHOUT ROWID;"
#define STORY_TALLIES_FILL \
    "INSERT INTO story_tally " SCHEMA_STORY_TALLIES ";" \
    "INSERT INTO story_outlet " SCHEMA_STORY_OUTLETS ";"
/* Of what is expected from a day on few are asked for; the last day of most is over. */
#define LATEST_INDEX \
    "CREATE INDEX expectation_latest ON expectation(coalesce(latest, earliest));"
#define IN_REPORT(table) \
    "(SELECT count(*) FROM " table " f WHERE f.id >= r.id << 20 AND f.id < (r.id + 1) << 20)"
#define TALLY_FILL \
    "DELETE FROM tally;" \
    "INSERT INTO tally SELECT r.id, r.minute, r.site, " IN_REPORT("statement") ", " \
    IN_REPORT("event") ", " IN_REPORT("expectation") ", " IN_REPORT("silence") \
    " FROM report r WHERE r.reading IS NOT NULL;"
#define COUNT_ACTORS \
    "CREATE TEMP TABLE counted AS " SCHEMA_ACTOR_TALLIES ";" \
    "UPDATE named SET reports = 0, statements = 0, first = 0, events = 0, last = 0;" \
    "UPDATE named SET reports = t.reports, statements = t.statements, first = t.first," \
    " events = t.events, last = t.last FROM counted t WHERE t.actor = named.id;" \
    "DROP TABLE counted;"
const char schema_tallies_fill[] = TALLY_FILL COUNT_ACTORS;

/* Four in five actors are named by one report: of those a list needs no index, for it goes by
 * their numbers. */
#define REPORTS_INDEX "CREATE INDEX actor_reports ON named(reports DESC) WHERE reports > 1;"
/* Names stand in shorthand; beside them how often they come. */
#define ACTOR_TABLE \
    "CREATE TABLE named(id INTEGER PRIMARY KEY, name BLOB NOT NULL, kind INTEGER NOT NULL," \
    " hash INTEGER NOT NULL, reports INTEGER NOT NULL DEFAULT 0," \
    " statements INTEGER NOT NULL DEFAULT 0, first INTEGER NOT NULL DEFAULT 0," \
    " events INTEGER NOT NULL DEFAULT 0, last INTEGER NOT NULL DEFAULT 0);" \
    "CREATE INDEX actor_hash ON named(hash);" \
    REPORTS_INDEX
#define ACTORS_BRIEF \
    "CREATE TEMP TABLE was AS SELECT id, brief(name) AS name, kind, hash FROM actor;" \
    "DROP TABLE actor; DROP TABLE IF EXISTS actor_tally;" ACTOR_TABLE \
    "INSERT INTO named(id, name, kind, hash) SELECT id, name, kind, hash FROM was;" \
    "DROP TABLE was;" COUNT_ACTORS

/* Where places of a name are. */
#define SPOTS \
    "CREATE TABLE IF NOT EXISTS spot(term INTEGER PRIMARY KEY, latitude REAL, longitude REAL);"

#define TOKEN_TABLE \
    "CREATE TABLE IF NOT EXISTS token(name TEXT PRIMARY KEY, hash BLOB NOT NULL UNIQUE," \
    " scopes INTEGER NOT NULL, made INTEGER NOT NULL) WITHOUT ROWID;"

/* Rows of facts (packed.h), and the numbers of facts in one of them. */
#define PACKED_TABLES \
    "CREATE TABLE IF NOT EXISTS said(first INTEGER PRIMARY KEY, facts TEXT NOT NULL, times TEXT);" \
    "CREATE TABLE IF NOT EXISTS done(first INTEGER PRIMARY KEY, facts TEXT NOT NULL, times TEXT);" \
    "CREATE TABLE IF NOT EXISTS nth(n INTEGER PRIMARY KEY);" \
    "INSERT INTO nth WITH RECURSIVE c(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM c WHERE n < 63)" \
    " SELECT n FROM c;"

/* Who is named and speaks where (postings.h). */
#define POSTING_TABLE \
    "CREATE TABLE posting(actor INTEGER, kind INTEGER, last INTEGER, rest BLOB NOT NULL," \
    " PRIMARY KEY(actor, kind, last)) WITHOUT ROWID;"

/* What texts are written in (shorthand.h); under ffffff all bytes in order. */
#define PIECE_TABLE \
    "CREATE TABLE IF NOT EXISTS piece(code BLOB PRIMARY KEY, words BLOB NOT NULL) WITHOUT ROWID;"

#define DESK_TABLES \
    "CREATE TABLE IF NOT EXISTS watch(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE," \
    " filters TEXT, target TEXT, secret TEXT, relay TEXT, sender TEXT, kinds INTEGER," \
    " budget INTEGER, flags INTEGER, made INTEGER, looked INTEGER, further INTEGER, held INTEGER," \
    " failures INTEGER);" \
    "CREATE TABLE IF NOT EXISTS alert(id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE," \
    " watch INTEGER, kind TEXT, made INTEGER, report INTEGER, other INTEGER, novelty INTEGER," \
    " held INTEGER, delivered INTEGER, what TEXT, why TEXT, sentence TEXT, body TEXT);" \
    "CREATE INDEX IF NOT EXISTS alert_watch ON alert(watch, made);" \
    "CREATE TABLE IF NOT EXISTS outbox(alert INTEGER PRIMARY KEY, watch INTEGER," \
    " tries INTEGER, due INTEGER, error TEXT);" \
    "CREATE INDEX IF NOT EXISTS outbox_watch ON outbox(watch, due);"

static const char tables[] =
    "CREATE TABLE ledger(name TEXT PRIMARY KEY, value) WITHOUT ROWID;"
    "CREATE TABLE term(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);"
    ACTOR_TABLE
    "CREATE VIRTUAL TABLE names USING fts5(name, content='', detail=none, columnsize=0,"
    " tokenize='unicode61 remove_diacritics 2');"
    "CREATE TABLE report(id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, variant BLOB NOT NULL,"
    " site INTEGER, address INTEGER, url TEXT, canonical TEXT, title TEXT, section TEXT,"
    " language INTEGER, published TEXT, modified TEXT, retrieved TEXT, minute INTEGER,"
    " flags INTEGER, words INTEGER, reading INTEGER, story INTEGER, origin INTEGER, sketch BLOB,"
    " settled INTEGER);"
    "CREATE INDEX report_minute ON report(minute);"
    "CREATE INDEX report_site ON report(site, minute);"
    "CREATE INDEX report_address ON report(address) WHERE address IS NOT NULL;"
    STORY_INDEXES
    ORIGIN_INDEX
    TOKEN_TABLE
    "CREATE TABLE report_text(report INTEGER PRIMARY KEY, text BLOB NOT NULL, extra BLOB NOT NULL);"
    "CREATE TABLE report_id(report INTEGER, id TEXT, PRIMARY KEY(report, id)) WITHOUT ROWID;"
    "CREATE INDEX report_id_id ON report_id(id);"
    "CREATE TABLE author(report INTEGER, number INTEGER, name TEXT,"
    " PRIMARY KEY(report, number)) WITHOUT ROWID;"
    "CREATE TABLE weights(id INTEGER PRIMARY KEY, name TEXT, program TEXT, UNIQUE(name, program));"
    "CREATE TABLE reading(id INTEGER PRIMARY KEY, report INTEGER NOT NULL,"
    " weights INTEGER NOT NULL, read_at INTEGER, hash BLOB NOT NULL, facts BLOB NOT NULL,"
    " receipts BLOB NOT NULL);"
    "CREATE INDEX reading_report ON reading(report);"
    "CREATE TABLE expectation(id INTEGER PRIMARY KEY, at INTEGER, length INTEGER, sentence INTEGER,"
    " sentence_length INTEGER, actor INTEGER, kinds INTEGER, earliest INTEGER, latest INTEGER,"
    " place INTEGER, statement INTEGER, state INTEGER, settled_by INTEGER,"
    " then_earliest INTEGER, then_latest INTEGER);"
    "CREATE INDEX expectation_earliest ON expectation(earliest);"
    "CREATE TABLE silence(id INTEGER PRIMARY KEY, at INTEGER, length INTEGER, sentence INTEGER,"
    " sentence_length INTEGER, actor INTEGER, kinds INTEGER, about INTEGER, closed_by INTEGER);"
    OUTCOME_INDEXES
    "CREATE TABLE stance(statement INTEGER, number INTEGER, polarity INTEGER, actor INTEGER,"
    " words INTEGER, PRIMARY KEY(statement, number)) WITHOUT ROWID;"
    POSTING_TABLE
    "CREATE TABLE change(id INTEGER PRIMARY KEY, report INTEGER, former INTEGER, kind INTEGER,"
    " part INTEGER, before TEXT, after TEXT);"
    "CREATE INDEX change_report ON change(report);"
    "CREATE INDEX change_former ON change(former);"
    DECISION_TABLE
    "CREATE TABLE tombstone(key BLOB PRIMARY KEY, day TEXT, reason TEXT) WITHOUT ROWID;"
    FOLLOW_TABLES
    "CREATE TABLE log(id INTEGER PRIMARY KEY, at INTEGER, what TEXT, count INTEGER, entry BLOB,"
    " head BLOB);"
    SPOTS
    "CREATE VIRTUAL TABLE words USING fts5(text, content='', detail=none, columnsize=0,"
    " tokenize='unicode61 remove_diacritics 2');"
    KIN_TABLES DESK_TABLES TALLY STORY_TALLIES LATEST_INDEX PIECE_TABLE PACKED_TABLES;

static int64_t number_of(db *d, const char *sql) {
    return query_one(db_query(d, sql), 0);
}

static void put_piece(db *d, str code, str words) {
    query *q = db_query(d, "INSERT OR REPLACE INTO piece(code, words) VALUES(?, ?)");
    query_bytes(q, code);
    query_bytes(q, words);
    query_run(q);
}

static void put_pieces(db *d) {
    char all[256];
    unsigned char code[2];
    size_t size;
    str words;
    for (size_t n = 0; (words = shorthand_piece(n, code, &size)).at; n++)
        put_piece(d, (str){ (const char *)code, size }, words);
    for (int i = 0; i < 256; i++) all[i] = (char)i;
    put_piece(d, STR("\xff\xff\xff"), (str){ all, sizeof all });
}

/* ---- what a file brings that no ledger has ---- */

static bool has(const char *all, const char *format, const char *name) {
    char words[200];
    snprintf(words, sizeof words, format, name);
    return strstr(all, words) != NULL;
}

/* A view by the name of a view or table of ours that is not ours: asked, it may never end. */
static bool is_false_view(str named, str sql) {
    char name[100];
    if (named.length >= sizeof name) return false;
    snprintf(name, sizeof name, "%.*s", STR_ARG(named));
    if (has(tables, " %s(", name) || has(tables, " %s USING", name)) return true;
    if (!has(schema_views, "CREATE VIEW %s AS ", name)) return false;
    str all = str_of(schema_views);
    size_t at = str_find(all, sql, 0);
    return at + sql.length >= all.length || all.at[at + sql.length] != ';';
}

static bool has_false_view(db *d) {
    bool found = false;
    query *q = db_query(d, "SELECT lower(name), sql FROM sqlite_schema WHERE type = 'view'");
    while (query_next(q)) found |= is_false_view(query_words_at(q, 0), query_words_at(q, 1));
    return found;
}

/* Views of an older schema are not looked at: they are made anew before they are asked. */
static const char *foreign_part(db *d, bool of_now) {
    if (number_of(d, "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'"))
        return "it has triggers, which no ledger has";
    if (number_of(d, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND"
                     " upper(sql) GLOB '*[^A-Z_]AS[^A-Z_]*'"))
        return "it has computed columns, which no ledger has";
    if (number_of(d, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND rootpage = 0"
                     " AND name NOT IN ('words', 'names')"))
        return "it has virtual tables that no ledger has";
    if (of_now && has_false_view(d)) return "its views are not those of a ledger";
    if (number_of(d, "SELECT (SELECT max(id) FROM report) >= 1 << 42")
        || number_of(d, "SELECT (SELECT min(id) FROM report) < 0"))
        return "its reports have impossible numbers";
    return NULL;
}

/* The tables of facts as they were become packs, with the pieces of texts at hand. */
static void pack_all(db *d) {
    put_pieces(d);
    rows_pack_all(d, "SELECT * FROM statement ORDER BY id", false);
    rows_pack_all(d, "SELECT * FROM event ORDER BY id", true);
    db_do(d, "DROP TABLE statement; DROP TABLE event");
}

static const schema_step steps[] = {
    /* stories; reports without one get theirs with the next add */
    { .from = 1, .sql = ORIGIN_INDEX },
    { .from = 2, .sql = "ALTER TABLE report ADD COLUMN settled INTEGER;" /* outcomes; likewise */
         "ALTER TABLE expectation ADD COLUMN state INTEGER;"
         "ALTER TABLE expectation ADD COLUMN settled_by INTEGER;"
         "ALTER TABLE expectation ADD COLUMN then_earliest INTEGER;"
         "ALTER TABLE expectation ADD COLUMN then_latest INTEGER;"
         OUTCOME_INDEXES },
    { .from = 3, .sql = KIN_TABLES "UPDATE report SET story = NULL, origin = NULL" }, /* likewise */
    { .from = 4, .sql = FOLLOW_TABLES },
    { .from = 5, .sql = SPOTS }, /* filled as reports come */
    { .from = 6, .sql = TOKEN_TABLE },
    { .from = 7, .sql = "DROP INDEX report_story;" STORY_INDEXES DECISION_TABLE },
    { .from = 8, .sql = DESK_TABLES }, /* watches */
    { .from = 9, .sql = "UPDATE actor SET hash = hash & 16777215;" TALLY TALLY_FILL },
    { .from = 10, .sql = STORY_TALLIES STORY_TALLIES_FILL LATEST_INDEX },
    { .from = 11, .sql = PIECE_TABLE PACKED_TABLES ACTORS_BRIEF
          "UPDATE report_text SET text = shorthand(text)", .more = pack_all },
    { .from = 12, .sql = "" }, /* views */
    { .from = 13, .sql = "", .more = places_sketches },
    { .from = 14, .sql = POSTING_TABLE, .more = postings_pack_all },
    { .from = 15, .sql = "UPDATE report_text SET extra = extra_brief(extra,"
          " (SELECT title FROM report r WHERE r.id = report));"
          "DROP INDEX actor_reports;" REPORTS_INDEX },
    { .from = 16, .sql = "UPDATE reading SET receipts = sums_paired(receipts)"
          " WHERE substr(facts, 1, 1) = x'01';" /* those that are squeezed */
          "DROP INDEX report_origin;" ORIGIN_INDEX },
    { .sql = NULL },
};

const char *schema_page(int64_t bytes) {
    return bytes > LARGE ? LARGE_PAGE : PAGE;
}

static bool create(db *d, fault *f) {
    char mark[128];
    db_do(d, "PRAGMA page_size=" PAGE);
    db_do_patiently(d, "PRAGMA journal_mode=WAL");
    db_begin(d);
    if (!number_of(d, "SELECT count(*) FROM sqlite_schema")) { /* no one was before us */
        db_do(d, tables);
        db_do(d, schema_views);
        put_pieces(d);
        names_seed(d);
        snprintf(mark, sizeof mark, "PRAGMA application_id=%d; PRAGMA user_version=%d",
                 SCHEMA_MARK, SCHEMA_NOW);
        db_do(d, mark);
    }
    return db_settle(d, f);
}

static const schema_step *step_from(const schema_step *all, int64_t version) {
    while (all->sql && all->from != version) all++;
    return all->sql ? all : NULL;
}

/* Views hold nothing, so all of them are made anew. */
static void make_views(db *d) {
    char drop[400] = "";
    int count = 0; /* of a damaged table of views there may be no end */
    do {
        db_do(d, drop);
        query *q = db_query(d, "SELECT printf('DROP VIEW main.\"%w\"', name) FROM sqlite_schema"
                               " WHERE type = 'view' AND length(name) < 100 LIMIT 1");
        drop[0] = 0;
        while (query_next(q)) snprintf(drop, sizeof drop, "%.*s", STR_ARG(query_words_at(q, 0)));
    } while (drop[0] && !db_failed(d) && count++ < VIEWS_MOST);
    db_do(d, schema_views);
}

bool schema_step_forward(db *d, const char *path, const schema_step *all, fault *f) {
    char copy[512], mark[64];
    int64_t version = number_of(d, "PRAGMA user_version");
    if (!step_from(all, version)) return db_settle(d, f);
    snprintf(copy, sizeof copy, "%.480s.schema-%d", path, (int)version);
    if (access(copy, F_OK) != 0 && !db_copy(d, copy, f)) return false;
    db_begin(d);
    for (const schema_step *s; (s = step_from(all, number_of(d, "PRAGMA user_version")));) {
        db_do(d, s->sql);
        if (s->more) s->more(d);
        snprintf(mark, sizeof mark, "PRAGMA user_version=%d", s->from + 1);
        db_do(d, mark);
        if (db_failed(d)) break;
    }
    make_views(d);
    if (!db_settle(d, f)) return false;
    unlink(copy);
    int64_t pages = number_of(d, "PRAGMA page_count");
    db_compact(d, schema_page(pages * number_of(d, "PRAGMA page_size")));
    return true;
}

/* Ours before those of the file, which are never asked here. */
static bool show(db *d, const char *path, fault *f) {
    db_do_beside(d, schema_own_views);
    return db_settle(d, f) || fault_where(f, str_of(path));
}

bool schema_hold(db *d, const char *path, bool may_write, fault *f) {
    bool empty = !number_of(d, "SELECT count(*) FROM sqlite_schema");
    if (empty && may_write && !create(d, f)) return false;
    bool ours = number_of(d, "PRAGMA application_id") == SCHEMA_MARK;
    int64_t version = number_of(d, "PRAGMA user_version");
    const char *foreign = ours ? foreign_part(d, version == SCHEMA_NOW) : NULL;
    if (!db_settle(d, f)) return false;
    if (foreign)
        FAULT(f, FAULT_STORE, FAULT_NOWHERE, "%s", foreign);
    else if (!ours)
        FAULT(f, FAULT_STORE, FAULT_NOWHERE, empty ? "it is empty, not a ledger yet"
                                                   : "it is a database, but no ledger");
    else if (version > SCHEMA_NOW)
        FAULT(f, FAULT_STORE, FAULT_NOWHERE,
              "it has schema %d, and this program knows none after %d", (int)version, SCHEMA_NOW);
    else if (version == SCHEMA_NOW)
        return show(d, path, f);
    else if (!may_write)
        FAULT(f, FAULT_STORE, FAULT_NOWHERE, "it has schema %d: open it once to be written to",
              (int)version);
    else if (schema_step_forward(d, path, steps, f))
        return show(d, path, f);
    return fault_where(f, str_of(path));
}
