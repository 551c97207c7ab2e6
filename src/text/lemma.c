/* text/lemma.c: see lemma.h. Rules for regular inflection, and tables for what they cannot
 * know: irregular words, and by its last letters whether a stem takes its e back ("mak" of
 * "making"), or gives up a doubled letter ("runn" of "running"). The tables are made by
 * data/lemmas.py, which holds these rules a second time: change both. */
#include "text/lemma.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum { LONGEST = 15, LONGEST_ENDING = 6 };

typedef struct exception {
    char form[LONGEST + 1], lemma[LONGEST + 1]; /* sorted by form */
} exception;

typedef struct stem_ending {
    char letters[LONGEST_ENDING + 1]; /* from the last to the first; sorted */
    signed char change;               /* 1: an e is added; -1: a doubled letter is single */
} stem_ending;

#include "text/lemma_table.inc"

#define LENGTH(array) (sizeof(array) / sizeof *(array))

static int compare_exception(const void *form, const void *entry) {
    return strcmp(form, ((const exception *)entry)->form);
}

static int compare_ending(const void *letters, const void *entry) {
    return strcmp(letters, ((const stem_ending *)entry)->letters);
}

static const exception *find_exception(const char *form, lemma_class wanted) {
    static const struct { const exception *at; size_t count; } tables[] = {
        [LEMMA_NOUN] = { nouns, LENGTH(nouns) },
        [LEMMA_VERB] = { verbs, LENGTH(verbs) },
        [LEMMA_ADJECTIVE] = { adjectives, LENGTH(adjectives) },
        [LEMMA_OTHER] = { others, LENGTH(others) },
    };
    return bsearch(form, tables[wanted].at, tables[wanted].count, sizeof(exception),
                   compare_exception);
}

static bool has_vowel(str s) {
    for (size_t i = 0; i < s.length; i++)
        if (str_has(STR("aeiouy"), s.at[i])) return true;
    return false;
}

/* What the stem's longest known ending says. */
static int change_of(str stem) {
    char letters[LONGEST_ENDING + 1] = { 0 };
    size_t most = stem.length < LONGEST_ENDING ? stem.length : LONGEST_ENDING;
    for (size_t i = 0; i < most; i++) letters[i] = stem.at[stem.length - 1 - i];
    for (size_t length = most; length > 0; length--) {
        letters[length] = '\0';
        const stem_ending *found =
            bsearch(letters, endings, LENGTH(endings), sizeof(stem_ending), compare_ending);
        if (found) return found->change;
    }
    return 0;
}

static str with_last(arena *a, str stem, char last) {
    return arena_join(a, stem, (str){ &last, 1 });
}

static str restored(arena *a, str stem) {
    char last = stem.at[stem.length - 1];
    if (last == 'i' && stem.length > 2) return with_last(a, str_cut(stem, 0, stem.length - 1), 'y');
    int change = change_of(stem);
    if (change > 0) return with_last(a, stem, 'e');
    bool doubled = stem.length > 1 && stem.at[stem.length - 2] == last;
    return change < 0 && doubled ? str_cut(stem, 0, stem.length - 1) : stem;
}

static str less(str word, size_t bytes) {
    return str_cut(word, 0, word.length - bytes);
}

static bool ends_with_any(str word, const char *const *ends, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (str_ends(word, str_of(ends[i]))) return true;
    return false;
}

static str without_s(arena *a, str word) {
    static const char *const kept[] = { "ss", "us", "is" };
    static const char *const two[] = { "ches", "shes", "sses", "xes", "zzes", "oes" };
    if (word.length < 3 || !str_ends(word, STR("s"))) return word;
    if (ends_with_any(word, kept, LENGTH(kept))) return word;
    if (word.length == 3 && str_has(STR("ao"), word.at[1])) return word; /* gas */
    if (str_ends(word, STR("ies")) && word.length > 4) return with_last(a, less(word, 3), 'y');
    return less(word, ends_with_any(word, two, LENGTH(two)) ? 2 : 1);
}

static str verb_by_rule(arena *a, str word) {
    if (str_ends(word, STR("eed"))) return less(word, 1); /* agreed */
    size_t ending = str_ends(word, STR("ing")) ? 3 : str_ends(word, STR("ed")) ? 2 : 0;
    if (ending && word.length > ending + 1 && has_vowel(less(word, ending)))
        return restored(a, less(word, ending));
    return without_s(a, word);
}

/* Stems of three to seven letters: longer ones are compared with "more". */
static str adjective_by_rule(arena *a, str word) {
    size_t ending = str_ends(word, STR("est")) ? 3 : str_ends(word, STR("er")) ? 2 : 0;
    if (!ending || word.length < ending + 3 || word.length > ending + 7) return word;
    return str_has(word, '-') ? word : restored(a, less(word, ending));
}

static str by_rule(arena *a, str word, lemma_class wanted) {
    switch (wanted) {
    case LEMMA_NOUN:
        if (word.length > 4 && str_ends(word, STR("men")))
            return arena_join(a, less(word, 2), STR("an"));
        return without_s(a, word);
    case LEMMA_VERB: return verb_by_rule(a, word);
    case LEMMA_ADJECTIVE: return adjective_by_rule(a, word);
    case LEMMA_OTHER: break;
    }
    return word;
}

/* Straight apostrophes, small letters; word itself where it is so already. */
static str plain(arena *a, str word) {
    static const char curly[] = "\u2019";
    size_t at = str_find(word, STR("\u2019"), 0);
    if (at < word.length)
        word = arena_join(a, arena_join(a, str_cut(word, 0, at), STR("'")),
                          str_cut(word, at + sizeof curly - 1, word.length));
    for (size_t i = 0; i < word.length; i++)
        if (is_upper(word.at[i]) || (unsigned char)word.at[i] >= 0x80) return utf8_folded(a, word);
    return word;
}

static bool is_plain_word(str word) {
    for (size_t i = 0; i < word.length; i++)
        if ((word.at[i] < 'a' || word.at[i] > 'z') && word.at[i] != '-') return false;
    return true;
}

str lemma_of(arena *a, str word, lemma_class wanted) {
    word = plain(a, word);
    if (word.length && word.length <= LONGEST) {
        char form[LONGEST + 1] = { 0 };
        memcpy(form, word.at, word.length);
        const exception *found = find_exception(form, wanted);
        if (found) return str_of(found->lemma);
    }
    return is_plain_word(word) ? by_rule(a, word, wanted) : word;
}
