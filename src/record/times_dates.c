/* record/times_dates.c: days, months, years, quarters, seasons, clock times, as the calendar
 * names them. What the words leave open, the report's day and the tense around them decide. */
#include <stdlib.h>

#include "record/times.h"

static bool number_of(const atom *x, int least, int most) {
    return x && x->value >= least && x->value <= most;
}

static day anchor_of(const match *m) {
    return m->reader->anchor;
}

/* "this year", "last year", "that year" beside a month: its year, or 0. */
static int year_beside(const match *m) {
    const meaning *former = &m->reader->former;
    if (match_at(m, 'Y')) return match_at(m, 'Y')->value;
    if (!anchor_of(m).year || !match_at(m, 'u') || match_at(m, 'u')->unit != UNIT_YEAR) return 0;
    if (match_at(m, 'B')) return former->grain ? former->at.year : 0;
    if (match_at(m, 'L') || match_at(m, 'd')) return anchor_of(m).year - 1;
    return match_at(m, 'X') ? anchor_of(m).year + 1 : anchor_of(m).year;
}

/* Days that a date without a year may lie ahead or behind; news speaks of what is near. */
enum { AHEAD_MOST = 150, BEHIND_MOST = 240, PLANNED_MOST = 300 };

/* A noun after the date, or before "in", of what is fixed long before: "the Nov. 8 election". */
static bool is_planned(const match *m) {
    static const char *const nouns[] = { "election", "elections", "vote", "convention", "referendum", "summit",
                                         "primary", "deadline", "hearing", "trial", "games", "launch",
                                         "effect" };
    const atoms *a = m->reader->atoms;
    size_t least = m->first > 3 ? m->first - 3 : 0, most = m->past + 2 < a->count ? m->past + 2 : a->count;
    for (size_t i = least; i < most; i++)
        for (size_t k = 0; k < sizeof nouns / sizeof *nouns; k++)
            if (str_is_folded(atom_str(a, &a->at[i]), nouns[k])) return true;
    return false;
}

static bool is_before_noun(const match *m) {
    const atoms *a = m->reader->atoms;
    if (!m->first || m->past >= a->count) return false;
    bool led = a->at[m->first - 1].is & (IS('t') | IS('A')) || str_is_folded(atom_str(a, &a->at[m->first - 1]), "whose");
    return led && is_ascii_letter(a->text.at[a->at[m->past].start]);
}

typedef struct reach {
    int behind, ahead; /* days */
} reach;

/* How far off a date may lie that the words put into the past, the future or neither. */
static reach reach_of(const match *m, bool whole_month) {
    tense look = tense_near(m->reader, m->first, m->past, whole_month ? 4 : 2);
    if (look == TENSE_FUTURE) return (reach){ 100, 250 };
    if (is_planned(m) && look != TENSE_LONG_PAST) return (reach){ BEHIND_MOST, PLANNED_MOST };
    if (look == TENSE_UNKNOWN || look == TENSE_PRESENT || (look == TENSE_PAST && is_before_noun(m)))
        return (reach){ BEHIND_MOST, AHEAD_MOST };
    return (reach){ 366, look == TENSE_LONG_PAST ? (whole_month ? 20 : 0) : whole_month ? 100 : 75 };
}

/* Of a date that comes round every year: the one that the words mean. A date some weeks ahead
 * is to come whatever the tense beside it ("approved a dividend payable Dec. 15"). */
static int year_of(const match *m, int month, int number, bool whole_month) {
    day anchor = anchor_of(m);
    day same = { anchor.year, month, number };
    if (number > month_length(anchor.year, month)) same.day = month_length(anchor.year, month);
    int gap = day_number(same) - day_number(anchor); /* days from the report's day */
    if (whole_month && month == anchor.month) return anchor.year;
    reach most = reach_of(m, whole_month);
    if (gap > most.ahead) return anchor.year - 1;
    return gap < -most.behind ? anchor.year + 1 : anchor.year;
}

