/* ledger/verify.c: derives all that a ledger holds from the bytes that it keeps, offline: keys
 * and hashes from texts, facts' words from their places, rows from facts, the log's chain from
 * its entries. A sum of two bytes for each fact tells which words are no longer those that
 * were read; the hash of the reading tells that something is. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "ledger/facts.h"
#include "ledger/ledger.h"
#include "ledger/names.h"
#include "ledger/rows.h"
#include "ledger/schema.h"

enum { FACTS_TOLD = 20 }; /* of one report; of more only their number */

typedef struct checking {
    ledger *l;
    db *d;
    arena *a;
    ledger_tell *tell;
    void *to;
    size_t wrong, readings; /* of the report */
    str name; /* of the report that is looked at */
    size_t told;
} checking;

static void wrong(checking *c, const char *format, ...) __attribute__((format(printf, 2, 3)));


static void wrong(checking *c, const char *format, ...) {
    char line[600];
    int at = snprintf(line, sizeof line, "%.*s: ", STR_ARG(c->name));
    va_list values;
    va_start(values, format);
    vsnprintf(line + at, sizeof line - (size_t)at, format, values);
    va_end(values);
    c->wrong++;
    if (c->told++ < FACTS_TOLD) c->tell(c->to, line);
}

/* ---- facts ---- */

static void fact_line(checking *c, char letter, size_t i, str words) {
    if (words.length > 60) words.length = 60;
    wrong(c, "%c%zu: the words are not those that were read: \"%.*s\"", letter, i + 1,
          STR_ARG(words));
}

/* The facts whose sums are others now. */
static void compare_receipts(checking *c, const store_current *v, str kept_sums) {
    const record *r = &v->record;
    str now = kept_receipts(c->a, r);
    str text = v->report.text;
    size_t counts[] = { r->actors.count, r->statements.count, r->events.count,
                        r->expectations.count, r->silences.count };
    size_t at = 0;
    if (now.length != kept_sums.length) {
        wrong(c, "its receipts are damaged");
        return;
    }
    for (int kind = 0; kind < 5; kind++) {
        for (size_t i = 0; i < counts[kind]; i++, at += 2) {
            if (memcmp(now.at + at, kept_sums.at + at, 2) == 0) continue;
            span where = kind == 0 ? r->actors.at[i].mentions.count ? r->actors.at[i].mentions.at[0]
                                                                    : (span){ 0, 0 }
                : kind == 1 ? r->statements.at[i].content.at[0]
                : kind == 2 ? r->events.at[i].spans.at[0]
                : kind == 3 ? r->expectations.at[i].at : r->silences.at[i].at;
            fact_line(c, "asexq"[kind], i, str_in(text, where));
        }
    }
}

/* The facts of the current reading that stand where the text is not what its sums tell. */
static void compare_sums(checking *c, str text, str sums, int64_t number) {
    static const struct { char letter; const char *select; } kinds[] = {
        { 's', "SELECT id & 1048575, at, length FROM statement WHERE id >= ? AND id < ?" },
        { 'e', "SELECT id & 1048575, at, length FROM event WHERE id >= ? AND id < ?" },
        { 'x', "SELECT id & 1048575, at, length FROM expectation WHERE id >= ? AND id < ?" },
        { 'q', "SELECT id & 1048575, at, length FROM silence WHERE id >= ? AND id < ?" },
    };
    str now = kept_sums(c->a, text);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        query *q = db_query(c->d, kinds[i].select);
        query_int(q, schema_fact(number));
        query_int(q, schema_fact(number + 1));
        while (query_next(q)) {
            size_t start = (size_t)query_int_at(q, 1), end = start + (size_t)query_int_at(q, 2);
            str was = str_cut(sums, start / SUMMED, (end + SUMMED - 1) / SUMMED);
            if (str_same(was, str_cut(now, start / SUMMED, (end + SUMMED - 1) / SUMMED))) continue;
            fact_line(c, kinds[i].letter, (size_t)query_int_at(q, 0), str_cut(text, start, end));
        }
    }
}

