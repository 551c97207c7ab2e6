/* ledger/rows.c: see rows.h. One function a table makes a row's numbers out of a fact; the
 * same numbers are inserted when a report is added and compared when a ledger is verified. */
#include "ledger/rows.h"

#include <math.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ledger/gathered.h"
#include "ledger/names.h"
#include "ledger/packed.h"
#include "ledger/postings.h"
#include "ledger/schema.h"
#include "record/word_map.h"

enum { COLUMNS_MOST = 15 };

typedef enum table {
    TABLE_STATEMENT, TABLE_EVENT, TABLE_EXPECTATION, TABLE_SILENCE,
    TABLES
} table;

typedef struct table_row {
    const char *name, *insert, *select;
    int columns; /* without the id */
} table_row;

static const table_row tables[TABLES] = {
    { "statement", "INSERT INTO said(first, facts, times) VALUES(?, ?, ?)",
      "SELECT * FROM statement WHERE id >= ? AND id < ? ORDER BY id", 12 },
    { "event", "INSERT INTO done(first, facts, times) VALUES(?, ?, ?)",
      "SELECT * FROM event WHERE id >= ? AND id < ? ORDER BY id", 14 },
    { "expectation", "INSERT INTO expectation VALUES(?,?,?,?,?,?,?,?,?,?,?,NULL,NULL,NULL,NULL)",
      "SELECT * FROM expectation WHERE id >= ? AND id < ? ORDER BY id", 10 },
    { "silence", "INSERT INTO silence VALUES(?,?,?,?,?,?,?,?,NULL)",
      "SELECT id, at, length, sentence, sentence_length, actor, kinds, about FROM silence"
      " WHERE id >= ? AND id < ? ORDER BY id", 7 },
};

typedef struct rows {
    db *d;
    arena *a;
    const rows_report *of;
    const record *record;
    int64_t *actors; /* [actors] their numbers in the ledger */
    word_map *terms; /* those that were asked for: their number among the term numbers */
    term_numbers *term_numbers;
    gathered *to;    /* where rows of who is named go; NULL: nothing is made */
} rows;

/* ---- parts ---- */

int64_t moment_number(const moment *m) {
    if (!m->day.year) return NUMBER_NONE;
    int64_t minutes = (int64_t)day_number(m->day) * 1440;
    if (m->hour < 0) return minutes * 2;
    minutes += m->hour * 60 + m->minute - (m->zone == ZONE_NONE ? 0 : m->zone);
    return minutes * 2 + 1;
}

/* A report's rows have few names many times: each is looked up once. */
static int64_t term(const rows *r, str name) {
    if (!name.at) return NUMBER_NONE;
    if (r->to) return gathered_term(r->to, name);
    uint32_t at = word_map_get(r->terms, name);
    if (at != WORD_MAP_NONE) return r->term_numbers->at[at];
    int64_t number = term_number(r->d, name, false);
    *word_map_put(r->terms, name) = (uint32_t)r->term_numbers->count;
    *LIST_ADD(r->a, r->term_numbers) = number;
    return number;
}

static int64_t kind_of(const rows *r, const char *name) {
    int64_t n = term(r, str_of(name));
    return n == NUMBER_NONE ? 0 : n;
}

static int64_t first_of(const rows *r, const id_list *ids) {
    return ids->count ? r->actors[ids->at[0]] : NUMBER_NONE;
}

static int64_t within_of(id n) {
    return n == ID_NONE ? NUMBER_NONE : (int64_t)n;
}

static int64_t place_of(const rows *r, id n) {
    return n == ID_NONE ? NUMBER_NONE : term(r, r->record->places.at[n].name);
}

static int64_t confidence_of(float c) {
    return (int64_t)(c * 100 + 0.5F);
}

static void put_times(const time_value *t, int64_t out[2]) {
    out[0] = t->known ? moment_number(&t->earliest) : NUMBER_NONE;
    out[1] = t->known ? moment_number(&t->latest) : NUMBER_NONE;
}

