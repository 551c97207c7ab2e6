/* model/kernels_avx2.c: the kernels for x86 with AVX2 (see kernels_avx2.inc). */
#if defined(__x86_64__)

#include "model/kernels_avx2.inc"

const kernels kernels_avx2 = KERNELS("avx2");

#endif