/* Facts that are squeezed can be had with the text alone that they are of. */
static bool text_is_other(checking *c, const kept *k, const kept_reading *g, int64_t number) {
    str text = k->report.text;
    if (!g->squeezed || str_same(kept_sums(c->a, text), g->receipts)) return false;
    wrong(c, "the text is not what the reading by %.*s was of", STR_ARG(g->weights));
    compare_sums(c, text, g->receipts, number);
    return true;
}

static void check_reading(checking *c, const kept *k, const kept_reading *g) {
    store_current v = { .report = k->report };
    fault f;
    str hash = kept_reading_hash(c->a, k->variant, g);
    v.record.report = &v.report;
    if (!facts_unpack(c->a, g->facts, k->report.text, &v.record, &v.sentences, &f)) {
        wrong(c, "reading by %.*s: %s", STR_ARG(g->weights), f.what);
        return;
    }
    if (!str_same(hash, g->hash))
        wrong(c, "reading by %.*s: its facts or their hash were changed", STR_ARG(g->weights));
    if (!g->squeezed) compare_receipts(c, &v, g->receipts);
}

/* ---- rows ---- */

static void row_wrong(void *to, const char *table, size_t number) {
    checking *c = to;
    if (number == SIZE_MAX)
        wrong(c, "table %s has rows without a fact", table);
    else
        wrong(c, "table %s, number %zu: is not as the facts are", table, number + 1);
}

static void check_rows(checking *c, int64_t number) {
    store_current now;
    query *q = db_query(c->d, "SELECT count(*) FROM reading WHERE report = ?1"
                              " AND id = (SELECT reading FROM report WHERE id = ?1)");
    query_int(q, number);
    if (!query_one(q, 0)) {
        wrong(c, "has no current reading");
        return;
    }
    if (!store_read(c->d, c->a, number, &now)) {
        fault f;
        db_settle(c->d, &f); /* told with the reading */
        return;
    }
    rows_check(c->d, c->a, &(rows_report){ number, &now.record, &now.sentences }, row_wrong, c);
}

/* ---- the index of words ---- */

/* The longest of the first words, which are letters of ASCII alone: the index cuts and folds no
 * other. Where there is none, none is looked for. */
static str word_of(str text) {
    enum { WORDS_LOOKED_AT = 4000, WORD_MOST = 40 };
    str found = STR_NONE;
    text = str_cut(text, 0, WORDS_LOOKED_AT);
    size_t from = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (is_ascii_letter(text.at[i])) continue;
        bool ascii = !(text.at[i] & 0x80) && !is_digit(text.at[i])
            && (!from || !(text.at[from - 1] & 0x80 || is_digit(text.at[from - 1])));
        if (ascii && i - from > found.length && i - from <= WORD_MOST)
            found = str_cut(text, from, i);
        from = i + 1;
    }
    return found;
}

static void check_words(checking *c, str text, int64_t number) {
    str word = word_of(text);
    if (!word.length) return;
    query *q = db_query(c->d, "SELECT 1 FROM words WHERE words MATCH ? AND rowid = ?");
    query_words(q, arena_print(c->a, "\"%.*s\"", STR_ARG(word)));
    query_int(q, number);
    if (!query_one(q, 0) && !db_failed(c->d))
        wrong(c, "a search for \"%.*s\" does not find it", STR_ARG(word));
    fault f;
    if (!db_settle(c->d, &f)) wrong(c, "the index of words: %s", f.what);
}

/* ---- reports ---- */

/* Whether that reading is the one to be looked at; counted then. */
static bool is_wanted(checking *c, const kept_reading *g) {
    const store_names *by = ledger_reader(c->l);
    bool wanted = !by || store_is_by(&(store_names){ g->weights, g->program }, by);
    c->readings += wanted;
    return wanted;
}

