/* Pages as trees: what browsers make of tags that are left out, crossed or broken. */
#include "source/tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"

/* "p(a(x) y)": elements with what they hold, texts trimmed. */
static void print_node(arena *a, const tree *t, uint32_t n, buffer *out) {
    const node *it = &t->nodes.at[n];
    if (it->tag == TAG_TEXT) {
        buffer_add(a, out, str_trim(it->text));
        return;
    }
    buffer_print(a, out, "%s(", it->tag == TAG_UNKNOWN ? "?" : tag_word((tag)it->tag));
    for (uint32_t child = n + 1; child < it->end; child = t->nodes.at[child].end) {
        if (child > n + 1) buffer_add(a, out, STR(" "));
        print_node(a, t, child, out);
    }
    buffer_add(a, out, STR(")"));
}

static void builds(const char *page, const char *wanted) {
    arena *a = arena_new(0);
    fault f = { 0 };
    tree t;
    buffer out = { 0 };
    assert_true(tree_build(a, str_of(page), &t, &f));
    buffer_add(a, &out, STR(" "));
    for (uint32_t n = 1; n < t.nodes.count; n = t.nodes.at[n].end) print_node(a, &t, n, &out);
    assert_string_equal(arena_copy(a, buffer_str(&out)).at + 1, wanted);
    arena_free(a);
}

static void nests(void **state) {
    (void)state;
    builds("<div><p>one</p><p>two</p></div>", "div(p(one) p(two))");
    builds("<DIV>a<Br/>b</dIV >c", "div(a br() b)c");
    builds("<x-card><p>a</p></x-card>", "?(p(a))");
    builds("plain", "plain");
    builds("", "");
}

static void supplies_end_tags(void **state) {
    (void)state;
    builds("<p>one<p>two<div>three</div>", "p(one)p(two)div(three)");
    builds("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>", "ul(li(a) li(b ul(li(c))) li(d))");
    builds("<dl><dt>a<dd>b<dt>c</dl>", "dl(dt(a) dd(b) dt(c))");
    builds("<table><tr><td>a<td>b<tr><th>c</table>d", "table(tr(td(a) td(b)) tr(th(c)))d");
    builds("<table><thead><tr><td>a<tbody><tr><td>b</table>",
           "table(thead(tr(td(a))) tbody(tr(td(b))))");
    builds("<table><tr><td><table><tr><td>a</table>b<td>c</table>",
           "table(tr(td(table(tr(td(a))) b) td(c)))");
    builds("<h2>a<h3>b</h3>", "h2(a)h3(b)");
    builds("<a href=1>a<a href=2>b</a>", "a(a)a(b)");
    builds("<select><option>a<option>b</select>", "select(option(a) option(b))");
    builds("<head><title>a</title><body>b", "head(title(a))body(b)");
}

static void drops_stray_end_tags(void **state) {
    (void)state;
    builds("a</p>b</div>c</b>", "abc");
    builds("<div>a</span>b</div>", "div(a b)");
    builds("<table><tr><td><p>a</table>b", "table(tr(td(p(a))))b");
    builds("<div><table><tr><td>a</div>b</table></div>", "div(table(tr(td(a b))))");
    builds("</body>a</html>b", "ab");
    builds("<h2>a</h3>b", "h2(a)b");
}

static void ends_crossed_formatting_with_its_block(void **state) {
    (void)state;
    builds("<b>a<p>b</b>c</p>d", "b(a p(b))cd");
    builds("<a href=x><div>a</a>b</div>c", "a(div(a b))c");
    builds("<a href=x><div>a</div></a>b", "a(div(a))b");
    builds("<b><i>a</b>b</i>c", "b(i(a))bc");
}

static void reads_raw_text(void **state) {
    (void)state;
    builds("<title>a <b> &amp; c</title>d", "title(a <b> & c)d");
    builds("<textarea><p></textarea>a", "textarea(<p>)a");
    builds("<script>if (a<b) '</p>'</script>c", "script()c");
    builds("<script type='application/ld+json'>{\"a\":\"<p>\"}</script>c",
           "script({\"a\":\"<p>\"})c");
    builds("<style>p > a {}</style>b<style>", "style()bstyle()");
    builds("<script>a</scripty></script >b", "script()b");
    builds("<iframe><p>a</iframe>b", "iframe()b");
    builds("<svg><title>a</title><path/><style>b</style></svg>c", "svg(title(a) ?() style(b))c");
}

static void leaves_out_comments(void **state) {
    (void)state;
    builds("a<!-- <p> -- > -->b<!-->c<!--->d<!-- e --!>f", "abcdf");
    builds("<!DOCTYPE html>a<?php echo ?>b</ c>d<![CDATA[e]]>f", "abdf");
    builds("a<!-- never ends <p>", "a");
    builds("1 < 2 and <3 and a<", "1 < 2 and <3 and a<");
}

static void resolves_references(void **state) {
    (void)state;
    builds("&lt;b&gt; &amp;amp; &eacute;&#233;&#xE9;&#8217;&rsquo;",
           "<b> &amp; \u00e9\u00e9\u00e9\u2019\u2019");
    builds("&#150;&#x92;&#0;&#xD800;&#x110000;&#99999999999;",
           "\u2013\u2019\uFFFD\uFFFD\uFFFD\uFFFD");
    builds("a &amp b &copy c &unknown; &eacute d &; &# &#x; AT&T",
           "a & b \u00a9 c &unknown; &eacute d &; &# &#x; AT&T");
}

