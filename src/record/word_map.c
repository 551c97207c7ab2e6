/* record/word_map.c: numbers by word; linear probing, at most half full. */
#include "record/word_map.h"

#include <xxhash.h>

typedef struct slot {
    str word; /* .at NULL: free */
    uint32_t number;
} slot;

struct word_map {
    arena *a;
    slot *slots; /* [room] */
    size_t room; /* a power of two */
    size_t count;
};

word_map *word_map_new(arena *a) {
    word_map *m = ARENA_NEW(a, word_map, 1);
    m->a = a;
    m->room = 64;
    m->slots = ARENA_NEW(a, slot, m->room);
    return m;
}

/* The slot of a word, or the free one where it would go. */
static slot *find(const word_map *m, str word) {
    size_t i = (size_t)XXH3_64bits(word.at, word.length) & (m->room - 1);
    while (m->slots[i].word.at && !str_same(m->slots[i].word, word)) i = (i + 1) & (m->room - 1);
    return &m->slots[i];
}

static void grow(word_map *m) {
    slot *old = m->slots;
    size_t room = m->room;
    m->room = room * 2;
    m->slots = ARENA_NEW(m->a, slot, m->room);
    for (size_t i = 0; i < room; i++)
        if (old[i].word.at) *find(m, old[i].word) = old[i];
}

uint32_t *word_map_put(word_map *m, str word) {
    slot *s = find(m, word);
    if (s->word.at) return &s->number;
    if (2 * (m->count + 1) > m->room) {
        grow(m);
        s = find(m, word);
    }
    m->count++;
    *s = (slot){ word.at ? word : STR(""), WORD_MAP_NONE };
    return &s->number;
}

uint32_t word_map_get(const word_map *m, str word) {
    const slot *s = find(m, word);
    return s->word.at ? s->number : WORD_MAP_NONE;
}
