/* ledger/schema.c: see schema.h. Tables keep places in the text, views show the words: a
 * text stands in the file once, as bytes, so that substr() counts as the record does. Kinds
 * ("deny", "press conference") and names are numbers of `term` and `actor`. Times are twice
 * the minutes since 1970, and one more where the clock time is known. */
#include "ledger/schema.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "ledger/names.h"

enum { VIEWS_MOST = 1000 }; /* in one file */

#define ORIGIN_INDEX "CREATE INDEX report_origin ON report(origin);"

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
 * (`first`: statements that it is the first speaker of; `events`: the first that did it; `last`:
 * no report behind that one names it). */
#define ACTOR_TALLY \
    "CREATE TABLE IF NOT EXISTS actor_tally(actor INTEGER PRIMARY KEY, reports INTEGER," \
    " statements INTEGER, first INTEGER, events INTEGER, last INTEGER);" \
    "CREATE INDEX IF NOT EXISTS actor_tally_reports ON actor_tally(reports DESC, actor);"
#define TALLIES \
    "CREATE TABLE IF NOT EXISTS tally(report INTEGER PRIMARY KEY, minute INTEGER, site INTEGER," \
    " statements INTEGER, events INTEGER, expectations INTEGER, silences INTEGER);" \
    ACTOR_TALLY
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
#define TALLIES_FILL \
    "DELETE FROM tally; DELETE FROM actor_tally;" \
    "INSERT INTO tally SELECT r.id, r.minute, r.site, " IN_REPORT("statement") ", " \
    IN_REPORT("event") ", " IN_REPORT("expectation") ", " IN_REPORT("silence") \
    " FROM report r WHERE r.reading IS NOT NULL;" \
    "INSERT INTO actor_tally " SCHEMA_ACTOR_TALLIES ";"
const char schema_tallies_fill[] = TALLIES_FILL;

/* Where places of a name are. */
#define SPOTS \
    "CREATE TABLE IF NOT EXISTS spot(term INTEGER PRIMARY KEY, latitude REAL, longitude REAL);"

#define TOKEN_TABLE \
    "CREATE TABLE IF NOT EXISTS token(name TEXT PRIMARY KEY, hash BLOB NOT NULL UNIQUE," \
    " scopes INTEGER NOT NULL, made INTEGER NOT NULL) WITHOUT ROWID;"

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
    "CREATE TABLE actor(id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind INTEGER NOT NULL,"
    " hash INTEGER NOT NULL);"
    "CREATE INDEX actor_hash ON actor(hash);"
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
    "CREATE TABLE statement(id INTEGER PRIMARY KEY, at INTEGER, length INTEGER, sentence INTEGER,"
    " sentence_length INTEGER, speaker INTEGER, addressee INTEGER, kinds INTEGER,"
    " channel_name INTEGER, earliest INTEGER, latest INTEGER, place INTEGER, within INTEGER);"
    "CREATE TABLE event(id INTEGER PRIMARY KEY, at INTEGER, length INTEGER, sentence INTEGER,"
    " sentence_length INTEGER, actor INTEGER, recipient INTEGER, kinds INTEGER, predicate INTEGER,"
    " type INTEGER, mode INTEGER, earliest INTEGER, latest INTEGER, place INTEGER, within INTEGER);"
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
    "CREATE TABLE party(kind INTEGER, actor INTEGER, fact INTEGER,"
    " PRIMARY KEY(kind, actor, fact)) WITHOUT ROWID;"
    "CREATE TABLE mention(actor INTEGER, report INTEGER, PRIMARY KEY(actor, report)) WITHOUT ROWID;"
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
    KIN_TABLES DESK_TABLES TALLIES STORY_TALLIES LATEST_INDEX;

#define WORDS_AT(t, at, length) \
    "CAST(substr(" t ".text, " at " + 1, " length ") AS TEXT)"
#define SHOW_TIME(x) \
    "CASE WHEN " x " IS NULL THEN NULL WHEN " x " & 1 THEN" \
    " strftime('%Y-%m-%dT%H:%M', (" x " >> 1) * 60, 'unixepoch')" \
    " ELSE date((" x " >> 1) * 60, 'unixepoch') END"
