/* Pages made to hurt: each ends soon and in bounded memory, with the article, a note or a fault
 * that names what was too much. */
#include "source/reading.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PAGE_SIZE = 6 << 20, MEMORY_MOST = 400 << 20, SECONDS_MOST = 30 /* with sanitizers */ };

#define ARTICLE                                                                                    \
    "<html><head><title>Dam holds as river falls</title></head><body><h1>Dam holds as river "     \
    "falls</h1><p>The dam above the town of Bruden held on Monday, and nobody was hurt, the "     \
    "mayor said.</p><p>Engineers had worked all night, and some of them slept on the wall, she "  \
    "told reporters.</p>"

typedef struct attack {
    const char *head, *piece, *tail; /* the piece as often as fits into PAGE_SIZE */
    const char *gives; /* "held": the article; "": no article; else what the fault says */
} attack;

static const attack attacks[] = {
    /* nesting */
    { "", "<div>", ARTICLE, "page has more than 1000000 elements" },
    { ARTICLE, "<b><i><a href=x>", "", "page has more than 1000000 elements" },
    { ARTICLE, "<table><tr><td>", "", "page has more than 1000000 elements" },
    { ARTICLE, "<ul><li><blockquote><dl><dd>", "", "page has more than 1000000 elements" },
    { ARTICLE, "<svg><math><template><select>", "", "held" },
    { ARTICLE, "<b><p></b>", "", "page has more than 1000000 elements" },
    { ARTICLE, "</b></div></p></table>", "", "held" },
    /* tables */
    { ARTICLE "<table>", "<tr><td colspan=99999999 rowspan=99999999>x</td></tr>", "", "held" },
    { ARTICLE "<table><tr>", "<td>x", "", "page has more than 1000000 elements" },
    /* attributes */
    { ARTICLE "<div ", "data-a=b hidden2 ", ">", "held" },
    { ARTICLE "<div class='", "ad share ", "'>", "held" },
    { ARTICLE "<div ", "class='a' ", ">", "held" },
    { "<meta property=og:title content=x>", "<meta name=author content='Ann Lee'>", ARTICLE,
      "held" },
    { "<base href=x>", "<link rel=canonical href=https://x.example/>", ARTICLE, "held" },
    /* characters */
    { ARTICLE "<p>", "&amp;&#x41;&bogus;", "", "held" },
    { ARTICLE "<p>", "&", "", "held" },
    { ARTICLE "<p>", "a\xCC\x81\xCC\x81\xCC\x81", "", "held" },
    { ARTICLE "<p>", "\xE2\x80\xAE\xE2\x80\x8B", "", "held" },
    { ARTICLE "<p>", "\xFF\xFE\xC0", "", "text has " },
    { ARTICLE, "&nbsp;<br>", "", "page has more than 1000000 elements" },
    /* what does not end */
    { ARTICLE "<!--", "<p>not shown ", "", "held" },
    { ARTICLE, "<!-- -->", "", "held" },
    { ARTICLE "<script>", "</scrip", "", "held" },
    { ARTICLE "<div class='", "<p>", "", "held" },
    { ARTICLE, "<", "", "held" },
    { "<title>", "Dam | ", "", "" },
    { ARTICLE, "<p>By <a rel=author class=byline>Ann</a>", "", "" },
    /* linked data */
    { "<script type='application/ld+json'>", "[", "</script>" ARTICLE, "held" },
    { "<script type='application/ld+json'>", "{\"author\":", "</script>" ARTICLE, "held" },
    { "", "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"name\":\"a\"}</script>",
      ARTICLE, "held" },
    { "<script type='application/ld+json'>{\"headline\":\"a\" ", "\"headline\":\"b\" ",
      "</script>" ARTICLE, "held" },
    /* much of what is looked for */
    { ARTICLE, "<h1>Dam holds as river falls</h1>", "", "held" },
    { ARTICLE, "<div><time datetime=2026-01-01>x</time><p>Some words of an entry, as long as it "
               "needs to be here, and then some.</div>", "", "held" },
    { ARTICLE, "<h3><a href=x>A long heading that is a link as a whole</a></h3>", "", "" },
    { "<!DOCTYPE a [<!ENTITY b \"bbbb\">", "<!ENTITY c \"&b;&b;&b;&b;\">", "]>" ARTICLE, "held" },
    { "", "<frameset><frame>", ARTICLE, "held" },
    { ARTICLE "<plaintext>", "x", "", "held" },
};

