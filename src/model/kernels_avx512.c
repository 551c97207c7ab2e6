/* model/kernels_avx512.c: the kernels for x86 with AVX-512 (see kernels_avx512.inc). */
#if defined(__x86_64__)

#include "model/kernels_avx512.inc"

enum { BLOCK_VECTORS = REGISTER_VECTORS };

#define block_sums register_sums

#include "model/kernels_body.h"

const kernels kernels_avx512 = KERNELS("avx512");

#endif
