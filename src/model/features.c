/* model/features.c: see features.h. Training and reading must agree to the bit, so any
 * change here asks for new weights. */
#include "model/features.h"

#include <xxhash.h>

#include "text/forms.h"

enum { SHAPE_MOST = 12 }; /* characters of a shape that are looked at */

static uint32_t row_of(const char *bytes, size_t length, unsigned seed, uint32_t rows) {
    return rows ? (uint32_t)(XXH3_64bits_withSeed(bytes, length, seed) % rows) : 0;
}

/* Heads of 1 to 3 bytes, tails of 1 to 4; a shorter form is its own head and tail. */
static void grams_of(str form, uint32_t rows, uint32_t out[FEATURE_GRAMS]) {
    for (unsigned i = 0; i < FEATURE_GRAMS; i++) {
        size_t wanted = i < 3 ? i + 1 : i - 2;
        size_t length = wanted < form.length ? wanted : form.length;
        const char *from = i < 3 ? form.at : form.at + form.length - length;
        out[i] = row_of(from, length, i + 1, rows);
    }
}

static char shape_char(char c) {
    if (is_upper(c)) return 'X';
    if (is_ascii_letter(c)) return 'x';
    if (is_digit(c)) return 'd';
    return (unsigned char)c >= 0x80 ? 'u' : c;
}

/* "McCain" is "XxXx", "U.S." is "X.X.", "1,700" is "d,d"; runs count once, but two capitals
 * in a row are told from one. */
static uint32_t shape_of(str word, uint32_t rows) {
    char shape[SHAPE_MOST];
    size_t length = 0;
    for (size_t i = 0; i < word.length && length < SHAPE_MOST; i++) {
        char c = shape_char(word.at[i]);
        bool same = length && shape[length - 1] == c;
        bool second_capital = same && c == 'X' && (length < 2 || shape[length - 2] != c);
        if (!same || second_capital) shape[length++] = c;
    }
    return row_of(shape, length, 0, rows);
}

static uint32_t flag_of(uint32_t flags) {
    return (flags & 31) | ((flags & TOKEN_SINGLE_QUOTED) ? 32 : 0);
}

void features_of(const feature_space *space, const tokens *t, span which, features *out) {
    for (size_t i = which.start; i < which.end; i++, out++) {
        char bytes[FORM_SIZE];
        str word = token_str(t, i), form = token_form(word, bytes);
        out->word = space->words ? vocabulary_find(space->words, form) : 0;
        grams_of(form, space->gram_rows, out->gram);
        out->shape = shape_of(word, space->shape_rows);
        out->flag = flag_of(t->at[i].flags);
    }
}
