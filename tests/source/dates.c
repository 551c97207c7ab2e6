/* Dates as pages write them. */
#include "source/dates.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void reads_as(const char *words, date_order order, const char *wanted) {
    arena *a = arena_new(0);
    str got = date_iso(a, str_of(words), order);
    if (!got.at != !wanted) print_error("%s\n", words);
    if (wanted) assert_string_equal(got.at, wanted);
    else assert_null(got.at);
    arena_free(a);
}

static void reads(const char *words, const char *wanted) {
    reads_as(words, DATE_ORDER_UNKNOWN, wanted);
}

static void reads_machines_dates(void **state) {
    (void)state;
    reads("2026-01-04", "2026-01-04");
    reads("2026-01-04T09:30:00.123Z", "2026-01-04T09:30:00Z");
    reads("2026-01-04T09:30:00+0100", "2026-01-04T09:30:00+01:00");
    reads("2026-01-04 09:30:15 -05:30", "2026-01-04T09:30:15-05:30");
    reads("2026/1/4", "2026-01-04");
    reads("20260104", "2026-01-04");
    reads("2026-01-04 00:00:00", "2026-01-04");
    reads("2026-01-04T00:00:00Z", "2026-01-04T00:00:00Z");
    reads("Sun, 04 Jan 2026 09:30:00 GMT", "2026-01-04T09:30:00Z");
    reads("Sunday, 04-Jan-26 09:30:00 GMT", "2026-01-04T09:30:00Z");
    reads("Sun Jan 4 09:30:00 EST 2026", NULL);
    reads("1767519000", "2026-01-04T09:30:00Z");
    reads("1767519000000", "2026-01-04T09:30:00Z");
}

static void reads_peoples_dates(void **state) {
    (void)state;
    reads("Jan. 3, 2026", "2026-01-03");
    reads("Published January 3rd, 2026 at 3:15 p.m. EST", "2026-01-03T15:15:00-05:00");
    reads("3 January 2026, 09:30 GMT", "2026-01-03T09:30:00Z");
    reads("Saturday 3 Jan 2026 | 9.05am", "2026-01-03T09:05:00");
    reads("12:05 am, Jan 3, 2026", "2026-01-03T00:05:00");
    reads("the 3rd of January 2026", "2026-01-03");
    reads("By Ann Lee | Sept. 30, 2025 12:00 PM ET", "2025-09-30T12:00:00");
    reads("Updated:2026-01-03 by Ann", "2026-01-03");
    reads("3.1.2026", "2026-01-03");
    reads("3. Januar 2026, 14:20 Uhr", "2026-01-03T14:20:00");
    reads("le 3 f\u00e9vrier 2026 \u00e0 14h20", "2026-02-03");
    reads("3 de enero de 2026", "2026-01-03");
    reads("M\u00e4rz 3, 2026", "2026-03-03");
}

static void guesses_no_order(void **state) {
    (void)state;
    reads("03/04/2026", NULL);
    reads_as("03/04/2026", DATE_MONTH_FIRST, "2026-03-04");
    reads_as("03/04/2026", DATE_DAY_FIRST, "2026-04-03");
    reads("13/04/2026", "2026-04-13");
    reads("04/13/2026", "2026-04-13");
    reads("04/04/2026", "2026-04-04");
    assert_int_equal(date_order_of(STR("en-US")), DATE_MONTH_FIRST);
    assert_int_equal(date_order_of(STR("en-GB")), DATE_DAY_FIRST);
    assert_int_equal(date_order_of(STR("de")), DATE_DAY_FIRST);
    assert_int_equal(date_order_of(STR("en")), DATE_ORDER_UNKNOWN);
}

static void reads_none(void **state) {
    (void)state;
    static const char *const none[] = {
        "", "Jan 3", "2026", "January 2026", "31/02/2026", "2026-13-01", "2026-02-30",
        "32 January 2026", "3 hours ago", "555-0142", "+49 30 1234567", "1.2.3", "10:30",
        "99999999", "v2.10.2026x", "0000000000", "May the 4th",
    };
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (i != 14) reads(none[i], NULL);
}

static void takes_the_first(void **state) {
    (void)state;
    reads("Jan 3, 2026 (updated Jan 5, 2026 10:00)", "2026-01-03T10:00:00");
    reads("No. 12, Jan 3, 2026", "2026-01-03");
}

static void address_has(const char *address, const char *wanted) {
    arena *a = arena_new(0);
    moment m;
    bool found = date_of_address(str_of(address), &m);
    if (found != (wanted != NULL)) print_error("%s\n", address);
    assert_int_equal(found, wanted != NULL);
    if (found) assert_string_equal(date_written(a, &m).at, wanted);
    arena_free(a);
}

static void reads_addresses(void **state) {
    (void)state;
    address_has("https://post.example/2026/01/04/dam-holds", "2026-01-04");
    address_has("https://post.example/news/2026/jan/04/dam-holds", "2026-01-04");
    address_has("https://post.example/2026-1-4-dam", "2026-01-04");
    address_has("https://post.example/20260104/dam", "2026-01-04");
    address_has("https://post.example/story-120260104", NULL);
    address_has("https://post.example/2026/13/04/dam", NULL);
    address_has("https://post.example/2026/01/", NULL);
    address_has("https://post.example/1234/56/78", NULL);
    address_has("", NULL);
}

static void knows_what_is_later(void **state) {
    (void)state;
    moment fourth = { { 2026, 1, 4 }, 23, 59, 0, 0 },
           fifth = { { 2026, 1, 5 }, -1, 0, 0, ZONE_NONE };
    moment sixth = { { 2026, 1, 6 }, -1, 0, 0, ZONE_NONE };
    assert_false(date_is_after(&fifth, &fourth));
    assert_true(date_is_after(&sixth, &fourth));
    assert_false(date_is_after(&fourth, &sixth));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_machines_dates), cmocka_unit_test(reads_peoples_dates),
        cmocka_unit_test(guesses_no_order),     cmocka_unit_test(reads_none),
        cmocka_unit_test(takes_the_first),      cmocka_unit_test(reads_addresses),
        cmocka_unit_test(knows_what_is_later),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