/* A weekday beside a date that has no year may tell the year; else it contradicts it. */
static void check_weekday(const match *m, day *d, bool year_given, meaning *out) {
    const atom *w = match_at(m, 'W');
    if (!w || weekday(*d) == w->value) return;
    day anchor = anchor_of(m);
    for (int k = -1; k <= 1 && !year_given; k++) {
        day other = { anchor.year + k, d->month, d->day };
        int gap = abs(day_number(other) - day_number(anchor));
        if (gap < 215 && day_is_valid(other) && weekday(other) == w->value) {
            *d = other;
            return;
        }
    }
    out->conflict = true;
}

static const atom *day_of_month(const match *m) {
    const atom *d = match_at(m, 'D');
    return d ? d : match_at(m, 'o');
}

/* "the Sept. 11 attacks". */
static bool is_the_attack(const match *m) {
    const atoms *a = m->reader->atoms;
    if (m->past >= a->count) return false;
    str next = atom_str(a, &a->at[m->past]);
    return str_starts_folded(next, STR("attack")) || str_starts_folded(next, STR("terror"))
        || str_starts_folded(next, STR("hijack"));
}

bool date_day(const match *m, int option, meaning *out) {
    (void)option;
    const atom *number = day_of_month(m), *month = match_at(m, 'M');
    if (!number_of(number, 1, 31)) return false;
    if (number->value > (month->value == 2 ? 29 : month_length(2000, month->value))) return false;
    out->sure = 0.97f;
    int told = year_beside(m);
    if (!told && month->value == 9 && number->value == 11 && is_the_attack(m)) told = 2001;
    if (!told && !anchor_of(m).year) {
        meaning_literal(out, TIME_DATE, "XXXX-%02d-%02d", month->value, number->value);
        return true;
    }
    day d = { told ? told : year_of(m, month->value, number->value, false), month->value, number->value };
    if (!day_is_valid(d)) return false;
    check_weekday(m, &d, told != 0, out);
    meaning_date(out, GRAIN_DAY, d);
    out->calendar = true;
    return true;
}

/* "9" of "9 and 10 March". */
bool date_first_day(const match *m, int option, meaning *out) {
    match first = *m;
    const atom *number = &m->reader->atoms->at[m->first];
    if (number->is & IS('t')) number++;
    first.slot[__builtin_ctzll(IS('D'))] = number;
    if (!date_day(&first, option, out)) return false;
    out->shorter = (int)(&m->reader->atoms->at[m->past] - number) - 1;
    return true;
}

bool date_numeric(const match *m, int option, meaning *out) {
    (void)option;
    day d = day_of_number(match_at(m, 'J')->value);
    check_weekday(m, &d, true, out);
    meaning_date(out, GRAIN_DAY, d);
    out->calendar = true;
    out->sure = 0.9f;
    return true;
}

/* "Tuesday the 4th": the day of this month or of one beside it that falls on the weekday. */
bool date_weekday_ordinal(const match *m, int option, meaning *out) {
    (void)option;
    const atom *number = day_of_month(m);
    day anchor = anchor_of(m);
    if (!number_of(number, 1, 31) || !anchor.year) return false;
    out->sure = 0.9f;
    static const int months[] = { 0, -1, 1 };
    for (int k = 0; k < 3; k++) {
        day d = day_plus_months((day){ anchor.year, anchor.month, 1 }, months[k]);
        d.day = number->value;
        if (!day_is_valid(d) || weekday(d) != match_at(m, 'W')->value) continue;
        meaning_date(out, GRAIN_DAY, d);
        return true;
    }
    return false;
}

/* Options of what stands before or after a month, a season, a weekday. */
enum { WHICH_NEAR, WHICH_LAST, WHICH_NEXT, WHICH_THIS, WHICH_BARE };

static int month_year(const match *m, int which, int month) {
    day anchor = anchor_of(m);
    if (which == WHICH_LAST) return month < anchor.month ? anchor.year : anchor.year - 1;
    if (which == WHICH_NEXT) return month > anchor.month ? anchor.year : anchor.year + 1;
    if (which == WHICH_THIS) return anchor.year;
    return year_of(m, month, 1, true);
}

