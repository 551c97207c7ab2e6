/* ledger/outcomes.c: see outcomes.h. Report.settled is the story that a report's outcomes were
 * found in: NULL, or another than its story, where they were not; REREAD where its facts are
 * others now. In a story only what its new reports may change is looked at again. */
#include "ledger/outcomes.h"

#include <stdlib.h>
#include <string.h>

#include "ledger/closings.h"
#include "ledger/names.h"
#include "ledger/schema.h"
#include "ledger/store.h"
#include "record/word_map.h"

enum {
    REREAD = -1,
    BESIDE = 60, /* bytes beside a verb that its tense is looked for in */
    MINUTES_OF_DAY = 1440,
    KEEP_BYTES = 4 << 20,
};
#define MEMORY_MOST ((size_t)2 << 30)

typedef struct awaiting {
    awaited e;
    int64_t fact;
    outcome state; /* as it is kept */
    int64_t by;
    int64_t then[2];
} awaiting;

typedef struct story_state {
    db *d;
    arena *a;
    int64_t story;
    closing_reports reports;
    bool *is_new; /* [reports] */
    bool any_new, reread;
    int64_t statuses[STATUSES], person, group; /* terms */
    heard_list silences, statements;
    LIST(int64_t) closed_by; /* [silences] as it is kept */
    LIST(awaiting) awaited;
    word_map *voices;    /* actor: number of a voice */
    str_list voice_list;
} story_state;

/* ---- out of the tables ---- */

static day day_of(int64_t time) {
    int64_t minutes = time >> 1, number = minutes / MINUTES_OF_DAY - (minutes % MINUTES_OF_DAY < 0);
    return day_of_number((int32_t)number);
}

static day day_at(query *q, int column) {
    return query_kind(q, column) == VALUE_NULL ? DAY_NONE : day_of(query_int_at(q, column));
}

static int64_t number_at(query *q, int column) {
    return query_kind(q, column) == VALUE_NULL ? NUMBER_NONE : query_int_at(q, column);
}

static void load_reports(story_state *s) {
    LIST(bool) new = { 0 };
    query *q = db_query(s->d, "SELECT id, minute, origin, settled FROM report WHERE story = ?"
                              " AND minute IS NOT NULL ORDER BY minute, key");
    query_int(q, s->story);
    while (query_next(q)) {
        closing_report r = { query_int_at(q, 0), query_int_at(q, 1), query_int_at(q, 2) };
        bool found = query_kind(q, 3) != VALUE_NULL && query_int_at(q, 3) == s->story;
        s->reread |= query_kind(q, 3) != VALUE_NULL && query_int_at(q, 3) == REREAD;
        s->any_new |= !found;
        *LIST_ADD(s->a, &s->reports) = r;
        *LIST_ADD(s->a, &new) = !found;
    }
    for (size_t i = 0; s->reread && i < new.count; i++) new.at[i] = true;
    s->is_new = new.at;
}

/* A query of the facts of one report, its two bounds bound. */
static query *facts_query(story_state *s, const char *sql, size_t n) {
    query *q = db_query(s->d, sql);
    query_int(q, s->reports.at[n].number << FACT_BITS);
    query_int(q, (s->reports.at[n].number + 1) << FACT_BITS);
    return q;
}

static str voice_of_actor(story_state *s, int64_t number) {
    int64_t *key = ARENA_NEW(s->a, int64_t, 1);
    *key = number;
    uint32_t *at = word_map_put(s->voices, (str){ (const char *)key, sizeof *key });
    if (*at != WORD_MAP_NONE) return s->voice_list.at[*at];
    *at = (uint32_t)s->voice_list.count;
    query *q = db_query(s->d, "SELECT name, kind FROM actor WHERE id = ?");
    query_int(q, number);
    str whose = STR_NONE;
    if (query_next(q)) {
        int64_t kind = query_int_at(q, 1);
        whose = voice_of(s->a, query_words_at(q, 0), kind == s->person ? ACTOR_PERSON
                         : kind == s->group ? ACTOR_GROUP : ACTOR_UNKNOWN);
    }
    *LIST_ADD(s->a, &s->voice_list) = whose;
    return whose;
}

