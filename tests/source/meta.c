/* What pages say of themselves: titles, outlets, authors, dates, addresses. */
#include <string.h>

#include "source/reading.h"

#define BODY \
    "<p>The dam above the town of Bruden held on Monday, and nobody was hurt, the mayor said.</p>" \
    "<p>Engineers had worked all night, and some of them slept on the wall, she told reporters.</p>"

static reading page(const char *html) {
    reading it = reading_with(
        str_of(html), (source_options){ .form = SOURCE_HTML, .retrieved = STR("2026-01-05") });
    next_is_report(&it);
    return it;
}

static void title_is(const char *html, const char *wanted) {
    reading it = page(html);
    is_text(it.a, it.r.title, wanted);
    reading_end(&it);
}

static void takes_the_headline(void **state) {
    (void)state;
    title_is("<title>Dam holds | Bruden Post</title><h1>Dam holds</h1>" BODY, "Dam holds");
    title_is("<title>Dam holds as river falls - Bruden Post</title>" BODY,
             "Dam holds as river falls");
    title_is("<title>Bruden Post: Home</title><meta property=og:site_name content='Bruden Post'>"
             "<h1>Bruden Post</h1><h2>Dam holds as river falls</h2>"
             "<meta property=og:title content='Dam holds as river falls'>" BODY,
             "Dam holds as river falls");
    title_is(
        "<title>River news</title><meta property=og:title content='Dam holds, town is safe | "
        "Bruden Post'>"
        "<meta property=og:site_name content='Bruden Post'>" BODY,
        "Dam holds, town is safe");
    title_is("<title>Local | Dam holds as river falls</title><h1>Dam holds as river "
             "falls</h1>" BODY, "Dam holds as river falls");
    title_is("<h1>Mayor: &#8216;We will sue&#8217;</h1>" BODY, "Mayor: \u2018We will sue\u2019");
    title_is("<title>Dam - what now?</title>" BODY, "Dam - what now?");
    title_is("<h1>Local | Mayor says the dam holds</h1><meta property=og:title "
             "content='Mayor says the dam holds'>" BODY,
             "Mayor says the dam holds");
    title_is(
        "<title>The dam above the town holds \u2013 for now | Local | Bruden Post</title>" BODY,
        "The dam above the town holds \u2013 for now");
    title_is("<h1>E\u0301lysee says the dam holds</h1>" BODY, "\u00c9lysee says the dam holds");
    title_is(BODY, NULL);
}

/* Cut where a blank stands, it must not end in that blank. */
static void cuts_endless_headlines(void **state) {
    (void)state;
    char html[2048] = "<title>";
    for (int i = 0; i < 300; i++) strcat(html, i % 2 ? "a " : "ab ");
    strcat(html, "</title>" BODY);
    reading it = page(html);
    assert_in_range(it.r.title.length, 390, 400);
    assert_false(is_blank(it.r.title.at[it.r.title.length - 1]));
    reading_end(&it);
}

static void keeps_all_variants(void **state) {
    (void)state;
    reading it = page("<title>Dam holds | Bruden Post</title><meta property=og:title "
                      "content='The dam that held'>"
                      "<script type=application/ld+json>"
                      "{\"@type\":\"NewsArticle\",\"headline\":\"Dam holds\"}</script>"
                      "<h1>Dam holds</h1>" BODY);
    assert_int_equal(it.r.titles.count, 3);
    is_text(it.a, it.r.titles.at[0].text, "Dam holds");
    assert_string_equal(it.r.titles.at[0].from, "page");
    is_text(it.a, it.r.titles.at[1].text, "Dam holds | Bruden Post");
    is_text(it.a, it.r.titles.at[2].text, "The dam that held");
    assert_string_equal(it.r.titles.at[2].from, "og");
    reading_end(&it);
}

static void authors_are(const char *html, const char *wanted) {
    reading it = page(html);
    are_texts(it.a, &it.r.authors, wanted);
    reading_end(&it);
}

