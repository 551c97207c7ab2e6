/* model/lineup.h: in which order the LSTMs go over the windows of a batch.
 *
 * Windows are put into lanes, one after the other, so that lanes are of like length: lanes step
 * side by side, and each step takes one vector of each. Vectors lie in that order, step after
 * step, so that none is copied. A lane begins and ends with a gap and has one between windows:
 * there an LSTM begins anew, whichever way it goes. Lanes are sorted, the longest first, so that
 * those that have ended fall off the end. */
#ifndef MODEL_LINEUP_H
#define MODEL_LINEUP_H

#include <stdint.h>

#include "model/windows.h"

enum {
    BATCH_WINDOWS_MOST = 32,
    LANES_MOST = 24, /* more would push the sums of kernels out of the nearest cache */
};

typedef struct lineup {
    size_t lane[BATCH_WINDOWS_MOST]; /* of each window */
    size_t step[BATCH_WINDOWS_MOST]; /* of each window's first token */
    size_t steps;
    size_t *row;   /* [steps + 1] where the vectors of each step begin */
    uint32_t *gap; /* [steps] bit n: lane n has a gap */
} lineup;

/* How many vectors windows of so many tokens together have at most. */
size_t lineup_rows_most(size_t words);

/* Room for windows of so many tokens together. */
lineup lineup_make(arena *a, size_t words);

/* Lines up windows (1 to BATCH_WINDOWS_MOST, none empty). */
void lineup_set(lineup *l, stretches all);

/* Lanes that take part in a step: the first ones. */
static inline size_t lineup_lanes(const lineup *l, size_t step) {
    return l->row[step + 1] - l->row[step];
}

/* The place of the at-th token of window `number`. */
static inline size_t lineup_row(const lineup *l, size_t number, size_t at) {
    return l->row[l->step[number] + at] + l->lane[number];
}

#endif
