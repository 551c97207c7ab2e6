/* model/network.c: see network.h. The recurrent products of all windows at one step are
 * one block of work, longest window first, so that those that have ended fall off the end. */
#include "model/network.h"

#include <string.h>

static void lstm_room(arena *a, const model *m, size_t most, batch *out) {
    size_t window_most = most < WINDOW_TOKENS_MOST ? most : WINDOW_TOKENS_MOST;
    batch b = *out;
    b.second = b.z;
    if (m->encoder.count) b.second = ARENA_RAW(a, uint8_t, most * DIRECTIONS * m->hidden);
    for (size_t i = 0; i < most; i++) b.z_scale[i] = BYTE_STEP;
    b.first = ARENA_RAW(a, uint8_t, most * DIRECTIONS * m->hidden);
    b.given = ARENA_RAW(a, uint8_t, most * m->width);
    b.given_scale = ARENA_RAW(a, float, most);
    b.features = ARENA_RAW(a, features, window_most);
    b.x = ARENA_RAW(a, float, window_most * m->width);
    b.p = ARENA_RAW(a, float, window_most * 3 * m->width);
    b.q = ARENA_RAW(a, uint8_t, (window_most + 2) * m->width);
    b.q_scale = ARENA_RAW(a, float, window_most);
    b.at = ARENA_RAW(a, const uint8_t *, window_most);
    size_t in_most = DIRECTIONS * m->hidden > m->width ? DIRECTIONS * m->hidden : m->width;
    b.step = ARENA_RAW(a, uint8_t, (BATCH_WINDOWS_MOST + 2) * in_most);
    for (int i = 0; i < 2; i++)
        b.state[i] = ARENA_RAW(a, uint8_t, (BATCH_WINDOWS_MOST + 2) * m->hidden);
    b.cell = ARENA_RAW(a, float, BATCH_WINDOWS_MOST * m->hidden);
    *out = b;
}

batch batch_make(arena *a, const model *m, batch_most most) {
    batch b = { 0 };
    b.z = ARENA_RAW(a, uint8_t, (most.tokens + 2) * m->state);
    b.z_scale = ARENA_RAW(a, float, most.tokens);
    if (m->hidden) lstm_room(a, m, most.tokens, &b);
    encoder_most of = { most.window_vectors, most.vectors, DIRECTIONS * m->hidden };
    if (m->encoder.count) b.encoder = encoder_room_make(a, &m->encoder, of);
    return b;
}

void network_rows(const model *m, size_t count, size_t to, batch *b) {
    const kernels *k = m->kernels;
    size_t width = m->width;
    k->embed(&m->tables, b->features, count, b->x);
    for (size_t i = 0; i < count; i++) {
        k->quantise(b->x + i * width, width, b->q + i * width, &b->q_scale[i]);
        b->at[i] = b->q + i * width;
    }
    k->product(&m->conv, &(vectors){ b->at, b->q_scale, count, true }, b->p);
    k->convolve(b->p, count, width, b->x);
    for (size_t i = 0; i < count; i++)
        k->quantise(b->x + i * width, width, b->given + (to + i) * width, &b->given_scale[to + i]);
}

/* The windows of a batch, longest first. */
typedef struct lineup {
    size_t start[BATCH_WINDOWS_MOST], length[BATCH_WINDOWS_MOST]; /* tokens of the batch */
    size_t count;
} lineup;

static lineup line_up(stretches all) {
    lineup l = { 0 };
    size_t start = 0;
    for (size_t i = 0; i < all.count; i++) {
        const window *w = all.at[i].at;
        size_t length = w->past - w->first, at = l.count++;
        for (; at && l.length[at - 1] < length; at--) {
            l.start[at] = l.start[at - 1];
            l.length[at] = l.length[at - 1];
        }
        l.start[at] = start;
        l.length[at] = length;
        start += length;
    }
    return l;
}

/* One direction of one layer over a batch. */
typedef struct pass {
    const model *m;
    const lineup *line;
    batch *b;
    const uint8_t *in; /* [tokens][in_width] */
    const float *in_scale; /* [tokens], NULL: all BYTE_STEP */
    uint8_t *out;      /* [tokens][2H] */
    size_t in_width;
    int layer, direction;
} pass;

static size_t token_at(const pass *p, size_t place, size_t step) {
    size_t last = p->line->length[place] - 1;
    return p->line->start[place] + (p->direction ? last - step : step);
}

static size_t windows_at(const pass *p, size_t step) {
    size_t count = p->line->count;
    while (count && p->line->length[count - 1] <= step) count--;
    return count;
}

static void run_step(const pass *p, size_t step, size_t active) {
    const uint8_t *given[BATCH_WINDOWS_MOST], *before[BATCH_WINDOWS_MOST];
    uint8_t *after[BATCH_WINDOWS_MOST];
    float scale[BATCH_WINDOWS_MOST];
    size_t hidden = p->m->hidden, offset = p->direction ? hidden : 0, width = DIRECTIONS * hidden;
    for (size_t w = 0; w < active; w++) {
        size_t at = token_at(p, w, step);
        given[w] = memcpy(p->b->step + w * p->in_width, p->in + at * p->in_width, p->in_width);
        scale[w] = p->in_scale ? p->in_scale[at] : BYTE_STEP;
        before[w] = p->b->state[step % 2] + w * hidden;
        after[w] = p->b->state[1 - step % 2] + w * hidden;
    }
    p->m->kernels->lstm(&(lstm_step){
        .input = &p->m->input[p->layer][p->direction],
        .hidden = &p->m->recurrent[p->layer][p->direction],
        .given = { given, scale, active, true }, .before = { before, NULL, active, true },
        .after = after, .cell = p->b->cell,
    });
    for (size_t w = 0; w < active; w++)
        memcpy(p->out + token_at(p, w, step) * width + offset, after[w], hidden);
}

static void run_pass(const pass *p) {
    memset(p->b->cell, 0, p->line->count * p->m->hidden * sizeof(float));
    memset(p->b->state[0], BYTE_ZERO, p->line->count * p->m->hidden);
    for (size_t step = 0; step < p->line->length[0]; step++)
        run_step(p, step, windows_at(p, step));
}

void network_layers(const model *m, stretches all, batch *b) {
    lineup line = line_up(all);
    for (int d = 0; d < DIRECTIONS; d++) {
        pass p = { m, &line, b, b->given, b->given_scale, b->first, m->width, 0, d };
        run_pass(&p);
    }
    for (int d = 0; d < DIRECTIONS; d++) {
        pass p = { m, &line, b, b->first, NULL, b->second, DIRECTIONS * m->hidden, 1, d };
        run_pass(&p);
    }
}

static void lstms_run(const model *m, stretches all, batch *b) {
    size_t to = 0;
    for (size_t i = 0; i < all.count; i++) {
        const window *w = all.at[i].at;
        features_of(&m->space, all.at[i].of, (span){ w->first, w->past }, b->features);
        network_rows(m, w->past - w->first, to, b);
        to += w->past - w->first;
    }
    network_layers(m, all, b);
}

void network_run(const model *m, stretches all, batch *b) {
    if (m->hidden) lstms_run(m, all, b);
    encoder_task task = { all, b->second, DIRECTIONS * m->hidden, b->z, b->z_scale };
    if (m->encoder.count) encoder_run(&m->encoder, m->kernels, &task, &b->encoder);
}
