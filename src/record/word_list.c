/* record/word_list.c: look-up in a short list of words. A list is walked once; a word whose
 * first letter differs costs the walk to the next blank. */
#include "record/word_list.h"

static bool stands_at(str word, const char *at) {
    size_t i = 0;
    while (i < word.length && at[i] && at[i] == to_lower(word.at[i])) i++;
    return i == word.length && (at[i] == ' ' || at[i] == '\0');
}

bool word_in_list(str word, const char *list) {
    if (!word.length) return false;
    char first = to_lower(word.at[0]);
    for (const char *at = list; *at;) {
        if (*at == first && stands_at(word, at)) return true;
        while (*at && *at != ' ') at++;
        while (*at == ' ') at++;
    }
    return false;
}
