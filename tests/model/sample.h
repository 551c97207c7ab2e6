/* tests/model/sample.h: the tiny weights of tests/model/tiny*.onrw (random; made by
 * `training/weights_file.py --tiny tests/model`), random numbers, and texts as tokens. */
#ifndef TESTS_MODEL_SAMPLE_H
#define TESTS_MODEL_SAMPLE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* cmocka wants those four first */
#include <cmocka.h>
#include <xxhash.h>

#include "model/model.h"

#define SAMPLE_FILE(name) TEST_ROOT "/tests/model/" name

/* A whole file, which the caller frees. */
static inline str sample_read(const char *path) {
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    assert_int_equal(fseek(f, 0, SEEK_END), 0);
    long size = ftell(f);
    assert_true(size > 0);
    rewind(f);
    char *bytes = malloc((size_t)size);
    assert_non_null(bytes);
    assert_int_equal(fread(bytes, 1, (size_t)size, f), (size_t)size);
    fclose(f);
    return (str){ bytes, (size_t)size };
}

static inline model *sample_model_of(const char *path) {
    fault f;
    model *volatile m = model_open(path, &f); /* callers jump */
    if (!m) fail_msg("%s: %s", f.where, f.what);
    return m;
}

static inline model *sample_model(void) {
    return sample_model_of(SAMPLE_FILE("tiny.onrw"));
}

/* The tiny transformer. */
static inline model *sample_encoder(void) {
    return sample_model_of(SAMPLE_FILE("tiny-encoder.onrw"));
}

/* The tiny transformer beside tiny LSTMs. */
static inline model *sample_joint(void) {
    return sample_model_of(SAMPLE_FILE("tiny-joint.onrw"));
}

/* xorshift64* (Vigna 2016) */
static inline uint32_t sample_random(uint64_t *state) {
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return (uint32_t)((*state * 2685821657736338717u) >> 32);
}

/* From -1 to 1. */
static inline float sample_float(uint64_t *state) {
    return (float)(int32_t)sample_random(state) / 2147483648.0f;
}

/* An arena that is jumped out of at `out` where memory ends (which it does not here). */
static inline arena *sample_arena(jmp_buf *out) {
    arena *a = arena_new(0);
    assert_non_null(a);
    arena_guard(a, out);
    return a;
}

static inline tokens sample_tokens(arena *a, str text) {
    tokens t;
    fault f;
    block_list none = { 0 };
    assert_true(tokens_cut(a, text, &none, &t, &f));
    return t;
}

/* A text of `passages` passages of up to `most` words, from a small stock of words. */
static inline str sample_text(arena *a, size_t passages, size_t most, uint64_t *state) {
    static const char *const stock[] = {
        "the", "mayor", "said", "that", "it", "rained", "on", "Monday", ",", "Ruiz", "told",
        "reporters", "in", "Paris", "council", "will", "vote", "unknownish",
    };
    buffer text = { 0 };
    for (size_t p = 0; p < passages; p++) {
        size_t words = 1 + sample_random(state) % most;
        for (size_t i = 0; i < words; i++) {
            bool ends = i + 1 == words || sample_random(state) % 12 == 0;
            const char *word = stock[sample_random(state) % (sizeof stock / sizeof *stock)];
            buffer_print(a, &text, "%s%s%s", i ? " " : "", word, ends ? "." : "");
        }
        buffer_add(a, &text, STR("\n\n"));
    }
    return buffer_str(&text);
}

#endif
