/* model/kernels_choice.h: the versions of kernels.h that were built. A processor must not be
 * given one that it cannot run: ask kernels_best. */
#ifndef MODEL_KERNELS_CHOICE_H
#define MODEL_KERNELS_CHOICE_H

#include "model/kernels.h"

extern const kernels kernels_plain;
#if defined(__x86_64__)
extern const kernels kernels_avx2, kernels_avx512;
#elif defined(__aarch64__)
extern const kernels kernels_neon, kernels_dot;
#endif

#endif
