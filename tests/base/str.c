/* Strings that know their length. */
#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void cuts_stay_inside(void **state) {
    (void)state;
    str s = STR("mayor");
    assert_true(str_is(str_cut(s, 1, 3), "ay"));
    assert_true(str_is(str_cut(s, 3, 99), "or"));
    assert_int_equal(str_cut(s, 9, 99).length, 0);
    assert_int_equal(str_cut(s, 3, 1).length, 0);
    assert_int_equal(str_cut(STR_NONE, 0, 5).length, 0);
}

static void compares(void **state) {
    (void)state;
    assert_true(str_same(STR("a"), STR("a")));
    assert_false(str_same(STR("a"), STR("ab")));
    assert_true(str_same(STR_NONE, STR("")));
    assert_true(str_same_folded(STR("MaYoR"), STR("mAyOr")));
    assert_true(str_compare(STR("ab"), STR("abc")) < 0);
    assert_true(str_compare(STR("b"), STR("abc")) > 0);
    assert_int_equal(str_compare(STR("abc"), STR("abc")), 0);
    assert_true(str_starts(STR("according to"), STR("acc")));
    assert_false(str_starts(STR("ac"), STR("acc")));
    assert_true(str_ends_folded(STR("He SAID"), STR("said")));
    assert_false(str_ends(STR("He SAID"), STR("said")));
}

static void finds(void **state) {
    (void)state;
    str s = STR("said she said");
    assert_int_equal(str_find(s, STR("said"), 0), 0);
    assert_int_equal(str_find(s, STR("said"), 1), 9);
    assert_int_equal(str_find(s, STR("told"), 0), s.length);
    assert_int_equal(str_find(s, STR("said"), 99), s.length);
    assert_int_equal(str_find(STR("ab"), STR("abc"), 0), 2);
    assert_int_equal(str_find_folded(s, STR("SHE"), 0), 5);
    assert_int_equal(str_find_folded(s, STR("HE SAYS"), 0), s.length);
}

static void trims(void **state) {
    (void)state;
    assert_true(str_is(str_trim(STR(" \t\r\n words here \n")), "words here"));
    assert_int_equal(str_trim(STR("   ")).length, 0);
    assert_int_equal(str_trim(STR_NONE).length, 0);
}

static void knows_ascii_only(void **state) {
    (void)state;
    assert_true(is_blank('\v'));
    assert_false(is_blank('\0'));
    for (int c = 128; c < 256; c++) {
        assert_false(is_ascii_letter((char)c));
        assert_int_equal(to_lower((char)c), (char)c);
    }
}

static void joins_what_fits(void **state) {
    (void)state;
    char room[8];
    str parts[] = { STR("ab"), STR_NONE, STR(":"), STR("cdefgh") };
    assert_true(str_is(str_join(room, sizeof room, parts, 4), "ab:cdefg"));
    assert_true(str_is(str_join(room, sizeof room, parts, 3), "ab:"));
    assert_true(str_is(str_join(room, 2, parts, 4), "ab"));
    assert_int_equal(str_join(room, sizeof room, parts, 0).length, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(joins_what_fits),
        cmocka_unit_test(cuts_stay_inside), cmocka_unit_test(compares), cmocka_unit_test(finds),
        cmocka_unit_test(trims), cmocka_unit_test(knows_ascii_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
