/* text/block_kinds.h: what kind of block a run of words is, by its looks. */
#ifndef TEXT_BLOCK_KINDS_H
#define TEXT_BLOCK_KINDS_H

#include "source/report.h"

/* Words given without blanks at their ends. */
bool ends_with_stop(str words); /* . ! ? … or a colon, closing marks behind it skipped */
bool is_item(str words);        /* a bullet, or a number or letter with a dot or bracket */
bool is_byline(str words);      /* "By ANN LEE", "Updated 3 January 2026", "Reporting by ..." */

/* Sets the kinds of the blocks of a plain text. headline may be none. */
void block_kinds_guess(str text, str headline, block *at, size_t count);

#endif
