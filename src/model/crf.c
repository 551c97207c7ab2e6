/* model/crf.c: see crf.h. */
#include "model/crf.h"

#include <string.h>

#include "model/best.h"

#define FORBIDDEN -1e30f      /* far below any score of a weights file */
#define LEAST_STEP -20.0f     /* of log-likelihoods, so that no sum of permitted ones vanishes */
#define LEAST_EMISSION -30.0f

static bool follows(size_t from, size_t to) {
    bool continues = to && to % 2 == 0;
    return !continues || from == to || from + 1 == to;
}

static size_t padded(size_t n) {
    return (n + PANEL - 1) / PANEL * PANEL;
}

static const float *padded_row(arena *a, const float *x, const crf *c, bool start) {
    float *row = ARENA_RAW(a, float, c->width);
    for (size_t j = 0; j < c->width; j++) {
        bool allowed = j < c->labels && (!start || follows(0, j));
        row[j] = allowed ? x[j] : FORBIDDEN;
    }
    return row;
}

static const float *padded_steps(arena *a, const float *step, const crf *c) {
    float *all = ARENA_RAW(a, float, c->labels * c->width);
    for (size_t i = 0; i < c->labels; i++)
        for (size_t j = 0; j < c->width; j++) {
            bool allowed = j < c->labels && follows(i, j);
            all[i * c->width + j] = allowed ? step[i * c->labels + j] : FORBIDDEN;
        }
    return all;
}

/* exp(x - max x), 0 where forbidden. */
static float *likelihoods(arena *a, const float *x, size_t size) {
    float *y = ARENA_RAW(a, float, size), most = most_of(x, size);
    for (size_t i = 0; i < size; i++) y[i] = x[i] - most < LEAST_STEP ? LEAST_STEP : x[i] - most;
    kernels_number(0)->exponents(y, size);
    for (size_t i = 0; i < size; i++) y[i] = x[i] <= FORBIDDEN ? 0.0f : y[i];
    return y;
}

static const float *transposed(arena *a, const float *x, const crf *c) {
    float *y = ARENA_NEW(a, float, c->labels * c->width);
    for (size_t i = 0; i < c->labels; i++)
        for (size_t j = 0; j < c->labels; j++) y[j * c->width + i] = x[i * c->width + j];
    return y;
}

crf crf_make(arena *a, const float *step, const float *start, const float *end, size_t count) {
    crf c = { .labels = count, .width = padded(count) };
    c.step = padded_steps(a, step, &c);
    c.start = padded_row(a, start, &c, true);
    c.end = padded_row(a, end, &c, false);
    c.likely = likelihoods(a, c.step, count * c.width);
    c.back = transposed(a, c.likely, &c);
    c.likely_start = likelihoods(a, c.start, c.width);
    c.likely_end = likelihoods(a, c.end, c.width);
    return c;
}

lattice lattice_make(arena *a, size_t most, size_t width) {
    lattice l = { .most = most };
    l.from = ARENA_RAW(a, uint8_t, most * width);
    l.forward = ARENA_RAW(a, float, most * width);
    l.backward = ARENA_RAW(a, float, most * width);
    l.emission = ARENA_RAW(a, float, most * width);
    l.norm = ARENA_RAW(a, float, most);
    return l;
}

static size_t best_end(const crf *c, const float *last) {
    size_t best = 0;
    for (size_t j = 1; j < c->labels; j++)
        if (last[j] + c->end[j] > last[best] + c->end[best]) best = j;
    return best;
}

void crf_best(const crf *c, const sequence *s, lattice *room, uint8_t *labels) {
    float *best = room->forward;
    for (size_t j = 0; j < c->width; j++) best[j] = c->start[j] + s->scores[j];
    for (size_t t = 1; t < s->count; t++) {
        viterbi_step step = {
            .before = best + (t - 1) * c->width, .step = c->step, .score = s->scores + t * c->width,
            .next = best + t * c->width, .back = room->from + t * c->width,
            .labels = c->labels, .width = c->width,
        };
        s->kernels->viterbi(&step);
    }
    size_t label = best_end(c, best + (s->count - 1) * c->width);
    for (size_t t = s->count; t-- > 0;) {
        labels[t] = (uint8_t)label;
        if (t) label = room->from[t * c->width + label];
    }
}

