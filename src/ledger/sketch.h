/* ledger/sketch.h: what the story matcher keeps of one report, in some hundreds of bytes.
 *
 * Two samples of a text. Its most telling terms, each weighted (1 + ln times) x rarity, words of
 * the title counting as SKETCH_TITLE times: two reports of one matter share them (cosine). And
 * the smallest hashes of its runs of five words, as many for a long text as for a short one:
 * below the lesser of two samples' largest hash both are complete, so the share of one text's
 * runs that are in the other can be told (Broder 1997, bottom-k sketches). Titles are compared
 * once more on their own: two that say the same in few words are of one matter.
 *
 * In memory a term is four bytes, number and weight, so that two sketches are held against each
 * other quickly; sketch_bits.h tells what is kept.
 */
#ifndef LEDGER_SKETCH_H
#define LEDGER_SKETCH_H

#include "ledger/stories.h"

enum {
    SKETCH_VERSION = 2,
    SKETCH_TERMS = 128,
    SKETCH_RUNS = 32,
    SKETCH_RUN = 5,    /* words */
    SKETCH_TITLE = 5,  /* times that a word of the title counts */
    SKETCH_AGENCY = 1, /* flag: stands at an agency's own address */
    SKETCH_WIRE = 2,   /* flag: says that it is an agency's */
};

/* A sketch's parts; terms and runs are sorted by their numbers, least first, none twice. */
typedef struct sketch {
    const unsigned char *terms; /* [term_count][4]: 3 bytes of number, highest first, 1 of weight
                                   (its highest bit: in the title) */
    const unsigned char *runs;  /* [run_count][3]: the same of runs */
    uint32_t term_count, run_count, words, flags;
    double length;       /* of the vector of terms; 0 where there are none */
    double title_length; /* of the title's part of it */
} sketch;

/* Memory: terms and runs from a. Fails: FAULT_STORE where bytes are no sketch of this version. */
bool sketch_open(arena *a, str bytes, sketch *out, fault *f);

static inline uint32_t sketch_hash(const unsigned char *at) {
    return (uint32_t)at[0] << 16 | (uint32_t)at[1] << 8 | at[2];
}

/* The weight of a term, in halves. */
static inline uint32_t sketch_weight(const unsigned char *term) {
    return term[3] & 127u;
}

/* The terms of a sketch by the end of their numbers, for holding it against many. */
enum { SKETCH_SLOTS = 4096 };
typedef struct sketch_table {
    const sketch *of;
    uint8_t first[SKETCH_SLOTS]; /* one more than the number of a term; 0: none */
    uint8_t next[SKETCH_TERMS];  /* [terms] the next one of the same slot */
} sketch_table;
void sketch_table_make(sketch_table *t, const sketch *of);

/* Cosine of the two vectors of terms, and SKETCH_TITLES of the square of the titles' own, in both
 * no term counting for most of what is shared; 0 to 1 + SKETCH_TITLES. */
#define SKETCH_TITLES 0.3
double sketch_likeness(const sketch_table *left, const sketch *right);

/* Share of the runs of `part` that are in `whole`, 0 to 1; 0 where too few can be compared. */
double sketch_share(const sketch *part, const sketch *whole);

#endif
