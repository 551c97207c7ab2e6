/* model/network.c: see network.h. The recurrent products of all lanes at one step are one block
 * of work. */
#include "model/network.h"

#include <string.h>

enum { LINE_BYTES = 64 /* of the cache */ };

static void lstm_room(arena *a, const model *m, size_t most, batch *out) {
    size_t window_most = most < WINDOW_TOKENS_MOST ? most : WINDOW_TOKENS_MOST;
    batch b = *out;
    for (size_t i = 0; i < most; i++) b.z_scale[i] = BYTE_STEP;
    b.line = lineup_make(a, most);
    size_t rows = lineup_rows_most(most);
    b.given = ARENA_RAW(a, uint8_t, (rows + 2) * m->width);
    b.given_scale = ARENA_RAW(a, float, rows);
    for (int i = 0; i < LAYERS; i++)
        b.layer[i] = ARENA_RAW(a, uint8_t, (rows + 2) * DIRECTIONS * m->hidden);
    b.second = b.layer[0]; /* which nobody looks at any more when it is written */
    b.unit_scale = ARENA_RAW(a, float, LANES_MOST);
    for (size_t i = 0; i < LANES_MOST; i++) b.unit_scale[i] = BYTE_STEP;
    b.features = ARENA_RAW(a, features, window_most);
    b.x = ARENA_RAW(a, float, window_most * m->width);
    b.p = ARENA_RAW(a, float, window_most * 3 * m->width);
    b.q = ARENA_RAW(a, uint8_t, (window_most + 2) * m->width);
    b.q_scale = ARENA_RAW(a, float, window_most);
    b.at = ARENA_RAW(a, const uint8_t *, window_most);
    b.cell = ARENA_RAW(a, float, LANES_MOST * m->hidden);
    *out = b;
}

batch batch_make(arena *a, const model *m, batch_most most) {
    batch b = { 0 };
    b.z_scale = ARENA_RAW(a, float, most.tokens);
    if (m->hidden) lstm_room(a, m, most.tokens, &b);
    b.z = b.second;
    if (!m->encoder.count) return b;
    b.z = ARENA_RAW(a, uint8_t, (most.tokens + 2) * m->state);
    encoder_most of = { most.window_vectors, most.vectors, DIRECTIONS * m->hidden };
    b.encoder = encoder_room_make(a, &m->encoder, of);
    return b;
}

/* What stands at the gaps is computed with and never looked at. */
void network_line_up(const model *m, stretches all, batch *b) {
    lineup_set(&b->line, all);
    for (size_t s = 0; s < b->line.steps; s++)
        for (size_t lane = 0; lane < lineup_lanes(&b->line, s); lane++) {
            if (!(b->line.gap[s] >> lane & 1)) continue;
            size_t row = b->line.row[s] + lane;
            memset(b->given + row * m->width, BYTE_ZERO, m->width);
            b->given_scale[row] = 0;
        }
}

void network_rows(const model *m, size_t number, size_t count, batch *b) {
    const kernels *k = m->kernels;
    size_t width = m->width;
    k->embed(&m->tables, b->features, count, b->x);
    for (size_t i = 0; i < count; i++) {
        k->quantise(b->x + i * width, width, b->q + i * width, &b->q_scale[i]);
        b->at[i] = b->q + i * width;
    }
    k->product(&m->conv, &(vectors){ b->at, b->q_scale, count, width }, b->p);
    k->convolve(b->p, count, width, b->x);
    for (size_t i = 0; i < count; i++) {
        size_t row = lineup_row(&b->line, number, i);
        k->quantise(b->x + i * width, width, b->given + row * width, &b->given_scale[row]);
    }
}

/* One direction of one layer over a batch. */
typedef struct pass {
    const model *m;
    batch *b;
    const uint8_t *in;     /* [rows][in_width] */
    const float *in_scale; /* [rows], NULL: all BYTE_STEP */
    uint8_t *out;          /* [rows][2H], from this direction's first number on */
    size_t in_width;
    int layer, direction;
} pass;

