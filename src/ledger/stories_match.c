/* ledger/stories_match.c: the story of a report, with bounded work.
 *
 * Single pass clustering: the heaviest terms of a report are looked up among the latest reports
 * that have them; those that share most are compared in full (cosine of their sketches); of the
 * stories these are in, the likeness is the mean of the NEAREST members', less what the days
 * between take off. The mean of a few keeps one odd member from drawing others in, and lets a
 * story drift: its members of last week need not be like those of today. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ledger/stories_state.h"

static const double COPY_LIKENESS = 0.3; /* less alike than that, runs of words are not compared */
static const double COPY_LONGER = 1.6;   /* a report that holds another and is longer is no copy */
static const double MINUTES_A_DAY = 1440;

typedef struct near {
    uint32_t member;
    int64_t order;
    double likeness;
} near;

typedef LIST(near) near_list;

/* A story with the members that were compared. */
typedef struct held {
    uint32_t story;
    double nearest[NEAREST]; /* most alike first */
    uint32_t count;          /* of nearest */
    double days;             /* to the nearest member in time */
} held;

typedef struct search {
    stories *s;
    arena *a;
    const sketch *report;
    sketch_table *table; /* of it */
    int64_t minute;
    reach reach;
    near_list near;
} search;

uint32_t stories_root(const stories *s, uint32_t story) {
    while (s->stories.at[story].into != story) story = s->stories.at[story].into;
    return story;
}

/* Heaviest first, those of one weight as they stand. */
uint32_t stories_heaviest(const sketch *s, uint32_t out[POSTED]) {
    uint32_t ends[129] = { 0 }, sorted[SKETCH_TERMS];
    for (uint32_t i = 0; i < s->term_count; i++) ends[128 - sketch_weight(s->terms + 4 * i)]++;
    for (uint32_t i = 1; i < 129; i++) ends[i] += ends[i - 1];
    for (uint32_t i = s->term_count; i-- > 0;)
        sorted[--ends[128 - sketch_weight(s->terms + 4 * i)]] = i;
    uint32_t count = s->term_count < POSTED ? s->term_count : POSTED;
    memcpy(out, sorted, count * sizeof *out);
    return count;
}

/* Most alike first, then the latest. */
static int nearer(const void *left, const void *right) {
    const near *l = left, *r = right;
    if (l->likeness < r->likeness || l->likeness > r->likeness)
        return l->likeness > r->likeness ? -1 : 1;
    return (l->order < r->order) - (l->order > r->order);
}

static void sort_nearest(near_list *list) {
    if (list->count) qsort(list->at, list->count, sizeof *list->at, nearer);
}

/* Moves entry i of a heap of CANDIDATES to its place. */
static void sift(near *at, size_t i) {
    for (size_t child; (child = 2 * i + 1) < CANDIDATES; i = child) {
        if (child + 1 < CANDIDATES && nearer(&at[child + 1], &at[child]) > 0) child++;
        if (nearer(&at[i], &at[child]) > 0) return;
        near moved = at[i];
        at[i] = at[child];
        at[child] = moved;
    }
}

/* Behind the last of a day. */
static size_t end_of(const posting *p, int32_t day) {
    size_t low = 0, high = p->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (p->at[middle].day > day) high = middle;
        else low = middle + 1;
    }
    return low;
}

/* Adds up what the latest reports of one posting, of some days, share with the report. */
static void look_at(search *k, const posting *p, const int32_t days[2], double weight) {
    double *scores = k->s->scores.at;
    size_t i = end_of(p, days[1]);
    for (size_t looked = 0; i-- > 0 && looked < LOOKED_AT && p->at[i].day >= days[0]; looked++) {
        const posted *one = &p->at[i];
        if (!stories_is_held(k->s, one->member)) continue;
        if (scores[one->member] <= 0)
            *LIST_ADD(k->a, &k->near) = (near){ one->member, k->s->orders.at[one->member], 0 };
        scores[one->member] += weight * (double)one->share;
    }
}

static void look_about(search *k, const posting *p, double weight) {
    const reach *r = &k->reach;
    int32_t middle = r->day == DAY_UNDATED ? k->s->latest : r->day;
    look_at(k, p, (int32_t[]){ r->from, middle }, weight);
    if (r->to > middle) look_at(k, p, (int32_t[]){ middle + 1, r->to }, weight);
    look_at(k, p, (int32_t[]){ DAY_UNDATED, DAY_UNDATED }, weight);
}

/* Leaves the CANDIDATES nearest, in any order: a heap of them, the least near on top. */
static void keep_nearest(near_list *list) {
    near *at = list->at;
    if (list->count <= CANDIDATES) return;
    for (size_t i = CANDIDATES / 2; i-- > 0;) sift(at, i);
    for (size_t i = CANDIDATES; i < list->count; i++) {
        if (nearer(&at[i], &at[0]) > 0) continue;
        at[0] = at[i];
        sift(at, 0);
    }
    list->count = CANDIDATES;
}

/* The reports that share most of the heaviest terms. */
static void find_candidates(search *k) {
    uint32_t terms[POSTED], count = stories_heaviest(k->report, terms);
    for (uint32_t i = 0; i < count; i++) {
        const unsigned char *term = k->report->terms + 4 * terms[i];
        uint32_t at = number_map_get(k->s->terms, sketch_hash(term));
        if (at != NUMBER_MAP_NONE) look_about(k, &k->s->postings.at[at], sketch_weight(term));
    }
    for (size_t i = 0; i < k->near.count; i++) {
        near *n = &k->near.at[i];
        n->likeness = k->s->scores.at[n->member];
        k->s->scores.at[n->member] = 0;
    }
    keep_nearest(&k->near);
}

