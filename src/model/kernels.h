/* model/kernels.h: the arithmetic of the reader, in one version for each kind of processor.
 *
 * Weights and activations are 8-bit integers, their products exact 32-bit sums; what is left
 * in floats (scales, gates, sums of table rows) is the same sequence of IEEE 754 operations
 * in every version, none of them fused. So all versions give the same bits, which
 * tests/model/kernels.c holds them to. docs/weights.md has the formulas.
 *
 * Activations are bytes: 128 is zero, 1 to 255 are -127 to 127. Every size is a multiple of
 * 16 unless it says otherwise. */
#ifndef MODEL_KERNELS_H
#define MODEL_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/features.h"

enum {
    PANEL = 16,      /* rows of a matrix that lie together */
    BYTE_ZERO = 128, /* the activation 0 */
};

#define BYTE_STEP (1.0f / 127.0f) /* of an activation of fixed scale */

typedef struct matrix {
    const int8_t *q;       /* [panels][columns / 4][16][4] */
    const float *scale;    /* [16 panels] */
    const float *bias;     /* [16 panels]; none for the recurrent matrices */
    const int32_t *offset; /* [16 panels] -128 times the sum of the row */
    float least;           /* products are raised to it: 0 makes a rectified layer */
    uint32_t rows, columns, panels;
} matrix;

/* Quantised vectors, wherever they lie. */
typedef struct vectors {
    const uint8_t *const *at; /* [count], each [columns] */
    const float *scale;       /* [count] */
    size_t count;             /* any */
    size_t stride;            /* of each from the one before, and two more may be read behind the
                               * last; 0: they lie anywhere */
} vectors;

/* The tables of rows that are summed to a token's vector. */
typedef struct tables {
    const int8_t *word, *gram, *shape, *flag; /* [rows][width] */
    float word_scale, gram_scale, shape_scale, flag_scale;
    size_t width;
} tables;

/* A row of a table and the scale of its numbers. */
typedef struct scaled_row {
    const int8_t *q; /* [width] */
    float scale;
} scaled_row;

/* What layer normalisation (Ba, Kiros and Hinton 2016) ends with. */
typedef struct norm {
    const float *gain, *bias; /* [width] */
    size_t width;
} norm;

/* One step in time of one LSTM direction for several windows at once. */
typedef struct lstm_step {
    const matrix *input;   /* [4H][any] */
    const matrix *hidden;  /* [4H][H], its scale times BYTE_STEP */
    vectors given;         /* the input of this step */
    vectors before;        /* h of the step before, as many, each [H]; no scales */
    uint8_t *const *after; /* [count] h of this step, each [H] */
    float *cell;           /* [count][H] */
} lstm_step;

/* out[r][c] += sum over k of weights[r][k] * table[k][c], one k after the other. */
typedef struct mixture {
    const float *weights; /* [rows][terms], weight_stride apart */
    const float *table;   /* [terms][width], table_stride apart */
    float *out;           /* [rows][width], out_stride apart */
    size_t rows, terms;   /* any */
    size_t width, weight_stride, table_stride, out_stride;
} mixture;

/* One step of Viterbi's algorithm: next[j] = max over i of before[i] + step[i][j], plus
 * score[j]; back[j] is the first i that reaches it. */
typedef struct viterbi_step {
    const float *before, *step, *score; /* [width], [labels][width], [width] */
    float *next;                        /* [width] */
    uint8_t *back;                      /* [width] */
    size_t labels, width;
} viterbi_step;

typedef struct kernels {
    const char *name; /* "plain", "sse2", "avx2", "vnni", "avx512", "amx", "neon", "dot" */
    /* x [count][width] of tokens with these features, whose rows are inside the tables. */
    void (*embed)(const tables *t, const features *f, size_t count, float *x);
    /* x [size] to bytes q [size] and their scale. */
    void (*quantise)(const float *x, size_t size, uint8_t *q, float *scale);
    /* out [count][16 panels] = the matrix times each vector. */
    void (*product)(const matrix *m, const vectors *x, float *out);
    /* Adds to x [count][width] its neighbourhood, from products p [count][3 width]. */
    void (*convolve)(const float *p, size_t count, size_t width, float *x);
    void (*lstm)(const lstm_step *s);
    void (*mix)(const mixture *m);
    void (*viterbi)(const viterbi_step *s);
    /* x [size] becomes exp(x); for x of at most 0, those below -80 taken as -80. */
    void (*exponents)(float *x, size_t size);
    /* x [width] = the sum of rows [count], one after the other. */
    void (*add_rows)(const scaled_row *rows, size_t count, size_t width, float *x);
    /* x [width] becomes x + y, normalised. */
    void (*normalise)(const norm *n, const float *y, float *x);
    /* x [size] becomes x Phi(x), Phi the normal distribution (Hendrycks and Gimpel 2016). */
    void (*gelu)(float *x, size_t size);
    /* x [size] becomes exp(x) divided by the sum of all exp(x). */
    void (*soften)(float *x, size_t size);
} kernels;

/* The best that this processor runs. */
const kernels *kernels_best(void);

/* All that this processor runs, the plain one first; NULL from the i-th on that is none. */
const kernels *kernels_number(size_t i);

#endif
