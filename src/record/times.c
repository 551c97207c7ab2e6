/* record/times.c: every expression of time of a report, in one pass from left to right.
 *
 * A token that starts nothing costs a look at its classes. Where one may start, the rows of
 * times_rules.c are tried; what they find is widened to the left ("about", "the end of") and
 * joined to its neighbour ("3 p.m." "on" "Wednesday"). Each day that is named becomes the one
 * that "a week later" counts from. */
#include "record/times.h"

#include <string.h>

enum {
    DATELINE_TOKENS = 40, DATELINE_PASSAGES = 6, AGENCY_MOST = 6, /* where a date line may stand */
    YEAR_LEAST = 1500, YEAR_MOST = 2500,                          /* of `published` */
    CORE_REACH = 9, NEARBY_MOST = 9,                              /* atoms */
};

typedef struct finder {
    time_reader reader;
    rule_starts starts;
    build *b;
    atoms words;
    bool open; /* a value had no day to resolve against */
} finder;

/* Atoms [first, past) and what they say; past 0: nothing. */
typedef struct found {
    size_t first, past;
    meaning says;
} found;

/* ---- one expression ---- */

static bool is_dayless(const meaning *m) {
    return m->type == TIME_TIME && m->no_day && !*m->literal;
}

static bool is_day(const meaning *m) {
    if (m->type != TIME_DATE) return false;
    return *m->literal ? !strncmp(m->literal, "XXXX-", 5) : m->grain == GRAIN_DAY;
}

/* An expression without what may stand before it; the atom past it, or 0. */
static size_t read_core(const finder *f, size_t i, meaning *out) {
    const atoms *a = &f->words;
    if (i >= a->count || !(a->at[i].is & f->starts.any) || a->at[i].core > CORE_REACH) return 0;
    size_t past = rules_apply(&f->reader, &f->starts, i, out);
    return past && !inside_name(&f->reader, i, past) ? past : 0;
}

static void join_time(meaning *time, const meaning *date) {
    time->no_day = false;
    time->at = *date->literal ? DAY_NONE : date->at;
    time->conflict = date->conflict;
    time->calendar = date->calendar;
}

/* Past at most two words that may link a day and a time. */
static size_t skip_link(const atoms *a, size_t i, uint64_t classes) {
    for (int k = 0; k < 2 && i < a->count && a->at[i].is & classes; k++) i++;
    return i;
}

/* "3:40 p.m." + "on Wednesday"; "the morning" + "of 5 March". */
static size_t join_day_after(const finder *f, size_t past, meaning *out) {
    size_t at = skip_link(&f->words, past, IS(',') | IS('I') | IS('O'));
    meaning date = { 0 };
    size_t end = read_core(f, at, &date);
    if (!end || !is_day(&date)) return past;
    join_time(out, &date);
    return end;
}

static bool is_capital(const atoms *a, size_t i) {
    return i < a->count && a->at[i].flags & ATOM_CAPITAL && !(a->at[i].flags & ATOM_FIRST);
}

/* "Monday" + "morning"; 0 for "Saturday Night Live". */
static size_t join_part_after(const finder *f, size_t past, meaning *out) {
    const atoms *a = &f->words;
    if (is_capital(a, past) && is_capital(a, past + 1)) return 0;
    meaning date = *out;
    *out = (meaning){ .type = TIME_TIME, .grain = GRAIN_PART, .part = a->at[past].value,
                      .sure = date.sure };
    join_time(out, &date);
    return past + 1;
}

/* "4 February 2018" + "at 9:50pm". */
static size_t join_time_after(const finder *f, size_t past, meaning *out) {
    const atoms *a = &f->words;
    const uint64_t clocks = IS('c') | IS('h') | IS('C') | IS('N');
    if (past < a->count && a->at[past].is & IS('p') && a->at[past].value < PLURAL)
        return join_part_after(f, past, out);
    size_t at = skip_link(a, past, IS(',') | IS('I') | IS('q'));
    if (at >= a->count || !(a->at[at].is & clocks)) return past;
    meaning time = { 0 };
    size_t end = read_core(f, at, &time);
    if (!end || !is_dayless(&time) || time.grain != GRAIN_CLOCK) return past;
    join_time(&time, out);
    *out = time;
    return end;
}

/* The whole expression at atom i. */
static found read_at(const finder *f, size_t i) {
    found e = { .first = i };
    e.past = read_core(f, i, &e.says);
    if (!e.past) {
        size_t length = rules_prefix(&f->reader, i);
        if (length) e.past = read_core(f, i + length, &e.says);
    }
    if (!e.past) return e;
    if (is_dayless(&e.says)) e.past = join_day_after(f, e.past, &e.says);
    else if (is_day(&e.says)) e.past = join_time_after(f, e.past, &e.says);
    return e;
}

/* ---- what it leaves behind ---- */

