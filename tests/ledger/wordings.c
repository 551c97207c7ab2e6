/* Wordings: what is one statement, what differs, and what is nearest to words asked for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "ledger/named.h"
#include "ledger/wordings.h"

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

static double likeness(arena *a, str left, str right, wording_speakers who) {
    wording l = wordings_cut(a, left), r = wordings_cut(a, right), kept = wordings_copy(a, &r);
    double one = wordings_likeness(wordings_table(a), &l, &r, who);
    double other = wordings_likeness(wordings_table(a), &kept, &l, who);
    assert_true(one - other < 1e-6 && other - one < 1e-6);
    return one;
}

static void one_statement_in_many_wordings(void **state) {
    (void)state;
    arena *a = arena_new(0);
    str said = STR("The harbour of Karsholm will not be dredged this winter");
    str turned = STR("there would be no winter dredging in the harbour of Karsholm");
    assert_true(likeness(a, said, STR("the harbour of Karsholm will be dredged this winter"),
                         SPEAKERS_SAME) > 0);
    assert_true(likeness(a, said, turned, SPEAKERS_SAME) > 0);
    assert_true(likeness(a, said, turned, SPEAKERS_OPEN) <= 0);
    assert_true(likeness(a, said, turned, SPEAKERS_OTHERS) <= 0);
    assert_true(likeness(a, said, said, SPEAKERS_OTHERS) > 0);
    assert_true(likeness(a, said, STR("The harbour chapel is to be painted"), SPEAKERS_SAME) <= 0);
    assert_true(likeness(a, said, STR(""), SPEAKERS_SAME) <= 0);
    arena_free(a);
}

/* "The harbour" in a long statement is not that statement, two thirds of it are. */
static void a_part_is_the_statement_where_it_is_long(void **state) {
    (void)state;
    arena *a = arena_new(0);
    str said = STR("The harbour of Karsholm will not be dredged this winter, since the fishing "
                   "boats have left for the northern banks and the ferry needs three metres");
    str part = STR("the harbour of Karsholm will not be dredged this winter");
    assert_true(likeness(a, said, part, SPEAKERS_SAME) > 0);
    assert_true(likeness(a, said, part, SPEAKERS_OPEN) > 0);
    assert_true(likeness(a, said, part, SPEAKERS_OTHERS) <= 0);
    assert_true(likeness(a, said, STR("the harbour of Karsholm"), SPEAKERS_SAME) <= 0);
    arena_free(a);
}

static void other_figures_are_another_statement(void **state) {
    (void)state;
    arena *a = arena_new(0);
    str said = STR("the ferries carried 1,210 lorries in May, up 4.1 percent");
    assert_true(likeness(a, said, STR("the ferries carried 990 lorries in June, up 2.7 percent"),
                         SPEAKERS_SAME) <= 0);
    assert_true(likeness(a, said, STR("the ferries carried 1,310 lorries in May, up 4.1 percent"),
                         SPEAKERS_SAME) > 0);
    assert_true(likeness(a, STR("the city"), STR("the city"), SPEAKERS_SAME) <= 0);
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

static named person(int64_t number, const char *name) {
    return named_of(number, 1, str_of(name));
}

static void names_are_compared_by_their_words(void **state) {
    (void)state;
    named full = person(1, "Lena Varga"), last = person(2, "VARGA");
    named other = person(3, "Omar Sayed");
    named sister = person(4, "Ines Varga"), office = person(5, "the mayor"), he = person(6, "He");
    named nobody = { .actor = NAMED_NOBODY };
    assert_true(named_same(&full, &last));
    assert_true(named_same(&office, &office));
    assert_false(named_same(&full, &sister));
    assert_true(named_differ(&full, &other));
    assert_false(named_differ(&full, &last));
    assert_false(named_differ(&full, &office));
    assert_false(named_differ(&full, &he));
    assert_false(named_same(&nobody, &nobody));
    assert_false(named_differ(&nobody, &full));
    named body = person(7, "The Harbour Board of Karsholm"), part = person(8, "Harbour Board");
    assert_true(named_same(&body, &part));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(alignment_names_what_differs),
        cmocka_unit_test(a_contraction_is_no_difference),
        cmocka_unit_test(one_statement_in_many_wordings),
        cmocka_unit_test(a_part_is_the_statement_where_it_is_long),
        cmocka_unit_test(other_figures_are_another_statement),
        cmocka_unit_test(the_nearest_come_first),
        cmocka_unit_test(names_are_compared_by_their_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
