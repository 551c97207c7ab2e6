/* record/times.c: every expression of time of a report, in one pass from left to right.
 *
 * A token that starts nothing costs a look at its classes. Where one may start, the rows of
 * times_rules.c are tried; what they find is widened to the left ("about", "the end of") and
 * joined to its neighbour ("3 p.m." "on" "Wednesday"). Each named day becomes the one that
 * "a week later" counts from. */
#include "record/times.h"

#include <string.h>

enum { DATELINE_TOKENS = 40, DATELINE_PASSAGES = 6, CORE_REACH = 9, YEAR_LEAST = 1500, YEAR_MOST = 2500, NEARBY_MOST = 9 };

typedef struct finder {
    time_reader reader;
    rule_starts starts;
    build *b;
    atoms words;
    bool open; /* a value had no day to resolve against */
} finder;

/* ---- one expression ---- */

static bool is_dayless(const meaning *m) {
    return m->type == TIME_TIME && m->no_day && !*m->literal;
}

static bool is_day(const meaning *m) {
    return m->type == TIME_DATE && ((m->grain == GRAIN_DAY && !*m->literal) || !strncmp(m->literal, "XXXX-", 5));
}

/* An expression without what may stand before it. */
static size_t read_core(const finder *f, size_t i, meaning *out) {
    const atoms *a = f->reader.atoms;
    if (i >= a->count || !(a->at[i].is & f->starts.any) || a->at[i].core > CORE_REACH) return 0;
    size_t past = rules_apply(&f->reader, &f->starts, i, out);
    return past && !inside_name(&f->reader, i, past) ? past : 0;
}

static void join_time(meaning *time, const meaning *date) {
    time->no_day = false;
    time->at = date->at;
    time->conflict = date->conflict;
    time->calendar = date->calendar;
    if (*date->literal) time->at = DAY_NONE;
}

static size_t skip_link(const atoms *a, size_t i, const char *classes) {
    uint64_t set = 0;
    for (; *classes; classes++) set |= IS(*classes);
    for (int k = 0; k < 2 && i < a->count && a->at[i].is & set; k++) i++;
    return i;
}

/* "3:40 p.m." + "on Wednesday"; "the morning" + "of 5 March". */
static size_t join_day_after(const finder *f, size_t past, meaning *out) {
    const atoms *a = f->reader.atoms;
    size_t at = skip_link(a, past, ",IO");
    meaning date = { 0 };
    if (at >= a->count) return past;
    size_t end = read_core(f, at, &date);
    if (!end || !is_day(&date)) return past;
    join_time(out, &date);
    return end;
}

static const int part_of_value[] = { PART_MORNING, PART_MIDDAY, PART_AFTERNOON, PART_EVENING, PART_NIGHT };

/* "Monday" + "morning"; "4 February 2018" + "at 9:50pm". */
static size_t join_time_after(const finder *f, size_t past, meaning *out) {
    const atoms *a = f->reader.atoms;
    meaning time = { 0 };
    if (past < a->count && a->at[past].is & IS('p') && a->at[past].value < 5) {
        bool named = a->at[past].flags & ATOM_CAPITAL && past + 1 < a->count && a->at[past + 1].flags & ATOM_CAPITAL
                  && !(a->at[past + 1].flags & ATOM_FIRST);
        if (named) return 0;
        meaning date = *out;
        out->type = TIME_TIME;
        out->grain = GRAIN_PART;
        out->part = part_of_value[a->at[past].value];
        *out->literal = 0;
        join_time(out, &date);
        return past + 1;
    }
    size_t at = skip_link(a, past, ",Iq");
    if (at >= a->count || !(a->at[at].is & (IS('c') | IS('h') | IS('C') | IS('N')))) return past;
    size_t end = read_core(f, at, &time);
    if (!end || !is_dayless(&time) || time.grain != GRAIN_CLOCK) return past;
    join_time(&time, out);
    *out = time;
    return end;
}

/* The whole expression at atom i; the atom past it, or 0. */
static size_t read_at(const finder *f, size_t i, meaning *out) {
    const atoms *a = f->reader.atoms;
    size_t past = read_core(f, i, out);
    if (!past) {
        size_t length = rules_prefix(&f->reader, i);
        if (length) past = read_core(f, i + length, out);
        if (!past) return 0;
    }
    if (past < a->count && is_dayless(out)) past = join_day_after(f, past, out);
    else if (is_day(out)) past = join_time_after(f, past, out);
    return past;
}

/* ---- what it leaves behind ---- */

/* "the first nine months": what is compared after it is no quarter. */
static bool is_months(const meaning *m) {
    size_t length = strlen(m->literal);
    return m->type == TIME_DURATION && m->literal[1] != 'T' && m->literal[length - 1] == 'M'
        && strcmp(m->literal, "P3M") != 0;
}

