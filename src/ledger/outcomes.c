/* ledger/outcomes.c: see outcomes.h. Report.settled tells whether a report was held against those
 * of its story: NULL where it was not, REREAD where its facts are others since. New reports are
 * taken in order of publication, some at a time, and held against the HELD before them and, where
 * they come late, the HELD behind: what a report costs does not grow with its story. */
#include "ledger/outcomes.h"

#include <string.h>

#include "base/number_map.h"
#include "ledger/closings.h"
#include "ledger/fact_rows.h"
#include "ledger/names.h"
#include "ledger/schema.h"
#include "ledger/store.h"
#include "record/word_map.h"

enum {
    REREAD = 0, SETTLED = 1,
    HELD = 128,  /* reports of the story that a new one is held against */
    CHUNK = 200, /* new ones that are looked at together */
    BESIDE = 60, /* bytes beside a verb that its tense is looked for in */
    MINUTES_OF_DAY = 1440,
    KEEP_BYTES = 4 << 20,
};
#define UNWANTED (NUMBER_MAP_NONE - 1)
#define MEMORY_MOST ((size_t)2 << 30)

typedef struct awaiting {
    awaited e;
    bool open; /* it is new, or something new may change what became of it */
    span at;
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
    LIST(bool) is_new; /* [reports] */
    bool reread;       /* some are no new reports, but read anew: all is looked at again */
    int64_t statuses[STATUSES], person, group; /* terms */
    heard_list silences, statements;
    LIST(int64_t) closed_by; /* [silences] as it is kept */
    LIST(awaiting) awaited;
    word_map *voices;    /* actor: number of a voice */
    str_list voice_list;
    number_map *verbs;   /* predicate: number of a verb that events are wanted of, or UNWANTED */
    str_list verb_list;
} story_state;

/* ---- out of the tables ---- */

static day day_of(int64_t time) {
    int64_t minutes = time >> 1, number = minutes / MINUTES_OF_DAY - (minutes % MINUTES_OF_DAY < 0);
    return day_of_number((int32_t)number);
}

static day day_of_time(int64_t time) {
    return time == NUMBER_NONE ? DAY_NONE : day_of(time);
}

static day day_at(query *q, int column) {
    return query_kind(q, column) == VALUE_NULL ? DAY_NONE : day_of(query_int_at(q, column));
}

static int64_t number_at(query *q, int column) {
    return query_kind(q, column) == VALUE_NULL ? NUMBER_NONE : query_int_at(q, column);
}

/* Adds the rows of a query of id, minute, origin and settled. */
static void add_reports(story_state *s, query *q) {
    while (query_next(q)) {
        closing_report r = { query_int_at(q, 0), query_int_at(q, 1), query_int_at(q, 2) };
        int64_t flag = number_at(q, 3);
        s->reread |= flag == REREAD;
        *LIST_ADD(s->a, &s->reports) = r;
        *LIST_ADD(s->a, &s->is_new) = flag != SETTLED;
    }
}

#define REPORT_COLUMNS "SELECT id, minute, origin, settled, key FROM report WHERE story = ?"

/* The first CHUNK reports that are new, and those around them that are not. */
static void load_reports(story_state *s, int64_t first) {
    query *q = db_query(s->d, "SELECT id, minute, origin, settled FROM (" REPORT_COLUMNS
                              " AND minute < ? AND settled = 1 ORDER BY minute DESC, key DESC"
                              " LIMIT ?) ORDER BY minute, key");
    query_int(q, s->story);
    query_int(q, first);
    query_int(q, HELD);
    add_reports(s, q);
    size_t before = s->reports.count;
    q = db_query(s->d, REPORT_COLUMNS " AND minute >= ? ORDER BY minute, key LIMIT ?");
    query_int(q, s->story);
    query_int(q, first);
    query_int(q, CHUNK + HELD);
    add_reports(s, q);
    size_t new = 0, stays = before; /* new ones past the chunk have their turn later */
    for (size_t i = before; i < s->reports.count; i++) {
        if (s->is_new.at[i] && new++ >= CHUNK) continue;
        s->is_new.at[stays] = s->is_new.at[i];
        s->reports.at[stays++] = s->reports.at[i];
    }
    s->reports.count = stays;
}

static bool is_new(const story_state *s, size_t n) {
    return s->reread || s->is_new.at[n];
}

