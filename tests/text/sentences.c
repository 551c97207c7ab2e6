/* Where sentences start, by rule: each start is printed as / before its token. */
#include "text/sentences.h"

#include "text/cutting.h"

static void print_start(arena *a, const tokens *t, size_t i, buffer *out) {
    if (sentence_starts(t, i)) buffer_add(a, out, STR("/"));
    buffer_add(a, out, token_str(t, i));
}

static void starts(const char *text, const char *wanted) {
    check_cut(text, wanted, print_start);
}

static void starts_behind_stops(void **state) {
    (void)state;
    starts("It rained. We left! Why? 12 stayed.", "/It rained . /We left ! /Why ? /12 stayed .");
    starts("He left (so it seems). \"Go.\" They went.",
           "/He left ( so it seems ) . /\" Go . \" /They went .");
    starts("It rained... and we left... Then sun.", "/It rained ... and we left ... /Then sun .");
    starts("One.\n\nand two", "/One . | /and two");
}

static void does_not_start_inside(void **state) {
    (void)state;
    starts("Mr. J. Lee of the U.S. Army left.", "/Mr. J. Lee of the U.S. Army left .");
    starts("\"Why?\" asked Lee. \"Why?\" Ann Lee asked.",
           "/\" Why ? \" asked Lee . /\" Why ? \" Ann Lee asked .");
    starts("1. Open the door.", "/1 . Open the door .");
    starts("Yahoo! said so.", "/Yahoo ! said so .");
}

static void may_start_more_widely(void **state) {
    (void)state;
    arena *a = arena_new(0);
    tokens t = cut_text(a, "It rained. (and more.) then Mr. Lee left.");
    static const char wanted[] = "1001000010000";
    for (size_t i = 0; i < t.count; i++)
        assert_int_equal(sentence_may_start(&t, i), wanted[i] == '1');
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(starts_behind_stops),
        cmocka_unit_test(does_not_start_inside),
        cmocka_unit_test(may_start_more_widely),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