/* "Sun", "Jan" without a full stop or a number are names. */
static bool is_clipped(const match *m, const atom *x) {
    return m->past == m->first + 1 && x->length < 4 && !(x->is & IS('V')) && m->reader->atoms->text.at[x->end - 1] != '.';
}

/* "May" and "March" begin sentences as other words, "April" and "June" are names. */
static bool is_bare_month(const match *m) {
    if (is_clipped(m, match_at(m, 'M'))) return false;
    const atoms *a = m->reader->atoms;
    const atom *month = match_at(m, 'M');
    if (m->past != m->first + 1 || month->value < 3 || month->value > 6 || month->length < 3) return true;
    if (!(month->flags & ATOM_FIRST)) return true;
    if (month->value == 4 || month->value == 6) return true;
    return m->past < a->count && !is_ascii_letter(a->text.at[a->at[m->past].start]);
}

bool date_month(const match *m, int which, meaning *out) {
    const atom *month = match_at(m, 'M');
    const atoms *a = m->reader->atoms;
    int year = year_beside(m);
    bool day_follows = m->past < a->count && a->at[m->past].is & IS('D');
    if (!is_bare_month(m) || (day_follows && m->past > m->first + 1 && !match_at(m, 'Y'))) return false;
    out->sure = year ? 0.97f : 0.9f;
    if (!year && match_at(m, 'u')) return false;
    if (!year && !anchor_of(m).year) {
        meaning_literal(out, TIME_DATE, "XXXX-%02d", month->value);
        return true;
    }
    if (!year) year = month_year(m, which, month->value);
    meaning_date(out, GRAIN_MONTH, (day){ year, month->value, 1 });
    out->calendar = true;
    return true;
}

/* ---- years and longer ---- */

static const char *word_before(const match *m) {
    return m->first ? m->reader->atoms->text.at + m->reader->atoms->at[m->first - 1].start : "";
}

/* What a year is not: an amount, a number in a name or a code, the model of a thing. */
static bool is_amount(const match *m) {
    const atoms *a = m->reader->atoms;
    char before = *word_before(m);
    if (m->first && (before == '$' || before == '#' || before == '+')) return true;
    if (m->first && a->at[m->first - 1].is & IS('/')) return true;
    if (m->past >= a->count) return false;
    const atom *next = &a->at[m->past];
    char c = a->text.at[next->start];
    if (c == '%' || is_digit(c) || next->is & IS('a') || c == '$') return true;
    bool hyphen = next->is & IS('-') && next->flags & ATOM_GLUED && m->past + 1 < a->count;
    if (!hyphen) return false;
    const atom *after = &a->at[m->past + 1];
    return after->flags & ATOM_GLUED && !(after->is & IS('n')) && !str_is(atom_str(a, after), "era");
}

/* "Case 2000", "Windows 2000". */
static bool is_numbered(const match *m) {
    const atoms *a = m->reader->atoms;
    if (!m->first) return false;
    const atom *before = &a->at[m->first - 1];
    return before->flags & ATOM_CAPITAL && !(before->flags & ATOM_FIRST) && !before->is;
}

bool date_year(const match *m, int option, meaning *out) {
    (void)option;
    const atom *x = match_at(m, 'Y') ? match_at(m, 'Y') : match_at(m, 'n');
    int year = x->value;
    const atoms *a = m->reader->atoms;
    if (is_amount(m) || year < 1000) return false;
    bool led = m->first && a->at[m->first - 1].is & (IS('t') | IS('I') | IS('O') | IS('&') | IS('M') | IS('l')
                                                     | IS('e') | IS('L') | IS('-'));
    bool since = m->first && str_is_folded(atom_str(a, &a->at[m->first - 1]), "since");
    if ((year < 1900 || year > 2050) && !led && !since) return false;
    if (m->first && a->at[m->first - 1].is & IS('n')) return false;
    if (!led && !since && is_numbered(m)) return false;
    meaning_date(out, GRAIN_YEAR, (day){ year, 1, 1 });
    out->calendar = true;
    out->sure = led || since ? 0.95f : 0.85f;
    return true;
}

