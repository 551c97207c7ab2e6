/* model/encoder.c: see encoder.h. Layer after layer over all windows of a task, so that a
 * layer's weights are near; matrices in strips of vectors, whose products stay in the cache. */
#include "model/encoder.h"

#include <string.h>

#define NOWHERE (-1e30f) /* score of a place past the window */

static size_t rounded(size_t n) {
    return (n + PANEL - 1) / PANEL * PANEL;
}

encoder_room encoder_room_make(arena *a, const encoder *e, encoder_most room) {
    size_t window_most = room.window, all = room.all;
    size_t head = e->width / e->heads, most = e->inner > e->width ? e->inner : e->width;
    encoder_room r;
    r.x = ARENA_RAW(a, float, all * e->width);
    r.look = ARENA_RAW(a, float, window_most * 3 * e->width);
    r.seen = ARENA_RAW(a, float, window_most * e->width);
    r.keys = ARENA_RAW(a, float, head * rounded(window_most));
    r.values = ARENA_RAW(a, float, window_most * head);
    r.near = ARENA_RAW(a, float, ENCODER_STRIP * rounded(window_most));
    r.inner = ARENA_RAW(a, float, ENCODER_STRIP * e->inner);
    r.y = ARENA_RAW(a, float, ENCODER_STRIP * e->width);
    r.q = ARENA_RAW(a, uint8_t, ENCODER_STRIP * most);
    r.q_scale = ARENA_RAW(a, float, ENCODER_STRIP);
    r.state = ARENA_RAW(a, float, e->width + room.more);
    r.at = ARENA_RAW(a, const uint8_t *, ENCODER_STRIP);
    r.features = ARENA_RAW(a, features, window_most);
    r.places = ARENA_RAW(a, encoder_place, window_most);
    return r;
}

size_t encoder_vectors(const stretch *s) {
    return s->cut->starts[s->at->past] - s->cut->starts[s->at->first] + 2;
}

/* One window at work. */
typedef struct run {
    const encoder *e;
    const kernels *k;
    encoder_room *r;
    float *x;     /* [count][width] its states */
    size_t count; /* vectors */
} run;

static scaled_row row_of(const row_table *t, size_t row, size_t width) {
    return (scaled_row){ t->q + row * width, t->scale[row] };
}

/* Its vectors before the first layer, from room->places. */
static void embed(const run *r) {
    const encoder *e = r->e;
    memset(r->r->y, 0, e->width * sizeof(float));
    for (size_t i = 0; i < r->count; i++) {
        const encoder_place *p = &r->r->places[i];
        const scaled_row rows[] = {
            row_of(&e->piece, p->form, e->width), row_of(&e->place, i, e->width),
            row_of(&e->shape, p->shape, e->width), row_of(&e->flag, p->flag, e->width),
        };
        float *x = r->x + i * e->width;
        r->k->add_rows(rows, sizeof rows / sizeof *rows, e->width, x);
        r->k->normalise(&e->first, r->r->y, x);
    }
}

/* [CLS] has the shape and flags of the first token, [SEP] those of the last. */
static void place(const run *r, const stretch *s) {
    const wordpieces *p = s->cut;
    const window *w = s->at;
    const feature_space space = { NULL, 0, r->e->shape.rows };
    const features *f = r->r->features;
    encoder_place *to = r->r->places;
    features_of(&space, s->of, (span){ w->first, w->past }, r->r->features);
    *to++ = (encoder_place){ r->e->forms.start, f->shape, f->flag };
    for (size_t i = w->first; i < w->past; i++, f++)
        for (size_t j = p->starts[i]; j < p->starts[i + 1]; j++)
            *to++ = (encoder_place){ p->rows[j], f->shape, f->flag };
    f--;
    *to = (encoder_place){ r->e->forms.end, f->shape, f->flag };
}

/* Up to ENCODER_STRIP vectors that lie one after the other. */
typedef struct strip {
    const float *x;
    size_t count;
} strip;

static void multiply(const run *r, const matrix *m, strip s, float *out) {
    encoder_room *room = r->r;
    size_t size = m->columns;
    for (size_t i = 0; i < s.count; i++) {
        room->at[i] = room->q + i * size;
        r->k->quantise(s.x + i * size, size, room->q + i * size, &room->q_scale[i]);
    }
    r->k->product(m, &(vectors){ room->at, room->q_scale, s.count, 0 }, out);
}

static size_t strip_at(const run *r, size_t at) {
    return r->count - at < ENCODER_STRIP ? r->count - at : ENCODER_STRIP;
}

/* The keys of one head as columns, zeros after the last, and its values side by side. */
static void turn_head(const run *r, size_t head) {
    size_t width = r->e->width, own = width / r->e->heads, stride = rounded(r->count);
    const float *keys = r->r->look + width + head * own, *values = keys + width;
    for (size_t k = 0; k < own; k++) {
        float *row = r->r->keys + k * stride;
        for (size_t i = 0; i < r->count; i++) row[i] = keys[i * 3 * width + k];
        for (size_t i = r->count; i < stride; i++) row[i] = 0;
    }
    for (size_t i = 0; i < r->count; i++)
        memcpy(r->r->values + i * own, values + i * 3 * width, own * sizeof(float));
}