static void load_silences(story_state *s, size_t n) {
    query *q = facts_query(s, "SELECT id, actor, closed_by FROM silence WHERE id >= ? AND id < ?"
                              " AND actor IS NOT NULL ORDER BY id", n);
    while (query_next(q)) {
        heard h = { .report = n, .fact = query_int_at(q, 0) };
        int64_t who = query_int_at(q, 1);
        *LIST_ADD(s->a, &s->closed_by) = number_at(q, 2);
        h.voice = voice_of_actor(s, who);
        *LIST_ADD(s->a, &s->silences) = h;
    }
}

static void load_statements(story_state *s, size_t n) {
    query *q = facts_query(s, "SELECT id, speaker, latest FROM statement WHERE id >= ? AND id < ?"
                              " AND speaker IS NOT NULL ORDER BY id", n);
    while (query_next(q)) {
        heard h = { .report = n, .fact = query_int_at(q, 0), .latest = day_at(q, 2) };
        h.voice = voice_of_actor(s, query_int_at(q, 1));
        *LIST_ADD(s->a, &s->statements) = h;
    }
}

/* The predicates of the events in the words of a fact, a blank behind each. */
static str predicates_in(story_state *s, int64_t fact, span at) {
    buffer out = { 0 };
    query *q = db_query(s->d, "SELECT t.name FROM event e JOIN term t ON t.id = e.predicate"
                              " WHERE e.id >= ?1 AND e.id < ?2 AND e.at >= ?3 AND e.at < ?4");
    query_int(q, fact >> FACT_BITS << FACT_BITS);
    query_int(q, ((fact >> FACT_BITS) + 1) << FACT_BITS);
    query_int(q, (int64_t)at.start);
    query_int(q, (int64_t)at.end);
    while (query_next(q)) {
        buffer_add(s->a, &out, query_words_at(q, 0));
        buffer_add(s->a, &out, STR(" "));
    }
    return buffer_str(&out);
}

static void load_awaited(story_state *s, size_t n) {
    query *q = facts_query(s, "SELECT e.id, e.earliest, e.latest, e.state, e.settled_by,"
                              " substr(x.text, e.at + 1, e.length), e.then_earliest, e.then_latest,"
                              " e.at, e.at + e.length FROM expectation e"
                              " JOIN report_text x ON x.report = e.id >> 20"
                              " WHERE e.id >= ? AND e.id < ? ORDER BY e.id", n);
    while (query_next(q)) {
        awaiting w = { .fact = query_int_at(q, 0), .by = number_at(q, 4) };
        w.e = (awaited){ .report = n, .what = matter_of(s->a, query_words_at(q, 5)),
                         .earliest = day_at(q, 1), .latest = day_at(q, 2) };
        span at = { (size_t)query_int_at(q, 8), (size_t)query_int_at(q, 9) };
        w.e.deeds = closings_deeds(s->a, predicates_in(s, w.fact, at), &w.e.what);
        w.state = (outcome)query_int_at(q, 3);
        for (int i = 0; i < 2; i++) w.then[i] = number_at(q, 6 + i);
        *LIST_ADD(s->a, &s->awaited) = w;
    }
}

static event_status status_of(const story_state *s, int64_t term) {
    for (int i = 0; i < STATUSES; i++)
        if (s->statuses[i] == term) return (event_status)i;
    return STATUS_POSSIBLE;
}

/* Of "postponed until 17 May": the first day behind the verb that is still to come. */
static void find_new_days(story_state *s, told *t, span behind) {
    const closing_report *r = &s->reports.at[t->report];
    store_current now;
    if (!store_read(s->d, s->a, r->number, &now)) return;
    for (size_t i = 0; i < now.record.times.count; i++) {
        const timex *x = &now.record.times.at[i];
        if (x->start < behind.start || x->end > behind.end || !x->bounds.known) continue;
        day first = x->bounds.earliest.day;
        if (!first.year || (int64_t)day_number(first) * MINUTES_OF_DAY <= r->minute) continue;
        t->earliest = first;
        t->latest = x->bounds.latest.day;
        return;
    }
}

