/* Web archives: pages out of responses however they were sent, what is passed over, damage. */
#include "source/packing.h"

#define WORDS "The dam above the town of Bruden held on Monday, and nobody was hurt, she said."
#define PAGE "<html><head><title>Dam holds</title></head><body><h1>Dam holds</h1><p>" WORDS \
             "</p></body></html>"

/* A record with its Content-Length. */
static str record(arena *a, const char *type, const char *uri, str content) {
    return arena_join(a, arena_print(a, "WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\n"
                                        "WARC-Date: 2026-01-05T08:00:00Z\r\nContent-Length: %zu\r\n"
                                        "\r\n", type, uri, content.length),
                      arena_join(a, content, STR("\r\n\r\n")));
}

static str response(arena *a, const char *uri, const char *head, str body) {
    return record(a, "response", uri,
                  arena_join(a, arena_print(a, "HTTP/1.1 %s\r\n\r\n", head), body));
}

static str all(arena *a, const str *parts, size_t count) {
    buffer out = { 0 };
    for (size_t i = 0; i < count; i++) buffer_add(a, &out, parts[i]);
    return buffer_str(&out);
}

static void is_dam(reading *it, const char *url) {
    next_is_report(it);
    is_text(it->a, it->r.url, url);
    is_text(it->a, it->r.title, "Dam holds");
    is_text(it->a, it->r.text, "Dam holds\n\n" WORDS);
    is_text(it->a, it->r.retrieved, "2026-01-05T08:00:00Z");
    is_text(it->a, it->r.input, "in");
    assert_int_equal(source_last_form(it->s), SOURCE_HTML);
}

static void reads_responses(void **state) {
    (void)state;
    arena *a = arena_new(0);
    str chunked = arena_print(a, "10\r\n%.16s\r\n%zx; x=y\r\n%s\r\n0\r\n\r\n", PAGE,
                              sizeof PAGE - 17, PAGE + 16);
    str parts[] = {
        record(a, "warcinfo", "x", STR("software: test\r\n")),
        record(a, "request", "https://post.example/1", STR("GET /1 HTTP/1.1\r\n\r\n")),
        response(a, "https://post.example/1", "200 OK\r\nContent-Type: text/html", STR(PAGE)),
        response(a, "<https://post.example/2>",
                 "200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked", chunked),
        response(a, "https://post.example/3",
                 "200 OK\r\ncontent-type: text/html\r\nContent-Encoding: gzip",
                 gzipped(a, STR(PAGE))),
        response(a, "https://post.example/4",
                 "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: deflate",
                 deflated(a, STR(PAGE), -15)),
        response(a, "https://post.example/5",
                 "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: deflate",
                 deflated(a, STR(PAGE), 15)),
        response(a, "https://post.example/6", /* both were undone, the head was kept */
                 "200 OK\r\nContent-Encoding: br\r\nTransfer-Encoding: chunked", STR(PAGE)),
        record(a, "resource", "https://post.example/7", STR(PAGE)),
    };
    str whole = all(a, parts, sizeof parts / sizeof *parts);
    buffer members = { 0 };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        buffer_add(a, &members, gzipped(a, parts[i]));
    str ways[] = { whole, buffer_str(&members), zstd_packed(a, whole) };
    for (int way = 0; way < 3; way++) {
        reading it = reading_with(ways[way], (source_options){ .form = SOURCE_AUTO });
        for (int i = 1; i <= 7; i++)
            is_dam(&it, arena_print(a, "https://post.example/%d", i).at);
        next_is_end(&it);
        assert_int_equal(source_passed_over(it.s), 0);
        reading_end(&it);
    }
    arena_free(a);
}

static void takes_the_servers_charset(void **state) {
    (void)state;
    arena *a = arena_new(0);
    str parts[] = { response(a, "https://post.example/1",
                             "200 OK\r\nContent-Type: text/html; charset=windows-1251",
                             STR("<p>" WORDS " \xCA\xE8\xE5\xE2</p>")) };
    reading it = reading_with(all(a, parts, 1), (source_options){ .form = SOURCE_AUTO });
    next_is_report(&it);
    is_text(it.a, it.r.text, WORDS " \u041A\u0438\u0435\u0432");
    reading_end(&it);
    arena_free(a);
}

static void passes_over_what_is_no_report(void **state) {
    (void)state;
    arena *a = arena_new(0);
    str parts[] = {
        response(a, "https://post.example/a.png", "200 OK\r\nContent-Type: image/png",
                 STR("\x89PNG")),
        response(a, "https://post.example/a.js", "200 OK\r\nContent-Type: text/javascript",
                 STR("<p>")),
        response(a, "https://post.example/robots.txt", "200 OK\r\nContent-Type: text/plain",
                 STR("User-agent: *")),
        response(a, "https://post.example/old", "301 Moved\r\nLocation: /new", STR(PAGE)),
        response(a, "https://post.example/gone", "404 Not Found\r\nContent-Type: text/html",
                 STR(PAGE)),
        record(a, "metadata", "https://post.example/1", STR("x")),
        record(a, "conversion", "https://post.example/1", STR("The dam held on Monday.")),
    };
    reading it = reading_with(all(a, parts, 7), (source_options){ .form = SOURCE_AUTO });
    next_is_end(&it);
    assert_int_equal(source_passed_over(it.s), 6);
    reading_end(&it);
    arena_free(a);
}

