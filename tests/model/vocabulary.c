/* Forms to rows: all of them found, nothing else, and hostile tables refused. */
#include "sample.h"

#include "model/vocabulary.h"

enum { FORMS = 5000 };

static void finds_every_form_and_no_other(void **state) {
    (void)state;
    jmp_buf out;
    if (setjmp(out)) fail();
    arena *a = sample_arena(&out);
    str forms[FORMS];
    for (int i = 0; i < FORMS; i++) forms[i] = arena_print(a, "form%d", i);
    vocabulary v;
    fault f;
    assert_true(vocabulary_make(a, forms, FORMS, &v, &f));
    assert_true(vocabulary_check(&v, &f));
    for (uint32_t i = 0; i < FORMS; i++) {
        assert_int_equal(vocabulary_find(&v, forms[i]), i + 1);
        assert_true(str_same(vocabulary_form(&v, i + 1), forms[i]));
        assert_int_equal(vocabulary_find(&v, arena_print(a, "other%u", (unsigned)i)), 0);
    }
    assert_int_equal(vocabulary_find(&v, STR("")), 0);
    arena_free(a);
}

static void finds_nothing_where_there_is_none(void **state) {
    (void)state;
    vocabulary v = { 0 };
    assert_int_equal(vocabulary_find(&v, STR("form")), 0);
}

/* Every slot taken by a form that is not the one looked for: the search ends all the same. */
static void search_is_bounded(void **state) {
    (void)state;
    static uint32_t slots[2 * 4096];
    uint32_t starts[] = { 0, 0, 1 };
    for (size_t i = 0; i < 4096; i++) slots[2 * i] = 1;
    vocabulary v = { slots, 4096, starts, 2, STR("x") };
    fault f;
    assert_true(vocabulary_check(&v, &f));
    assert_int_equal(vocabulary_find(&v, STR("y")), 0);
}

static void refuses_what_leads_outside(void **state) {
    (void)state;
    uint32_t slots[4] = { 1, 0, 0, 0 }, starts[] = { 0, 0, 1 };
    const vocabulary good = { slots, 2, starts, 2, STR("x") };
    vocabulary v = good;
    fault f;
    assert_true(vocabulary_check(&v, &f));
    slots[2] = 2;
    assert_false(vocabulary_check(&v, &f));
    assert_string_equal(f.what, "vocabulary: slot 1 leads to row 2 of 2");
    slots[2] = 0;
    starts[1] = 2;
    assert_false(vocabulary_check(&v, &f));
    starts[1] = 0;
    starts[2] = 2;
    assert_false(vocabulary_check(&v, &f));
    starts[2] = 1;
    v.slot_count = 3;
    assert_false(vocabulary_check(&v, &f));
    v = good;
    v.rows = 0;
    assert_false(vocabulary_check(&v, &f));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_every_form_and_no_other),
        cmocka_unit_test(finds_nothing_where_there_is_none),
        cmocka_unit_test(search_is_bounded),
        cmocka_unit_test(refuses_what_leads_outside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
