/* text/blocks.h: what a plain text's lines are: title, headings, paragraphs, items, bylines. */
#ifndef TEXT_BLOCKS_H
#define TEXT_BLOCKS_H

#include "source/report.h"

/* Guesses the blocks of a plain text from blank lines, lengths and line ends. Every line is a
 * block, but in a text whose lines are broken inside sentences (wrapped at a column) the
 * lines of a paragraph are one. headline may be none; a first block that is the headline, or
 * without one looks like it, is BLOCK_TITLE. Memory: from a. */
void blocks_guess(arena *a, str text, str headline, block_list *out);

#endif
