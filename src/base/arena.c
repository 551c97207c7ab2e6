/* base/arena.c: see arena.h. A chunk list, doubling up to CHUNK_MOST; big requests get a
 * chunk of their own. Big chunks come from the system and go back to it at once, zeroed by it:
 * what a list has reserved and not used yet takes no memory of the machine. */
#include "base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#elif !defined(ASAN_POISON_MEMORY_REGION)
#define ASAN_POISON_MEMORY_REGION(from, size) ((void)(from), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(from, size) ((void)(from), (void)(size))
#endif

enum { ALIGN = 16, LINE = 64, CHUNK_FIRST = 1 << 14, CHUNK_MOST = 1 << 20, GROW_FIRST = 8 };

typedef struct chunk {
    struct chunk *next;
    size_t room, used; /* bytes after the header */
    size_t clean;      /* from here on its bytes are known to be zero */
    _Alignas(ALIGN) char bytes[];
} chunk;

typedef struct deferred {
    struct deferred *next;
    void (*free_it)(void *);
    void *thing;
} deferred;

struct arena {
    chunk *full, *spare; /* the head of `full` is the one in use */
    deferred *last;
    jmp_buf *guard;
    size_t limit, held, used; /* bytes: allowed, in chunks, handed out */
    size_t next_room;
};

arena *arena_new(size_t limit_bytes) {
    arena *a = calloc(1, sizeof *a);
    if (!a) return NULL;
    a->limit = limit_bytes ? limit_bytes : SIZE_MAX;
    a->next_room = CHUNK_FIRST;
    return a;
}

static void run_deferred(arena *a) {
    deferred *d = a->last;
    a->last = NULL;
    for (; d; d = d->next) d->free_it(d->thing);
}

static bool is_mapped(size_t room) {
#ifdef __SANITIZE_ADDRESS__
    (void)room;
    return false; /* it looks for leaks in its own heap only */
#else
    return room >= CHUNK_MOST;
#endif
}

