/* record/times_dates.c: days, weekdays and months as the calendar names them. What the words
 * leave open, the report's day and the tense around them decide. */
#include <stdlib.h>

#include "record/times.h"

/* ---- the year of what comes round every year ---- */

/* Days that a date without a year may lie ahead or behind: news speaks of what is near. */
enum {
    AHEAD_MOST = 150, AHEAD_FUTURE = 330, AHEAD_PLANNED = 300, AHEAD_PAST_DAY = 75,
    AHEAD_PAST_MONTH = 100, AHEAD_SURELY_PAST_MONTH = 20,
    BEHIND_MOST = 240, BEHIND_FUTURE = 100, BEHIND_PAST = 366,
};
enum { CLOSE_DAY = 2, CLOSE_MONTH = 4 }; /* atoms to a verb that leaves no doubt */

typedef struct reach {
    int behind, ahead; /* days */
} reach;

int match_year(const match *m) {
    const meaning *former = &m->reader->former;
    const atom *unit = match_at(m, 'u');
    int year = m->reader->anchor.year;
    if (match_at(m, 'Y')) return match_at(m, 'Y')->value;
    if (!year || !unit || unit->unit != UNIT_YEAR) return 0;
    if (match_at(m, 'B')) return former->grain ? former->at.year : year;
    if (match_at(m, 'L') || match_at(m, 'd')) return year - 1;
    return match_at(m, 'X') ? year + 1 : year;
}

/* What is fixed long before stands beside the date: "the Nov. 8 election". */
static bool is_planned(const match *m) {
    static const char *const nouns[] = {
        "election", "elections", "vote", "convention", "referendum", "summit", "primary",
        "deadline", "hearing", "trial", "games", "launch", "effect", NULL,
    };
    size_t least = m->first > 3 ? m->first - 3 : 0;
    for (size_t i = least; i < m->past + 2; i++)
        if (atom_in(m->reader->atoms, i, nouns)) return true;
    return false;
}

/* "a July meeting", "whose Feb. 9 vote": the verbs around it do not date it. */
static bool is_before_noun(const match *m) {
    const atoms *a = m->reader->atoms;
    bool led = match_led_by(m, IS('t') | IS('A')) || atom_is(a, m->first - 1, "whose");
    return led && atom_is_letters(a, m->past);
}

static reach reach_of(const match *m, bool month) {
    tense look = tense_near(m->reader, m->first, m->past, month ? CLOSE_MONTH : CLOSE_DAY);
    if (look == TENSE_FUTURE) return (reach){ BEHIND_FUTURE, AHEAD_FUTURE };
    if (is_planned(m) && look != TENSE_LONG_PAST) return (reach){ BEHIND_MOST, AHEAD_PLANNED };
    if (look > TENSE_PAST || (look == TENSE_PAST && is_before_noun(m)))
        return (reach){ BEHIND_MOST, AHEAD_MOST };
    if (look == TENSE_LONG_PAST)
        return (reach){ BEHIND_PAST, month ? AHEAD_SURELY_PAST_MONTH : 0 };
    return (reach){ BEHIND_PAST, month ? AHEAD_PAST_MONTH : AHEAD_PAST_DAY };
}

int match_near_year(const match *m, int month, int number) {
    day anchor = m->reader->anchor;
    bool whole = number == WHOLE_MONTH;
    day same = { anchor.year, month, whole ? 1 : number };
    int length = month_length(anchor.year, month);
    if (same.day > length) same.day = length;
    if (whole && month == anchor.month) return anchor.year;
    int gap = day_number(same) - day_number(anchor);
    reach most = reach_of(m, whole);
    if (gap > most.ahead) return anchor.year - 1;
    return gap < -most.behind ? anchor.year + 1 : anchor.year;
}

/* ---- days ---- */

enum { WEEKDAY_REACH = 215 }; /* days within which a weekday may choose another year */

/* A weekday beside a date that has no year may tell the year; else it contradicts it. */
static void check_weekday(const match *m, bool year_told, day *d, meaning *out) {
    const atom *w = match_at(m, 'W');
    day anchor = m->reader->anchor;
    if (!w || weekday(*d) == w->value) return;
    for (int k = -1; k <= 1 && !year_told; k++) {
        day other = { anchor.year + k, d->month, d->day };
        if (!day_is_valid(other) || weekday(other) != w->value) continue;
        if (abs(day_number(other) - day_number(anchor)) >= WEEKDAY_REACH) continue;
        *d = other;
        return;
    }
    out->conflict = true;
}

/* The 1 to 31 of a match, or 0. */
static int day_of_month(const match *m) {
    const atom *x = match_at(m, 'D') ? match_at(m, 'D') : match_at(m, 'o');
    return x && x->value >= 1 && x->value <= 31 ? x->value : 0;
}

/* "the Sept. 11 attacks". */
static bool is_the_attack(const match *m, int month, int number) {
    static const char *const words[] = { "attack", "attacks", "terror", "terrorist", "terrorists",
                                         "hijackers", "hijackings", NULL };
    return month == 9 && number == 11 && atom_in(m->reader->atoms, m->past, words);
}

static bool date_of(const match *m, int number, meaning *out) {
    int month = match_at(m, 'M')->value, year = match_year(m);
    if (!number || number > month_length(2000, month)) return false;
    out->sure = 0.97f;
    if (!year && is_the_attack(m, month, number)) year = 2001;
    if (!year && !m->reader->anchor.year) {
        meaning_literal(out, TIME_DATE, "XXXX-%02d-%02d", month, number);
        return true;
    }
    day d = { year ? year : match_near_year(m, month, number), month, number };
    if (!day_is_valid(d)) return false;
    check_weekday(m, year != 0, &d, out);
    meaning_date(out, GRAIN_DAY, d);
    out->calendar = true;
    return true;
}

