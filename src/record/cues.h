/* record/cues.h: what the verbs and nouns of saying mean.
 *
 * One entry a word, or a word with its particle ("call for"): whether it passes on words, a
 * thought, a position, or is none of them; which act it makes of a statement; who is spoken
 * to. The words are those that attribute in English news; what each means is RECORD.md's. */
#ifndef RECORD_CUES_H
#define RECORD_CUES_H

#include "record/record.h"

typedef enum cue_kind {
    CUE_SPEECH,   /* words: say, tell, write */
    CUE_THOUGHT,  /* believe, hope, fear */
    CUE_POSITION, /* its object is the matter: oppose, condemn, support */
    CUE_SHOW,     /* documents and bodies: show, find, outline */
    CUE_EVENT,    /* is none by itself: agree, want, seem, be charged */
} cue_kind;

enum {
    CUE_HEARER = 1,  /* its object is spoken to: tell, ask, urge */
    CUE_CLAUSE = 2,  /* takes a clause: may stand inside a quotation with one of its own */
    CUE_MATTER = 4,  /* takes a noun phrase as the matter, also inside a quotation */
    CUE_TO = 8,      /* takes "to" with a verb as the matter */
    CUE_AGAINST = 16, /* takes a side on its object */
    CUE_FOR = 32,
    CUE_NOUN = 64,   /* a noun that holds a position: "his opposition to" */
    CUE_STATE = 128, /* of events: never somebody's words, whatever the reader says */
};

#define ACT_OPEN ACTS /* the content decides */

typedef struct cue_word {
    const char *lemma, *particle; /* particle "" where there is none */
    cue_kind kind;
    act act;
    unsigned flags;
    channel_kind channel; /* what the word alone tells: tweet, phone, testify */
} cue_word;

/* The entry with this particle, else the one without, else NULL. */
const cue_word *cue_find(str lemma, str particle);

/* For tests: the whole table, in order. */
const cue_word *cue_words(size_t *count);

#endif
