/* model/kernels_plain.c: the kernels for any processor. */
#include "model/kernels_choice.h"

#define LANES 4

enum { BLOCK_VECTORS = 4 };

typedef float lanes __attribute__((vector_size(4 * LANES)));
typedef int32_t whole __attribute__((vector_size(4 * LANES)));

static inline lanes chosen(whole mask, lanes a, lanes b) {
    return (lanes)(((whole)a & mask) | ((whole)b & ~mask));
}

static inline lanes larger(lanes a, lanes b) {
    return chosen(a > b, a, b);
}

static inline lanes smaller(lanes a, lanes b) {
    return chosen(a < b, a, b);
}

static inline whole widened(const int8_t *p) {
    return (whole){ p[0], p[1], p[2], p[3] };
}

static inline void narrowed(uint8_t *p, whole v) {
    for (int i = 0; i < LANES; i++) p[i] = (uint8_t)v[i];
}

static void panel_sums(const product_block *b, size_t panel, const uint8_t *x, int32_t *sum) {
    const int8_t *w = b->q + panel * PANEL * b->columns;
    for (int r = 0; r < PANEL; r++) sum[r] = b->offset[panel * PANEL + (size_t)r];
    for (size_t k = 0; k < b->columns; k += 4, x += 4)
        for (int r = 0; r < PANEL; r++, w += 4)
            sum[r] += w[0] * x[0] + w[1] * x[1] + w[2] * x[2] + w[3] * x[3];
}

static void block_sums(const product_block *b, block_row *sums) {
    for (size_t p = 0; p < b->panels; p++)
        for (size_t v = 0; v < b->count; v++) panel_sums(b, p, b->x[v], &sums[v][p * PANEL]);
}

#include "model/kernels_body.h"

const kernels kernels_plain = KERNELS("plain");
