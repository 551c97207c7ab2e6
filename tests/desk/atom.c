/* Feeds: what RFC 4287 asks of every feed and entry is there, whatever is given. */
#include "desk/atom.h"

#include <libxml/parser.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static str written(arena *a, const atom_entry *e) {
    buffer *out = ARENA_NEW(a, buffer, 1);
    atom_feed f = atom_begin(a, out, &(atom_head){ .id = STR("urn:x:1"), .title = STR("New"),
                                                   .self = STR("https://desk.example/feed") });
    if (e) atom_entry_add(&f, e);
    atom_end(&f);
    str all = arena_copy(a, buffer_str(out));
    xmlDoc *d = xmlReadMemory(all.at, (int)all.length, "feed", NULL, XML_PARSE_NONET);
    assert_non_null(d);
    xmlFreeDoc(d);
    return all;
}

static void expects(str all, const char *words) {
    if (!strstr(all.at, words)) fail_msg("no \"%s\" in\n%s", words, all.at);
}

static void feed(void **state) {
    (void)state;
    arena *a = arena_new(0);
    str all = written(a, NULL);
    expects(all, "<id>urn:x:1</id>\n<title>New</title>\n<updated>1970-01-01T00:00:00Z</updated>\n"
                 "<author>\n<name>onrecord</name>\n</author>\n"
                 "<link rel=\"self\" href=\"https://desk.example/feed\"/>\n<generator ");
    arena_free(a);
}

static void entry(void **state) {
    (void)state;
    arena *a = arena_new(0);
    atom_entry e = { .id = STR("urn:x:2"), .title = STR("Ruiz: \"no\" <b>\r\n& more]]>\x01"),
                     .updated = { { 2026, 3, 1 }, 9, 5, 7, 60 },
                     .published = { { 2026, 2, 28 }, -1, 0, 0, ZONE_NONE },
                     .author = STR("The Gull"), .link = STR("https://gull.example/?a=1&b=2"),
                     .category = STR("statement"), .summary = STR("one\ntwo") };
    expects(written(a, &e),
            "<entry>\n<id>urn:x:2</id>\n"
            "<title>Ruiz: &quot;no&quot; &lt;b&gt; &amp; more]]&gt;</title>\n"
            "<updated>2026-03-01T09:05:07+01:00</updated>\n"
            "<published>2026-02-28T00:00:00Z</published>\n<author>\n<name>The Gull</name>\n"
            "</author>\n"
            "<link rel=\"alternate\" href=\"https://gull.example/?a=1&amp;b=2\"/>\n"
            "<category term=\"statement\"/>\n<summary>one\ntwo</summary>\n</entry>\n");
    e.link = STR("javascript:alert(1)");
    /* neither link nor content is not allowed */
    expects(written(a, &e), "<content>one\ntwo</content>\n</entry>");
    arena_free(a);
}

static void ids(void **state) {
    (void)state;
    arena *a = arena_new(0);
    str one = atom_id(a, STR("a/s1")), other = atom_id(a, STR("a/s2"));
    assert_true(str_starts(one, STR("urn:uuid:")) && one.length == 45);
    assert_true(one.at[23] == '8' && strchr("89ab", one.at[28]));
    assert_false(str_same(one, other));
    assert_true(str_same(one, atom_id(a, STR("a/s1"))));
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(feed), cmocka_unit_test(entry), cmocka_unit_test(ids),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
