/* text/marks.h: tokens that begin with a mark, and looks at single characters of a chunk. */
#ifndef TEXT_MARKS_H
#define TEXT_MARKS_H

#include "text/words.h"

/* Kind of the character at `at`, a blank past the chunk's end. */
static inline char kind_at(const chunk *c, size_t at) {
    size_t length;
    return at < c->end ? char_at(c->text, at, &length) : CHAR_BLANK;
}

/* Bytes of the character at `at`, 0 past the chunk's end. */
static inline size_t mark_length(const chunk *c, size_t at) {
    size_t length = 0;
    if (at < c->end) char_at(c->text, at, &length);
    return length;
}

static inline bool is_digit_at(const chunk *c, size_t at) {
    return at < c->end && is_digit(c->text.at[at]);
}

/* Kind of the character before `at`, a blank at the chunk's start. */
char kind_before(const chunk *c, size_t at);

/* Brackets and quotation marks that may stand between a sentence's dot and its end. */
bool is_closing(char kind);

/* End of the token that begins with the mark at `at`. */
size_t mark_end(const chunk *c, size_t at);

/* Past the clitic ("'s", "'re") whose apostrophe stands at `at`, or `at`. In words.c, with
 * number_end: past the number whose first digit stands at `at`. */
size_t clitic_end(const chunk *c, size_t at);
size_t number_end(const chunk *c, size_t at);

#endif
