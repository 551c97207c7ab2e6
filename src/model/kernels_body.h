/* model/kernels_body.h: the kernels, written once in GCC's vector types for LANES floats at
 * a time. Every kernels_NAME.c includes it after defining
 *
 *     LANES                16, 8 or 4
 *     BLOCK_VECTORS        how many vectors block_sums takes at once
 *     lanes, whole         vectors of LANES floats and of LANES int32
 *     larger, smaller      a > b ? a : b and a < b ? a : b in each lane
 *     widened(p)           LANES int8 from p as whole
 *     narrowed(p, v)       LANES whole numbers from 0 to 255 to p as bytes
 *     bounded(x, most)     x raised to -most and lowered to most; optional, with HAS_BOUNDED
 *     block_sums(b, sums)  the integer products of some panels with some vectors
 *
 * and, where blocks need it, BLOCKS_BEGIN(most) and BLOCKS_END(), called around each run of
 * them, the largest of which has `most` vectors.
 * block_sums is the part that each processor needs by hand: most of the time goes there. */
#ifndef MODEL_KERNELS_BODY_H
#define MODEL_KERNELS_BODY_H

#include <math.h>
#include <stdalign.h>
#include <string.h>

#include "model/kernels_choice.h"

#ifndef BLOCKS_BEGIN
#define BLOCKS_BEGIN(most) ((void)(most))
#define BLOCKS_END() ((void)0)
#endif

#define LINE_BYTES 64 /* of the cache: what lies across two takes twice as long */
#define LANES_IN_PANEL (PANEL / LANES)
#define BYTE_MOST 127.0f
#define ROUND_MAGIC 12582912.0f /* 1.5 * 2^23: adding it rounds to a whole number, ties to even */
#define ROUND_BITS 0x4B400000
#define TINY 1e-20f
#define TANH_MOST 5.2f
#define GELU_MOST 4.0f
#define NORM_LEAST 1e-12f /* added to a variance */

static inline lanes lanes_load(const float *p) {
    lanes v;
    memcpy(&v, p, sizeof v);
    return v;
}

static inline void lanes_store(float *p, lanes v) {
    memcpy(p, &v, sizeof v);
}

static inline lanes lanes_all(float x) {
    return x - (lanes){ 0 };
}

static inline whole whole_load(const int32_t *p) {
    whole v;
    memcpy(&v, p, sizeof v);
    return v;
}

static inline lanes lanes_of(whole v) {
    return __builtin_convertvector(v, lanes);
}

static inline whole lanes_round(lanes x) {
    lanes shifted = x + lanes_all(ROUND_MAGIC);
    return (whole)shifted - ROUND_BITS;
}

#ifndef HAS_BOUNDED
static inline lanes bounded(lanes x, float most) {
    return smaller(larger(x, lanes_all(-most)), lanes_all(most));
}
#endif

/* tanh(x) is over / under (docs/weights.md: T). */
typedef struct ratio {
    lanes over, under;
} ratio;

static inline ratio tanh_ratio(lanes x) {
    x = bounded(x, TANH_MOST);
    lanes y = x * x;
    lanes over = (y * 0.0006356076919473708f + 0.1010449230670929f) * y + 0.9997656941413879f;
    lanes under = (y * 0.012439950369298458f + 0.4337151050567627f) * y + 1.0f;
    return (ratio){ x * over, under };
}

static inline lanes table_lane(const tables *t, const features *f, size_t at) {
    whole grams = widened(t->gram + f->gram[0] * t->width + at);
    for (int i = 1; i < FEATURE_GRAMS; i++)
        grams += widened(t->gram + f->gram[i] * t->width + at);
    lanes word = lanes_of(widened(t->word + f->word * t->width + at));
    lanes shape = lanes_of(widened(t->shape + f->shape * t->width + at));
    lanes flag = lanes_of(widened(t->flag + f->flag * t->width + at));
    return ((word * t->word_scale + lanes_of(grams) * t->gram_scale) + shape * t->shape_scale)
        + flag * t->flag_scale;
}