/* "in her 30s": an age. */
static bool is_possessive(const atoms *a, size_t i) {
    static const char *const words[] = { "his", "her", "their", "my", "your", "our", "its" };
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (str_is_folded(atom_str(a, &a->at[i]), words[k])) return true;
    return false;
}

/* "the '90s", "the nineties"; "the low 40s" and "her thirties" are none. */
static bool is_short_decade(const match *m) {
    const atoms *a = m->reader->atoms;
    const atom *x = match_at(m, 'k');
    if (m->first && is_possessive(a, m->first - 1)) return false;
    const char *at = a->text.at + x->start;
    if (!is_digit(*at)) return *at == '\'' || x->is == IS('k');
    return x->start >= 3 && (at[-1] == '\'' || (at[-1] == '\x99' && at[-2] == '\x80'));
}

bool date_decade(const match *m, int option, meaning *out) {
    (void)option;
    int n = match_at(m, 'k')->value;
    if (n < 100 && !is_short_decade(m)) return false;
    if (n < 100) n += n >= 30 || !anchor_of(m).year || anchor_of(m).year < 2030 ? 1900 : 2000;
    if (n < 1000 || n > 2100) return false;
    meaning_date(out, GRAIN_DECADE, (day){ n, 1, 1 });
    out->calendar = true;
    out->sure = 0.93f;
    return true;
}

bool date_century(const match *m, int option, meaning *out) {
    (void)option;
    const atom *number = match_at(m, 'o');
    if (number && !number_of(number, 2, 22)) return false;
    if (!number && !anchor_of(m).year) return false;
    int century = number ? number->value - 1 : (anchor_of(m).year - 1) / 100 - (match_at(m, 'L') != NULL);
    meaning_date(out, GRAIN_CENTURY, (day){ century * 100, 1, 1 });
    out->sure = 0.95f;
    return true;
}

/* ---- weekdays ---- */

/* "Super Tuesday", "Bloody Sunday". */
static bool is_named_weekday(const match *m) {
    static const char *const words[] = { "Super", "Bloody", "Giving", "Ruby", "Fat", "Shrove", "Maundy", "Holy" };
    const atoms *a = m->reader->atoms;
    for (size_t i = 0; m->first && i < sizeof words / sizeof *words; i++)
        if (str_is(atom_str(a, &a->at[m->first - 1]), words[i])) return true;
    return false;
}

bool date_weekday(const match *m, int which, meaning *out) {
    int wanted = match_at(m, 'W')->value;
    day anchor = anchor_of(m);
    out->sure = 0.95f;
    if (is_clipped(m, match_at(m, 'W')) || is_named_weekday(m)) return false;
    if (!anchor.year) {
        meaning_literal(out, TIME_DATE, "XXXX-WXX-%d", wanted + 1);
        return true;
    }
    tense look = which == WHICH_NEAR ? tense_around(m->reader, m->first, m->past) : TENSE_PAST;
    int back = (weekday(anchor) - wanted + 7) % 7; /* days since the last one */
    int days = -back;
    if (which == WHICH_LAST && !back) days = -7;
    if (which == WHICH_NEXT) days = 7 - back;
    if (which == WHICH_NEAR && look >= TENSE_PRESENT && back) days = 7 - back;
    if (which == WHICH_NEAR && look == TENSE_UNKNOWN && back == 6) days = 1; /* tomorrow, more often */
    if (which == WHICH_THIS && tense_around(m->reader, m->first, m->past) > TENSE_PAST && back)
        days = 7 - back;
    if (match_at(m, 'u')) days = (back ? 14 - back : 7); /* "Saturday week" */
    meaning_date(out, GRAIN_DAY, day_plus(anchor, days));
    return true;
}

