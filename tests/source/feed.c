/* Feeds and sitemaps: what each element gives, what is mended, what is broken and named. */
#include "source/packing.h"

#define WORDS "The dam above the town of Bruden held on Monday, and nobody was hurt, she said."
#define CHANNEL "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/' " \
                "xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>Bruden Post</title>" \
                "<link>https://post.example/</link><language>en-GB</language>"

static void reads_rss(void **state) {
    (void)state;
    reading it = reading_of(
        "<?xml version='1.0'?>\n" CHANNEL
        "<item><title>Dam &amp; town hold</title><link>https://post.example/dam</link>"
        "<guid isPermaLink='false'>p-1</guid><dc:creator>Ann Lee</dc:creator>"
        "<category>Local</category><pubDate>Mon, 05 Jan 2026 09:30:00 +0100</pubDate>"
        "<description>Short.</description>"
        "<content:encoded><![CDATA[<p>" WORDS "</p><p>It rained&nbsp;on.</p>"
        "<p>The post <a href='x'>Dam</a> appeared first on <a href='y'>Post</a>.</p>]]>"
        "</content:encoded></item>\n"
        "<item><title>Only a title</title><link>https://post.example/2</link></item>"
        "<item><description>&lt;p&gt;Rain &amp;amp; wind came.&lt;/p&gt;</description>"
        "<author>news@post.example (Bo Ray)</author></item></channel></rss>");
    next_is_report(&it);
    assert_int_equal(source_last_form(it.s), SOURCE_FEED);
    is_text(it.a, it.r.title, "Dam & town hold");
    is_text(it.a, it.r.text, "Dam & town hold\n\n" WORDS "\n\nIt rained on.");
    is_text(it.a, it.r.url, "https://post.example/dam");
    is_text(it.a, it.r.id, "p-1");
    is_text(it.a, it.r.site, "Bruden Post");
    is_text(it.a, it.r.section, "Local");
    is_text(it.a, it.r.language, "en");
    is_text(it.a, it.r.published, "2026-01-05T09:30:00+01:00");
    are_texts(it.a, &it.r.authors, "Ann Lee");
    are_notes(&it, "");
    assert_false(it.r.is_part);
    next_is_report(&it);
    is_text(it.a, it.r.text, "Only a title");
    are_notes(&it, "summary");
    assert_true(it.r.is_part);
    next_is_report(&it);
    is_text(it.a, it.r.text, "Rain & wind came.");
    are_texts(it.a, &it.r.authors, "Bo Ray");
    next_is_end(&it);
    reading_end(&it);
}

static void reads_old_rss(void **state) {
    (void)state;
    static const char *const feeds[] = {
        "<?xml version='1.0'?><!DOCTYPE rss PUBLIC '-//Netscape//DTD RSS 0.91//EN' "
        "'http://my.example/rss-0.91.dtd'><rss version='0.91'><channel><title>Post</title><item>"
        "<title>Caf&eacute; opens</title><link>https://post.example/1</link><description>" WORDS
        "</description></item></channel></rss>",
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
        "xmlns='http://purl.org/rss/1.0/' xmlns:d='http://purl.org/dc/elements/1.1/'>"
        "<channel rdf:about='x'><title>Post</title></channel>"
        "<item rdf:about='https://post.example/1'><title>Caf\u00e9 opens</title>"
        "<d:date>2026-01-05</d:date><description>" WORDS "</description></item></rdf:RDF>",
    };
    for (int i = 0; i < 2; i++) {
        reading it = reading_of(feeds[i]);
        next_is_report(&it);
        is_text(it.a, it.r.title, "Caf\u00e9 opens");
        is_text(it.a, it.r.text, "Caf\u00e9 opens\n\n" WORDS);
        is_text(it.a, it.r.url, "https://post.example/1");
        is_text(it.a, it.r.site, "Post");
        is_text(it.a, it.r.published, i ? "2026-01-05" : NULL);
        next_is_end(&it);
        reading_end(&it);
    }
}