static void remember(finder *f, const atom *x, const meaning *m) {
    time_reader *r = &f->reader;
    if (is_months(m)) r->quarter_passage = QUARTER_GONE;
    if (!strcmp(m->literal, "P3M") && x->is & IS('t') && !r->compared.year && r->anchor.year) {
        r->compared = quarter_before(r->anchor); /* "the three months ended Sept. 30" */
        r->quarter_passage = r->passage;
    }
    if (*m->literal || (m->type != TIME_DATE && m->type != TIME_TIME) || !m->at.year) {
        f->open = f->open || (strstr(m->literal, "XX") && m->type == TIME_DATE);
        return;
    }
    if (m->aside) return;
    if (m->grain == GRAIN_DAY && m->type == TIME_DATE && !(x->flags & ATOM_QUOTED)) {
        r->framed = m->at;
        r->framed_passage = r->passage;
    }
    r->former = *m;
    if (m->grain >= GRAIN_DAY) r->former_day = m->at;
    r->former_passage = r->passage;
    if (m->grain != GRAIN_QUARTER || !m->calendar) return;
    bool over = r->anchor.year && day_compare(grain_last(GRAIN_QUARTER, m->at, 0), r->anchor) < 0;
    bool told = !m->ahead && !r->compared.year; /* a fiscal quarter that ended early */
    if (!over && !told) return;
    r->compared = m->at;
    r->quarter_passage = r->passage;
    if (!over) return;
    if (!r->quarter.year || day_compare(m->at, r->quarter) > 0) r->quarter = m->at;
}

/* A day named within a few words of a clock time is its day: "10:35 (0735 GMT) Friday". */
static bool day_nearby(const finder *f, size_t past, day *out) {
    const atoms *a = f->reader.atoms;
    for (size_t i = past; i < a->count && i < past + NEARBY_MOST; i++) {
        str s = atom_str(a, &a->at[i]);
        if (str_is(s, ".") || str_is(s, ";")) return false;
        if (!(a->at[i].is & (IS('W') | IS('M') | IS('D') | IS('y')))) continue;
        meaning m = { 0 };
        size_t end = read_core(f, i, &m);
        if (!end || m.grain != GRAIN_DAY || *m.literal || !m.at.year) continue;
        *out = m.at;
        return true;
    }
    return false;
}

/* "3:40 p.m." alone: on the day named beside it, else on the report's day, or the day before
 * where that time lies ahead. */
static void settle_clock(const finder *f, size_t first, size_t past, meaning *m) {
    const time_reader *r = &f->reader;
    if (!is_dayless(m) || !m->at.year || day_nearby(f, past, &m->at)) return;
    bool same = r->former.grain >= GRAIN_DAY && r->former_passage == r->passage;
    if (same) m->at = r->former.at;
    else if (m->grain == GRAIN_CLOCK && r->anchor_minute >= 0
             && m->hour * 60 + m->minute > r->anchor_minute
             && tense_around(r, first, past) <= TENSE_PAST)
        m->at = day_plus(m->at, -1);
}

static void keep(finder *f, size_t first, size_t past, meaning *m) {
    build *b = f->b;
    const atoms *a = f->reader.atoms;
    settle_clock(f, first, past, m);
    timex *t = LIST_ADD(b->a, &b->out->times);
    *t = (timex){ .start = a->at[first].start, .end = a->at[past - 1].end, .type = m->type };
    t->value = meaning_value(b->a, m);
    t->bounds = meaning_bounds(m, f->reader.anchor);
    t->bounds.time = (id)(b->out->times.count - 1);
    t->conflict = m->conflict;
    t->confidence = m->sure;
    remember(f, &a->at[first], m);
}

/* ---- a stretch, a passage, a report ---- */

/* "25" of "April 24 and 25", "20" of "Oct. 18-20": kept as a day of its own. */
static size_t keep_second_day(finder *f, size_t past, const meaning *m) {
    const atoms *a = f->reader.atoms;
    if (m->grain != GRAIN_DAY || !m->calendar || past + 1 >= a->count) return past;
    const atom *last = &a->at[past - 1], *link = &a->at[past], *x = link + 1;
    bool linked = link->is & (IS('-') | IS('&')) && last->is & IS('D');
    if (!linked || !(x->is & IS('D')) || x->value <= m->at.day) return past;
    meaning second = *m;
    second.at.day = x->value;
    if (past + 2 < a->count && a->at[past + 2].is & (IS('U') | IS('u') | IS('M') | IS('n') | IS('a'))) return past;
    if (!day_is_valid(second.at)) return past;
    keep(f, past + 1, past + 2, &second);
    return past + 2;
}