/* A query of the facts of one report, its two bounds bound. */
static query *facts_query(story_state *s, const char *sql, size_t n) {
    query *q = db_query(s->d, sql);
    query_int(q, schema_fact(s->reports.at[n].number));
    query_int(q, schema_fact(s->reports.at[n].number + 1));
    return q;
}

static str voice_of_actor(story_state *s, int64_t number) {
    int64_t *key = ARENA_NEW(s->a, int64_t, 1);
    *key = number;
    uint32_t *at = word_map_put(s->voices, (str){ (const char *)key, sizeof *key });
    if (*at != WORD_MAP_NONE) return s->voice_list.at[*at];
    *at = (uint32_t)s->voice_list.count;
    str name, whose = STR_NONE;
    int64_t kind;
    if (names_actor(s->d, s->a, number, &name, &kind))
        whose = voice_of(s->a, name, kind == s->person ? ACTOR_PERSON
                         : kind == s->group ? ACTOR_GROUP : ACTOR_UNKNOWN);
    *LIST_ADD(s->a, &s->voice_list) = whose;
    return whose;
}

static void load_silences(story_state *s, size_t n) {
    query *q = facts_query(s, "SELECT id, actor, closed_by FROM silence WHERE id >= ? AND id < ?"
                              " AND actor IS NOT NULL ORDER BY id", n);
    while (query_next(q)) {
        heard h = { .report = n, .fact = query_int_at(q, 0), .was_held = !is_new(s, n) };
        int64_t who = query_int_at(q, 1);
        *LIST_ADD(s->a, &s->closed_by) = number_at(q, 2);
        h.voice = voice_of_actor(s, who);
        *LIST_ADD(s->a, &s->silences) = h;
    }
}

static void load_statements(story_state *s, size_t n) {
    fact_row_list rows = fact_rows(s->d, s->a, PACKED_STATEMENT, s->reports.at[n].number);
    for (size_t i = 0; i < rows.count; i++) {
        const int64_t *fact = rows.at[i].at;
        if (fact[FACT_WHO] == NUMBER_NONE) continue;
        heard h = { .report = n, .fact = rows.at[i].number, .was_held = !is_new(s, n),
                    .latest = day_of_time(fact[STATEMENT_LATEST]) };
        h.voice = voice_of_actor(s, fact[FACT_WHO]);
        *LIST_ADD(s->a, &s->statements) = h;
    }
}

/* The predicates of the events in the words of each expectation of a report. */
static void load_deeds(story_state *s, size_t from, size_t n) {
    size_t count = s->awaited.count - from;
    if (!count) return;
    buffer *predicates = ARENA_NEW(s->a, buffer, count);
    span all = s->awaited.at[from].at;
    for (size_t i = from; i < s->awaited.count; i++) {
        span at = s->awaited.at[i].at;
        all = (span){ at.start < all.start ? at.start : all.start,
                      at.end > all.end ? at.end : all.end };
    }
    query *q = facts_query(s, "SELECT e.at, t.name FROM event e JOIN term t ON t.id = e.predicate"
                              " WHERE e.id >= ? AND e.id < ? AND e.at >= ? AND e.at < ?"
                              " ORDER BY e.id", n);
    query_int(q, (int64_t)all.start);
    query_int(q, (int64_t)all.end);
    while (query_next(q)) {
        size_t at = (size_t)query_int_at(q, 0);
        for (size_t i = 0; i < count; i++) {
            span where = s->awaited.at[from + i].at;
            if (at < where.start || at >= where.end) continue;
            buffer_add(s->a, &predicates[i], query_words_at(q, 1));
            buffer_add(s->a, &predicates[i], STR("\n"));
        }
    }
    for (size_t i = 0; i < count; i++) {
        awaited *e = &s->awaited.at[from + i].e;
        e->deeds = closings_deeds(s->a, buffer_str(&predicates[i]), e->what);
    }
}

/* Whether what was expected is over for what a report of a day tells. */
static bool is_over(const story_state *s, size_t n, query *q, int32_t now) {
    day latest = day_at(q, 2), then = day_at(q, 7);
    int32_t end = (int32_t)(s->reports.at[n].minute / MINUTES_OF_DAY);
    if (latest.year) end = day_number(latest);
    if (then.year && day_number(then) > end) end = day_number(then);
    return now - end > CLOSINGS_LATE_DAYS + 1;
}

