/* record/plover.h: PLOVER's event types and modes, and the words that tell of events. The
 * tables are made by data/events/tables.py from the lists beside it. */
#ifndef RECORD_PLOVER_H
#define RECORD_PLOVER_H

#include "base/str.h"

typedef enum plover_type {
    PLOVER_NONE,
#define PLOVER_TYPE(name, group, modes) PLOVER_##name,
#include "record/plover.inc"
#undef PLOVER_TYPE
    PLOVER_TYPES
} plover_type;

const char *plover_name(plover_type type); /* "AGREE"; NULL for none */
/* Whether the manual gives this type the mode. */
bool plover_has_mode(plover_type type, str mode);

/* What a word needs around it to tell of its event. */
enum {
    NEEDS_BEING = 1,     /* the verb's object is a person or body */
    NEEDS_NO_OBJECT = 2,
    NEEDS_PARTNER = 4,   /* a person or body is its object or stands behind with, to, ... */
    NEEDS_TARGET = 8,    /* the object is a person, a body or a place */
    NEEDS_PLACE = 16,    /* the object is a place or forces */
};

/* A word that tells of an event; see data/events/words.txt. */
typedef struct event_word {
    const char *lemma, *particle; /* of a noun: the word compounded with it; "" for none */
    const char *objects;          /* nouns of which one must be its object, with "|"; "" for none */
    const char *mode;
    plover_type type;
    char class; /* 'v' or 'n' */
    unsigned needs;
} event_word;

/* All entries of a lemma and class, or NULL. */
const event_word *event_words_find(str lemma, char class, size_t *count);
/* Whether `word` is one of a list parted by "|" or blanks. */
bool word_listed(const char *list, str word);

#endif
