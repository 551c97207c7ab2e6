/* record/times_holidays.c: days that have a name, by rule. Easter after the anonymous Gregorian
 * computus (Nature, 20 April 1876). */
#include "record/times.h"

static day easter_sunday(int year) {
    int a = year % 19, b = year / 100, c = year % 100;
    int d = b / 4, e = b % 4, g = (8 * b + 13) / 25;
    int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4;
    int l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
    int n = h + l - 7 * m + 114;
    return (day){ year, n / 31, n % 31 + 1 };
}

/* How a holiday is found: a fixed day, the n-th weekday of a month (-1: the last), or Easter;
 * each moved on by `plus` days. */
typedef struct holiday_rule {
    enum { FIXED, NTH, AT_EASTER } kind;
    int8_t month, number, weekday, plus;
} holiday_rule;

static const holiday_rule holidays[HOLIDAYS] = {
    [CHRISTMAS] = { FIXED, 12, 25, 0, 0 },     [CHRISTMAS_EVE] = { FIXED, 12, 24, 0, 0 },
    [NEW_YEAR] = { FIXED, 1, 1, 0, 0 },        [NEW_YEARS_EVE] = { FIXED, 12, 31, 0, 0 },
    [THANKSGIVING] = { NTH, 11, 4, 3, 0 },     [EASTER] = { AT_EASTER, 0, 0, 0, 0 },
    [GOOD_FRIDAY] = { AT_EASTER, 0, 0, 0, -2 }, [HALLOWEEN] = { FIXED, 10, 31, 0, 0 },
    [VALENTINES] = { FIXED, 2, 14, 0, 0 },     [INDEPENDENCE] = { FIXED, 7, 4, 0, 0 },
    [LABOR] = { NTH, 9, 1, 0, 0 },             [MEMORIAL] = { NTH, 5, -1, 0, 0 },
    [VETERANS] = { FIXED, 11, 11, 0, 0 },      [KING] = { NTH, 1, 3, 0, 0 },
    [PRESIDENTS] = { NTH, 2, 3, 0, 0 },        [COLUMBUS] = { NTH, 10, 2, 0, 0 },
    [ELECTION] = { NTH, 11, 1, 0, 1 },         [BOXING] = { FIXED, 12, 26, 0, 0 },
    [PATRICKS] = { FIXED, 3, 17, 0, 0 },       [MAY_DAY] = { FIXED, 5, 1, 0, 0 },
    [MOTHERS] = { NTH, 5, 2, 6, 0 },           [FATHERS] = { NTH, 6, 3, 6, 0 },
    [ASH_WEDNESDAY] = { AT_EASTER, 0, 0, 0, -46 }, [PALM_SUNDAY] = { AT_EASTER, 0, 0, 0, -7 },
    [REMEMBRANCE] = { FIXED, 11, 11, 0, 0 },   [REMEMBRANCE_SUNDAY] = { NTH, 11, 2, 6, 0 },
    [BASTILLE] = { FIXED, 7, 14, 0, 0 },       [CANADA] = { FIXED, 7, 1, 0, 0 },
    [AUSTRALIA] = { FIXED, 1, 26, 0, 0 },      [ANZAC] = { FIXED, 4, 25, 0, 0 },
    [INAUGURATION] = { FIXED, 1, 20, 0, 0 },   [BLACK_FRIDAY] = { NTH, 11, 4, 3, 1 },
    [CYBER_MONDAY] = { NTH, 11, 4, 3, 4 },     [JUNETEENTH] = { FIXED, 6, 19, 0, 0 },
    [EASTER_MONDAY] = { AT_EASTER, 0, 0, 0, 1 }, [GROUNDHOG] = { FIXED, 2, 2, 0, 0 },
};

static day nth_weekday(int year, const holiday_rule *h) {
    day first = { year, h->month, 1 };
    int days = (h->weekday - weekday(first) + 7) % 7;
    if (h->number > 0) return day_plus(first, days + (h->number - 1) * 7);
    int last = days + 28;
    return day_plus(first, last < month_length(year, h->month) ? last : last - 7);
}

static day holiday_day(int which, int year) {
    const holiday_rule *h = &holidays[which];
    if (h->kind == FIXED) return (day){ year, h->month, h->number };
    day d = h->kind == NTH ? nth_weekday(year, h) : easter_sunday(year);
    return day_plus(d, h->plus);
}

/* "Christmas lights", "Easter Seals": a holiday's name before a noun is no time. */
static bool is_attribute(const match *m) {
    static const char *const ends[] = { "day", "eve", NULL };
    const atoms *a = m->reader->atoms;
    const labels *l = m->reader->b->labels;
    const atom *next = match_after(m);
    if (!next || atom_in(a, m->past - 1, ends)) return false;
    bool capital = next->flags & ATOM_CAPITAL;
    if (capital && !next->is && m->past == m->first + 1) return true;
    if (label_is_sure(l, next->token)) return l->upos[next->token] == UPOS_NOUN;
    return !next->is && !capital && atom_is_letters(a, m->past)
        && !str_ends(atom_str(a, next), STR("ed"));
}

/* The year of a holiday whose year is not said: the nearest that the tense allows. */
static int holiday_year(const match *m, int which) {
    day anchor = m->reader->anchor;
    int gap = day_number(holiday_day(which, anchor.year)) - day_number(anchor);
    tense look = tense_around(m->reader, m->first, m->past);
    int most = look == TENSE_FUTURE ? 365 : look <= TENSE_PAST ? 45 : 120;
    int least = look == TENSE_FUTURE ? -1 : -250;
    if (match_at(m, 'L')) most = -1;
    if (match_at(m, 'X')) least = 1;
    return anchor.year - (gap > most) + (gap <= most && gap < least);
}

bool date_holiday(const match *m, int which, meaning *out) {
    const atom *year = match_at(m, 'Y'), *first = &m->reader->atoms->at[m->first];
    const uint64_t leads = IS('t') | IS('L') | IS('X') | IS('T') | IS('Y');
    if (!(first->flags & ATOM_CAPITAL) && !(first->is & leads)) return false;
    if (year ? false : !m->reader->anchor.year || is_attribute(m)) return false;
    meaning_date(out, GRAIN_DAY, holiday_day(which, year ? year->value : holiday_year(m, which)));
    out->sure = 0.9f;
    return true;
}
