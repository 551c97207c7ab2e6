/* The transformer against the same in Python (tests/model/tiny-encoder.z), for every version of
 * the kernels, and against itself in other batches and with long words. */
#include "sample.h"

#include <math.h>

#include "model/network.h"

enum { VECTORS = 70, NUMBERS = 3 };

#define NEAR 1e-5f /* Python adds in another order, and no number is rounded to another byte */

static void agrees_with_python(void **state) {
    (void)state;
    jmp_buf out;
    if (setjmp(out)) fail();
    arena *a = sample_arena(&out);
    model *m = sample_encoder();
    str expected = sample_read(SAMPLE_FILE("tiny-encoder.z"));
    size_t size = VECTORS * m->state, head = VECTORS * NUMBERS * sizeof(uint32_t);
    assert_int_equal(expected.length, head + size * sizeof(float));
    const uint32_t *numbers = (const uint32_t *)(const void *)expected.at;
    const float *x = (const float *)(const void *)(expected.at + head);
    float *first = ARENA_NEW(a, float, size);
    for (size_t k = 0; kernels_number(k); k++) {
        encoder_room r = encoder_room_make(a, &m->encoder, (encoder_most){ VECTORS, VECTORS, 0 });
        for (size_t i = 0; i < VECTORS; i++, numbers += NUMBERS)
            r.places[i] = (encoder_place){ (uint16_t)numbers[0], numbers[1], numbers[2] };
        numbers -= VECTORS * NUMBERS;
        encoder_window(&m->encoder, kernels_number(k), VECTORS, &r);
        for (size_t i = 0; i < size; i++)
            assert_true(fabsf(r.x[i] - x[i]) < NEAR);
        if (!k) memcpy(first, r.x, size * sizeof(float));
        assert_memory_equal(first, r.x, size * sizeof(float));
    }
    free((void *)(uintptr_t)expected.at);
    model_close(m);
    arena_free(a);
}

static batch_most most_of(stretches all) {
    batch_most most = { 0 };
    for (size_t i = 0; i < all.count; i++) {
        most.tokens += all.at[i].at->past - all.at[i].at->first;
        most.vectors += encoder_vectors(&all.at[i]);
    }
    most.window_vectors = most.vectors;
    return most;
}

/* Each window alone gives what all of them together give. */
static void batches_change_nothing(void **state) {
    (void)state;
    jmp_buf out;
    if (setjmp(out)) fail();
    arena *a = sample_arena(&out);
    model *m = sample_encoder();
    uint64_t random = 61;
    tokens t = sample_tokens(a, sample_text(a, 20, 60, &random));
    wordpieces cut = wordpieces_of(a, &m->encoder.forms, &t);
    windows w = windows_of(a, &t, &cut);
    stretch *at = ARENA_NEW(a, stretch, w.count);
    stretches all = { at, w.count };
    assert_true(all.count > 3);
    for (size_t i = 0; i < all.count; i++) at[i] = (stretch){ &t, &cut, &w.at[i] };
    batch together = batch_make(a, m, most_of(all)), alone = batch_make(a, m, most_of(all));
    network_run(m, all, &together);
    for (size_t i = 0; i < all.count; i++) {
        size_t first = w.at[i].first, count = w.at[i].past - first;
        network_run(m, (stretches){ &at[i], 1 }, &alone);
        assert_memory_equal(alone.z, together.z + first * m->state, count * m->state);
        assert_memory_equal(alone.z_scale, together.z_scale + first, count * sizeof(float));
    }
    model_close(m);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_with_python),
        cmocka_unit_test(batches_change_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
