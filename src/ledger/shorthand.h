/* ledger/shorthand.h: texts in less than half of their bytes, so that SQL alone can read them.
 *
 * A text is written as pieces: words, runs of words and parts of words that are usual in news
 * (pieces.inc), 128 of one byte, the others of two. No model and no state: whoever has the table
 * `piece` of a ledger reads any part of any text with substr() and a recursive query, as the
 * views of a ledger do (views.inc). Texts of zstd are a sixth smaller, and no program but ours
 * could then show a sentence (docs/decisions.md).
 *
 *     marks: 3 bytes each, highest first: where, in these bytes, each SHORTHAND_BLOCK bytes of
 *            the text begin; the first one so also tells how many there are
 *     codes: a byte below 128, or one above and a second one; none crosses a block of the text
 *
 * Every byte has a piece, so any bytes can be written. Both lists of pieces are in order. */
#ifndef LEDGER_SHORTHAND_H
#define LEDGER_SHORTHAND_H

#include "base/str.h"

enum {
    SHORTHAND_BLOCK = 256,
    SHORTHAND_MOST = (1 << 24) - 1, /* bytes that can be written: marks have three */
    PIECE_MOST = 16,                /* bytes */
};

/* What writes: the pieces as a tree. Memory: its owner frees it; NULL where there is none. */
typedef struct shorthand shorthand;
shorthand *shorthand_new(void);
void shorthand_free(shorthand *s);

/* Room for what a text of that many bytes becomes. */
size_t shorthand_room(size_t length);
/* How many bytes were written; 0 of an empty text, and of one that does not fit. */
size_t shorthand_write(const shorthand *s, str text, unsigned char *out);

/* The bytes of the text from `at` on, as many as there are and `length` at most, into out; how many
 * they are. Of damaged codes it gives other bytes, or fewer. */
size_t shorthand_read(str codes, size_t at, size_t length, char *out);
/* The same of a name, which has no marks and is always read whole. */
size_t shorthand_write_name(const shorthand *s, str name, unsigned char *out);
size_t shorthand_read_name(str codes, char *out);
/* No text of these codes is longer. */
size_t shorthand_longest(str codes);

/* The nth piece and the one or two bytes of its code; STR_NONE past the last. */
str shorthand_piece(size_t n, unsigned char code[2], size_t *size);

#endif
