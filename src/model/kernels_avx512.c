/* model/kernels_avx512.c: the kernels for x86 with AVX-512 and its byte products (VNNI).
 *
 * vpdpbusd multiplies 4 unsigned activations with 4 weights of each of 16 rows and adds them
 * to 16 sums. Activations are 128 too large, so the sums begin at the matrix's offset. */
#include <immintrin.h>

#include "model/kernels.h"
#include "model/kernels_choice.h"

#define LANES 16
#define larger(a, b) ((lanes)_mm512_max_ps((__m512)(a), (__m512)(b)))

typedef struct place {
    const int8_t *q;       /* of the first panel */
    const int32_t *offset; /* of the first panel */
    size_t columns;
} place;

/* panels and count are constants where it is inlined, so that the sums stay in registers. */
static inline __attribute__((always_inline)) void
sum_tile(place w, size_t panels, const uint8_t *const *x, size_t count, int32_t (*sums)[64]) {
    __m512i sum[4][4], weights[4];
#pragma GCC unroll 4
    for (size_t p = 0; p < panels; p++)
#pragma GCC unroll 4
        for (size_t v = 0; v < count; v++) sum[p][v] = _mm512_loadu_si512(w.offset + p * PANEL);
    for (size_t k = 0; k < w.columns; k += 4) {
#pragma GCC unroll 4
        for (size_t p = 0; p < panels; p++)
            weights[p] = _mm512_loadu_si512(w.q + (p * w.columns + k) * PANEL);
#pragma GCC unroll 4
        for (size_t v = 0; v < count; v++) {
            int32_t four;
            __builtin_memcpy(&four, x[v] + k, sizeof four);
            __m512i bytes = _mm512_set1_epi32(four);
#pragma GCC unroll 4
            for (size_t p = 0; p < panels; p++)
                sum[p][v] = _mm512_dpbusd_epi32(sum[p][v], bytes, weights[p]);
        }
    }
#pragma GCC unroll 4
    for (size_t p = 0; p < panels; p++)
#pragma GCC unroll 4
        for (size_t v = 0; v < count; v++) _mm512_storeu_si512(&sums[v][p * PANEL], sum[p][v]);
}

static void block_sums(const matrix *m, size_t panel, size_t panels, const uint8_t *const *x,
                       size_t count, int32_t (*sums)[64]) {
    place w = { m->q + panel * PANEL * m->columns, m->offset + panel * PANEL, m->columns };
    if (panels == 4 && count == 4) sum_tile(w, 4, x, 4, sums);
    else if (panels == 4 && count == 3) sum_tile(w, 4, x, 3, sums);
    else if (panels == 4 && count == 2) sum_tile(w, 4, x, 2, sums);
    else if (panels == 4) sum_tile(w, 4, x, 1, sums);
    else if (count == 4) {
        for (size_t p = 0; p < panels; p++) {
            place one = { w.q + p * PANEL * w.columns, w.offset + p * PANEL, w.columns };
            sum_tile(one, 1, x, 4, (int32_t(*)[64])&sums[0][p * PANEL]);
        }
    } else {
        for (size_t p = 0; p < panels; p++)
            for (size_t v = 0; v < count; v++) {
                place one = { w.q + p * PANEL * w.columns, w.offset + p * PANEL, w.columns };
                sum_tile(one, 1, x + v, 1, (int32_t(*)[64])&sums[v][p * PANEL]);
            }
    }
}

#include "model/kernels_body.h"

const kernels kernels_avx512 = KERNELS("avx512");
