/* model/encoder.h: from tokens to z by a transformer, for weights that are more accurate than
 * fast: BERT's encoder (Vaswani et al. 2017; Devlin et al. 2019) over word pieces, with shape
 * and flags of a token added to each of its pieces. A token's state is its first piece's. */
#ifndef MODEL_ENCODER_H
#define MODEL_ENCODER_H

#include "model/kernels.h"
#include "model/windows.h"
#include "model/wordpieces.h"

enum {
    ENCODER_LAYERS_MOST = 12,
    ENCODER_INNER_MOST = 4096,
    ENCODER_PLACES = WINDOW_WORDPIECES_MOST + 3, /* [CLS], the pieces, [SEP], one unused */
    ENCODER_STRIP = 96, /* vectors that go through a matrix together */
};

/* Rows of int8, each with its scale. */
typedef struct row_table {
    const int8_t *q;    /* [rows][width] */
    const float *scale; /* [rows] */
    uint32_t rows;
} row_table;

typedef struct encoder_layer {
    matrix look, mix;  /* [3 width][width]: queries, keys, values; [width][width] */
    matrix inner, out; /* [inner][width], [width][inner] */
    norm mixed, left;  /* after mix and after out */
} encoder_layer;

typedef struct encoder {
    size_t count; /* layers; 0: the model has none */
    size_t width, heads, inner;
    wordpiece_forms forms;
    row_table piece, place, shape, flag;
    norm first;
    encoder_layer layers[ENCODER_LAYERS_MOST];
} encoder;

/* What is looked up for one vector. */
typedef struct encoder_place {
    uint16_t form;
    uint32_t shape, flag;
} encoder_place;

/* Some windows. */
typedef struct encoder_task {
    stretches in;
    const uint8_t *beside; /* [tokens][more] bytes of step BYTE_STEP that z takes in, or none */
    size_t more;
    uint8_t *z;       /* [tokens][width + more] bytes: the result */
    float *z_scale;   /* [tokens] */
} encoder_task;

/* Room for windows of so many vectors each and together (word pieces and 2 a window). */
typedef struct encoder_room {
    float *x;          /* [all][width] the states */
    float *look;       /* [a window][3 width] queries, keys, values */
    float *seen;       /* [a window][width] */
    float *keys;       /* [width of a head][a window, rounded] of one head, turned */
    float *values;     /* [a window][width of a head] */
    float *near;       /* [ENCODER_STRIP][a window, rounded] */
    float *inner, *y;  /* [ENCODER_STRIP][inner], [][width] */
    uint8_t *q;        /* [ENCODER_STRIP][inner] */
    float *q_scale;    /* [ENCODER_STRIP] */
    float *state;      /* [width + more] of one token */
    const uint8_t **at;
    features *features;    /* [a window's tokens] */
    encoder_place *places; /* [a window] */
} encoder_room;

typedef struct encoder_most {
    size_t window, all, more;
} encoder_most;

encoder_room encoder_room_make(arena *a, const encoder *e, encoder_most most);

/* How many vectors a window has. */
size_t encoder_vectors(const stretch *s);

/* Computes z of the task's windows, tokens counted from the first window's on. */
void encoder_run(const encoder *e, const kernels *k, const encoder_task *task, encoder_room *r);

/* The states of one window alone, of vectors r->places [count], into r->x. */
void encoder_window(const encoder *e, const kernels *k, size_t count, encoder_room *r);

#endif
