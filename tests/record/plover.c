/* tests/record/plover.c: types, modes and event words hold together. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "record/plover.h"

static void there_are_sixteen_types(void **state) {
    (void)state;
    assert_int_equal(PLOVER_TYPES, 17);
    assert_null(plover_name(PLOVER_NONE));
    assert_string_equal(plover_name(PLOVER_AGREE), "AGREE");
    assert_string_equal(plover_name(PLOVER_ASSAULT), "ASSAULT");
}

static void a_mode_belongs_to_its_type(void **state) {
    (void)state;
    assert_true(plover_has_mode(PLOVER_COERCE, STR("martial-law")));
    assert_true(plover_has_mode(PLOVER_RETREAT, STR("release")));
    assert_false(plover_has_mode(PLOVER_AGREE, STR("release")));
    assert_false(plover_has_mode(PLOVER_COERCE, STR("martial")));
    assert_false(plover_has_mode(PLOVER_NONE, STR("arrest")));
}

static void a_word_is_listed_whole(void **state) {
    (void)state;
    assert_true(word_listed("aid|food|relief", STR("food")));
    assert_true(word_listed("aid|food|relief", STR("relief")));
    assert_false(word_listed("aid|food|relief", STR("foo")));
    assert_false(word_listed("aid|food|relief", STR("foods")));
    assert_false(word_listed("aid", STR_NONE));
    assert_false(word_listed("", STR("aid")));
}

static void words_are_found_by_lemma_and_class(void **state) {
    (void)state;
    size_t count;
    const event_word *found = event_words_find(STR("arrest"), 'v', &count);
    assert_non_null(found);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(found[i].lemma, "arrest");
        assert_int_equal(found[i].class, 'v');
    }
    assert_non_null(event_words_find(STR("arrest"), 'n', &count));
    assert_null(event_words_find(STR("umbrella"), 'n', &count));
    assert_int_equal(count, 0);
    assert_null(event_words_find(STR_NONE, 'v', &count));
}

/* The rows are found by halving: one out of order would hide others. */
static void every_word_is_found_again(void **state) {
    (void)state;
    static const char *const words[] = { "abandon", "accuse", "agree", "ban", "call", "hold",
        "launch", "meet", "send", "strike", "withdraw", "yield" };
    size_t count;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const event_word *w = event_words_find(str_of(words[i]), 'v', &count);
        assert_non_null(w);
        for (size_t k = 0; k < count; k++)
            assert_true(!*w[k].mode || plover_has_mode(w[k].type, str_of(w[k].mode)));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(there_are_sixteen_types),
        cmocka_unit_test(a_mode_belongs_to_its_type),
        cmocka_unit_test(a_word_is_listed_whole),
        cmocka_unit_test(words_are_found_by_lemma_and_class),
        cmocka_unit_test(every_word_is_found_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
