/* record/plover.c: PLOVER's event types and modes, and the words that tell of events. */
#include "record/plover.h"

#include <string.h>

typedef struct plover_row {
    const char *name, *modes;
} plover_row;

static const plover_row rows[] = {
    { NULL, "" },
#define PLOVER_TYPE(name, group, modes) { #name, modes },
#include "record/plover.inc"
#undef PLOVER_TYPE
};

static const event_word words[] = {
#include "record/event_words.inc"
};

enum { WORDS = sizeof words / sizeof *words };

const char *plover_name(plover_type type) { return rows[type].name; }

bool word_listed(const char *list, str word) {
    if (!word.length || !word.at[0]) return false;
    for (const char *at = list; (at = strchr(at, word.at[0])); at++) {
        if (at != list && at[-1] != '|' && at[-1] != ' ') continue;
        if (strncmp(at, word.at, word.length) != 0) continue;
        char end = at[word.length];
        if (end == '|' || end == ' ' || end == '\0') return true;
    }
    return false;
}

bool plover_has_mode(plover_type type, str mode) {
    return word_listed(rows[type].modes, mode);
}

/* The first entry that is not before (lemma, class). */
static size_t lower_bound(str lemma, char class) {
    size_t low = 0, high = WORDS;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = str_compare(str_of(words[middle].lemma), lemma);
        if (order < 0 || (!order && words[middle].class < class)) low = middle + 1;
        else high = middle;
    }
    return low;
}

const event_word *event_words_find(str lemma, char class, size_t *count) {
    size_t first = lower_bound(lemma, class), past = first;
    while (past < WORDS && words[past].class == class && str_is(lemma, words[past].lemma)) past++;
    *count = past - first;
    return *count ? &words[first] : NULL;
}
