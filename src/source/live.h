/* source/live.h: the entries of a live blog and when each was written. */
#ifndef SOURCE_LIVE_H
#define SOURCE_LIVE_H

#include "source/dates.h"
#include "source/tree.h"

typedef struct live_entry {
    uint32_t node, end; /* nodes [node, end) */
    str time;           /* ISO 8601 */
} live_entry;

typedef LIST(live_entry) live_list;

/* The entries inside `part`, in order and apart from each other: three or more neighbours that
 * each hold a dated <time>. Empty where the part is no live blog. Memory: from a. */
void live_entries(arena *a, const tree *t, uint32_t part, date_order order, live_list *out);

/* Entries that show the clock in a line of its own ("19:10") and give machines no date: the
 * times[i] of lines [count], none for those that are no such line. Empty where fewer than three
 * are, or where the day that the page is of is not known. From entry to entry they may run back or
 * forth; where they pass midnight another day begins. Memory: from a. */
void live_clocks(arena *a, const str *lines, size_t count, str published, str_list *times);

#endif
