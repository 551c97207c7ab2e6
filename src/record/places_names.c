/* record/places_names.c: the names of a text's toponyms, each with all that it may mean.
 * "Paris, Texas" and "Paris, France" are two names, "Paris" alone is the one told before. */
#include <math.h>

#include "record/places.h"
#include "record/word_map.h"

enum { CANDIDATES_MOST = GAZETTEER_NAMED_MOST };

/* How well known a place is: powers of ten of its people, and what it is. */
static float worth_of(const gazetteer *g, uint32_t number, name_kind how) {
    const gazetteer_place *p = &g->places[number];
    bool capital = p->country != GAZETTEER_NOWHERE && g->countries[p->country].capital == number;
    float worth = log10f((float)p->people + 10.0f) + (capital ? 0.8f : 0.0f);
    if (p->kind == PLACE_COUNTRY) worth += 1.5f;
    else if (p->country == GAZETTEER_NOWHERE) worth += 2.0f;
    else if (place_is_wide(p)) worth += 0.3f;
    else if (p->kind == PLACE_REGION) worth -= 0.5f;
    return how == NAME_OTHER ? worth - 1.5f : worth;
}

static void set_point(const gazetteer_place *p, float at[3]) {
    double latitude = p->latitude * 1e-5 * M_PI / 180, longitude = p->longitude * 1e-5 * M_PI / 180;
    at[0] = (float)(cos(latitude) * cos(longitude));
    at[1] = (float)(cos(latitude) * sin(longitude));
    at[2] = (float)sin(latitude);
}

/* Whether a toponym that has its name in one way may have it in another. */
static bool fits(name_kind how, name_kind wanted) {
    bool special = how == NAME_DEMONYM || how == NAME_SHORT;
    return special || wanted == NAME_DEMONYM || wanted == NAME_SHORT ? how == wanted : true;
}

void place_name_fill(places *p, place_name *n, gazetteer_names found, name_kind how) {
    n->at = ARENA_NEW(p->b->a, candidate, found.count ? found.count : 1);
    for (size_t i = 0; i < found.count && n->count < CANDIDATES_MOST; i++) {
        name_kind has = posting_kind(found.at[i]);
        if (!fits(has, how)) continue;
        candidate *c = &n->at[n->count++];
        c->place = posting_place(found.at[i]);
        c->worth = worth_of(p->g, c->place, has);
        set_point(&p->g->places[c->place], c->at);
    }
}

static str key_of(places *p, const toponym *t) {
    const tokens *all = p->b->tokens;
    char key[GAZETTEER_KEY_MOST];
    size_t length = 0;
    str words = str_cut(all->text, all->at[t->first].start, all->at[t->past - 1].end);
    if (!gazetteer_key(words, key, &length)) length = 0;
    return arena_copy(p->b->a, (str){ key, length });
}

static uint32_t add_name(places *p, str key, name_kind how) {
    place_name n = { .key = key, .within = TOPONYM_NONE };
    place_name_fill(p, &n, gazetteer_find_key(p->g, key), how);
    *LIST_ADD(p->b->a, &p->names) = n;
    return (uint32_t)p->names.count - 1;
}

/* The name of a toponym that is said to be in another: one for each such pair. */
static uint32_t name_within(places *p, word_map *known, const toponym *t, str key) {
    str outer = key_of(p, &p->toponyms.at[t->within]);
    str both = arena_print(p->b->a, "%.*s\n%.*s", STR_ARG(key), STR_ARG(outer));
    uint32_t *name = word_map_put(known, both);
    if (*name == WORD_MAP_NONE) *name = add_name(p, key, t->how);
    return *name;
}

/* What a name is known by: "Pa." and "Pa" are two. */
static str known_as(places *p, str key, name_kind how) {
    return how == NAME_OWN ? key : arena_print(p->b->a, "%.*s\t%d", STR_ARG(key), (int)how);
}

void toponyms_name(places *p) {
    word_map *known = word_map_new(p->b->a), *alone = word_map_new(p->b->a);
    for (size_t i = 0; i < p->toponyms.count; i++) {
        toponym *t = &p->toponyms.at[i];
        str key = key_of(p, t);
        if (t->within == TOPONYM_NONE) continue;
        t->name = name_within(p, known, t, key);
        uint32_t *first = word_map_put(alone, known_as(p, key, t->how));
        if (*first == WORD_MAP_NONE) *first = t->name;
    }
    for (size_t i = 0; i < p->toponyms.count; i++) {
        toponym *t = &p->toponyms.at[i];
        if (t->name != TOPONYM_NONE) continue;
        str key = key_of(p, t);
        uint32_t *name = word_map_put(alone, known_as(p, key, t->how));
        if (*name == WORD_MAP_NONE) *name = add_name(p, key, t->how);
        t->name = *name;
    }
    for (size_t i = 0; i < p->toponyms.count; i++) {
        toponym *t = &p->toponyms.at[i];
        place_name *n = &p->names.at[t->name];
        float weight = t->is_place ? 1.0f : t->how == NAME_DEMONYM ? 0.8f : 0.3f;
        if (weight > n->weight) n->weight = weight;
        if (t->within != TOPONYM_NONE) n->within = p->toponyms.at[t->within].name;
    }
}