/* Of a report that is not new: what reports from `now` on may still change. */
static void load_awaited(story_state *s, size_t n, int32_t now) {
    size_t from = s->awaited.count;
    query *q = facts_query(s, "SELECT e.id, e.earliest, e.latest, e.state, e.settled_by,"
                              " words_at(x.text, e.at, e.length), e.then_earliest, e.then_latest,"
                              " e.at, e.at + e.length FROM expectation e"
                              " JOIN report_text x ON x.report = e.id >> 20"
                              " WHERE e.id >= ? AND e.id < ? ORDER BY e.id", n);
    while (query_next(q)) {
        if (!is_new(s, n) && is_over(s, n, q, now)) continue;
        awaiting w = { .fact = query_int_at(q, 0), .by = number_at(q, 4) };
        w.e = (awaited){ .report = n, .what = ARENA_NEW(s->a, matter, 1),
                         .earliest = day_at(q, 1), .latest = day_at(q, 2) };
        w.e.what->text = arena_copy(s->a, query_words_at(q, 5));
        w.at = (span){ (size_t)query_int_at(q, 8), (size_t)query_int_at(q, 9) };
        w.state = (outcome)query_int_at(q, 3);
        for (int i = 0; i < 2; i++) w.then[i] = number_at(q, 6 + i);
        *LIST_ADD(s->a, &s->awaited) = w;
    }
    load_deeds(s, from, n);
}

static event_status status_of(const story_state *s, int64_t term) {
    for (int i = 0; i < STATUSES; i++)
        if (s->statuses[i] == term) return (event_status)i;
    return STATUS_POSSIBLE;
}

/* Of "postponed until 17 May": the first day behind the verb that is still to come. */
static void find_new_days(void *from, told *t) {
    story_state *s = from;
    span behind = t->behind;
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

static size_t place_of(int64_t value) {
    return value < 0 ? 0 : (size_t)value;
}

/* The words around the head of an event, out of its report's text. */
static void load_sentence(story_state *s, told *t, const int64_t *fact, str text) {
    size_t start = place_of(fact[FACT_SENTENCE]), head = place_of(fact[FACT_AT] - (int64_t)start);
    size_t past = head + place_of(fact[FACT_LENGTH]);
    str words = str_cut(text, start, start + place_of(fact[FACT_SENTENCE_LENGTH]));
    t->sentence = ARENA_NEW(s->a, matter, 1);
    t->sentence->text = words;
    t->head = str_cut(words, head, past);
    t->before = str_cut(words, head > BESIDE ? head - BESIDE : 0, head);
    t->after = str_cut(words, past, past + BESIDE);
    t->is_open = told_moves(t->predicate);
    t->behind = (span){ start + past, start + words.length };
}

/* The verb of a predicate, or none where no event of it is wanted. */
static str wanted_verb(story_state *s, const told_story *to, int64_t predicate) {
    uint32_t *at = number_map_put(s->verbs, predicate);
    if (*at != NUMBER_MAP_NONE) return *at == UNWANTED ? STR_NONE : s->verb_list.at[*at];
    *at = UNWANTED;
    query *q = db_query(s->d, "SELECT name FROM term WHERE id = ?");
    query_int(q, predicate);
    while (query_next(q)) {
        if (!told_story_wants(to, query_words_at(q, 0))) continue;
        *at = (uint32_t)s->verb_list.count;
        *LIST_ADD(s->a, &s->verb_list) = arena_copy(s->a, query_words_at(q, 0));
    }
    return *at == UNWANTED ? STR_NONE : s->verb_list.at[*at];
}

static void load_told(story_state *s, told_story *to, size_t n) {
    int64_t number = s->reports.at[n].number;
    fact_row_list rows = fact_rows(s->d, s->a, PACKED_EVENT, number);
    str text = STR_NONE;
    for (size_t i = 0; i < rows.count; i++) {
        const int64_t *fact = rows.at[i].at;
        if (fact[EVENT_PREDICATE] == NUMBER_NONE) continue;
        told t = { .report = n, .predicate = wanted_verb(s, to, fact[EVENT_PREDICATE]) };
        if (!t.predicate.at) continue;
        if (!text.at) text = fact_text(s->d, s->a, number);
        if (!text.at) return;
        t.status = status_of(s, fact[FACT_KINDS] >> 8);
        t.earliest = day_of_time(fact[EVENT_EARLIEST]);
        t.latest = day_of_time(fact[EVENT_LATEST]);
        t.fact = rows.at[i].number;
        load_sentence(s, &t, fact, text);
        told_story_put(to, &t);
    }
}

/* ---- silences ---- */

/* False where it was said before the report told of it. */
static bool load_words(story_state *s, heard *h) {
    query *q = db_query(s->d, "SELECT words_at(x.text, f.at, f.length),"
                              " words_at(x.text, f.sentence, f.sentence_length) FROM statement f"
                              " JOIN report_text x ON x.report = f.id >> 20 WHERE f.id = ?");
    bool now = true;
    query_int(q, h->fact);
    while (query_next(q)) {
        h->words = arena_copy(s->a, query_words_at(q, 0));
        now = !was_said_before(s->a, query_words_at(q, 1));
    }
    return now;
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
        h.is_news = load_words(s, &h);
        s->statements.at[stays++] = h;
    }
    s->statements.count = stays;
}

