/* record/places_resolve.c: which place each name of a text means.
 *
 * What the text says itself decides first: of "Portland, Maine" only the candidates in Maine
 * are left. Then every name speaks for the candidates of the others that lie in it, around it
 * or beside it, with the weight of its own likely candidates; a place's score is how well
 * known it is plus what the text speaks for it, in two rounds (the idea of Lieberman, Samet
 * and Sankaranarayanan 2010, "Geotagging with local lexicons", and of minimum distance,
 * Leidner 2007). */
#include <math.h>

#include "record/places.h"

enum {
    NAMES_AROUND = 32, /* names before and behind that speak for a name, in order of the text */
    SPEAKING_MOST = 16, /* candidates of a name that speak for others */
    ROUNDS = 2,
};

/* Cosines of angles on the globe. */
#define NEAR_COS 0.99996155f   /* 56 km */
#define COUNTY_COS 0.99992f    /* 81 km */
#define AROUND_COS 0.9995f     /* 200 km */
#define SHARPNESS 2.0f         /* of shares: a tenfold town is e^2 times as likely */
#define HEARD 0.35f            /* power of a share with which a candidate is heard */
#define CONTEXT 3.3f           /* how much names say beside what is well known */
#define IN_COUNTRY 1.0f        /* what a country says for its places */

const gazetteer_place *places_at(const places *p, const candidate *c) {
    return &p->g->places[c->place];
}

static float cosine(const candidate *a, const candidate *b) {
    return a->at[0] * b->at[0] + a->at[1] * b->at[1] + a->at[2] * b->at[2];
}

bool place_is_wide(const gazetteer_place *p) {
    return p->kind == PLACE_REGION && p->region == GAZETTEER_NONE &&
           p->country != GAZETTEER_NOWHERE;
}

bool place_holds(const places *p, const candidate *outer, const candidate *inner) {
    const gazetteer_place *o = places_at(p, outer), *i = places_at(p, inner);
    if (outer->place == inner->place || i->kind == PLACE_COUNTRY) return false;
    if (o->kind == PLACE_COUNTRY) return o->country == i->country;
    if (place_is_wide(o)) return i->region == outer->place;
    if (o->country != i->country || o->kind != PLACE_REGION) return false;
    return i->kind == PLACE_CITY && cosine(outer, inner) > COUNTY_COS;
}

/* ---- what the text says itself ---- */

/* Keeps those candidates of `inner` that some candidate of `outer` holds, and those of
 * `outer` that hold one; true where any are left. */
static bool keep_pairs(places *p, place_name *inner, place_name *outer) {
    size_t kept = 0, holding = 0;
    for (size_t j = 0; j < outer->count; j++) {
        bool holds = false;
        for (size_t i = 0; i < inner->count && !holds; i++)
            holds = place_holds(p, &outer->at[j], &inner->at[i]);
        outer->at[j].score = holds ? 1.0f : 0.0f;
        holding += holds;
    }
    if (!holding) return false;
    for (size_t i = 0; i < inner->count; i++) {
        bool held = false;
        for (size_t j = 0; j < outer->count && !held; j++)
            held = place_holds(p, &outer->at[j], &inner->at[i]);
        if (held) inner->at[kept++] = inner->at[i];
    }
    inner->count = kept;
    kept = 0;
    for (size_t j = 0; j < outer->count; j++)
        if (outer->at[j].score > 0) outer->at[kept++] = outer->at[j];
    outer->count = kept;
    return true;
}

static bool has_country(const places *p, const place_name *n) {
    for (size_t i = 0; i < n->count; i++)
        if (places_at(p, &n->at[i])->kind == PLACE_COUNTRY) return true;
    return false;
}

static void keep_stated(places *p) {
    for (size_t i = 0; i < p->names.count; i++) {
        place_name *n = &p->names.at[i];
        if (n->within == TOPONYM_NONE || n->within == i) continue;
        place_name *outer = &p->names.at[n->within];
        if (has_country(p, n) && has_country(p, outer)) continue; /* a list: "Jordan, Syria" */
        n->stated = keep_pairs(p, n, outer);
    }
}

