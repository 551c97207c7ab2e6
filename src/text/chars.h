/* text/chars.h: what a character is to the tokeniser, in one byte.
 *
 * An ASCII mark is itself; letters, digits and blanks are each one kind. Characters beyond
 * ASCII take the kind of the ASCII character they stand for (curly apostrophes, Unicode's
 * hyphens), or one of their own. ASCII is looked up in a table, the rest asked of utf8proc,
 * so that English text pays for a table only. */
#ifndef TEXT_CHARS_H
#define TEXT_CHARS_H

#include "base/str.h"
#include "base/utf8.h"

enum char_kind {
    CHAR_DASH = 1, /* – — ― */
    CHAR_ELLIPSIS, /* … */
    CHAR_QUOTE,    /* “ ” „ « » and their like */
    CHAR_MARK,     /* any other mark beyond ASCII */
    CHAR_BLANK = ' ',
    CHAR_DIGIT = '0',
    CHAR_UPPER = 'A',
    CHAR_LETTER = 'a', /* and marks that combine with letters */
};

extern const char chars_ascii[128];

/* The kind of a character beyond ASCII. */
char char_beyond_ascii(code_point c);

/* Kind of the character at byte `at` of valid UTF-8, its length in *length. */
static inline char char_at(str text, size_t at, size_t *length) {
    unsigned char c = (unsigned char)text.at[at];
    *length = 1;
    if (c < 0x80) return chars_ascii[c];
    return char_beyond_ascii(utf8_at(text, at, length));
}

static inline bool char_is_letter(char kind) {
    return kind == CHAR_LETTER || kind == CHAR_UPPER;
}

static inline bool char_is_word(char kind) {
    return char_is_letter(kind) || kind == CHAR_DIGIT;
}

#endif
