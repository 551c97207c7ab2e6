/* base/number_map.c: see number_map.h. Keys are spread by a multiplication (Knuth 6.4). */
#include "base/number_map.h"

enum { ROOM_LEAST_BITS = 6 };

typedef struct slot {
    int64_t key;
    uint32_t value;
    uint32_t used;
} slot;

struct number_map {
    arena *a;
    slot *slots; /* [1 << bits] */
    unsigned bits;
    size_t count;
};

number_map *number_map_new(arena *a) {
    number_map *m = ARENA_NEW(a, number_map, 1);
    m->a = a;
    m->bits = ROOM_LEAST_BITS;
    m->slots = ARENA_NEW(a, slot, (size_t)1 << m->bits);
    return m;
}

/* The slot of a key, or the free one where it would go. */
static slot *find(const number_map *m, int64_t key) {
    size_t last = ((size_t)1 << m->bits) - 1;
    size_t i = (size_t)((uint64_t)key * 0x9E3779B97F4A7C15U >> (64 - m->bits));
    while (m->slots[i].used && m->slots[i].key != key) i = (i + 1) & last;
    return &m->slots[i];
}

static void grow(number_map *m) {
    slot *old = m->slots;
    size_t room = (size_t)1 << m->bits++;
    m->slots = ARENA_NEW(m->a, slot, (size_t)1 << m->bits);
    for (size_t i = 0; i < room; i++)
        if (old[i].used) *find(m, old[i].key) = old[i];
}

uint32_t *number_map_put(number_map *m, int64_t key) {
    slot *s = find(m, key);
    if (s->used) return &s->value;
    if (2 * (m->count + 1) > (size_t)1 << m->bits) {
        grow(m);
        s = find(m, key);
    }
    m->count++;
    *s = (slot){ key, NUMBER_MAP_NONE, 1 };
    return &s->value;
}

uint32_t number_map_get(const number_map *m, int64_t key) {
    const slot *s = find(m, key);
    return s->used ? s->value : NUMBER_MAP_NONE;
}
