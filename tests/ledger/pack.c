/* tests/ledger/pack.c: what is packed comes back, and no bytes make unpacking read outside. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ledger/facts.h"
#include "ledger/keep.h"
#include "ledger/pack.h"

static const char text[] = "Mayor Ana Ruiz said that the sea wall would be repaired.";

static int make_arena(void **state) {
    *state = arena_new(64 << 20);
    return !*state;
}

static int drop_arena(void **state) {
    arena_free(*state);
    return 0;
}

static unpacker unpacker_of(arena *a, const packer *p) {
    return (unpacker){ .a = a, .in = buffer_str(&p->out), .text = p->text };
}

static void numbers_come_back(void **state) {
    static const int64_t numbers[] = { 0, 1, -1, 127, 128, -128, 1 << 20, INT64_MAX, INT64_MIN };
    static const double reals[] = { 0, 1, 350000, -2.5, 40.7128, 1e300 };
    packer p = { .a = *state, .text = str_of(text) };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) pack_signed(&p, numbers[i]);
    for (size_t i = 0; i < sizeof reals / sizeof *reals; i++) pack_real(&p, reals[i]);
    pack_real(&p, NAN);
    unpacker u = unpacker_of(*state, &p);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        assert_true(unpack_signed(&u) == numbers[i]);
    for (size_t i = 0; i < sizeof reals / sizeof *reals; i++)
        assert_true(unpack_real(&u) == reals[i]);
    assert_true(isnan(unpack_real(&u)));
    assert_false(u.broken);
    assert_int_equal(u.at, u.in.length);
}

static void words_come_back(void **state) {
    str words[] = { STR_NONE, STR(""), STR("Ana Ruiz"), STR("no words of it"), STR("sea wall") };
    packer p = { .a = *state, .text = str_of(text) };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        pack_span(&p, (span){ i, i + 3 });
        pack_words(&p, words[i]);
    }
    unpacker u = unpacker_of(*state, &p);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        span at = unpack_span(&u);
        str back = unpack_words(&u);
        assert_int_equal(at.start, i);
        assert_int_equal(at.end, i + 3);
        assert_true(str_same(back, words[i]));
        assert_int_equal(back.at == NULL, words[i].at == NULL);
    }
    assert_false(u.broken);
}

/* Any bytes: a fault, or facts whose places lie in the text. */
static void any_bytes_are_safe(void **state) {
    uint64_t seed = 11;
    for (int round = 0; round < 20000; round++) {
        char bytes[64];
        fault f = { 0 };
        record r = { 0 };
        span_list sentences;
        size_t length = (size_t)(round % 64);
        for (size_t i = 0; i < length; i++) {
            seed = seed * 6364136223846793005U + 1442695040888963407U;
            bytes[i] = (char)(seed >> 60); /* small numbers get furthest */
        }
        if (length) bytes[0] = 1;
        if (facts_unpack(*state, (str){ bytes, length }, str_of(text), &r, &sentences, &f)) {
            for (size_t i = 0; i < sentences.count; i++)
                assert_true(sentences.at[i].end <= sizeof text - 1);
        } else {
            assert_int_equal(f.kind, FAULT_STORE);
        }
        arena_reset(*state, 1 << 20);
    }
}

static void keys_are_of_content(void **state) {
    arena *a = *state;
    str one = kept_key(a, STR("It rained.\n\nAgain."), STR("The Gull"));
    assert_true(str_same(one, kept_key(a, STR("  It   rained. Again. "), STR("the gull"))));
    assert_false(str_same(one, kept_key(a, STR("It rained. Again."), STR_NONE)));
    assert_false(str_same(one, kept_key(a, STR("It rained Again."), STR("The Gull"))));
    assert_false(str_same(kept_key(a, STR("a"), STR_NONE), kept_key(a, STR("A"), STR_NONE)));
}

/* Facts of other programs than this, which squeeze.c cannot know. */
static void other_facts_come_back(void **state) {
    str facts = STR("facts facts facts facts facts"), back;
    fault f = { 0 };
    str small = kept_squeeze(*state, facts, str_of(text));
    assert_true(kept_unsqueeze(*state, small, str_of(text), &back, &f));
    assert_true(str_same(back, facts));
    str cut = str_cut(small, 0, small.length - 1);
    assert_false(kept_unsqueeze(*state, cut, str_of(text), &back, &f));
    assert_false(kept_unsqueeze(*state, STR("no frame at all"), str_of(text), &back, &f));
    assert_int_equal(f.kind, FAULT_STORE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_come_back),   cmocka_unit_test(words_come_back),
        cmocka_unit_test(any_bytes_are_safe),  cmocka_unit_test(keys_are_of_content),
        cmocka_unit_test(other_facts_come_back),
    };
    return cmocka_run_group_tests(tests, make_arena, drop_arena);
}
