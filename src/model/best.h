/* model/best.h: the largest of some scores. */
#ifndef MODEL_BEST_H
#define MODEL_BEST_H

#include <stddef.h>

/* The largest of x [size], which is not empty. */
float most_of(const float *x, size_t size);

/* Where it stands first. */
size_t best_of(const float *x, size_t size);

#endif