static void compare(search *k) {
    for (size_t i = 0; i < k->near.count; i++) {
        near *n = &k->near.at[i];
        n->likeness = sketch_likeness(k->table, &k->s->members.at[n->member].sketch);
    }
    sort_nearest(&k->near);
}

static void hold(search *k, held *h, const near *n) {
    const member *m = &k->s->members.at[n->member];
    double value = n->likeness;
    for (uint32_t i = 0; i < NEAREST; i++) {
        if (i == h->count) {
            h->nearest[h->count++] = value;
            break;
        }
        if (h->nearest[i] >= value) continue;
        double moved = h->nearest[i];
        h->nearest[i] = value;
        value = moved;
    }
    if (k->minute == STORY_NO_MINUTE || m->minute == STORY_NO_MINUTE) {
        h->days = 0;
        return;
    }
    double days = fabs((double)k->minute - (double)m->minute) / MINUTES_A_DAY;
    if (days < h->days) h->days = days;
}

static bool is_near(const search *k, uint32_t number) {
    for (size_t i = 0; i < k->near.count; i++)
        if (k->near.at[i].member == number) return true;
    return false;
}

/* Behind the last member of a day. */
static size_t end_of_day(const stories *s, const member_list *all, int32_t day) {
    size_t low = 0, high = all->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (s->members.at[all->at[middle]].day > day) high = middle;
        else low = middle + 1;
    }
    return low;
}

/* A story with its candidates and its latest members up to the report's day. */
static held hold_story(search *k, uint32_t story) {
    held h = { .story = story, .days = INFINITY };
    for (size_t i = 0; i < k->near.count; i++)
        if (stories_root(k->s, k->s->members.at[k->near.at[i].member].story) == story)
            hold(k, &h, &k->near.at[i]);
    const member_list *all = &k->s->stories.at[story].members;
    size_t i = end_of_day(k->s, all, k->reach.day);
    for (size_t latest = 0; i-- > 0 && latest < LATEST; latest++) {
        const member *m = &k->s->members.at[all->at[i]];
        if (m->day < k->reach.from) break;
        if (!is_near(k, all->at[i]) && stories_is_held(k->s, all->at[i]))
            hold(k, &h, &(near){ all->at[i], 0, sketch_likeness(k->table, &m->sketch) });
    }
    return h;
}

static double likeness_of(const search *k, const held *h) {
    double sum = 0, lasting = k->s->options.lasting;
    for (uint32_t i = 0; i < h->count; i++) sum += h->nearest[i];
    double left = exp2(-h->days / k->s->options.half_life);
    return sum / h->count * (lasting + (1 - lasting) * left);
}

static void take(const search *k, story_match *m, double *second, const held *h) {
    double likeness = likeness_of(k, h);
    if (m->story == NUMBER_NONE || likeness > m->likeness) {
        m->tied = m->story;
        *second = m->likeness;
        m->story = h->story;
        m->likeness = likeness;
    } else if (m->tied == NUMBER_NONE || likeness > *second) {
        m->tied = h->story;
        *second = likeness;
    }
}

/* The story most like the report, and the second. */
static void hold_stories(search *k, story_match *m) {
    uint32_t seen[STORIES_HELD], count = 0;
    double second = 0;
    for (size_t i = 0; i < k->near.count && count < STORIES_HELD; i++) {
        uint32_t story = stories_root(k->s, k->s->members.at[k->near.at[i].member].story), j = 0;
        while (j < count && seen[j] != story) j++;
        if (j < count) continue;
        seen[count++] = story;
        held h = hold_story(k, story);
        take(k, m, &second, &h);
    }
    const stories_options *o = &k->s->options;
    if (second < o->tie || m->likeness < o->tie) m->tied = NUMBER_NONE;
    if (m->likeness < o->join) m->story = NUMBER_NONE;
}

/* Whether one of two reports is mostly the other's words; how much of them. */
static double copied(const sketch *one, const sketch *other) {
    double share = sketch_share(one, other), back = sketch_share(other, one);
    if (one->words > COPY_LONGER * other->words) share = 0;
    if (other->words > COPY_LONGER * one->words) back = 0;
    return share > back ? share : back;
}

static void find_original(search *k, story_match *m) {
    double most = 0;
    for (size_t i = 0; i < k->near.count && k->near.at[i].likeness >= COPY_LIKENESS; i++) {
        uint32_t other = k->near.at[i].member;
        double share = copied(k->report, &k->s->members.at[other].sketch);
        if (share < k->s->options.copy || share <= most) continue;
        most = share;
        m->original = other;
    }
}

bool stories_match(stories *s, arena *a, const member *report, story_match *out, fault *f) {
    search k = { .s = s, .a = a, .report = &report->sketch, .minute = report->minute };
    story_match m = { NUMBER_NONE, NUMBER_NONE, NUMBER_NONE, 0 };
    if (!stories_reach(s, report->day, &k.reach, f)) return false;
    k.table = ARENA_RAW(a, sketch_table, 1);
    sketch_table_make(k.table, k.report);
    find_candidates(&k);
    compare(&k);
    hold_stories(&k, &m);
    find_original(&k, &m);
    *out = m;
    if (m.original == NUMBER_NONE) return true;
    uint32_t story = stories_root(s, s->members.at[m.original].story);
    if (m.story != story) out->tied = NUMBER_NONE;
    out->story = story; /* a copy goes where its original is */
    return true;
}