/* What one head of vectors [at, at + count) sees. */
static void look(const run *r, size_t head, size_t at, size_t count) {
    size_t width = r->e->width, own = width / r->e->heads, stride = rounded(r->count);
    encoder_room *room = r->r;
    for (size_t i = 0; i < count; i++) {
        memset(room->near + i * stride, 0, r->count * sizeof(float));
        for (size_t j = r->count; j < stride; j++) room->near[i * stride + j] = NOWHERE;
    }
    r->k->mix(&(mixture){ .weights = room->look + at * 3 * width + head * own,
                          .table = room->keys, .out = room->near, .rows = count, .terms = own,
                          .width = stride, .weight_stride = 3 * width, .table_stride = stride,
                          .out_stride = stride });
    for (size_t i = 0; i < count; i++) r->k->soften(room->near + i * stride, stride);
    r->k->mix(&(mixture){ .weights = room->near, .table = room->values,
                          .out = room->seen + at * width + head * own, .rows = count,
                          .terms = r->count, .width = own, .weight_stride = stride,
                          .table_stride = own, .out_stride = width });
}

static void attend(const run *r, const encoder_layer *l) {
    size_t width = r->e->width;
    for (size_t at = 0, count; at < r->count; at += count) {
        count = strip_at(r, at);
        multiply(r, &l->look, (strip){ r->x + at * width, count }, r->r->look + at * 3 * width);
    }
    memset(r->r->seen, 0, r->count * width * sizeof(float));
    for (size_t head = 0; head < r->e->heads; head++) {
        turn_head(r, head);
        for (size_t at = 0, count; at < r->count; at += count) {
            count = strip_at(r, at);
            look(r, head, at, count);
        }
    }
}

static void add_strip(const run *r, const norm *n, size_t at, size_t count) {
    size_t width = r->e->width;
    for (size_t i = 0; i < count; i++)
        r->k->normalise(n, r->r->y + i * width, r->x + (at + i) * width);
}

static void run_layer(const run *r, const encoder_layer *l) {
    size_t width = r->e->width;
    attend(r, l);
    for (size_t at = 0, count; at < r->count; at += count) {
        count = strip_at(r, at);
        multiply(r, &l->mix, (strip){ r->r->seen + at * width, count }, r->r->y);
        add_strip(r, &l->mixed, at, count);
        multiply(r, &l->inner, (strip){ r->x + at * width, count }, r->r->inner);
        r->k->gelu(r->r->inner, count * r->e->inner);
        multiply(r, &l->out, (strip){ r->r->inner, count }, r->r->y);
        add_strip(r, &l->left, at, count);
    }
}

/* z of the window's tokens, of which the first is token `to` of the task. */
static void keep_states(const run *r, const encoder_task *task, const stretch *s, size_t to) {
    const uint32_t *starts = s->cut->starts;
    const window *w = s->at;
    size_t width = r->e->width, all = width + task->more;
    float *state = r->r->state;
    for (size_t i = w->first; i < w->past; i++, to++) {
        memcpy(state, r->x + (1 + starts[i] - starts[w->first]) * width, width * sizeof(float));
        const uint8_t *beside = task->more ? task->beside + to * task->more : NULL;
        for (size_t j = 0; j < task->more; j++)
            state[width + j] = (float)(beside[j] - BYTE_ZERO) * BYTE_STEP;
        r->k->quantise(state, all, task->z + to * all, &task->z_scale[to]);
    }
}

/* Calls for window number i of the task; its states follow those of the windows before. */
static run run_of(const run *all, const encoder_task *task, size_t i) {
    run one = *all;
    for (size_t j = 0; j < i; j++)
        one.x += encoder_vectors(&task->in.at[j]) * all->e->width;
    one.count = encoder_vectors(&task->in.at[i]);
    return one;
}

void encoder_run(const encoder *e, const kernels *k, const encoder_task *task, encoder_room *r) {
    const run all = { e, k, r, r->x, 0 };
    for (size_t i = 0; i < task->in.count; i++) {
        run one = run_of(&all, task, i);
        place(&one, &task->in.at[i]);
        embed(&one);
    }
    for (size_t l = 0; l < e->count; l++)
        for (size_t i = 0; i < task->in.count; i++) {
            run one = run_of(&all, task, i);
            run_layer(&one, &e->layers[l]);
        }
    for (size_t i = 0, to = 0; i < task->in.count; i++) {
        run one = run_of(&all, task, i);
        keep_states(&one, task, &task->in.at[i], to);
        to += stretch_tokens(&task->in.at[i]);
    }
}

void encoder_window(const encoder *e, const kernels *k, size_t count, encoder_room *r) {
    const run one = { e, k, r, r->x, count };
    embed(&one);
    for (size_t l = 0; l < e->count; l++) run_layer(&one, &e->layers[l]);
}