static void fetch_rows(const tables *t, const features *f) {
    for (size_t at = 0; at < t->width; at += 64) {
        __builtin_prefetch(t->word + f->word * t->width + at);
        for (int i = 0; i < FEATURE_GRAMS; i++)
            __builtin_prefetch(t->gram + f->gram[i] * t->width + at);
    }
}

static void embed(const tables *t, const features *f, size_t count, float *x) {
    enum { AHEAD = 4 }; /* tokens whose rows are on their way from memory */
    for (size_t i = 0; i < count; i++) {
        if (i + AHEAD < count) fetch_rows(t, &f[i + AHEAD]);
        for (size_t at = 0; at < t->width; at += LANES)
            lanes_store(x + i * t->width + at, table_lane(t, &f[i], at));
    }
}

static float largest(const float *x, size_t size) {
    lanes most = { 0 };
    for (size_t i = 0; i < size; i += LANES) {
        lanes v = lanes_load(x + i);
        most = larger(most, larger(v, -v));
    }
    float best = most[0];
    for (int i = 1; i < LANES; i++) best = most[i] > best ? most[i] : best;
    return best;
}

static void quantise(const float *x, size_t size, uint8_t *q, float *scale) {
    float most = largest(x, size);
    *scale = most < TINY ? 0.0f : most * BYTE_STEP;
    float inverse = most < TINY ? 0.0f : BYTE_MOST / most;
    for (size_t i = 0; i < size; i += LANES)
        narrowed(q + i, lanes_round(lanes_load(x + i) * inverse) + BYTE_ZERO);
}

static inline product_block block_at(const matrix *m, size_t panel) {
    return (product_block){
        .q = m->q + panel * PANEL * m->columns, .offset = m->offset + panel * PANEL,
        .columns = m->columns, .panels = BLOCK_PANELS,
    };
}

/* How many of `left` vectors go into the next block, so that the blocks are of like size. */
static inline size_t block_share(size_t left) {
    size_t blocks = (left + BLOCK_VECTORS - 1) / BLOCK_VECTORS;
    return (left + blocks - 1) / blocks;
}

static inline lanes scaled(const matrix *m, size_t row, const int32_t *sums, float scale) {
    lanes y = lanes_of(whole_load(sums)) * lanes_load(m->scale + row) * scale
        + lanes_load(m->bias + row);
    return larger(y, lanes_all(m->least));
}

/* Vectors [first, first + count) and some panels, or units, from number `at` on. */
typedef struct block_part {
    size_t at, first, count; /* count 0: none yet */
    block_row *sums;
} block_part;

static product_block block_of(const matrix *m, const vectors *x, const block_part *of) {
    product_block b = block_at(m, of->at);
    if (m->panels - of->at < BLOCK_PANELS) b.panels = m->panels - of->at;
    b.x = x->at + of->first;
    b.count = of->count;
    b.most = block_share(x->count);
    b.stride = x->stride;
    return b;
}

static void product_out(const matrix *m, const vectors *x, const block_part *of, float *out) {
    size_t stride = (size_t)m->panels * PANEL, row = of->at * PANEL;
    size_t rows = stride - row < BLOCK_ROWS ? stride - row : BLOCK_ROWS;
    for (size_t v = 0; v < of->count; v++)
        for (size_t r = 0; r < rows; r += LANES)
            lanes_store(out + (of->first + v) * stride + row + r,
                        scaled(m, row + r, &of->sums[v][r], x->scale[of->first + v]));
}

/* The sums of a part are begun before those of the part before are used, which hides how long
 * they take to come. */
static void product(const matrix *m, const vectors *x, float *out) {
    alignas(LINE_BYTES) block_row sums[2][BLOCK_VECTORS];
    block_part before = { 0 }, now = { 0 };
    int turn = 0;
    BLOCKS_BEGIN(x->count ? block_share(x->count) : 0);
    for (; now.at < m->panels; now.at += BLOCK_PANELS)
        for (now.first = 0; now.first < x->count; now.first += now.count, turn = 1 - turn) {
            now.count = block_share(x->count - now.first);
            now.sums = sums[turn];
            product_block b = block_of(m, x, &now);
            block_sums(&b, now.sums);
            product_out(m, x, &before, out);
            before = now;
        }
    product_out(m, x, &before, out);
    BLOCKS_END();
}

