/* ledger/sketch_bits.h: what is kept of a sketch, in few bits.
 *
 * Sorted numbers are kept as their distances in Rice codes, whose parameter is told by how many
 * there are; how often a term comes in codes as long as that is rare (Witten, Moffat and Bell 1999,
 * chapter 3). A term that the table of common words has is its place there, with which its rarity
 * is known too; any other is a hash.
 *
 *     byte 0 version, 1 flags, 2 terms, 3 those of them in the table, 4 runs, 5 and 6 words of the
 *     text, then bits: numbers of terms in the table, of the others, of runs; then how often
 *     each term comes and whether in the title */
#ifndef LEDGER_SKETCH_BITS_H
#define LEDGER_SKETCH_BITS_H

#include "ledger/sketch.h"

enum {
    SKETCH_HEAD = 7,            /* bytes */
    SKETCH_KNOWN = 1 << 15,     /* numbers of terms below are places in the table */
    SKETCH_HASHES = 1 << 20,    /* of other terms, and of runs */
    SKETCH_TIMES = (1 << 16) - 1,
    SKETCH_BYTES = 2048,        /* more than any has */
};

/* All that a sketch tells; terms and runs sorted by number, none twice. */
typedef struct sketch_parts {
    uint32_t flags, words, term_count, run_count;
    uint32_t terms[SKETCH_TERMS];
    uint32_t times[SKETCH_TERMS]; /* 1 to SKETCH_TIMES */
    bool titled[SKETCH_TERMS];    /* in the title */
    uint32_t runs[SKETCH_RUNS];
} sketch_parts;

size_t sketch_bits_write(const sketch_parts *p, unsigned char out[SKETCH_BYTES]);

/* Fails: FAULT_STORE where bytes are no sketch of this version. */
bool sketch_bits_read(str bytes, sketch_parts *out, fault *f);

#endif
