/* base/number_map.h: numbers by number, for look-ups that must not depend on how many there are.
 * Linear probing, at most half full; what comes out never depends on order. */
#ifndef BASE_NUMBER_MAP_H
#define BASE_NUMBER_MAP_H

#include <stdint.h>

#include "base/arena.h"

#define NUMBER_MAP_NONE UINT32_MAX

typedef struct number_map number_map;

/* A map that grows as it is filled. Memory: from a, also later. */
number_map *number_map_new(arena *a);
/* Where the value of a key stands: NUMBER_MAP_NONE at first, to be written by the caller. The
 * place is good until the next call. */
uint32_t *number_map_put(number_map *m, int64_t key);
/* The value of a key, or NUMBER_MAP_NONE. */
uint32_t number_map_get(const number_map *m, int64_t key);

#endif