static void remember_quarter(time_reader *r, const meaning *m) {
    day last = grain_last(GRAIN_QUARTER, m->at);
    bool over = r->anchor.year && day_compare(last, r->anchor) < 0;
    bool first_told = !m->ahead && !r->compared.year; /* a fiscal quarter may end early */
    if (!over && !first_told) return;
    r->compared = m->at;
    r->quarter_passage = r->passage;
    bool latest = !r->quarter.year || day_compare(m->at, r->quarter) > 0;
    if (over && latest) r->quarter = m->at;
}

/* "the three months ended Sept. 30" are a quarter; after "the first nine months" what is
 * compared is none. */
static void remember_months(time_reader *r, const atom *first, const meaning *m) {
    size_t length = strlen(m->literal);
    if (m->type != TIME_DURATION || m->literal[1] == 'T' || m->literal[length - 1] != 'M') return;
    if (strcmp(m->literal, "P3M") != 0) {
        r->quarter_passage = QUARTER_GONE;
    } else if (first->is & IS('t') && !r->compared.year && r->anchor.year) {
        r->compared = quarter_before(r->anchor);
        r->quarter_passage = r->passage;
    }
}

static void remember(finder *f, const found *e) {
    time_reader *r = &f->reader;
    const meaning *m = &e->says;
    const atom *first = &f->words.at[e->first];
    remember_months(r, first, m);
    if (m->type == TIME_DATE && strstr(m->literal, "XX")) f->open = true;
    if (*m->literal || !m->at.year || m->aside) return;
    if (is_day(m) && !(first->flags & ATOM_QUOTED)) {
        r->framed = m->at;
        r->framed_passage = r->passage;
    }
    if (m->grain >= GRAIN_DAY) r->former_day = m->at;
    if (m->grain == GRAIN_QUARTER && m->calendar) remember_quarter(r, m);
    r->former = *m;
    r->former_passage = r->passage;
}

/* A day named within a few words after a clock time is its day: "10:35 (0735 GMT) Friday". */
static bool day_nearby(const finder *f, size_t past, day *out) {
    static const char *const ends[] = { ".", ";", NULL };
    const atoms *a = &f->words;
    for (size_t i = past; i < a->count && i < past + NEARBY_MOST && !atom_in(a, i, ends); i++) {
        if (!(a->at[i].is & (IS('W') | IS('M') | IS('D') | IS('y')))) continue;
        meaning m = { 0 };
        if (!read_core(f, i, &m) || m.grain != GRAIN_DAY || !m.at.year) continue;
        *out = m.at;
        return true;
    }
    return false;
}

/* "3:40 p.m." alone: on the day named beside it, else on the report's day, or the day before
 * where that time lies ahead. */
static void settle_day(const finder *f, found *e) {
    const time_reader *r = &f->reader;
    meaning *m = &e->says;
    if (!is_dayless(m) || !m->at.year || day_nearby(f, e->past, &m->at)) return;
    if (r->former.grain >= GRAIN_DAY && r->former_passage == r->passage) {
        m->at = r->former.at;
        return;
    }
    bool ahead = m->grain == GRAIN_CLOCK && r->anchor_minute >= 0
              && m->hour * 60 + m->minute > r->anchor_minute;
    if (ahead && tense_around(r, e->first, e->past) <= TENSE_PAST) m->at = day_plus(m->at, -1);
}

static void keep(finder *f, found *e) {
    build *b = f->b;
    const meaning *m = &e->says;
    settle_day(f, e);
    timex *t = LIST_ADD(b->a, &b->out->times);
    *t = (timex){ .start = f->words.at[e->first].start, .end = f->words.at[e->past - 1].end,
                  .type = m->type, .conflict = m->conflict, .confidence = m->sure };
    t->by = m->calendar ? "a date of the calendar by the grammar of times"
                        : "words of time by the grammar of times, counted from the report's day";
    t->value = meaning_value(b->a, m);
    t->bounds = meaning_bounds(m, f->reader.anchor);
    t->bounds.time = (id)(b->out->times.count - 1);
    remember(f, e);
}

/* ---- a stretch, a passage, a report ---- */

/* "25" of "April 24 and 25", "20" of "Oct. 18-20": kept as a day of its own. */
static size_t keep_second_day(finder *f, const found *e) {
    const uint64_t counted = IS('U') | IS('u') | IS('M') | IS('n') | IS('a');
    const atoms *a = &f->words;
    size_t past = e->past;
    if (e->says.grain != GRAIN_DAY || !e->says.calendar || past + 1 >= a->count) return past;
    const atom *link = &a->at[past], *x = link + 1;
    if (!(link->is & (IS('-') | IS('&'))) || !(a->at[past - 1].is & IS('D'))) return past;
    if (!(x->is & IS('D')) || x->value <= e->says.at.day) return past;
    if (past + 2 < a->count && a->at[past + 2].is & counted) return past;
    found second = { past + 1, past + 2, e->says };
    second.says.at.day = x->value;
    if (!day_is_valid(second.says.at)) return past;
    keep(f, &second);
    return second.past;
}

