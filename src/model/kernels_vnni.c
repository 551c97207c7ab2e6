/* model/kernels_vnni.c: the kernels for x86 with AVX2 and AVX-VNNI (see kernels_avx2.inc). */
#if defined(__x86_64__)

#include "model/kernels_avx2.inc"

const kernels kernels_vnni = KERNELS("vnni");

#endif
