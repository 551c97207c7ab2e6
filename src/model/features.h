/* model/features.h: what the neural reader sees of a token: rows of four tables.
 *
 * A word is known by its form (text/forms.h) where the vocabulary has it, and always by the
 * hashed ends of that form ("hash kernels", Ganchev and Dredze 2008), by its shape
 * (capitals, digits, marks) and by where it stands (quotation marks, white space). The
 * program that prepares training data calls the same functions. */
#ifndef MODEL_FEATURES_H
#define MODEL_FEATURES_H

#include "model/vocabulary.h"
#include "text/tokens.h"

enum {
    FEATURE_GRAMS = 7,  /* first 1, 2, 3 and last 1, 2, 3, 4 bytes of the form */
    FEATURE_FLAGS = 64, /* rows of the flag table */
};

typedef struct features {
    uint32_t word;                /* row of the vocabulary, 0 where it is unknown */
    uint32_t gram[FEATURE_GRAMS]; /* each below gram_rows */
    uint32_t shape;               /* below shape_rows */
    uint32_t flag;                /* below FEATURE_FLAGS */
} features;

typedef struct feature_space {
    const vocabulary *words; /* may be NULL: all words unknown */
    uint32_t gram_rows, shape_rows;
} feature_space;

/* Features of tokens [which.start, which.end) into out, one each. */
void features_of(const feature_space *space, const tokens *t, span which, features *out);

#endif
