/* record/times_relative.c: times told from another one: "last year", "two weeks ago",
 * "the following month", "the previous Friday". */
#include "record/times.h"

/* ---- moving about the calendar ---- */

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

static day moved(day d, step by) {
    switch (by.unit) {
    case UNIT_DAY: case UNIT_NIGHT: return day_plus(d, by.count);
    case UNIT_WEEK: case UNIT_WEEKEND: return day_plus(d, by.count * 7);
    case UNIT_FORTNIGHT: return day_plus(d, by.count * 14);
    case UNIT_MONTH: return day_plus_months(d, by.count);
    case UNIT_QUARTER: return day_plus_months(d, by.count * 3);
    case UNIT_YEAR: return day_plus_months(d, by.count * 12);
    case UNIT_DECADE: return (day){ d.year + by.count * 10, d.month, 1 };
    case UNIT_CENTURY: return (day){ d.year + by.count * 100, d.month, 1 };
    default: return d;
    }
}

/* Years that a step may start from and the most units it may count: what they lead to stays
 * in the calendar. */
enum { FROM_LEAST = 150, FROM_MOST = 9800, STEP_MOST = 1200 };

bool settle(meaning *out, grain g, day from, step by) {
    int years = by.unit == UNIT_CENTURY ? 100 : by.unit == UNIT_DECADE ? 10 : 1;
    if (by.count > STEP_MOST / years || by.count < -STEP_MOST / years) return false;
    if (!from.year) return meaning_open(out, g), true;
    if (from.year < FROM_LEAST || from.year > FROM_MOST) return false;
    day d = moved(start_of(g, from), by);
    if (d.year < 1) return false;
    meaning_date(out, g, d);
    return true;
}

grain grain_of(int unit) {
    static const grain grains[UNIT_COUNT] = {
        [UNIT_DAY] = GRAIN_DAY, [UNIT_WEEK] = GRAIN_WEEK, [UNIT_WEEKEND] = GRAIN_WEEKEND,
        [UNIT_MONTH] = GRAIN_MONTH, [UNIT_QUARTER] = GRAIN_QUARTER, [UNIT_YEAR] = GRAIN_YEAR,
        [UNIT_DECADE] = GRAIN_DECADE, [UNIT_CENTURY] = GRAIN_CENTURY,
        [UNIT_FORTNIGHT] = GRAIN_WEEK, [UNIT_NIGHT] = GRAIN_DAY,
    };
    return grains[unit];
}

/* What "three days later" counts from: the last time named that is as fine as the unit. */
static day former_day(const match *m, int unit) {
    const time_reader *r = m->reader;
    day near = r->former_day.year ? r->former_day : r->anchor;
    grain g = r->former.grain;
    if (unit == UNIT_DAY || unit == UNIT_NIGHT || unit == UNIT_WEEK || unit == UNIT_WEEKEND)
        return near;
    if (unit == UNIT_MONTH && g < GRAIN_MONTH) return near;
    return g && r->former.at.year ? r->former.at : r->anchor;
}

/* ---- "last year", "this month", "next week" ---- */

bool relative_unit(const match *m, int count, meaning *out) {
    const atom *unit = match_at(m, 'u');
    day anchor = m->reader->anchor;
    grain g = grain_of(unit->unit);
    if (!g || unit->unit == UNIT_DAY || atom_is_title(unit)) return false;
    bool past_week = unit->unit == UNIT_WEEK && match_at(m, 'T') && match_at(m, 'P');
    if (past_week && anchor.year && weekday(anchor) >= 5) count = 0; /* the one just ending */
    out->sure = 0.93f;
    return settle(out, g, anchor, (step){ count, unit->unit });
}

/* "the following month", "that year", "the previous day". */
bool relative_former(const match *m, int count, meaning *out) {
    const atom *unit = match_at(m, 'u');
    day from = former_day(m, unit->unit);
    if (!grain_of(unit->unit) || atom_is_title(unit)) return false;
    if (unit->unit == UNIT_QUARTER && m->reader->compared.year) from = m->reader->compared;
    out->sure = 0.8f;
    return settle(out, grain_of(unit->unit), from, (step){ count, unit->unit });
}

bool relative_weekend(const match *m, int option, meaning *out) {
    (void)option;
    day anchor = m->reader->anchor;
    bool coming = anchor.year
               && (weekday(anchor) >= 4
                   || tense_around(m->reader, m->first, m->past) == TENSE_FUTURE);
    out->sure = 0.8f;
    return settle(out, GRAIN_WEEKEND, anchor, (step){ coming ? 0 : -1, UNIT_WEEKEND });
}

/* "the year", "the week" after a preposition: the one of the report's day. */
bool relative_the(const match *m, int option, meaning *out) {
    (void)option;
    const atom *unit = match_at(m, 'u');
    bool goes_on = match_goes_on(m) && !match_followed_by(m, IS('O'));
    if (atom_is_title(unit) || unit->unit < UNIT_DAY || goes_on) return false;
    bool led = match_led_by(m, IS('I') | IS('O') | IS('&'))
            || atom_is(m->reader->atoms, m->first - 1, "for");
    bool owner = match_followed_by(m, IS('\'')); /* "the year's best" */
    if (!led && !owner) return false;
    out->sure = 0.6f;
    return settle(out, grain_of(unit->unit), m->reader->anchor, (step){ 0, unit->unit });
}

/* ---- "two weeks ago", "a year earlier", "three days later" ---- */

