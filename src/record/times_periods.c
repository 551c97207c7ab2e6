/* record/times_periods.c: years, decades, centuries, seasons, quarters and halves. */
#include "record/times.h"

/* ---- years and longer ---- */

enum { YEAR_LEAST = 1000, YEAR_PLAIN_LEAST = 1900, YEAR_PLAIN_MOST = 2050 };

/* What a year is not: an amount, a number with a unit, the first part of a compound. */
static bool is_amount(const match *m) {
    const atoms *a = m->reader->atoms;
    const atom *before = match_before(m), *next = match_after(m);
    if (before && (str_has(STR("$#+"), a->text.at[before->start]) || before->is & IS('/')))
        return true;
    if (before && before->is & IS('n')) return true;
    if (!next) return false;
    char c = a->text.at[next->start];
    if (c == '%' || c == '$' || is_digit(c) || next->is & IS('a')) return true;
    bool hyphen = next->is & IS('-') && next->flags & ATOM_GLUED;
    if (!hyphen || m->past + 1 >= a->count) return false;
    const atom *after = next + 1;
    return after->flags & ATOM_GLUED && !(after->is & IS('n')) && !atom_is(a, m->past + 1, "era");
}

/* "Case 2000", "Windows 2000". */
static bool is_numbered(const match *m) {
    const atom *before = match_before(m);
    return before && before->flags & ATOM_CAPITAL && !(before->flags & ATOM_FIRST) && !before->is;
}

bool date_year(const match *m, int option, meaning *out) {
    (void)option;
    const atom *x = match_at(m, 'Y') ? match_at(m, 'Y') : match_at(m, 'n');
    bool led = match_led_by(m, IS('t') | IS('I') | IS('O') | IS('&') | IS('M') | IS('l') | IS('e')
                                   | IS('L') | IS('-'))
            || atom_is(m->reader->atoms, m->first - 1, "since");
    bool plain = x->value >= YEAR_PLAIN_LEAST && x->value <= YEAR_PLAIN_MOST;
    if (x->value < YEAR_LEAST || is_amount(m)) return false;
    if (!led && (!plain || is_numbered(m))) return false;
    meaning_date(out, GRAIN_YEAR, (day){ x->value, 1, 1 });
    out->calendar = true;
    out->sure = led ? 0.95f : 0.85f;
    return true;
}

/* "the '90s", "the nineties"; "the low 40s" and "in her thirties" are none. */
static bool is_short_decade(const match *m, const atom *x) {
    static const char *const owners[] = { "his", "her", "their", "my", "your", "our", "its", NULL };
    const char *at = m->reader->atoms->text.at + x->start;
    if (atom_in(m->reader->atoms, m->first - 1, owners)) return false;
    if (!is_digit(*at)) return true; /* a word, or its own apostrophe */
    return x->start >= 3 && (at[-1] == '\'' || (at[-1] == '\x99' && at[-2] == '\x80'));
}

bool date_decade(const match *m, int option, meaning *out) {
    (void)option;
    const atom *x = match_at(m, 'k');
    int n = x->value;
    if (n < 100 && !is_short_decade(m, x)) return false;
    if (n < 100) n += n >= 30 || m->reader->anchor.year < 2030 ? 1900 : 2000;
    if (n < YEAR_LEAST || n > 2100) return false;
    meaning_date(out, GRAIN_DECADE, (day){ n, 1, 1 });
    out->calendar = true;
    out->sure = 0.93f;
    return true;
}

bool date_century(const match *m, int option, meaning *out) {
    (void)option;
    const atom *nth = match_at(m, 'o');
    int year = m->reader->anchor.year;
    if (nth ? nth->value < 2 || nth->value > 22 : !year) return false;
    int century = nth ? nth->value - 1 : (year - 1) / 100 - (match_at(m, 'L') != NULL);
    meaning_date(out, GRAIN_CENTURY, (day){ century * 100, 1, 1 });
    out->sure = 0.95f;
    return true;
}

/* ---- seasons ---- */

/* "by late summer", "the end of summer", "in winter"; else "spring" may be anything. */
static bool is_led_season(const match *m, const atom *s) {
    const atoms *a = m->reader->atoms;
    if (s->flags & ATOM_CAPITAL || s->value >= PLURAL) return false;
    if (match_led_by(m, IS('E'))) return true;
    if (match_led_by(m, IS('O')) && m->first > 1 && a->at[m->first - 2].is & IS('K')) return true;
    const uint64_t links = IS('I') | IS('&') | IS('O');
    bool goes_on = atom_is_letters(a, m->past) && !match_followed_by(m, links);
    return match_led_by(m, IS('I')) && !goes_on && s->value != SEASON_FALL;
}

