/* ledger/terms.c: plain words of a text, their stems and how rare they are. */
#include "ledger/terms.h"

#include <string.h>

#include "base/utf8.h"

static const char common_words[] =
#include "ledger/common_words.inc"
    ;

static bool is_word(code_point c) {
    if (c >= 0 && c < 0x80) return is_ascii_letter((char)c) || is_digit((char)c);
    return utf8_is_letter(c) || utf8_is_digit(c);
}

/* ' and ’ between letters belong to the word. */
static bool is_apostrophe(code_point c) {
    return c == '\'' || c == 0x2019;
}

/* Whether a word goes on at byte `at`; its next character's length in *length. */
static bool goes_on(str text, size_t at, size_t *length) {
    if (at >= text.length) return false;
    code_point c = utf8_at(text, at, length);
    if (is_word(c)) return true;
    size_t next, after = at + *length;
    return is_apostrophe(c) && after < text.length && is_word(utf8_at(text, after, &next));
}

/* Writes the characters of a word in lower case, apostrophes plain. */
static str lowered(arena *a, str word) {
    char out[TERM_SIZE];
    size_t size = 0;
    for (size_t at = 0, length; at < word.length; at += length) {
        code_point c = utf8_at(word, at, &length);
        char bytes[4];
        size_t written = utf8_write(is_apostrophe(c) ? '\'' : utf8_fold(c), bytes);
        if (size + written > TERM_SIZE) break;
        memcpy(out + size, bytes, written);
        size += written;
    }
    str made = { out, size };
    if (size > 2 && str_ends(made, STR("'s"))) made.length -= 2;
    return arena_copy(a, made);
}

term_list terms_cut(arena *a, str text) {
    term_list out = { 0 };
    for (size_t at = 0, length; at < text.length && out.count < TERMS_MOST; at += length) {
        if (!is_word(utf8_at(text, at, &length))) continue;
        size_t end = at + length;
        for (size_t more; goes_on(text, end, &more);) end += more;
        str word = lowered(a, str_cut(text, at, end));
        *LIST_ADD(a, &out) = (term){ word, { at, end } };
        length = end - at;
    }
    return out;
}

str term_stem(str word, char out[TERM_SIZE]) {
    size_t n = word.length;
    if (n > TERM_SIZE || n < 4 || word.at[n - 1] != 's') return word;
    char before = word.at[n - 2];
    if (n > 4 && str_ends(word, STR("ies"))) {
        memcpy(out, word.at, n - 3);
        out[n - 3] = 'y';
        return (str){ out, n - 2 };
    }
    if (n > 4 && before == 'e' && strchr("sxz", word.at[n - 3])) return str_cut(word, 0, n - 2);
    if (before == 's' || before == 'u') return word;
    return str_cut(word, 0, n - 1);
}

/* The line that byte `at` is in, without its end. */
static str line_around(str list, size_t at) {
    size_t start = at, end = at;
    while (start > 0 && list.at[start - 1] != '\n') start--;
    while (end < list.length && list.at[end] != '\n') end++;
    return (str){ list.at + start, end - start };
}

static double rarity_of(char letter) {
    int steps = letter >= 'a' ? letter - 'a' + 26 : letter - 'A';
    return steps / 4.0;
}

double term_rarity(str stem) {
    str list = { common_words, sizeof common_words - 1 };
    size_t low = 0, high = list.length;
    while (low < high) {
        str line = line_around(list, low + (high - low) / 2);
        int order = str_compare(stem, str_cut(line, 0, line.length - 2));
        if (!order) return rarity_of(line.at[line.length - 1]);
        if (order < 0) high = (size_t)(line.at - list.at);
        else low = (size_t)(line.at - list.at) + line.length + 1;
    }
    return TERM_RAREST;
}
