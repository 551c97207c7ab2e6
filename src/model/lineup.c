/* model/lineup.c: see lineup.h. The longest window not yet in a lane goes into the lane that is
 * the shortest so far. */
#include "model/lineup.h"

#include <string.h>

size_t lineup_rows_most(size_t words) {
    return words + BATCH_WINDOWS_MOST + LANES_MOST;
}

lineup lineup_make(arena *a, size_t words) {
    lineup l = { 0 };
    l.row = ARENA_RAW(a, size_t, lineup_rows_most(words) + 1);
    l.gap = ARENA_RAW(a, uint32_t, lineup_rows_most(words));
    return l;
}

/* Things with a length, to be sorted. */
typedef struct ranked {
    size_t number, length;
} ranked;

static void rank(ranked *all, size_t count) {
    for (size_t i = 1; i < count; i++) {
        ranked one = all[i];
        size_t at = i;
        for (; at && all[at - 1].length < one.length; at--) all[at] = all[at - 1];
        all[at] = one;
    }
}

static size_t shortest(const ranked *lanes, size_t count) {
    size_t best = 0;
    for (size_t i = 1; i < count; i++) best = lanes[i].length < lanes[best].length ? i : best;
    return best;
}

static void fill_lanes(lineup *l, stretches all, ranked *lanes, size_t count) {
    ranked left[BATCH_WINDOWS_MOST];
    for (size_t i = 0; i < all.count; i++) left[i] = (ranked){ i, stretch_tokens(&all.at[i]) };
    rank(left, all.count);
    for (size_t i = 0; i < count; i++) lanes[i] = (ranked){ i, 1 };
    for (size_t i = 0; i < all.count; i++) {
        ranked *lane = &lanes[shortest(lanes, count)];
        l->lane[left[i].number] = lane->number;
        l->step[left[i].number] = lane->length;
        lane->length += left[i].length + 1;
    }
}

static void set_rows(lineup *l, const ranked *lanes, size_t active) {
    l->steps = lanes[0].length;
    l->row[0] = 0;
    for (size_t s = 0; s < l->steps; s++) {
        while (lanes[active - 1].length <= s) active--;
        l->row[s + 1] = l->row[s] + active;
    }
}

void lineup_set(lineup *l, stretches all) {
    ranked lanes[LANES_MOST];
    size_t place[LANES_MOST], count = all.count < LANES_MOST ? all.count : LANES_MOST;
    fill_lanes(l, all, lanes, count);
    rank(lanes, count);
    for (size_t i = 0; i < count; i++) place[lanes[i].number] = i;
    set_rows(l, lanes, count);
    memset(l->gap, 0, l->steps * sizeof *l->gap);
    l->gap[0] = (uint32_t)((1ull << count) - 1);
    for (size_t i = 0; i < all.count; i++) {
        l->lane[i] = place[l->lane[i]];
        l->gap[l->step[i] + stretch_tokens(&all.at[i])] |= 1u << l->lane[i];
    }
}
