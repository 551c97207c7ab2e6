/* model/reader.h: the neural reader: tokens in, labels out. */
#ifndef MODEL_READER_H
#define MODEL_READER_H

#include "base/fault.h"
#include "model/labels.h"

/* Weights, read-only, shared by any number of threads. */
typedef struct model model;

/* Opens and checks a weights file (memory-mapped). Fails: FAULT_STORE, FAULT_MODEL. */
model *model_open(const char *path, fault *f);
/* The same from bytes that outlive the model. */
model *model_of(str bytes, fault *f);
void model_close(model *m);

const char *model_name(const model *m); /* "english-fast-1" */

/* A text to label. */
typedef struct label_job {
    const tokens *tokens;
    arena *a;    /* for its labels, and for room beside them that does not grow with the text */
    labels *out;
} label_job;

/* Labels every token of some texts. Memory: each from its own arena, about 5 MB beside the
 * labels at most, and room for all of them from `scratch`, about 5 MB at most. The same
 * tokens give the same labels on every processor and thread, whatever is read beside them:
 * together they only take less time. */
void model_label_all(const model *m, arena *scratch, const label_job *jobs, size_t count);

/* One text. */
void model_label(const model *m, arena *a, const tokens *t, labels *out);

#endif
