/* record/times_holidays.c: days that have a name, by rule. Easter after the anonymous Gregorian
 * computus (Nature, 20 April 1876). */
#include "record/times.h"

day easter_sunday(int year) {
    int a = year % 19, b = year / 100, c = year % 100;
    int d = b / 4, e = b % 4, g = (8 * b + 13) / 25;
    int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4;
    int l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
    int n = h + l - 7 * m + 114;
    return (day){ year, n / 31, n % 31 + 1 };
}

/* How a holiday is found: a fixed day, the n-th weekday of a month (-1: the last), or days
 * from Easter, each moved on by `plus` days. */
typedef struct holiday_rule {
    enum { FIXED, NTH, EASTER_PLUS } kind;
    int8_t month, number, weekday, plus;
} holiday_rule;

/* In the order of enum holiday in times_rules.c. */
static const holiday_rule holidays[] = {
    { FIXED, 12, 25, 0, 0 },      { FIXED, 12, 24, 0, 0 },     { FIXED, 1, 1, 0, 0 },
    { FIXED, 12, 31, 0, 0 },      { NTH, 11, 4, 3, 0 },        { EASTER_PLUS, 0, 0, 0, 0 },
    { EASTER_PLUS, 0, 0, 0, -2 }, { FIXED, 10, 31, 0, 0 },     { FIXED, 2, 14, 0, 0 },
    { FIXED, 7, 4, 0, 0 },        { NTH, 9, 1, 0, 0 },         { NTH, 5, -1, 0, 0 },
    { FIXED, 11, 11, 0, 0 },      { NTH, 1, 3, 0, 0 },         { NTH, 2, 3, 0, 0 },
    { NTH, 10, 2, 0, 0 },         { NTH, 11, 1, 0, 1 },        { FIXED, 12, 26, 0, 0 },
    { FIXED, 3, 17, 0, 0 },       { FIXED, 5, 1, 0, 0 },       { NTH, 5, 2, 6, 0 },
    { NTH, 6, 3, 6, 0 },          { EASTER_PLUS, 0, 0, 0, -46 }, { EASTER_PLUS, 0, 0, 0, -7 },
    { FIXED, 11, 11, 0, 0 },      { FIXED, 7, 14, 0, 0 },      { FIXED, 7, 1, 0, 0 },
    { FIXED, 1, 26, 0, 0 },       { FIXED, 4, 25, 0, 0 },      { FIXED, 1, 20, 0, 0 },
    { NTH, 11, 4, 3, 1 },         { FIXED, 6, 19, 0, 0 },      { EASTER_PLUS, 0, 0, 0, 1 },
    { NTH, 11, 4, 3, 4 },         { FIXED, 2, 2, 0, 0 },       { NTH, 11, 2, 6, 0 },
};

static day nth_weekday(int year, const holiday_rule *h) {
    day first = { year, h->month, 1 };
    int days = (h->weekday - weekday(first) + 7) % 7;
    if (h->number > 0) return day_plus(first, days + (h->number - 1) * 7);
    int last = days + 28;
    return day_plus(first, last < month_length(year, h->month) ? last : last - 7);
}

day holiday_day(int which, int year) {
    const holiday_rule *h = &holidays[which];
    if (h->kind == FIXED) return (day){ year, h->month, h->number };
    day d = h->kind == NTH ? nth_weekday(year, h) : easter_sunday(year);
    return day_plus(d, h->plus);
}