/* exp(score - the token's largest score). */
static void emissions(const crf *c, const sequence *s, float *out) {
    for (size_t t = 0; t < s->count; t++) {
        const float *x = s->scores + t * c->width;
        float *y = out + t * c->width, most = most_of(x, c->labels);
        for (size_t j = 0; j < c->width; j++)
            y[j] = x[j] - most < LEAST_EMISSION ? LEAST_EMISSION : x[j] - most;
    }
    s->kernels->exponents(out, s->count * c->width);
}

/* x * y into x, and what it sums to. */
static float multiply(float *x, const float *y, size_t size) {
    float sum = 0;
    for (size_t j = 0; j < size; j++) x[j] *= y[j];
    for (size_t j = 0; j < size; j++) sum += x[j];
    return sum;
}

static void divide(float *x, float by, size_t size) {
    float factor = 1.0f / by;
    for (size_t j = 0; j < size; j++) x[j] *= factor;
}

/* A product of one row with a table of the chain, to be filled with both and the result. */
static mixture chain_step(const crf *c, const float *table) {
    return (mixture){ .table = table, .rows = 1, .terms = c->labels, .width = c->width,
                      .weight_stride = c->width, .table_stride = c->width,
                      .out_stride = c->width };
}

static void sum_forward(const crf *c, const sequence *s, lattice *room) {
    size_t width = c->width;
    mixture step = chain_step(c, c->likely);
    for (size_t t = 0; t < s->count; t++) {
        float *own = room->forward + t * width;
        if (t) {
            memset(own, 0, width * sizeof *own);
            step.weights = own - width;
            step.out = own;
            s->kernels->mix(&step);
        } else {
            memcpy(own, c->likely_start, width * sizeof *own);
        }
        room->norm[t] = multiply(own, room->emission + t * width, width);
        divide(own, room->norm[t], width);
    }
}

static void sum_backward(const crf *c, const sequence *s, lattice *room) {
    size_t width = c->width;
    float after[CRF_LABELS_MOST];
    mixture step = chain_step(c, c->back);
    step.weights = after;
    memcpy(room->backward + (s->count - 1) * width, c->likely_end, width * sizeof(float));
    for (size_t t = s->count - 1; t-- > 0;) {
        memcpy(after, room->backward + (t + 1) * width, width * sizeof(float));
        multiply(after, room->emission + (t + 1) * width, width);
        divide(after, room->norm[t + 1], width);
        step.out = room->backward + t * width;
        memset(step.out, 0, width * sizeof(float));
        s->kernels->mix(&step);
    }
}

void crf_sum(const crf *c, const sequence *s, lattice *room) {
    emissions(c, s, room->emission);
    sum_forward(c, s, room);
    sum_backward(c, s, room);
    const float *last = room->forward + (s->count - 1) * c->width;
    room->count = s->count;
    room->total = 0;
    for (size_t j = 0; j < c->labels; j++) room->total += last[j] * c->likely_end[j];
}

/* Weight of going on at token t from `from` to the label that continues the span. */
static float going_on(const crf *c, const lattice *room, size_t t, size_t from) {
    size_t inside = from % 2 ? from + 1 : from;
    float emission = room->emission[t * c->width + inside];
    return c->likely[from * c->width + inside] * emission / room->norm[t];
}

float crf_span(const crf *c, const lattice *room, span where, size_t kind) {
    size_t begin = 1 + 2 * kind, inside = begin + 1, last = begin;
    float weight = room->forward[where.start * c->width + begin];
    for (size_t t = where.start + 1; t < where.end; t++) {
        weight *= going_on(c, room, t, last);
        last = inside;
    }
    float rest = room->backward[(where.end - 1) * c->width + last];
    if (where.end < room->count) /* less the paths on which the span goes on */
        rest -= going_on(c, room, where.end, last) * room->backward[where.end * c->width + inside];
    float p = weight * rest / room->total;
    return p < 0 ? 0 : p > 1 ? 1 : p;
}

float crf_token(const crf *c, const lattice *room, size_t at, size_t kind) {
    const float *before = room->forward + at * c->width, *behind = room->backward + at * c->width;
    size_t begin = 1 + 2 * kind, inside = begin + 1;
    float p = (before[begin] * behind[begin] + before[inside] * behind[inside]) / room->total;
    return p < 0 ? 0 : p > 1 ? 1 : p;
}
