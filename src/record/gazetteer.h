/* record/gazetteer.h: names of places and what they are: a file (docs/gazetteer.md) that
 * data/gazetteer.py makes, mapped, checked once, and used where it lies.
 *
 * A name is looked up by the hash of its key: small letters without marks, one blank for
 * whatever is no letter or digit. No key is stored; 64 bits of hash tell names apart. */
#ifndef RECORD_GAZETTEER_H
#define RECORD_GAZETTEER_H

#include "base/arena.h"
#include "base/fault.h"

enum {
    GAZETTEER_VERSION = 1,
    GAZETTEER_NONE = 0xFFFF,     /* of `region` */
    GAZETTEER_NOWHERE = 0xFF,    /* of `country` */
    GAZETTEER_KEY_MOST = 60,     /* bytes of a key */
    GAZETTEER_NAMED_MOST = 64,   /* places of one name */
};

/* As they lie in the file. */
typedef enum place_kind {
    PLACE_COUNTRY, PLACE_REGION, PLACE_CITY, PLACE_DISTRICT, PLACE_FACILITY, PLACE_NATURAL,
    PLACE_KINDS
} place_kind;

/* How a place has a name. */
typedef enum name_kind {
    NAME_OWN,      /* "Ohio" */
    NAME_OTHER,    /* another language's, an official or a former one */
    NAME_DEMONYM,  /* "French" */
    NAME_SHORT,    /* "Pa.", "PA": only behind a place in it */
    NAME_SQUEEZED, /* "losangeles": in the name of a site */
    NAME_CAPITALS, /* "US": only written so */
    NAME_WORD,     /* its own, but an ordinary word too: "Center" */
    NAME_KINDS
} name_kind;

typedef struct gazetteer_place {
    uint32_t geonames;          /* GeoNames' number, 0 where it has none */
    int32_t latitude, longitude; /* 1e-5 degrees */
    uint32_t people;
    uint32_t name;   /* where it begins in the names */
    uint16_t region; /* number of the place that is its first-level division, or none */
    uint8_t country; /* number in `countries`, or GAZETTEER_NOWHERE */
    uint8_t kind;    /* place_kind */
} gazetteer_place;

typedef struct gazetteer_country {
    char iso3[4], iso2[4]; /* ISO 3166, ended by NULs */
    uint32_t place;
    uint32_t capital; /* the number of that place, or UINT32_MAX */
} gazetteer_country;

typedef struct gazetteer {
    str bytes; /* the whole file, 8-byte aligned */
    bool mapped;
    const char *name;
    const uint64_t *keys;     /* [key_count] hashes, ascending */
    const uint32_t *starts;   /* [key_count + 1] into postings */
    const uint32_t *postings; /* place number, and name_kind << 24 */
    const gazetteer_place *places;
    const gazetteer_country *countries;
    const char *names;
    uint32_t key_count, posting_count, place_count, country_count, region_count, names_size;
} gazetteer;

/* Maps and checks a file. Fails: FAULT_STORE, FAULT_MODEL: what, and at which byte. */
bool gazetteer_open(const char *path, gazetteer *out, fault *f);
/* The same from bytes that outlive it and are 8-byte aligned. */
bool gazetteer_of(str bytes, gazetteer *out, fault *f);
void gazetteer_close(gazetteer *g);

/* The places of a name, the greatest of each name_kind first. */
typedef struct gazetteer_names {
    const uint32_t *at; /* [count] postings */
    size_t count;
} gazetteer_names;

/* Writes the key of some words: false where it is empty or too long. */
bool gazetteer_key(str words, char out[GAZETTEER_KEY_MOST], size_t *length);
gazetteer_names gazetteer_find(const gazetteer *g, str words);
gazetteer_names gazetteer_find_key(const gazetteer *g, str key);

static inline uint32_t posting_place(uint32_t posting) { return posting & 0xFFFFFF; }
static inline name_kind posting_kind(uint32_t posting) { return (name_kind)(posting >> 24); }

#endif