bool date_day(const match *m, int option, meaning *out) {
    (void)option;
    return date_of(m, day_of_month(m), out);
}

/* "9" of "9 and 10 March". */
bool date_first_day(const match *m, int option, meaning *out) {
    (void)option;
    const atom *x = &m->reader->atoms->at[m->first];
    if (x->is & IS('t')) x++;
    if (!date_of(m, x->value, out)) return false;
    out->shorter = (int)(&m->reader->atoms->at[m->past] - x) - 1;
    return true;
}

bool date_numeric(const match *m, int option, meaning *out) {
    (void)option;
    day d = day_of_number(match_at(m, 'J')->value);
    check_weekday(m, true, &d, out);
    meaning_date(out, GRAIN_DAY, d);
    out->calendar = true;
    out->sure = 0.9f;
    return true;
}

/* "Tuesday the 4th": of this month or of one beside it, as the weekday has it. */
bool date_weekday_ordinal(const match *m, int option, meaning *out) {
    (void)option;
    static const int months[] = { 0, -1, 1 };
    day anchor = m->reader->anchor;
    int number = day_of_month(m);
    if (!number || !anchor.year) return false;
    out->sure = 0.9f;
    for (int k = 0; k < 3; k++) {
        day d = day_plus_months((day){ anchor.year, anchor.month, 1 }, months[k]);
        d.day = number;
        if (!day_is_valid(d) || weekday(d) != match_at(m, 'W')->value) continue;
        meaning_date(out, GRAIN_DAY, d);
        return true;
    }
    return false;
}

/* ---- weekdays ---- */

/* "Super Tuesday", "Bloody Sunday". */
static bool is_named_weekday(const match *m) {
    static const char *const words[] = { "Super", "Bloody", "Giving", "Ruby", "Fat", "Shrove",
                                         "Maundy", "Holy", NULL };
    return atom_in(m->reader->atoms, m->first - 1, words);
}

/* "Sun", "Jan" without a full stop or a number are names. */
static bool is_clipped(const match *m, const atom *x) {
    bool alone = m->past == m->first + 1;
    return alone && x->length < 4 && !(x->is & IS('V'))
        && m->reader->atoms->text.at[x->end - 1] != '.';
}

/* Days from the anchor to the weekday that the words mean; back: days since the last one. */
static int days_to(const match *m, int which, int back) {
    int ahead = 7 - back;
    if (match_at(m, 'u')) return back ? ahead + 7 : 7; /* "Saturday week" */
    if (which == WHICH_NEXT) return ahead;
    if (which == WHICH_LAST) return back ? -back : -7;
    tense look = tense_around(m->reader, m->first, m->past);
    if (!back) return 0;
    if (which == WHICH_THIS) return look > TENSE_PAST ? ahead : -back;
    if (look == TENSE_UNKNOWN && back == 6) return 1; /* tomorrow, more often */
    return look > TENSE_UNKNOWN ? ahead : -back;
}

bool date_weekday(const match *m, int which, meaning *out) {
    const atom *w = match_at(m, 'W');
    day anchor = m->reader->anchor;
    if (is_clipped(m, w) || is_named_weekday(m)) return false;
    out->sure = 0.95f;
    if (!anchor.year) {
        meaning_literal(out, TIME_DATE, "XXXX-WXX-%d", w->value + 1);
        return true;
    }
    int back = (weekday(anchor) - w->value + 7) % 7;
    meaning_date(out, GRAIN_DAY, day_plus(anchor, days_to(m, which, back)));
    return true;
}

/* "Monday of next week", "Friday last week". */
bool date_weekday_of_week(const match *m, int option, meaning *out) {
    (void)option;
    day anchor = m->reader->anchor;
    if (!anchor.year) return false;
    int weeks = match_at(m, 'L') ? -1 : match_at(m, 'X') ? 1 : 0;
    int days = match_at(m, 'W')->value - weekday(anchor) + weeks * 7;
    meaning_date(out, GRAIN_DAY, day_plus(anchor, days));
    out->sure = 0.95f;
    return true;
}

/* ---- months ---- */

static int month_year(const match *m, int which, int month) {
    day anchor = m->reader->anchor;
    if (which == WHICH_LAST) return month < anchor.month ? anchor.year : anchor.year - 1;
    if (which == WHICH_NEXT) return month > anchor.month ? anchor.year : anchor.year + 1;
    if (which == WHICH_THIS) return anchor.year;
    return match_near_year(m, month, WHOLE_MONTH);
}

/* "May" and "March" begin sentences as other words. */
static bool is_other_word(const match *m) {
    const atom *month = match_at(m, 'M');
    if (is_clipped(m, month)) return true;
    bool alone = m->past == m->first + 1 && month->flags & ATOM_FIRST;
    return alone && (month->value == 3 || month->value == 5)
        && atom_is_letters(m->reader->atoms, m->past);
}

bool date_month(const match *m, int which, meaning *out) {
    int month = match_at(m, 'M')->value, year = match_year(m);
    bool led = m->past > m->first + 1 && !match_at(m, 'Y');
    if (is_other_word(m) || (led && match_followed_by(m, IS('D')))) return false; /* "last May 5" */
    if (!year && match_at(m, 'u')) return false;
    out->sure = year ? 0.97f : 0.9f;
    if (!year && !m->reader->anchor.year) {
        meaning_literal(out, TIME_DATE, "XXXX-%02d", month);
        return true;
    }
    if (!year) year = month_year(m, which, month);
    meaning_date(out, GRAIN_MONTH, (day){ year, month, 1 });
    out->calendar = true;
    return true;
}