static str build(const attack *it) {
    size_t head = strlen(it->head), piece = strlen(it->piece), tail = strlen(it->tail);
    char *bytes = malloc(PAGE_SIZE + head + piece + tail);
    assert_non_null(bytes);
    memcpy(bytes, it->head, head);
    size_t at = head;
    for (; at < PAGE_SIZE + head; at += piece) memcpy(bytes + at, it->piece, piece);
    memcpy(bytes + at, it->tail, tail);
    return (str){ bytes, at + tail };
}

static bool gives(const reading *it, source_step step, const char *wanted) {
    if (step == SOURCE_BROKEN) return *wanted && strstr(it->f.what, wanted);
    bool none = it->r.notes.count && str_is(str_of(it->r.notes.at[0].code), "no-article");
    if (!*wanted || none) return !*wanted && none && !it->r.text.length;
    return str_find(it->r.text, str_of(wanted), 0) < it->r.text.length;
}

static bool run(const attack *it) {
    str bytes = build(it);
    clock_t start = clock();
    reading r = { .a = arena_new(MEMORY_MOST) };
    source_options options = { .form = SOURCE_HTML };
    r.s = source_of_bytes(bytes, STR("in"), &options, &r.f);
    source_step step = next(&r);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    bool good = gives(&r, step, it->gives) && seconds <= SECONDS_MOST;
    if (!good)
        print_error("%.60s...: %.1f s, %s, %zu bytes, not \"%s\"\n", it->piece, seconds,
                    step == SOURCE_BROKEN ? r.f.what : "read", r.r.text.length, it->gives);
    reading_end(&r);
    free((char *)(uintptr_t)bytes.at);
    return good;
}

static void ends_soon_whatever_comes(void **state) {
    (void)state;
    size_t bad = 0;
    for (size_t i = 0; i < sizeof attacks / sizeof *attacks; i++) bad += !run(&attacks[i]);
    assert_int_equal(bad, 0);
}

/* ---- bytes that are not what they say ---- */

static void gives_notes(const char *bytes, size_t length, const char *notes) {
    reading it = reading_with((str){ bytes, length }, (source_options){ .form = SOURCE_HTML });
    next_is_report(&it);
    assert_true(str_find(it.r.text, STR("mayor said"), 0) < it.r.text.length);
    are_notes(&it, notes);
    reading_end(&it);
}

static void takes_lies_about_the_charset(void **state) {
    (void)state;
    static const char *const names[] = {
        "utf-16", "utf-32le", "utf-7", "no-such-thing", "iso-2022-jp", "ebcdic-us", "gb18030", "",
        "\"", "utf-8\0x", "//TRANSLIT", "../../x", "ucs-2//IGNORE",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char page[2000];
        int length = snprintf(page, sizeof page, "<meta charset=\"%s\">" ARTICLE, names[i]);
        gives_notes(page, (size_t)length, "");
    }
}

static size_t widened(const char *from, char *to) {
    size_t length = 0;
    for (memcpy(to, "\xFF\xFE", 2); from[length]; length++) {
        to[2 + 2 * length] = from[length];
        to[3 + 2 * length] = 0;
    }
    return 2 + 2 * length;
}

static void takes_broken_utf16(void **state) {
    (void)state;
    static const char alone[] = "\x00\xD8"; /* the first half of a pair */
    char page[4000];
    size_t length = widened(ARTICLE "<p>And that was the end of what could be told of it.", page);
    gives_notes(page, length, "");
    gives_notes(page, length - 1, "bad-bytes");
    memcpy(page + length, alone, 2);
    gives_notes(page, length + 2, "bad-bytes");
}

static void takes_nuls_and_bad_utf8(void **state) {
    (void)state;
    static const char nuls[] = ARTICLE "\0\0\0<p>And th\0at was the end of what could be told.\0";
    static const char bad[] = ARTICLE "<p>Br\xC3\xBC" "cke, \xC3 and \xED\xA0\x80 and \xF5 in it.";
    gives_notes(nuls, sizeof nuls - 1, "");
    source_options options = { .form = SOURCE_HTML, .media = STR("text/html; charset=utf-8") };
    reading it = reading_with((str){ bad, sizeof bad - 1 }, options);
    next_is_report(&it);
    are_notes(&it, "bad-bytes");
    assert_true(str_find(it.r.text, STR("Br\u00fccke"), 0) < it.r.text.length);
    reading_end(&it);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ends_soon_whatever_comes),
        cmocka_unit_test(takes_lies_about_the_charset),
        cmocka_unit_test(takes_broken_utf16),
        cmocka_unit_test(takes_nuls_and_bad_utf8),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
