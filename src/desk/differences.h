/* desk/differences.h: what of the differences between two wordings a reader would want to know. */
#ifndef DESK_DIFFERENCES_H
#define DESK_DIFFERENCES_H

#include "base/arena.h"

size_t words_count(str s);

/* Of wordings about as long as each other: WORDING_NOT, where that is what may differ, and
 * WORDING_NUMBER where each has a number in figures that the other has not. What only one of them
 * goes on to say is no difference. To be and-ed with what differs. Memory: scratch from a. */
int difference_that_matters(arena *a, str words, str others);

/* Letters and digits in small letters: the same for texts that differ in marks alone. */
str words_bare(arena *a, str words);

#endif
