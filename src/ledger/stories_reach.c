/* ledger/stories_reach.c: the days that a report is held against, and what is listed by day. */
#include <string.h>

#include "ledger/stories_state.h"

enum { MINUTES_A_DAY = 1440, DAYS_MOST = 1 << 30 };

int32_t stories_day(int64_t minute) {
    if (minute == STORY_NO_MINUTE) return DAY_UNDATED;
    int64_t day = minute / MINUTES_A_DAY - (minute % MINUTES_A_DAY < 0);
    return (int32_t)(day < -DAYS_MOST ? -DAYS_MOST : day > DAYS_MOST ? DAYS_MOST : day);
}

/* The first place of the days whose day is no less. */
static size_t place_of(const stories *s, int32_t day) {
    size_t low = 0, high = s->days.count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (s->days.at[middle].day < day) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* Makes a place for a day; where nothing was between its neighbours, nothing is now. */
static day_held *insert_day(stories *s, size_t at, int32_t day) {
    bool follows = at < s->days.count ? s->days.at[at].follows : s->ends;
    (void)LIST_ADD(s->a, &s->days);
    day_held *d = &s->days.at[at];
    memmove(d + 1, d, (s->days.count - 1 - at) * sizeof *d);
    *d = (day_held){ .day = day, .follows = follows };
    return d;
}

day_held *stories_day_held(stories *s, int32_t day) {
    if (day == DAY_UNDATED) return &s->undated;
    size_t at = place_of(s, day);
    bool there = at < s->days.count && s->days.at[at].day == day;
    return there ? &s->days.at[at] : insert_day(s, at, day);
}

static size_t count_of(const day_held *d) {
    return d->members.count < STORIES_DAY_MOST ? d->members.count : STORIES_DAY_MOST;
}

/* ---- what the source has ---- */

static int64_t minute_of(int32_t day) {
    return (int64_t)day * MINUTES_A_DAY;
}

static bool put_back(stories *s, int32_t day, fault *f) {
    int64_t minutes[2] = { STORY_NO_MINUTE, STORY_NO_MINUTE };
    if (day != DAY_UNDATED) {
        minutes[0] = minute_of(day);
        minutes[1] = minute_of(day + 1);
    }
    return s->source.put(s->source.from, s, minutes, f);
}

/* Has a day put back where it was not asked for and the source may have it. */
static bool ask_day(stories *s, int32_t day, fault *f) {
    size_t at = place_of(s, day);
    if (at < s->days.count && s->days.at[at].day == day) return true;
    bool known = insert_day(s, at, day)->follows || !s->source.put;
    return known || put_back(s, day, f);
}

/* Has the day before or behind the one at a place put back. */
static bool ask_before(stories *s, size_t at, fault *f) {
    day_held *d = &s->days.at[at];
    if (d->follows || !s->source.put) return true;
    int64_t minute = s->source.next(s->source.from, minute_of(d->day), -1);
    d->follows = true;
    int32_t day = stories_day(minute);
    if (minute == STORY_NO_MINUTE || (at && day <= d[-1].day)) return true;
    insert_day(s, at, day)->follows = false;
    return put_back(s, day, f);
}

static bool ask_behind(stories *s, size_t at, fault *f) {
    bool last = at + 1 == s->days.count;
    if ((last ? s->ends : s->days.at[at + 1].follows) || !s->source.put) return true;
    int64_t minute = s->source.next(s->source.from, minute_of(s->days.at[at].day + 1), 1);
    int32_t day = stories_day(minute);
    bool none = minute == STORY_NO_MINUTE || (!last && day >= s->days.at[at + 1].day);
    if (none && last) s->ends = true;
    if (none && !last) s->days.at[at + 1].follows = true;
    if (none) return true;
    insert_day(s, at + 1, day)->follows = true;
    return put_back(s, day, f);
}

/* ---- the reach ---- */

static bool is_enough(size_t count, int64_t days) {
    return count >= STORIES_MOST || (days > STORIES_DAYS && count >= STORIES_LEAST);
}

static bool reach_back(stories *s, int32_t day, int32_t *from, fault *f) {
    size_t at = place_of(s, day), count = count_of(&s->days.at[at]);
    for (;;) {
        if (!ask_before(s, at, f)) return false;
        at = place_of(s, *from);
        if (!at || is_enough(count, (int64_t)day - s->days.at[at - 1].day)) return true;
        const day_held *d = &s->days.at[--at];
        *from = d->day;
        count += count_of(d);
    }
}

static bool reach_on(stories *s, int32_t day, int32_t *to, fault *f) {
    size_t count = 0;
    for (size_t at = place_of(s, day);; at++) {
        if (!ask_behind(s, at, f)) return false;
        if (at + 1 == s->days.count) return true;
        const day_held *d = &s->days.at[at + 1];
        if (is_enough(count, (int64_t)d->day - day)) return true;
        *to = d->day;
        count += count_of(d);
    }
}

bool stories_reach(stories *s, int32_t day, reach *out, fault *f) {
    bool undated = day == DAY_UNDATED;
    int32_t middle = undated ? s->latest : day;
    *out = (reach){ middle, day, middle };
    if (s->source.put && !s->asked_undated) {
        s->asked_undated = true;
        if (!put_back(s, DAY_UNDATED, f)) return false;
    }
    if (middle == INT32_MIN) return true; /* no report has a date */
    return ask_day(s, middle, f) && reach_back(s, middle, &out->from, f)
        && (undated || reach_on(s, middle, &out->to, f));
}

bool stories_claims(const stories *s, int32_t day) {
    if (day == DAY_UNDATED) return s->asked_undated;
    size_t at = place_of(s, day);
    if (at == s->days.count) return s->ends;
    return s->days.at[at].day == day || s->days.at[at].follows;
}

bool stories_is_held(stories *s, uint32_t number) {
    if (!s->crowded) return true;
    const day_held *d = stories_day_held(s, s->members.at[number].day);
    size_t count = d->members.count;
    if (count <= STORIES_DAY_MOST) return true;
    return s->orders.at[number] >= s->orders.at[d->members.at[count - STORIES_DAY_MOST]];
}

/* ---- lists by day ---- */

static bool goes_behind(const stories *s, uint32_t l, uint32_t r) {
    int32_t left = s->members.at[l].day, right = s->members.at[r].day;
    return left != right ? left > right : s->orders.at[l] > s->orders.at[r];
}

void stories_insert(stories *s, member_list *list, uint32_t number) {
    size_t low = 0, high = list->count;
    if (high && !goes_behind(s, list->at[high - 1], number)) low = high;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (goes_behind(s, list->at[middle], number)) high = middle;
        else low = middle + 1;
    }
    (void)LIST_ADD(s->a, list);
    memmove(list->at + low + 1, list->at + low, (list->count - 1 - low) * sizeof *list->at);
    list->at[low] = number;
}

/* Whether what is posted goes behind another, by day, those of one day as they were added. */
static bool goes_on(const stories *s, const posted *other, const posted *one) {
    if (other->day != one->day) return other->day < one->day;
    return s->orders.at[other->member] < s->orders.at[one->member];
}

void stories_post(stories *s, posting *p, const posted *one) {
    size_t low = 0, high = p->count;
    if (high && goes_on(s, &p->at[high - 1], one)) low = high;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (goes_on(s, &p->at[middle], one)) low = middle + 1;
        else high = middle;
    }
    (void)LIST_ADD(s->a, p);
    memmove(p->at + low + 1, p->at + low, (p->count - 1 - low) * sizeof *p->at);
    p->at[low] = *one;
}
