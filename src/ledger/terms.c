/* ledger/terms.c: plain words of a text, their stems and how rare they are. */
#include "ledger/terms.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

static const char common_words[] =
#include "ledger/common_words.inc"
    ;

enum { SLOTS = 32768 };

/* Where words stand in the list, and 1; 0: none. Linear probing from their FNV-1a hash. */
static const uint32_t word_places[SLOTS] = {
#include "ledger/common_words_table.inc"
};

static bool is_word(code_point c) {
    if (c >= 0 && c < 0x80) return is_ascii_letter((char)c) || is_digit((char)c);
    return utf8_is_letter(c) || utf8_is_digit(c);
}

/* ' and ’ between letters belong to the word. */
static bool is_apostrophe(code_point c) {
    return c == '\'' || c == 0x2019;
}

/* The same as utf8_at, quicker where characters are of one byte. */
static code_point character_at(str text, size_t at, size_t *length) {
    *length = 1;
    return (unsigned char)text.at[at] < 0x80 ? text.at[at] : utf8_at(text, at, length);
}

/* Whether a word goes on at byte `at`; its next character's length in *length. */
static bool goes_on(str text, size_t at, size_t *length) {
    if (at >= text.length) return false;
    code_point c = character_at(text, at, length);
    if (is_word(c)) return true;
    size_t next, after = at + *length;
    return is_apostrophe(c) && after < text.length && is_word(utf8_at(text, after, &next));
}

/* Writes the characters of a word in lower case, apostrophes plain. */
static str lowered(arena *a, str word) {
    char out[TERM_SIZE];
    size_t size = 0;
    for (size_t at = 0, length; at < word.length; at += length) {
        code_point c = character_at(word, at, &length);
        if (c >= 0 && c < 0x80 && size < TERM_SIZE) {
            out[size++] = to_lower((char)c);
            continue;
        }
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

static bool is_plain(char c) {
    return is_ascii_letter(c) || is_digit(c);
}

/* A word of plain letters and digits alone, which most are: written to `out` in lower case, as much
 * as a term has room for; where it ends in *end. None where it goes on as another kind of word. */
static str plain_word(str text, size_t at, char *out, size_t *end) {
    size_t length = at;
    while (length < text.length && is_plain(text.at[length])) length++;
    bool plain = length == text.length
        || ((unsigned char)text.at[length] < 0x80 && text.at[length] != '\'');
    if (length == at || !plain) return STR_NONE;
    *end = length;
    length -= at;
    if (length > TERM_SIZE) length = TERM_SIZE;
    for (size_t i = 0; i < length; i++) out[i] = to_lower(text.at[at + i]);
    return (str){ out, length };
}

term_list terms_cut(arena *a, str text) {
    term_list out = { 0 };
    char *room = arena_alloc_raw(a, text.length + 1, 1);
    for (size_t at = 0, length, end; at < text.length && out.count < TERMS_MOST; at += length) {
        str word = plain_word(text, at, room, &end);
        room += word.length;
        if (!word.at) {
            if (!is_word(character_at(text, at, &length))) continue;
            end = at + length;
            for (size_t more; goes_on(text, end, &more);) end += more;
            word = lowered(a, str_cut(text, at, end));
        }
        *LIST_ADD(a, &out) = (term){ word, { at, end } };
        length = end - at;
    }
    return out;
}

bool terms_any(str text) {
    for (size_t at = 0, length; at < text.length; at += length)
        if (is_word(utf8_at(text, at, &length))) return true;
    return false;
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

static double rarity_of(char letter) {
    int steps = letter >= 'a' ? letter - 'a' + 26 : letter - 'A';
    return steps / 4.0;
}

int term_place(str stem) {
    uint32_t slot = 2166136261U;
    for (size_t i = 0; i < stem.length; i++)
        slot = (slot ^ (unsigned char)stem.at[i]) * 16777619U;
    for (; word_places[slot % SLOTS]; slot++) {
        const char *word = common_words + word_places[slot % SLOTS] - 1;
        size_t at = 0;
        while (at < stem.length && stem.at[at] == word[at] && word[at] != ' ') at++;
        if (at == stem.length && word[at] == ' ') return (int)(slot % SLOTS);
    }
    return -1;
}

double term_rarity_at(int place) {
    if (place < 0 || place >= SLOTS || !word_places[place]) return TERM_RAREST;
    const char *word = common_words + word_places[place] - 1;
    while (*word != ' ') word++;
    return rarity_of(word[1]);
}

double term_rarity(str stem) {
    return term_rarity_at(term_place(stem));
}
