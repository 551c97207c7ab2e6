/* record/times_spans.c: durations and sets: "three days", "16-hour", "every Tuesday". */
#include <stdio.h>
#include <string.h>

#include "record/times.h"

static const atom *unit_of(const match *m) {
    return match_at(m, 'u') ? match_at(m, 'u') : match_at(m, 'U');
}

static bool is_name(const atom *unit) {
    return unit->flags & ATOM_CAPITAL && !(unit->flags & (ATOM_UPPER | ATOM_FIRST));
}

/* "six months old", "58-year-old": ages are no times. */
static bool is_age(const match *m) {
    const atoms *a = m->reader->atoms;
    size_t i = m->past;
    if (i < a->count && a->at[i].is & IS('-')) i++;
    if (i >= a->count) return false;
    str s = atom_str(a, &a->at[i]);
    return str_is_folded(s, "old") || str_is_folded(s, "olds") || str_is_folded(s, "older")
        || str_is_folded(s, "younger");
}

static str amount_of(const match *m, char room[16]) {
    const atom *n = match_at(m, 'n'), *f = match_at(m, 'f');
    if (f && str_is_folded(atom_str(m->reader->atoms, f), "couple")) return STR("2");
    if (f) return STR("X");
    if (!n) return match_at(m, 'A') || match_at(m, 'u') ? STR("1") : STR("X");
    str s = atom_str(m->reader->atoms, n);
    if (n->flags & ATOM_DECIMAL && s.length < 12) return s;
    snprintf(room, 16, "%d", (int)n->value);
    return str_of(room);
}

/* "a second term": an ordinal, not a unit. */
static bool is_ordinal(const match *m) {
    const atom *unit = unit_of(m);
    return unit->is & IS('o') && !match_at(m, 'n');
}

/* "three-quarters", "a quarter of", "such quarters". */
static bool is_fraction(const match *m) {
    const atoms *a = m->reader->atoms;
    if (unit_of(m)->unit != UNIT_QUARTER) return false;
    bool of = m->past < a->count && a->at[m->past].is & (IS('O') | IS('-')), three = match_at(m, 'n') && match_at(m, 'n')->value == 3;
    return m->past == m->first + 1 || (three && (of || match_at(m, '-'))) || (of && match_at(m, 'A'));
}

/* A number just before: "$5 a day", "ten flights a week" measure, and name no times. */
static bool is_measure(const match *m) {
    const atoms *a = m->reader->atoms;
    if (!match_at(m, 'A') || match_at(m, 'n') || !m->first) return false;
    if (a->at[m->first - 1].is & (IS('I') | IS('O') | IS('&'))) return false;
    for (size_t back = 1; back <= 2 && back <= m->first; back++)
        if (a->at[m->first - back].is & IS('n')) return true;
    return false;
}

bool span_duration(const match *m, int half, meaning *out) {
    char room[16], value[32];
    const atom *unit = unit_of(m), *n = match_at(m, 'n');
    if (is_name(unit) || is_age(m) || is_ordinal(m) || is_fraction(m) || is_measure(m)) return false;
    if (n && n->is & IS('Y') && match_at(m, 'u') && n->value > 1900) return false; /* "the 1988 quarter" */
    if (n && n->value == 0 && !(n->flags & (ATOM_HALF | ATOM_DECIMAL))) return false;
    duration_write(value, amount_of(m, room), unit->unit, half || (n && n->flags & ATOM_HALF));
    meaning_literal(out, TIME_DURATION, "%s", value);
    out->sure = 0.9f;
    return true;
}

/* "half an hour", "half a century". */
bool span_half(const match *m, int option, meaning *out) {
    (void)option;
    static const char *const halves[UNIT_COUNT] = {
        [UNIT_MINUTE] = "PT30S", [UNIT_HOUR] = "PT30M", [UNIT_DAY] = "PT12H", [UNIT_YEAR] = "P6M",
        [UNIT_DECADE] = "P5Y", [UNIT_CENTURY] = "P50Y", [UNIT_MONTH] = "P0.5M", [UNIT_WEEK] = "P0.5W",
    };
    const char *value = halves[unit_of(m)->unit];
    if (!value || is_name(unit_of(m)) || is_age(m)) return false;
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
    if (unit_of(m)->unit == UNIT_NIGHT) return false;
    return span_duration(m, option, out);
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
    if (match_at(m, 'u')->unit < UNIT_WEEK || match_at(m, 'u')->unit == UNIT_WEEKEND) return false;
    return span_duration(m, option, out);
}