#define TERM(x) "(SELECT name FROM term WHERE term.id = " x ")"
#define ACTOR(x) "(SELECT name FROM actor WHERE actor.id = " x ")"
#define SOURCE_COLUMNS \
    " r.title, r.published, " TERM("r.site") " AS outlet," \
    " coalesce(r.canonical, r.url) AS url, lower(hex(r.key)) AS report"
#define FROM_FACTS(table) \
    " FROM " table " f JOIN report r ON r.id = f.id >> 20" \
    " JOIN report_text x ON x.report = r.id"
/* The sentence that settled a fact, and its report: columns behind all others. */
#define LATER_COLUMNS(table, column) \
    ", (SELECT " WORDS_AT("y", "l.sentence", "l.sentence_length") " FROM " table " l" \
    " JOIN report_text y ON y.report = l.id >> 20 WHERE l.id = f." column ") AS later," \
    " o.published AS later_published, " TERM("o.site") " AS later_outlet," \
    " coalesce(o.canonical, o.url) AS later_url"
#define FROM_SETTLED(table, column) \
    " FROM " table " f JOIN report r ON r.id = f.id >> 20" \
    " JOIN report_text x ON x.report = r.id LEFT JOIN report o ON o.id = f." column " >> 20"
#define CONFIDENCE "(f.kinds & 127) / 100.0 AS confidence"

/* ---- one thing in many reports ---- */

#define BIT(bits, bit, word) "CASE WHEN " bits " & " bit " THEN '" word " ' ELSE '' END"
#define ANY(bit, word) "CASE WHEN max(w.differs & " bit ") THEN '" word " ' ELSE '' END"
#define WORDING_WORDS(one) \
    "nullif(trim(" one("1", "not") "||" one("2", "number") "||" one("4", "speaker") "||" \
    one("8", "addressee") "||" one("16", "words") "), '')"
#define TELLING_WORDS(one) \
    "nullif(trim(" one("1", "date") "||" one("2", "number") "||" one("4", "place") "||" \
    one("8", "actors") "), '')"
#define OWN(bit, word) BIT("w.differs", bit, word)
#define FACT_ID(letter, n) \
    "(SELECT lower(hex(o.key)) FROM report o WHERE o.id = " n " >> 20) || '/" letter "' || ((" n \
    " & 1048575) + 1)"
#define STORY_ID "(SELECT lower(hex(o.key)) FROM report o WHERE o.id = r.story) AS story"
/* Reports that tell it: that of the fact which stands for it, and of all others. */
#define OF_REPORTS(table, fact) \
    " FROM report o WHERE o.id = f.id >> 20" \
    " OR o.id IN (SELECT w." fact " >> 20 FROM " table " w WHERE w.first = f.id)"
#define HOW_OFTEN(table, fact) \
    "(SELECT count(*)" OF_REPORTS(table, fact) ") AS reports," \
    " (SELECT count(DISTINCT o.site)" OF_REPORTS(table, fact) ") AS outlets," \
    " (SELECT min(o.published)" OF_REPORTS(table, fact) ") AS first," \
    " (SELECT max(o.published)" OF_REPORTS(table, fact) ") AS last"
#define STANDS(table, fact) \
    " WHERE NOT EXISTS (SELECT 1 FROM " table " w WHERE w." fact " = f.id)"
/* Every fact with what stands for it; either column may be asked for. */
#define GROUPED(facts, table, fact) \
    " FROM (SELECT f.id AS fact, f.id AS first, 0 AS differs FROM " facts " f" \
    STANDS(table, fact) " UNION ALL SELECT " fact ", first, differs FROM " table ") w" \
    " JOIN " facts " f ON f.id = w.fact JOIN report r ON r.id = w.fact >> 20" \
    " JOIN report_text x ON x.report = r.id"
#define BOUND(which, column) \
    "(SELECT " which "(g." column ") FROM event g WHERE g.id = f.id" \
    " OR g.id IN (SELECT w.event FROM telling w WHERE w.first = f.id))"

#define STATEMENT_WHO \
    " " ACTOR("f.speaker") " AS speaker, " ACTOR("f.addressee") " AS addressee," \
    " " TERM("(f.kinds >> 7) & 255") " AS act, " TERM("f.kinds >> 23") " AS quotation,"
