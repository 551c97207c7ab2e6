/* text/block_times.h: when the entries of a live blog in plain text were written. */
#ifndef TEXT_BLOCK_TIMES_H
#define TEXT_BLOCK_TIMES_H

#include "source/report.h"

/* Sets the times of blocks where three or more entries begin with the clock ("19:10", "3.15pm: It
 * rained"), in a line of its own or before a sentence; a programme of short lines has none, nor
 * a text whose day is not known. Memory: from a. */
void block_times_guess(arena *a, str text, str published, block_list *blocks);

#endif