static void convolve(const float *p, size_t count, size_t width, float *x) {
    lanes none = { 0 };
    for (size_t t = 0; t < count; t++) {
        const float *before = p + 3 * width * t - 3 * width, *own = p + 3 * width * t + width,
                    *after = p + 3 * width * t + 5 * width;
        for (size_t i = 0; i < width; i += LANES) {
            lanes left = t ? lanes_load(before + i) : none;
            lanes right = t + 1 < count ? lanes_load(after + i) : none;
            lanes sum = (left + lanes_load(own + i)) + right;
            float *to = x + width * t + i;
            lanes_store(to, lanes_load(to) + larger(sum, none));
        }
    }
}

/* What LANES rows of one gate's two matrices give their sums. */
typedef struct gate_rows {
    lanes input_scale, input_bias, hidden_scale;
} gate_rows;

/* Of the gates i, f, g and o of some units, the first of which is row `row` of the matrices. */
static inline void gates_at(const lstm_step *s, size_t row, gate_rows gates[4]) {
    UNROLLED for (size_t k = 0; k < 4; k++, row += PANEL) {
        gates[k].input_scale = lanes_load(s->input->scale + row);
        gates[k].input_bias = lanes_load(s->input->bias + row);
        gates[k].hidden_scale = lanes_load(s->hidden->scale + row);
    }
}

/* The sums of both matrices' rows, a gate's PANEL apart, and the scale of the input. */
typedef struct gate_sums {
    const int32_t *input, *hidden;
    float scale;
} gate_sums;

/* LANES units of one window: gates from the sums, then cell and output. */
static inline __attribute__((always_inline)) void
lstm_units(const gate_rows rows[4], gate_sums of, float *cell, uint8_t *after) {
    ratio gate[4];
    UNROLLED for (size_t k = 0; k < 4; k++) {
        lanes given = lanes_of(whole_load(of.input + k * PANEL)) * rows[k].input_scale * of.scale
            + rows[k].input_bias;
        lanes sum = lanes_of(whole_load(of.hidden + k * PANEL));
        gate[k] = tanh_ratio(sum * rows[k].hidden_scale + given);
    }
    lanes c = lanes_load(cell), both = gate[0].under * gate[2].under;
    lanes kept = c * (gate[1].under + gate[1].over) * both;
    lanes added = (gate[0].under + gate[0].over) * gate[2].over * gate[1].under;
    c = (0.5f * (kept + added)) / (gate[1].under * both);
    lanes_store(cell, c);
    ratio out = tanh_ratio(c);
    lanes twice = ((gate[3].under + gate[3].over) * out.over) / (gate[3].under * out.under);
    narrowed(after, lanes_round(twice * (BYTE_MOST / 2)) + BYTE_ZERO);
}

/* Sums of PANEL units of some windows. */
typedef struct lstm_part {
    size_t unit, first, count;
    alignas(LINE_BYTES) block_row input[BLOCK_VECTORS], hidden[BLOCK_VECTORS];
} lstm_part;

static void lstm_sums(const lstm_step *s, lstm_part *p) {
    block_part of = { p->unit / PANEL * BLOCK_PANELS, p->first, p->count, p->input };
    product_block input = block_of(s->input, &s->given, &of);
    product_block hidden = block_of(s->hidden, &s->before, &of);
    block_sums(&input, p->input);
    block_sums(&hidden, p->hidden);
}

