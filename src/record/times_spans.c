/* record/times_spans.c: durations and sets: "three days", "16-hour", "every Tuesday". */
#include <stdio.h>
#include <string.h>

#include "record/times.h"

enum { AMOUNT_SIZE = 16 };

/* The number of a match in digits, "X" where the words leave it open. */
static str amount_of(const match *m, char room[AMOUNT_SIZE]) {
    const atoms *a = m->reader->atoms;
    const atom *n = match_at(m, 'n'), *f = match_at(m, 'f');
    if (f) return atom_is_couple(a, f) ? STR("2") : STR("X");
    if (!n) return match_at(m, 'A') || match_at(m, 'u') ? STR("1") : STR("X");
    str digits = atom_str(a, n);
    if (n->flags & ATOM_DECIMAL && digits.length < AMOUNT_SIZE - 4) return digits;
    snprintf(room, AMOUNT_SIZE, "%d", (int)n->value);
    return str_of(room);
}

static void write_span(const match *m, time_type type, bool half, meaning *out) {
    char room[AMOUNT_SIZE], value[VALUE_SIZE];
    duration_write(value, amount_of(m, room), match_unit(m)->unit, half);
    meaning_literal(out, type, "%s", value);
}

/* ---- what is no duration ---- */

/* "six months old", "58-year-old": ages are no times. */
static bool is_age(const match *m) {
    static const char *const words[] = { "old", "olds", "older", "younger", NULL };
    size_t i = match_followed_by(m, IS('-')) ? m->past + 1 : m->past;
    return atom_in(m->reader->atoms, i, words);
}

/* "a second term": an ordinal, not a unit. */
static bool is_ordinal(const match *m) {
    return match_unit(m)->is & IS('o') && !match_at(m, 'n');
}

/* "three-quarters", "a quarter of", "such quarters". */
static bool is_fraction(const match *m) {
    const atom *n = match_at(m, 'n');
    if (match_unit(m)->unit != UNIT_QUARTER) return false;
    bool of = match_followed_by(m, IS('O') | IS('-')), three = n && n->value == 3;
    bool bare = m->past == m->first + 1;
    return bare || (three && (of || match_at(m, '-'))) || (of && match_at(m, 'A'));
}

/* A number just before: "$5 a day", "ten flights a week" measure, and name no times. */
static bool is_measure(const match *m) {
    const atoms *a = m->reader->atoms;
    if (!match_at(m, 'A') || match_at(m, 'n')) return false;
    if (match_led_by(m, IS('I') | IS('O') | IS('&'))) return false;
    if (match_led_by(m, IS('n'))) return true;
    return m->first > 1 && atom_is_letters(a, m->first - 1) && a->at[m->first - 2].is & IS('n');
}

/* "the 1988 quarter": a year, no count; "zero days". */
static bool is_no_count(const match *m) {
    const atom *n = match_at(m, 'n');
    if (!n) return false;
    if (n->is & IS('Y') && match_at(m, 'u') && n->value > 1900) return true;
    return n->value == 0 && !(n->flags & (ATOM_HALF | ATOM_DECIMAL));
}

static bool is_none(const match *m) {
    return atom_is_title(match_unit(m)) || is_age(m) || is_ordinal(m) || is_fraction(m)
        || is_measure(m) || is_no_count(m);
}

/* ---- durations ---- */

bool span_duration(const match *m, int half, meaning *out) {
    const atom *n = match_at(m, 'n');
    if (is_none(m)) return false;
    write_span(m, TIME_DURATION, half == HALF_MORE || (n && n->flags & ATOM_HALF), out);
    out->sure = 0.9f;
    return true;
}

/* "half an hour", "half a century". */
bool span_half(const match *m, int option, meaning *out) {
    (void)option;
    static const char *const halves[UNIT_COUNT] = {
        [UNIT_MINUTE] = "PT30S", [UNIT_HOUR] = "PT30M", [UNIT_DAY] = "PT12H",
        [UNIT_WEEK] = "P0.5W", [UNIT_MONTH] = "P0.5M", [UNIT_YEAR] = "P6M",
        [UNIT_DECADE] = "P5Y", [UNIT_CENTURY] = "P50Y",
    };
    const char *value = halves[match_unit(m)->unit];
    if (!value || atom_is_title(match_unit(m)) || is_age(m)) return false;
    meaning_literal(out, TIME_DURATION, "%s", value);
    out->sure = 0.9f;
    return true;
}

