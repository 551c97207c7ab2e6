/* model/kernels_choice.h: what the versions of kernels.h share, and which were built. A
 * processor must not be given one that it cannot run: ask kernels_best. */
#ifndef MODEL_KERNELS_CHOICE_H
#define MODEL_KERNELS_CHOICE_H

#include "model/kernels.h"

extern const kernels kernels_plain;
#if defined(__x86_64__)
extern const kernels kernels_sse2, kernels_avx2, kernels_vnni, kernels_avx512, kernels_amx;
#elif defined(__aarch64__)
extern const kernels kernels_neon, kernels_dot;
#endif

/* Before a loop of constant length, whose arrays are to become registers. */
#ifdef __clang__
#define UNROLLED _Pragma("clang loop unroll(full)")
#else
#define UNROLLED _Pragma("GCC unroll 8")
#endif

enum { BLOCK_PANELS = 4, BLOCK_ROWS = BLOCK_PANELS * PANEL };

/* Some panels of a matrix and some vectors, whose products are computed at once. */
typedef struct product_block {
    const int8_t *q;         /* of the first panel */
    const int32_t *offset;   /* of the first panel */
    size_t columns;
    const uint8_t *const *x; /* [count] */
    size_t panels, count;    /* 1 to BLOCK_PANELS, 1 to the BLOCK_VECTORS of the version */
    size_t most;             /* vectors of the largest block of this run */
    size_t stride;           /* as in vectors */
} product_block;

typedef int32_t block_row[BLOCK_ROWS]; /* sums of one vector */

#endif
