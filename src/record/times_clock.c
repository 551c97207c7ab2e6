/* record/times_clock.c: clock times ("3:40 p.m.", "noon", "0735 GMT") and parts of the day. */
#include "record/times.h"

enum { HOUR = 60, NOON = 12 * HOUR, MIDNIGHT = 24 * HOUR }; /* minutes */

/* A bare "18:21" may be a verse or a score, "midnight" a colour: they need am or pm, a day, or
 * a word of time before them. */
static bool is_led_clock(const match *m) {
    const uint64_t before = IS('I') | IS('&') | IS('q') | IS('E') | IS('W') | IS('y') | IS('-')
                          | IS('D') | IS('Y') | IS('l') | IS('e') | IS('b');
    if (!m->first || m->reader->atoms->at[m->first].flags & ATOM_TWELVE) return true;
    return match_followed_by(m, IS('W') | IS('y') | IS('I') | IS('O')) || match_led_by(m, before);
}

/* "shortly after midnight" is early in the day, "at midnight" its end. */
static int noon_minutes(const match *m, const atom *noon) {
    static const char *const words[] = { "after", "past", NULL };
    if (noon->value) return NOON;
    return atom_in(m->reader->atoms, m->first - 1, words) ? 0 : MIDNIGHT;
}

/* Minutes of the day as written, am and pm apart; -1 where there are none. */
static int written_minutes(const match *m) {
    const atom *noon = match_at(m, 'N'), *military = match_at(m, 'm');
    const atom *x = match_at(m, 'c') ? match_at(m, 'c') : match_at(m, 'C');
    if (noon) return noon_minutes(m, noon);
    if (military) return military->value / 100 * HOUR + military->value % 100;
    if (x) return x->value;
    return match_at(m, 'h') ? match_at(m, 'h')->value * HOUR : -1;
}

/* "3 o'clock in the afternoon", "10 at night". */
static int add_part(int minutes, int part) {
    bool small_hours = part == PART_NIGHT && minutes < 5 * HOUR;
    bool late = part == PART_AFTERNOON || part == PART_EVENING || part == PART_NIGHT;
    return minutes < NOON && late && !small_hours ? minutes + NOON : minutes;
}

bool date_clock(const match *m, int option, meaning *out) {
    (void)option;
    const atom *half = match_at(m, 'a'), *part = match_at(m, 'p');
    int minutes = written_minutes(m);
    bool bare = m->past == m->first + 1 && (match_at(m, 'N') || match_at(m, 'c'));
    if (minutes < 0 || (half && minutes >= NOON + HOUR)) return false;
    if (bare && !is_led_clock(m)) return false;
    if (half) minutes = minutes % NOON + half->value * HOUR;
    if (part) minutes = add_part(minutes, part->value % PLURAL);
    if (minutes > MIDNIGHT) return false;
    *out = (meaning){ .type = TIME_TIME, .grain = GRAIN_CLOCK, .hour = minutes / HOUR,
                      .minute = minutes % HOUR, .no_day = true, .at = m->reader->today,
                      .sure = 0.93f };
    return true;
}

/* ---- parts of the day ---- */

/* The programme "This Morning"; "the dawn of an age". */
static bool is_title(const match *m, const atom *p) {
    if (atom_is_title(p)) return true;
    return atom_is(m->reader->atoms, m->past - 1, "dawn") && match_followed_by(m, IS('O'));
}

/* "in morning trading", "by afternoon"; "at night" is no night of its own. */
static bool is_led_part(const match *m, const atom *p) {
    static const char *const words[] = { "in", "by", NULL };
    return p->value != PART_NIGHT && atom_in(m->reader->atoms, m->first - 1, words);
}

/* "this morning", "the evening", "last night", "the next morning", "that evening". */
bool date_part(const match *m, int day_of, meaning *out) {
    const time_reader *r = m->reader;
    const atom *p = match_at(m, 'p');
    if (p->value >= PLURAL || is_title(m, p)) return false;
    if (day_of == OF_BARE && !is_led_part(m, p)) return false;
    *out = (meaning){ .type = TIME_TIME, .grain = GRAIN_PART, .part = p->value, .at = r->today,
                      .sure = 0.85f };
    out->no_day = day_of == OF_ANY || day_of == OF_BARE;
    if (day_of == OF_YESTERDAY && r->today.year) out->at = day_plus(r->today, -1);
    if (day_of == OF_FORMER) out->at = r->former_day;
    if (day_of != OF_NEXT) return day_of != OF_FORMER || out->at.year;
    day from = r->former_day.year ? r->former_day : r->today;
    if (from.year) out->at = day_plus(from, 1);
    return true;
}