static void check_report(checking *c, int64_t number) {
    kept k;
    char numbered[40];
    snprintf(numbered, sizeof numbered, "report %lld", (long long)number);
    c->name = str_of(numbered);
    c->told = 0;
    if (!store_load(c->d, c->a, number, &k)) {
        if (!db_failed(c->d)) wrong(c, "its text is gone");
        return;
    }
    str hex = str_cut(hash_hex(c->a, k.key), 0, 12);
    str called = k.report.title.at ? k.report.title : STR("without a title");
    c->name = arena_print(c->a, "%.*s (%.*s)", STR_ARG(hex), STR_ARG(str_cut(called, 0, 80)));
    if (!str_same(kept_key(c->a, k.report.text, k.report.site), k.key))
        wrong(c, "the text or the outlet is not what the key tells");
    else if (!str_same(kept_variant(c->a, &k), k.variant))
        wrong(c, "white space, title, address, a date or another field is not what was kept");
    bool other = false;
    c->readings = 0;
    for (size_t i = 0; i < k.readings.count; i++) {
        if (!is_wanted(c, &k.readings.at[i])) continue;
        if (text_is_other(c, &k, &k.readings.at[i], number)) other = true;
        else check_reading(c, &k, &k.readings.at[i]);
    }
    if (!c->readings) wrong(c, "has no reading%s", ledger_reader(c->l) ? " of that name" : "");
    if (!other) check_rows(c, number);
    check_words(c, k.report.text, number);
    if (c->told > FACTS_TOLD) {
        char line[120];
        snprintf(line, sizeof line, "%.60s: %zu more", c->name.at, c->told - FACTS_TOLD);
        c->tell(c->to, line);
    }
}

static void check_reports(checking *c) {
    int64_t number = -1;
    for (;;) {
        query *q = db_query(c->d, "SELECT id FROM report WHERE id > ? ORDER BY id LIMIT 1");
        query_int(q, number);
        int64_t next = query_one(q, NUMBER_NONE);
        if (next == NUMBER_NONE || db_failed(c->d)) return;
        if (next <= number) { /* a damaged tree would be gone round in for ever */
            c->name = STR("table report");
            wrong(c, "its rows are not in order; no report behind number %lld was looked at",
                  (long long)number);
            return;
        }
        number = next;
        check_report(c, number);
        arena_reset(c->a, 4 << 20);
    }
}

/* ---- the whole ---- */

/* Counts of what is all right with every report, and still differs: rows of reports or facts that
 * are not there, sums over all. */
