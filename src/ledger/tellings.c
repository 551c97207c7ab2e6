/* ledger/tellings.c: the same event in many reports. */
#include "ledger/tellings.h"

#include <math.h>

#include "record/word_map.h"

enum { HELD_MOST = 64 /* latest tellings of one deed that a new one is held against */ };

typedef LIST(uint32_t) number_list;

/* Two sorted lists of actors. */
typedef struct actors_told {
    const int64_t *at;
    size_t count;
} actors_told;

static bool share(actors_told l, actors_told r) {
    for (size_t i = 0, j = 0; i < l.count && j < r.count;) {
        if (l.at[i] == r.at[j]) return true;
        if (l.at[i] < r.at[j]) i++;
        else j++;
    }
    return false;
}

static actors_told doers(const telling *t) {
    return (actors_told){ t->actors, t->actor_count };
}

static actors_told receivers(const telling *t) {
    return (actors_told){ t->recipients, t->recipient_count };
}

/* Days between two stretches of time, 0 where they meet or one is open. */
static int days_apart(const telling *l, const telling *r) {
    if (l->latest.year && r->earliest.year && day_compare(l->latest, r->earliest) < 0)
        return day_number(r->earliest) - day_number(l->latest);
    if (r->latest.year && l->earliest.year && day_compare(r->latest, l->earliest) < 0)
        return day_number(l->earliest) - day_number(r->latest);
    return 0;
}

static bool counts_conflict(const telling_count *l, const telling_count *r) {
    if (!str_same(l->of, r->of) || !str_same(l->unit, r->unit)) return false;
    return (isfinite(l->high) && isfinite(r->low) && l->high < r->low)
        || (isfinite(r->high) && isfinite(l->low) && r->high < l->low);
}

static bool numbers_conflict(const telling *l, const telling *r) {
    for (size_t i = 0; i < l->count_count; i++)
        for (size_t j = 0; j < r->count_count; j++)
            if (counts_conflict(&l->counts[i], &r->counts[j])) return true;
    return false;
}

static bool actors_conflict(actors_told l, actors_told r) {
    return l.count && r.count && !share(l, r);
}

int tellings_conflicts(const telling *l, const telling *r) {
    int out = days_apart(l, r) ? TELLING_DATE : 0;
    if (numbers_conflict(l, r)) out |= TELLING_NUMBER;
    if (l->place.length && r->place.length && !str_same(l->place, r->place)) out |= TELLING_PLACE;
    if (actors_conflict(doers(l), doers(r)) || actors_conflict(receivers(l), receivers(r)))
        out |= TELLING_ACTORS;
    return out;
}

static bool are_one(const telling *l, const telling *r) {
    if (days_apart(l, r) > TELLING_DAYS) return false;
    if (share(doers(l), doers(r)) || share(receivers(l), receivers(r)))
        return true;
    bool nobody = !l->actor_count && !l->recipient_count;
    nobody = nobody || (!r->actor_count && !r->recipient_count);
    return nobody && str_same(l->predicate, r->predicate);
}

/* --- grouping -------------------------------------------------------------------------- */

typedef struct grouping {
    arena *a;
    const telling_list *all;
    told_event *out;
    word_map *map; /* predicate, or "=TYPE": list */
    LIST(number_list) lists;
} grouping;

static number_list *list_of(grouping *g, str key) {
    uint32_t *at = word_map_put(g->map, key);
    if (*at == WORD_MAP_NONE) {
        *at = (uint32_t)g->lists.count;
        *LIST_ADD(g->a, &g->lists) = (number_list){ 0 };
    }
    return &g->lists.at[*at];
}

/* Holds a telling against the latest of one deed: the event it is, then what contradicts it. */
static void look(grouping *g, size_t number, str key) {
    number_list *list = list_of(g, key);
    const telling *one = &g->all->at[number];
    told_event *out = &g->out[number];
    size_t from = list->count > HELD_MOST ? list->count - HELD_MOST : 0;
    for (size_t i = from; i < list->count && out->event == number; i++)
        if (are_one(&g->all->at[list->at[i]], one)) out->event = g->out[list->at[i]].event;
    for (size_t i = from; i < list->count; i++)
        if (g->out[list->at[i]].event == out->event)
            out->conflicts |= tellings_conflicts(&g->all->at[list->at[i]], one);
    *LIST_ADD(g->a, list) = (uint32_t)number;
}

told_event *tellings_group(arena *a, const telling_list *all) {
    grouping g = { .a = a, .all = all, .out = ARENA_NEW(a, told_event, all->count + 1),
                   .map = word_map_new(a) };
    for (size_t i = 0; i < all->count; i++) {
        g.out[i].event = i;
        look(&g, i, all->at[i].predicate);
        if (all->at[i].type.length) look(&g, i, arena_join(a, STR("="), all->at[i].type));
    }
    return g.out;
}