/* "Monday of next week", "Friday last week". */
bool date_weekday_of_week(const match *m, int option, meaning *out) {
    (void)option;
    day anchor = anchor_of(m);
    if (!anchor.year) return false;
    int weeks = match_at(m, 'L') ? -1 : match_at(m, 'X') ? 1 : 0;
    meaning_date(out, GRAIN_DAY, day_plus(anchor, match_at(m, 'W')->value - weekday(anchor) + weeks * 7));
    out->sure = 0.95f;
    return true;
}

/* ---- seasons, quarters, halves ---- */

static const int season_months[SEASONS] = { 3, 6, 9, 12 };

/* "by late summer", "the end of summer", "in winter"; else "spring" may be anything. */
static bool is_led_season(const match *m) {
    const atoms *a = m->reader->atoms;
    if (!m->first || match_at(m, 's')->flags & ATOM_CAPITAL || match_at(m, 's')->value >= 16) return false;
    const atom *before = &a->at[m->first - 1];
    bool of_end = before->is & IS('O') && m->first > 1 && a->at[m->first - 2].is & IS('K');
    bool other = m->past < a->count && is_ascii_letter(a->text.at[a->at[m->past].start])
              && !(a->at[m->past].is & (IS('I') | IS('&') | IS('O')));
    return before->is & IS('E') || of_end || (!other && before->is & IS('I') && match_at(m, 's')->value != 2);
}

bool date_season(const match *m, int which, meaning *out) {
    int season = match_at(m, 's')->value % 16, month = season_months[season];
    int year = year_beside(m);
    day anchor = anchor_of(m);
    if (which == WHICH_BARE && !is_led_season(m)) return false;
    if (!year && !anchor.year) {
        static const char *const names[SEASONS] = { "SP", "SU", "FA", "WI" };
        meaning_literal(out, TIME_DATE, "XXXX-%s", names[season]);
        return true;
    }
    bool begun = month <= anchor.month, over = month + 3 <= anchor.month;
    bool wintry = season == SEASON_WINTER && anchor.month <= 2;
    if (!year && which == WHICH_LAST) year = over ? anchor.year : anchor.year - 1;
    if (!year && which == WHICH_NEXT) year = begun ? anchor.year + 1 : anchor.year;
    if (!year && wintry) year = anchor.year - 1;
    if (!year && which == WHICH_THIS) year = anchor.year;
    if (!year) year = begun && !over ? anchor.year : year_of(m, month, 1, true);
    meaning_date(out, GRAIN_SEASON, (day){ year, month, 1 });
    out->part = season;
    out->sure = 0.85f;
    return true;
}

static int quarter_year(const match *m, int quarter) {
    day anchor = anchor_of(m);
    int year = year_beside(m);
    if (year) return year;
    int now = (anchor.month + 2) / 3;
    tense look = tense_around(m->reader, m->first, m->past);
    if (quarter + 1 < now && look == TENSE_FUTURE) return anchor.year + 1;
    if (quarter == 1 && now == 4 && look >= TENSE_UNKNOWN) return anchor.year + 1; /* the nearer one */
    return quarter <= now || look == TENSE_FUTURE ? anchor.year : anchor.year - 1;
}

/* "the third quarter", "last year's third quarter", "Q3 2017". */
bool date_quarter(const match *m, int option, meaning *out) {
    (void)option;
    const atom *number = match_at(m, 'Q') ? match_at(m, 'Q') : match_at(m, 'o');
    int quarter = number->value == -1 ? 4 : number->value;
    if (quarter < 1 || quarter > 4) return false;
    out->sure = 0.9f;
    if (!match_at(m, 'Y') && !anchor_of(m).year) {
        meaning_literal(out, TIME_DATE, "XXXX-Q%d", quarter);
        return true;
    }
    out->ahead = tense_around(m->reader, m->first, m->past) == TENSE_FUTURE;
    meaning_date(out, GRAIN_QUARTER, (day){ quarter_year(m, quarter), quarter * 3 - 2, 1 });
    out->calendar = true;
    return true;
}