static void reads_attributes(void **state) {
    (void)state;
    arena *a = arena_new(0);
    fault f = { 0 };
    tree t;
    assert_true(tree_build(
        a, STR("<p class = 'a b' ID=x title=\"1 > 2 &amp; 3\" hidden class=no data-x=1 =y/>b"), &t,
        &f));
    assert_true(str_is(tree_attribute(&t, 1, ATTRIBUTE_CLASS), "a b"));
    assert_true(str_is(tree_attribute(&t, 1, ATTRIBUTE_ID), "x"));
    assert_true(str_is(tree_attribute(&t, 1, ATTRIBUTE_TITLE), "1 > 2 & 3"));
    assert_true(str_is(tree_attribute(&t, 1, ATTRIBUTE_HIDDEN), ""));
    assert_null(tree_attribute(&t, 1, ATTRIBUTE_HREF).at);
    assert_int_equal(t.nodes.count, 3);
    arena_free(a);
}

static void squeezes_text(void **state) {
    (void)state;
    arena *a = arena_new(0);
    fault f = { 0 };
    tree t;
    assert_true(tree_build(
        a, STR("<div> a\n\t b<b>c</b> <p>d<br>e\u00a0f\u00adg\u200b</p><script>x</script>h</div>"),
        &t, &f));
    assert_true(str_is(tree_text(a, &t, 0), "a bc d e fg h"));
    assert_true(str_is(text_head(STR("a\u00e9b"), 2), "a"));
    assert_true(str_is(text_head(STR("a\u00e9b"), 3), "a\u00e9"));
    assert_true(str_is(text_head(STR("ab"), 3), "ab"));
    arena_free(a);
}

static void knows_every_element(void **state) {
    (void)state;
    for (int i = TAG_A; i < TAGS; i++) assert_int_equal(tag_of(str_of(tag_word((tag)i))), i);
    assert_int_equal(tag_of(STR("TaBLe")), TAG_TABLE);
    assert_int_equal(tag_of(STR("x")), TAG_UNKNOWN);
    assert_int_equal(tag_of(STR("")), TAG_UNKNOWN);
    assert_int_equal(tag_of(STR("blockquotes")), TAG_UNKNOWN);
}

/* Every node's subtree is a run of the array inside its parent's, whatever the bytes. */
static void check_shape(const tree *t, size_t bytes) {
    for (uint32_t n = 0; n < t->nodes.count; n++) {
        const node *it = &t->nodes.at[n];
        assert_true(it->end > n && it->end <= t->nodes.count);
        assert_true(it->tag != TAG_TEXT || (it->end == n + 1 && it->text.length <= bytes));
        assert_int_equal(it->parent == NODE_NONE, n == 0);
        if (n == 0) continue;
        assert_true(it->parent < n && it->end <= t->nodes.at[it->parent].end);
    }
}

static void holds_its_shape_on_odd_pages(void **state) {
    (void)state;
    static const char *const parts[] = {
        "<p>", "</p>", "<a href=x>", "</a>", "<div>", "</div>", "<td>", "<table>", "</table>",
        "<b>", "</b>", "text ", "<li>", "</ul>", "<ul>", "<title>", "</title>", "<svg>", "</svg>",
        "<br/>", "<!--", "-->", "<h1>", "</h2>", "<script>", "</script>", "<", "&lt;",
    };
    uint32_t seed = 7;
    for (int round = 0; round < 400; round++) {
        arena *a = arena_new(0);
        buffer page = { 0 };
        fault f = { 0 };
        tree t;
        for (int i = 0; i < 60; i++) {
            seed = seed * 1664525 + 1013904223;
            buffer_add(a, &page, str_of(parts[(seed >> 16) % (sizeof parts / sizeof *parts)]));
        }
        assert_true(tree_build(a, buffer_str(&page), &t, &f));
        check_shape(&t, page.count);
        arena_free(a);
    }
}

static str repeated(arena *a, const char *part, size_t times) {
    buffer out = { 0 };
    for (size_t i = 0; i < times; i++) buffer_add(a, &out, str_of(part));
    return buffer_str(&out);
}

static void holds_to_limits(void **state) {
    (void)state;
    arena *a = arena_new(0);
    fault f = { 0 };
    tree t;
    assert_true(tree_build(a, repeated(a, "<div>", 5000), &t, &f));
    check_shape(&t, 25000);
    assert_int_equal(t.nodes.count, 5001);
    assert_false(tree_build(a, repeated(a, "<i>", TREE_NODES_MOST + 1), &t, &f));
    assert_int_equal(f.kind, FAULT_INPUT);
    assert_string_equal(f.what, "page has more than 1000000 elements");
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nests),
        cmocka_unit_test(supplies_end_tags),
        cmocka_unit_test(drops_stray_end_tags),
        cmocka_unit_test(ends_crossed_formatting_with_its_block),
        cmocka_unit_test(reads_raw_text),
        cmocka_unit_test(leaves_out_comments),
        cmocka_unit_test(resolves_references),
        cmocka_unit_test(reads_attributes),
        cmocka_unit_test(squeezes_text),
        cmocka_unit_test(knows_every_element),
        cmocka_unit_test(holds_its_shape_on_odd_pages),
        cmocka_unit_test(holds_to_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
