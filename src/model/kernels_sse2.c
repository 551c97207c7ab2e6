/* model/kernels_sse2.c: the kernels for any x86 of 64 bits. pmaddwd multiplies 8 activations
 * with 4 weights of each of 2 rows, all widened to 16 bits, and adds them in pairs. */
#if defined(__x86_64__)

#include <emmintrin.h>
#include <string.h>

#include "model/kernels_choice.h"

#define LANES 4

enum { BLOCK_VECTORS = 4, PAIRS = PANEL / 2 /* of a panel's rows */ };

typedef float lanes __attribute__((vector_size(4 * LANES)));
typedef int32_t whole __attribute__((vector_size(4 * LANES)));

static inline lanes larger(lanes a, lanes b) {
    return (lanes)_mm_max_ps((__m128)a, (__m128)b);
}

static inline lanes smaller(lanes a, lanes b) {
    return (lanes)_mm_min_ps((__m128)a, (__m128)b);
}

static inline __m128i four_bytes(const void *p) {
    int32_t four;
    memcpy(&four, p, sizeof four);
    return _mm_cvtsi32_si128(four);
}

static inline whole widened(const int8_t *p) {
    __m128i twice = _mm_unpacklo_epi8(four_bytes(p), four_bytes(p));
    return (whole)_mm_srai_epi32(_mm_unpacklo_epi16(twice, twice), 24);
}

static inline void narrowed(uint8_t *p, whole v) {
    __m128i half = _mm_packs_epi32((__m128i)v, (__m128i)v);
    int32_t four = _mm_cvtsi128_si32(_mm_packus_epi16(half, half));
    memcpy(p, &four, sizeof four);
}

/* 4 activations as signed numbers of 16 bits, twice. */
static inline __m128i activations(const uint8_t *p) {
    __m128i wide = _mm_unpacklo_epi8(four_bytes(p), _mm_setzero_si128());
    __m128i from_zero = _mm_sub_epi16(wide, _mm_set1_epi16(BYTE_ZERO));
    return _mm_unpacklo_epi64(from_zero, from_zero);
}

/* Each row's sum is in two parts until the end: columns 0 and 1 of each four, and 2 and 3. */
static void panel_sums(const product_block *b, const int8_t *w, const uint8_t *x, int32_t *out) {
    __m128i sum[PAIRS];
    UNROLLED for (size_t i = 0; i < PAIRS; i++) sum[i] = _mm_setzero_si128();
    for (size_t k = 0; k < b->columns; k += 4, w += 4 * PANEL) {
        __m128i four = activations(x + k);
        UNROLLED for (size_t i = 0; i < PAIRS; i += 2) {
            __m128i rows = _mm_loadu_si128((const __m128i *)(const void *)(w + 8 * i));
            __m128i low = _mm_srai_epi16(_mm_unpacklo_epi8(rows, rows), 8);
            __m128i high = _mm_srai_epi16(_mm_unpackhi_epi8(rows, rows), 8);
            sum[i] = _mm_add_epi32(sum[i], _mm_madd_epi16(low, four));
            sum[i + 1] = _mm_add_epi32(sum[i + 1], _mm_madd_epi16(high, four));
        }
    }
    UNROLLED for (size_t i = 0; i < PAIRS; i += 2) {
        __m128 a = _mm_castsi128_ps(sum[i]), c = _mm_castsi128_ps(sum[i + 1]);
        __m128i even = _mm_castps_si128(_mm_shuffle_ps(a, c, _MM_SHUFFLE(2, 0, 2, 0)));
        __m128i odd = _mm_castps_si128(_mm_shuffle_ps(a, c, _MM_SHUFFLE(3, 1, 3, 1)));
        _mm_storeu_si128((__m128i *)(void *)(out + 2 * i), _mm_add_epi32(even, odd));
    }
}

static void block_sums(const product_block *b, block_row *sums) {
    for (size_t p = 0; p < b->panels; p++)
        for (size_t v = 0; v < b->count; v++)
            panel_sums(b, b->q + p * PANEL * b->columns, b->x[v], &sums[v][p * PANEL]);
}

#include "model/kernels_body.h"

const kernels kernels_sse2 = KERNELS("sse2");

#endif
