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

#endif
