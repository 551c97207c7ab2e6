/* record/word_map.h: numbers by word, for look-ups that must not depend on a text's length.
 * Open addressing over XXH3; what comes out depends on the words alone, never on order. */
#ifndef RECORD_WORD_MAP_H
#define RECORD_WORD_MAP_H

#include "base/arena.h"

#define WORD_MAP_NONE UINT32_MAX

typedef struct word_map word_map;

/* A map that grows as it is filled. Memory: from a, also later. */
word_map *word_map_new(arena *a);
/* Where the number of a word stands: WORD_MAP_NONE at first, to be written by the caller.
 * The place is good until the next call. The word must outlive the map. */
uint32_t *word_map_put(word_map *m, str word);
/* The number of a word, or WORD_MAP_NONE. */
uint32_t word_map_get(const word_map *m, str word);

#endif
