/* model/wordpieces.h: words cut into the pieces that a transformer reads.
 *
 * WordPiece as BERT has it (Devlin et al. 2019), without case: accents are dropped, marks
 * stand alone, and each run of letters is the longest form of the vocabulary that it begins
 * with, then the longest "##" form, and so on; a run that cannot be cut so is unknown. */
#ifndef MODEL_WORDPIECES_H
#define MODEL_WORDPIECES_H

#include "model/vocabulary.h"
#include "text/tokens.h"

enum {
    WORDPIECES_A_TOKEN = 4,  /* more of one token are dropped */
    WORDPIECES_MOST = 65536, /* forms of a vocabulary */
    WORDPIECE_RUN_MOST = 100, /* characters: longer runs are unknown */
};

typedef struct wordpiece_forms {
    const vocabulary *forms;
    size_t longest; /* bytes of a form */
    uint16_t unknown, start, end; /* rows of [UNK], [CLS], [SEP] */
} wordpiece_forms;

typedef struct wordpieces {
    const uint16_t *rows;   /* [starts[tokens]] of the vocabulary */
    const uint32_t *starts; /* [tokens + 1] where each token's begin; each has one or more */
} wordpieces;

/* Those of a vocabulary. Fails: FAULT_MODEL where it has too many or lacks a special one. */
bool wordpiece_forms_of(const vocabulary *forms, wordpiece_forms *out, fault *f);

/* Pieces of one word into out; how many. */
size_t wordpieces_cut(const wordpiece_forms *w, str word, uint16_t out[WORDPIECES_A_TOKEN]);

/* Pieces of all tokens. Memory: from a. */
wordpieces wordpieces_of(arena *a, const wordpiece_forms *w, const tokens *t);

#endif
