/* model/kernels_avx2.c: the kernels for x86 with AVX2.
 *
 * vpmaddubsw multiplies pairs of unsigned activations and weights and adds each pair in 16
 * bits, where it would saturate past 32767; the limit on pairs of weights (docs/weights.md,
 * checked when a file is opened) keeps it below. vpmaddwd adds two such sums. */
#if defined(__x86_64__)

#include <immintrin.h>
#include <string.h>

#include "model/kernels_choice.h"

#define LANES 8

enum { BLOCK_VECTORS = 6, TILE_VECTORS = 2 }; /* a tile fills 8 of the 16 registers */

typedef float lanes __attribute__((vector_size(4 * LANES)));
typedef int32_t whole __attribute__((vector_size(4 * LANES)));

static inline lanes larger(lanes a, lanes b) {
    return (lanes)_mm256_max_ps((__m256)a, (__m256)b);
}

static inline lanes smaller(lanes a, lanes b) {
    return (lanes)_mm256_min_ps((__m256)a, (__m256)b);
}

static inline whole widened(const int8_t *p) {
    return (whole)_mm256_cvtepi8_epi32(_mm_loadl_epi64((const __m128i *)(const void *)p));
}

static inline void narrowed(uint8_t *p, whole v) {
    const __m256i low_bytes = _mm256_set1_epi32(0x0c080400);
    __m256i four = _mm256_shuffle_epi8((__m256i)v, low_bytes);
    __m128i low = _mm256_castsi256_si128(four), high = _mm256_extracti128_si256(four, 1);
    _mm_storel_epi64((__m128i *)(void *)p, _mm_unpacklo_epi32(low, high));
}

static inline __m256i four_bytes(const uint8_t *p) {
    int32_t four;
    memcpy(&four, p, sizeof four);
    return _mm256_set1_epi32(four);
}

static inline __m256i load(const void *p) {
    return _mm256_loadu_si256((const __m256i *)p);
}

static inline __m256i with_products(__m256i sum, __m256i bytes, __m256i weights) {
    __m256i pairs = _mm256_maddubs_epi16(bytes, weights);
    return _mm256_add_epi32(sum, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)));
}

/* Half of each panel (b->q and b->offset say which). panels and count are constants where it
 * is inlined, so that the sums stay in registers. */
static inline __attribute__((always_inline)) void
tile(const product_block *b, size_t panels, size_t count, block_row *sums) {
    __m256i sum[BLOCK_PANELS][TILE_VECTORS], bytes[TILE_VECTORS];
#pragma GCC unroll 4
    for (size_t p = 0; p < panels; p++)
#pragma GCC unroll 2
        for (size_t v = 0; v < count; v++) sum[p][v] = load(b->offset + p * PANEL);
    for (size_t k = 0; k < b->columns; k += 4) {
#pragma GCC unroll 2
        for (size_t v = 0; v < count; v++) bytes[v] = four_bytes(b->x[v] + k);
#pragma GCC unroll 4
        for (size_t p = 0; p < panels; p++) {
            __m256i weights = load(b->q + (p * b->columns + k) * PANEL);
#pragma GCC unroll 2
            for (size_t v = 0; v < count; v++)
                sum[p][v] = with_products(sum[p][v], bytes[v], weights);
        }
    }
#pragma GCC unroll 4
    for (size_t p = 0; p < panels; p++)
#pragma GCC unroll 2
        for (size_t v = 0; v < count; v++)
            _mm256_storeu_si256((__m256i *)(void *)&sums[v][p * PANEL], sum[p][v]);
}

static void one_panel(const product_block *b, size_t count, block_row *sums) {
    if (count == TILE_VECTORS) tile(b, 1, TILE_VECTORS, sums);
    else tile(b, 1, 1, sums);
}

static void some_panels(const product_block *b, size_t count, block_row *sums) {
    product_block one = *b;
    for (size_t p = 0; p < b->panels; p++) {
        one_panel(&one, count, (block_row *)(sums[0] + p * PANEL));
        one.q += PANEL * b->columns;
        one.offset += PANEL;
    }
}

static void block_sums(const product_block *b, block_row *sums) {
    for (size_t half = 0; half < PANEL; half += LANES) {
        product_block part = *b;
        part.q += half * 4;
        part.offset += half;
        for (size_t v = 0; v < b->count; v += TILE_VECTORS, part.x += TILE_VECTORS) {
            block_row *to = (block_row *)(sums[v] + half);
            size_t count = b->count - v < TILE_VECTORS ? 1 : TILE_VECTORS;
            if (b->panels < BLOCK_PANELS) some_panels(&part, count, to);
            else if (count == TILE_VECTORS) tile(&part, BLOCK_PANELS, TILE_VECTORS, to);
            else tile(&part, BLOCK_PANELS, 1, to);
        }
    }
}

#include "model/kernels_body.h"

const kernels kernels_avx2 = KERNELS("avx2");

#endif