static void load_told(story_state *s, told_story *to, size_t n) {
    query *q = facts_query(s, "SELECT e.id, e.kinds >> 8, e.earliest, e.latest, t.name, e.sentence,"
                              " substr(x.text, e.sentence + 1, e.sentence_length), e.at, e.length"
                              " FROM event e"
                              " JOIN term t ON t.id = e.predicate"
                              " JOIN report_text x ON x.report = e.id >> 20"
                              " WHERE e.id >= ? AND e.id < ? ORDER BY e.id", n);
    LIST(told) all = { 0 };
    span_list behind = { 0 };
    const matter *words = NULL;
    int64_t at = -1;
    while (query_next(q)) {
        if (query_int_at(q, 5) != at) {
            matter *m = ARENA_NEW(s->a, matter, 1);
            *m = matter_of(s->a, query_words_at(q, 6));
            words = m;
        }
        at = query_int_at(q, 5);
        told t = { n, words, arena_copy(s->a, query_words_at(q, 4)), STR_NONE, STR_NONE, STR_NONE,
                   status_of(s, query_int_at(q, 1)), day_at(q, 2), day_at(q, 3),
                   query_int_at(q, 0) };
        size_t head = (size_t)(query_int_at(q, 7) - at), past = head + (size_t)query_int_at(q, 8);
        t.head = str_cut(query_words_at(q, 6), head, past);
        t.before = str_cut(query_words_at(q, 6), head > BESIDE ? head - BESIDE : 0, head);
        t.after = str_cut(query_words_at(q, 6), past, past + BESIDE);
        *LIST_ADD(s->a, &all) = t;
        *LIST_ADD(s->a, &behind) = (span){ (size_t)at + past,
                                           (size_t)at + query_words_at(q, 6).length };
    }
    for (size_t i = 0; i < all.count; i++) {
        if (told_moves(all.at[i].predicate)) find_new_days(s, &all.at[i], behind.at[i]);
        told_story_put(to, &all.at[i]);
    }
}

/* ---- silences ---- */

static void load_words(story_state *s, heard *h) {
    query *q = db_query(s->d, "SELECT substr(x.text, f.at + 1, f.length) FROM statement f"
                              " JOIN report_text x ON x.report = f.id >> 20 WHERE f.id = ?");
    query_int(q, h->fact);
    while (query_next(q)) h->words = arena_copy(s->a, query_words_at(q, 0));
}

/* Statements of those who are silent somewhere in the story, with their words. */
static void keep_silent_voices(story_state *s) {
    word_map *silent = word_map_new(s->a);
    size_t stays = 0;
    for (size_t i = 0; i < s->silences.count; i++)
        if (s->silences.at[i].voice.length) *word_map_put(silent, s->silences.at[i].voice) = 1;
    for (size_t i = 0; i < s->statements.count; i++) {
        heard h = s->statements.at[i];
        if (!h.voice.length || word_map_get(silent, h.voice) == WORD_MAP_NONE) continue;
        load_words(s, &h);
        s->statements.at[stays++] = h;
    }
    s->statements.count = stays;
}

static void write_silence(story_state *s, size_t i, int64_t by) {
    if (s->closed_by.at[i] == by) return;
    query *q = db_query(s->d, "UPDATE silence SET closed_by = ? WHERE id = ?");
    query_number(q, by);
    query_int(q, s->silences.at[i].fact);
    query_run(q);
}

static void settle_silences(story_state *s) {
    for (size_t i = 0; i < s->reports.count; i++) load_silences(s, i);
    if (!s->silences.count) return;
    for (size_t i = 0; i < s->reports.count; i++) load_statements(s, i);
    voices_join(s->a, &s->silences, &s->statements);
    keep_silent_voices(s);
    size_t *by = closings_of_silences(s->a, &s->reports, &s->silences, &s->statements);
    for (size_t i = 0; i < s->silences.count; i++)
        write_silence(s, i, by[i] == CLOSED_BY_NOTHING ? NUMBER_NONE
                                                        : s->statements.at[by[i]].fact);
}

