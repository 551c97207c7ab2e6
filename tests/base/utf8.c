/* UTF-8: what is valid (RFC 3629), repair, classes. */
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void tells_the_first_bad_byte(void **state) {
    (void)state;
    static const struct { str s; size_t bad; } rows[] = {
        { STR_NONE, 0 },
        { STR("plain"), 5 },
        { STR("caf\xC3\xA9"), 5 },
        { STR("\xF0\x9F\x8C\x8A"), 4 },
        { STR("ab\x80"), 2 },                /* continuation alone */
        { STR("ab\xC3"), 2 },                /* cut short */
        { STR("\xC0\xAF"), 0 },              /* overlong */
        { STR("\xED\xA0\x80"), 0 },          /* surrogate */
        { STR("\xF4\x90\x80\x80"), 0 },      /* above U+10FFFF */
        { STR("x\xF0\x9F\x8Cy"), 1 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(utf8_valid(rows[i].s), rows[i].bad);
}

static void every_character_goes_there_and_back(void **state) {
    (void)state;
    for (code_point c = 0; c <= 0x10FFFF; c++) {
        if (c >= 0xD800 && c <= 0xDFFF) continue;
        char bytes[4];
        size_t length, written = utf8_write(c, bytes);
        assert_int_equal(utf8_at((str){ bytes, written }, 0, &length), c);
        assert_int_equal(length, written);
    }
}

static void counts(void **state) {
    (void)state;
    assert_int_equal(utf8_count(STR("na\xC3\xAFve \xF0\x9F\x8C\x8A")), 7);
    assert_int_equal(utf8_count(STR("a\xFF\xFE")), 3);
}

static void repairs(void **state) {
    (void)state;
    arena *a = arena_new(0);
    size_t replaced;
    str good = STR("good"), bad = utf8_repaired(a, STR("a\xFF" "b\xC3"), &replaced);
    assert_int_equal(replaced, 2);
    assert_true(str_is(bad, "a\xEF\xBF\xBD" "b\xEF\xBF\xBD"));
    assert_ptr_equal(utf8_repaired(a, good, &replaced).at, good.at);
    assert_int_equal(replaced, 0);
    arena_free(a);
}

static void knows_classes(void **state) {
    (void)state;
    assert_true(utf8_is_letter(0xE9));
    assert_true(utf8_is_letter(0x0416));
    assert_false(utf8_is_letter(0x2014));
    assert_true(utf8_is_mark(0x201C));
    assert_true(utf8_is_space(0x00A0));
    assert_true(utf8_is_space(0x2028));
    assert_true(utf8_is_upper(0xC9));
    assert_true(utf8_is_digit(0x0663));
    assert_int_equal(utf8_fold(0xC9), 0xE9);
    assert_int_equal(utf8_width(0x4E00), 2);
    assert_int_equal(utf8_width(0x0301), 0);
}

/* What a terminal must not be given. */
static void knows_harmful_characters(void **state) {
    (void)state;
    static const code_point harmful[] = { 0x00, 0x07, 0x1B, 0x7F, 0x9B, 0x200E, 0x202A, 0x202E,
                                          0x2066, 0x2069, 0x061C, 0xFEFF, 0xE0041, 0x2028 };
    for (size_t i = 0; i < sizeof harmful / sizeof *harmful; i++)
        assert_true(utf8_is_control(harmful[i]));
    assert_false(utf8_is_control(' '));
    assert_false(utf8_is_control(0x201C));
}

static void composes(void **state) {
    (void)state;
    arena *a = arena_new(0);
    assert_true(str_is(utf8_composed(a, STR("e\u0301a \u2019")), "\u00e9a \u2019"));
    assert_true(str_is(utf8_composed(a, STR("a \u00e9 \u201cx")), "a \u00e9 \u201cx"));
    assert_true(str_is(utf8_composed(a, STR("\xFF\u0301")), "\xFF\u0301"));
    assert_true(str_is(utf8_composed(a, STR("")), ""));
    arena_free(a);
}

static void folds(void **state) {
    (void)state;
    arena *a = arena_new(0);
    str folded = utf8_folded(a, STR("\xC3\x89LYS\xC3\x89" "E \xFFX"));
    assert_true(str_is(folded, "\xC3\xA9lys\xC3\xA9" "e \xFFx"));
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_the_first_bad_byte),
        cmocka_unit_test(every_character_goes_there_and_back),
        cmocka_unit_test(counts), cmocka_unit_test(repairs), cmocka_unit_test(knows_classes),
        cmocka_unit_test(knows_harmful_characters), cmocka_unit_test(composes),
        cmocka_unit_test(folds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
