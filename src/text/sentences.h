/* text/sentences.h: where sentences may start, by rule. The neural reader decides better; this
 * is what it may take as a feature, and what stands in where there is no reader. */
#ifndef TEXT_SENTENCES_H
#define TEXT_SENTENCES_H

#include "text/tokens.h"

/* May a sentence start at token i? Wide: at passage starts, and behind a stop with the marks
 * that close it, whatever follows. Never behind an abbreviation or an initial. */
bool sentence_may_start(const tokens *t, size_t i);

/* Does one start there? Narrow: what follows must begin like a sentence, and must not say who
 * spoke the question or call that was just quoted ('"Why?" Ruiz asked'). */
bool sentence_starts(const tokens *t, size_t i);

#endif