static void check_sums_of_all(checking *c) {
    static const struct { const char *sql, *what; } sums[] = {
        { "SELECT count(*) FROM party p WHERE kind NOT IN (1, 2)"
          " OR NOT EXISTS (SELECT 1 FROM statement s WHERE s.id = p.fact)",
          "rows of party are of no statement" },
        { "SELECT count(*) FROM stance t"
          " WHERE NOT EXISTS (SELECT 1 FROM statement s WHERE s.id = t.statement)",
          "rows of stance are of no statement" },
        { "SELECT count(*) FROM mention m"
          " WHERE NOT EXISTS (SELECT 1 FROM report r WHERE r.id = m.report)"
          " OR NOT EXISTS (SELECT 1 FROM actor a WHERE a.id = m.actor)",
          "rows of mention are of no report or no actor" },
        { "SELECT count(*) FROM change v"
          " WHERE NOT EXISTS (SELECT 1 FROM report r JOIN report o ON o.address = r.address"
          " AND o.id <> r.id WHERE r.id = v.report AND o.id = v.former)"
          " OR NOT EXISTS (SELECT 1 FROM term k WHERE k.id = v.kind)",
          "rows of change are of no two versions of one report" },
        { "SELECT count(*) FROM tally t"
          " WHERE NOT EXISTS (SELECT 1 FROM report r WHERE r.id = t.report)",
          "rows of tally are of no report" },
        { "SELECT count(*) FROM (" SCHEMA_ACTOR_TALLIES ") m LEFT JOIN actor_tally t"
          " ON t.actor = m.actor WHERE (t.reports, t.statements, t.first, t.events)"
          " IS NOT (m.reports, m.statements, m.first, m.events)",
          "actors are counted wrongly in named" },
        { "SELECT (SELECT count(*) FROM (" SCHEMA_STORY_TALLIES " EXCEPT SELECT * FROM"
          " story_tally)) + (SELECT count(*) FROM (SELECT * FROM story_tally EXCEPT "
          SCHEMA_STORY_TALLIES "))", "stories are counted wrongly in story_tally" },
        { "SELECT (SELECT count(*) FROM (" SCHEMA_STORY_OUTLETS " EXCEPT SELECT * FROM"
          " story_outlet)) + (SELECT count(*) FROM (SELECT * FROM story_outlet EXCEPT "
          SCHEMA_STORY_OUTLETS "))", "outlets of stories are counted wrongly in story_outlet" },
    };
    c->name = STR("all reports");
    c->told = 0;
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
        int64_t count = query_one(db_query(c->d, sums[i].sql), 0);
        if (count) wrong(c, "%lld %s", (long long)count, sums[i].what);
    }
}

/* Links of outcomes.h to facts that are not there. */
static void check_links(checking *c) {
    static const struct { const char *sql, *what; } links[] = {
        { "SELECT count(*) FROM silence WHERE closed_by IS NOT NULL"
          " AND NOT EXISTS (SELECT 1 FROM statement s WHERE s.id = closed_by)",
          "silences are closed by a statement that is not there" },
        { "SELECT count(*) FROM expectation WHERE settled_by IS NOT NULL"
          " AND NOT EXISTS (SELECT 1 FROM event e WHERE e.id = settled_by)",
          "expectations are settled by an event that is not there" },
    };
    c->name = STR("links");
    c->told = 0;
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        int64_t count = query_one(db_query(c->d, links[i].sql), 0);
        if (count) wrong(c, "%lld %s; \"onrecord stories --rebuild\" makes them anew",
                         (long long)count, links[i].what);
    }
}

static void check_log(checking *c) {
    query *q = db_query(c->d, "SELECT what, entry, head, id FROM log ORDER BY id");
    str former = STR_NONE;
    c->name = STR("log");
    c->told = 0;
    while (query_next(q)) {
        hasher *h = hasher_new(c->a);
        if (former.at) hasher_add(h, former);
        hasher_add(h, query_words_at(q, 0));
        hasher_add(h, query_words_at(q, 1));
        str head = hasher_end(h, c->a), kept_head = arena_copy(c->a, query_words_at(q, 2));
        if (!str_same(head, kept_head))
            wrong(c, "entry %lld does not follow from those before it",
                  (long long)query_int_at(q, 3));
        former = kept_head;
    }
}

static void check_file(checking *c) {
    query *q = db_query(c->d, "PRAGMA quick_check(20)");
    c->name = STR("file");
    while (query_next(q)) {
        str words = arena_copy(c->a, query_words_at(q, 0));
        if (!str_is(words, "ok")) wrong(c, "%.*s", STR_ARG(words));
    }
    fault f;
    if (db_settle(c->d, &f)) return;
    wrong(c, "%s", f.what);
}

bool ledger_verify(ledger *l, ledger_tell *tell, void *to, size_t *out, fault *f) {
    checking c = { .l = l, .d = ledger_db(l), .a = ledger_arena(l), .tell = tell, .to = to };
    check_file(&c);
    check_log(&c);
    check_reports(&c);
    check_links(&c);
    check_sums_of_all(&c);
    *out = c.wrong;
    return db_settle(c.d, f);
}