#define EVENT_WHO \
    " " TERM("f.predicate") " AS predicate, " TERM("f.type") " AS type, " TERM("f.mode") \
    " AS mode, " ACTOR("f.actor") " AS actor, " ACTOR("f.recipient") " AS recipient," \
    " " TERM("f.kinds >> 8") " AS status, (f.kinds >> 7) & 1 AS main,"
#define CONTENT_AND_SENTENCE \
    " " WORDS_AT("x", "f.at", "f.length") " AS content," \
    " " WORDS_AT("x", "f.sentence", "f.sentence_length") " AS sentence,"
#define SENTENCE " " WORDS_AT("x", "f.sentence", "f.sentence_length") " AS sentence,"

#define KIN_VIEWS \
    "CREATE VIEW utterances AS SELECT " FACT_ID("s", "f.id") " AS id," STATEMENT_WHO \
    " 1 + (SELECT count(DISTINCT lower(" WORDS_AT("y", "g.at", "g.length") ")) FROM wording w" \
    "  JOIN statement g ON g.id = w.statement JOIN report_text y ON y.report = g.id >> 20" \
    "  WHERE w.first = f.id AND w.differs & 19) AS wordings," \
    " " HOW_OFTEN("wording", "statement") "," \
    " (SELECT " WORDING_WORDS(ANY) " FROM wording w WHERE w.first = f.id) AS differs," \
    CONTENT_AND_SENTENCE SOURCE_COLUMNS "," STORY_ID ", f.id AS number" \
    FROM_FACTS("statement") STANDS("wording", "statement") ";" \
    "CREATE VIEW wordings AS SELECT " FACT_ID("s", "f.id") " AS id," \
    " " FACT_ID("s", "w.first") " AS utterance," STATEMENT_WHO \
    " " WORDING_WORDS(OWN) " AS differs," CONTENT_AND_SENTENCE \
    " f.at AS start, f.at + f.length AS end, " CONFIDENCE "," SOURCE_COLUMNS "," \
    " w.first AS first_number, f.id AS number" GROUPED("statement", "wording", "statement") ";" \
    "CREATE VIEW happenings AS SELECT " FACT_ID("e", "f.id") " AS id," EVENT_WHO \
    " " SHOW_TIME(BOUND("min", "earliest")) " AS earliest," \
    " " SHOW_TIME(BOUND("max", "latest")) " AS latest, " TERM("f.place") " AS place," \
    " " HOW_OFTEN("telling", "event") "," \
    " (SELECT " TELLING_WORDS(ANY) " FROM telling w WHERE w.first = f.id) AS differs," \
    SENTENCE SOURCE_COLUMNS "," STORY_ID ", f.id AS number" \
    FROM_FACTS("event") STANDS("telling", "event") ";" \
    "CREATE VIEW tellings AS SELECT " FACT_ID("e", "f.id") " AS id," \
    " " FACT_ID("e", "w.first") " AS happening," EVENT_WHO \
    " " SHOW_TIME("f.earliest") " AS earliest, " SHOW_TIME("f.latest") " AS latest," \
    " " TERM("f.place") " AS place, " TELLING_WORDS(OWN) " AS differs," SENTENCE \
    " f.at AS start, f.at + f.length AS end, " CONFIDENCE "," SOURCE_COLUMNS "," \
    " w.first AS first_number, f.id AS number" GROUPED("event", "telling", "event") ";" \
    "CREATE VIEW disagreements AS SELECT " FACT_ID("e", "d.event") " AS id," \
    " " FACT_ID("e", "d.other") " AS other," \
    " CASE d.kind WHEN 1 THEN 'date' WHEN 2 THEN 'number' WHEN 4 THEN 'place' ELSE 'actors' END" \
    " AS kind, d.other_said, d.said," \
    " (SELECT " WORDS_AT("y", "g.sentence", "g.sentence_length") " FROM event g" \
    "  JOIN report_text y ON y.report = g.id >> 20 WHERE g.id = d.other) AS other_sentence," \
    SENTENCE \
    " " FACT_ID("e", "coalesce(w.first, d.event)") " AS happening," \
    " (SELECT outlet FROM reports o WHERE o.number = d.other >> 20) AS other_outlet," \
    " (SELECT published FROM reports o WHERE o.number = d.other >> 20) AS other_published," \
    " (SELECT url FROM reports o WHERE o.number = d.other >> 20) AS other_url," \
    SOURCE_COLUMNS "," STORY_ID ", d.id AS number" \
    " FROM disagreement d JOIN event f ON f.id = d.event JOIN report r ON r.id = d.event >> 20" \
    " JOIN report_text x ON x.report = r.id LEFT JOIN telling w ON w.event = d.event;"

