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

/* Scores of one sequence. */
typedef struct sequence {
    const kernels *kernels;
    const float *scores; /* [count][width] */
    size_t count;        /* tokens, 1 to the lattice's */
} sequence;

/* Room for one sequence of up to `most` tokens. */
typedef struct lattice {
    size_t most;
    uint8_t *from;             /* [most][width] */
    float *forward, *backward; /* [most][width] */
    float *emission;           /* [most][width] */
    float *norm;               /* [most] */
    float total;
    size_t count; /* tokens of the sequence that crf_sum saw */
} lattice;

/* A chain from step [count][count], start and end [count]. Memory: from a. */
crf crf_make(arena *a, const float *step, const float *start, const float *end, size_t count);

/* Room for sequences of `most` tokens of chains up to `width` wide. Memory: from a. */
lattice lattice_make(arena *a, size_t most, size_t width);

/* The best labels; ties go to the smaller label. */
void crf_best(const crf *c, const sequence *s, lattice *room, uint8_t *labels);

/* Fills the lattice for crf_span. */
void crf_sum(const crf *c, const sequence *s, lattice *room);

/* Probability, given a filled lattice, that the tokens [start, end) are one span of class
 * `kind`, no longer and no shorter. */
float crf_span(const crf *c, const lattice *room, span where, size_t kind);

/* The same, that one token is labelled as class `kind`, whatever the span's ends. */
float crf_token(const crf *c, const lattice *room, size_t at, size_t kind);

#endif
