/* record/lexicon.c: word lists about people and bodies.
 *
 * A list is one string of sorted lines "word class\n" that data/lexicon/ makes. It is
 * searched by halving its bytes and stepping back to a line's start, so that it needs no
 * table of pointers and is shared, read-only, by all processes. */
#include "record/lexicon.h"

#include <string.h>

static const char nouns[] =
#include "record/actor_nouns.inc"
    ;

static const char given_names[] =
#include "record/given_names.inc"
    ;

/* The line that byte `at` is in, without its end. */
static str line_around(str list, size_t at) {
    size_t start = at;
    while (start > 0 && list.at[start - 1] != '\n') start--;
    const char *end = memchr(list.at + at, '\n', list.length - at);
    return (str){ list.at + start, end ? (size_t)(end - list.at) - start : list.length - start };
}

/* As str_compare; most lines begin with another letter. */
static int compare(str word, str line) {
    unsigned char own = (unsigned char)word.at[0], other = (unsigned char)line.at[0];
    return own != other ? own - other : str_compare(word, line);
}

/* The letter behind `word` in a list, or 0. */
static char list_find(str list, str word) {
    size_t low = 0, high = word.length ? list.length : 0;
    while (low < high) {
        str line = line_around(list, low + (high - low) / 2);
        if (line.length < 3) return 0;
        int order = compare(word, (str){ line.at, line.length - 2 });
        if (!order) return line.at[line.length - 1];
        if (order < 0) high = (size_t)(line.at - list.at);
        else low = (size_t)(line.at - list.at) + line.length + 1;
    }
    return 0;
}

noun_class lexicon_noun(str lemma) {
    return (noun_class)list_find((str){ nouns, sizeof nouns - 1 }, lemma);
}

char lexicon_given_name(str name) {
    return list_find((str){ given_names, sizeof given_names - 1 }, name);
}
