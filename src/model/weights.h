/* model/weights.h: a weights file (docs/weights.md): opened, mapped and checked. After that
 * every tensor lies inside the file, none overlaps another, floats are finite and packed
 * matrices keep the limits that the kernels rely on. What the tensors mean is model.c's. */
#ifndef MODEL_WEIGHTS_H
#define MODEL_WEIGHTS_H

#include "base/fault.h"
#include "base/str.h"

enum {
    WEIGHTS_VERSION = 1,
    WEIGHTS_TENSORS_MOST = 256,
    WEIGHTS_NAME_SIZE = 32, /* with the NUL that ends it */
    WEIGHTS_ALIGN = 64,
};

typedef enum tensor_type {
    TENSOR_INT8 = 1, TENSOR_FLOAT32, TENSOR_UINT32, TENSOR_BYTES, TENSOR_PACKED
} tensor_type;

/* As it lies in the file. */
typedef struct tensor {
    char name[WEIGHTS_NAME_SIZE];
    uint32_t type, dims[3];
    uint64_t offset, size; /* bytes */
} tensor;

typedef struct weights {
    str bytes;             /* the whole file, aligned to WEIGHTS_ALIGN */
    const char *name;
    const tensor *tensors; /* [count] */
    size_t count;
    enum { WEIGHTS_LENT, WEIGHTS_MAPPED, WEIGHTS_COPIED } held;
} weights;

/* Maps and checks a file. Fails: FAULT_STORE where it cannot be read, FAULT_MODEL where it is
 * not what it should be: what, and at which byte. */
bool weights_open(const char *path, weights *out, fault *f);
/* The same from bytes that outlive it; copied where they are not aligned (FAULT_MEMORY). */
bool weights_of(str bytes, weights *out, fault *f);
void weights_close(weights *w);

/* NULL where there is no tensor of that name. */
const tensor *weights_find(const weights *w, const char *name);
const void *weights_data(const weights *w, const tensor *t);

#endif