static void lstm_out(const lstm_step *s, const lstm_part *p) {
    size_t width = s->hidden->columns;
    for (size_t u = 0; u < PANEL; u += LANES) {
        gate_rows rows[4];
        gates_at(s, p->unit / PANEL * BLOCK_ROWS + u, rows);
        for (size_t v = 0; v < p->count; v++) {
            size_t window = p->first + v;
            gate_sums of = { &p->input[v][u], &p->hidden[v][u], s->given.scale[window] };
            lstm_units(rows, of, s->cell + window * width + p->unit + u,
                       s->after[window] + p->unit + u);
        }
    }
}

static void lstm(const lstm_step *s) {
    lstm_part p; /* one, which stays in the nearest cache: with two, sums would push others out */
    BLOCKS_BEGIN(s->given.count ? block_share(s->given.count) : 0);
    for (p.unit = 0; p.unit < s->hidden->columns; p.unit += PANEL)
        for (p.first = 0; p.first < s->given.count; p.first += p.count) {
            p.count = block_share(s->given.count - p.first);
            lstm_sums(s, &p);
            lstm_out(s, &p);
        }
    BLOCKS_END();
}

enum {
    MIX_ROWS = 4,
    MIX_VECTORS = LANES_IN_PANEL > 1 ? LANES_IN_PANEL : 2, /* sums that hide an addition's delay */
};

typedef struct mix_size {
    size_t rows, across;
} mix_size;

/* Some rows and vectors of columns of a mixture; both known where it is called, so that the
 * sums stay in registers. */
static inline __attribute__((always_inline)) void
mix_block(const mixture *m, size_t row, size_t column, mix_size size) {
    lanes sum[MIX_ROWS][MIX_VECTORS];
    UNROLLED for (size_t r = 0; r < size.rows; r++)
        UNROLLED for (size_t v = 0; v < size.across; v++)
            sum[r][v] = lanes_load(m->out + (row + r) * m->out_stride + column + v * LANES);
    for (size_t k = 0; k < m->terms; k++) {
        const float *table = m->table + k * m->table_stride + column;
        UNROLLED for (size_t r = 0; r < size.rows; r++) {
            float weight = m->weights[(row + r) * m->weight_stride + k];
            UNROLLED for (size_t v = 0; v < size.across; v++)
                sum[r][v] += lanes_load(table + v * LANES) * weight;
        }
    }
    UNROLLED for (size_t r = 0; r < size.rows; r++)
        UNROLLED for (size_t v = 0; v < size.across; v++)
            lanes_store(m->out + (row + r) * m->out_stride + column + v * LANES, sum[r][v]);
}

static inline __attribute__((always_inline)) void
mix_columns(const mixture *m, size_t column, size_t across) {
    size_t row = 0;
    for (; row + MIX_ROWS <= m->rows; row += MIX_ROWS)
        mix_block(m, row, column, (mix_size){ MIX_ROWS, across });
    for (; row < m->rows; row++) mix_block(m, row, column, (mix_size){ 1, across });
}

static void mix(const mixture *m) {
    size_t column = 0;
    for (; column + MIX_VECTORS * LANES <= m->width; column += MIX_VECTORS * LANES)
        mix_columns(m, column, MIX_VECTORS);
    for (; column < m->width; column += PANEL) mix_columns(m, column, LANES_IN_PANEL);
}

static void viterbi(const viterbi_step *s) {
    for (size_t at = 0; at < s->width; at += LANES) {
        lanes best = lanes_load(s->step + at) + s->before[0];
        whole from = { 0 };
        for (int32_t i = 1; i < (int32_t)s->labels; i++) {
            lanes other = lanes_load(s->step + (size_t)i * s->width + at) + s->before[i];
            whole better = other > best;
            best = larger(other, best);
            from = (better & i) | (~better & from);
        }
        lanes_store(s->next + at, best + lanes_load(s->score + at));
        narrowed(s->back + at, from);
    }
}