/* ---- expectations ---- */

static int64_t time_of(day d) {
    return d.year ? (int64_t)day_number(d) * 2 * MINUTES_OF_DAY : NUMBER_NONE;
}

static void write_awaited(story_state *s, const awaiting *w, const resolved *r, int64_t by) {
    int64_t then[] = { time_of(r->earliest), time_of(r->latest) };
    if (w->state == r->outcome && w->by == by && then[0] == w->then[0] && then[1] == w->then[1])
        return;
    query *q = db_query(s->d, "UPDATE expectation SET state = ?, settled_by = ?,"
                              " then_earliest = ?, then_latest = ? WHERE id = ?");
    query_number(q, r->outcome == OUTCOME_EXPECTED ? NUMBER_NONE : r->outcome);
    query_number(q, by);
    query_number(q, then[0]);
    query_number(q, then[1]);
    query_int(q, w->fact);
    query_run(q);
}

/* The first report whose events are needed to settle what may have changed. */
static size_t first_needed(story_state *s) {
    size_t from = s->reports.count;
    told_story *new = told_story_new(s->a, &s->reports);
    for (size_t i = 0; i < s->reports.count; i++)
        if (s->is_new[i]) load_told(s, new, i);
    for (size_t i = s->awaited.count; i-- > 0;) {
        size_t n = s->awaited.at[i].e.report;
        bool later = n + 1 < s->reports.count;
        if (later && (s->is_new[n] || closings_touched(s->a, new, &s->awaited.at[i].e))) from = n;
    }
    return from;
}

static void settle_expectations(story_state *s) {
    for (size_t i = 0; i < s->reports.count; i++) load_awaited(s, i);
    size_t from = s->awaited.count ? first_needed(s) : s->reports.count;
    told_story *all = told_story_new(s->a, &s->reports);
    for (size_t i = from; i < s->reports.count; i++) load_told(s, all, i);
    for (size_t i = 0; i < s->awaited.count; i++) {
        const awaiting *w = &s->awaited.at[i];
        if (w->e.report < from) continue;
        resolved r = closings_resolve(s->a, all, &w->e);
        int64_t by = r.by == CLOSED_BY_NOTHING ? NUMBER_NONE : told_story_at(all, r.by)->fact;
        write_awaited(s, w, &r, by);
    }
}

/* ---- stories ---- */

static void settle_story(db *d, arena *a, int64_t story) {
    story_state s = { .d = d, .a = a, .story = story, .voices = word_map_new(a) };
    for (int i = 0; i < STATUSES; i++)
        s.statuses[i] = term_number(d, str_of(event_status_name((event_status)i)), false);
    s.person = term_number(d, str_of(actor_kind_name(ACTOR_PERSON)), false);
    s.group = term_number(d, str_of(actor_kind_name(ACTOR_GROUP)), false);
    load_reports(&s);
    if (s.any_new && s.reports.count > 1) {
        settle_silences(&s);
        settle_expectations(&s);
    }
    query *q = db_query(d, "UPDATE report SET settled = story WHERE story = ?"
                           " AND settled IS NOT story");
    query_int(q, story);
    query_run(q);
}

static void free_arena(void *a) {
    arena_free(a);
}

/* An arena that can be emptied after each story. */
static arena *scratch_of(arena *a) {
    arena *scratch = arena_new(MEMORY_MOST);
    if (!scratch) return a;
    arena_defer(a, free_arena, scratch);
    jmp_buf *guard = arena_guard(a, NULL);
    arena_guard(a, guard);
    arena_guard(scratch, guard);
    return scratch;
}

static int by_number(const void *l, const void *r) {
    int64_t a = *(const int64_t *)l, b = *(const int64_t *)r;
    return (a > b) - (a < b);
}

