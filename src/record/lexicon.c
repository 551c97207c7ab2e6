/* record/lexicon.c: word lists about people and bodies.
 *
 * A list is one string of sorted lines "word class\n" that data/lexicon/ makes. It is
 * searched by halving its bytes and stepping back to a line's start, so that it needs no
 * table of pointers and is shared, read-only, by all processes. */
#include "record/lexicon.h"

static const char nouns[] =
#include "record/actor_nouns.inc"
    ;

static const char given_names[] =
#include "record/given_names.inc"
    ;

/* The line that byte `at` is in, without its end. */
static str line_around(str list, size_t at) {
    size_t start = at, end = at;
    while (start > 0 && list.at[start - 1] != '\n') start--;
    while (end < list.length && list.at[end] != '\n') end++;
    return (str){ list.at + start, end - start };
}

/* The letter behind `word` in a list, or 0. */
static char list_find(str list, str word) {
    size_t low = 0, high = list.length;
    while (low < high) {
        str line = line_around(list, low + (high - low) / 2);
        if (line.length < 3) return 0;
        int order = str_compare(word, (str){ line.at, line.length - 2 });
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