static void finds_authors(void **state) {
    (void)state;
    authors_are("<script type=application/ld+json>"
                "{\"@type\":\"NewsArticle\",\"author\":[{\"@type\":\"Person\","
                "\"name\":\"Ann Lee\"},{\"name\":\"Bo Ray\"}]}</script>" BODY, "Ann Lee; Bo Ray");
    authors_are("<script type=application/ld+json>"
                "{\"@graph\":[{\"@type\":[\"Article\"],\"author\":{\"@id\":\"#p\"}},"
                "{\"@type\":\"Person\",\"@id\":\"#p\",\"name\":\"Ann Lee\"}]}</script>" BODY,
                "Ann Lee");
    authors_are("<meta name=author content='Ann Lee and Bo Ray'>" BODY, "Ann Lee; Bo Ray");
    authors_are("<meta property=article:author content='https://social.example/annlee'><a "
                "rel=author href=x>Ann Lee</a>" BODY,
                "Ann Lee");
    authors_are("<span itemprop=author itemscope><b itemprop=name>Ann Lee</b></span>" BODY,
    "Ann Lee");
    authors_are("<div class=article-byline>By Ann Lee</div>" BODY, "Ann Lee");
    authors_are("<div>By <a href=x>Ann Lee</a>, Bruden Post</div>" BODY, "Ann Lee");
    authors_are("<meta property=og:site_name content='Bruden Post'><meta name=author "
                "content='Bruden Post'>"
                "<p>By Ann Lee</p>" BODY, "Ann Lee");
    authors_are("<meta name=author content=admin>" BODY, "");
    authors_are("<p>By noon the river had gone down.</p>" BODY, "");
}

static void dates_are(const char *html, const char *published, const char *modified) {
    reading it = page(html);
    is_text(it.a, it.r.published, published);
    is_text(it.a, it.r.modified, modified);
    reading_end(&it);
}

static void finds_dates(void **state) {
    (void)state;
    dates_are("<script type=application/ld+json>"
              "{\"@type\":\"NewsArticle\",\"datePublished\":\"2026-01-03T09:30:00+01:00\","
              "\"dateModified\":\"2026-01-04T10:00:00+01:00\"}</script>" BODY,
              "2026-01-03T09:30:00+01:00", "2026-01-04T10:00:00+01:00");
    dates_are("<meta property=article:published_time content=2026-01-03>"
              "<meta property=article:modified_time content=2026-01-04>" BODY, "2026-01-03",
              "2026-01-04");
    dates_are("<time itemprop=datePublished datetime=2026-01-03T09:30>Saturday</time>" BODY,
    "2026-01-03T09:30:00", NULL);
    dates_are("<link rel=canonical href=https://post.example/2026/01/03/dam>" BODY, "2026-01-03",
    NULL);
    dates_are("<h1>Dam holds as river falls</h1><div>Published 3 January 2026, 09:30 "
              "GMT</div>" BODY,
              "2026-01-03T09:30:00Z", NULL);
    dates_are("<html lang=en-GB><h1>Dam holds as river falls</h1><div>03/01/2026</div>" BODY,
    "2026-01-03", NULL);
    dates_are("<html lang=en-US><h1>Dam holds as river falls</h1><div>01/03/2026</div>" BODY,
    "2026-01-03", NULL);
    dates_are("<h1>Dam holds as river falls</h1>" BODY, NULL, NULL);
}

static void believes_no_date_of_the_future(void **state) {
    (void)state;
    dates_are("<meta property=article:published_time content=2026-02-03>" BODY, NULL, NULL);
    dates_are("<meta property=article:published_time content=2026-01-06T01:00:00+10:00>" BODY,
              "2026-01-06T01:00:00+10:00", NULL);
}

static void dates_at(const char *retrieved, const char *date, const char *published) {
    arena *a = arena_new(0);
    str html = arena_print(a, "<meta property=article:published_time content='%s'>" BODY, date);
    reading it = reading_with(
        html, (source_options){ .form = SOURCE_HTML, .retrieved = str_of(retrieved) });
    next_is_report(&it);
    is_text(it.a, it.r.published, published);
    reading_end(&it);
    arena_free(a);
}

