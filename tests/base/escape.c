/* Text that is anything stays one value of XML, CSV, TSV, a URI, a line. */
#include "base/escape.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define HOSTILE STR("a\"b,<c>&'d'\r\ne\tf\x01\x7F]]>\xEF\xBF\xBE\xE2\x80\xAEg")

static void xml(void **state) {
    (void)state;
    arena *a = arena_new(0);
    buffer out = { 0 };
    escape_xml(a, &out, HOSTILE);
    assert_true(str_is(buffer_str(&out),
                       "a&quot;b,&lt;c&gt;&amp;&#39;d&#39;&#13;\ne\tf\xEF\xBF\xBD\xEF\xBF\xBD]]&gt;"
                       "\xEF\xBF\xBD\xE2\x80\xAEg"));
    arena_free(a);
}

static str csv(arena *a, const char *words, bool safe) {
    buffer *out = ARENA_NEW(a, buffer, 1);
    escape_csv(a, out, str_of(words), safe);
    return buffer_str(out);
}

static void cells_of_csv(void **state) {
    (void)state;
    arena *a = arena_new(0);
    assert_true(str_is(csv(a, "plain", false), "plain"));
    assert_true(str_is(csv(a, "", false), "\"\""));
    assert_true(str_is(csv(a, "a,b", false), "\"a,b\""));
    assert_true(str_is(csv(a, "say \"no\"\r\nto\tit\x02", false),
                       "\"say \"\"no\"\"\r\nto it\xEF\xBF\xBD\""));
    assert_true(str_is(csv(a, "=1+1", false), "=1+1"));
    arena_free(a);
}

static void formulas(void **state) {
    (void)state;
    static const struct { const char *from, *to; } cases[] = {
        { "=cmd|' /C calc'!A0", "\"'=cmd|' /C calc'!A0\"" },
        { "+1", "\"'+1\"" }, { "-1", "\"'-1\"" }, { "@SUM(A1)", "\"'@SUM(A1)\"" },
        { "\t=1", "\" '=1\"" }, { "\r=1", "\"\r'=1\"" }, { " \"=1\"", "\" \"\"'=1\"\"\"" },
        { "x;=1", "\"x;'=1\"" }, { "x,\"=1", "\"x,\"\"'=1\"" },
        { "\xEF\xBC\x9D" "1", "\"'\xEF\xBC\x9D" "1\"" },
        { "\xE2\x80\x8B=1", "\"\xE2\x80\x8B'=1\"" },
        { "a=1", "\"a=1\"" }, { "well-known", "\"well-known\"" },
    };
    arena *a = arena_new(0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(arena_copy(a, csv(a, cases[i].from, true)).at, cases[i].to);
    arena_free(a);
}

static void cells_of_tsv(void **state) {
    (void)state;
    arena *a = arena_new(0);
    buffer out = { 0 };
    escape_tsv(a, &out, STR("a\tb\r\n\"c\"\x03"), false);
    assert_true(str_is(buffer_str(&out), "a b  \"c\"\xEF\xBF\xBD"));
    arena_free(a);
}

static void links(void **state) {
    (void)state;
    static const struct { const char *from, *to; } cases[] = {
        { "https://gull.example/a?b=c&d#e", "https://gull.example/a?b=c&d#e" },
        { " HTTP://gull.example/a b\"<\xC3\xA9 ", "HTTP://gull.example/a%20b%22%3C%C3%A9" },
        { "http://x/%41%4", "http://x/%41%254" }, { "http://x/#a#b", "http://x/#a%23b" },
        { "http://x/\r\nSet: 1", "http://x/%0D%0ASet:%201" },
        { "javascript:alert(1)", NULL }, { "//x/", NULL }, { "https://", NULL }, { "", NULL },
    };
    arena *a = arena_new(0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        buffer out = { 0 };
        assert_int_equal(escape_link(a, &out, str_of(cases[i].from)), cases[i].to != NULL);
        if (cases[i].to) assert_true(str_is(buffer_str(&out), cases[i].to));
        else assert_int_equal(out.count, 0);
    }
    arena_free(a);
}

static void plain(void **state) {
    (void)state;
    arena *a = arena_new(0);
    assert_true(str_is(escape_plain(a, STR("  a\r\n\t b\x1B[31m\xE2\x80\xAE" "c\xC2\xA0"
                                           "\xE2\x80\xA8 ")), "a b[31mc"));
    assert_true(str_is(escape_plain(a, STR(" \n")), ""));
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(xml), cmocka_unit_test(cells_of_csv), cmocka_unit_test(formulas),
        cmocka_unit_test(cells_of_tsv), cmocka_unit_test(links), cmocka_unit_test(plain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
