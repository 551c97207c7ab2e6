/* serve/difference.h: what of two texts is in one alone: the longest common subsequence of their
 * parts (words, or paragraphs), by dynamic programming; common heads and ends come off first. */
#ifndef SERVE_DIFFERENCE_H
#define SERVE_DIFFERENCE_H

#include "base/arena.h"

enum { DIFFERENCE_PARTS_MOST = 1500 }; /* of each side; what comes behind counts as other */

typedef struct difference {
    str_list left, right; /* the parts */
    bool *left_alone, *right_alone; /* [parts] */
} difference;

/* Words with the blanks behind them. Memory: all from a. */
difference difference_of_words(arena *a, str left, str right);
difference difference_of_paragraphs(arena *a, str left, str right);

#endif
