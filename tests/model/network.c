/* The network against the same arithmetic in Python (tests/model/tiny.z), for every version
 * of the kernels, and against itself in other batches. */
#include "sample.h"

#include "model/network.h"

enum { TOKENS = 70, NUMBERS = 3 + FEATURE_GRAMS };

static features features_at(const uint32_t *numbers) {
    features f = { .word = numbers[0], .shape = numbers[1 + FEATURE_GRAMS],
                   .flag = numbers[2 + FEATURE_GRAMS] };
    memcpy(f.gram, numbers + 1, sizeof f.gram);
    return f;
}

static void agrees_with_python(void **state) {
    (void)state;
    jmp_buf out;
    if (setjmp(out)) fail();
    arena *a = sample_arena(&out);
    model *m = sample_model();
    str expected = sample_read(SAMPLE_FILE("tiny.z"));
    size_t width = DIRECTIONS * m->hidden, head = TOKENS * NUMBERS * sizeof(uint32_t);
    assert_int_equal(expected.length, head + TOKENS * width);
    const int8_t *z = (const int8_t *)expected.at + head;
    for (size_t k = 0; kernels_number(k); k++) {
        model_use(m, kernels_number(k));
        batch b = batch_make(a, m, (batch_most){ .tokens = TOKENS });
        for (size_t i = 0; i < TOKENS; i++)
            b.features[i] = features_at((const uint32_t *)(const void *)expected.at + i * NUMBERS);
        stretches all = { &(stretch){ .at = &(window){ .past = TOKENS } }, 1 };
        network_line_up(m, all, &b);
        network_rows(m, 0, TOKENS, &b);
        network_layers(m, all, &b);
        for (size_t i = 0; i < TOKENS * width; i++) assert_int_equal(b.z[i] - 128, z[i]);
    }
    free((void *)(uintptr_t)expected.at);
    model_close(m);
    arena_free(a);
}

/* Each window alone gives what all of them together give. */
static void batches_change_nothing(void **state) {
    (void)state;
    jmp_buf out;
    if (setjmp(out)) fail();
    arena *a = sample_arena(&out);
    model *m = sample_model();
    uint64_t random = 21;
    tokens t = sample_tokens(a, sample_text(a, 200, 60, &random));
    windows w = windows_of(a, &t, NULL);
    stretch at[BATCH_WINDOWS_MOST];
    stretches all = { at, w.count < BATCH_WINDOWS_MOST ? w.count : BATCH_WINDOWS_MOST };
    assert_int_equal(all.count, BATCH_WINDOWS_MOST); /* more than there are lanes */
    for (size_t i = 0; i < all.count; i++) at[i] = (stretch){ &t, NULL, &w.at[i] };
    batch together = batch_make(a, m, (batch_most){ .tokens = t.count });
    batch alone = batch_make(a, m, (batch_most){ .tokens = WINDOW_TOKENS_MOST });
    network_run(m, all, &together);
    size_t width = DIRECTIONS * m->hidden;
    for (size_t i = 0; i < all.count; i++) {
        network_run(m, (stretches){ &at[i], 1 }, &alone);
        assert_memory_equal(alone.z, together.z + w.at[i].first * width,
                            (w.at[i].past - w.at[i].first) * width);
    }
    model_close(m);
    arena_free(a);
}

/* A token's state of the transformer, then the one of the LSTMs, to half a step. */
static void states_of_both_stand_side_by_side(void **state) {
    (void)state;
    jmp_buf out;
    if (setjmp(out)) fail();
    arena *a = sample_arena(&out);
    model *m = sample_joint();
    uint64_t random = 22;
    tokens t = sample_tokens(a, sample_text(a, 2, 40, &random));
    wordpieces cut = wordpieces_of(a, &m->encoder.forms, &t);
    windows w = windows_of(a, &t, &cut);
    stretch one = { &t, &cut, &w.at[0] };
    size_t places = encoder_vectors(&one), width = m->encoder.width, more = DIRECTIONS * m->hidden;
    batch b = batch_make(a, m, (batch_most){ w.at[0].past, places, places });
    network_run(m, (stretches){ &one, 1 }, &b);
    assert_int_equal(m->state, width + more);
    for (size_t i = 0; i < w.at[0].past; i++) {
        const uint8_t *z = b.z + i * m->state;
        float near = 0.501f * b.z_scale[i];
        for (size_t k = 0; k < m->state; k++) {
            float is = (float)(z[k] - BYTE_ZERO) * b.z_scale[i];
            float was = k < width ? b.encoder.x[(1 + cut.starts[i]) * width + k]
                : (float)(b.second[i * more + k - width] - BYTE_ZERO) * BYTE_STEP;
            assert_true(is - was < near && was - is < near);
        }
    }
    model_close(m);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_with_python),
        cmocka_unit_test(batches_change_nothing),
        cmocka_unit_test(states_of_both_stand_side_by_side),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
