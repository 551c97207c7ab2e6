/* text/blocks.h: what a plain text's lines are: title, headings, paragraphs, items, bylines. */
#ifndef TEXT_BLOCKS_H
#define TEXT_BLOCKS_H

#include "source/report.h"

/* Guesses the blocks of a plain text from blank lines, lengths and line ends. A text whose
 * lines are broken inside sentences (wrapped at a column) has its paragraphs joined.
 * title may be none; a first line that is the title is BLOCK_TITLE. Memory: from a. */
void blocks_guess(arena *a, str text, str title, block_list *out);

#endif
