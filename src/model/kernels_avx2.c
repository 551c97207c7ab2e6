/* model/kernels_avx2.c: the kernels for x86 with AVX2.
 *
 * vpmaddubsw multiplies pairs of unsigned activations and weights and adds each pair in 16
 * bits, where it would saturate past 32767; the limit on pairs of weights (docs/weights.md,
 * checked when a file is opened) keeps it below. vpmaddwd adds two such sums. */
#include <immintrin.h>

#include "model/kernels.h"
#include "model/kernels_choice.h"

#define LANES 8
#define larger(a, b) ((lanes)_mm256_max_ps((__m256)(a), (__m256)(b)))

typedef struct place {
    const int8_t *q;       /* of half a panel */
    const int32_t *offset; /* of its 8 rows */
    size_t columns;
} place;

/* The same halves of `panels` panels; panels and count are constants where it is inlined. */
static inline __attribute__((always_inline)) void
sum_tile(place w, size_t panels, const uint8_t *const *x, size_t count, int32_t (*sums)[64]) {
    const __m256i ones = _mm256_set1_epi16(1);
    __m256i sum[4][2], bytes[2];
#pragma GCC unroll 4
    for (size_t p = 0; p < panels; p++)
#pragma GCC unroll 2
        for (size_t v = 0; v < count; v++)
            sum[p][v] = _mm256_loadu_si256((const __m256i *)(const void *)(w.offset + p * PANEL));
    for (size_t k = 0; k < w.columns; k += 4) {
#pragma GCC unroll 2
        for (size_t v = 0; v < count; v++) {
            int32_t four;
            __builtin_memcpy(&four, x[v] + k, sizeof four);
            bytes[v] = _mm256_set1_epi32(four);
        }
#pragma GCC unroll 4
        for (size_t p = 0; p < panels; p++) {
            const void *at = w.q + (p * w.columns + k) * PANEL;
            __m256i weights = _mm256_loadu_si256((const __m256i *)at);
#pragma GCC unroll 2
            for (size_t v = 0; v < count; v++) {
                __m256i pairs = _mm256_maddubs_epi16(bytes[v], weights);
                sum[p][v] = _mm256_add_epi32(sum[p][v], _mm256_madd_epi16(pairs, ones));
            }
        }
    }
#pragma GCC unroll 4
    for (size_t p = 0; p < panels; p++)
#pragma GCC unroll 2
        for (size_t v = 0; v < count; v++)
            _mm256_storeu_si256((__m256i *)(void *)&sums[v][p * PANEL], sum[p][v]);
}

static void block_sums(const matrix *m, size_t panel, size_t panels, const uint8_t *const *x,
                       size_t count, int32_t (*sums)[64]) {
    for (size_t half = 0; half < PANEL; half += 8) {
        place w = { m->q + panel * PANEL * m->columns + half * 4, m->offset + panel * PANEL + half,
                    m->columns };
        for (size_t v = 0; v < count; v += 2) {
            int32_t(*to)[64] = (int32_t(*)[64])&sums[v][half];
            if (panels == 4 && v + 2 <= count) sum_tile(w, 4, x + v, 2, to);
            else if (panels == 4) sum_tile(w, 4, x + v, 1, to);
            else
                for (size_t p = 0; p < panels; p++) {
                    place one = { w.q + p * PANEL * m->columns, w.offset + p * PANEL, m->columns };
                    int32_t(*there)[64] = (int32_t(*)[64])&sums[v][half + p * PANEL];
                    if (v + 2 <= count) sum_tile(one, 1, x + v, 2, there);
                    else sum_tile(one, 1, x + v, 1, there);
                }
        }
    }
}

#include "model/kernels_body.h"

const kernels kernels_avx2 = KERNELS("avx2");
