/* Pages as reports: the article's words and nothing else, as blocks of one line. */
#include "source/reading.h"

#define PARAGRAPH_1                                                                                \
    "The dam above the town of Bruden held on Monday, and nobody was hurt, the mayor said."
#define PARAGRAPH_2                                                                                \
    "Engineers had worked all night, and some of them slept on the wall, she told reporters."
#define PARAGRAPH_3                                                                                \
    "The river fell by a metre, and by noon the people of two streets could go home again."

static reading page(const char *html) {
    reading it = reading_with(
        str_of(html), (source_options){ .form = SOURCE_HTML, .retrieved = STR("2026-01-05") });
    next_is_report(&it);
    return it;
}

static void page_gives(const char *html, const char *blocks) {
    reading it = page(html);
    are_blocks(&it, blocks);
    next_is_end(&it);
    reading_end(&it);
}

#define BODY_BLOCKS \
    "title: Dam holds as river falls\n" \
    "paragraph: " PARAGRAPH_1 "\n" \
    "paragraph: " PARAGRAPH_2 "\n" \
    "paragraph: " PARAGRAPH_3 "\n"

static void writes_headline_and_body(void **state) {
    (void)state;
    reading it =
        page("<html><head><title>Dam holds as river falls | Bruden Post</title></head><body>"
             "<h1>Dam holds\n as river&#32;falls</h1>"
             "<p>" PARAGRAPH_1 "</p>\n\n<p>" PARAGRAPH_2 "<p>" PARAGRAPH_3 "</body></html>");
    are_blocks(&it, BODY_BLOCKS);
    is_text(it.a, it.r.text,
            "Dam holds as river falls\n\n" PARAGRAPH_1 "\n\n" PARAGRAPH_2 "\n\n" PARAGRAPH_3);
    is_text(it.a, it.r.title, "Dam holds as river falls");
    is_text(it.a, it.r.language, "en");
    are_notes(&it, "");
    reading_end(&it);
}

static void leaves_out_what_stands_around(void **state) {
    (void)state;
    page_gives(
        "<title>Dam holds as river falls</title>"
        "<div id=cookie-consent><p>We use cookies, and our partners do too, to measure what you "
        "read here. "
        "You can accept or refuse them.</p><button>Accept</button></div>"
        "<nav><ul><li><a href=/>Home</a><li><a href=/s>Sport</a></ul></nav>"
        "<header><a href=/>Bruden Post</a></header>"
        "<main><article><h1>Dam holds as river falls</h1>"
        "<div class=byline>By <a href=/a>Ann Lee</a></div><time datetime=2026-01-03>3 January "
        "2026</time>"
        "<div class='share-bar'><a href=x>Facebook</a> <a href=y>Mail</a></div>"
        "<p>" PARAGRAPH_1 "</p>"
        "<figure><img src=x><figcaption>The wall on Monday, seen from the north. Bo "
        "Ray</figcaption></figure>"
        "<p>" PARAGRAPH_2 "</p>"
        "<aside><h3>Related</h3><p>The last flood in Bruden was long ago, and this is what "
        "people remember.</p></aside>"
        "<div class='newsletter-signup'><p>Get our morning letter, with the news of the day, in "
        "your mail.</p></div>"
        "<p>Read more: <a href=z>When the river last rose</a></p>"
        "<p>" PARAGRAPH_3 "</p>"
        "<p class=author-bio>Ann Lee covers rivers and dams for the Bruden Post, and has done so "
        "for years.</p>"
        "<div id=comments><h2>Comments</h2><p>I live there, and I can tell you that it was very "
        "loud.</p></div>"
        "</article></main>"
        "<footer><p>Copyright Bruden Post, all rights reserved. Terms and conditions apply, as "
        "ever.</p></footer>",
        BODY_BLOCKS);
}

static void ends_at_related_stories(void **state) {
    (void)state;
    page_gives("<h1>Dam holds as river falls</h1><div><p>" PARAGRAPH_1 "</p>"
               "<p>" PARAGRAPH_2 "</p><p>" PARAGRAPH_3 "</p>"
               "<h3>More local news</h3><p>School opens again after the flood, and children are "
               "glad, they say.</p></div>",
               BODY_BLOCKS);
    page_gives("<h1>Dam holds as river falls</h1><div><p>" PARAGRAPH_1 "</p><h3>Related "
               "stories</h3>"
               "<ul><li><a href=x>When the river last rose</a><li><a href=y>Who owns the dam</a>"
               "</ul>"
               "<p>" PARAGRAPH_2 "</p><p>" PARAGRAPH_3 "</p></div>",
               BODY_BLOCKS);
}

