/* The chain against all label sequences of a few tokens. */
#include "sample.h"

#include <math.h>

#include "model/crf.h"

enum { LABELS = 5, WIDTH = 16, TOKENS_MOST = 5 };

typedef struct chain {
    float step[LABELS * LABELS], start[LABELS], end[LABELS];
    float scores[TOKENS_MOST * WIDTH];
    size_t count;
} chain;

static chain random_chain(size_t count, uint64_t *random) {
    chain c = { .count = count };
    for (int i = 0; i < LABELS * LABELS; i++) c.step[i] = 2 * sample_float(random);
    for (int i = 0; i < LABELS; i++) {
        c.start[i] = 2 * sample_float(random);
        c.end[i] = 2 * sample_float(random);
    }
    for (size_t t = 0; t < count; t++)
        for (int i = 0; i < LABELS; i++) c.scores[t * WIDTH + (size_t)i] = 3 * sample_float(random);
    return c;
}

static bool is_allowed(const uint8_t *path, size_t count) {
    for (size_t t = 0; t < count; t++) {
        bool continues = path[t] && path[t] % 2 == 0;
        int before = t ? path[t - 1] : 0;
        if (continues && before != path[t] && before + 1 != path[t]) return false;
    }
    return true;
}

static double score_of(const chain *c, const uint8_t *path) {
    double sum = (double)c->start[path[0]] + (double)c->end[path[c->count - 1]];
    for (size_t t = 0; t < c->count; t++) {
        sum += (double)c->scores[t * WIDTH + path[t]];
        if (t) sum += (double)c->step[path[t - 1] * LABELS + path[t]];
    }
    return sum;
}

static bool next_labels(uint8_t *path, size_t count) {
    for (size_t t = 0; t < count; t++) {
        if (++path[t] < LABELS) return true;
        path[t] = 0;
    }
    return false;
}

/* Whether [start, end) is exactly one span of the class. */
static bool has_span(const uint8_t *path, size_t count, span where, size_t kind) {
    if (path[where.start] != 1 + 2 * kind) return false;
    for (size_t t = where.start + 1; t < where.end; t++)
        if (path[t] != 2 + 2 * kind) return false;
    return where.end == count || path[where.end] != 2 + 2 * kind;
}

/* exp-sum over all sequences, or over those with the span. */
static double mass(const chain *c, const span *where, size_t kind) {
    uint8_t path[TOKENS_MOST] = { 0 };
    double sum = 0;
    do {
        if (is_allowed(path, c->count) && (!where || has_span(path, c->count, *where, kind)))
            sum += exp(score_of(c, path));
    } while (next_labels(path, c->count));
    return sum;
}

static double best_score(const chain *c) {
    uint8_t path[TOKENS_MOST] = { 0 };
    double best = -1e30;
    do {
        if (is_allowed(path, c->count) && score_of(c, path) > best) best = score_of(c, path);
    } while (next_labels(path, c->count));
    return best;
}

static void check_spans(const chain *c, const crf *made, const lattice *room) {
    double total = mass(c, NULL, 0);
    for (size_t start = 0; start < c->count; start++)
        for (size_t end = start + 1; end <= c->count; end++)
            for (size_t kind = 0; kind < 2; kind++) {
                span where = { start, end };
                double expected = mass(c, &where, kind) / total;
                assert_true(fabs((double)crf_span(made, room, where, kind) - expected) < 1e-5);
            }
}

/* exp-sum over the sequences in which one token has one of the labels of a class. */
static double mass_of_token(const chain *c, size_t at, size_t kind) {
    uint8_t path[TOKENS_MOST] = { 0 };
    double sum = 0;
    do {
        bool there = path[at] == 1 + 2 * kind || path[at] == 2 + 2 * kind;
        if (there && is_allowed(path, c->count)) sum += exp(score_of(c, path));
    } while (next_labels(path, c->count));
    return sum;
}

static void check_tokens(const chain *c, const crf *made, const lattice *room) {
    double total = mass(c, NULL, 0);
    for (size_t at = 0; at < c->count; at++)
        for (size_t kind = 0; kind < 2; kind++) {
            double expected = mass_of_token(c, at, kind) / total;
            assert_true(fabs((double)crf_token(made, room, at, kind) - expected) < 1e-5);
        }
}

static void agrees_with_all_sequences(void **state) {
    (void)state;
    jmp_buf out;
    if (setjmp(out)) fail();
    arena *a = sample_arena(&out);
    uint64_t random = 3;
    for (int trial = 0; trial < 60; trial++) {
        chain c = random_chain(1 + (size_t)trial % TOKENS_MOST, &random);
        crf made = crf_make(a, c.step, c.start, c.end, LABELS);
        lattice room = lattice_make(a, TOKENS_MOST, WIDTH);
        sequence s = { kernels_best(), c.scores, c.count };
        uint8_t path[TOKENS_MOST];
        assert_int_equal(made.width, WIDTH);
        crf_best(&made, &s, &room, path);
        assert_true(is_allowed(path, c.count));
        assert_true(score_of(&c, path) > best_score(&c) - 1e-4);
        crf_sum(&made, &s, &room);
        check_spans(&c, &made, &room);
        check_tokens(&c, &made, &room);
    }
    arena_free(a);
}

/* Scores far apart must not divide by nothing. */
static void extremes_stay_finite(void **state) {
    (void)state;
    jmp_buf out;
    if (setjmp(out)) fail();
    arena *a = sample_arena(&out);
    uint64_t random = 4;
    for (int trial = 0; trial < 200; trial++) {
        chain c = random_chain(TOKENS_MOST, &random);
        for (int i = 0; i < LABELS * LABELS; i++) c.step[i] *= 1e5f;
        for (size_t i = 0; i < TOKENS_MOST * WIDTH; i++) c.scores[i] *= 1e5f;
        crf made = crf_make(a, c.step, c.start, c.end, LABELS);
        lattice room = lattice_make(a, TOKENS_MOST, WIDTH);
        sequence s = { kernels_best(), c.scores, c.count };
        crf_sum(&made, &s, &room);
        for (size_t t = 0; t < TOKENS_MOST; t++) {
            float p = crf_span(&made, &room, (span){ t, t + 1 }, 0);
            assert_true(p >= 0 && p <= 1);
        }
    }
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_with_all_sequences),
        cmocka_unit_test(extremes_stay_finite),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
