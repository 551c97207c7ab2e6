/* text/quotes.h: which tokens stand inside quotation marks. */
#ifndef TEXT_QUOTES_H
#define TEXT_QUOTES_H

#include "text/tokens.h"

/* Sets the quotation flags of the tokens of a text, passage by passage. */
void quotes_flag(str text, token *at, const passage *passages, size_t passage_count);

#endif