static void settle_stories(db *d, arena *a, report_numbers *stories) {
    arena *scratch = scratch_of(a);
    if (stories->count) qsort(stories->at, stories->count, sizeof *stories->at, by_number);
    for (size_t i = 0; i < stories->count && !db_failed(d); i++) {
        if (i && stories->at[i] == stories->at[i - 1]) continue;
        if (scratch != a) arena_reset(scratch, KEEP_BYTES);
        settle_story(d, scratch, stories->at[i]);
    }
    if (scratch != a) arena_reset(scratch, 0);
}

void outcomes_find(db *d, arena *a, const report_numbers *reports) {
    report_numbers stories = { 0 };
    for (size_t i = 0; i < reports->count; i++) {
        query *q = db_query(d, "SELECT story FROM report WHERE id = ? AND story IS NOT NULL"
                               " AND settled IS NOT story");
        query_int(q, reports->at[i]);
        int64_t story = query_one(q, NUMBER_NONE);
        if (story != NUMBER_NONE) *LIST_ADD(a, &stories) = story;
    }
    settle_stories(d, a, &stories);
}

void outcomes_rebuild(db *d, arena *a) {
    report_numbers stories = { 0 };
    db_do(d, "UPDATE report SET settled = NULL; UPDATE silence SET closed_by = NULL"
             " WHERE closed_by IS NOT NULL; UPDATE expectation SET state = NULL,"
             " settled_by = NULL, then_earliest = NULL, then_latest = NULL"
             " WHERE state IS NOT NULL");
    query *q = db_query(d, "SELECT story FROM report WHERE story IS NOT NULL GROUP BY story");
    while (query_next(q)) *LIST_ADD(a, &stories) = query_int_at(q, 0);
    settle_stories(d, a, &stories);
}

void outcomes_undo(db *d, int64_t number) {
    static const char *const steps[] = {
        "UPDATE silence SET closed_by = NULL WHERE closed_by >= ? AND closed_by < ?",
        "UPDATE expectation SET state = NULL, settled_by = NULL, then_earliest = NULL,"
        " then_latest = NULL WHERE settled_by >= ? AND settled_by < ?",
    };
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        query *q = db_query(d, steps[i]);
        query_int(q, number << FACT_BITS);
        query_int(q, (number + 1) << FACT_BITS);
        query_run(q);
    }
}

/* ---- what became settled ---- */

static void add_settled(arena *a, settled_list *to, query *q) {
    while (query_next(q))
        *LIST_ADD(a, to) = (settled){ (settled_kind)query_int_at(q, 0), query_int_at(q, 1),
                                      query_int_at(q, 2) };
}

settled_list outcomes_since(db *d, arena *a, int64_t behind, int64_t from, int64_t until) {
    settled_list out = { 0 };
    int64_t fact = (behind + 1) << FACT_BITS;
    query *q = db_query(d, "SELECT 0, id, closed_by, max(id, closed_by) AS news FROM silence"
                           " WHERE closed_by IS NOT NULL AND (closed_by >= ?1 OR id >= ?1)"
                           " UNION ALL SELECT state, id, settled_by, max(id, settled_by)"
                           " FROM expectation WHERE settled_by IS NOT NULL"
                           " AND (settled_by >= ?1 OR id >= ?1) ORDER BY news, 2");
    query_int(q, fact);
    add_settled(a, &out, q);
    /* a day is over 1440 minutes after it began, a minute when it is over */
    q = db_query(d, "SELECT 4, id, -1, coalesce(then_latest, latest) AS due FROM expectation"
                    " WHERE (state IS NULL OR (state = 2 AND then_latest IS NOT NULL))"
                    " AND (due >> 1) + CASE WHEN due & 1 THEN 1 ELSE 1440 END > ?1"
                    " AND (due >> 1) + CASE WHEN due & 1 THEN 1 ELSE 1440 END <= ?2"
                    " ORDER BY due, id");
    query_int(q, from);
    query_int(q, until);
    add_settled(a, &out, q);
    return out;
}