/* From the start of the sentence that `at` begins in to the end of the one that it ends in. */
static span sentence_of(const rows *r, span at) {
    const span_list *all = r->of->sentences;
    size_t low = 0, high = all->count;
    while (low < high) { /* the first that ends behind at.start */
        size_t middle = (low + high) / 2;
        if (all->at[middle].end <= at.start)
            low = middle + 1;
        else
            high = middle;
    }
    span found = at;
    if (low < all->count && all->at[low].start < at.start) found.start = all->at[low].start;
    while (low < all->count && all->at[low].start < at.end) found.end = all->at[low++].end;
    if (found.end < at.end) found.end = at.end;
    return found;
}

static void put_place(const rows *r, span at, int64_t out[4]) {
    span around = sentence_of(r, at);
    out[0] = (int64_t)at.start;
    out[1] = (int64_t)(at.end - at.start);
    out[2] = (int64_t)around.start;
    out[3] = (int64_t)(around.end - around.start);
}

static span hull(const span_list *spans) {
    span h = spans->at[0];
    for (size_t i = 1; i < spans->count; i++) {
        if (spans->at[i].start < h.start) h.start = spans->at[i].start;
        if (spans->at[i].end > h.end) h.end = spans->at[i].end;
    }
    return h;
}

/* ---- a row of each table: its columns behind the id ---- */

static void statement_row(const rows *r, size_t i, int64_t out[]) {
    const statement *s = &r->record->statements.at[i];
    put_place(r, hull(&s->content), out);
    out[4] = first_of(r, &s->speakers);
    out[5] = first_of(r, &s->addressees);
    int64_t how = s->channel.kind ? kind_of(r, channel_kind_name(s->channel.kind)) : 0;
    out[6] = confidence_of(s->confidence) | kind_of(r, act_name(s->act)) << 7 | how << 15
        | kind_of(r, quotation_name(s->quotation)) << 23;
    out[7] = term(r, s->channel.kind ? s->channel.name : STR_NONE);
    put_times(&s->time, out + 8);
    out[10] = place_of(r, s->place);
    out[11] = within_of(s->within);
}

static void event_row(const rows *r, size_t i, int64_t out[]) {
    const event *e = &r->record->events.at[i];
    put_place(r, e->spans.at[0], out);
    out[4] = first_of(r, &e->actors);
    out[5] = first_of(r, &e->recipients);
    out[6] = confidence_of(e->confidence) | (int64_t)e->main << 7
        | kind_of(r, event_status_name(e->status)) << 8;
    out[7] = term(r, e->predicate);
    out[8] = term(r, e->type);
    out[9] = term(r, e->mode);
    put_times(&e->time, out + 10);
    out[12] = place_of(r, e->place);
    out[13] = within_of(e->within);
}

static void expectation_row(const rows *r, size_t i, int64_t out[]) {
    const expectation *e = &r->record->expectations.at[i];
    put_place(r, e->at, out);
    out[4] = first_of(r, &e->who);
    out[5] = confidence_of(e->confidence) | kind_of(r, expectation_kind_name(e->kind)) << 7;
    put_times(&e->time, out + 6);
    out[8] = place_of(r, e->place);
    out[9] = within_of(e->statement);
}

static void silence_row(const rows *r, size_t i, int64_t out[]) {
    const silence *s = &r->record->silences.at[i];
    put_place(r, s->at, out);
    out[4] = first_of(r, &s->who);
    out[5] = confidence_of(s->confidence) | kind_of(r, silence_kind_name(s->kind)) << 7;
    out[6] = term(r, s->about);
}

static void make_row(const rows *r, table t, size_t i, int64_t out[COLUMNS_MOST]) {
    static void (*const makers[TABLES])(const rows *, size_t, int64_t[]) = {
        statement_row, event_row, expectation_row, silence_row,
    };
    makers[t](r, i, out);
}