bool span_quarter_century(const match *m, int option, meaning *out) {
    (void)option;
    if (is_age(m)) return false;
    meaning_literal(out, TIME_DURATION, "P25Y");
    out->sure = 0.9f;
    return true;
}

/* A bare "weeks", "years". */
bool span_bare(const match *m, int option, meaning *out) {
    return match_unit(m)->unit != UNIT_NIGHT && span_duration(m, option, out);
}

/* "the year ended March 31": a year's length, not a calendar year. The word after it is not
 * part of the expression. */
bool span_ended(const match *m, int option, meaning *out) {
    if (match_at(m, 'u')->unit != UNIT_YEAR) return false;
    out->shorter = 1;
    return span_duration(m, option, out);
}

/* "over the next year", "the last week": a length; a day is one of the calendar. */
bool span_period(const match *m, int option, meaning *out) {
    uint8_t unit = match_at(m, 'u')->unit;
    return unit >= UNIT_WEEK && unit != UNIT_WEEKEND && span_duration(m, option, out);
}

/* ---- sets ---- */

static bool set_of_unit(const match *m, meaning *out) {
    bool other = m->slot[SLOT_WORD] != NULL; /* "every other day" */
    if (atom_is_title(match_unit(m)) || is_ordinal(m)) return false;
    if (!other) return write_span(m, TIME_SET, false, out), true;
    char value[VALUE_SIZE];
    duration_write(value, STR("2"), match_unit(m)->unit, false);
    meaning_literal(out, TIME_SET, "%s", value);
    return true;
}

/* "every day", "each July", "every Tuesday night", "Mondays"; part: of the day, if the row
 * gives one, else -1. */
bool span_set(const match *m, int part, meaning *out) {
    const atom *w = match_at(m, 'w') ? match_at(m, 'w') : match_at(m, 'W');
    const atom *p = match_at(m, 'p'), *month = match_at(m, 'M'), *s = match_at(m, 's');
    if (p && part < 0) part = p->value % PLURAL;
    const char *mark = part < 0 ? "" : "T", *name = part < 0 ? "" : part_name(part);
    out->sure = 0.9f;
    if (w) meaning_literal(out, TIME_SET, "XXXX-WXX-%d%s%s", w->value + 1, mark, name);
    else if (p) meaning_literal(out, TIME_SET, "XXXX-XX-XX%s%s", mark, name);
    else if (month) meaning_literal(out, TIME_SET, "XXXX-%02d", month->value);
    else if (s) meaning_literal(out, TIME_SET, "XXXX-%s", season_name(s->value % PLURAL));
    else return set_of_unit(m, out);
    return true;
}

bool span_weekends(const match *m, int option, meaning *out) {
    (void)option;
    if (atom_is_title(match_at(m, 'U'))) return false;
    meaning_literal(out, TIME_SET, "XXXX-WXX-WE");
    out->sure = 0.8f;
    return true;
}

/* "the annual meeting", "the party daily Granma": a kind of thing. */
static bool is_kind_of_thing(const match *m) {
    static const char *const nouns[] = {
        "meeting", "meetings", "general", "conference", "dividend", "dividends", "report",
        "reports", "rate", "march", "parade", "parades", "festival", "newspaper", "newspapers",
        "paper", "tally", "cash", NULL,
    };
    const atom *next = match_after(m);
    return (next && next->flags & ATOM_CAPITAL) || atom_in(m->reader->atoms, m->past, nouns);
}

/* "daily", "annual". */
bool span_adverb(const match *m, int option, meaning *out) {
    (void)option;
    const atom *s = match_at(m, 'S');
    char value[VALUE_SIZE];
    if ((s->flags & ATOM_CAPITAL && !(s->flags & ATOM_FIRST)) || is_kind_of_thing(m)) return false;
    duration_write(value, STR("1"), s->unit == UNIT_NIGHT ? UNIT_DAY : s->unit, false);
    meaning_literal(out, TIME_SET, "%s", value);
    out->sure = 0.75f;
    return true;
}

/* "twice a week", "three times a day", "per month"; "60 miles per hour" is a speed. */
bool span_rate(const match *m, int option, meaning *out) {
    (void)option;
    static const char *const counts[] = { "once", "twice", "times", NULL };
    const atoms *a = m->reader->atoms;
    if (!atom_is(a, m->first, "per") && !atom_in(a, m->first - 1, counts)) return false;
    if (match_unit(m)->unit < UNIT_DAY || atom_is_title(match_unit(m)) || is_age(m)) return false;
    write_span(m, TIME_SET, false, out);
    out->sure = 0.85f;
    return true;
}
