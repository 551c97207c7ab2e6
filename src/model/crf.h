/* model/crf.h: linear-chain conditional random fields (Lafferty, McCallum and Pereira 2001)
 * over BIO labels: 0 is O, 1 + 2c begins class c, 2 + 2c continues it.
 *
 * The best labels come from Viterbi's algorithm, the probability of a span from the
 * forward-backward recursion, scaled at each token (Rabiner 1989). A label that continues a
 * span can only follow the same span, whatever the weights say. */
#ifndef MODEL_CRF_H
#define MODEL_CRF_H

#include "base/arena.h"
#include "model/kernels.h"

enum { CRF_LABELS_MOST = 32 };

typedef struct crf {
    size_t labels, width;       /* width: labels padded to a multiple of 16 */
    const float *step;          /* [labels][width] from, to */
    const float *start, *end;   /* [width] */
    const float *likely, *back; /* [labels][width] exp(step) and its transpose */
    const float *likely_start, *likely_end; /* [width] */
} crf;

/* Room for one sequence of up to `tokens` tokens. */
typedef struct lattice {
    size_t tokens;
    uint8_t *from;             /* [tokens][width] */
    float *forward, *backward; /* [tokens][width] */
    float *emission;           /* [tokens][width] */
    float *norm;               /* [tokens] */
    float total;
} lattice;

/* A chain from step [labels][labels], start and end [labels]. Memory: from a. */
crf crf_make(arena *a, const float *step, const float *start, const float *end, size_t labels);

/* Room for sequences of `count` tokens of chains up to `width` wide. Memory: from a. */
lattice lattice_make(arena *a, size_t count, size_t width);

/* The best labels of scores [count][width], count from 1 to room->tokens; ties go to the
 * smaller label. */
void crf_best(const crf *c, const kernels *k, const float *scores, size_t count, lattice *room,
              uint8_t *labels);

/* Fills the lattice for crf_span. */
void crf_sum(const crf *c, const kernels *k, const float *scores, size_t count, lattice *room);

/* Probability, given the lattice of a sequence of `count` tokens, that the tokens
 * [first, past) are one span of class `kind`, no longer and no shorter. */
float crf_span(const crf *c, const lattice *room, size_t count, span where, size_t kind);

#endif
