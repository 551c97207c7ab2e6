/* record/times_relative.c: times told from another one: "last year", "two weeks ago",
 * "the following month", "yesterday", "now". */
#include "record/times.h"

static grain grain_of(int unit) {
    static const grain grains[UNIT_COUNT] = {
        [UNIT_DAY] = GRAIN_DAY, [UNIT_WEEK] = GRAIN_WEEK, [UNIT_WEEKEND] = GRAIN_WEEKEND,
        [UNIT_MONTH] = GRAIN_MONTH, [UNIT_QUARTER] = GRAIN_QUARTER, [UNIT_YEAR] = GRAIN_YEAR,
        [UNIT_DECADE] = GRAIN_DECADE, [UNIT_CENTURY] = GRAIN_CENTURY,
        [UNIT_FORTNIGHT] = GRAIN_WEEK, [UNIT_NIGHT] = GRAIN_DAY,
    };
    return grains[unit];
}

static day start_of(grain g, day d) {
    switch (g) {
    case GRAIN_CENTURY: return (day){ d.year / 100 * 100, 1, 1 };
    case GRAIN_DECADE: return (day){ d.year / 10 * 10, 1, 1 };
    case GRAIN_YEAR: return (day){ d.year, 1, 1 };
    case GRAIN_QUARTER: return (day){ d.year, (d.month - 1) / 3 * 3 + 1, 1 };
    case GRAIN_MONTH: return (day){ d.year, d.month, 1 };
    case GRAIN_WEEK: return day_plus(d, -weekday(d));
    case GRAIN_WEEKEND: return day_plus(d, 5 - weekday(d));
    default: return d;
    }
}

enum { STEP_MOST = 1200 }; /* units that an expression may count; keeps years in range */

static bool is_near(day d) {
    return d.year > 150 && d.year < 9800;
}

/* The period of grain g that lies `steps` units from the one around d. */
static day moved(grain g, day d, int steps, int unit) {
    d = start_of(g, d);
    switch (unit) {
    case UNIT_DAY: case UNIT_NIGHT: return day_plus(d, steps);
    case UNIT_WEEK: case UNIT_WEEKEND: return day_plus(d, steps * 7);
    case UNIT_FORTNIGHT: return day_plus(d, steps * 14);
    case UNIT_MONTH: return day_plus_months(d, steps);
    case UNIT_QUARTER: return day_plus_months(d, steps * 3);
    case UNIT_YEAR: return day_plus_months(d, steps * 12);
    case UNIT_DECADE: return (day){ d.year + steps * 10, d.month, 1 };
    case UNIT_CENTURY: return (day){ d.year + steps * 100, d.month, 1 };
    default: return d;
    }
}

static bool settle(meaning *out, grain g, day from, int steps, int unit) {
    int years = unit == UNIT_CENTURY ? 100 : unit == UNIT_DECADE ? 10 : 1;
    if (steps > STEP_MOST / years || steps < -STEP_MOST / years) return false;
    if (!from.year) return meaning_open(out, g), true;
    if (!is_near(from)) return false;
    day d = moved(g, from, steps, unit);
    if (d.year < 1) return false;
    meaning_date(out, g, d);
    return true;
}

/* What "three days later" counts from: the last time named that is as fine as the unit. */
static day former_or_anchor(const match *m, int unit) {
    const meaning *former = &m->reader->former;
    day anchor = m->reader->anchor, named = m->reader->former_day;
    bool days = unit == UNIT_DAY || unit == UNIT_NIGHT || unit == UNIT_WEEK || unit == UNIT_WEEKEND;
    if (days) return named.year ? named : anchor;
    if (unit == UNIT_MONTH && former->grain < GRAIN_MONTH) return named.year ? named : anchor;
    return former->grain && former->at.year ? former->at : anchor;
}

/* Capitalised units stand in names. */
static bool is_name(const atom *unit) {
    return unit->flags & ATOM_CAPITAL && !(unit->flags & (ATOM_UPPER | ATOM_FIRST));
}

/* Whether a word follows that the expression governs: "the day before he left". */
static bool goes_on(const match *m) {
    const atoms *a = m->reader->atoms;
    if (m->past >= a->count) return false;
    if (a->at[m->past].is & IS('-') && a->at[m->past].flags & ATOM_GLUED) return true; /* "day-to-day" */
    return is_ascii_letter(a->text.at[a->at[m->past].start]) && !(a->at[m->past].is & (IS('I') | IS('&')));
}

enum { REL_LAST = -1, REL_THIS, REL_NEXT, REL_FORMER = 16 };