/* To the minute where both tell the zone; a day without one may be that of any place on earth. */
static void believes_no_date_after_the_fetch(void **state) {
    (void)state;
    static const char now[] = "2026-01-05T12:00:00Z";
    dates_at(now, "2026-01-05T12:05:00Z", "2026-01-05T12:05:00Z");
    dates_at(now, "2026-01-05T12:15:00Z", NULL);
    dates_at(now, "2026-01-05T15:00:00+03:00", "2026-01-05T15:00:00+03:00");
    dates_at(now, "2026-01-05T15:00:00+01:00", NULL);
    dates_at(now, "2026-01-06", "2026-01-06");
    dates_at(now, "2026-01-07", NULL);
    dates_at("2026-01-05T06:00:00Z", "2026-01-06", NULL);
}

/* The next source is asked where one names a day to come. */
static void passes_over_dates_to_come(void **state) {
    (void)state;
    dates_are("<meta property=article:published_time content=2027-01-03><meta name=pubdate "
              "content=2026-01-03><meta property=article:modified_time content=2027-01-03>" BODY,
              "2026-01-03", NULL);
}

static void dates_of_changes_are_not_of_publication(void **state) {
    (void)state;
    dates_are("<h1>Dam holds</h1>" BODY "<p><i>This article was amended on 4 January 2026 to "
              "correct a name.</i></p>", NULL, "2026-01-04");
    dates_are("<h1>Dam holds</h1><p>Published 3 January 2026</p><p>Updated 4 January 2026</p>"
              BODY, "2026-01-03", "2026-01-04");
}

static void takes_the_papers_own_day(void **state) {
    (void)state;
    dates_are("<meta property=article:published_time content=2026-01-04T02:30:00Z>"
              "<link rel=canonical href=https://post.example/2026/01/03/dam>" BODY, "2026-01-03",
              NULL);
    dates_are("<meta property=article:published_time content=2026-01-04T02:30:00Z><h1>Dam holds "
              "as river falls</h1>"
              "<div>Jan. 3, 2026 9:30 p.m.</div>" BODY, "2026-01-03T21:30:00", NULL);
    dates_are("<meta property=article:published_time content=2026-01-04T14:30:00Z><h1>Dam holds "
              "as river falls</h1>"
              "<div>Jan. 3, 2026</div>" BODY, "2026-01-04T14:30:00Z", NULL);
}

static void finds_outlet_section_address(void **state) {
    (void)state;
    reading it = page("<html lang=en><meta property=og:site_name content='Bruden Post'>"
                      "<meta property=article:section content=Local>"
                      "<link rel=canonical href=' https://post.example/dam '>" BODY);
    is_text(it.a, it.r.site, "Bruden Post");
    is_text(it.a, it.r.section, "Local");
    is_text(it.a, it.r.canonical, "https://post.example/dam");
    is_text(it.a, it.r.url, "https://post.example/dam");
    reading_end(&it);
    it = page("<meta property=og:url content=https://www.post.example/dam>" BODY);
    is_text(it.a, it.r.site, "post.example");
    reading_end(&it);
    it = page("<link rel=canonical href=/dam>" BODY);
    is_text(it.a, it.r.canonical, NULL);
    is_text(it.a, it.r.site, NULL);
    reading_end(&it);
    it = reading_with(STR("<link rel=canonical href=/dam>" BODY),
                      (source_options){ .form = SOURCE_HTML,
                                        .url = STR("https://post.example/x/dam?from=feed") });
    next_is_report(&it);
    is_text(it.a, it.r.canonical, "https://post.example/dam");
    reading_end(&it);
}

static void wire_is(const char *html, bool wanted) {
    reading it = page(html);
    assert_int_equal(it.r.wire, wanted);
    reading_end(&it);
}

