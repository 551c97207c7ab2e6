/* model/network.h: from tokens to z, the states that every label is read from: table rows,
 * a convolution, two bidirectional LSTM layers; a transformer (model/encoder.h); or both, side
 * by side. Several windows run together, which changes the time it takes and nothing else. */
#ifndef MODEL_NETWORK_H
#define MODEL_NETWORK_H

#include "model/lineup.h"
#include "model/model.h"

enum {
    ENCODER_WINDOWS_MOST = 4, /* of a batch for a transformer */
    WINDOW_TOKENS_MOST = PIECE_TOKENS_MOST,
};

/* What the largest batch holds. */
typedef struct batch_most {
    size_t tokens;
    size_t vectors, window_vectors; /* of a transformer: all, and of one window */
} batch_most;

/* Windows that are computed together, and the room for it. Tokens are counted from the
 * first window's on, window after window; rows are those of the lineup. */
typedef struct batch {
    uint8_t *z;      /* [tokens][Z] bytes: the result */
    float *z_scale;  /* [tokens] */
    /* room */
    encoder_room encoder; /* of a transformer */
    uint8_t *second;        /* [tokens][2H] what LSTMs give: z, where there is no transformer */
    lineup line;
    uint8_t *given;         /* [rows + 2][D] input of the first layer */
    float *given_scale;     /* [rows] */
    uint8_t *layer[2];      /* [rows + 2][2H] what each gives */
    float *unit_scale;      /* [LANES_MOST] BYTE_STEP, of all vectors of a layer */
    features *features;     /* [a window's tokens] */
    float *x, *p;           /* [a window's tokens][D], [...][3D] */
    uint8_t *q;             /* [a window's tokens + 2][D] */
    float *q_scale;         /* [a window's tokens] */
    const uint8_t **at;     /* [a window's tokens] */
    float *cell;            /* [LANES_MOST][H] */
} batch;

/* Room for batches of that size. Memory: from a. */
batch batch_make(arena *a, const model *m, batch_most most);

/* Computes b->z of windows (up to BATCH_WINDOWS_MOST), which hold no more tokens than there is
 * room for. */
void network_run(const model *m, stretches all, batch *b);

/* Its parts with LSTMs. Lines up the windows. */
void network_line_up(const model *m, stretches all, batch *b);
/* Table rows and convolution of window `number`, of `count` tokens, from b->features into
 * b->given. */
void network_rows(const model *m, size_t number, size_t count, batch *b);
/* The LSTM layers, from b->given to b->second. */
void network_layers(const model *m, stretches all, batch *b);

#endif