static void reads_plain_conversions(void **state) {
    (void)state;
    reading it = reading_of("WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\n"
                            "WARC-Target-URI: https://post.example/1\r\nContent-Length: 23\r\n\r\n"
                            "The dam held on Monday.\r\n\r\n");
    next_is_report(&it);
    is_text(it.a, it.r.text, "The dam held on Monday.");
    is_text(it.a, it.r.url, "https://post.example/1");
    next_is_end(&it);
    reading_end(&it);
}

static void names_broken_records(void **state) {
    (void)state;
    arena *a = arena_new(0);
    str good = response(a, "https://post.example/1", "200 OK\r\nContent-Type: text/html",
                        STR(PAGE));
    str parts[] = {
        good,
        STR("WARC/1.0\r\nWARC-Type: response\r\n\r\nno length\r\n\r\n"),
        good,
        STR("words between records\r\nWARC is none\r\n"),
        good,
        response(a, "https://post.example/1", "200 OK\r\nContent-Type: text/html\r\n"
                 "Content-Encoding: br", STR("\x8b\x01packed")),
        str_cut(good, 0, good.length - 40),
    };
    reading it = reading_with(all(a, parts, 7), (source_options){ .form = SOURCE_AUTO });
    size_t at = good.length;
    is_dam(&it, "https://post.example/1");
    next_is_broken(&it, arena_print(a, "in, record 2: byte %zu: the record's head gives no "
                                    "Content-Length", at).at);
    is_dam(&it, "https://post.example/1");
    at += parts[1].length + good.length;
    next_is_broken(&it, arena_print(a, "in, record 4: byte %zu: no record begins here", at).at);
    is_dam(&it, "https://post.example/1");
    next_is_broken(&it, "in, record 6: the body is packed by \"br\", which is not read");
    next_is_broken(&it, arena_print(a, "in, record 7: byte %zu: the record ends too early",
                                    all(a, parts, 7).length).at);
    next_is_end(&it);
    reading_end(&it);
    arena_free(a);
}

/* A member that is damaged costs its record alone. */
static void reads_on_behind_damage(void **state) {
    (void)state;
    arena *a = arena_new(0);
    str good = response(a, "https://post.example/1", "200 OK\r\nContent-Type: text/html",
                        STR(PAGE));
    str parts[] = { gzipped(a, good), gzipped(a, good), gzipped(a, good), gzipped(a, good) };
    memset((char *)(uintptr_t)parts[1].at + parts[1].length / 2, 0x5A, 20);
    reading it = reading_with(all(a, parts, 4), (source_options){ .form = SOURCE_AUTO });
    is_dam(&it, "https://post.example/1");
    assert_int_equal(next(&it), SOURCE_BROKEN);
    assert_non_null(strstr(it.f.what, "gzip: "));
    is_dam(&it, "https://post.example/1");
    is_dam(&it, "https://post.example/1");
    next_is_end(&it);
    reading_end(&it);
    it = reading_with(str_cut(all(a, parts, 1), 0, parts[0].length - 30),
                      (source_options){ .form = SOURCE_AUTO });
    assert_int_equal(next(&it), SOURCE_BROKEN);
    assert_string_equal(it.f.what, "gzip: ends too early");
    next_is_end(&it);
    reading_end(&it);
    arena_free(a);
}

static void passes_large_records(void **state) {
    (void)state;
    arena *a = arena_new(0);
    enum { LARGE = 40 << 20 };
    str large = { ARENA_NEW(a, char, LARGE), LARGE };
    memset((char *)(uintptr_t)large.at, ' ', LARGE);
    memcpy((char *)(uintptr_t)large.at, "<p>", 3);
    str parts[] = {
        response(a, "https://post.example/film", "200 OK\r\nContent-Type: video/mp4", large),
        response(a, "https://post.example/1", "200 OK\r\nContent-Type: text/html", large),
        response(a, "https://post.example/1", "200 OK\r\nContent-Type: text/html", STR(PAGE)),
    };
    reading it = reading_with(all(a, parts, 3), (source_options){ .form = SOURCE_AUTO });
    assert_int_equal(next(&it), SOURCE_BROKEN);
    assert_non_null(strstr(it.f.what, "limit 33554432"));
    assert_string_equal(it.f.where, "in, record 2");
    is_dam(&it, "https://post.example/1");
    next_is_end(&it);
    assert_int_equal(source_passed_over(it.s), 1);
    reading_end(&it);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_responses),
        cmocka_unit_test(takes_the_servers_charset),
        cmocka_unit_test(passes_over_what_is_no_report),
        cmocka_unit_test(reads_plain_conversions),
        cmocka_unit_test(names_broken_records),
        cmocka_unit_test(reads_on_behind_damage),
        cmocka_unit_test(passes_large_records),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