#define SHOW_SECONDS(x) "strftime('%Y-%m-%dT%H:%M:%SZ', " x ", 'unixepoch')"
#define DESK_VIEWS \
    "CREATE VIEW watches AS SELECT w.name, w.target, w.filters, w.budget," \
    " " SHOW_SECONDS("w.made") " AS made," \
    " (SELECT count(*) FROM alert a WHERE a.watch = w.id AND NOT a.held) AS alerts," \
    " (SELECT count(*) FROM outbox o WHERE o.watch = w.id) AS waiting," \
    " w.further, w.held, w.failures, w.id AS number FROM watch w;" \
    "CREATE VIEW alerts AS SELECT a.uuid AS id, w.name AS watch, a.kind," \
    " a.what, a.why, a.sentence, a.novelty, " SHOW_SECONDS("a.made") " AS made, a.held," \
    " " SHOW_SECONDS("a.delivered") " AS delivered, r.title, r.published," \
    " " TERM("r.site") " AS outlet, coalesce(r.canonical, r.url) AS url," \
    " lower(hex(r.key)) AS report, a.id AS number FROM alert a" \
    " JOIN watch w ON w.id = a.watch LEFT JOIN report r ON r.id = a.report;"

/* The first or last day of publication of a story's reports. */
#define PUBLISHED_IN(story, order) \
    "(SELECT r.published FROM report r WHERE r.story = " story " AND r.published IS NOT NULL" \
    " AND r.minute IS NOT NULL ORDER BY " order " LIMIT 1)"