static void knows_wire_copies(void **state) {
    (void)state;
    wire_is("<meta name=author content='Associated Press'>" BODY, true);
    wire_is("<p>BRUDEN, Jan 3 (Reuters) - The dam above the town held on Monday, and nobody was "
            "hurt.</p>" BODY, true);
    wire_is("<meta property=og:site_name content=Reuters>"
            "<p>BRUDEN, Jan 3 (Reuters) - The dam above the town held on Monday, and nobody was "
            "hurt.</p>" BODY, false);
    wire_is("<p>The news agency Reuters said the dam above the town held on Monday, and nobody "
            "was hurt.</p>" BODY, false);
    wire_is(BODY, false);
    wire_is("<div class=byline>By ANN LEE Associated Press</div>" BODY, true);
    wire_is("<p>By Ann Lee, Reuters</p>" BODY, true);
    wire_is("<div class=byline>By Ann Lee, Bruden Post</div>" BODY, false);
    wire_is("<meta name=source content=AFP>" BODY, true);
    wire_is(BODY "<p>Copyright 2026 The Associated Press. All rights reserved.</p>", true);
    wire_is(BODY "<p>\u00a9 2026 AFP</p>", true);
    wire_is(BODY "<p>\u00a9 2026 Bruden Post</p>", false);
    wire_is("<meta property=og:site_name content='Associated Press'>" BODY
            "<p>Copyright 2026 The Associated Press. All rights reserved.</p>", false);
}

static void reads_broken_linked_data(void **state) {
    (void)state;
    static const char *const scripts[] = {
        "{\"@type\":\"NewsArticle\",\"headline\":\"Dam &amp; "
        "river\",\"datePublished\":\"2026-01-03\",}",
        "<!-- {\"@type\":\"NewsArticle\",\"headline\":\"Dam &amp; "
        "river\",\"datePublished\":\"2026-01-03\"} -->",
        "//<![CDATA[\n{\"@type\":\"NewsArticle\",\"headline\":\"Dam &amp; "
        "river\",\"datePublished\":\"2026-01-03\"}\n//]]>",
        "{\"@type\":\"NewsArticle\",\"headline\":\"Dam &amp; "
        "river\" \"oops\" \"datePublished\":\"2026-01-03\"",
        "[[{\"@type\":\"http://schema.org/NewsArticle\",\"headline\":[\"Dam &amp; "
        "river\"],\"datePublished\":\"2026-01-03\"}]]",
    };
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        arena *a = arena_new(0);
        str html = arena_print(a, "<script type=application/ld+json>%s</script>%s", scripts[i],
        BODY);
        reading it = page(html.at);
        is_text(it.a, it.r.title, "Dam & river");
        is_text(it.a, it.r.published, "2026-01-03");
        reading_end(&it);
        arena_free(a);
    }
}

static void survives_odd_linked_data(void **state) {
    (void)state;
    static const char *const scripts[] = {
        "", "5", "\"x\"", "[]", "{}", "null", "{\"@type\":5}", "{\"@type\":[]}", "{\"@type\":{}}",
        "{\"@type\":\"Article\",\"author\":5,\"headline\":{}"
        ",\"publisher\":[[[]]],\"articleBody\":[1]}",
        "{\"@type\":\"Article\",\"author\":{\"@id\":\"a\"},\"@id\":\"a\"}",
        "{\"@type\":\"Article\",\"headline\":\"\\ud800\\u0000x\",\"author\":[null,[],{}]}",
        "{\"@type\":\"Article\",\"author\":{\"name\":[\"Ann Lee\",5]}}", "{\"headline\":",
        "{\"headline\":\"",
    };
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        arena *a = arena_new(0);
        str html = arena_print(a, "<script type=application/ld+json>%s</script>%s", scripts[i],
        BODY);
        reading it = page(html.at);
        assert_int_equal(it.r.blocks.count >= 2, true);
        reading_end(&it);
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_the_headline),
        cmocka_unit_test(cuts_endless_headlines),
        cmocka_unit_test(keeps_all_variants),
        cmocka_unit_test(finds_authors),
        cmocka_unit_test(finds_dates),
        cmocka_unit_test(believes_no_date_of_the_future),
        cmocka_unit_test(believes_no_date_after_the_fetch),
        cmocka_unit_test(passes_over_dates_to_come),
        cmocka_unit_test(dates_of_changes_are_not_of_publication),
        cmocka_unit_test(takes_the_papers_own_day),
        cmocka_unit_test(finds_outlet_section_address),
        cmocka_unit_test(knows_wire_copies),
        cmocka_unit_test(reads_broken_linked_data),
        cmocka_unit_test(survives_odd_linked_data),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