static size_t count_of(const record *r, table t) {
    size_t counts[TABLES] = { r->statements.count, r->events.count, r->expectations.count,
                              r->silences.count };
    return counts[t] < FACTS_MOST ? counts[t] : FACTS_MOST - 1;
}

static rows rows_of(db *d, arena *a, const rows_report *of, gathered *to) {
    rows r = { .d = d, .a = a, .of = of, .record = of->record, .to = to };
    if (!to) r.terms = word_map_new(a);
    if (!to) r.term_numbers = ARENA_NEW(a, term_numbers, 1);
    r.actors = ARENA_NEW(a, int64_t, of->record->actors.count);
    for (size_t i = 0; i < of->record->actors.count; i++) {
        const actor *who = &of->record->actors.at[i];
        int64_t kind = term(&r, str_of(actor_kind_name(who->kind)));
        r.actors[i] = to ? gathered_actor(to, who->name, kind) : actor_number(d, who->name, kind);
    }
    return r;
}

/* ---- writing ---- */

/* Writes a pack, which is empty then. */
static void put_pack(db *d, table t, int64_t first, packed *p) {
    query *q = db_query(d, tables[t].insert);
    query_int(q, first);
    query_words(q, buffer_str(&p->facts));
    query_words(q, p->time_count ? buffer_str(&p->times) : STR_NONE);
    query_run(q);
    p->facts.count = p->times.count = p->count = p->time_count = 0;
}

static void write_packs(const rows *r, table t) {
    int64_t values[COLUMNS_MOST], first = schema_fact(r->of->number);
    packed p = { .count = 0 };
    size_t count = count_of(r->record, t);
    for (size_t i = 0; i < count; i++) {
        make_row(r, t, i, values);
        packed_add(r->a, &p, t == TABLE_EVENT ? PACKED_EVENT : PACKED_STATEMENT, values);
        if (p.count < PACKED_FACTS && i + 1 < count) continue;
        put_pack(r->d, t, first, &p);
        first += PACKED_FACTS;
    }
}

static void write_table(const rows *r, table t) {
    int64_t values[COLUMNS_MOST];
    for (size_t i = 0; i < count_of(r->record, t); i++) {
        make_row(r, t, i, values);
        query *q = db_query(r->d, tables[t].insert);
        query_int(q, schema_fact(r->of->number) | (int64_t)i);
        for (int c = 0; c < tables[t].columns; c++) query_number(q, values[c]);
        query_run(q);
    }
}

/* Facts have numbers from 0 in each report, without gaps; where a ledger is damaged, a fact that
 * does not follow the one before it is left out, and verify tells of it. */
