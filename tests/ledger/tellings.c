/* Tellings: one event in many reports, and what they contradict each other in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "ledger/tellings.h"

static const int64_t barge[] = { 1 }, bridge[] = { 2 }, mayor[] = { 3 };

static telling struck(int from, int to) {
    return (telling){ .predicate = STR("strike"), .actors = barge, .actor_count = 1,
                      .recipients = bridge, .recipient_count = 1,
                      .earliest = { 2026, 5, from }, .latest = { 2026, 5, to } };
}

static void one_event_with_its_conflicts(void **state) {
    (void)state;
    arena *a = arena_new(0);
    telling_count two = { STR("drivers"), STR_NONE, 2, 2 }, three = { STR("drivers"), STR_NONE, 3,
                                                                       NAN };
    telling all[] = { struck(4, 4), struck(1, 31), struck(5, 5), struck(20, 20), struck(4, 4) };
    all[0].counts = &two;
    all[1].counts = &three;
    all[0].count_count = all[1].count_count = 1;
    all[4].recipients = mayor;
    all[4].place = STR("vesk");
    telling_list list = { all, 5, 5 };
    told_event *e = tellings_group(a, &list);
    assert_int_equal(e[0].event, 0);
    assert_int_equal(e[1].event, 0);
    assert_int_equal(e[1].conflicts, TELLING_NUMBER);
    assert_int_equal(e[2].event, 0);
    assert_int_equal(e[2].conflicts, TELLING_DATE);
    assert_int_equal(e[3].event, 0); /* within the month that the second gives */
    assert_int_equal(e[3].conflicts, TELLING_DATE);
    assert_int_equal(e[4].event, 0);
    assert_true(e[4].conflicts & TELLING_ACTORS);
    arena_free(a);
}

static void other_days_deeds_and_people_are_other_events(void **state) {
    (void)state;
    arena *a = arena_new(0);
    telling all[] = { struck(4, 4), struck(20, 20), struck(4, 4), struck(4, 4) };
    all[2].predicate = STR("inspect");
    all[3].actors = all[3].recipients = mayor;
    telling_list list = { all, 4, 4 };
    told_event *e = tellings_group(a, &list);
    for (size_t i = 0; i < 4; i++) assert_int_equal(e[i].event, i);
    arena_free(a);
}

static void one_type_in_other_words(void **state) {
    (void)state;
    arena *a = arena_new(0);
    telling all[] = { struck(4, 4), struck(4, 4) };
    all[1].predicate = STR("ram");
    all[0].type = all[1].type = STR("ASSAULT");
    telling_list list = { all, 2, 2 };
    assert_int_equal(tellings_group(a, &list)[1].event, 0);
    all[1].type = STR("AID");
    assert_int_equal(tellings_group(a, &list)[1].event, 1);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_event_with_its_conflicts),
        cmocka_unit_test(other_days_deeds_and_people_are_other_events),
        cmocka_unit_test(one_type_in_other_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