/* "a year earlier" of a quarter or a month is that quarter or month of another year. */
static bool same_period(const match *m, int years, meaning *out) {
    const time_reader *r = m->reader;
    step by = { years, UNIT_YEAR };
    if (r->compared.year && r->quarter_passage != QUARTER_GONE)
        return settle(out, GRAIN_QUARTER, r->compared, by);
    if (match_at(m, 'g') || r->former.grain != GRAIN_MONTH) return false;
    return settle(out, GRAIN_MONTH, r->former.at, by);
}

/* How many units a match counts; 0 where the words do not say. */
static int count_of(const match *m) {
    const atom *n = match_at(m, 'n'), *f = match_at(m, 'f');
    if (n) return n->flags & (ATOM_DECIMAL | ATOM_HALF) ? 0 : n->value;
    if (f) return atom_is_couple(m->reader->atoms, f) ? 2 : 0;
    return match_at(m, 'U') ? 0 : 1;
}

/* "the night after she left": a length, and the words go on. */
static bool is_clause(const match *m) {
    const atom *x = match_at(m, 'e') ? match_at(m, 'e') : match_at(m, 'l');
    return x && x->value == WORD_BEFORE && match_goes_on(m);
}

bool relative_ago(const match *m, int option, meaning *out) {
    const atom *unit = match_unit(m);
    bool ago = match_at(m, 'g') != NULL, short_unit = unit->unit <= UNIT_HOUR;
    int count = count_of(m);
    if (atom_is_title(unit) || is_clause(m)) return false;
    out->sure = 0.9f;
    bool vague = !count && !match_at(m, 'n');
    if (vague && ago) return meaning_literal(out, TIME_DATE, "PAST_REF"), true;
    if (!count || (short_unit && !ago)) return span_duration(m, option, out);
    if (short_unit) return settle(out, GRAIN_DAY, m->reader->anchor, (step){ 0, UNIT_DAY });
    if (!match_at(m, 'l')) count = -count;
    out->aside = count == -1 && unit->unit == UNIT_YEAR;
    if (unit->unit == UNIT_YEAR && same_period(m, count, out)) return true;
    day from = ago ? m->reader->anchor : former_day(m, unit->unit);
    return settle(out, grain_of(unit->unit), from, (step){ count, unit->unit });
}

/* "a year from now", "three weeks from today". */
bool relative_from_now(const match *m, int option, meaning *out) {
    (void)option;
    const atom *unit = match_unit(m);
    int count = count_of(m);
    if (!count || !grain_of(unit->unit)) return false;
    out->sure = 0.9f;
    return settle(out, grain_of(unit->unit), m->reader->today, (step){ count, unit->unit });
}

/* "the day before", "the night after", "the day before yesterday". */
bool relative_day_before(const match *m, int option, meaning *out) {
    (void)option;
    const atom *unit = match_at(m, 'u'), *day_word = match_at(m, 'y');
    int count = match_at(m, 'l') ? 1 : -1;
    if (atom_is_title(unit) || (!day_word && match_goes_on(m))) return false;
    out->sure = 0.75f;
    if (!day_word)
        return settle(out, grain_of(unit->unit), former_day(m, unit->unit),
                      (step){ count, unit->unit });
    if (day_word->value != -1 && day_word->value != 1) return false;
    return settle(out, GRAIN_DAY, m->reader->today, (step){ count + day_word->value, UNIT_DAY });
}

/* "the previous Friday": counted from the day named before. */
bool relative_weekday(const match *m, int way, meaning *out) {
    day from = former_day(m, UNIT_DAY);
    if (!from.year) return false;
    int gap = (match_at(m, 'W')->value - weekday(from) + 7) % 7; /* days to the next one */
    int days = way > 0 ? (gap ? gap : 7) : gap - 7;
    out->sure = 0.8f;
    return settle(out, GRAIN_DAY, from, (step){ days, UNIT_DAY });
}

/* ---- the n-th of a month ---- */

/* Year of the month in "the last week of December". */
static int year_of_month(const match *m, int month) {
    day anchor = m->reader->anchor;
    if (match_at(m, 'Y')) return match_at(m, 'Y')->value;
    if (month <= anchor.month) return anchor.year;
    bool future = tense_around(m->reader, m->first, m->past) == TENSE_FUTURE;
    return future ? anchor.year : anchor.year - 1;
}

bool relative_week_of(const match *m, int option, meaning *out) {
    (void)option;
    const atom *nth = match_at(m, 'o');
    int month = match_at(m, 'M')->value, year = year_of_month(m, month);
    if (year < 1 || (nth && (nth->value < 1 || nth->value > 4))) return false;
    int middle = nth ? nth->value * 7 - 3 : month_length(year, month) - 3;
    out->sure = 0.8f;
    return settle(out, GRAIN_WEEK, (day){ year, month, middle }, (step){ 0, UNIT_WEEK });
}

/* "the last Friday in August", "the first Tuesday of November 2028". */
bool relative_weekday_of(const match *m, int option, meaning *out) {
    (void)option;
    const atom *nth = match_at(m, 'o');
    int month = match_at(m, 'M')->value, year = year_of_month(m, month);
    if (year < 1 || (nth && (nth->value < 1 || nth->value > 5))) return false;
    int gap = (match_at(m, 'W')->value - weekday((day){ year, month, 1 }) + 7) % 7;
    int length = month_length(year, month), fifth = gap + 29;
    int number = nth ? gap + nth->value * 7 - 6 : fifth <= length ? fifth : fifth - 7;
    if (number > length) return false;
    meaning_date(out, GRAIN_DAY, (day){ year, month, number });
    out->sure = 0.85f;
    return true;
}
