/* record/word_list.c: look-up in a short list of words. Sixteen places at once are compared with
 * a blank and the word's first two letters; few others than the word's own are left to look at.
 * Vectors of GCC and Clang, which every processor has or is given. */
#include "record/word_list.h"

#include <stdint.h>
#include <string.h>

enum { STEP = 16 };

typedef uint8_t places __attribute__((vector_size(STEP)));

static bool stands_at(str word, const char *at, const char *end) {
    if ((size_t)(end - at) < word.length) return false;
    for (size_t i = 0; i < word.length; i++)
        if (at[i] != to_lower(word.at[i])) return false;
    return at + word.length == end || at[word.length] == ' ';
}

static places same(const char *at, char letter) {
    places p;
    memcpy(&p, at, sizeof p);
    return (places)(p == (uint8_t)letter);
}

/* Whether a word may begin at one of the STEP places. */
static bool may_begin(const char *at, char first, char second) {
    places found = same(at - 1, ' ') & same(at, first) & same(at + 1, second);
    uint64_t half[2];
    memcpy(half, &found, sizeof half);
    return (half[0] | half[1]) != 0;
}

static bool stands_in(str word, const char *at, const char *past, const char *end) {
    for (; at < past; at++)
        if (at[-1] == ' ' && stands_at(word, at, end)) return true;
    return false;
}

bool word_in_text(str word, const char *list, size_t length) {
    char first = word.length ? to_lower(word.at[0]) : '\0';
    char second = word.length > 1 ? to_lower(word.at[1]) : ' ';
    if (!first || first == ' ') return false;
    const char *end = list + length, *at = list + 1;
    if (stands_at(word, list, end)) return true;
    for (; at + STEP < end; at += STEP)
        if (may_begin(at, first, second) && stands_in(word, at, at + STEP, end)) return true;
    return at < end && stands_in(word, at, end, end);
}
