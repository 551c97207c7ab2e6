/* Days, weeks, months; reading and writing of ISO 8601. */
#include "base/calendar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void days_follow_one_another(void **state) {
    (void)state;
    day d = { 1, 1, 1 };
    int32_t number = day_number(d);
    int day_of_week = weekday(d);
    while (d.year < 9999) {
        assert_true(day_is_valid(d));
        assert_int_equal(day_number(d), number);
        assert_int_equal(weekday(d), day_of_week);
        assert_int_equal(day_compare(day_of_number(number), d), 0);
        d = day_plus(d, 1);
        number++;
        day_of_week = (day_of_week + 1) % 7;
    }
    assert_int_equal(day_number((day){ 1970, 1, 1 }), 0);
    assert_int_equal(weekday((day){ 2026, 1, 4 }), 6);
}

static void weeks_are_iso(void **state) {
    (void)state;
    static const struct { day d; int year, week; } rows[] = {
        { { 2005, 1, 1 }, 2004, 53 }, { { 2005, 1, 3 }, 2005, 1 }, { { 2008, 12, 29 }, 2009, 1 },
        { { 2010, 1, 3 }, 2009, 53 }, { { 2026, 6, 17 }, 2026, 25 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int year, week;
        iso_week(rows[i].d, &year, &week);
        assert_int_equal(year, rows[i].year);
        assert_int_equal(week, rows[i].week);
        assert_int_equal(day_compare(iso_week_day(year, week, weekday(rows[i].d)), rows[i].d), 0);
    }
}

static void months_end_where_they_end(void **state) {
    (void)state;
    assert_int_equal(month_length(2024, 2), 29);
    assert_int_equal(month_length(1900, 2), 28);
    assert_int_equal(month_length(2000, 2), 29);
    assert_false(day_is_valid((day){ 2023, 2, 29 }));
    assert_false(day_is_valid((day){ 2023, 13, 1 }));
    assert_false(day_is_valid((day){ 0, 1, 1 }));
    day d = day_plus_months((day){ 2024, 1, 31 }, 1);
    assert_int_equal(day_compare(d, (day){ 2024, 2, 29 }), 0);
    d = day_plus_months((day){ 2024, 1, 31 }, -2);
    assert_int_equal(day_compare(d, (day){ 2023, 11, 30 }), 0);
}

static void reads_and_writes(void **state) {
    (void)state;
    static const struct { str in; const char *out; } rows[] = {
        { STR("2026-01-04"), "2026-01-04" },
        { STR("20260104"), "2026-01-04" },
        { STR(" 2026/01/04 "), "2026-01-04" },
        { STR("2026-01-04T09:30"), "2026-01-04T09:30:00" },
        { STR("2026-01-04 09:30:15Z"), "2026-01-04T09:30:15Z" },
        { STR("2026-01-04T09:30:00.123+02:00"), "2026-01-04T09:30:00+02:00" },
        { STR("2026-01-04T09:30:00-0330"), "2026-01-04T09:30:00-03:30" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        moment m;
        char out[MOMENT_SIZE];
        assert_true(moment_read(rows[i].in, &m));
        moment_write(&m, out);
        assert_string_equal(out, rows[i].out);
    }
}

static void refuses_what_is_no_date(void **state) {
    (void)state;
    static const str rows[] = {
        STR(""), STR("2026"), STR("2026-13-01"), STR("2026-02-30"), STR("2026-01-04T"),
        STR("2026-01-04T25:00"), STR("2026-01-04T09:61"), STR("2026-01-04x"), STR("Jan 4, 2026"),
        STR("2026-01-04T09:30+99:00"), STR("0000-01-01"), STR("2026-01-0"),
    };
    moment m = { .hour = 77 };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) assert_false(moment_read(rows[i], &m));
    assert_int_equal(m.hour, 77);
}

static void knows_names(void **state) {
    (void)state;
    assert_int_equal(month_of_name(STR("January")), 1);
    assert_int_equal(month_of_name(STR("sept.")), 9);
    assert_int_equal(month_of_name(STR("SEP")), 9);
    assert_int_equal(month_of_name(STR("Janua")), 0);
    assert_int_equal(month_of_name(STR("ma")), 0);
    assert_int_equal(month_of_name(STR("")), 0);
    assert_int_equal(weekday_of_name(STR("Monday")), 0);
    assert_int_equal(weekday_of_name(STR("Weds")), 2);
    assert_int_equal(weekday_of_name(STR("Thurs.")), 3);
    assert_int_equal(weekday_of_name(STR("Sund")), -1);
    assert_int_equal(weekday_of_name(STR(".")), -1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_follow_one_another), cmocka_unit_test(weeks_are_iso),
        cmocka_unit_test(months_end_where_they_end), cmocka_unit_test(reads_and_writes),
        cmocka_unit_test(refuses_what_is_no_date), cmocka_unit_test(knows_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
