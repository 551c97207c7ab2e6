/* ledger/ask_time.c: the words of time that a question may have. */
#include "base/calendar.h"
#include "ledger/ask.h"

enum { MINUTES_A_DAY = 1440, WORDS_MOST = 40 };

typedef struct days {
    int32_t first, last;
} days;

static bool number_in(str s, int *out) {
    int n = 0;
    for (size_t i = 0; i < s.length; i++) {
        if (!is_digit(s.at[i]) || n > 100000) return false;
        n = n * 10 + (s.at[i] - '0');
    }
    *out = n;
    return s.length > 0;
}

static days month_of(day d) {
    d.day = 1;
    int32_t first = day_number(d);
    return (days){ first, first + month_length(d.year, d.month) - 1 };
}

static days year_of(int year) {
    return (days){ day_number((day){ year, 1, 1 }), day_number((day){ year, 12, 31 }) };
}

/* "3 days ago", "2 weeks ago" */
static bool ago(str words, int32_t today, days *out) {
    size_t blank = str_find(words, STR(" "), 0);
    str unit = str_trim(str_cut(words, blank, words.length));
    int n;
    if (!number_in(str_cut(words, 0, blank), &n)) return false;
    if (str_is_folded(unit, "day ago") || str_is_folded(unit, "days ago"))
        *out = (days){ today - n, today - n };
    else if (str_is_folded(unit, "week ago") || str_is_folded(unit, "weeks ago"))
        *out = (days){ today - 7 * n, today - 7 * n + 6 };
    else if (str_is_folded(unit, "month ago") || str_is_folded(unit, "months ago"))
        *out = month_of(day_plus_months(day_of_number(today), -n));
    else
        return false;
    return true;
}

static bool named(str words, int32_t today, days *out) {
    day now = day_of_number(today);
    int32_t monday = today - weekday(now);
    day last_month = day_plus_months(now, -1);
    const struct { const char *name; days of; } names[] = {
        { "today", { today, today } },
        { "yesterday", { today - 1, today - 1 } },
        { "tomorrow", { today + 1, today + 1 } },
        { "this week", { monday, monday + 6 } },
        { "last week", { monday - 7, monday - 1 } },
        { "next week", { monday + 7, monday + 13 } },
        { "this month", month_of(now) },
        { "last month", month_of(last_month) },
        { "this year", year_of(now.year) },
        { "last year", year_of(now.year - 1) },
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!str_is_folded(words, names[i].name)) continue;
        *out = names[i].of;
        return true;
    }
    return ago(words, today, out);
}

/* "2026" and "2026-01": a year, a month. */
static bool part_of_date(str words, days *out) {
    int year, month;
    bool is_month = words.length == 7 && words.at[4] == '-';
    if (!(words.length == 4 || is_month) || !number_in(str_cut(words, 0, 4), &year)) return false;
    if (year < 1 || year > 9999) return false;
    if (!is_month) {
        *out = year_of(year);
        return true;
    }
    if (!number_in(str_cut(words, 5, 7), &month) || month < 1 || month > 12) return false;
    *out = month_of((day){ year, month, 1 });
    return true;
}

bool ask_minutes(str words, int64_t now, int64_t *first, int64_t *last) {
    days found;
    moment m;
    words = str_trim(words);
    if (words.length > WORDS_MOST) return false;
    if (moment_read(words, &m)) {
        int64_t at = (int64_t)day_number(m.day) * MINUTES_A_DAY;
        if (m.hour >= 0) at += m.hour * 60 + m.minute - (m.zone == ZONE_NONE ? 0 : m.zone);
        *first = at;
        *last = m.hour >= 0 ? at : at + MINUTES_A_DAY - 1;
        return true;
    }
    if (!part_of_date(words, &found) && !named(words, (int32_t)(now / 86400), &found)) return false;
    *first = (int64_t)found.first * MINUTES_A_DAY;
    *last = (int64_t)found.last * MINUTES_A_DAY + MINUTES_A_DAY - 1;
    return true;
}