static bool tells_of_money(const match *m) {
    const atoms *a = m->reader->atoms;
    size_t least = m->first > 16 ? m->first - 16 : 0, most = m->past + 16 < a->count ? m->past + 16 : a->count;
    for (size_t i = least; i < most; i++) {
        char c = a->text.at[a->at[i].start];
        if (c == '$' || c == '%' || str_is(atom_str(a, &a->at[i]), "percent")) return true;
    }
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
    if (month % 3 || !anchor_of(m).year) return false;
    meaning_date(out, GRAIN_QUARTER, (day){ quarter_year(m, month / 3), month - 2, 1 });
    out->calendar = true;
    out->sure = 0.85f;
    return true;
}

/* A bare "the first half" is one of a year only where money is spoken of, not in sport. */
bool date_half(const match *m, int bare, meaning *out) {
    const atom *number = match_at(m, 'o');
    if (!number_of(number, 1, 2) || (bare && !tells_of_money(m))) return false;
    int year = year_beside(m);
    if (!year && !anchor_of(m).year) return false;
    if (!year) year = anchor_of(m).year;
    meaning_date(out, GRAIN_HALF, (day){ year, number->value * 6 - 5, 1 });
    out->sure = 0.9f;
    return true;
}

/* ---- holidays ---- */

/* "Christmas lights": a holiday's name before a noun is no time. */
static bool is_attribute(const match *m) {
    const atoms *a = m->reader->atoms;
    const labels *l = m->reader->b->labels;
    if (m->past >= a->count || a->at[m->past - 1].is & IS('u')
        || str_is_folded(atom_str(a, &a->at[m->past - 1]), "eve")) return false; /* "Christmas Day" */
    const atom *next = &a->at[m->past];
    if (next->flags & ATOM_CAPITAL && !next->is && m->past == m->first + 1) return true; /* a name */
    if (l && l->upos && l->upos_sure && l->upos_sure[next->token] > 0.8f)
        return l->upos[next->token] == UPOS_NOUN;
    return !next->is && is_ascii_letter(a->text.at[next->start]) && !(next->flags & ATOM_CAPITAL)
        && !str_ends(atom_str(a, next), STR("ed"));
}

bool date_holiday(const match *m, int which, meaning *out) {
    const atoms *a = m->reader->atoms;
    day anchor = anchor_of(m);
    const atom *year = match_at(m, 'Y'), *first = &a->at[m->first];
    if (!year && is_attribute(m)) return false;
    if (!(first->flags & ATOM_CAPITAL) && !(first->is & (IS('t') | IS('L') | IS('X') | IS('T') | IS('Y')))) return false;
    if (!year && !anchor.year) return false;
    day d = holiday_day(which, year ? year->value : anchor.year);
    if (!year) {
        tense look = tense_around(m->reader, m->first, m->past);
        int gap = day_number(d) - day_number(anchor);
        int most = look == TENSE_FUTURE ? 365 : look <= TENSE_PAST ? 45 : 120;
        int least = look == TENSE_FUTURE ? -1 : -250;
        if (match_at(m, 'L')) most = -1;
        if (match_at(m, 'X')) least = 1;
        if (gap > most) d = holiday_day(which, anchor.year - 1);
        else if (gap < least) d = holiday_day(which, anchor.year + 1);
    }
    meaning_date(out, GRAIN_DAY, d);
    out->sure = 0.9f;
    return true;
}

/* ---- clock times ---- */

/* A bare "18:21" may be a verse or a score, "midnight" a colour: they need am or pm, a day, or
 * a word of time before them. */
static bool is_led_clock(const match *m) {
    const atoms *a = m->reader->atoms;
    if (a->at[m->first].flags & ATOM_TWELVE || !m->first) return true;
    if (m->past < a->count && a->at[m->past].is & (IS('W') | IS('y') | IS('I') | IS('O'))) return true;
    const atom *before = &a->at[m->first - 1];
    return (before->is & (IS('I') | IS('&') | IS('q') | IS('E') | IS('W') | IS('y') | IS('-') | IS('D') | IS('Y')
                          | IS('l') | IS('e') | IS('b'))) != 0;
}

