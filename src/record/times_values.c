/* record/times_values.c: meanings as TIMEX3 values (TimeML 1.2.1, TIDES 2.1) and as bounds. */
#include "record/times.h"

#include <stdarg.h>
#include <stdio.h>

void meaning_date(meaning *out, grain g, day at) {
    out->type = TIME_DATE;
    out->grain = g;
    out->at = at;
}

void meaning_literal(meaning *out, time_type type, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(out->literal, sizeof out->literal, format, arguments);
    va_end(arguments);
    out->type = type;
}

void meaning_open(meaning *out, grain g) {
    static const char *const open[] = {
        [GRAIN_NONE] = "XXXX", [GRAIN_CENTURY] = "XXXX", [GRAIN_DECADE] = "XXXX",
        [GRAIN_YEAR] = "XXXX", [GRAIN_HALF] = "XXXX-HX", [GRAIN_SEASON] = "XXXX",
        [GRAIN_QUARTER] = "XXXX-QX", [GRAIN_MONTH] = "XXXX-XX", [GRAIN_WEEK] = "XXXX-WXX",
        [GRAIN_WEEKEND] = "XXXX-WXX-WE", [GRAIN_DAY] = "XXXX-XX-XX",
        [GRAIN_PART] = "XXXX-XX-XX", [GRAIN_CLOCK] = "XXXX-XX-XX",
    };
    meaning_literal(out, TIME_DATE, "%s", open[g]);
}

const char *season_name(int season) {
    static const char *const names[SEASONS] = { "SP", "SU", "FA", "WI" };
    return names[season];
}

const char *part_name(int part) {
    static const char *const names[PARTS] = { "MO", "MI", "AF", "EV", "NI", "DT" };
    return names[part];
}

/* ---- durations ---- */

enum { AMOUNT_MOST = 99999 };

/* Units that TIMEX3 has no letter for, in those that it has: "two decades" are P20Y. */
static time_unit plain_unit(time_unit unit, int *times) {
    *times = unit == UNIT_CENTURY ? 100 : unit == UNIT_DECADE ? 10 : unit == UNIT_FORTNIGHT ? 2 : 1;
    return unit == UNIT_FORTNIGHT ? UNIT_WEEK : *times > 1 ? UNIT_YEAR : unit;
}

static void write_multiple(char out[VALUE_SIZE], str amount, int times, const char *letters) {
    int n = 0;
    for (size_t i = 0; i < amount.length && is_digit(amount.at[i]) && n <= AMOUNT_MOST; i++)
        n = n * 10 + (amount.at[i] - '0');
    snprintf(out, VALUE_SIZE, "P%d%s", n * times, letters);
}

void duration_write(char out[VALUE_SIZE], str amount, time_unit unit, bool half) {
    static const char *const letters[UNIT_COUNT] = {
        [UNIT_NONE] = "D", [UNIT_SECOND] = "S", [UNIT_MINUTE] = "M", [UNIT_HOUR] = "H",
        [UNIT_DAY] = "D", [UNIT_WEEK] = "W", [UNIT_WEEKEND] = "WE", [UNIT_MONTH] = "M",
        [UNIT_QUARTER] = "Q", [UNIT_YEAR] = "Y", [UNIT_DECADE] = "DE", [UNIT_CENTURY] = "CE",
        [UNIT_FORTNIGHT] = "W", [UNIT_NIGHT] = "NI",
    };
    static const char *const halves[UNIT_COUNT] = {
        [UNIT_MINUTE] = "30S", [UNIT_HOUR] = "30M", [UNIT_YEAR] = "6M",
    };
    int times;
    bool open = str_is(amount, "X"), whole = unit == UNIT_WEEKEND || unit == UNIT_NIGHT;
    bool clock = (unit >= UNIT_SECOND && unit <= UNIT_HOUR) || unit == UNIT_NIGHT;
    time_unit plain = plain_unit(unit, &times);
    size_t point = str_find(amount, STR("."), 0);
    if (times > 1 && !open) {
        write_multiple(out, amount, times, letters[plain]);
        return;
    }
    if (whole) amount = str_cut(amount, 0, point);
    const char *rest = half && halves[unit] ? halves[unit] : "";
    bool fraction = half && !*rest && !whole && !open && point == amount.length;
    snprintf(out, VALUE_SIZE, "P%s%.*s%s%s%s", clock ? "T" : "", STR_ARG(amount),
             fraction ? ".5" : "", letters[unit], rest);
}