/* Inside a quotation words count from the day of the saying, where the sentence's frame has
 * named it: 'wrote on Tuesday that it was "just last night"'. */
static day day_of_saying(const finder *f, const atom *x) {
    const time_reader *r = &f->reader;
    bool framed = x->flags & ATOM_QUOTED && r->framed_passage == r->passage && r->framed.year;
    return framed ? r->framed : r->anchor;
}

static void find_in_atoms(finder *f) {
    const atoms *a = f->reader.atoms;
    for (size_t i = 0; i < a->count;) {
        meaning m = { 0 };
        size_t past = 0;
        f->reader.today = day_of_saying(f, &a->at[i]);
        if (a->at[i].is && a->at[i].core <= CORE_REACH) past = read_at(f, i, &m);
        if (past) keep(f, i, past, &m);
        if (past) past = keep_second_day(f, past, &m);
        i = past ? past : i + 1;
    }
}

static void find_in_tokens(finder *f, size_t first, size_t past) {
    while (first < past) {
        size_t end = past - first > TOKENS_MOST ? first + TOKENS_MOST : past;
        atoms_cut(f->b->tokens, first, end, &f->words);
        find_in_atoms(f);
        first = end;
    }
}

/* ---- the report's own day ---- */

/* Whether "(Agency) -", "-", "_" follow atom i: what ends a date line. */
static bool ends_dateline(const atoms *a, size_t i) {
    if (i < a->count && str_is(atom_str(a, &a->at[i]), "(")) {
        for (size_t k = 0; k < 6 && i < a->count; k++, i++)
            if (str_is(atom_str(a, &a->at[i]), ")")) break;
        i++;
    }
    if (i >= a->count) return false;
    str s = atom_str(a, &a->at[i]);
    return a->at[i].is & IS('-') || str_is(s, "_") || str_is(s, ":");
}

/* "NEW YORK (AP),", "Port-au-Prince, Haiti,": no word without a capital. */
static bool is_place_word(const atoms *a, size_t i) {
    bool letter = is_ascii_letter(a->text.at[a->at[i].start]);
    return !letter || a->at[i].flags & (ATOM_CAPITAL | ATOM_GLUED);
}

/* The date line's day in the stretch, its year from the anchor; year 0 where there is none. */
static day dateline_day(finder *f) {
    const atoms *a = f->reader.atoms;
    for (size_t i = 1; i < a->count && i < DATELINE_TOKENS && is_place_word(a, i - 1); i++) {
        if (!(a->at[i].is & (IS('M') | IS('D')))) continue;
        bool led = a->at[i - 1].is & IS(',') || a->at[i - 1].flags & ATOM_UPPER;
        meaning m = { 0 };
        size_t past = led && a->at[0].flags & ATOM_CAPITAL ? rules_apply(&f->reader, &f->starts, i, &m) : 0;
        if (past && m.grain == GRAIN_DAY && !*m.literal && ends_dateline(a, past)) return m.at;
    }
    return DAY_NONE;
}

static void find_anchor(finder *f) {
    const build *b = f->b;
    time_reader *r = &f->reader;
    moment published;
    r->anchor_minute = -1;
    if (moment_read(b->report->published, &published) && published.day.year >= YEAR_LEAST
        && published.day.year <= YEAR_MOST) {
        r->anchor = published.day;
        bool clock = published.hour > 0 || published.minute || published.second;
        if (published.hour >= 0 && clock) r->anchor_minute = published.hour * 60 + published.minute;
    }
    const tokens *t = b->tokens;
    for (size_t i = 0; i < t->passage_count && i < DATELINE_PASSAGES; i++) {
        size_t first = t->passages[i].first, past = t->passages[i].past;
        if (past - first > DATELINE_TOKENS) past = first + DATELINE_TOKENS;
        atoms_cut(t, first, past, &f->words);
        day d = dateline_day(f);
        if (!d.year) continue;
        if (day_compare(d, r->anchor.year ? r->anchor : d) != 0) r->anchor_minute = -1;
        r->anchor = d;
        break;
    }
    r->today = r->anchor;
}

void times_find(build *b) {
    finder *f = ARENA_NEW(b->a, finder, 1);
    f->b = b;
    f->reader.b = b;
    f->reader.atoms = &f->words;
    rules_prepare(&f->starts);
    find_anchor(f);
    for (size_t i = 0; i < b->tokens->passage_count; f->reader.passage = ++i)
        find_in_tokens(f, b->tokens->passages[i].first, b->tokens->passages[i].past);
    if (f->open && !f->reader.anchor.year)
        *LIST_ADD(b->a, &b->out->notes) = (note){ "no-date", NOTE_NOWHERE,
            STR("times could not be resolved: the report has no date") };
}
