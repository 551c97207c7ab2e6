/* Times of the entries of live blogs in plain text: each block's clock, "-" for none. */
#include "text/block_times.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/blocks.h"

static void times_on(const char *published, const char *text, const char *wanted) {
    arena *a = arena_new(0);
    block_list blocks = { 0 };
    blocks_guess(a, str_of(text), STR("Tram crash"), &blocks);
    block_times_guess(a, str_of(text), str_of(published), &blocks);
    buffer out = { 0 };
    buffer_add(a, &out, STR(""));
    for (size_t i = 0; i < blocks.count; i++)
        buffer_print(a, &out, "%.*s ", STR_ARG(blocks.at[i].time.at ? blocks.at[i].time
                                                                    : STR("-")));
    str got = arena_copy(a, buffer_str(&out));
    assert_string_equal(got.at, wanted);
    arena_free(a);
}

static const char entries[] =
    "Crews have gathered at the foot of the hill.\n\n"
    "8.10am\n\nA tram has left the rails at the foot of the hill.\n\n"
    "08:42 The mayor has come to the foot of the hill with her deputy.\n\n"
    "9.15am: All three lines of the city are suspended until noon.\n\n"
    "Nobody was hurt.\n";

static void entries_have_their_clock(void **state) {
    (void)state;
    times_on("2026-11-17", entries,
             "- 2026-11-17T08:10:00 2026-11-17T08:10:00 2026-11-17T08:42:00 "
             "2026-11-17T09:15:00 2026-11-17T09:15:00 ");
}

static void without_a_day_there_is_none(void **state) {
    (void)state;
    times_on("", entries, "- - - - - - ");
}

static void a_programme_has_none(void **state) {
    (void)state;
    times_on("2026-11-17", "10:00 Doors open\n\n11:00 Choir\n\n12:30 Lunch\n\n14:00 Prizes\n",
             "- - - - ");
}

static void two_clocks_are_no_blog(void **state) {
    (void)state;
    times_on("2026-11-17",
             "08:42 was when the mayor came to the foot of the hill.\n\n"
             "09:15 was when all lines of the city were suspended.\n",
             "- - ");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries_have_their_clock),
        cmocka_unit_test(without_a_day_there_is_none),
        cmocka_unit_test(a_programme_has_none),
        cmocka_unit_test(two_clocks_are_no_blog),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
