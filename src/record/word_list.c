/* record/word_list.c: look-up in a short list of words. The C library's search, which looks at
 * many letters at once, finds where the word's first letter stands. */
#include "record/word_list.h"

#include <string.h>

static bool stands_at(str word, const char *at) {
    size_t i = 0;
    while (i < word.length && at[i] && at[i] == to_lower(word.at[i])) i++;
    return i == word.length && (at[i] == ' ' || at[i] == '\0');
}

bool word_in_list(str word, const char *list) {
    char first = word.length ? to_lower(word.at[0]) : '\0';
    if (!first || first == ' ') return false;
    for (const char *at = list; (at = strchr(at, first)); at++)
        if ((at == list || at[-1] == ' ') && stands_at(word, at)) return true;
    return false;
}
