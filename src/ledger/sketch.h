/* ledger/sketch.h: what the story matcher keeps of one report, in some hundreds of bytes.
 *
 * Two samples of a text. Its most telling terms, each weighted (1 + ln times) x rarity, words of
 * the title counting as SKETCH_TITLE times: two reports of one matter share them (cosine). And
 * the smallest hashes of its runs of five words, as many for a long text as for a short one:
 * below the lesser of two samples' largest hash both are complete, so the share of one text's
 * runs that are in the other can be told (Broder 1997, bottom-k sketches). Titles are compared
 * once more on their own: two that say the same in few words are of one matter.
 *
 *     byte 0 version, 1 flags, 2 terms, 3 runs, 4 and 5 words of the text (at most 65,535),
 *     then each term: 3 bytes of hash, 1 of weight (its highest bit: in the title), then each
 *     run: 3 bytes of hash; both sorted by hash, least first, none twice, highest byte first. */
#ifndef LEDGER_SKETCH_H
#define LEDGER_SKETCH_H

#include "ledger/stories.h"

enum {
    SKETCH_VERSION = 1,
    SKETCH_HEAD = 6,   /* bytes */
    SKETCH_TERMS = 128,
    SKETCH_RUNS = 64,
    SKETCH_RUN = 5,    /* words */
    SKETCH_TITLE = 5,  /* times that a word of the title counts */
    SKETCH_AGENCY = 1, /* flag: stands at an agency's own address */
    SKETCH_WIRE = 2,   /* flag: says that it is an agency's */
};

/* A sketch's parts; points into its bytes. */
typedef struct sketch {
    const unsigned char *terms; /* [term_count][4] */
    const unsigned char *runs;  /* [run_count][3] */
    uint32_t term_count, run_count, words, flags;
    double length;       /* of the vector of terms; 0 where there are none */
    double title_length; /* of the title's part of it */
} sketch;

/* Fails: FAULT_STORE where bytes are no sketch of this version. */
bool sketch_open(str bytes, sketch *out, fault *f);

static inline uint32_t sketch_hash(const unsigned char *at) {
    return (uint32_t)at[0] << 16 | (uint32_t)at[1] << 8 | at[2];
}

/* The weight of a term, in halves. */
static inline uint32_t sketch_weight(const unsigned char *term) {
    return term[3] & 127u;
}

/* Cosine of the two vectors of terms, and SKETCH_TITLES of the square of the titles' own, in both
 * no term counting for most of what is shared; 0 to 1 + SKETCH_TITLES. */
#define SKETCH_TITLES 0.3
double sketch_likeness(const sketch *left, const sketch *right);

/* Share of the runs of `part` that are in `whole`, 0 to 1; 0 where too few can be compared. */
double sketch_share(const sketch *part, const sketch *whole);

#endif
