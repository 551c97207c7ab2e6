/* record/voice.h: what the files about the report's own voice share.
 *
 * Nothing inside a statement or a quotation is the report's. Of the rest, voice_words.c
 * knows words that judge, voice.c the constructions that compare ("the first major clash",
 * "the worst flood in 40 years") and foretell ("is unlikely to be the last"). */
#ifndef RECORD_VOICE_H
#define RECORD_VOICE_H

#include "record/clauses.h"

typedef struct voice_word {
    const char *word; /* lower case; with its hyphens */
    char class;       /* 'J' adjective, 'N' noun, 'V' verb, 'R' adverb */
    voice_kind kind;
} voice_word;

/* The entry of a word: of verbs and nouns by their lemma. NULL where there is none. */
const voice_word *voice_word_find(str word, char class);

#endif
