/* Labels of whole texts: sound on anything, and the same whatever computes them. */
#include "sample.h"

#include "sound.h"

/* Every test runs with LSTMs, with a transformer and with both. */
static model *sample_of(void **state) {
    static model *(*const samples[])(void) = { sample_model, sample_encoder, sample_joint };
    return samples[(uintptr_t)*state]();
}

static void check_sound(const labels *l, size_t count) {
    const char *wrong = sound_labels(l, count);
    if (wrong) fail_msg("%s", wrong);
}

static bool same_labels(const labels *a, const labels *b, size_t count) {
    return !memcmp(a->upos, b->upos, count) && !memcmp(a->deprel, b->deprel, count)
        && !memcmp(a->upos_sure, b->upos_sure, count * sizeof(float))
        && !memcmp(a->head, b->head, count * sizeof(uint32_t))
        && a->sentence_count == b->sentence_count && a->entity_count == b->entity_count
        && a->role_count == b->role_count
        && !memcmp(a->sentences, b->sentences, a->sentence_count * sizeof(sentence))
        && !memcmp(a->entities, b->entities, a->entity_count * sizeof(entity))
        && !memcmp(a->roles, b->roles, a->role_count * sizeof(role_span));
}

static void labels_are_sound_and_the_same_on_all_kernels(void **state) {
    jmp_buf out;
    if (setjmp(out)) fail();
    arena *a = sample_arena(&out);
    model *m = sample_of(state);
    uint64_t random = 31;
    tokens t = sample_tokens(a, sample_text(a, 120, 90, &random));
    labels plain, other;
    model_use(m, kernels_number(0));
    model_label(m, a, &t, &plain);
    check_sound(&plain, t.count);
    assert_true(plain.entity_count > 0 && plain.role_count > 0);
    for (size_t k = 1; kernels_number(k); k++) {
        model_use(m, kernels_number(k));
        model_label(m, a, &t, &other);
        assert_true(same_labels(&plain, &other, t.count));
    }
    model_close(m);
    arena_free(a);
}

/* One passage of many thousand words without a stop, one token, nothing, marks alone. */
static void strange_texts_are_read(void **state) {
    jmp_buf out;
    if (setjmp(out)) fail();
    arena *a = sample_arena(&out);
    model *m = sample_of(state);
    buffer run = { 0 };
    for (int i = 0; i < 3000; i++) buffer_add(a, &run, STR("rained "));
    const str texts[] = { STR(""), STR("a"), STR("\n\n \n"), STR("\"\"\"...((("), buffer_str(&run),
                          STR("\xF0\x9F\x98\x80 \xE2\x80\x9C") };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        tokens t = sample_tokens(a, texts[i]);
        labels l;
        model_label(m, a, &t, &l);
        check_sound(&l, t.count);
    }
    model_close(m);
    arena_free(a);
}

/* Beside the labels, a long text needs no more room than one batch. */
static void room_does_not_grow_with_the_text(void **state) {
    jmp_buf out;
    if (setjmp(out)) fail();
    arena *a = sample_arena(&out);
    model *m = sample_of(state);
    uint64_t random = 32;
    size_t used[2], count[2];
    for (int i = 0; i < 2; i++) {
        tokens t = sample_tokens(a, sample_text(a, i ? 2000 : 500, 60, &random));
        labels l;
        size_t before = arena_used(a);
        model_label(m, a, &t, &l);
        used[i] = arena_used(a) - before;
        count[i] = t.count;
    }
    assert_true(used[1] - used[0] < 64 * (count[1] - count[0]));
    model_close(m);
    arena_free(a);
}

static void running_out_of_memory_is_survived(void **state) {
    model *m = sample_of(state);
    jmp_buf out;
    volatile int finished = 0;
    for (volatile size_t limit = 4096; limit < 4u << 20 && !finished; limit += limit / 4) {
        arena *volatile a = arena_new(limit);
        arena_guard(a, &out);
        if (!setjmp(out)) {
            tokens t = sample_tokens(a, STR("The mayor said that it rained in Paris.\n"));
            labels l;
            model_label(m, a, &t, &l);
            check_sound(&l, t.count);
            finished = 1;
        }
        arena_free(a);
    }
    assert_true(finished);
    model_close(m);
}

#define ALL(test, which)                                                     \
    cmocka_unit_test_prestate(test, (void *)(uintptr_t)(which))

#define EACH(which)                                                          \
    ALL(labels_are_sound_and_the_same_on_all_kernels, which),                \
    ALL(strange_texts_are_read, which),                                      \
    ALL(room_does_not_grow_with_the_text, which),                            \
    ALL(running_out_of_memory_is_survived, which)

int main(void) {
    const struct CMUnitTest tests[] = { EACH(0), EACH(1), EACH(2) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
