/* The schedule: evenly over the interval, the same after a restart, longer rests after failures. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "desk/schedule.h"

static void times_are_the_interval_apart(void **state) {
    (void)state;
    schedule s = schedule_of(STR("https://post.example/feed"), 600);
    assert_in_range(s.offset, 0, 599);
    int64_t at = schedule_next(s, 1700000000);
    assert_in_range(at, 1700000001, 1700000600);
    assert_int_equal(schedule_next(s, at - 1), at);
    assert_int_equal(schedule_next(s, at), at + 600);
    assert_int_equal(schedule_next(s, at + 599), at + 600);
}

static void a_name_keeps_its_place(void **state) {
    (void)state;
    schedule one = schedule_of(STR("https://post.example/feed"), 600);
    schedule same = schedule_of(STR("https://post.example/feed"), 600);
    assert_int_equal(one.offset, same.offset);
}

static void many_are_spread_evenly(void **state) {
    (void)state;
    int minutes[10] = { 0 };
    for (int i = 0; i < 1000; i++) {
        char name[64];
        int length = snprintf(name, sizeof name, "https://paper%d.example/rss.xml", i);
        minutes[schedule_of((str){ name, (size_t)length }, 600).offset / 60]++;
    }
    for (int i = 0; i < 10; i++) assert_in_range(minutes[i], 60, 140);
}

static void times_are_counted(void **state) {
    (void)state;
    schedule s = { 600, 50 };
    assert_int_equal(schedule_count(s, 50, 50), 0);
    assert_int_equal(schedule_count(s, 49, 50), 1);
    assert_int_equal(schedule_count(s, 50, 650), 1);
    assert_int_equal(schedule_count(s, 50, 6049), 9);
    assert_int_equal(schedule_count(s, 50, 6050), 10);
    assert_int_equal(schedule_count(s, 700, 600), 0);
    for (int64_t t = 0, n = 0, at = 0; t < 5000; t += 7) { /* in pieces as in one */
        n += schedule_count(s, at, t);
        at = t;
        assert_int_equal(n, schedule_count(s, 0, t));
    }
}

static void failures_give_longer_rests(void **state) {
    (void)state;
    schedule s = { 600, 0 };
    assert_int_equal(schedule_rest(s, 0, 0), 0);
    assert_int_equal(schedule_rest(s, 1, 0), 0);
    assert_int_equal(schedule_rest(s, 2, 0), 1200);
    assert_int_equal(schedule_rest(s, 3, 0), 2400);
    assert_int_equal(schedule_rest(s, 100, 0), SCHEDULE_REST_MOST);
    assert_int_equal(schedule_rest(s, INT64_MAX, 0), SCHEDULE_REST_MOST);
    assert_int_equal(schedule_rest(s, 1, 5000), 5000);
    assert_int_equal(schedule_rest(s, 3, 60), 2400);
    assert_int_equal(schedule_rest(s, 0, INT64_MAX), SCHEDULE_MOST);
    schedule slow = { SCHEDULE_MOST, 0 };
    assert_int_equal(schedule_rest(slow, 50, 0), SCHEDULE_MOST);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times_are_the_interval_apart), cmocka_unit_test(a_name_keeps_its_place),
        cmocka_unit_test(many_are_spread_evenly),       cmocka_unit_test(times_are_counted),
        cmocka_unit_test(failures_give_longer_rests),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
