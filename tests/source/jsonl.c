/* JSON lines: fields under all their names, and broken lines that cost only themselves. */
#include "source/reading.h"

#include <string.h>

static void reads_fields(void **state) {
    (void)state;
    reading it = reading_of(
        "{\"id\": \"a-1\", \"text\": \"The dam held.\", \"title\": \"Dam "
        "holds\", \"site\": \"Bruden Post\","
        " \"published\": \"2026-01-03T09:30:00+01:00\", \"url\": \"https://post.example/dam\","
        " \"authors\": [\"Ann Lee\", \"Bo Ray\"], \"section\": \"Local\", \"wire\": true}\n");
    next_is_report(&it);
    is_text(it.a, it.r.id, "a-1");
    is_text(it.a, it.r.text, "The dam held.");
    is_text(it.a, it.r.title, "Dam holds");
    is_text(it.a, it.r.site, "Bruden Post");
    is_text(it.a, it.r.published, "2026-01-03T09:30:00+01:00");
    is_text(it.a, it.r.url, "https://post.example/dam");
    is_text(it.a, it.r.section, "Local");
    are_texts(it.a, &it.r.authors, "Ann Lee; Bo Ray");
    assert_true(it.r.wire);
    assert_string_equal(it.r.titles.at[0].from, "field");
    next_is_end(&it);
    reading_end(&it);
}

static void reads_what_trafilatura_writes(void **state) {
    (void)state;
    reading it = reading_of(
        "{\"title\": \"Dam holds\", \"author\": \"Ann Lee; Bo "
        "Ray\", \"hostname\": \"post.example\","
        " \"date\": \"2026-01-03\", \"fingerprint\": \"ab\", \"id\": null, \"raw_text\": \"The "
        "dam held. All left.\","
        " \"source\": \"https://post.example/dam\", \"source-hostname\": \"Bruden Post\","
        " \"filedate\": \"2026-01-05\", \"language\": \"en\"}\n");
    next_is_report(&it);
    is_text(it.a, it.r.id, NULL);
    is_text(it.a, it.r.text, "The dam held. All left.");
    is_text(it.a, it.r.published, "2026-01-03");
    is_text(it.a, it.r.retrieved, "2026-01-05");
    is_text(it.a, it.r.url, "https://post.example/dam");
    is_text(it.a, it.r.site, "Bruden Post");
    is_text(it.a, it.r.language, "en");
    are_texts(it.a, &it.r.authors, "Ann Lee; Bo Ray");
    reading_end(&it);
}

static void reads_what_newspaper_writes(void **state) {
    (void)state;
    reading it = reading_of(
        "{\"url\": \"https://post.example/dam\", \"canonical_link\": \"https://post.example/d\","
        " \"source_url\": \"https://post.example\", \"title\": \"Dam holds\", \"authors\": [],"
        " \"publish_date\": \"2026-01-03 09:30:00+00:00\", \"text\": \"The dam held.\","
        " \"meta_site_name\": \"Bruden Post\", \"meta_lang\": \"en\"}\n");
    next_is_report(&it);
    is_text(it.a, it.r.url, "https://post.example/dam");
    is_text(it.a, it.r.canonical, "https://post.example/d");
    is_text(it.a, it.r.published, "2026-01-03T09:30:00Z");
    is_text(it.a, it.r.site, "Bruden Post");
    reading_end(&it);
}

static void keeps_the_text_as_it_is(void **state) {
    (void)state;
    reading it = reading_of("{\"text\": \" \\tA\\r\\n\\\"B\\\" \\u00e9 \\ud83d\\ude00 \\/ "
                            "\\u2028\\n \", \"id\": 7}");
    next_is_report(&it);
    is_text(it.a, it.r.text, " \tA\r\n\"B\" \u00e9 \U0001F600 / \u2028\n ");
    is_text(it.a, it.r.id, "7");
    are_notes(&it, "");
    reading_end(&it);
}

static void names_broken_lines(void **state) {
    (void)state;
    reading it = reading_of("{\"text\": \"one\"}\n"
                            "\n"
                            "not JSON\n"
                            "{\"title\": \"no text\"}\n"
                            "{\"text\": 5}\n"
                            "{\"text\": null}\n"
                            "[1, 2]\n"
                            "{\"text\": \"cut\n"
                            "{\"text\": \"two\"} trailing\n"
                            "{\"text\": \"\xE4\"}\n"
                            "{\"text\": \"last\"}");
    next_is_report(&it);
    next_is_broken(&it, "in:3: byte 1: is not JSON: null expected");
    next_is_broken(&it, "in:4: has no \"text\"");
    next_is_broken(&it, "in:5: \"text\" is int, not a string");
    next_is_broken(&it, "in:6: \"text\" is null, not a string");
    next_is_broken(&it, "in:7: is no JSON object");
    next_is_broken(&it, "in:8: byte 13: is not JSON: ends too early");
    next_is_broken(&it, "in:9: byte 16: is not JSON: unexpected character");
    next_is_broken(&it, "in:10: byte 10: is not UTF-8");
    next_is_report(&it);
    is_text(it.a, it.r.text, "last");
    next_is_end(&it);
    reading_end(&it);
}