/* Vectors of the step to come are asked for while this one is at work. */
static void fetch(const pass *p, size_t step) {
    const lineup *l = &p->b->line;
    size_t hidden = p->m->hidden, width = DIRECTIONS * hidden, row = l->row[step];
    const uint8_t *past = p->in + l->row[step + 1] * p->in_width;
    for (const uint8_t *in = p->in + row * p->in_width; in < past; in += LINE_BYTES)
        __builtin_prefetch(in);
    for (; row < l->row[step + 1]; row++)
        for (size_t k = 0; k < hidden; k += LINE_BYTES)
            __builtin_prefetch(p->out + row * width + k, 1);
}

static void run_step(const pass *p, size_t step, size_t last, size_t lanes) {
    const uint8_t *given[LANES_MOST], *before[LANES_MOST];
    uint8_t *after[LANES_MOST];
    const size_t width = DIRECTIONS * p->m->hidden, *row = p->b->line.row;
    const float *scale = p->in_scale ? p->in_scale + row[step] : p->b->unit_scale;
    for (size_t i = 0; i < lanes; i++) {
        given[i] = p->in + (row[step] + i) * p->in_width;
        before[i] = p->out + (row[last] + i) * width;
        after[i] = p->out + (row[step] + i) * width;
    }
    p->m->kernels->lstm(&(lstm_step){
        .input = &p->m->input[p->layer][p->direction],
        .hidden = &p->m->recurrent[p->layer][p->direction],
        .given = { given, scale, lanes, p->in_width },
        .before = { before, NULL, lanes, width },
        .after = after, .cell = p->b->cell,
    });
}

/* Lanes that have a gap here begin anew behind it. */
static void begin_anew(const pass *p, size_t step) {
    size_t hidden = p->m->hidden, lane = 0;
    for (uint32_t gap = p->b->line.gap[step]; gap; gap >>= 1, lane++) {
        if (!(gap & 1)) continue;
        memset(p->out + (p->b->line.row[step] + lane) * DIRECTIONS * hidden, BYTE_ZERO, hidden);
        memset(p->b->cell + lane * hidden, 0, hidden * sizeof(float));
    }
}

static void run_pass(const pass *p) {
    const lineup *l = &p->b->line;
    begin_anew(p, p->direction ? l->steps - 1 : 0);
    for (size_t i = 1; i < l->steps; i++) {
        size_t step = p->direction ? l->steps - 1 - i : i;
        size_t last = p->direction ? step + 1 : step - 1;
        size_t lanes = lineup_lanes(l, p->direction ? last : step); /* those in both */
        if (i + 1 < l->steps) fetch(p, p->direction ? step - 1 : step + 1);
        run_step(p, step, last, lanes);
        begin_anew(p, step);
    }
}

void network_layers(const model *m, stretches all, batch *b) {
    size_t state = DIRECTIONS * m->hidden;
    for (int d = 0; d < DIRECTIONS; d++)
        run_pass(&(pass){ m, b, b->given, b->given_scale, b->layer[0] + (size_t)d * m->hidden,
                          m->width, 0, d });
    for (int d = 0; d < DIRECTIONS; d++)
        run_pass(&(pass){ m, b, b->layer[0], NULL, b->layer[1] + (size_t)d * m->hidden,
                          state, 1, d });
    uint8_t *to = b->second;
    for (size_t w = 0; w < all.count; w++)
        for (size_t i = 0; i < stretch_tokens(&all.at[w]); i++, to += state)
            memcpy(to, b->layer[1] + lineup_row(&b->line, w, i) * state, state);
}

static void lstms_run(const model *m, stretches all, batch *b) {
    network_line_up(m, all, b);
    for (size_t i = 0; i < all.count; i++) {
        const window *w = all.at[i].at;
        features_of(&m->space, all.at[i].of, (span){ w->first, w->past }, b->features);
        network_rows(m, i, stretch_tokens(&all.at[i]), b);
    }
    network_layers(m, all, b);
}

void network_run(const model *m, stretches all, batch *b) {
    if (m->hidden) lstms_run(m, all, b);
    encoder_task task = { all, b->second, DIRECTIONS * m->hidden, b->z, b->z_scale };
    if (m->encoder.count) encoder_run(&m->encoder, m->kernels, &task, &b->encoder);
}