/* ---- sets ---- */

bool span_weekends(const match *m, int option, meaning *out) {
    (void)option;
    if (is_name(match_at(m, 'U'))) return false;
    meaning_literal(out, TIME_SET, "XXXX-WXX-WE");
    out->sure = 0.8f;
    return true;
}

static bool set_of_unit(const match *m, meaning *out) {
    char room[16], value[32];
    const atom *unit = unit_of(m), *n = match_at(m, 'n');
    if (is_name(unit)) return false;
    bool other = m->slot[SLOT_WORD] != NULL; /* "every other day" */
    if (is_ordinal(m) && !n) return false;
    duration_write(value, other ? STR("2") : amount_of(m, room), unit->unit, false);
    if (n && !strncmp(value, "PX", 2)) return false;
    meaning_literal(out, TIME_SET, "%s", value);
    return true;
}

/* "every day", "each July", "every Tuesday night", "Mondays". */
bool span_set(const match *m, int part, meaning *out) {
    static const char *const parts[PARTS] = { "TMO", "TMI", "TAF", "TEV", "TNI", "TDT" };
    static const char *const seasons[SEASONS] = { "SP", "SU", "FA", "WI" };
    const atom *w = match_at(m, 'w') ? match_at(m, 'w') : match_at(m, 'W');
    const atom *p = match_at(m, 'p'), *month = match_at(m, 'M'), *s = match_at(m, 's');
    out->sure = 0.9f;
    if (w && part) meaning_literal(out, TIME_SET, "XXXX-WXX-%d%s", w->value + 1, parts[part - 1]);
    else if (w && p) meaning_literal(out, TIME_SET, "XXXX-WXX-%d%s", w->value + 1, parts[p->value % 16]);
    else if (w) meaning_literal(out, TIME_SET, "XXXX-WXX-%d", w->value + 1);
    else if (p) meaning_literal(out, TIME_SET, "XXXX-XX-XX%s", parts[p->value % 16]);
    else if (month) meaning_literal(out, TIME_SET, "XXXX-%02d", month->value);
    else if (s) meaning_literal(out, TIME_SET, "XXXX-%s", seasons[s->value % 16]);
    else return set_of_unit(m, out);
    return true;
}

/* "the annual meeting", "a quarterly dividend", "the party daily Granma": a kind of thing. */
static bool is_kind_of_event(const match *m) {
    static const char *const nouns[] = { "meeting", "meetings", "general", "conference", "dividend",
        "dividends", "report", "reports", "rate", "march", "parade", "parades", "festival",
        "newspaper", "newspapers", "paper", "tally", "cash" };
    const atoms *a = m->reader->atoms;
    if (m->past >= a->count) return false;
    if (a->at[m->past].flags & ATOM_CAPITAL) return true;
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
        if (str_is_folded(atom_str(a, &a->at[m->past]), nouns[i])) return true;
    return false;
}

/* "daily", "annual". */
bool span_adverb(const match *m, int option, meaning *out) {
    (void)option;
    const atom *s = match_at(m, 'S');
    char value[32];
    if (s->flags & ATOM_CAPITAL && !(s->flags & ATOM_FIRST)) return false;
    if (is_kind_of_event(m)) return false;
    duration_write(value, STR("1"), s->unit == UNIT_NIGHT ? UNIT_DAY : s->unit, false);
    meaning_literal(out, TIME_SET, "%s", value);
    out->sure = 0.75f;
    return true;
}

/* "twice a week", "three times a day", "per month". */
bool span_rate(const match *m, int option, meaning *out) {
    static const char *const counts[] = { "once", "twice", "times", "per" };
    (void)option;
    char room[16], value[32];
    const atoms *a = m->reader->atoms;
    if (is_name(unit_of(m)) || is_age(m)) return false;
    bool counted = str_is_folded(atom_str(a, &a->at[m->first]), "per");
    for (size_t i = 0; i < sizeof counts / sizeof *counts && m->first && !counted; i++)
        counted = str_is_folded(atom_str(a, &a->at[m->first - 1]), counts[i]);
    if (!counted || unit_of(m)->unit < UNIT_DAY) return false; /* "60 miles per hour" */
    duration_write(value, amount_of(m, room), unit_of(m)->unit, false);
    meaning_literal(out, TIME_SET, "%s", value);
    out->sure = 0.85f;
    return true;
}