/* ---- calendar values ---- */

static str week_value(arena *a, const meaning *m) {
    int year, week;
    iso_week(m->at, &year, &week);
    return arena_print(a, "%04d-W%02d%s", year, week, m->grain == GRAIN_WEEKEND ? "-WE" : "");
}

static str clock_value(arena *a, const meaning *m) {
    char date[DAY_SIZE] = "XXXX-XX-XX";
    if (m->at.year) day_write(m->at, date);
    if (m->grain == GRAIN_PART) return arena_print(a, "%sT%s", date, part_name(m->part));
    return arena_print(a, "%sT%02d:%02d", date, m->hour, m->minute);
}

static str date_value(arena *a, const meaning *m) {
    const day d = m->at;
    switch (m->grain) {
    case GRAIN_CENTURY: return arena_print(a, "%02d", d.year / 100);
    case GRAIN_DECADE: return arena_print(a, "%03d", d.year / 10);
    case GRAIN_YEAR: return arena_print(a, "%04d", d.year);
    case GRAIN_HALF: return arena_print(a, "%04d-H%d", d.year, d.month > 6 ? 2 : 1);
    case GRAIN_SEASON: return arena_print(a, "%04d-%s", d.year, season_name(m->part));
    case GRAIN_QUARTER: return arena_print(a, "%04d-Q%d", d.year, (d.month + 2) / 3);
    case GRAIN_MONTH: return arena_print(a, "%04d-%02d", d.year, d.month);
    case GRAIN_WEEK: case GRAIN_WEEKEND: return week_value(a, m);
    default: return arena_print(a, "%04d-%02d-%02d", d.year, d.month, d.day);
    }
}

str meaning_value(arena *a, const meaning *m) {
    if (*m->literal) return arena_copy(a, str_of(m->literal));
    return m->grain >= GRAIN_PART ? clock_value(a, m) : date_value(a, m);
}

/* ---- bounds ---- */

day grain_last(grain g, day first) {
    switch (g) {
    case GRAIN_CENTURY: return (day){ first.year + 99, 12, 31 };
    case GRAIN_DECADE: return (day){ first.year + 9, 12, 31 };
    case GRAIN_YEAR: return (day){ first.year, 12, 31 };
    case GRAIN_HALF: return day_plus(day_plus_months(first, 6), -1);
    case GRAIN_SEASON: case GRAIN_QUARTER: return day_plus(day_plus_months(first, 3), -1);
    case GRAIN_MONTH:
        return (day){ first.year, first.month, month_length(first.year, first.month) };
    case GRAIN_WEEK: return day_plus(first, 6);
    case GRAIN_WEEKEND: return day_plus(first, 1);
    default: return first;
    }
}

day quarter_before(day d) {
    day first = { d.year, (d.month - 1) / 3 * 3 + 1, 1 };
    return day_plus_months(first, -3);
}

static moment moment_of(day d, const meaning *m) {
    bool clock = m->grain == GRAIN_CLOCK;
    moment at = { d, clock ? m->hour : -1, clock ? m->minute : 0, 0, ZONE_NONE };
    if (at.hour == 24) at.hour = 0, at.day = day_plus(d, 1);
    return at;
}

time_value meaning_bounds(const meaning *m, day anchor) {
    time_value none = { .time = ID_NONE };
    bool calendar = !*m->literal && (m->type == TIME_DATE || m->type == TIME_TIME);
    day first = m->present ? anchor : m->at;
    if ((!calendar && !m->present) || first.year < 1) return none;
    time_value v = { .known = true, .time = ID_NONE };
    v.earliest = moment_of(first, m);
    v.latest = moment_of(m->present ? first : grain_last(m->grain, first), m);
    return v;
}