/* "last year", "this month", "next week"; with REL_FORMER counted from the day named before:
 * "the following month", "that year", "the previous day". */
bool relative_unit(const match *m, int option, meaning *out) {
    const atom *unit = match_at(m, 'u');
    grain g = grain_of(unit->unit);
    int steps = option >= REL_FORMER / 2 ? option - REL_FORMER : option;
    if (!g || is_name(unit)) return false;
    day from = option >= REL_FORMER / 2 ? former_or_anchor(m, unit->unit) : m->reader->anchor;
    if (option >= REL_FORMER / 2 && unit->unit == UNIT_QUARTER && m->reader->compared.year) from = m->reader->compared;
    out->sure = option >= REL_FORMER / 2 ? 0.8f : 0.93f;
    if (unit->unit == UNIT_DAY && option < REL_FORMER / 2) return false;
    /* at its end, "this past week" is the one just ending */
    bool ending = unit->unit == UNIT_WEEK && match_at(m, 'T') && match_at(m, 'P') && from.year && weekday(from) >= 5;
    if (ending) steps = 0;
    return settle(out, g, from, steps, unit->unit);
}

bool relative_weekend(const match *m, int option, meaning *out) {
    (void)option;
    day anchor = m->reader->anchor;
    if (!anchor.year) return meaning_open(out, GRAIN_WEEKEND), true;
    bool future = tense_around(m->reader, m->first, m->past) == TENSE_FUTURE;
    int steps = weekday(anchor) >= 4 || future ? 0 : -1;
    out->sure = 0.8f;
    return settle(out, GRAIN_WEEKEND, anchor, steps, UNIT_WEEKEND);
}

/* "a year from now", "three weeks from today". */
bool relative_from_now(const match *m, int option, meaning *out) {
    (void)option;
    const atom *unit = match_at(m, 'u') ? match_at(m, 'u') : match_at(m, 'U'), *count = match_at(m, 'n');
    if (!grain_of(unit->unit) || (count && count->flags & (ATOM_DECIMAL | ATOM_HALF))) return false;
    out->sure = 0.9f;
    return settle(out, grain_of(unit->unit), m->reader->today, count ? count->value : 1, unit->unit);
}

/* ---- "two weeks ago", "a year earlier", "three days later" ---- */

static int direction(const match *m) {
    return match_at(m, 'l') ? 1 : -1;
}

/* "a year earlier" of a quarter or month is that quarter or month of another year. */
static bool same_period(const match *m, int unit, int steps, meaning *out) {
    const meaning *former = &m->reader->former;
    grain g = former->grain;
    bool quarter = m->reader->quarter.year != 0 && m->reader->quarter_passage != QUARTER_GONE;
    if (unit != UNIT_YEAR) return false;
    if (quarter) return settle(out, GRAIN_QUARTER, m->reader->compared, steps, UNIT_YEAR);
    if (match_at(m, 'g') || g != GRAIN_MONTH) return false;
    return settle(out, g, former->at, steps, UNIT_YEAR);
}

bool relative_ago(const match *m, int option, meaning *out) {
    const atom *unit = match_at(m, 'u') ? match_at(m, 'u') : match_at(m, 'U');
    const atom *count = match_at(m, 'n');
    bool ago = match_at(m, 'g') != NULL;
    if (is_name(unit)) return false;
    out->sure = 0.9f;
    if (!ago && (match_at(m, 'e') ? match_at(m, 'e') : match_at(m, 'l'))->value && goes_on(m)) return false;
    if (match_at(m, 'f') || (!count && match_at(m, 'U'))) {
        bool two = match_at(m, 'f') && str_is_folded(atom_str(m->reader->atoms, match_at(m, 'f')), "couple");
        if (!two && ago) return meaning_literal(out, TIME_DATE, "PAST_REF"), true;
        if (!two) return span_duration(m, option, out);
    }
    if (count && count->flags & (ATOM_DECIMAL | ATOM_HALF)) return span_duration(m, option, out);
    int steps = (count ? count->value : match_at(m, 'f') ? 2 : 1) * direction(m);
    if (unit->unit <= UNIT_HOUR && unit->unit != UNIT_NONE) {
        if (!ago) return span_duration(m, option, out);
        meaning_date(out, GRAIN_DAY, m->reader->anchor);
        if (!m->reader->anchor.year) meaning_open(out, GRAIN_DAY);
        return true;
    }
    out->aside = steps == -1 && unit->unit == UNIT_YEAR;
    if (same_period(m, unit->unit, steps, out)) return true;
    day from = ago ? m->reader->anchor : former_or_anchor(m, unit->unit);
    return settle(out, grain_of(unit->unit), from, steps, unit->unit);
}

