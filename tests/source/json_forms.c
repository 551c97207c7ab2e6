/* JSON Feed and ninjs: fields, inheritance, broken items that cost only themselves. */
#include "source/packing.h"

#define WORDS "The dam above the town of Bruden held on Monday, and nobody was hurt, she said."

static void reads_json_feeds(void **state) {
    (void)state;
    reading it = reading_of(
        "{\"version\": \"https://jsonfeed.org/version/1.1\",\n \"title\": \"Bruden Post\", "
        "\"home_page_url\": \"https://post.example/\", \"language\": \"en-GB\", \"x\": [1, {}],\n"
        " \"authors\": [{\"name\": \"Ann Lee\"}],\n \"items\": [\n"
        "{\"id\": 7, \"url\": \"https://post.example/1\", \"title\": \"Dam holds\", "
        "\"content_html\": \"<p>" WORDS "</p>\", \"date_published\": \"2026-01-05T08:00:00Z\", "
        "\"tags\": [\"Local\"]},\n"
        "{\"id\": \"8\", \"content_text\": \"Rain\\n came.\", \"authors\": [{\"name\": \"Bo "
        "Ray\"}]},\n"
        "{\"id\": broken},\n"
        "{\"id\": \"9\", \"url\": \"https://post.example/9\", \"title\": \"Dam\"}\n],\n"
        "\"after\": 1}");
    next_is_report(&it);
    assert_int_equal(source_last_form(it.s), SOURCE_JSONFEED);
    is_text(it.a, it.r.id, "7");
    is_text(it.a, it.r.text, "Dam holds\n\n" WORDS);
    is_text(it.a, it.r.url, "https://post.example/1");
    is_text(it.a, it.r.site, "Bruden Post");
    is_text(it.a, it.r.section, "Local");
    is_text(it.a, it.r.published, "2026-01-05T08:00:00Z");
    are_texts(it.a, &it.r.authors, "Ann Lee");
    next_is_report(&it);
    is_text(it.a, it.r.text, "Rain\n came.");
    is_text(it.a, it.r.language, "en");
    are_texts(it.a, &it.r.authors, "Bo Ray");
    next_is_broken(&it, "in, item 3 (line 7): byte 7: is not JSON: unexpected character");
    next_is_report(&it);
    is_text(it.a, it.r.text, "Dam");
    assert_true(it.r.is_part);
    next_is_end(&it);
    reading_end(&it);
}

static void names_broken_feeds(void **state) {
    (void)state;
    static const char *const feeds[][2] = {
        { "{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"Post\"}",
          "in: the JSON Feed holds no items" },
        { "{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"Post",
          "in: byte 52: the feed's head is not JSON" },
        { "{\"version\":\"https://jsonfeed.org/version/1\" \"title\" \"Post\",\"items\":[]}",
          NULL },
    };
    for (size_t i = 0; i < sizeof feeds / sizeof *feeds; i++) {
        reading it = reading_of(feeds[i][0]);
        if (feeds[i][1]) next_is_broken(&it, feeds[i][1]);
        else assert_int_equal(next(&it), SOURCE_BROKEN);
        next_is_end(&it);
        reading_end(&it);
    }
}

static void names_what_is_no_feed(void **state) {
    (void)state;
    static const char *const inputs[] = { "x", "[]", " x " };
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
        reading it = reading_with(str_of(inputs[i]), (source_options){ .form = SOURCE_JSONFEED });
        next_is_broken(&it, "in: is no JSON Feed: an object should begin here");
        next_is_end(&it);
        reading_end(&it);
    }
}

static void reads_ninjs(void **state) {
    (void)state;
    static const char *const versions[] = {
        "{\"uri\": \"tag:post.example:1\", \"type\": \"text\", \"versioncreated\": "
        "\"2026-01-05T08:00:00Z\", \"firstcreated\": \"2026-01-05T07:00:00Z\", \"headline\": \"Dam "
        "holds\", \"byline\": \"By Ann Lee\", \"language\": \"en\", \"body_html\": \"<p>" WORDS
        "</p>\", \"body_text\": \"x\", \"infosource\": [{\"name\": \"Bruden Agency\"}]}",
        "{\"uri\": \"tag:post.example:1\", \"standard\": {\"name\": \"ninjs\", \"version\": "
        "\"3.0\"}, \"type\": \"text\", \"versioncreated\": \"2026-01-05T08:00:00Z\", "
        "\"firstcreated\": \"2026-01-05T07:00:00Z\", \"headlines\": [{\"role\": \"short\", "
        "\"value\": \"Dam\"}, {\"role\": \"main\", \"value\": \"Dam holds\"}], \"by\": \"Ann Lee\","
        " \"bodies\": [{\"role\": \"main\", \"contenttype\": \"text/html\", \"value\": \"<p>" WORDS
        "</p>\"}], \"infosources\": [{\"role\": \"origin\", \"name\": \"Bruden Agency\"}]}",
    };
    for (int i = 0; i < 2; i++) {
        reading it = reading_of(versions[i]);
        next_is_report(&it);
        assert_int_equal(source_last_form(it.s), SOURCE_NINJS);
        is_text(it.a, it.r.id, "tag:post.example:1");
        is_text(it.a, it.r.title, "Dam holds");
        is_text(it.a, it.r.text, "Dam holds\n\n" WORDS);
        is_text(it.a, it.r.site, "Bruden Agency");
        is_text(it.a, it.r.published, "2026-01-05T07:00:00Z");
        is_text(it.a, it.r.modified, "2026-01-05T08:00:00Z");
        are_texts(it.a, &it.r.authors, "Ann Lee");
        next_is_end(&it);
        reading_end(&it);
    }
}

static void reads_packed_and_broken_ninjs(void **state) {
    (void)state;
    arena *a = arena_new(0);
    str lines = STR("{\"uri\": \"1\", \"body_text\": \" Rain came.\"}\n"
                    "{\"uri\": \"2\", \"type\": \"picture\", \"versioncreated\": \"2026\"}\n"
                    "{\"uri\": \"3\", \"type\": \"text\", \"headlines\": []}\n"
                    "{\"uri\": \"4\", \"bodies\": [7, {\"value\": 8}, {\"value\": \"Rain.\"}]}\n");
    str ways[] = { lines, gzipped(a, lines), zstd_packed(a, lines) };
    for (int i = 0; i < 3; i++) {
        reading it = reading_with(ways[i], (source_options){ .form = SOURCE_AUTO });
        next_is_report(&it);
        is_text(it.a, it.r.text, " Rain came.");
        next_is_broken(&it, "in:2: is a picture, which holds no text");
        next_is_broken(&it, "in:3: has no body");
        next_is_report(&it);
        is_text(it.a, it.r.text, "Rain.");
        next_is_end(&it);
        reading_end(&it);
    }
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_json_feeds),
        cmocka_unit_test(names_broken_feeds),
        cmocka_unit_test(names_what_is_no_feed),
        cmocka_unit_test(reads_ninjs),
        cmocka_unit_test(reads_packed_and_broken_ninjs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