/* 2^k * e^r with |r| <= ln(2)/2; ln(2) in two parts so that k's multiple is exact. */
static void exponents(float *x, size_t size) {
    for (size_t i = 0; i < size; i += LANES) {
        lanes v = larger(lanes_load(x + i), lanes_all(-80.0f));
        whole k = lanes_round(v * 1.44269504f);
        lanes f = lanes_of(k), r = (v - f * 0.693359375f) - f * -2.12194440e-4f;
        lanes e = r * 1.3888889e-3f + 8.3333333e-3f;
        e = (((e * r + 4.1666667e-2f) * r + 1.6666667e-1f) * r + 0.5f) * r;
        e = (e * r + r) + 1.0f;
        lanes_store(x + i, e * (lanes)((k + 127) << 23));
    }
}

static void add_rows(const scaled_row *rows, size_t count, size_t width, float *x) {
    for (size_t i = 0; i < width; i += LANES) {
        lanes sum = lanes_of(widened(rows[0].q + i)) * rows[0].scale;
        for (size_t r = 1; r < count; r++)
            sum += lanes_of(widened(rows[r].q + i)) * rows[r].scale;
        lanes_store(x + i, sum);
    }
}

/* The sum of 16 sums, halves onto halves. */
static inline float folded(const lanes part[LANES_IN_PANEL]) {
    float sum[PANEL];
    memcpy(sum, part, sizeof sum);
    for (size_t half = PANEL / 2; half; half /= 2)
        for (size_t i = 0; i < half; i++) sum[i] += sum[i + half];
    return sum[0];
}

static float sum_of(const float *x, size_t size) {
    lanes part[LANES_IN_PANEL] = { 0 };
    for (size_t i = 0; i < size; i += PANEL)
        for (size_t v = 0; v < LANES_IN_PANEL; v++) part[v] += lanes_load(x + i + v * LANES);
    return folded(part);
}

static float squares_of(const float *x, size_t size, float mean) {
    lanes part[LANES_IN_PANEL] = { 0 };
    for (size_t i = 0; i < size; i += PANEL)
        for (size_t v = 0; v < LANES_IN_PANEL; v++) {
            lanes apart = lanes_load(x + i + v * LANES) - mean;
            part[v] += apart * apart;
        }
    return folded(part);
}

static void normalise(const norm *n, const float *y, float *x) {
    for (size_t i = 0; i < n->width; i += LANES)
        lanes_store(x + i, lanes_load(x + i) + lanes_load(y + i));
    float share = 1.0f / (float)n->width, mean = sum_of(x, n->width) * share;
    float scale = 1.0f / sqrtf(squares_of(x, n->width, mean) * share + NORM_LEAST);
    for (size_t i = 0; i < n->width; i += LANES) {
        lanes one = (lanes_load(x + i) - mean) * scale;
        lanes_store(x + i, one * lanes_load(n->gain + i) + lanes_load(n->bias + i));
    }
}

/* Phi(x) = 1/2 + x times a polynomial in x^2 for |x| <= 4, a minimax fit of x Phi(x). */
static void gelu(float *x, size_t size) {
    for (size_t i = 0; i < size; i += LANES) {
        lanes v = lanes_load(x + i);
        lanes c = bounded(v, GELU_MOST), y = c * c;
        lanes p = y * 2.2781453e-8f + -1.5986029e-6f;
        p = ((p * y + 4.7955527e-5f) * y + -8.140155e-4f) * y + 8.772388e-3f;
        p = (p * y + -6.457311e-2f) * y + 0.39788336f;
        lanes_store(x + i, v * (c * p + 0.5f));
    }
}

static void soften(float *x, size_t size) {
    lanes most = lanes_load(x);
    for (size_t i = LANES; i < size; i += LANES) most = larger(most, lanes_load(x + i));
    float best = most[0];
    for (int i = 1; i < LANES; i++) best = most[i] > best ? most[i] : best;
    for (size_t i = 0; i < size; i += LANES) lanes_store(x + i, lanes_load(x + i) - best);
    exponents(x, size);
    float share = 1.0f / sum_of(x, size);
    for (size_t i = 0; i < size; i += LANES) lanes_store(x + i, lanes_load(x + i) * share);
}

#define KERNELS(label) \
    { label, embed, quantise, product, convolve, lstm, mix, viterbi, exponents, add_rows, \
      normalise, gelu, soften }

#endif