/* ---- what names say of one another ---- */

/* How much candidate `d` of another name speaks for `c`. */
static float speaks(const places *p, const candidate *c, const candidate *d) {
    const gazetteer_place *a = places_at(p, c), *b = places_at(p, d);
    if (c->place == d->place) return 0.0f;
    float near = cosine(c, d);
    bool points = a->kind == PLACE_CITY || a->region != GAZETTEER_NONE;
    float told = 0.0f;
    if (a->country == GAZETTEER_NOWHERE || b->country == GAZETTEER_NOWHERE)
        return near > AROUND_COS ? 0.3f : 0.0f;
    if (a->country == b->country)
        told += b->kind == PLACE_COUNTRY ? IN_COUNTRY : a->kind == PLACE_COUNTRY ? 0.8f : 0.3f;
    if (place_is_wide(b) && a->region == d->place) told += 1.2f;
    else if (place_is_wide(a) && b->region == c->place) told += 0.8f;
    else if (points && a->region != GAZETTEER_NONE && a->region == b->region) told += 0.5f;
    if (points && near > NEAR_COS) told += 1.5f;
    else if (points && near > AROUND_COS) told += 0.4f;
    return told;
}

/* What a name says for c: the most that one of its candidates says. An unlikely candidate
 * is heard too: that two rare meanings lie beside one another is no chance. */
static float spoken_by(const places *p, const place_name *n, const candidate *c) {
    float most = 0.0f;
    size_t count = n->count < SPEAKING_MOST ? n->count : SPEAKING_MOST;
    for (size_t i = 0; i < count; i++) {
        float told = n->at[i].voice * speaks(p, c, &n->at[i]);
        most = told > most ? told : most;
    }
    return most * n->weight;
}

/* Orders candidates by score, the best first; equal ones stay in order. */
static void sort_candidates(place_name *n) {
    for (size_t i = 1; i < n->count; i++) {
        candidate moved = n->at[i];
        size_t j = i;
        for (; j && n->at[j - 1].score < moved.score; j--) n->at[j] = n->at[j - 1];
        n->at[j] = moved;
    }
}

static void set_shares(place_name *n) {
    float sum = 0.0f;
    sort_candidates(n);
    for (size_t i = 0; i < n->count; i++) {
        n->at[i].share = expf(SHARPNESS * (n->at[i].score - n->at[0].score));
        sum += n->at[i].share;
    }
    for (size_t i = 0; i < n->count; i++) {
        n->at[i].share /= sum;
        n->at[i].voice = powf(n->at[i].share, HEARD);
    }
}

static void score_name(places *p, size_t number) {
    place_name *n = &p->names.at[number];
    size_t from = number > NAMES_AROUND ? number - NAMES_AROUND : 0;
    size_t to = number + NAMES_AROUND < p->names.count ? number + NAMES_AROUND : p->names.count;
    for (size_t i = 0; i < n->count; i++) {
        float told = 0.0f;
        for (size_t j = from; j < to; j++)
            if (j != number && !str_same(p->names.at[j].key, n->key))
                told += spoken_by(p, &p->names.at[j], &n->at[i]);
        for (size_t j = 0; j < p->outlet.count; j++)
            told += spoken_by(p, &p->outlet.at[j], &n->at[i]);
        n->at[i].score = n->at[i].worth + CONTEXT * log1pf(told);
    }
}

static void begin(place_name_list *names) {
    for (size_t i = 0; i < names->count; i++) {
        place_name *n = &names->at[i];
        for (size_t j = 0; j < n->count; j++) n->at[j].score = n->at[j].worth;
        set_shares(n);
    }
}

void places_resolve(places *p) {
    keep_stated(p);
    begin(&p->names);
    begin(&p->outlet);
    for (int round = 0; round < ROUNDS; round++) {
        for (size_t i = 0; i < p->names.count; i++)
            if (p->names.at[i].count > 1) score_name(p, i);
        for (size_t i = 0; i < p->names.count; i++) set_shares(&p->names.at[i]);
    }
}