static int season_year(const match *m, int which, int season) {
    day anchor = m->reader->anchor;
    int month = season * 3 + 3;
    bool wintry = season == SEASON_WINTER && anchor.month <= 2; /* it began the year before */
    if (wintry) anchor.year--, anchor.month = 12;
    bool begun = month <= anchor.month, over = month + 3 <= anchor.month;
    if (which == WHICH_LAST) return over ? anchor.year : anchor.year - 1;
    if (which == WHICH_NEXT) return begun ? anchor.year + 1 : anchor.year;
    if (which == WHICH_THIS || (begun && !over)) return anchor.year;
    return match_near_year(m, month, WHOLE_MONTH);
}

bool date_season(const match *m, int which, meaning *out) {
    const atom *s = match_at(m, 's');
    int season = s->value % PLURAL, year = match_year(m);
    if (which == WHICH_BARE && !is_led_season(m, s)) return false;
    if (!year && !m->reader->anchor.year) {
        meaning_literal(out, TIME_DATE, "XXXX-%s", season_name(season));
        return true;
    }
    if (!year) year = season_year(m, which, season);
    meaning_date(out, GRAIN_SEASON, (day){ year, season * 3 + 3, 1 });
    out->part = season;
    out->sure = 0.85f;
    return true;
}

/* ---- quarters and halves ---- */

static int quarter_year(const match *m, int quarter, tense look) {
    day anchor = m->reader->anchor;
    int now = (anchor.month + 2) / 3;
    if (quarter + 1 < now && look == TENSE_FUTURE) return anchor.year + 1;
    if (quarter == 1 && now == 4 && look >= TENSE_UNKNOWN) return anchor.year + 1; /* the nearer */
    return quarter <= now || look == TENSE_FUTURE ? anchor.year : anchor.year - 1;
}

static void set_quarter(const match *m, int quarter, meaning *out) {
    int year = match_year(m);
    tense look = tense_around(m->reader, m->first, m->past);
    if (!year) year = quarter_year(m, quarter, look);
    meaning_date(out, GRAIN_QUARTER, (day){ year, quarter * 3 - 2, 1 });
    out->ahead = look == TENSE_FUTURE;
    out->calendar = true;
    out->sure = 0.9f;
}

/* "the third quarter", "last year's third quarter", "Q3 2017". */
bool date_quarter(const match *m, int option, meaning *out) {
    (void)option;
    const atom *nth = match_at(m, 'Q') ? match_at(m, 'Q') : match_at(m, 'o');
    int quarter = nth->value == -1 ? 4 : nth->value; /* "final" */
    if (quarter < 1 || quarter > 4) return false;
    if (match_at(m, 'Y') || m->reader->anchor.year) set_quarter(m, quarter, out);
    else meaning_literal(out, TIME_DATE, "XXXX-Q%d", quarter);
    return true;
}

enum { MONEY_REACH = 16 }; /* atoms */

static bool tells_of_money(const match *m) {
    const atoms *a = m->reader->atoms;
    size_t least = m->first > MONEY_REACH ? m->first - MONEY_REACH : 0;
    for (size_t i = least; i < a->count && i < m->past + MONEY_REACH; i++)
        if (str_has(STR("$%"), a->text.at[a->at[i].start]) || atom_is(a, i, "percent")) return true;
    return m->reader->quarter.year != 0;
}

/* "third-period earnings"; in ice hockey there is no money near. */
bool date_period(const match *m, int option, meaning *out) {
    return tells_of_money(m) && date_quarter(m, option, out);
}

/* "the June quarter": the one that ends with the month. */
bool date_month_quarter(const match *m, int option, meaning *out) {
    (void)option;
    int month = match_at(m, 'M')->value;
    if (month % 3 || !m->reader->anchor.year) return false;
    set_quarter(m, month / 3, out);
    return true;
}

/* A bare "the first half" is one of a year only where money is spoken of, not in sport. */
bool date_half(const match *m, int bare, meaning *out) {
    int half = match_at(m, 'o')->value, year = match_year(m);
    if (half < 1 || half > 2 || (bare && !tells_of_money(m))) return false;
    if (!year) year = m->reader->anchor.year;
    if (!year) return false;
    meaning_date(out, GRAIN_HALF, (day){ year, half * 6 - 5, 1 });
    out->sure = 0.9f;
    return true;
}
