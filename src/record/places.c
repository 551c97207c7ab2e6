/* record/places.c: the places of a record, out of its toponyms and of the names of places
 * that the gazetteer does not have. */
#include <math.h>
#include <string.h>

#include "record/lexicon.h"
#include "record/places.h"

enum { LOOK_MOST = 64 }; /* toponyms before and behind that may be a facility's town */

static const char *const kind_names[PLACE_KINDS] = {
    "country", "region", "city", "district", "facility", "natural",
};

static str name_of(const places *p, const gazetteer_place *at) {
    return str_of(p->g->names + at->name);
}

static void set_place(const places *p, const gazetteer_place *from, place *to) {
    to->latitude = from->latitude * 1e-5;
    to->longitude = from->longitude * 1e-5;
    if (from->country != GAZETTEER_NOWHERE)
        to->country = str_of(p->g->countries[from->country].iso3);
    if (from->region != GAZETTEER_NONE) to->admin1 = name_of(p, &p->g->places[from->region]);
}

static place place_of(const places *p, const toponym *t) {
    const tokens *all = p->b->tokens;
    const place_name *n = &p->names.at[t->name];
    place found = { .start = all->at[t->first].start, .end = all->at[t->past - 1].end,
                    .latitude = NAN, .longitude = NAN,
                    .by = "a name of the gazetteer; which place, what stands beside it says" };
    const gazetteer_place *at = places_at(p, &n->at[0]);
    set_place(p, at, &found);
    found.name = name_of(p, at);
    found.kind = str_of(kind_names[at->kind]);
    found.geonames = at->geonames;
    found.confidence = t->confidence * (0.5f + 0.5f * n->at[0].share);
    return found;
}

/* ---- names that the gazetteer does not have ---- */

static bool is_city(const places *p, const toponym *t) {
    const place_name *n = &p->names.at[t->name];
    return t->is_place && n->count && places_at(p, &n->at[0])->kind == PLACE_CITY;
}

static uint32_t distance(const toponym *t, const entity *e) {
    return t->first >= e->past ? t->first - e->past : e->first - t->past;
}

/* The town that a facility or district is in: the nearest one of its sentence, else the last
 * one before it, else the first one behind it. `at` is the first toponym behind it. */
static const toponym *town_of(const places *p, const entity *e, size_t at) {
    const uint32_t *sentence_of = p->b->labels->sentence_of;
    const toponym *before = NULL, *behind = NULL;
    size_t from = at > LOOK_MOST ? at - LOOK_MOST : 0;
    for (size_t i = from; i < p->toponyms.count && i < at + LOOK_MOST && !behind; i++) {
        const toponym *t = &p->toponyms.at[i];
        if (!is_city(p, t)) continue;
        if (t->past <= e->first) before = t;
        else behind = t;
    }
    bool in = before && sentence_of[before->first] == sentence_of[e->first];
    bool out = behind && sentence_of[behind->first] == sentence_of[e->first];
    if (in && out) return distance(before, e) <= distance(behind, e) ? before : behind;
    return in || (before && !out) ? before : behind;
}

/* No number, address or initials: "Highway 9", "news@example.org", "TLC". */
static bool is_name_like(const places *p, const entity *e) {
    bool small = false;
    for (uint32_t i = e->first; i < e->past; i++) {
        str word = token_str(p->b->tokens, i);
        if (p->b->tokens->at[i].flags & TOKEN_NUMBER || str_has(word, '@')) return false;
        for (size_t j = 0; j < word.length && !small; j++)
            small = word.at[j] >= 'a' && word.at[j] <= 'z';
    }
    return small;
}

/* "Chad Farms, a Karachi firm": its apposition says that it is a body or a person. */
static bool is_named_otherwise(const places *p, const entity *e) {
    const syntax *s = &p->b->syntax;
    uint32_t head = syntax_head_of(s, e->first, e->past);
    uint32_t also = head == TOKEN_NONE ? TOKEN_NONE : syntax_child(s, head, DEP_APPOS);
    return also != TOKEN_NONE && p->b->labels->upos[also] == UPOS_NOUN &&
           lexicon_noun(s->lemmas[also]) != NOUN_THING;
}

/* A label alone does not make a place: a word that tells its kind does, or one that leads to
 * places ("in Kelleyland"). */
static bool is_unknown_place(const places *p, const entity *e, place_kind kind) {
    const syntax *s = &p->b->syntax;
    if (!is_name_like(p, e) || is_named_otherwise(p, e)) return false;
    bool the = str_is_folded(token_str(p->b->tokens, e->first), "the");
    if (kind != PLACE_KINDS) return e->past - e->first > 1u + the;
    if (e->type == ENTITY_FACILITY) return true;
    uint32_t first = e->first;
    while (first && is_direction(token_str(p->b->tokens, first - 1))) first--;
    return first && is_place_preposition(s->lemmas[first - 1]);
}

static void add_unknown(places *p, uint32_t number, size_t at) {
    const entity *e = &p->b->labels->entities[number];
    const tokens *all = p->b->tokens;
    str first = token_str(all, e->first), last = token_str(all, e->past - 1);
    place_kind kind = kind_by_words(first, last);
    if (!is_unknown_place(p, e, kind)) return;
    const toponym *town = town_of(p, e, at);
    place found = { .start = all->at[e->first].start, .end = all->at[e->past - 1].end,
                    .latitude = NAN, .longitude = NAN, .confidence = e->confidence / 2,
                    .by = "a name of a place that the gazetteer does not have" };
    if (kind == PLACE_KINDS)
        kind = e->type == ENTITY_FACILITY ? PLACE_FACILITY : PLACE_DISTRICT;
    found.kind = str_of(kind_names[kind]);
    found.name = str_cut(all->text, found.start, found.end);
    if (town && kind != PLACE_NATURAL && kind != PLACE_REGION)
        set_place(p, places_at(p, &p->names.at[town->name].at[0]), &found);
    *LIST_ADD(p->b->a, &p->b->out->places) = found;
}

static bool is_place_label(entity_type type) {
    return type == ENTITY_LOCATION || type == ENTITY_FACILITY;
}

/* In text order: toponyms and names that hold none are told apart by their tokens. */
static void write_places(places *p) {
    const labels *l = p->b->labels;
    bool *holds = ARENA_NEW(p->b->a, bool, l->entity_count + 1); /* [entities] */
    size_t i = 0;
    uint32_t e = 0;
    for (size_t j = 0; j < p->toponyms.count; j++)
        if (p->toponyms.at[j].is_place && p->toponyms.at[j].entity != TOPONYM_NONE)
            holds[p->toponyms.at[j].entity] = true;
    while (i < p->toponyms.count || e < l->entity_count) {
        const toponym *t = i < p->toponyms.count ? &p->toponyms.at[i] : NULL;
        if (t && (e == l->entity_count || t->first <= l->entities[e].first)) {
            if (t->is_place && p->names.at[t->name].count)
                *LIST_ADD(p->b->a, &p->b->out->places) = place_of(p, t);
            i++;
        } else {
            if (is_place_label(l->entities[e].type) && !holds[e]) add_unknown(p, e, i);
            e++;
        }
    }
}

void places_find(build *b) {
    if (!b->out->gazetteer) return;
    places *p = b->places = ARENA_NEW(b->a, places, 1);
    *p = (places){ .b = b, .g = b->out->gazetteer };
    toponyms_find(p);
    toponyms_name(p);
    places_add_outlet(p);
    places_resolve(p);
    write_places(p);
}
