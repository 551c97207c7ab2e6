/* text/fused.c: words written as one that are two: "cannot", "gonna", and the clitics whose
 * apostrophe was forgotten. Up to eight letters stand in one 64-bit number, so that a word is
 * looked up without a loop over its letters. */
#include <string.h>

#include "text/words.h"

enum { LONGEST = 8 };

typedef struct fused {
    char word[LONGEST + 1];
    unsigned char first; /* letters of the first token */
} fused;

/* By their first letters. */
static const fused words[] = {
    { "aint", 2 },    { "arent", 3 },    { "cannot", 3 },  { "cant", 2 },    { "couldnt", 5 },
    { "didnt", 3 },   { "doesnt", 4 },   { "dont", 2 },    { "gimme", 3 },   { "gonna", 3 },
    { "gotta", 3 },   { "hadnt", 3 },    { "hasnt", 3 },   { "havent", 4 },  { "heres", 4 },
    { "hes", 2 },     { "im", 1 },       { "isnt", 2 },    { "itll", 2 },    { "ive", 1 },
    { "lemme", 3 },   { "outta", 3 },   { "shes", 3 },    { "shouldnt", 6 },
    { "thats", 4 },   { "theres", 5 },   { "theyll", 4 },  { "theyre", 4 },  { "wanna", 3 },
    { "wasnt", 3 },   { "werent", 4 },   { "whats", 4 },   { "wont", 2 },    { "wouldnt", 5 },
    { "youll", 3 },   { "youre", 3 },    { "youve", 3 },
};

enum { COUNT = sizeof words / sizeof *words };

static bool may_be_fused(str word) {
    char last = (char)(word.at[word.length - 1] | 0x20);
    return word.length >= 2 && word.length <= LONGEST
        && (last == 't' || last == 'a' || last == 's' || last == 'e' || last == 'm' || last == 'l');
}

size_t fused_part(str word) {
    if (!may_be_fused(word)) return word.length;
    char lower[LONGEST + 1] = { 0 };
    for (size_t i = 0; i < word.length; i++) lower[i] = to_lower(word.at[i]);
    for (size_t i = 0; i < COUNT && words[i].word[0] <= lower[0]; i++)
        if (memcmp(words[i].word, lower, sizeof lower) == 0) return words[i].first;
    return word.length;
}
