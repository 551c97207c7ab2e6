/* base/arena.h: memory of one piece of work, given back at once.
 *
 * An arena hands out zeroed, 16-byte aligned memory from chunks. It never returns NULL:
 * where its limit or the machine's memory is reached, it jumps to the guard that its user
 * has set, so that code in between needs no check at every allocation. Foreign objects
 * (an XML tree) are handed to arena_defer first, and are freed whether the work ends or
 * breaks off.
 *
 *     jmp_buf out;
 *     if (setjmp(out)) return FAULT(f, FAULT_MEMORY, ...);   // one place a public call
 *     arena_guard(a, &out);
 *
 * A fault test lets the n-th allocation fail for every n: see tests/api/memory.c. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <setjmp.h>
#include <stddef.h>

#include "base/str.h"

typedef struct arena arena;

/* NULL where there is no memory. limit_bytes 0 means SIZE_MAX. */
arena *arena_new(size_t limit_bytes);
void arena_free(arena *a); /* runs what was deferred; NULL is nothing */

/* Drops all that was handed out and runs what was deferred; keeps the chunks for the next
 * piece of work, but no more than keep_bytes of them. */
void arena_reset(arena *a, size_t keep_bytes);

/* Where to jump when memory runs out; returns the former guard so that guards nest. */
jmp_buf *arena_guard(arena *a, jmp_buf *guard);

size_t arena_used(const arena *a);  /* bytes handed out since the last reset */
size_t arena_limit(const arena *a); /* bytes */

/* Zeroed memory for count things of size bytes. Jumps to the guard where there is none. */
void *arena_alloc(arena *a, size_t count, size_t size);
#define ARENA_NEW(a, type, count) ((type *)arena_alloc((a), (count), sizeof(type)))

/* The same without the zeros, for tables that are written before they are read; from the
 * beginning of a line of 64 bytes of the cache on, since what lies across two takes longer. */
void *arena_alloc_raw(arena *a, size_t count, size_t size);
#define ARENA_RAW(a, type, count) ((type *)arena_alloc_raw((a), (count), sizeof(type)))

/* Runs free_it(thing) when the arena is reset or freed, last deferred first. */
void arena_defer(arena *a, void (*free_it)(void *), void *thing);

/* Copies; the result ends in a NUL byte that its length does not count. */
str arena_copy(arena *a, str s);
str arena_print(arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
str arena_join(arena *a, str left, str right);

/* Growing arrays in an arena.
 *
 *     LIST(token) tokens = { 0 };
 *     *LIST_ADD(a, &tokens) = t;
 *     for (size_t i = 0; i < tokens.count; i++) use(tokens.at[i]);
 */
#define LIST(type) struct { type *at; size_t count, room; }
#define LIST_ADD(a, list) \
    ((void)((list)->count < (list)->room \
            || ((list)->at = arena_grow((a), (list)->at, sizeof *(list)->at, &(list)->room), 1)), \
     &(list)->at[(list)->count++])

/* For LIST_ADD: a copy twice as long (8 at first), *room updated. The former place is gone:
 * keep numbers of elements, or pointers only until the next LIST_ADD. */
void *arena_grow(arena *a, void *old, size_t size, size_t *room);

typedef LIST(str) str_list;
typedef LIST(span) span_list;
typedef LIST(char) buffer; /* text being built */

void buffer_add(arena *a, buffer *b, str s);
void buffer_print(arena *a, buffer *b, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
str buffer_str(const buffer *b);

#endif
