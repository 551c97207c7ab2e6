/* Lists of feeds: folders in folders, each address once, of the web alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "source/opml.h"

static size_t read_list(arena *a, const char *bytes, const char *base, str_list *out) {
    fault f = { 0 };
    jmp_buf here;
    if (setjmp(here)) fail();
    arena_guard(a, &here);
    *out = (str_list){ 0 };
    assert_true(opml_read(a, str_of(bytes), str_of(base), out, &f));
    return out->count;
}

static void is_told_by_its_first_element(void **state) {
    (void)state;
    assert_true(opml_is(STR("<?xml version='1.0'?>\n<!-- mine -->\n<opml version=\"2.0\">")));
    assert_true(opml_is(STR("<OPML>")));
    assert_false(opml_is(STR("<rss><title>opml</title>")));
    assert_false(opml_is(STR("<opmlish>")));
    assert_false(opml_is(STR("<opml")));
}

static void reads_folders_and_drops_repeats(void **state) {
    (void)state;
    arena *a = arena_new(0);
    str_list all;
    size_t count = read_list(a, "<opml version='2.0'><head><title>Mine</title></head><body>"
                                "<outline text='Ports'><outline text='Vesk'>"
                                "<outline xmlUrl='https://gull.example/rss?a=1&amp;b=2'/>"
                                "</outline><outline xmlUrl='/here.xml'/></outline>"
                                "<outline xmlUrl='https://gull.example/rss?a=1&amp;b=2'/>"
                                "<outline xmlUrl='file:///etc/passwd'/>"
                                "<outline xmlUrl='javascript:alert(1)'/><outline text='none'/>"
                                "<outline XMLURL='x' xmlurl='http://post.example/a b'/>"
                                "<outline xmlUrl='HTTP://Post.Example/feed'/></body></opml>",
                             "https://post.example/lists/a.opml", &all);
    assert_int_equal(count, 4);
    assert_true(str_is(all.at[0], "https://gull.example/rss?a=1&b=2"));
    assert_true(str_is(all.at[1], "https://post.example/here.xml"));
    assert_true(str_is(all.at[2], "http://post.example/a%20b"));
    assert_true(str_is(all.at[3], "http://post.example/feed"));
    assert_int_equal(read_list(a, "<opml><body><outline xmlUrl='/x'/></body></opml>", NULL, &all),
                     0);
    arena_free(a);
}

static void broken_lists_give_what_is_there(void **state) {
    (void)state;
    arena *a = arena_new(0);
    str_list all;
    assert_int_equal(read_list(a, "<opml><body><outline xmlUrl='http://a.example/1'>"
                                  "<outline xmlUrl='http://a.example/2'/></outline>"
                                  "<outline text='a", NULL, &all), 2);
    assert_int_equal(read_list(a, "<opml><body></body></opml>", NULL, &all), 0);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_told_by_its_first_element),
        cmocka_unit_test(reads_folders_and_drops_repeats),
        cmocka_unit_test(broken_lists_give_what_is_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
