/* Values in markup: escaped for the place where they stand, whatever they hold. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "serve/markup.h"

typedef struct written {
    arena *a;
    buffer bytes;
    markup m;
} written;

static int begin(void **state) {
    static written w;
    w = (written){ .a = arena_new(1 << 20) };
    w.m = markup_into(w.a, &w.bytes);
    *state = &w;
    return 0;
}

static int end(void **state) {
    arena_free(((written *)*state)->a);
    return 0;
}

static void expect(written *w, const char *wanted) {
    str got = buffer_str(&w->bytes);
    assert_int_equal(got.length, str_of(wanted).length);
    assert_memory_equal(got.at, wanted, got.length);
}

static void test_text(void **state) {
    written *w = *state;
    FILL(&w->m, "<p>{}</p>", STR("a <b> & \"c\" 'd'"));
    expect(w, "<p>a &lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;</p>");
}

static void test_attribute(void **state) {
    written *w = *state;
    FILL(&w->m, "<p title=\"{}\" class=\"x {}\">", STR("\" onclick=\"x"), STR("y\tz"));
    expect(w, "<p title=\"&quot; onclick=&quot;x\" class=\"x y\tz\">");
}

static void test_address_begins_with_http(void **state) {
    written *w = *state;
    FILL(&w->m, "<a href=\"{}\"><a href=\"{}\">", STR("javascript:alert(1)"),
         STR("HTTPS://a.example/?b=\"&c"));
    FILL(&w->m, "<a href=\"{}\"><a href=\"{}\">", STR("https://a\n.example"), STR("//a.example"));
    expect(w, "<a href=\"#\"><a href=\"HTTPS://a.example/?b=&quot;&amp;c\">"
              "<a href=\"#\"><a href=\"#\">");
}

static void test_part_of_address(void **state) {
    written *w = *state;
    FILL(&w->m, "<a href=\"/actor/{}?x={}#{}\">", STR("A/B ?"), STR("a&b=\"c"), STR("é"));
    expect(w, "<a href=\"/actor/A%2FB%20%3F?x=a%26b%3D%22c#%C3%A9\">");
}

/* An address that is written in several pieces is one all the same. */
static void test_address_in_pieces(void **state) {
    written *w = *state;
    markup_add(&w->m, "<a href=\"/search");
    FILL(&w->m, "?q={}", STR("a b"));
    markup_add(&w->m, "\" class=\"");
    FILL(&w->m, "{}\">", STR("a b"));
    expect(w, "<a href=\"/search?q=a%20b\" class=\"a b\">");
}

static void test_characters_that_turn_or_control(void **state) {
    written *w = *state;
    FILL(&w->m, "{}|{}", STR("abc\xE2\x80\xAE" "def\xE2\x81\xA6"), STR("a\x01" "b\x1b[0m"));
    expect(w, "abcdef|a b [0m");
}

static void test_no_value(void **state) {
    written *w = *state;
    FILL(&w->m, "<p>{}</p>", STR_NONE);
    expect(w, "<p></p>");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_text, begin, end),
        cmocka_unit_test_setup_teardown(test_attribute, begin, end),
        cmocka_unit_test_setup_teardown(test_address_begins_with_http, begin, end),
        cmocka_unit_test_setup_teardown(test_part_of_address, begin, end),
        cmocka_unit_test_setup_teardown(test_address_in_pieces, begin, end),
        cmocka_unit_test_setup_teardown(test_characters_that_turn_or_control, begin, end),
        cmocka_unit_test_setup_teardown(test_no_value, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
