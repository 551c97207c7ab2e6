/* record/channel_words.h: nouns that tell how something was said. */
#ifndef RECORD_CHANNEL_WORDS_H
#define RECORD_CHANNEL_WORDS_H

#include "record/record.h"

typedef enum channel_use {
    USE_PLACE = 1,    /* after in, on, at, during: "at a hearing" */
    USE_OBJECT = 2,   /* as the object of issuing, holding, sending: "issued a statement" */
    USE_SOURCE = 4,   /* itself says something: "the letter said" */
    USE_HEARER = 8,   /* is told: "told the court" */
    USE_NAME = 16,    /* its own name is the channel's: "on Facebook" */
} channel_use;

typedef struct channel_word {
    const char *lemma;
    channel_kind kind;
    unsigned uses; /* channel_use, or-ed */
} channel_word;

/* NULL where the word tells nothing. */
const channel_word *channel_word_find(str lemma);
const channel_word *channel_words(size_t *count); /* for tests: the table, in order */

/* Whether a name is an outlet's: one of its words is a newspaper's, station's, agency's. */
bool is_outlet_word(str word);
/* Whether an organisation of this name is surely no outlet: "council", "ministry". */
bool is_office_word(str word);

#endif