/* `by` is the first of the statements that may change what is kept: the earlier one stays. */
static void write_silence(story_state *s, size_t i, size_t by) {
    const heard *quiet = &s->silences.at[i];
    int64_t kept_by = s->closed_by.at[i];
    if (quiet->was_held && by == CLOSED_BY_NOTHING) return;
    for (size_t k = 0; quiet->was_held && k < by; k++)
        if (s->statements.at[k].fact == kept_by) return;
    int64_t now = by == CLOSED_BY_NOTHING ? NUMBER_NONE : s->statements.at[by].fact;
    if (now == kept_by) return;
    query *q = db_query(s->d, "UPDATE silence SET closed_by = ? WHERE id = ?");
    query_number(q, now);
    query_int(q, quiet->fact);
    query_run(q);
}

static str last_word(str words) {
    size_t at = words.length;
    while (at > 0 && words.at[at - 1] != ' ') at--;
    return str_cut(words, at, words.length);
}

/* Whether anything said may end a silence: seldom, and then all is loaded. */
static bool may_answer(story_state *s) {
    word_map *silent = word_map_new(s->a);
    for (size_t i = 0; i < s->silences.count; i++)
        if (s->silences.at[i].voice.length)
            *word_map_put(silent, last_word(s->silences.at[i].voice)) = 1;
    for (size_t i = 0; i < s->statements.count; i++) {
        str whose = s->statements.at[i].voice;
        if (whose.length && word_map_get(silent, last_word(whose)) != WORD_MAP_NONE) return true;
    }
    return false;
}

static size_t first_new(const story_state *s) {
    size_t n = 0;
    while (n < s->reports.count && !is_new(s, n)) n++;
    return n;
}