/* "the day before", "the day after", "the night before". */
bool relative_day_before(const match *m, int option, meaning *out) {
    const atom *unit = match_at(m, 'u');
    if (!unit || is_name(unit)) return false;
    int steps = match_at(m, 'l') ? 1 : -1;
    out->sure = 0.75f;
    if (!match_at(m, 'y') && goes_on(m)) return false;
    if (match_at(m, 'y')) { /* "the day before yesterday" */
        if (!m->reader->today.year) return meaning_open(out, GRAIN_DAY), true;
        int from = match_at(m, 'y')->value;
        if (from == 0 || from > 1) return false;
        return settle(out, GRAIN_DAY, day_plus(m->reader->today, from), steps, UNIT_DAY);
    }
    (void)option;
    return settle(out, grain_of(unit->unit), former_or_anchor(m, unit->unit), steps, unit->unit);
}

/* ---- quarters and years of business ---- */

static bool names_quarter(const match *m) {
    str last = atom_str(m->reader->atoms, &m->reader->atoms->at[m->past - 1]);
    return str_is_folded(last, "quarter") || str_is_folded(last, "period");
}

/* "the quarter of voters who": no time. */
static bool is_share(const match *m) {
    const atoms *a = m->reader->atoms;
    return m->past == m->first + 2 && m->past < a->count && a->at[m->past].is & (IS('O') | IS('-'));
}

/* "the quarter", "the latest quarter", "a year-earlier quarter": the one that the report
 * speaks of, else the last that is over. */
bool relative_quarter(const match *m, int years, meaning *out) {
    day anchor = m->reader->anchor, of = years ? m->reader->compared : m->reader->quarter;
    const atom *unit = match_at(m, 'u');
    if (unit && unit->unit != UNIT_QUARTER && unit->unit != UNIT_YEAR) return false;
    if (!years && is_share(m)) return false;
    if (!anchor.year && !of.year) return meaning_open(out, GRAIN_QUARTER), true;
    if (!of.year && !match_at(m, 'i') && str_is_folded(atom_str(m->reader->atoms, &m->reader->atoms->at[m->past - 1]), "period"))
        return false;
    if (anchor.year && (!of.year || match_at(m, 'i'))) of = moved(GRAIN_QUARTER, anchor, -1, UNIT_QUARTER);
    if (match_at(m, 'Y')) of.year = match_at(m, 'Y')->value, years = 0;
    out->sure = 0.75f;
    out->calendar = years == 0 && !match_at(m, 'Y');
    out->aside = years != 0;
    if (match_at(m, 'Y') && m->reader->quarter_passage == QUARTER_GONE) {
        meaning_date(out, GRAIN_YEAR, (day){ of.year, 1, 1 });
        return true;
    }
    bool whole = years && m->reader->quarter_passage == QUARTER_GONE && !names_quarter(m);
    if (whole && anchor.year) return settle(out, GRAIN_YEAR, anchor, years, UNIT_YEAR);
    return settle(out, GRAIN_QUARTER, of, years, UNIT_YEAR);
}

/* "fiscal 1989", "the current fiscal year". */
bool relative_named(const match *m, int steps, meaning *out) {
    out->sure = 0.85f;
    if (match_at(m, 'Y')) {
        meaning_date(out, GRAIN_YEAR, (day){ match_at(m, 'Y')->value, 1, 1 });
        return true;
    }
    return settle(out, GRAIN_YEAR, m->reader->anchor, steps, UNIT_YEAR);
}

/* "the year", "the week" after a preposition: the one of the report's day. */
bool relative_the(const match *m, int option, meaning *out) {
    (void)option;
    const atoms *a = m->reader->atoms;
    const atom *unit = match_at(m, 'u');
    bool of = m->past < a->count && a->at[m->past].is & IS('O');
    if (!m->first || is_name(unit) || unit->unit < UNIT_DAY || (goes_on(m) && !of)) return false;
    const atom *before = &a->at[m->first - 1];
    bool led = before->is & (IS('I') | IS('O') | IS('&')) || str_is_folded(atom_str(a, before), "for");
    bool owner = m->past < a->count && a->at[m->past].is & IS('\''); /* "the year's best" */
    if (!led && !owner) return false;
    out->sure = 0.6f;
    return settle(out, grain_of(unit->unit), m->reader->anchor, 0, unit->unit);
}

