/* What two texts do not share: whatever they are, the parts that are not marked are the same on
 * both sides, in order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "serve/difference.h"

static void check_rest_is_same(const difference *d) {
    size_t i = 0, j = 0;
    for (;;) {
        while (i < d->left.count && d->left_alone[i]) i++;
        while (j < d->right.count && d->right_alone[j]) j++;
        if (i == d->left.count || j == d->right.count) break;
        assert_true(str_same(str_trim(d->left.at[i++]), str_trim(d->right.at[j++])));
    }
    assert_int_equal(i, d->left.count);
    assert_int_equal(j, d->right.count);
}

static size_t marked(const bool *alone, size_t count) {
    size_t n = 0;
    for (size_t i = 0; i < count; i++) n += alone[i];
    return n;
}

static void test_words(void **state) {
    (void)state;
    arena *a = arena_new(1 << 22);
    difference d = difference_of_words(a, STR("We will not close the school"),
                                       STR("We will close the old school"));
    check_rest_is_same(&d);
    assert_int_equal(marked(d.left_alone, d.left.count), 1);
    assert_int_equal(marked(d.right_alone, d.right.count), 1);
    assert_true(d.left_alone[2] && d.right_alone[4]);
    arena_free(a);
}

static void test_paragraphs(void **state) {
    (void)state;
    arena *a = arena_new(1 << 22);
    difference d = difference_of_paragraphs(a, STR("One.\n\nTwo.\nThree.\n"),
                                            STR("One.\nThree.\nFour."));
    check_rest_is_same(&d);
    assert_int_equal(d.left.count, 3);
    assert_true(d.left_alone[1] && d.right_alone[2]);
    arena_free(a);
}

static void test_nothing_and_much(void **state) {
    (void)state;
    arena *a = arena_new(256 << 20);
    difference d = difference_of_words(a, STR_NONE, STR("a b"));
    assert_int_equal(marked(d.right_alone, d.right.count), 2);
    buffer left = { 0 }, right = { 0 };
    for (unsigned i = 0; i < 5000; i++) {
        buffer_print(a, &left, "%u ", i * 7919 % 31);
        buffer_print(a, &right, "%u ", i * 104729 % 37);
    }
    d = difference_of_words(a, buffer_str(&left), buffer_str(&right));
    check_rest_is_same(&d);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words), cmocka_unit_test(test_paragraphs),
        cmocka_unit_test(test_nothing_and_much),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