static chunk *get_chunk(size_t room) {
    if (!is_mapped(room)) return calloc(1, sizeof(chunk) + room);
    void *p = mmap(NULL, sizeof(chunk) + room, PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return p == MAP_FAILED ? NULL : p;
}

static void free_chunk(chunk *c) {
    if (is_mapped(c->room))
        munmap(c, sizeof *c + c->room);
    else
        free(c);
}

static void free_chunks(chunk *c) {
    while (c) {
        chunk *next = c->next;
        free_chunk(c);
        c = next;
    }
}

void arena_free(arena *a) {
    if (!a) return;
    run_deferred(a);
    free_chunks(a->full);
    free_chunks(a->spare);
    free(a);
}

void arena_reset(arena *a, size_t keep_bytes) {
    run_deferred(a);
    chunk *all[2] = { a->full, a->spare };
    a->full = a->spare = NULL;
    a->held = a->used = 0;
    for (int i = 0; i < 2; i++) {
        for (chunk *c = all[i], *next; c; c = next) {
            next = c->next;
            if (a->held + c->room > keep_bytes) {
                free_chunk(c);
                continue;
            }
            c->used = 0;
            c->next = a->spare;
            a->spare = c;
            a->held += c->room;
        }
    }
}

jmp_buf *arena_guard(arena *a, jmp_buf *guard) {
    jmp_buf *former = a->guard;
    a->guard = guard;
    return former;
}

size_t arena_used(const arena *a) {
    return a->used;
}

size_t arena_limit(const arena *a) {
    return a->limit;
}

static _Noreturn void out_of_memory(arena *a) {
    if (!a->guard) abort(); /* our own mistake: memory was asked for outside a guard */
    longjmp(*a->guard, 1);
}

static size_t rounded(size_t bytes) {
    return (bytes + ALIGN - 1) / ALIGN * ALIGN;
}

static chunk *spare_chunk(arena *a, size_t size) {
    for (chunk **c = &a->spare; *c; c = &(*c)->next) {
        if ((*c)->room < size) continue;
        chunk *found = *c;
        *c = found->next;
        return found;
    }
    return NULL;
}

static chunk *new_chunk(arena *a, size_t size) {
    size_t room = size > a->next_room ? size : a->next_room;
    if (room > SIZE_MAX - sizeof(chunk)) out_of_memory(a);
    chunk *c = get_chunk(room);
    if (!c) out_of_memory(a);
    c->room = room;
    a->held += room;
    if (a->next_room < CHUNK_MOST) a->next_room *= 2;
    return c;
}

/* The chunk that `need` bytes come from: the head of `full` where they fit, else another. One
 * that they fill goes behind the head, whose rest stays in use. */
static chunk *chunk_for(arena *a, size_t need) {
    if (a->full && a->full->room - a->full->used >= need) return a->full;
    chunk *c = spare_chunk(a, need);
    if (!c) c = new_chunk(a, need);
    c->used = 0;
    chunk **at = a->full && c->room == need ? &a->full->next : &a->full;
    c->next = *at;
    *at = c;
    return c;
}

static size_t needed(const arena *a, size_t count, size_t size) { /* SIZE_MAX: too much */
    if (size && count > (SIZE_MAX - ALIGN) / size) return SIZE_MAX;
    size_t need = rounded(count * size);
    return need > a->limit || a->used > a->limit - need ? SIZE_MAX : need;
}

/* *dirty: how many of its first bytes may not be zero. */
static void *take(arena *a, size_t need, size_t *dirty) {
    if (need == SIZE_MAX) out_of_memory(a);
    chunk *c = chunk_for(a, need);
    char *p = c->bytes + c->used;
    size_t unclean = c->used < c->clean ? c->clean - c->used : 0;
    *dirty = unclean < need ? unclean : need;
    c->used += need;
    a->used += need;
    if (c->used > c->clean) c->clean = c->used;
    ASAN_UNPOISON_MEMORY_REGION(p, need);
    return p;
}

void *arena_alloc(arena *a, size_t count, size_t size) {
    size_t dirty;
    void *p = take(a, needed(a, count, size), &dirty);
    if (dirty) memset(p, 0, dirty);
    return p;
}

void *arena_alloc_raw(arena *a, size_t count, size_t size) {
    size_t dirty, need = needed(a, count, size);
    if (need != SIZE_MAX) need = needed(a, need + LINE - ALIGN, 1);
    char *p = take(a, need, &dirty);
#ifdef __SANITIZE_ADDRESS__
    memset(p, 0xa5, need); /* who reads what it has not written is seen */
#endif
    return p + (LINE - (uintptr_t)p % LINE) % LINE;
}

void arena_defer(arena *a, void (*free_it)(void *), void *thing) {
    jmp_buf *outer = a->guard, here;
    a->guard = &here;
    if (setjmp(here)) {
        free_it(thing);
        a->guard = outer;
        out_of_memory(a);
    }
    deferred *d = ARENA_NEW(a, deferred, 1);
    a->guard = outer;
    *d = (deferred){ a->last, free_it, thing };
    a->last = d;
}

str arena_copy(arena *a, str s) {
    if (!s.at) return STR_NONE;
    char *p = arena_alloc(a, s.length + 1, 1);
    if (s.length) memcpy(p, s.at, s.length);
    return (str){ p, s.length };
}

static str print_arguments(arena *a, const char *format, va_list arguments) {
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    size_t size = (size_t)(length < 0 ? 0 : length);
    char *p = arena_alloc(a, size + 1, 1);
    vsnprintf(p, size + 1, format, again);
    va_end(again);
    return (str){ p, size };
}

str arena_print(arena *a, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    str s = print_arguments(a, format, arguments);
    va_end(arguments);
    return s;
}

str arena_join(arena *a, str left, str right) {
    size_t length = left.length + right.length;
    char *both = ARENA_NEW(a, char, length + 1);
    if (left.length) memcpy(both, left.at, left.length);
    if (right.length) memcpy(both + left.length, right.at, right.length);
    return (str){ both, length };
}

/* Where in the list of chunks the one stands that holds these bytes and nothing else. */
static chunk **chunk_of_its_own(arena *a, const void *old, size_t bytes) {
    for (chunk **c = &a->full; *c && bytes >= CHUNK_MOST; c = &(*c)->next)
        if ((*c)->bytes == old && (*c)->used == rounded(bytes)) return c;
    return NULL;
}

/* Takes back the memory of a list that has moved. Only what has a chunk of its own is freed:
 * of small lists nothing comes together. The sanitizer is told of both, so that a pointer
 * into the list's former place is found out in tests on small inputs too. */
static void give_back(arena *a, void *old, size_t bytes) {
    chunk **at = chunk_of_its_own(a, old, bytes);
    if (!at) {
        ASAN_POISON_MEMORY_REGION(old, bytes);
        return;
    }
    chunk *found = *at;
    *at = found->next;
    a->used -= found->used;
    a->held -= found->room;
    free_chunk(found);
}

/* The system moves a big list's pages without copying them; NULL where it has no such list. */
static void *moved_to_longer(arena *a, void *old, size_t bytes, size_t longer) {
    chunk **at = chunk_of_its_own(a, old, bytes);
    size_t more = rounded(longer) - rounded(bytes);
    if (!at || !is_mapped((*at)->room) || (*at)->room > rounded(bytes)) return NULL;
    if (more > a->limit || a->used > a->limit - more) return NULL;
    chunk *c = mremap(*at, sizeof *c + (*at)->room, sizeof *c + rounded(longer), MREMAP_MAYMOVE);
    if (c == MAP_FAILED) return NULL;
    *at = c;
    c->room = c->used = c->clean = rounded(longer);
    a->used += more;
    a->held += more;
    return c->bytes;
}

void *arena_grow(arena *a, void *old, size_t size, size_t *room) {
    size_t longer = *room ? *room * 2 : GROW_FIRST;
    void *p = *room ? moved_to_longer(a, old, *room * size, longer * size) : NULL;
    if (!p) {
        p = arena_alloc(a, longer, size);
        if (*room) memcpy(p, old, *room * size);
        if (*room) give_back(a, old, *room * size);
    }
    *room = longer;
    return p;
}

static void buffer_reserve(arena *a, buffer *b, size_t need) {
    if (need <= b->room) return;
    size_t room = b->room ? b->room : 64;
    while (room < need) room *= 2;
    char *p = arena_alloc(a, room, 1);
    if (b->count) memcpy(p, b->at, b->count);
    if (b->at) give_back(a, b->at, b->room);
    b->at = p;
    b->room = room;
}

void buffer_add(arena *a, buffer *b, str s) {
    if (!s.length) return;
    buffer_reserve(a, b, b->count + s.length);
    memcpy(b->at + b->count, s.at, s.length);
    b->count += s.length;
}

/* In place, since what is printed once a token must not cost memory of its own. */
void buffer_print(arena *a, buffer *b, const char *format, ...) {
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    buffer_reserve(a, b, b->count + 48);
    int length = vsnprintf(b->at + b->count, b->room - b->count, format, arguments);
    size_t size = (size_t)(length < 0 ? 0 : length);
    if (size >= b->room - b->count) {
        buffer_reserve(a, b, b->count + size + 1);
        vsnprintf(b->at + b->count, b->room - b->count, format, again);
    }
    b->count += size;
    va_end(again);
    va_end(arguments);
}

str buffer_str(const buffer *b) {
    return (str){ b->at, b->count };
}