static void leaves_out_cards(void **state) {
    (void)state;
    page_gives("<h1>Dam holds as river falls</h1><div><p>" PARAGRAPH_1 "</p><p>" PARAGRAPH_2 "</p>"
               "<div class=c1><h2><a href=x>School opens again</a></h2><p>Children are glad that "
               "they can go back "
               "to school, they say, and so are their parents.</p></div>"
               "<p>" PARAGRAPH_3 "</p></div>",
               BODY_BLOCKS);
}

static void keeps_headings_lists_quotes_tables(void **state) {
    (void)state;
    page_gives("<h1>Dam holds as river falls</h1><article><p>" PARAGRAPH_1 "</p><h2>What we "
               "know</h2>"
               "<ul><li>The dam held.</li><li>Nobody was hurt.</li></ul>"
               "<blockquote><p>We were lucky, and we know it.</p></blockquote>"
               "<table><tr><th>Day<th>Level<tr><td>Sunday<td>4 m</table><p>" PARAGRAPH_2 "</p>"
               "</article>",
               "title: Dam holds as river falls\n"
               "paragraph: " PARAGRAPH_1 "\n"
               "heading: What we know\n"
               "item: The dam held.\n"
               "item: Nobody was hurt.\n"
               "quote: We were lucky, and we know it.\n"
               "cell: Day\ncell: Level\ncell: Sunday\ncell: 4 m\n"
               "paragraph: " PARAGRAPH_2 "\n");
}

static void keeps_embedded_posts(void **state) {
    (void)state;
    page_gives("<h1>Dam holds as river falls</h1><article><p>" PARAGRAPH_1 "</p>"
               "<p>" PARAGRAPH_2 "</p>"
               "<blockquote class=twitter-tweet><p>The dam holds. Thank you all!</p>&mdash; "
               "Mayor (@mayor)</blockquote></article>",
               "title: Dam holds as river falls\n"
               "paragraph: " PARAGRAPH_1 "\n"
               "paragraph: " PARAGRAPH_2 "\n"
               "post: The dam holds. Thank you all!\n"
               "post: \u2014 Mayor (@mayor)\n");
}

static void keeps_the_times_of_live_blogs(void **state) {
    (void)state;
    page_gives("<h1>Dam holds as river falls</h1><div class=live>"
               "<div class=e><time datetime=2026-01-03T14:05:00Z>2.05pm</time><h2>River "
               "falls</h2><p>" PARAGRAPH_3 "</p></div>"
               "<div class=e><time datetime=2026-01-03T12:00:00Z>12.00pm</time>"
               "<p>" PARAGRAPH_2 "</p></div>"
               "<div class=e><time datetime=2026-01-03T09:30:00Z>9.30am</time>"
               "<p>" PARAGRAPH_1 "</p></div></div>",
               "title: Dam holds as river falls\n"
               "[2026-01-03T14:05:00Z] heading: River falls\n"
               "[2026-01-03T14:05:00Z] paragraph: " PARAGRAPH_3 "\n"
               "[2026-01-03T12:00:00Z] paragraph: " PARAGRAPH_2 "\n"
               "[2026-01-03T09:30:00Z] paragraph: " PARAGRAPH_1 "\n");
}

static void keeps_the_line_under_the_headline(void **state) {
    (void)state;
    page_gives("<header><h1>Dam holds as river falls</h1><p class=standfirst>Engineers worked "
               "all night</p></header>"
               "<div><p>" PARAGRAPH_1 "</p><p>" PARAGRAPH_2 "</p><p>" PARAGRAPH_3 "</p></div>",
               "title: Dam holds as river falls\n"
               "paragraph: Engineers worked all night\n"
               "paragraph: " PARAGRAPH_1 "\n"
               "paragraph: " PARAGRAPH_2 "\n"
               "paragraph: " PARAGRAPH_3 "\n");
}

static void reads_text_without_paragraphs(void **state) {
    (void)state;
    page_gives("<h1>Dam holds as river falls</h1><div>" PARAGRAPH_1 "<br>"
               "<br>" PARAGRAPH_2 "<br>\n<br>" PARAGRAPH_3 "</div>",
               BODY_BLOCKS);
    page_gives("<h1>Dam holds as river falls</h1><table width=90%><tr><td><a href=/>Home</a><td>"
               "<font size=2>" PARAGRAPH_1
               "<p>" PARAGRAPH_2 "<p>" PARAGRAPH_3 "</font></table>",
               "title: Dam holds as river falls\n"
               "cell: " PARAGRAPH_1 "\n"
               "cell: " PARAGRAPH_2 "\n"
               "cell: " PARAGRAPH_3 "\n");
}

