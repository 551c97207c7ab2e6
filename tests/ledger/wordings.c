/* Wordings: what is one statement, what differs, and what is nearest to words asked for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "ledger/wordings.h"

#define SAID(words, who) { STR(words), who, NULL, 0 }

static void alignment_names_what_differs(void **state) {
    (void)state;
    arena *a = arena_new(0);
    str left = STR("We will not close the harbour before 12 May");
    aligned d = wordings_align(a, left, STR("We will close the harbour before 14 May"));
    assert_true(d.differs & WORDING_NOT);
    assert_true(d.differs & WORDING_NUMBER);
    assert_false(d.differs & WORDING_WORDS);
    assert_int_equal(d.left.count, 2);
    assert_true(str_is(str_in(left, d.left.at[0]), "not"));
    assert_true(str_is(str_in(left, d.left.at[1]), "12"));
    arena_free(a);
}

static void a_contraction_is_no_difference(void **state) {
    (void)state;
    arena *a = arena_new(0);
    aligned d = wordings_align(a, STR("“We can’t pay two claims,”"), STR("we cannot pay 2 claims"));
    assert_int_equal(d.differs, 0);
    d = wordings_align(a, STR("we can't pay"), STR("we can pay"));
    assert_int_equal(d.differs, WORDING_NOT);
    arena_free(a);
}

static void one_statement_in_many_wordings(void **state) {
    (void)state;
    arena *a = arena_new(0);
    static const int64_t press[] = { 4 }, council[] = { 5 };
    const utterance all[] = {
        { STR("The harbour of Karsholm will not be dredged this winter"), 1, press, 1 },
        SAID("Fishing boats have left for the northern banks already", 2),
        { STR("the harbour of Karsholm will be dredged this winter"), 1, council, 1 },
        SAID("there would be no winter dredging in the harbour of Karsholm", 1),
        SAID("The harbour of Karsholm will not be dredged this winter", 3),
        SAID("The harbour chapel is to be painted", 1),
    };
    worded *w = wordings_group(a, all, 6);
    assert_int_equal(w[0].differs, 0);
    assert_int_equal(w[1].statement, 1);
    assert_int_equal(w[2].statement, 0);
    assert_int_equal(w[2].differs, WORDING_NOT | WORDING_ADDRESSEE);
    assert_int_equal(w[3].statement, 0);
    assert_false(w[3].differs & WORDING_NOT);
    assert_int_equal(w[4].statement, 0);
    assert_int_equal(w[4].differs, WORDING_SPEAKER);
    assert_int_equal(w[5].statement, 5);
    arena_free(a);
}

static void another_speaker_needs_the_same_words(void **state) {
    (void)state;
    arena *a = arena_new(0);
    const utterance all[] = {
        SAID("there would be no winter dredging in the harbour of Karsholm", 1),
        SAID("The harbour of Karsholm will not be dredged this winter", 2),
    };
    assert_int_equal(wordings_group(a, all, 2)[1].statement, 1);
    arena_free(a);
}

static void the_nearest_come_first(void **state) {
    (void)state;
    arena *a = arena_new(0);
    const str said[] = {
        STR("The chapel is to be painted"),
        STR("The harbour of Karsholm will not be dredged this winter, whatever the boats say"),
        STR("The harbour of Karsholm will be dredged this winter"),
    };
    str asked = STR("harbour of Karsholm will be dredged this winter");
    wording_near_list near = wordings_nearest(a, said, 3, asked, 10);
    assert_int_equal(near.count, 2);
    assert_int_equal(near.at[0].utterance, 2);
    assert_int_equal(near.at[1].utterance, 1);
    assert_true(near.at[1].aligned.differs & WORDING_NOT);
    assert_int_equal(wordings_nearest(a, said, 3, asked, 1).count, 1);
    assert_int_equal(wordings_nearest(a, said, 3, STR("tram fares doubled"), 9).count, 0);
    assert_int_equal(wordings_nearest(a, said, 3, STR("..."), 9).count, 0);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(alignment_names_what_differs),
        cmocka_unit_test(a_contraction_is_no_difference),
        cmocka_unit_test(one_statement_in_many_wordings),
        cmocka_unit_test(another_speaker_needs_the_same_words),
        cmocka_unit_test(the_nearest_come_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
