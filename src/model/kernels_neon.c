/* model/kernels_neon.c: the kernels for any 64-bit ARM (see kernels_neon.inc). */
#if defined(__aarch64__)

#include "model/kernels_neon.inc"

const kernels kernels_neon = KERNELS("neon");

#endif
