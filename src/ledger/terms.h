/* ledger/terms.h: a text as plain words, for comparing texts with each other.
 *
 * A term is a run of letters and digits (apostrophes inside it are its own), in lower case, less
 * a possessive 's. Its stem is without the ending of a plural: enough to hold two reports of one
 * matter against each other, and the same for any text without a reader. */
#ifndef LEDGER_TERMS_H
#define LEDGER_TERMS_H

#include "base/arena.h"
#include "base/str.h"

enum {
    TERM_SIZE = 48,         /* bytes: longer terms are cut, at a character's end */
    TERMS_MOST = 1u << 16,  /* of one text; what comes behind is not looked at */
};

typedef struct term {
    str word; /* in lower case */
    span at;  /* bytes of the text */
} term;

typedef LIST(term) term_list;

/* The terms of a text in their order. Bytes that are not UTF-8 part words. Memory: from a. */
term_list terms_cut(arena *a, str text);

/* A term without its plural's ending; points into the term, or to `out`. */
str term_stem(str word, char out[TERM_SIZE]);

/* How rare a stem is in news: ln(reports / reports that hold it), by a table of common words
 * (data/stories/); words that are not in it are TERM_RAREST. */
#define TERM_RAREST 10.25
double term_rarity(str stem);
/* A stem's place in that table, 0 to 32,767, or -1; and how rare what stands at a place is. */
int term_place(str stem);
double term_rarity_at(int place);

/* Whether a text has any word. */
bool terms_any(str text);

#endif