/* "shortly after midnight" is early in the day, "at midnight" its end. */
static bool is_after(const match *m) {
    const atoms *a = m->reader->atoms;
    if (!m->first) return false;
    str before = atom_str(a, &a->at[m->first - 1]);
    return str_is_folded(before, "after") || str_is_folded(before, "past");
}

bool date_clock(const match *m, int option, meaning *out) {
    const atom *x = match_at(m, 'c') ? match_at(m, 'c') : match_at(m, 'C');
    const atom *hour = match_at(m, 'h'), *half = match_at(m, 'a'), *noon = match_at(m, 'N');
    int minutes = 0;
    if (noon) minutes = noon->value || is_after(m) ? noon->value * 60 : 24 * 60;
    else if (match_at(m, 'm')) minutes = match_at(m, 'm')->value / 100 * 60 + match_at(m, 'm')->value % 100;
    else if (x) minutes = x->value;
    else if (hour) minutes = hour->value * 60;
    else return false;
    if (half && minutes >= 13 * 60) return false;
    bool bare = m->past == m->first + 1 && !half;
    if (bare && (noon || match_at(m, 'c')) && !is_led_clock(m)) return false;
    if (half) minutes = minutes % 720 + half->value * 60;
    const atom *part = match_at(m, 'p');
    if (part && minutes < 720 && part->value % 16 >= PART_AFTERNOON && !(part->value % 16 == PART_NIGHT && minutes < 300))
        minutes += 720;
    if (option && !half && !part && minutes == 0) return false;
    if (minutes > 24 * 60) return false;
    out->type = TIME_TIME;
    out->grain = GRAIN_CLOCK;
    out->hour = minutes / 60;
    out->minute = minutes % 60;
    out->second = -1;
    out->no_day = true;
    out->at = m->reader->today;
    out->sure = 0.93f;
    return true;
}

/* "in morning trading", "by afternoon"; "at night" is no night of its own. */
static bool is_led_part(const match *m) {
    const atoms *a = m->reader->atoms;
    if (!m->first || match_at(m, 'p')->value == PART_NIGHT) return false;
    str before = atom_str(a, &a->at[m->first - 1]);
    return str_is_folded(before, "in") || str_is_folded(before, "by");
}

/* The programme "This Morning"; "the dawn of an age". */
static bool is_title_part(const match *m) {
    const atoms *a = m->reader->atoms;
    const atom *p = match_at(m, 'p');
    if (p->flags & ATOM_CAPITAL && !(p->flags & (ATOM_FIRST | ATOM_UPPER))) return true;
    bool dawn = str_is_folded(atom_str(a, p), "dawn");
    return dawn && m->past < a->count && a->at[m->past].is & IS('O');
}

/* "that evening". */
static bool part_of_former(const match *m, int part, meaning *out) {
    out->type = TIME_TIME;
    out->grain = GRAIN_PART;
    out->part = part;
    out->at = m->reader->former_day;
    out->sure = 0.75f;
    return out->at.year != 0;
}

/* "this morning", "the evening", "last night", "overnight". */
bool date_part(const match *m, int days, meaning *out) {
    int part = match_at(m, 'p')->value;
    if (part >= 16 || (days == 4 && !is_led_part(m)) || is_title_part(m)) return false;
    if (days == 4) days = 2;
    if (days == 5) return part_of_former(m, part, out);
    out->type = TIME_TIME;
    out->grain = GRAIN_PART;
    out->part = part;
    out->at = m->reader->today;
    if (days == 3 && m->reader->former_day.year)
        out->at = day_plus(m->reader->former_day, 1);
    else if (out->at.year && days != 2) out->at = day_plus(out->at, days == 3 ? 1 : days);
    out->no_day = days == 2;
    out->sure = 0.85f;
    return true;
}