/* "the last week of December", "the first week of March 2019". */
bool relative_week_of(const match *m, int option, meaning *out) {
    (void)option;
    const atom *nth = match_at(m, 'o'), *month = match_at(m, 'M'), *year = match_at(m, 'Y');
    day anchor = m->reader->anchor;
    if ((!year && !anchor.year) || (nth && (nth->value < 1 || nth->value > 4))) return false;
    int of = year ? year->value : month->value > anchor.month ? anchor.year - 1 : anchor.year;
    if (!year && month->value > anchor.month && tense_around(m->reader, m->first, m->past) == TENSE_FUTURE)
        of = anchor.year;
    int middle = nth ? nth->value * 7 - 3 : month_length(of, month->value) - 3;
    out->sure = 0.8f;
    return settle(out, GRAIN_WEEK, (day){ of, month->value, middle }, 0, UNIT_WEEK);
}

/* "the last Friday in August", "the first Tuesday of November 2028". */
bool relative_weekday_of(const match *m, int option, meaning *out) {
    (void)option;
    const atom *nth = match_at(m, 'o'), *month = match_at(m, 'M'), *year = match_at(m, 'Y');
    day anchor = m->reader->anchor;
    if ((!year && !anchor.year) || (nth && (nth->value < 1 || nth->value > 5))) return false;
    int of = year ? year->value : anchor.year;
    if (!year && month->value > anchor.month + 4) of--;
    day first = { of, month->value, 1 };
    int gap = (match_at(m, 'W')->value - weekday(first) + 7) % 7, length = month_length(of, month->value);
    int number = nth ? gap + nth->value * 7 - 6 : gap + 29 <= length ? gap + 29 : gap + 22;
    if (number > length) return false;
    meaning_date(out, GRAIN_DAY, (day){ of, month->value, number });
    out->sure = 0.85f;
    return true;
}

/* "the previous Friday": counted from the day named before. */
bool relative_weekday(const match *m, int way, meaning *out) {
    day from = former_or_anchor(m, UNIT_DAY);
    if (!from.year) return false;
    int gap = (match_at(m, 'W')->value - weekday(from) + 7) % 7; /* days to the next one */
    int days = way > 0 ? (gap ? gap : 7) : gap - 7;
    out->sure = 0.8f;
    return settle(out, GRAIN_DAY, from, days, UNIT_DAY);
}

/* "at the moment", "for the moment". */
bool relative_moment(const match *m, int which, meaning *out) {
    const atoms *a = m->reader->atoms;
    if (!m->first) return false;
    str before = atom_str(a, &a->at[m->first - 1]);
    if (!str_is_folded(before, "at") && !str_is_folded(before, "for")) return false;
    return !goes_on(m) && relative_ref(m, which, out);
}

/* "the past", unless it is the past of something counted. */
bool relative_past(const match *m, int option, meaning *out) {
    (void)option;
    const atoms *a = m->reader->atoms;
    uint64_t counted = IS('n') | IS('f') | IS('s') | IS('!') | IS('u') | IS('U') | IS('p');
    if (m->past < a->count && a->at[m->past].is & counted) return false;
    meaning_literal(out, TIME_DATE, "PAST_REF");
    out->sure = 0.8f;
    return true;
}

/* ---- today, now ---- */

bool relative_deictic(const match *m, int option, meaning *out) {
    (void)option;
    int which = match_at(m, 'y')->value;
    day today = m->reader->today;
    out->sure = 0.97f;
    if (which == 2) {
        out->type = TIME_TIME;
        out->grain = GRAIN_PART;
        out->part = PART_NIGHT;
        out->at = today;
        return true;
    }
    return settle(out, GRAIN_DAY, today, which, UNIT_DAY);
}

/* "a weak current". */
static bool is_noun(const match *m, const atom *x) {
    const labels *l = m->reader->b->labels;
    return l && l->upos && l->upos_sure && l->upos[x->token] == UPOS_NOUN && l->upos_sure[x->token] > 0.8f;
}

enum { REF_PRESENT, REF_PAST, REF_FUTURE };

bool relative_ref(const match *m, int which, meaning *out) {
    static const char *const names[] = { "PRESENT_REF", "PAST_REF", "FUTURE_REF" };
    const atom *unit = match_at(m, 'U');
    if (unit && (is_name(unit) || unit->unit < UNIT_DAY)) return false;
    if (match_at(m, 'R') && is_noun(m, match_at(m, 'R'))) return false;
    meaning_literal(out, TIME_DATE, "%s", names[which]);
    out->present = which == REF_PRESENT;
    out->sure = 0.8f;
    return true;
}
