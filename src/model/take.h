/* model/take.h: the taking of tensors by those who make a model of them. Each is taken by
 * name with the dimensions that it must have; after the first fault nothing more is taken. */
#ifndef MODEL_TAKE_H
#define MODEL_TAKE_H

#include "model/model.h"

typedef struct taking {
    model *m;
    fault *f;
    size_t taken; /* tensors so far */
    bool good;
} taking;

typedef struct extent {
    size_t rows, columns; /* rows 0: any number */
} extent;

/* The tensor of that name and type; NULL, and no more is good, where there is none. */
const tensor *take(taking *k, const char *name, tensor_type type);
/* Its data, where it is as large as it should be. */
const void *take_sized(taking *k, const char *name, tensor_type type, extent e);
const float *take_floats(taking *k, const char *name, size_t count);
/* Scales are no larger than any trained ones would be, so that no product overflows. */
void take_scales_check(taking *k, const char *name, const float *scale, size_t count);

/* A packed matrix with its scales and biases. */
matrix take_matrix(taking *k, const char *name, size_t rows, size_t columns);
/* One whose vectors are LSTM outputs, whose step goes into the scale; no biases. */
matrix take_recurrent(taking *k, const char *name, size_t hidden);

/* Dimension `which` of a tensor, where it is a multiple of 16 up to `most`; 0 is a fault. */
size_t take_size(taking *k, const char *name, int which, size_t most);

/* name: of its tensors, before the dot. */
void take_vocabulary(taking *k, const char *name, vocabulary *v);

/* All that m->encoder is made of, and its vocabulary. */
void take_encoder(taking *k);

#endif