static void sets_editors_notes_apart(void **state) {
    (void)state;
    reading it = page("<h1>Dam holds as river falls</h1><div><p>" PARAGRAPH_1 "</p>"
                      "<p>" PARAGRAPH_2 "</p><p>" PARAGRAPH_3 "</p>"
                      "<p>Correction: An earlier report gave a wrong day, which was Sunday and "
                      "not Monday.</p></div>");
    are_blocks(&it, BODY_BLOCKS);
    are_notes(&it, "editor");
    is_text(it.a, it.r.notes.at[0].message,
            "Correction: An earlier report gave a wrong day, which was Sunday and not Monday.");
    reading_end(&it);
}

static void says_when_there_is_no_article(void **state) {
    (void)state;
    static const char *const pages[] = {
        "<html></html>", "<p>Hello</p>", "<!DOCTYPE html>",
        "<title>Bruden Post</title><ul><li><a href=a>Dam holds as river falls</a><li><a href=b>"
        "School opens</a></ul>",
        "<h1>Not found</h1><p>404</p>",
    };
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        reading it = page(pages[i]);
        is_text(it.a, it.r.text, "");
        are_notes(&it, "no-article");
        assert_int_equal(it.r.blocks.count, 0);
        reading_end(&it);
    }
}

static void shows_no_hidden_text(void **state) {
    (void)state;
    page_gives("<h1>Dam holds as river falls</h1><div><p>" PARAGRAPH_1 "</p><p style='display: "
               "none'>A hidden line, for machines.</p>"
               "<p hidden>Another one, that nobody is to see.</p><span class=sr-only>Skip this, "
               "please.</span>"
               "<script>var a = '<p>no</p>';</script><style>p { }</style><noscript><p>Switch "
               "JavaScript on.</p></noscript>"
               "<p>" PARAGRAPH_2 "</p><p aria-hidden=true>A third hidden line, for the eye "
               "only.</p><p>" PARAGRAPH_3 "</p></div>",
               BODY_BLOCKS);
}

static void survives_broken_markup(void **state) {
    (void)state;
    page_gives("<h1>Dam holds as river falls</h2><div><p>" PARAGRAPH_1 "<p><b>" PARAGRAPH_2 "</i>"
               "</div></p></b></span>"
               "<p>" PARAGRAPH_3 "<",
               "title: Dam holds as river falls\n"
               "paragraph: " PARAGRAPH_1 "\n"
               "paragraph: " PARAGRAPH_2 "\n"
               "paragraph: " PARAGRAPH_3 "<\n");
}

/* What the heading would hold is longer than any headline. */
static void ends_a_heading_that_nobody_closed(void **state) {
    (void)state;
    page_gives("<body><article><h1>Dam holds as river falls<p>" PARAGRAPH_1 "</p><p>" PARAGRAPH_2
               "</p><p>" PARAGRAPH_3 "</p><p>" PARAGRAPH_1 "</p></article></body>",
               BODY_BLOCKS "paragraph: " PARAGRAPH_1 "\n");
    page_gives("<body><h1><p>Dam holds as river falls</p></h1><p>" PARAGRAPH_1 "</p><p>" PARAGRAPH_2
               "</p><p>" PARAGRAPH_3 "</p></body>",
               BODY_BLOCKS);
}

static void takes_the_machines_text_where_the_page_shows_none(void **state) {
    (void)state;
    page_gives("<h1>Dam holds as river falls</h1><p>Loading</p><script "
               "type='application/ld+json'>{\"@type\":\"NewsArticle\","
               "\"headline\":\"Dam holds as river "
               "falls\",\"articleBody\":\"" PARAGRAPH_1 "\\n\\n" PARAGRAPH_2 "\\n" PARAGRAPH_3
               "\"}</script>",
               BODY_BLOCKS);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_headline_and_body),
        cmocka_unit_test(leaves_out_what_stands_around),
        cmocka_unit_test(ends_at_related_stories),
        cmocka_unit_test(leaves_out_cards),
        cmocka_unit_test(keeps_headings_lists_quotes_tables),
        cmocka_unit_test(keeps_embedded_posts),
        cmocka_unit_test(keeps_the_times_of_live_blogs),
        cmocka_unit_test(keeps_the_line_under_the_headline),
        cmocka_unit_test(reads_text_without_paragraphs),
        cmocka_unit_test(sets_editors_notes_apart),
        cmocka_unit_test(says_when_there_is_no_article),
        cmocka_unit_test(shows_no_hidden_text),
        cmocka_unit_test(survives_broken_markup),
        cmocka_unit_test(ends_a_heading_that_nobody_closed),
        cmocka_unit_test(takes_the_machines_text_where_the_page_shows_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