static void reads_atom(void **state) {
    (void)state;
    reading it = reading_of(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en-GB'><title>Bruden Post</title>"
        "<author><name>Bo Ray</name></author>"
        "<entry><title type='html'>Dam &amp;amp; town</title><id>urn:1</id>"
        "<link rel='self' href='https://post.example/1.atom'/>"
        "<link href='https://post.example/1'/><author><name>Ann Lee</name></author>"
        "<published>2026-01-05T08:00:00Z</published><updated>2026-01-06T08:00:00Z</updated>"
        "<category term='local' label='Local news'/>"
        "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>" WORDS "</p>"
        "<ul><li>One &lt;b&gt;</li></ul></div></content></entry>"
        "<entry><title>Plain</title><id>urn:2</id><content type='text'>a &lt; b\n\nc</content>"
        "</entry></feed>");
    next_is_report(&it);
    is_text(it.a, it.r.title, "Dam & town");
    is_text(it.a, it.r.text, "Dam & town\n\n" WORDS "\n\nOne <b>");
    is_text(it.a, it.r.url, "https://post.example/1");
    is_text(it.a, it.r.published, "2026-01-05T08:00:00Z");
    is_text(it.a, it.r.modified, "2026-01-06T08:00:00Z");
    is_text(it.a, it.r.section, "Local news");
    are_texts(it.a, &it.r.authors, "Ann Lee");
    next_is_report(&it);
    is_text(it.a, it.r.text, "Plain\n\na < b\n\nc");
    is_text(it.a, it.r.site, "Bruden Post");
    is_text(it.a, it.r.language, "en");
    are_texts(it.a, &it.r.authors, "Bo Ray");
    next_is_end(&it);
    reading_end(&it);
}

static void reads_prefixed_and_packed(void **state) {
    (void)state;
    arena *a = arena_new(0);
    str feed = STR("<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:title>Post</a:title><a:entry>"
                   "<a:title>Dam</a:title><a:summary>" WORDS "</a:summary></a:entry></a:feed>");
    str ways[] = { feed, gzipped(a, feed), zstd_packed(a, feed) };
    for (int i = 0; i < 3; i++) {
        reading it = reading_with(ways[i], (source_options){ .form = SOURCE_AUTO });
        next_is_report(&it);
        is_text(it.a, it.r.text, "Dam\n\n" WORDS);
        is_text(it.a, it.r.site, "Post");
        next_is_end(&it);
        reading_end(&it);
    }
    arena_free(a);
}

static void reads_sitemaps(void **state) {
    (void)state;
    reading it = reading_of(
        "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' "
        "xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'>"
        "<url><loc>https://post.example/1</loc><n:news><n:publication><n:name>Bruden Post</n:name>"
        "<n:language>en</n:language></n:publication><n:publication_date>2026-01-05</n:publication_"
        "date><n:title>Dam holds</n:title></n:news></url>"
        "<url><loc> https://post.example/2 </loc><lastmod>2026-01-06</lastmod></url>"
        "<url><lastmod>2026-01-06</lastmod></url></urlset>");
    next_is_report(&it);
    assert_int_equal(source_last_form(it.s), SOURCE_SITEMAP);
    is_text(it.a, it.r.url, "https://post.example/1");
    is_text(it.a, it.r.text, "Dam holds");
    is_text(it.a, it.r.site, "Bruden Post");
    is_text(it.a, it.r.published, "2026-01-05");
    assert_true(it.r.is_part);
    next_is_report(&it);
    is_text(it.a, it.r.url, "https://post.example/2");
    is_text(it.a, it.r.text, "");
    are_notes(&it, "no-article; summary");
    next_is_broken(&it, "in, entry 3 (line 1): gives no address (<loc>)");
    next_is_end(&it);
    reading_end(&it);
}

