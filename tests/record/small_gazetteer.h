/* tests/record/small_gazetteer.h: a gazetteer of a few invented and real places, made in
 * memory as data/gazetteer.py makes the whole one (docs/gazetteer.md). */
#ifndef TESTS_SMALL_GAZETTEER_H
#define TESTS_SMALL_GAZETTEER_H

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "record/gazetteer.h"

typedef struct small_place {
    const char *name;
    const char *names; /* "NAME/KIND|NAME/KIND": others; KIND is name_kind's number */
    double latitude, longitude;
    uint32_t people;
    int region, country, kind;
} small_place;

/* Regions first, as the format wants them. */
static const small_place small_places[] = {
    { "Ostland", "Ostl./3", 40.5, -83.0, 0, -1, 0, PLACE_REGION },
    { "Westland", "WL/3", 41.0, -112.0, 0, -1, 0, PLACE_REGION },
    { "Vandria", "Vandrian/2|VDR/5", 40.0, -98.0, 9000000, -1, 0, PLACE_COUNTRY },
    { "Querland", "Querlandish/2", 52.0, 5.0, 40000000, -1, 1, PLACE_COUNTRY },
    { "Marlow", "", 40.2, -83.1, 9000, 0, 0, PLACE_CITY },
    { "Marlow", "", 52.1, 5.1, 900000, -1, 1, PLACE_CITY },
    { "Marlow", "", 41.1, -112.2, 30000, 1, 0, PLACE_CITY },
    { "Tessin", "", 40.3, -83.3, 4000, 0, 0, PLACE_CITY },
    { "Hill", "Hill/6", 41.2, -112.1, 500, 1, 0, PLACE_CITY },
    { "Quersted", "", 52.3, 4.9, 800000, -1, 1, PLACE_CITY },
    { "Lake Onn", "", 40.9, -83.5, 1000, -1, 0, PLACE_NATURAL },
};

enum {
    SMALL_PLACES = sizeof small_places / sizeof *small_places,
    SMALL_REGIONS = 2, SMALL_COUNTRIES = 2, SMALL_KEYS_MOST = 64, SMALL_SIZE = 8192,
};

typedef struct small_key {
    uint64_t hash;
    uint32_t posting;
} small_key;

static int small_compare(const void *a, const void *b) {
    const small_key *x = a, *y = b;
    if (x->hash != y->hash) return x->hash < y->hash ? -1 : 1;
    return x->posting < y->posting ? -1 : x->posting > y->posting;
}

static size_t small_add_key(small_key *keys, size_t count, str name, uint32_t posting) {
    char key[GAZETTEER_KEY_MOST];
    size_t length;
    if (!gazetteer_key(name, key, &length) || count == SMALL_KEYS_MOST) abort();
    keys[count] = (small_key){ XXH3_64bits(key, length), posting };
    return count + 1;
}

static size_t small_keys(small_key keys[SMALL_KEYS_MOST]) {
    size_t count = 0;
    for (uint32_t i = 0; i < SMALL_PLACES; i++) {
        const char *more = small_places[i].names;
        bool word = strstr(more, "/6") != NULL;
        if (!word) count = small_add_key(keys, count, str_of(small_places[i].name), i);
        while (*more) {
            size_t length = strcspn(more, "/");
            uint32_t kind = (uint32_t)(more[length + 1] - '0');
            count = small_add_key(keys, count, (str){ more, length }, i | kind << 24);
            more += strcspn(more, "|");
            if (*more) more++;
        }
    }
    qsort(keys, count, sizeof *keys, small_compare);
    return count;
}

static void small_put(char *file, size_t *at, const void *bytes, size_t count) {
    if (*at + count + 8 > SMALL_SIZE) abort();
    memcpy(file + *at, bytes, count);
    *at += count;
}

static void small_align(size_t *at) {
    *at = (*at + 7) / 8 * 8;
}

static void small_put_places(char *file, size_t *at, char *names, size_t *names_size) {
    for (size_t i = 0; i < SMALL_PLACES; i++) {
        const small_place *s = &small_places[i];
        gazetteer_place p = { (uint32_t)(1000 + i), (int32_t)(s->latitude * 100000),
                              (int32_t)(s->longitude * 100000), s->people, (uint32_t)*names_size,
                              s->region < 0 ? GAZETTEER_NONE : (uint16_t)s->region,
                              (uint8_t)s->country, (uint8_t)s->kind };
        small_put(file, at, &p, sizeof p);
        memcpy(names + *names_size, s->name, strlen(s->name) + 1);
        *names_size += strlen(s->name) + 1;
    }
}

/* Makes size and hash of the header true. */
static inline void small_seal(char *file, size_t size) {
    uint64_t length = size, hash = XXH3_64bits(file + 32, size - 32);
    memcpy(file + 16, &length, 8);
    memcpy(file + 24, &hash, 8);
}

/* The file; its size in *size. */
static char *small_gazetteer(size_t *size) {
    static const gazetteer_country countries[] = { { "VDR", "VD", 2, 4 },
                                                   { "QRL", "QR", 3, UINT32_MAX } };
    small_key keys[SMALL_KEYS_MOST];
    size_t count = small_keys(keys), at = 80, names_size = 0;
    char *file = calloc(1, SMALL_SIZE), names[1024];
    if (!file) abort();
    uint32_t unique = 0, starts[SMALL_KEYS_MOST + 1];
    for (size_t i = 0; i < count; i++) {
        if (i && keys[i].hash == keys[i - 1].hash) continue;
        starts[unique++] = (uint32_t)i;
        small_put(file, &at, &keys[i].hash, 8);
    }
    starts[unique] = (uint32_t)count;
    small_put(file, &at, starts, 4 * (unique + 1));
    small_align(&at);
    for (size_t i = 0; i < count; i++) small_put(file, &at, &keys[i].posting, 4);
    small_align(&at);
    small_put_places(file, &at, names, &names_size);
    small_put(file, &at, countries, sizeof countries);
    small_put(file, &at, names, names_size);
    small_align(&at);
    uint32_t head[] = { GAZETTEER_VERSION, SMALL_PLACES };
    uint32_t counts[] = { unique, (uint32_t)count, SMALL_COUNTRIES, SMALL_REGIONS,
                          (uint32_t)names_size, 0 };
    memcpy(file, "ONRPLACE", 8);
    memcpy(file + 8, head, sizeof head);
    memcpy(file + 32, counts, sizeof counts);
    memcpy(file + 56, "small-1", 8);
    small_seal(file, at);
    *size = at;
    return file;
}

#endif