/* Inside a quotation words count from the day of the saying, where the sentence's frame has
 * named it: 'wrote on Tuesday that it was "just last night"'. */
static day day_of_saying(const time_reader *r, const atom *x) {
    bool framed = x->flags & ATOM_QUOTED && r->framed_passage == r->passage && r->framed.year;
    return framed ? r->framed : r->anchor;
}

static void find_in_atoms(finder *f) {
    const atoms *a = &f->words;
    for (size_t i = 0; i < a->count;) {
        if (!a->at[i].is || a->at[i].core > CORE_REACH) {
            i++;
            continue;
        }
        f->reader.today = day_of_saying(&f->reader, &a->at[i]);
        found e = read_at(f, i);
        if (e.past) keep(f, &e);
        i = e.past ? keep_second_day(f, &e) : i + 1;
    }
}

static void find_in_passage(finder *f, const passage *p) {
    for (size_t first = p->first; first < p->past; first += TOKENS_MOST) {
        size_t past = p->past - first > TOKENS_MOST ? first + TOKENS_MOST : p->past;
        atoms_cut(f->b->tokens, first, past, &f->words);
        find_in_atoms(f);
    }
}

/* ---- the report's own day ---- */

/* Whether "(Agency) -", "-", "_" stand at atom i: what ends a date line. */
static bool ends_dateline(const atoms *a, size_t i) {
    static const char *const marks[] = { "_", ":", NULL };
    if (atom_is(a, i, "(")) {
        for (size_t k = 0; k < AGENCY_MOST && !atom_is(a, i, ")"); k++) i++;
        i++;
    }
    return i < a->count && (a->at[i].is & IS('-') || atom_in(a, i, marks));
}

/* "NEW YORK (AP),", "Port-au-Prince, Haiti,": no word without a capital. */
static bool is_place_word(const atoms *a, size_t i) {
    return !atom_is_letters(a, i) || a->at[i].flags & (ATOM_CAPITAL | ATOM_GLUED);
}

/* The date line's day in the stretch, its year from the anchor; year 0 where there is none. */
static day dateline_day(const finder *f) {
    const atoms *a = &f->words;
    if (!a->count || !(a->at[0].flags & ATOM_CAPITAL)) return DAY_NONE;
    for (size_t i = 1; i < a->count && is_place_word(a, i - 1); i++) {
        bool led = a->at[i - 1].is & IS(',') || a->at[i - 1].flags & ATOM_UPPER;
        if (!led || !(a->at[i].is & (IS('M') | IS('D')))) continue;
        meaning m = { 0 };
        size_t past = rules_apply(&f->reader, &f->starts, i, &m);
        if (past && m.grain == GRAIN_DAY && ends_dateline(a, past)) return m.at;
    }
    return DAY_NONE;
}

static void anchor_to_published(time_reader *r, str published) {
    moment at;
    r->anchor_minute = -1;
    if (!moment_read(published, &at)) return;
    if (at.day.year < YEAR_LEAST || at.day.year > YEAR_MOST) return;
    r->anchor = at.day;
    bool midnight = at.hour <= 0 && !at.minute && !at.second; /* often a day alone */
    if (!midnight) r->anchor_minute = at.hour * 60 + at.minute;
}

static void anchor_to_dateline(finder *f) {
    time_reader *r = &f->reader;
    const tokens *t = f->b->tokens;
    for (size_t i = 0; i < t->passage_count && i < DATELINE_PASSAGES; i++) {
        size_t first = t->passages[i].first, past = t->passages[i].past;
        if (past - first > DATELINE_TOKENS) past = first + DATELINE_TOKENS;
        atoms_cut(t, first, past, &f->words);
        day d = dateline_day(f);
        if (!d.year) continue;
        if (!r->anchor.year || day_compare(d, r->anchor) != 0) r->anchor_minute = -1;
        r->anchor = d;
        return;
    }
}

void times_find(build *b) {
    finder *f = ARENA_NEW(b->a, finder, 1);
    time_reader *r = &f->reader;
    f->b = b;
    r->b = b;
    r->atoms = &f->words;
    rules_prepare(&f->starts);
    anchor_to_published(r, b->report->published);
    anchor_to_dateline(f);
    for (; r->passage < b->tokens->passage_count; r->passage++)
        find_in_passage(f, &b->tokens->passages[r->passage]);
    if (f->open && !r->anchor.year)
        *LIST_ADD(b->a, &b->out->notes) = (note){ "no-date", NOTE_NOWHERE,
            STR("times could not be resolved: the report has no date") };
}