void rows_pack_all(db *d, const char *select, bool events) {
    arena *a = arena_new(0);
    jmp_buf out;
    table t = events ? TABLE_EVENT : TABLE_STATEMENT;
    if (!a || setjmp(out)) {
        fault f;
        FAULT(&f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for the facts of a ledger");
        db_fail(d, &f);
        arena_free(a);
        return;
    }
    arena_guard(a, &out);
    query *q = db_query(d, select);
    packed p = { .count = 0 };
    int64_t first = 0, values[COLUMNS_MOST];
    while (query_next(q)) {
        int64_t number = query_int_at(q, 0);
        if (p.count && number >> 6 != first >> 6) put_pack(d, t, first, &p);
        if (!p.count) first = number;
        if (number != first + (int64_t)p.count || (!p.count && number % PACKED_FACTS)) continue;
        for (int c = 0; c < tables[t].columns; c++)
            values[c] = query_kind(q, c + 1) == VALUE_NULL ? NUMBER_NONE : query_int_at(q, c + 1);
        packed_add(a, &p, events ? PACKED_EVENT : PACKED_STATEMENT, values);
    }
    if (p.count) put_pack(d, t, first, &p);
    arena_free(a);
}

static void write_parties(const rows *r, size_t i, posting_kind kind, const id_list *ids) {
    int64_t fact = schema_fact(r->of->number) | (int64_t)i;
    for (size_t k = 0; k < ids->count; k++)
        gathered_posting(r->to, kind, r->actors[ids->at[k]], fact);
}

static void write_stances(const rows *r, size_t i, const stance_list *list) {
    for (size_t k = 0; k < list->count; k++) {
        const stance *s = &list->at[k];
        int64_t words = term(r, s->words), side = kind_of(r, polarity_name(s->polarity));
        query *q = db_query(r->d, "INSERT INTO stance(statement, number, polarity, actor, words)"
                                  " VALUES(?,?,?,?,?)");
        query_int(q, schema_fact(r->of->number) | (int64_t)i);
        query_int(q, (int64_t)k);
        query_int(q, side);
        query_number(q, s->actor == ID_NONE ? NUMBER_NONE : r->actors[s->actor]);
        query_number(q, words);
        query_run(q);
    }
}

static void write_mentions(const rows *r) {
    for (size_t i = 0; i < r->record->actors.count; i++)
        gathered_posting(r->to, POSTING_MENTION, r->actors[i], r->of->number);
}

/* Where places of these names are: the first that had the name has it. */
static void write_spots(const rows *r) {
    const place_list *all = &r->record->places;
    for (size_t i = 0; i < all->count; i++) {
        const place *p = &all->at[i];
        if (isnan(p->latitude) || isnan(p->longitude)) continue;
        query *q = db_query(r->d, "INSERT OR IGNORE INTO spot(term, latitude, longitude)"
                                  " VALUES(?,?,?)");
        query_int(q, term(r, p->name));
        query_real(q, p->latitude);
        query_real(q, p->longitude);
        query_run(q);
    }
}

/* ---- how many there are ---- */

static int by_actor(const void *l, const void *r) {
    const actor_tally *a = l, *b = r;
    return (a->actor > b->actor) - (a->actor < b->actor);
}

/* A statement counts once for each who says it, under whatever names. */
static void tally_speakers(const rows *r, const id_list *who, actor_tally *all) {
    for (size_t i = 0; i < who->count; i++) {
        size_t k = 0;
        while (r->actors[who->at[k]] != r->actors[who->at[i]]) k++;
        if (k == i) all[who->at[i]].statements++;
    }
    if (who->count) all[who->at[0]].first++;
}

static void put_actor_tally(const rows *r, const actor_tally *t, int64_t sign) {
    actor_tally one = { t->actor, sign, sign * t->statements, sign * t->first, sign * t->events,
                        r->of->number };
    if (r->to) gathered_tally(r->to, &one);
    else actor_tally_write(r->d, &one);
}

/* sign: 1 where the rows are written, -1 where they go. */
static void tally_actors(const rows *r, int64_t sign) {
    size_t count = r->record->actors.count;
    actor_tally *all = ARENA_NEW(r->a, actor_tally, count + 1), t = { 0 };
    for (size_t i = 0; i < count; i++) all[i].actor = r->actors[i];
    for (size_t i = 0; i < count_of(r->record, TABLE_STATEMENT); i++)
        tally_speakers(r, &r->record->statements.at[i].speakers, all);
    for (size_t i = 0; i < count_of(r->record, TABLE_EVENT); i++) {
        const id_list *who = &r->record->events.at[i].actors;
        if (who->count) all[who->at[0]].events++;
    }
    if (count) qsort(all, count, sizeof *all, by_actor);
    for (size_t i = 0; i < count; i++) {
        t.actor = all[i].actor;
        t.statements += all[i].statements;
        t.first += all[i].first;
        t.events += all[i].events;
        if (i + 1 < count && all[i + 1].actor == t.actor) continue;
        if (t.actor != NUMBER_NONE) put_actor_tally(r, &t, sign);
        t = (actor_tally){ 0 };
    }
}

static void write_tally(const rows *r) {
    query *q = db_query(r->d, "INSERT OR REPLACE INTO tally SELECT id, minute, site, ?, ?, ?, ?"
                              " FROM report WHERE id = ?");
    for (table t = 0; t < TABLES; t++) query_int(q, (int64_t)count_of(r->record, t));
    query_int(q, r->of->number);
    query_run(q);
}

void rows_write(db *d, arena *a, const rows_report *of) {
    gathered *to = gathered_of(d, a);
    if (!to) return; /* something failed */
    rows r = rows_of(d, a, of, to);
    for (table t = 0; t < TABLES; t++) {
        if (t == TABLE_STATEMENT || t == TABLE_EVENT) write_packs(&r, t);
        else write_table(&r, t);
    }
    for (size_t i = 0; i < count_of(r.record, TABLE_STATEMENT); i++) {
        const statement *s = &r.record->statements.at[i];
        write_parties(&r, i, POSTING_SPEAKER, &s->speakers);
        write_parties(&r, i, POSTING_ADDRESSEE, &s->addressees);
        write_stances(&r, i, &s->stance);
    }
    write_mentions(&r);
    write_spots(&r);
    write_tally(&r);
    tally_actors(&r, 1);
}

static void drop_range(db *d, const char *sql, int64_t number) {
    query *q = db_query(d, sql);
    query_int(q, schema_fact(number));
    query_int(q, schema_fact(number + 1));
    query_run(q);
}

static void drop_actor(const rows *r, int64_t n) {
    int64_t number = r->of->number;
    const int64_t alone[2] = { number, number + 1 };
    const int64_t facts[2] = { schema_fact(number), schema_fact(number + 1) };
    if (n == NUMBER_NONE) return;
    postings_remove(r->d, POSTING_MENTION, n, alone);
    postings_remove(r->d, POSTING_SPEAKER, n, facts);
    postings_remove(r->d, POSTING_ADDRESSEE, n, facts);
}

static void drop_tables(db *d, int64_t number) {
    drop_range(d, "DELETE FROM stance WHERE statement >= ? AND statement < ?", number);
    drop_range(d, "DELETE FROM said WHERE first >= ? AND first < ?", number);
    drop_range(d, "DELETE FROM done WHERE first >= ? AND first < ?", number);
    drop_range(d, "DELETE FROM expectation WHERE id >= ? AND id < ?", number);
    drop_range(d, "DELETE FROM silence WHERE id >= ? AND id < ?", number);
}

static void drop_tally(db *d, int64_t number) {
    query *q = db_query(d, "DELETE FROM tally WHERE report = ?");
    query_int(q, number);
    query_run(q);
}

void rows_drop(db *d, arena *a, const rows_report *of) {
    gathered_write(d);
    rows r = rows_of(d, a, of, NULL);
    for (size_t i = 0; i < of->record->actors.count; i++) drop_actor(&r, r.actors[i]);
    tally_actors(&r, -1);
    drop_tally(d, of->number);
    drop_tables(d, of->number);
}

/* Nobody knows any more who was named: every row is looked at. */
void rows_drop_all(db *d, int64_t number) {
    gathered_write(d);
    postings_drop(d, number);
    drop_tables(d, number);
    db_do(d, schema_tallies_fill);
    drop_tally(d, number);
}

/* ---- checking ---- */

static bool is_row(query *q, int64_t number, const int64_t values[], int columns) {
    if (query_int_at(q, 0) != number) return false;
    for (int c = 0; c < columns; c++) {
        bool none = query_kind(q, c + 1) == VALUE_NULL;
        if (none != (values[c] == NUMBER_NONE)) return false;
        if (!none && query_int_at(q, c + 1) != values[c]) return false;
    }
    return true;
}

static size_t check_table(const rows *r, table t, rows_wrong *tell, void *to) {
    int64_t values[COLUMNS_MOST];
    size_t wrong = 0, count = count_of(r->record, t), i = 0;
    query *q = db_query(r->d, tables[t].select);
    query_int(q, schema_fact(r->of->number));
    query_int(q, schema_fact(r->of->number + 1));
    for (; i < count && query_next(q); i++) {
        make_row(r, t, i, values);
        if (is_row(q, schema_fact(r->of->number) | (int64_t)i, values, tables[t].columns)) continue;
        tell(to, tables[t].name, i);
        wrong++;
    }
    bool more = i == count && query_next(q);
    if (i == count && !more) return wrong;
    tell(to, tables[t].name, more ? SIZE_MAX : i);
    return wrong + 1;
}

/* Whether a query, all bound, has a row that says yes. */
static bool holds(query *q) {
    return query_one(q, 0) != 0;
}

static bool is_party(const rows *r, size_t i, posting_kind kind, const id_list *ids) {
    for (size_t k = 0; k < ids->count; k++) {
        query *q = db_query(r->d, "SELECT 1 FROM party WHERE kind = ? AND actor = ? AND fact = ?");
        query_int(q, kind);
        query_int(q, r->actors[ids->at[k]]);
        query_int(q, schema_fact(r->of->number) | (int64_t)i);
        if (!holds(q)) return false;
    }
    return true;
}

static bool are_stances(const rows *r, size_t i, const stance_list *list) {
    int64_t fact = schema_fact(r->of->number) | (int64_t)i;
    for (size_t k = 0; k < list->count; k++) {
        const stance *s = &list->at[k];
        int64_t words = term(r, s->words), side = kind_of(r, polarity_name(s->polarity));
        query *q = db_query(r->d, "SELECT polarity IS ? AND actor IS ? AND words IS ? FROM stance"
                                  " WHERE statement = ? AND number = ?");
        query_int(q, side);
        query_number(q, s->actor == ID_NONE ? NUMBER_NONE : r->actors[s->actor]);
        query_number(q, words);
        query_int(q, fact);
        query_int(q, (int64_t)k);
        if (!holds(q)) return false;
    }
    query *q = db_query(r->d, "SELECT count(*) FROM stance WHERE statement = ?");
    query_int(q, fact);
    return query_one(q, 0) == (int64_t)list->count;
}

static size_t check_statements(const rows *r, rows_wrong *tell, void *to) {
    size_t wrong = 0;
    for (size_t i = 0; i < count_of(r->record, TABLE_STATEMENT); i++) {
        const statement *s = &r->record->statements.at[i];
        bool parties = is_party(r, i, POSTING_SPEAKER, &s->speakers)
            && is_party(r, i, POSTING_ADDRESSEE, &s->addressees);
        bool stances = are_stances(r, i, &s->stance);
        if (!parties) tell(to, "party", i);
        if (!stances) tell(to, "stance", i);
        wrong += (size_t)!parties + (size_t)!stances;
    }
    return wrong;
}

static size_t check_mentions(const rows *r, rows_wrong *tell, void *to) {
    size_t wrong = 0;
    for (size_t i = 0; i < r->record->actors.count; i++) {
        query *q = db_query(r->d, "SELECT 1 FROM mention WHERE actor = ? AND report = ?");
        query_int(q, r->actors[i]);
        query_int(q, r->of->number);
        if (holds(q)) continue;
        tell(to, "mention", i);
        wrong++;
    }
    return wrong;
}

static size_t check_tally(const rows *r, rows_wrong *tell, void *to) {
    query *q = db_query(r->d, "SELECT t.minute IS r.minute AND t.site IS r.site AND statements = ?"
                              " AND events = ? AND expectations = ? AND silences = ?"
                              " FROM tally t JOIN report r ON r.id = t.report WHERE r.id = ?");
    for (table t = 0; t < TABLES; t++) query_int(q, (int64_t)count_of(r->record, t));
    query_int(q, r->of->number);
    if (holds(q)) return 0;
    tell(to, "tally", 0);
    return 1;
}

size_t rows_check(db *d, arena *a, const rows_report *of, rows_wrong *tell, void *to) {
    rows r = rows_of(d, a, of, NULL);
    size_t wrong = 0;
    for (table t = 0; t < TABLES; t++) wrong += check_table(&r, t, tell, to);
    return wrong + check_statements(&r, tell, to) + check_mentions(&r, tell, to)
        + check_tally(&r, tell, to);
}
