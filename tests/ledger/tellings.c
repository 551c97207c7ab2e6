/* Tellings: one event in many reports, and what they contradict each other in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "ledger/tellings.h"

enum { STRIKE = 1, RAM, INSPECT, ASSAULT, AID };

static arena *a;

static telling told(const char *words, int from, int to) {
    return (telling){ .predicate = STRIKE, .type = ASSAULT,
                      .actor = named_of(1, 1, STR("Brana Line")),
                      .recipient = named_of(2, 2, STR("the Orlen Bridge")),
                      .sentence = wordings_cut(a, str_of(words)),
                      .earliest = { 2026, 5, from }, .latest = { 2026, 5, to } };
}

static telling struck(int from, int to) {
    return told("A barge of the Brana Line struck the Orlen bridge", from, to);
}

static bool one(telling l, telling r) {
    bool left = tellings_likeness(&l, &r) > 0;
    assert_int_equal(left, tellings_likeness(&r, &l) > 0);
    return left;
}

static void days_and_deeds_tell_events_apart(void **state) {
    (void)state;
    telling other = struck(4, 4);
    assert_true(one(struck(4, 4), struck(1, 31)));
    assert_true(one(struck(4, 4), struck(5, 5)));
    assert_false(one(struck(4, 4), struck(20, 20)));
    other.predicate = RAM;
    assert_true(one(struck(4, 4), other)); /* of one type */
    other.type = AID;
    assert_false(one(struck(4, 4), other));
    other = struck(4, 4);
    other.comes = true;
    assert_false(one(struck(4, 4), other));
}

static void the_less_is_known_of_who_the_more_words_must_be_shared(void **state) {
    (void)state;
    telling other = told("The bridge was hit on Tuesday, mayor Marchetti of Orlen told ferrymen"
                         " of Karsholm", 4, 4);
    assert_true(one(struck(4, 4), other));
    other.actor = other.recipient = (named){ .actor = NAMED_NOBODY };
    assert_false(one(struck(4, 4), other));
    other = struck(4, 4);
    other.actor = other.recipient = (named){ .actor = NAMED_NOBODY };
    assert_true(one(struck(4, 4), other));
    other.actor = named_of(3, 1, STR("Tolvik Ferries"));
    assert_true(one(struck(4, 4), other)); /* told otherwise, in the same words */
    assert_int_equal(tellings_conflicts(&other, &(telling){ .actor = struck(4, 4).actor }),
                     TELLING_ACTORS);
    other.recipient = named_of(4, 2, STR("Karsholm Quay"));
    assert_false(one(struck(4, 4), other));
}

static void counts_conflict_where_none_agrees(void **state) {
    (void)state;
    telling_count two = { 7, 0, 2, 2, { 0, 1 }, STR("two drivers"),
                           wordings_cut(a, STR("two drivers")) };
    telling_count more = { 7, 0, 3, NAN, { 0, 1 }, STR("more than two drivers"),
                            { .at = NULL } };
    telling_count both[] = { { 7, 0, 9, 9, { 0, 1 }, STR("nine drivers"),
                               { .at = NULL } }, two };
    telling_details first = { &two, 1, { .latitude = NAN } }, next = { &more, 1, first.place };
    telling l = struck(4, 4), r = struck(4, 4);
    l.details = &first;
    r.details = &next;
    assert_int_equal(tellings_conflicts(&l, &r), TELLING_NUMBER);
    assert_true(str_is(tellings_count(&r, &l)->words, "more than two drivers"));
    next.counts = both;
    next.count_count = 2;
    assert_int_equal(tellings_conflicts(&l, &r), 0);
}

static void places_conflict_where_neither_can_hold_the_other(void **state) {
    (void)state;
    telling_details first = { .place = { STR("Vesk"), { .at = NULL }, 5, false, 50, 10 } };
    telling_details next = { .place = { STR("Karsholm"), { .at = NULL }, 5, false, 50.3,
                                        10 } };
    telling l = struck(4, 4), r = struck(5, 5);
    l.details = &first;
    r.details = &next;
    assert_int_equal(tellings_conflicts(&l, &r), TELLING_DATE); /* 33 km */
    next.place.latitude = 53;
    assert_int_equal(tellings_conflicts(&l, &r), TELLING_DATE | TELLING_PLACE);
    next.place.wide = true;
    assert_int_equal(tellings_conflicts(&l, &r), TELLING_DATE);
    next.place.country = 6;
    assert_int_equal(tellings_conflicts(&l, &r), TELLING_DATE | TELLING_PLACE);
}

int main(void) {
    a = arena_new(0);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_and_deeds_tell_events_apart),
        cmocka_unit_test(the_less_is_known_of_who_the_more_words_must_be_shared),
        cmocka_unit_test(counts_conflict_where_none_agrees),
        cmocka_unit_test(places_conflict_where_neither_can_hold_the_other),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(a);
    return failed;
}