static const char views[] =
    "CREATE VIEW reports AS SELECT lower(hex(r.key)) AS key,"
    " (SELECT id FROM report_id i WHERE i.report = r.id ORDER BY id LIMIT 1) AS id,"
    " r.title, r.published, " TERM("r.site") " AS outlet,"
    " coalesce(r.canonical, r.url) AS url, r.section,"
    " (SELECT group_concat(a.name, '; ') FROM author a WHERE a.report = r.id) AS authors,"
    " " TERM("r.language") " AS language, r.modified, r.retrieved, r.flags & 1 AS wire, r.words,"
    " (SELECT lower(hex(s.key)) FROM report s WHERE s.id = r.story) AS story,"
    " (SELECT lower(hex(s.key)) FROM report s WHERE s.id = r.origin) AS origin,"
    " w.name AS weights, w.program, CAST(x.text AS TEXT) AS text, r.id AS number"
    " FROM report r JOIN report_text x ON x.report = r.id"
    " LEFT JOIN reading g ON g.id = r.reading LEFT JOIN weights w ON w.id = g.weights;"

    "CREATE VIEW statements AS SELECT lower(hex(r.key)) || '/s' || ((f.id & 1048575) + 1) AS id,"
    " " ACTOR("f.speaker") " AS speaker, " ACTOR("f.addressee") " AS addressee,"
    " " TERM("(f.kinds >> 7) & 255") " AS act, " TERM("(f.kinds >> 15) & 255") " AS channel,"
    " " TERM("f.channel_name") " AS channel_name, " TERM("f.kinds >> 23") " AS quotation,"
    " " WORDS_AT("x", "f.at", "f.length") " AS content,"
    " " WORDS_AT("x", "f.sentence", "f.sentence_length") " AS sentence,"
    " " SHOW_TIME("f.earliest") " AS earliest, " SHOW_TIME("f.latest") " AS latest,"
    " " TERM("f.place") " AS place, f.at AS start, f.at + f.length AS end, f.within + 1 AS within,"
    " " CONFIDENCE "," SOURCE_COLUMNS ", f.id AS number,"
    " (SELECT group_concat(side, '; ') FROM (SELECT " TERM("s.polarity") " || coalesce(' ' ||"
    " coalesce(" ACTOR("s.actor") ", " TERM("s.words") "), '') AS side FROM stance s"
    " WHERE s.statement = f.id ORDER BY s.number)) AS stance" FROM_FACTS("statement") ";"

    "CREATE VIEW events AS SELECT lower(hex(r.key)) || '/e' || ((f.id & 1048575) + 1) AS id,"
    " " TERM("f.predicate") " AS predicate, " TERM("f.type") " AS type, " TERM("f.mode") " AS mode,"
    " " ACTOR("f.actor") " AS actor, " ACTOR("f.recipient") " AS recipient,"
    " " TERM("f.kinds >> 8") " AS status, (f.kinds >> 7) & 1 AS main,"
    " " SHOW_TIME("f.earliest") " AS earliest, " SHOW_TIME("f.latest") " AS latest,"
    " " TERM("f.place") " AS place,"
    " " WORDS_AT("x", "f.sentence", "f.sentence_length") " AS sentence,"
    " f.at AS start, f.at + f.length AS end, f.within + 1 AS within,"
    " " CONFIDENCE "," SOURCE_COLUMNS ", f.id AS number,"
    " (SELECT latitude FROM spot WHERE spot.term = f.place) AS latitude,"
    " (SELECT longitude FROM spot WHERE spot.term = f.place) AS longitude"
    FROM_FACTS("event") ";"

    "CREATE VIEW diary AS SELECT lower(hex(r.key)) || '/x' || ((f.id & 1048575) + 1) AS id,"
    " " SHOW_TIME("f.earliest") " AS earliest, " SHOW_TIME("f.latest") " AS latest,"
    " " WORDS_AT("x", "f.at", "f.length") " AS what, " ACTOR("f.actor") " AS actor,"
    " " TERM("f.kinds >> 7") " AS kind, " TERM("f.place") " AS place,"
    " " WORDS_AT("x", "f.sentence", "f.sentence_length") " AS sentence,"
    " f.at AS start, f.at + f.length AS end,"
    " " CONFIDENCE "," SOURCE_COLUMNS ", f.id AS number, CASE"
    " WHEN " SCHEMA_OVERDUE " THEN 'overdue'"
    " WHEN f.state IS NULL THEN 'expected' WHEN f.state = 1 THEN 'happened'"
    " WHEN f.state = 2 THEN 'moved' ELSE 'cancelled' END AS state,"
    " " SHOW_TIME("f.then_earliest") " AS new_earliest,"
    " " SHOW_TIME("f.then_latest") " AS new_latest,"
    " lower(hex(o.key)) || '/e' || ((f.settled_by & 1048575) + 1) AS settled_by"
    LATER_COLUMNS("event", "settled_by") FROM_SETTLED("expectation", "settled_by") ";"

    "CREATE VIEW silences AS SELECT lower(hex(r.key)) || '/q' || ((f.id & 1048575) + 1) AS id,"
    " " ACTOR("f.actor") " AS actor, " TERM("f.kinds >> 7") " AS kind, " TERM("f.about")
    " AS about, f.closed_by IS NULL AS open,"
    " lower(hex(o.key)) || '/s' || ((f.closed_by & 1048575) + 1) AS closed_by,"
    " " WORDS_AT("x", "f.sentence", "f.sentence_length") " AS sentence,"
    " f.at AS start, f.at + f.length AS end,"
    " " CONFIDENCE "," SOURCE_COLUMNS ", f.id AS number"
    LATER_COLUMNS("statement", "closed_by") FROM_SETTLED("silence", "closed_by") ";"

    "CREATE VIEW actors AS SELECT a.id, a.name, " TERM("a.kind") " AS kind,"
    " coalesce(t.reports, 0) AS reports, coalesce(t.statements, 0) AS statements,"
    " " WORDS_AT("x", "f.sentence", "f.sentence_length") " AS sentence,"
    " r.title AS title, r.published AS published, " TERM("r.site") " AS outlet,"
    " coalesce(r.canonical, r.url) AS url, nullif(lower(hex(r.key)), '') AS report"
    " FROM actor a LEFT JOIN actor_tally t ON t.actor = a.id LEFT JOIN statement f ON f.id ="
    " (SELECT max(p.fact) FROM party p WHERE p.kind = 1 AND p.actor = a.id)"
    " LEFT JOIN report r ON r.id = f.id >> 20 LEFT JOIN report_text x ON x.report = r.id;"

    "CREATE VIEW stories AS SELECT lower(hex(l.key)) AS id, l.title,"
    " " PUBLISHED_IN("t.story", "r.minute, r.published") " AS first,"
    " " PUBLISHED_IN("t.story", "r.minute DESC, r.published DESC") " AS last, t.reports,"
    " t.reports - t.copies AS origins,"
    " (SELECT count(*) FROM story_outlet o WHERE o.story = t.story) AS outlets,"
    " (SELECT " WORDS_AT("x", "f.sentence", "f.sentence_length") " FROM event f"
    "  JOIN report_text x ON x.report = l.id WHERE f.id >= l.id << 20"
    "  AND f.id < (l.id + 1) << 20 AND (f.kinds >> 7) & 1 LIMIT 1) AS sentence,"
    " coalesce(l.canonical, l.url) AS url, t.story AS number"
    " FROM story_tally t JOIN report l ON l.id = t.story;"

    "CREATE VIEW changes AS SELECT f.id, " TERM("f.kind") " AS kind, " TERM("f.part") " AS part,"
    " f.before, f.after, coalesce(f.after, f.before) AS sentence," SOURCE_COLUMNS ","
    " lower(hex(o.key)) AS former, o.retrieved AS former_retrieved, r.retrieved, f.id AS number"
    " FROM change f JOIN report r ON r.id = f.report JOIN report o ON o.id = f.former;"
    KIN_VIEWS DESK_VIEWS;

