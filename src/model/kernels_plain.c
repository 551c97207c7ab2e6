/* model/kernels_plain.c: the kernels for any processor. */
#define LANES 4
#define larger(a, b) plain_larger((a), (b))

#include "model/kernels.h"
#include "model/kernels_choice.h"

typedef float four __attribute__((vector_size(16)));
typedef int32_t four_whole __attribute__((vector_size(16)));

static inline four plain_larger(four a, four b) {
    four_whole mask = a > b;
    return (four)(((four_whole)a & mask) | ((four_whole)b & ~mask));
}

static void block_sums(const matrix *m, size_t panel, size_t panels, const uint8_t *const *x,
                       size_t count, int32_t (*sums)[64]) {
    for (size_t p = 0; p < panels; p++) {
        const int8_t *q = m->q + (panel + p) * PANEL * m->columns;
        const int32_t *offset = m->offset + (panel + p) * PANEL;
        for (size_t v = 0; v < count; v++) {
            int32_t *sum = &sums[v][p * PANEL];
            for (int r = 0; r < PANEL; r++) sum[r] = offset[r];
            for (size_t k = 0; k < m->columns; k += 4)
                for (int r = 0; r < PANEL; r++) {
                    const int8_t *w = q + k * PANEL + r * 4;
                    const uint8_t *u = x[v] + k;
                    sum[r] += w[0] * u[0] + w[1] * u[1] + w[2] * u[2] + w[3] * u[3];
                }
        }
    }
}

#include "model/kernels_body.h"

const kernels kernels_plain = KERNELS("plain");
