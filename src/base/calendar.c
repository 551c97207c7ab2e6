/* base/calendar.c: see calendar.h. */
#include "base/calendar.h"

#include <stdio.h>

int32_t day_number(day d) {
    int y = d.month <= 2 ? d.year - 1 : d.year;
    int era = (y >= 0 ? y : y - 399) / 400;
    int year_of_era = y - era * 400;
    int day_of_year = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

day day_of_number(int32_t number) {
    int z = number + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int doe = z - era * 146097;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int mp = (5 * doy + 2) / 153;
    int month = mp < 10 ? mp + 3 : mp - 9;
    return (day){ yoe + era * 400 + (month <= 2), month, doy - (153 * mp + 2) / 5 + 1 };
}

int month_length(int year, int month) {
    static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return lengths[month - 1] + (month == 2 && leap);
}

bool day_is_valid(day d) {
    return d.year >= 1 && d.year <= 9999 && d.month >= 1 && d.month <= 12 && d.day >= 1
        && d.day <= month_length(d.year, d.month);
}

int weekday(day d) {
    int n = (day_number(d) + 3) % 7;
    return n < 0 ? n + 7 : n;
}

day day_plus(day d, int days) {
    return day_of_number(day_number(d) + days);
}

day day_plus_months(day d, int months) {
    int n = d.year * 12 + d.month - 1 + months;
    day moved = { n / 12, n % 12 + 1, d.day };
    int most = month_length(moved.year, moved.month);
    if (moved.day > most) moved.day = most;
    return moved;
}

int day_compare(day a, day b) {
    int32_t x = day_number(a), y = day_number(b);
    return (x > y) - (x < y);
}

day iso_week_day(int year, int week, int weekday_wanted) {
    day fourth = { year, 1, 4 };
    return day_plus(fourth, (week - 1) * 7 + weekday_wanted - weekday(fourth));
}

void iso_week(day d, int *year, int *week) {
    day thursday = day_plus(d, 3 - weekday(d));
    *year = thursday.year;
    *week = (day_number(thursday) - day_number((day){ thursday.year, 1, 1 })) / 7 + 1;
}

/* ---- reading ---- */

static bool digits(str s, size_t at, size_t count, int *out) {
    int n = 0;
    if (at + count > s.length) return false;
    for (size_t i = at; i < at + count; i++) {
        if (!is_digit(s.at[i])) return false;
        n = n * 10 + (s.at[i] - '0');
    }
    *out = n;
    return true;
}

static bool is_at(str s, size_t at, const char *marks) {
    return at < s.length && str_has(str_of(marks), s.at[at]);
}

static bool read_zone(str s, size_t at, int *zone) {
    int hours, minutes = 0;
    if (is_at(s, at, " ")) at++;
    if (at == s.length) return true;
    if (is_at(s, at, "Zz") && at + 1 == s.length) return *zone = 0, true;
    if (!is_at(s, at, "+-") || !digits(s, at + 1, 2, &hours)) return false;
    size_t next = at + 3 + is_at(s, at + 3, ":");
    if (next < s.length && !digits(s, next, 2, &minutes)) return false;
    if (hours > 14 || minutes > 59) return false;
    *zone = (hours * 60 + minutes) * (s.at[at] == '-' ? -1 : 1);
    return true;
}

static bool read_clock(str s, size_t at, moment *m) {
    if (!digits(s, at, 2, &m->hour) || !is_at(s, at + 2, ":")) return false;
    if (!digits(s, at + 3, 2, &m->minute)) return false;
    at += 5;
    if (is_at(s, at, ":")) {
        if (!digits(s, at + 1, 2, &m->second)) return false;
        at += 3;
        if (is_at(s, at, ".,"))
            for (at++; at < s.length && is_digit(s.at[at]);) at++;
    }
    if (m->hour > 24 || m->minute > 59 || m->second > 60) return false;
    return read_zone(s, at, &m->zone);
}

bool moment_read(str s, moment *out) {
    moment m = { DAY_NONE, -1, 0, 0, ZONE_NONE };
    s = str_trim(s);
    size_t at = 10;
    if (digits(s, 0, 4, &m.day.year) && is_at(s, 4, "-/") && digits(s, 5, 2, &m.day.month)
        && is_at(s, 7, "-/") && digits(s, 8, 2, &m.day.day)) {
    } else if (digits(s, 0, 4, &m.day.year) && digits(s, 4, 2, &m.day.month)
               && digits(s, 6, 2, &m.day.day)) {
        at = 8;
    } else {
        return false;
    }
    if (!day_is_valid(m.day)) return false;
    if (at < s.length && !(is_at(s, at, "Tt ") && read_clock(s, at + 1, &m))) return false;
    *out = m;
    return true;
}

/* ---- writing ---- */

void day_write(day d, char out[DAY_SIZE]) {
    unsigned year = (unsigned)d.year % 10000, month = (unsigned)d.month % 100;
    snprintf(out, DAY_SIZE, "%04u-%02u-%02u", year, month, (unsigned)d.day % 100);
}

void moment_write(const moment *m, char out[MOMENT_SIZE]) {
    char date[DAY_SIZE], zone[16] = "";
    day_write(m->day, date);
    if (m->zone == 0) {
        snprintf(zone, sizeof zone, "Z");
    } else if (m->zone != ZONE_NONE) {
        unsigned minutes = (unsigned)(m->zone < 0 ? -m->zone : m->zone) % 6000;
        snprintf(zone, sizeof zone, "%c%02u:%02u", m->zone < 0 ? '-' : '+', minutes / 60,
                 minutes % 60);
    }
    if (m->hour < 0)
        snprintf(out, MOMENT_SIZE, "%s", date);
    else
        snprintf(out, MOMENT_SIZE, "%sT%02u:%02u:%02u%s", date, (unsigned)m->hour % 100,
                 (unsigned)m->minute % 100, (unsigned)m->second % 100, zone);
}

/* ---- names ---- */

static int name_in(str name, const char *const names[], int count, size_t least) {
    if (name.length && name.at[name.length - 1] == '.') name.length--;
    if (name.length < least) return -1;
    for (int i = 0; i < count; i++)
        if (str_starts_folded(str_of(names[i]), name)) return i;
    return -1;
}

int month_of_name(str name) {
    static const char *const names[] = { "january", "february", "march", "april",
                                         "may", "june", "july", "august",
                                         "september", "october", "november", "december" };
    int found = name_in(name, names, 12, 3);
    /* only the forms in use: "jan", "sept", the whole name */
    if (found < 0) return 0;
    size_t length = name.length - (name.at[name.length - 1] == '.');
    bool whole = length == str_of(names[found]).length;
    return whole || length == 3 || (length == 4 && found == 8) ? found + 1 : 0;
}

int weekday_of_name(str name) {
    static const char *const names[] = { "monday", "tuesday", "wednesday", "thursday",
                                         "friday", "saturday", "sunday" };
    if (str_is_folded(name, "weds") || str_is_folded(name, "weds.")) return 2;
    int found = name_in(name, names, 7, 3);
    if (found < 0) return -1;
    size_t length = name.length - (name.at[name.length - 1] == '.');
    bool whole = length == str_of(names[found]).length;
    bool thurs = found == 3 && (length == 4 || length == 5), tues = found == 1 && length == 4;
    return whole || length == 3 || thurs || tues ? found : -1;
}
