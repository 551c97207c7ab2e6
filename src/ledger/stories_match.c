/* ledger/stories_match.c: the story of a report, with bounded work.
 *
 * Single pass clustering: the heaviest terms of a report are looked up among the latest reports
 * that have them; those that share most are compared in full (cosine of their sketches); of the
 * stories these are in, the likeness is the mean of the NEAREST members', less what the days
 * between take off. The mean of a few keeps one odd member from drawing others in, and lets a
 * story drift: its members of last week need not be like those of today. */
#include <math.h>
#include <stdlib.h>

#include "ledger/stories_state.h"

static const double COPY_LIKENESS = 0.3; /* less alike than that, runs of words are not compared */
static const double COPY_LONGER = 1.6;   /* a report that holds another and is longer is no copy */
static const double MINUTES_A_DAY = 1440;

typedef struct near {
    uint32_t member;
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
    int64_t minute;
    near_list near;
} search;

uint32_t stories_root(const stories *s, uint32_t story) {
    while (s->stories.at[story].into != story) story = s->stories.at[story].into;
    return story;
}

typedef struct heavy {
    uint32_t term;
    uint32_t weight;
} heavy;

static int heavier(const void *left, const void *right) {
    const heavy *l = left, *r = right;
    if (l->weight != r->weight) return l->weight > r->weight ? -1 : 1;
    return (l->term > r->term) - (l->term < r->term);
}

uint32_t stories_heaviest(const sketch *s, uint32_t out[POSTED]) {
    heavy all[SKETCH_TERMS];
    for (uint32_t i = 0; i < s->term_count; i++)
        all[i] = (heavy){ i, sketch_weight(s->terms + 4 * i) };
    if (s->term_count) qsort(all, s->term_count, sizeof *all, heavier);
    uint32_t count = s->term_count < POSTED ? s->term_count : POSTED;
    for (uint32_t i = 0; i < count; i++) out[i] = all[i].term;
    return count;
}

/* Most alike first, then the latest. */
static int nearer(const void *left, const void *right) {
    const near *l = left, *r = right;
    if (l->likeness < r->likeness || l->likeness > r->likeness)
        return l->likeness > r->likeness ? -1 : 1;
    return (l->member < r->member) - (l->member > r->member);
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

/* Adds up what the reports of one posting share with the report. */
static void look_at(search *k, const posting *p, double weight) {
    double *scores = k->s->scores.at;
    for (size_t i = 0; i < p->ring.count; i++) {
        const posted *one = &p->ring.at[i];
        if (scores[one->member] <= 0) *LIST_ADD(k->a, &k->near) = (near){ one->member, 0 };
        scores[one->member] += weight * (double)one->share;
    }
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
        uint32_t at = word_map_get(k->s->terms, (str){ (const char *)term, 3 });
        if (at != WORD_MAP_NONE) look_at(k, &k->s->postings.at[at], sketch_weight(term));
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
        n->likeness = sketch_likeness(k->report, &k->s->members.at[n->member].sketch);
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

/* A story with its candidates and its latest members. */
static held hold_story(search *k, uint32_t story) {
    held h = { .story = story, .days = INFINITY };
    for (size_t i = 0; i < k->near.count; i++)
        if (stories_root(k->s, k->s->members.at[k->near.at[i].member].story) == story)
            hold(k, &h, &k->near.at[i]);
    uint32_t at = k->s->stories.at[story].last;
    for (int i = 0; i < LATEST && at != NUMBER_NONE; i++, at = k->s->members.at[at].before)
        if (!is_near(k, at))
            hold(k, &h, &(near){ at, sketch_likeness(k->report, &k->s->members.at[at].sketch) });
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

story_match stories_match(stories *s, arena *a, const sketch *r, int64_t minute) {
    search k = { .s = s, .a = a, .report = r, .minute = minute };
    story_match m = { NUMBER_NONE, NUMBER_NONE, NUMBER_NONE, 0 };
    find_candidates(&k);
    compare(&k);
    hold_stories(&k, &m);
    find_original(&k, &m);
    if (m.original == NUMBER_NONE) return m;
    uint32_t story = stories_root(s, s->members.at[m.original].story);
    if (m.story != story) m.tied = NUMBER_NONE;
    m.story = story; /* a copy goes where its original is */
    return m;
}
