/* model/kernels_avx512.c: the kernels for x86 with AVX-512 and its byte products (VNNI).
 *
 * vpdpbusd multiplies 4 unsigned activations with 4 weights of each of 16 rows and adds them
 * to 16 sums. Activations are 128 too large, so the sums begin at the matrix's offset. */
#if defined(__x86_64__)

#include <immintrin.h>
#include <string.h>

#include "model/kernels_choice.h"

#define LANES 16

enum { BLOCK_VECTORS = 6 }; /* 4 panels x 6 vectors are 24 of the 32 registers */

typedef float lanes __attribute__((vector_size(4 * LANES)));
typedef int32_t whole __attribute__((vector_size(4 * LANES)));

static inline lanes larger(lanes a, lanes b) {
    return (lanes)_mm512_max_ps((__m512)a, (__m512)b);
}

static inline lanes smaller(lanes a, lanes b) {
    return (lanes)_mm512_min_ps((__m512)a, (__m512)b);
}

static inline whole widened(const int8_t *p) {
    return (whole)_mm512_cvtepi8_epi32(_mm_loadu_si128((const __m128i *)(const void *)p));
}

static inline void narrowed(uint8_t *p, whole v) {
    _mm_storeu_si128((__m128i *)(void *)p, _mm512_cvtepi32_epi8((__m512i)v));
}

static inline __m512i four_bytes(const uint8_t *p) {
    int32_t four;
    memcpy(&four, p, sizeof four);
    return _mm512_set1_epi32(four);
}

/* panels and count are constants where it is inlined, so that the sums stay in registers. */
static inline __attribute__((always_inline)) void
tile(const product_block *b, size_t panels, size_t count, block_row *sums) {
    __m512i sum[BLOCK_PANELS][BLOCK_VECTORS], weights[BLOCK_PANELS];
    UNROLLED for (size_t p = 0; p < panels; p++)
        UNROLLED for (size_t v = 0; v < count; v++)
            sum[p][v] = _mm512_loadu_si512(b->offset + p * PANEL);
    for (size_t k = 0; k < b->columns; k += 4) {
        UNROLLED for (size_t p = 0; p < panels; p++)
            weights[p] = _mm512_loadu_si512(b->q + (p * b->columns + k) * PANEL);
        UNROLLED for (size_t v = 0; v < count; v++) {
            __m512i bytes = four_bytes(b->x[v] + k);
            UNROLLED for (size_t p = 0; p < panels; p++)
                sum[p][v] = _mm512_dpbusd_epi32(sum[p][v], bytes, weights[p]);
        }
    }
    UNROLLED for (size_t p = 0; p < panels; p++)
        UNROLLED for (size_t v = 0; v < count; v++)
            _mm512_storeu_si512(&sums[v][p * PANEL], sum[p][v]);
}

static inline __attribute__((always_inline)) void
panels_of(const product_block *b, size_t panels, block_row *sums) {
    switch (b->count) {
    case 6: tile(b, panels, 6, sums); break;
    case 5: tile(b, panels, 5, sums); break;
    case 4: tile(b, panels, 4, sums); break;
    case 3: tile(b, panels, 3, sums); break;
    case 2: tile(b, panels, 2, sums); break;
    default: tile(b, panels, 1, sums);
    }
}

static void block_sums(const product_block *b, block_row *sums) {
    if (b->panels == BLOCK_PANELS) {
        panels_of(b, BLOCK_PANELS, sums);
        return;
    }
    product_block one = *b;
    for (size_t p = 0; p < b->panels; p++) {
        panels_of(&one, 1, (block_row *)(sums[0] + p * PANEL));
        one.q += PANEL * b->columns;
        one.offset += PANEL;
    }
}

#include "model/kernels_body.h"

const kernels kernels_avx512 = KERNELS("avx512");

#endif
