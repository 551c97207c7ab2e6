/* People: who is the same across reports, and who is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "ledger/people.h"

static person named(const char *name, int64_t story) {
    return (person){ .name = str_of(name), .kind = ACTOR_PERSON, .report = PEOPLE_NEW,
                     .story = story };
}

static int64_t find_person(people *p, const person *who) {
    arena *a = arena_new(0);
    int64_t found = people_find(p, a, who);
    arena_free(a);
    return found;
}

static int64_t find(people *p, const char *name, int64_t story) {
    person who = named(name, story);
    return find_person(p, &who);
}

static void put(people *p, int64_t number, const char *name, int64_t story) {
    person who = named(name, story);
    people_put(p, number, &who);
}

static void a_whole_name_joins(void **state) {
    (void)state;
    arena *a = arena_new(0);
    people *p = people_new(a);
    put(p, 1, "Ilda Marchetti", 10);
    assert_int_equal(find(p, "Mrs. ILDA Marchetti", 99), 1);
    assert_int_equal(find(p, "Ilda R. Marchetti", 99), 1);
    assert_true(find(p, "Otto Marchetti", 10) == PEOPLE_NEW);
    arena_free(a);
}

static void a_surname_needs_company(void **state) {
    (void)state;
    arena *a = arena_new(0);
    people *p = people_new(a);
    put(p, 1, "Ilda Marchetti", 10);
    assert_int_equal(find(p, "Marchetti", 10), 1);
    assert_true(find(p, "Marchetti", 11) == PEOPLE_NEW);
    put(p, 2, "Otto Marchetti", 10);
    assert_true(find(p, "Marchetti", 10) == PEOPLE_NEW); /* two candidates stand */
    role mayor = { STR("mayor"), STR("Karsholm"), { 0, 1 } };
    person with = named("Otto Marchetti", 12), who = named("Marchetti", 10);
    with.roles = who.roles = &mayor;
    with.role_count = who.role_count = 1;
    people_put(p, 2, &with);
    assert_int_equal(find_person(p, &who), 2);
    arena_free(a);
}

static void apart_by_hand_are_two_candidates(void **state) {
    (void)state;
    arena *a = arena_new(0);
    people *p = people_new(a);
    put(p, 1, "Jon Tolvik", 10);
    put(p, 2, "Jon Tolvik", 20);
    assert_int_equal(find(p, "Jon Tolvik", 10), 1);
    assert_int_equal(find(p, "Jon Tolvik", 20), 2);
    assert_true(find(p, "Jon Tolvik", 30) == PEOPLE_NEW);
    people_same(p, 1, 2);
    assert_int_equal(find(p, "Jon Tolvik", 30), 1);
    assert_int_equal(find(p, "Jon Tolvik", 20), 1);
    arena_free(a);
}

static bool one_name(const char *left, const char *right) {
    arena *a = arena_new(0);
    person l = named(left, PEOPLE_NEW), r = named(right, PEOPLE_NEW);
    bool one = people_one_name(a, &l, &r);
    assert_true(one == people_one_name(a, &r, &l));
    arena_free(a);
    return one;
}

static void names_that_agree(void **state) {
    (void)state;
    assert_true(one_name("Ilda Marchetti", "Mayor Ilda Rosa Marchetti"));
    assert_true(one_name("Ilda R. Marchetti", "Ilda Rosa Marchetti"));
    assert_false(one_name("Ilda R. Marchetti", "Ilda Sol Marchetti"));
    assert_false(one_name("Ilda Marchetti", "Ida Marchetti"));
    assert_false(one_name("Jon Tolvik", "Jon Tolvik Jr."));
    assert_true(one_name("Jon Tolvik Jr", "Jon E. Tolvik Jr."));
    assert_true(one_name("Park Min-su", "Park Min-Su"));
    assert_true(one_name("Harbour Secretary Ilda Marchetti", "Ilda Marchetti"));
    assert_false(one_name("Marchetti", "Marchetti"));
    assert_false(one_name("a Karsholm man", "a Karsholm man"));
    assert_false(one_name("Mayor of Karsholm", "Mayor of Karsholm"));
}

static void one_who_is_known_well_needs_no_company(void **state) {
    (void)state;
    arena *a = arena_new(0);
    people *p = people_new(a);
    for (int64_t i = 0; i < 5; i++) {
        person who = named("Ilda Marchetti", 100 + i);
        who.report = i;
        assert_true(find(p, "Marchetti", 9) == PEOPLE_NEW);
        people_put(p, 1, &who);
    }
    assert_int_equal(find(p, "Marchetti", 9), 1);
    put(p, 2, "Otto Marchetti", 8);
    assert_true(find(p, "Marchetti", 9) == PEOPLE_NEW); /* two candidates stand */
    arena_free(a);
}

static void the_same_report_speaks_most(void **state) {
    (void)state;
    arena *a = arena_new(0);
    people *p = people_new(a);
    person one = named("Ilda Marchetti", 10), other = named("Otto Marchetti", 10);
    one.report = 5;
    other.report = 6;
    people_put(p, 1, &one);
    people_put(p, 2, &other);
    person who = named("Marchetti", 10);
    who.report = 6;
    assert_int_equal(find_person(p, &who), 2);
    arena_free(a);
}

static void bodies_and_the_unnamed(void **state) {
    (void)state;
    arena *a = arena_new(0);
    people *p = people_new(a);
    person port = { .name = STR("the Port of Karsholm"), .kind = ACTOR_ORGANISATION, .story = 1 };
    person source = { .name = STR("a senior official"), .kind = ACTOR_UNKNOWN, .story = 1 };
    people_put(p, 5, &port);
    people_put(p, 6, &source);
    port.kind = ACTOR_GOVERNMENT;
    port.name = STR("Port of Karsholm");
    assert_int_equal(find_person(p, &port), 5);
    port.kind = ACTOR_PERSON;
    assert_true(find_person(p, &port) == PEOPLE_NEW);
    assert_true(find_person(p, &source) == PEOPLE_NEW);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_name_joins),
        cmocka_unit_test(a_surname_needs_company),
        cmocka_unit_test(apart_by_hand_are_two_candidates),
        cmocka_unit_test(names_that_agree),
        cmocka_unit_test(one_who_is_known_well_needs_no_company),
        cmocka_unit_test(the_same_report_speaks_most),
        cmocka_unit_test(bodies_and_the_unnamed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
