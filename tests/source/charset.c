/* Pages in other encodings than UTF-8. */
#include "source/charset.h"

#include "base/utf8.h"
#include "source/reading.h"

static void becomes(str bytes, const char *wanted, size_t replaced_wanted) {
    arena *a = arena_new(0);
    size_t replaced;
    str got = page_utf8(a, bytes, &replaced);
    assert_string_equal(arena_copy(a, got).at, wanted);
    assert_int_equal(replaced, replaced_wanted);
    assert_int_equal(utf8_valid(got), got.length);
    arena_free(a);
}

static void keeps_utf8(void **state) {
    (void)state;
    becomes(STR("caf\u00e9"), "caf\u00e9", 0);
    becomes(STR("\xEF\xBB\xBF" "caf\u00e9"), "caf\u00e9", 0);
    becomes(STR("<meta charset=iso-8859-1>caf\u00e9"), "<meta charset=iso-8859-1>caf\u00e9", 0);
    becomes(STR(""), "", 0);
}

static void converts_what_is_declared(void **state) {
    (void)state;
    becomes(STR("caf\xE9 \x93x\x94"), "caf\u00e9 \u201cx\u201d", 0);
    becomes(STR("<meta charset=latin1>caf\xE9 \x80"), "<meta charset=latin1>caf\u00e9 \u20ac", 0);
    becomes(STR("<META http-equiv=x content='text/html; charset=windows-1251'>\xE4"),
            "<META http-equiv=x content='text/html; charset=windows-1251'>\u0434", 0);
    becomes(STR("<meta charset=\"Shift_JIS\">\x83\x41"), "<meta charset=\"Shift_JIS\">\u30a2", 0);
    becomes(STR("<meta charset=gb2312>\xC4\xE3"), "<meta charset=gb2312>\u4f60", 0);
    becomes(STR("<?xml version='1.0' encoding='iso-8859-15'?>\xA4"),
            "<?xml version='1.0' encoding='iso-8859-15'?>\u20ac", 0);
    becomes(STR("<meta charset=no-such-thing>\xE9"), "<meta charset=no-such-thing>\u00e9", 0);
}

static void reads_wide_pages(void **state) {
    (void)state;
    becomes(STR("\xFF\xFE<\0p\0>\0\xE9\0"), "<p>\u00e9", 0);
    becomes(STR("\xFE\xFF\0<\0p\0>\0\xE9"), "<p>\u00e9", 0);
    becomes(STR("\xFF\xFE\x00\xD8x\0"), "\uFFFDx", 1);
}

static void replaces_bad_bytes(void **state) {
    (void)state;
    becomes(STR("<meta charset=utf-8>a\xE9z"), "<meta charset=utf-8>a\uFFFDz", 1);
    becomes(STR("<meta charset=utf-16>a\xE9z\xC3\xA9"), "<meta charset=utf-16>a\uFFFDz\u00e9", 1);
    becomes(STR("a\x81z"), "a\uFFFDz", 1);
    becomes(STR("\xEF\xBB\xBF" "a\xC3"), "a\uFFFD", 1);
}

static void notes_bad_bytes(void **state) {
    (void)state;
    reading it = reading_of("<meta charset=utf-8><p>The dam above the town of Br\xFC"
                            "den held on Monday, and nobody "
                            "was hurt, the mayor said.</p>");
    next_is_report(&it);
    are_notes(&it, "bad-bytes");
    is_text(it.a, it.r.notes.at[0].message, "1 bytes of the page became U+FFFD");
    reading_end(&it);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_utf8),        cmocka_unit_test(converts_what_is_declared),
        cmocka_unit_test(reads_wide_pages),  cmocka_unit_test(replaces_bad_bytes),
        cmocka_unit_test(notes_bad_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
