/* record/places.h: what the files that find places share.
 *
 * A toponym is a stretch of the text that the gazetteer has. Some are places of the record,
 * others only hints: "Lebanese soldiers" says where Tripoli is. All toponyms of one name
 * mean one place, unless the text says otherwise ("Paris, Texas"); which of its candidates
 * that is, is decided by what they are worth and by the names beside them. */
#ifndef RECORD_PLACES_H
#define RECORD_PLACES_H

#include "record/build.h"
#include "record/gazetteer.h"

#define TOPONYM_NONE UINT32_MAX

typedef struct places places;

typedef struct candidate {
    uint32_t place; /* number in the gazetteer */
    float worth;    /* before the text was looked at: how well known it is */
    float score;    /* with what stands beside it */
    float voice;    /* how much it says about candidates of other names */
    float share;    /* of all candidates' weight: they add up to 1 */
    float at[3];    /* on the unit sphere */
} candidate;

/* A name and what it may mean. */
typedef struct place_name {
    str key;
    uint32_t within;     /* the name that it is said to be in, or TOPONYM_NONE */
    candidate *at;       /* [count] */
    size_t count;
    bool stated;         /* the text says what it is in */
    float weight;        /* what it says about the names beside it, 0 to 1 */
    uint32_t best;       /* number of the candidate that it means */
} place_name;

typedef struct toponym {
    uint32_t first, past; /* tokens */
    uint32_t entity;      /* number in labels->entities, or TOPONYM_NONE */
    uint32_t name;        /* number in names */
    uint32_t within;      /* the toponym that says what it is in, or TOPONYM_NONE */
    name_kind how;        /* NAME_OWN, _SHORT or _DEMONYM */
    bool is_place;        /* else a hint */
    bool is_doubtful;     /* only a place where the text says what it is in */
    float confidence;
} toponym;

typedef LIST(toponym) toponym_list;
typedef LIST(place_name) place_name_list;

struct places {
    build *b;
    const gazetteer *g;
    toponym_list toponyms; /* in text order, not overlapping */
    place_name_list names;
    place_name_list outlet; /* names that the outlet's own name holds */
};

/* places_find.c: the toponyms of the text, and which of them are in which. */
void toponyms_find(places *p);
/* places_names.c: their names, with candidates. */
void toponyms_name(places *p);
/* Gives a name its candidates. */
void place_name_fill(places *p, place_name *n, gazetteer_names found, name_kind how);
/* places_outlet.c: the names that the outlet's own name holds. */
void places_add_outlet(places *p);
/* places_resolve.c: best of each name. */
void places_resolve(places *p);
/* places_words.c */
bool is_place_preposition(str lemma); /* "in", "near" */
bool is_direction(str word);          /* "northern", "downtown" */
bool is_public_body(str word);        /* "council", "police": bodies that have a place */
bool is_local(str word);              /* "man", "police": behind where they are from */
bool is_settlement(str word);         /* "town", "capital" */
/* What a named place is by its last or first word, "Elm Street", "Lake Tahoe"; PLACE_KINDS
 * where no word tells. */
place_kind kind_by_words(str first, str last);

const gazetteer_place *places_at(const places *p, const candidate *c);
/* A state, province or other first-level division. */
bool place_is_wide(const gazetteer_place *p);
/* Whether place `outer` holds `inner`: a country its towns, a county the towns near by. */
bool place_holds(const places *p, const candidate *outer, const candidate *inner);

#endif
