/* model/kernels_dot.c: the kernels for 64-bit ARM with byte products (see kernels_neon.inc);
 * compiled for armv8.2-a+dotprod. */
#if defined(__aarch64__)

#include "model/kernels_neon.inc"

const kernels kernels_dot = KERNELS("dot");

#endif
