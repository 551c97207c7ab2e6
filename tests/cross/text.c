/* tests/cross/text.c: stands in for the text room, whose Unicode tables are not there for an
 * emulated processor: words are parted by blanks, passages by line ends, features are hashes.
 * Of UTF-8 there is only ASCII. */
#include "base/utf8.h"
#include "model/features.h"

code_point utf8_at(str s, size_t at, size_t *length) {
    *length = 1;
    return (unsigned char)s.at[at] < 0x80 ? (code_point)s.at[at] : CODE_POINT_NONE;
}

size_t utf8_write(code_point c, char out[4]) {
    out[0] = (char)c;
    return 1;
}

bool utf8_is_mark(code_point c) {
    return c > ' ' && c < 0x7F && !is_ascii_letter((char)c) && !is_digit((char)c);
}

bool utf8_is_punctuation(code_point c) {
    return utf8_is_mark(c);
}

bool utf8_is_accent(code_point c) {
    return c >= 0x300 && c < 0x370;
}

bool utf8_is_space(code_point c) {
    return c == ' ';
}

bool utf8_is_control(code_point c) {
    return c < ' ';
}

code_point utf8_fold(code_point c) {
    return (code_point)to_lower((char)c);
}

size_t utf8_decomposed(code_point c, code_point out[UTF8_PARTS_MOST]) {
    out[0] = c;
    return 1;
}

bool tokens_cut(arena *a, str text, const block_list *blocks, tokens *out, fault *f) {
    (void)blocks;
    (void)f;
    LIST(token) words = { 0 };
    LIST(passage) passages = { 0 };
    for (size_t i = 0, start = 0; i <= text.length; i++) {
        if (i < text.length && !is_blank(text.at[i])) continue;
        if (i > start)
            *LIST_ADD(a, &words) = (token){ (uint32_t)start, (uint32_t)i, TOKEN_SPACE_BEFORE };
        uint32_t first = passages.count ? passages.at[passages.count - 1].past : 0;
        if ((i == text.length || text.at[i] == '\n') && words.count > first)
            *LIST_ADD(a, &passages) = (passage){ first, (uint32_t)words.count, 0 };
        start = i + 1;
    }
    *out = (tokens){ text, words.at, words.count, passages.at, passages.count, NULL };
    return true;
}

void features_of(const feature_space *space, const tokens *t, span which, features *out) {
    for (size_t i = which.start; i < which.end; i++, out++) {
        str word = token_str(t, i);
        uint32_t hash = (uint32_t)word.length;
        for (size_t j = 0; j < word.length; j++) hash = hash * 31 + (unsigned char)word.at[j];
        uint32_t row = space->words ? vocabulary_find(space->words, word) : 0;
        *out = (features){ row, { 0 }, hash % space->shape_rows, hash % FEATURE_FLAGS };
        for (uint32_t g = 0; g < FEATURE_GRAMS; g++)
            out->gram[g] = space->gram_rows ? (hash + g) % space->gram_rows : 0;
    }
}
