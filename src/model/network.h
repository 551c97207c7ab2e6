/* model/network.h: from tokens to z, the states that every label is read from: table rows,
 * a convolution, two bidirectional LSTM layers; a transformer (model/encoder.h); or both, side
 * by side. Several windows run together, which changes the time it takes and nothing else. */
#ifndef MODEL_NETWORK_H
#define MODEL_NETWORK_H

#include "model/model.h"
#include "model/windows.h"

enum {
    BATCH_WINDOWS_MOST = 32,
    ENCODER_WINDOWS_MOST = 4, /* of a batch for a transformer */
    WINDOW_TOKENS_MOST = PIECE_TOKENS_MOST,
};

/* What the largest batch holds. */
typedef struct batch_most {
    size_t tokens;
    size_t vectors, window_vectors; /* of a transformer: all, and of one window */
} batch_most;

/* Windows that are computed together, and the room for it. Tokens are counted from the
 * first window's on, window after window. */
typedef struct batch {
    uint8_t *z;      /* [tokens][Z] bytes: the result */
    float *z_scale;  /* [tokens] */
    /* room */
    encoder_room encoder; /* of a transformer */
    uint8_t *first;         /* [tokens][2H] of the first layer of LSTMs, */
    uint8_t *second;        /* of the second: z, where there is no transformer */
    uint8_t *given;         /* [tokens][D] its input */
    float *given_scale;     /* [tokens] */
    features *features;     /* [a window's tokens] */
    float *x, *p;           /* [a window's tokens][D], [...][3D] */
    uint8_t *q;             /* [a window's tokens + 2][D] */
    float *q_scale;         /* [a window's tokens] */
    const uint8_t **at;     /* [a window's tokens] */
    uint8_t *step;          /* [BATCH_WINDOWS_MOST + 2][D or 2H] inputs of one step */
    uint8_t *state[2];      /* [BATCH_WINDOWS_MOST + 2][H] outputs of two steps */
    float *cell;            /* [BATCH_WINDOWS_MOST][H] */
} batch;

/* Room for batches of that size. Memory: from a. */
batch batch_make(arena *a, const model *m, batch_most most);

/* Computes b->z of windows (up to BATCH_WINDOWS_MOST), which hold no more tokens than there is
 * room for. */
void network_run(const model *m, stretches all, batch *b);

/* Its two parts with LSTMs. Table rows and convolution of one window of `count` tokens, from
 * b->features into b->given from token `to` of the batch on. */
void network_rows(const model *m, size_t count, size_t to, batch *b);
/* The LSTM layers, from b->given to b->second. */
void network_layers(const model *m, stretches all, batch *b);

#endif