static void settle_silences(story_state *s) {
    for (size_t i = 0; i < s->reports.count; i++) load_silences(s, i);
    if (!s->silences.count) return;
    for (size_t i = first_new(s); i < s->reports.count; i++) load_statements(s, i);
    if (!may_answer(s)) return;
    s->statements.count = 0;
    for (size_t i = 0; i < s->reports.count; i++) load_statements(s, i);
    voices_join(s->a, &s->silences, &s->statements);
    keep_silent_voices(s);
    size_t *by = closings_of_silences(s->a, &s->reports, &s->silences, &s->statements);
    for (size_t i = 0; i < s->silences.count; i++) write_silence(s, i, by[i]);
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

/* A story for those that are open, or for all. */
static told_story *story_awaiting(story_state *s, bool open) {
    told_story *t = told_story_new(s->a, &s->reports);
    s->verbs = number_map_new(s->a);
    told_story_asks(t, find_new_days, s);
    for (size_t i = 0; i < s->awaited.count; i++)
        if (!open || s->awaited.at[i].open) told_story_await(t, &s->awaited.at[i].e);
    return t;
}

/* Finds those that are open; the first report whose events are needed to settle them. */
static size_t first_needed(story_state *s) {
    size_t from = s->reports.count;
    told_story *new = story_awaiting(s, false);
    for (size_t i = 0; i < s->reports.count; i++)
        if (is_new(s, i)) load_told(s, new, i);
    for (size_t i = s->awaited.count; i-- > 0;) {
        awaiting *w = &s->awaited.at[i];
        size_t n = w->e.report;
        w->open = n + 1 < s->reports.count
            && (is_new(s, n) || closings_touched(s->a, new, &w->e));
        if (w->open) from = n;
    }
    return from;
}

static void settle_expectations(story_state *s) {
    size_t first = first_new(s);
    if (first == s->reports.count) return;
    int32_t now = (int32_t)(s->reports.at[first].minute / MINUTES_OF_DAY);
    for (size_t i = 0; i < s->reports.count; i++) load_awaited(s, i, now);
    size_t from = s->awaited.count ? first_needed(s) : s->reports.count;
    if (from == s->reports.count) return;
    told_story *all = story_awaiting(s, true);
    for (size_t i = from; i < s->reports.count; i++) load_told(s, all, i);
    for (size_t i = 0; i < s->awaited.count; i++) {
        const awaiting *w = &s->awaited.at[i];
        if (!w->open) continue;
        resolved r = closings_resolve(s->a, all, &w->e);
        int64_t by = r.by == CLOSED_BY_NOTHING ? NUMBER_NONE : told_story_at(all, r.by)->fact;
        write_awaited(s, w, &r, by);
    }
}

/* ---- stories ---- */

static void mark(story_state *s) {
    for (size_t i = 0; i < s->reports.count; i++) {
        if (!s->is_new.at[i]) continue;
        query *q = db_query(s->d, "UPDATE report SET settled = 1 WHERE id = ?");
        query_int(q, s->reports.at[i].number);
        query_run(q);
    }
}

/* Looks at the new reports from `first` on; false where there are none. */
static bool settle_chunk(db *d, arena *a, int64_t story) {
    query *q = db_query(d, "SELECT minute FROM report WHERE settled IS NOT 1 AND story = ?"
                           " AND minute IS NOT NULL ORDER BY minute LIMIT 1");
    query_int(q, story);
    int64_t first = query_one(q, NUMBER_NONE);
    if (first == NUMBER_NONE) return false;
    story_state s = { .d = d, .a = a, .story = story, .voices = word_map_new(a) };
    for (int i = 0; i < STATUSES; i++)
        s.statuses[i] = term_number(d, str_of(event_status_name((event_status)i)), false);
    s.person = term_number(d, str_of(actor_kind_name(ACTOR_PERSON)), false);
    s.group = term_number(d, str_of(actor_kind_name(ACTOR_GROUP)), false);
    load_reports(&s, first);
    if (s.reports.count > 1) {
        settle_silences(&s);
        settle_expectations(&s);
    }
    mark(&s);
    return !db_failed(d);
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

void outcomes_find(db *d, arena *a) {
    LIST(int64_t) found = { 0 };
    /* what has no time is neither earlier nor later */
    db_do(d, "UPDATE report SET settled = 1 WHERE settled IS NOT 1 AND story IS NOT NULL"
             " AND minute IS NULL");
    query *q = db_query(d, "SELECT DISTINCT story FROM report WHERE settled IS NOT 1"
                           " AND story IS NOT NULL AND minute IS NOT NULL ORDER BY story");
    while (query_next(q)) *LIST_ADD(a, &found) = query_int_at(q, 0);
    arena *scratch = scratch_of(a);
    for (size_t i = 0; i < found.count && !db_failed(d); i++) {
        do {
            if (scratch != a) arena_reset(scratch, KEEP_BYTES);
        } while (settle_chunk(d, scratch, found.at[i]));
    }
    if (scratch != a) arena_reset(scratch, 0);
}

void outcomes_rebuild(db *d, arena *a) {
    db_do(d, "UPDATE report SET settled = NULL;"
             " UPDATE silence SET closed_by = NULL WHERE closed_by IS NOT NULL;"
             " UPDATE expectation SET state = NULL, settled_by = NULL, then_earliest = NULL,"
             " then_latest = NULL WHERE state IS NOT NULL");
    outcomes_find(d, a);
}

void outcomes_undo(db *d, int64_t number) {
    static const char *const steps[] = {
        "UPDATE silence SET closed_by = NULL WHERE closed_by >= ? AND closed_by < ?",
        "UPDATE expectation SET state = NULL, settled_by = NULL, then_earliest = NULL,"
        " then_latest = NULL WHERE settled_by >= ? AND settled_by < ?",
    };
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        query *q = db_query(d, steps[i]);
        query_int(q, schema_fact(number));
        query_int(q, schema_fact(number + 1));
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
    int64_t fact = schema_fact(behind + 1);
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
