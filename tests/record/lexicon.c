/* tests/record/lexicon.c: the word lists are found whole, from first to last. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "record/lexicon.h"

static void nouns_have_their_class(void **state) {
    (void)state;
    assert_int_equal(lexicon_noun(STR("mayor")), NOUN_PERSON);
    assert_int_equal(lexicon_noun(STR("spokeswoman")), NOUN_WOMAN);
    assert_int_equal(lexicon_noun(STR("brother")), NOUN_MAN);
    assert_int_equal(lexicon_noun(STR("ministry")), NOUN_GOVERNMENT);
    assert_int_equal(lexicon_noun(STR("charity")), NOUN_ORGANISATION);
    assert_int_equal(lexicon_noun(STR("crowd")), NOUN_PEOPLE);
    assert_int_equal(lexicon_noun(STR("letter")), NOUN_DOCUMENT);
    assert_int_equal(lexicon_noun(STR("bridge")), NOUN_THING);
    assert_int_equal(lexicon_noun(STR("")), NOUN_THING);
    assert_int_equal(lexicon_noun(STR("zzzz")), NOUN_THING);
}

static void given_names_have_their_gender(void **state) {
    (void)state;
    assert_int_equal(lexicon_given_name(STR("petra")), 'f');
    assert_int_equal(lexicon_given_name(STR("karim")), 'm');
    assert_int_equal(lexicon_given_name(STR("bridge")), 0);
    assert_int_equal(lexicon_given_name(STR("-")), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nouns_have_their_class),
        cmocka_unit_test(given_names_have_their_gender),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