/* An unescaped '&', letters in another encoding than declared, entities that nobody declared. */
static void mends(void **state) {
    (void)state;
    reading it = reading_of(
        "<?xml version='1.0' encoding='utf-8'?><rss><channel><title>Post</title>\n"
        "<item><title>Rain & wind &amp; hail &nbsp;&mdash; here</title><description>Caf\xE9 by the "
        "sea &amp; more.</description></item>\n"
        "<item><title>Next &amp; last</title></item></channel></rss>");
    next_is_report(&it);
    is_text(it.a, it.r.title, "Rain wind & hail \u2014 here");
    are_notes(&it, "mended");
    assert_non_null(strstr(it.r.notes.at[0].message.at, "line 2: "));
    next_is_report(&it);
    is_text(it.a, it.r.title, "Next & last");
    next_is_end(&it);
    reading_end(&it);
}

static void names_broken_entries(void **state) {
    (void)state;
    reading it = reading_of("<rss><channel><title>Post</title>\n<item><title>one</title></item>\n"
                            "<item><title>two</title><description>x\n"
                            "<item><title>three</title></item>\n"
                            "<item><title>four");
    next_is_report(&it);
    is_text(it.a, it.r.title, "one");
    next_is_broken(&it, "in, entry 2 (line 3): is not closed before the next one");
    next_is_report(&it);
    is_text(it.a, it.r.title, "three");
    next_is_broken(&it, "in, entry 4 (line 5): is not closed before the input ends");
    next_is_end(&it);
    reading_end(&it);
    it = reading_of("<rss><channel><title>Post</title></channel></rss>");
    next_is_broken(&it, "in: holds no entries");
    next_is_end(&it);
    reading_end(&it);
    it = reading_of("<rss><channel><item><title>one</title></item></channel></rss>junk <");
    next_is_report(&it);
    next_is_end(&it);
    reading_end(&it);
}

/* ---- hostile ---- */

static void expands_no_entities(void **state) {
    (void)state;
    reading it = reading_of(
        "<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>"
        "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY file SYSTEM 'file:///etc/passwd'>"
        "<!ENTITY % p SYSTEM 'http://127.0.0.1/'>%p;]>"
        "<rss><channel><item><title>Dam &c;&file; holds</title></item></channel></rss>");
    next_is_report(&it);
    is_text(it.a, it.r.title, "Dam holds");
    are_notes(&it, "mended");
    assert_non_null(strstr(it.r.notes.at[0].message.at, "not defined"));
    next_is_end(&it);
    reading_end(&it);
}

static source_step last_step(reading *it, int most) {
    source_step step = SOURCE_END, last = SOURCE_END;
    for (int i = 0; i < most && (step = next(it)) != SOURCE_END; i++) {
        if (step == SOURCE_BROKEN) assert_true(it->f.what[0] && it->f.where[0]);
        last = step;
    }
    assert_int_equal(step, SOURCE_END);
    return last;
}

/* The same part without end, inside an entry: a named fault, in its time and memory. */
static void holds_to_limits(void **state) {
    (void)state;
    static const char *const parts[] = { "word ", "<![CDATA[x", "<p>x</p>", "<a>", "<a b='c'>",
                                         "<a/>", "&amp;", "<!--x", "&x;", "<a ", "\"", "<item>" };
    enum { SIZE = 34 << 20, LONG = 3, SHORTER = 3 << 20 }; /* past the limit; quick enough */
    char *bytes = malloc(SIZE);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        size_t head = strlen(CHANNEL "<item><title>t</title>"), part = strlen(parts[i]);
        memcpy(bytes, CHANNEL "<item><title>t</title>", head);
        for (size_t at = head; at < SIZE; at++) bytes[at] = parts[i][(at - head) % part];
        reading it = reading_with((str){ bytes, i < LONG ? SIZE : SHORTER },
                                  (source_options){ .form = SOURCE_FEED });
        assert_int_equal(last_step(&it, 1000000), SOURCE_BROKEN);
        reading_end(&it);
    }
    free(bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_rss),
        cmocka_unit_test(reads_old_rss),
        cmocka_unit_test(reads_atom),
        cmocka_unit_test(reads_prefixed_and_packed),
        cmocka_unit_test(reads_sitemaps),
        cmocka_unit_test(mends),
        cmocka_unit_test(names_broken_entries),
        cmocka_unit_test(expands_no_entities),
        cmocka_unit_test(holds_to_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