static int64_t number_of(db *d, const char *sql) {
    return query_one(db_query(d, sql), 0);
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
    if (!has(views, "CREATE VIEW %s AS ", name)) return false;
    str all = str_of(views);
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

static const schema_step steps[] = {
    { 1, ORIGIN_INDEX }, /* stories; reports without one get theirs with the next add */
    { 2, "ALTER TABLE report ADD COLUMN settled INTEGER;" /* outcomes; likewise */
         "ALTER TABLE expectation ADD COLUMN state INTEGER;"
         "ALTER TABLE expectation ADD COLUMN settled_by INTEGER;"
         "ALTER TABLE expectation ADD COLUMN then_earliest INTEGER;"
         "ALTER TABLE expectation ADD COLUMN then_latest INTEGER;"
         OUTCOME_INDEXES },
    { 3, KIN_TABLES "UPDATE report SET story = NULL, origin = NULL" }, /* likewise */
    { 4, FOLLOW_TABLES },
    { 5, SPOTS }, /* filled as reports come */
    { 6, TOKEN_TABLE },
    { 7, "DROP INDEX report_story;" STORY_INDEXES DECISION_TABLE },
    { 8, DESK_TABLES }, /* watches */
    { 9, "UPDATE actor SET hash = hash & 16777215;" TALLIES TALLIES_FILL },
    { 10, "DROP TABLE actor_tally;" ACTOR_TALLY "INSERT INTO actor_tally " SCHEMA_ACTOR_TALLIES ";"
          STORY_TALLIES STORY_TALLIES_FILL LATEST_INDEX },
    { 0, NULL },
};

static bool create(db *d, fault *f) {
    char mark[128];
    db_do(d, "PRAGMA page_size=16384");
    db_do_patiently(d, "PRAGMA journal_mode=WAL");
    db_begin(d);
    if (!number_of(d, "SELECT count(*) FROM sqlite_schema")) { /* no one was before us */
        db_do(d, tables);
        db_do(d, views);
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
        query *q = db_query(d, "SELECT printf('DROP VIEW \"%w\"', name) FROM sqlite_schema"
                               " WHERE type = 'view' AND length(name) < 100 LIMIT 1");
        drop[0] = 0;
        while (query_next(q)) snprintf(drop, sizeof drop, "%.*s", STR_ARG(query_words_at(q, 0)));
    } while (drop[0] && !db_failed(d) && count++ < VIEWS_MOST);
    db_do(d, views);
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
        snprintf(mark, sizeof mark, "PRAGMA user_version=%d", s->from + 1);
        db_do(d, mark);
        if (db_failed(d)) break;
    }
    make_views(d);
    if (!db_settle(d, f)) return false;
    unlink(copy);
    return true;
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
        return true;
    else if (!may_write)
        FAULT(f, FAULT_STORE, FAULT_NOWHERE, "it has schema %d: open it once to be written to",
              (int)version);
    else if (schema_step_forward(d, path, steps, f))
        return true;
    return fault_where(f, str_of(path));
}