static void replaces_what_is_no_character(void **state) {
    (void)state;
    reading it = reading_of("{\"text\": \"a\\u0000b \\ud800 \\udc00\\ud83d\\ude00 \\\\u0000 "
                            "\\ud83d\\u0041\"}\n");
    next_is_report(&it);
    is_text(it.a, it.r.text, "a\uFFFDb \uFFFD \uFFFD\U0001F600 \\u0000 \uFFFDA");
    are_notes(&it, "surrogates");
    reading_end(&it);
}

static void reads_objects_over_several_lines(void **state) {
    (void)state;
    reading it = reading_of("{\n  \"text\": \"one {\\\"\",\n  \"more\": [{}, \"]\"]\n}\n{\n "
                            " \"text\": 2\n}\n");
    next_is_report(&it);
    is_text(it.a, it.r.text, "one {\"");
    next_is_broken(&it, "in:5: \"text\" is int, not a string");
    next_is_end(&it);
    reading_end(&it);
    it = reading_of("{\n  \"text\": \"never ends\n");
    next_is_broken(&it, "in:1: is not JSON: the object does not end");
    next_is_end(&it);
    reading_end(&it);
}

static void reads_arrays(void **state) {
    (void)state;
    reading it = reading_of(" [\n {\"text\": \"one\"},\n {\"text\": \"two\"}, {}\n]\n");
    next_is_report(&it);
    is_text(it.a, it.r.text, "one");
    next_is_report(&it);
    is_text(it.a, it.r.text, "two");
    next_is_broken(&it, "in:3: has no \"text\"");
    next_is_end(&it);
    reading_end(&it);
    it = reading_of("[{\"text\": \"one\"}, 5]");
    next_is_report(&it);
    next_is_broken(&it, "in:1: is not JSON: an object should begin here");
    next_is_end(&it);
    reading_end(&it);
}

static void holds_to_limits(void **state) {
    (void)state;
    source_options ten = { .form = SOURCE_JSONL, .text_most = 10 };
    reading it = reading_with(STR("{\"text\": \"0123456789\"}\n{\"text\": \"0123456789a\"}\n"
                                  "{\"text\": \"a\", \"more\": \"0123456789012345\"}\n"
                                  "{\"text\": \"b\"}\n"), ten);
    next_is_report(&it);
    next_is_broken(&it, "in:2: text has 11 bytes, limit 10");
    next_is_broken(&it, "in:3: line has more than 40 bytes");
    next_is_report(&it);
    is_text(it.a, it.r.text, "b");
    reading_end(&it);
    it = reading_of("{\"text\": "
                     "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
                     "]]]]]]]]]]]]]]]]]]]]]]]]]]}\n");
    next_is_broken(&it, "in:1: byte 40: is not JSON: nesting too deep");
    reading_end(&it);
}

static void takes_empty_texts(void **state) {
    (void)state;
    reading it = reading_of("{\"text\": \"\"}\n");
    next_is_report(&it);
    is_text(it.a, it.r.text, "");
    are_notes(&it, "no-article");
    reading_end(&it);
    it = reading_with(STR(" \n"), (source_options){ .form = SOURCE_JSONL });
    next_is_broken(&it, "in: empty");
    next_is_end(&it);
    reading_end(&it);
}

static void runs_out_of_memory_politely(void **state) {
    (void)state;
    static char line[4096] = "{\"text\": \"";
    memset(line + strlen(line), 'x', 3000);
    strcat(line, "\"}\n{\"text\": \"b\"}\n");
    reading it = reading_of(line);
    arena_free(it.a);
    it.a = arena_new(2000);
    next_is_broken(&it, "in: reading needs more than 2000 bytes of memory");
    arena_reset(it.a, 0);
    next_is_report(&it);
    is_text(it.a, it.r.text, "b");
    next_is_end(&it);
    reading_end(&it);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_fields),
        cmocka_unit_test(reads_what_trafilatura_writes),
        cmocka_unit_test(reads_what_newspaper_writes),
        cmocka_unit_test(keeps_the_text_as_it_is),
        cmocka_unit_test(names_broken_lines),
        cmocka_unit_test(replaces_what_is_no_character),
        cmocka_unit_test(reads_objects_over_several_lines),
        cmocka_unit_test(reads_arrays),
        cmocka_unit_test(holds_to_limits),
        cmocka_unit_test(takes_empty_texts),
        cmocka_unit_test(runs_out_of_memory_politely),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
