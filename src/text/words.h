/* text/words.h: cuts a run of characters without blanks into tokens. */
#ifndef TEXT_WORDS_H
#define TEXT_WORDS_H

#include "text/chars.h"

typedef struct chunk {
    str text;
    size_t start, end;  /* bytes: the run, without blanks */
    size_t passage_end; /* byte */
    bool prose;         /* the passage ends with a stop: it is no headline in Title Case */
    bool address;       /* holds a mark without which there is no web or mail address */
} chunk;

/* End of the token that begins at byte `at` of the chunk: at < result <= c->end. */
size_t word_end(const chunk *c, size_t at);

/* How many bytes of a word of letters belong to its first token: "cannot" is "can" and
 * "not", "gonna" is "gon" and "na". The whole length for all other words. */
size_t fused_part(str word);

#endif
