/* robots.txt: RFC 9309 and its examples, and what sites write instead. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "source/robots.h"

static bool allowed(const char *text, const char *path) {
    arena *a = arena_new(0);
    robots r;
    robots_read(a, str_of(text), STR("onrecord"), &r);
    bool allow = robots_allow(a, &r, str_of(path));
    arena_free(a);
    return allow;
}

static int64_t delay(const char *text) {
    arena *a = arena_new(0);
    robots r;
    robots_read(a, str_of(text), STR("onrecord"), &r);
    arena_free(a);
    return r.delay_ms;
}

static void takes_the_group_that_names_it(void **state) {
    (void)state;
    static const char text[] = "User-agent: *\nDisallow: /all\n\n"
                               "User-agent: ExampleBot\nUser-agent: OnRecord\nDisallow: /own\n\n"
                               "User-agent: other\nDisallow: /other\n";
    assert_true(allowed(text, "/all"));
    assert_false(allowed(text, "/own"));
    assert_true(allowed(text, "/other"));
    assert_false(allowed("User-agent: *\nDisallow: /all\n", "/all"));
    assert_true(allowed("User-agent: onrecorder\nDisallow: /\n", "/"));
    assert_false(allowed("User-agent: onrecord/2.0\nDisallow: /\n", "/"));
    assert_true(allowed("User-agent: onrecord\nDisallow:\nUser-agent: *\nDisallow: /\n", "/a"));
}

/* Groups of one name are one group. */
static void joins_groups(void **state) {
    (void)state;
    static const char text[] = "user-agent: onrecord\ndisallow: /a\n"
                               "user-agent: *\ndisallow: /b\n"
                               "user-agent: onrecord\ndisallow: /c\n";
    assert_false(allowed(text, "/a"));
    assert_true(allowed(text, "/b"));
    assert_false(allowed(text, "/c"));
}

static void longest_pattern_decides(void **state) {
    (void)state;
    static const char text[] = "User-agent: *\nAllow: /news/\nDisallow: /\n"
                               "Disallow: /news/private\nAllow: /page\nDisallow: /page\n";
    assert_false(allowed(text, "/"));
    assert_true(allowed(text, "/news/a"));
    assert_false(allowed(text, "/news/private/a"));
    assert_true(allowed(text, "/page"));
    assert_true(allowed(text, "/robots.txt"));
}

static void matches_patterns(void **state) {
    (void)state;
    static const struct { const char *pattern, *path; bool match; } cases[] = {
        { "/a", "/abc", true },          { "/a", "/b", false },
        { "/a$", "/a", true },           { "/a$", "/ab", false },
        { "/*.gif$", "/x/y.gif", true }, { "/*.gif$", "/y.gif?a", false },
        { "/*.gif", "/y.gif?a", true },  { "/a*b*c", "/a1b2c3", true },
        { "/a*b*c", "/acb", false },     { "/a*bc$", "/abcbc", true },
        { "/*a$", "/a", true },          { "/a*a$", "/a", false },
        { "*", "/", true },              { "*/private", "/x/private", true },
        { "/%7Ejoe", "/~joe", true },    { "/~joe", "/%7ejoe", true },
        { "/a%3cd.html", "/a%3Cd.html", true }, { "/a/b.html", "/a%2Fb.html", false },
        { "/b\xC3\xBC", "/b%C3%BC", true },     { "/star-%2A.html", "/star-*.html", true },
        { "/money-%24", "/money-$", true },     { "a", "/a", false },
        { "/q?a=*&b", "/q?a=1&b=2", true },     { "/***", "/x", true },
        { "/a**$", "/ab", true },               { "/%", "/%", true },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[200] = "User-agent: *\nDisallow: ";
        strcat(text, cases[i].pattern);
        if (allowed(text, cases[i].path) == cases[i].match)
            fail_msg("%s: %s", cases[i].pattern, cases[i].path);
    }
}

static void reads_what_sites_write(void **state) {
    (void)state;
    assert_false(allowed("\xEF\xBB\xBFUser-agent: *\r\nDisallow: /a # not this\r\n", "/a"));
    assert_false(allowed("User-agent:*\rDisallow:/a\r", "/a"));
    assert_false(allowed("User-agent: *\n\n\nSitemap: https://x.example/s\nDisallow: /a", "/a"));
    assert_true(allowed("Disallow: /a", "/a")); /* of no group */
    assert_true(allowed("<html><body>Disallow: / is not here</body></html>", "/a"));
    assert_true(allowed("", "/a"));
    assert_false(allowed("User-agent: *\nDisallow: /*\n", "")); /* the same as "/" */
    assert_false(allowed("  USER-AGENT : * \n  DISALLOW : /a  ", "/a"));
}

static void reads_delays(void **state) {
    (void)state;
    assert_int_equal(delay("User-agent: *\nCrawl-delay: 10\n"), 10000);
    assert_int_equal(delay("User-agent: *\nCrawl-delay: 0.25\n"), 250);
    assert_int_equal(delay("User-agent: *\nCrawl-delay: soon\n"), -1);
    assert_int_equal(delay("User-agent: *\nCrawl-delay: 99999999999999999999\n"), 86400000);
    assert_int_equal(delay("User-agent: x\nCrawl-delay: 10\n"), -1);
}

/* Half a megabyte of stars takes no time to speak of. */
static void takes_stars_in_bounded_time(void **state) {
    (void)state;
    char *text = malloc(ROBOTS_MOST), path[2000] = "/";
    assert_non_null(text);
    size_t at = (size_t)sprintf(text, "User-agent: *\n");
    while (at + 40 < ROBOTS_MOST) at += (size_t)sprintf(text + at, "Disallow: /*a*a*a*a*a*a*b$\n");
    memset(path + 1, 'a', sizeof path - 2);
    clock_t start = clock();
    assert_true(allowed(text, path));
    assert_true(clock() - start < 2 * CLOCKS_PER_SEC);
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_the_group_that_names_it),
        cmocka_unit_test(joins_groups),
        cmocka_unit_test(longest_pattern_decides),
        cmocka_unit_test(matches_patterns),
        cmocka_unit_test(reads_what_sites_write),
        cmocka_unit_test(reads_delays),
        cmocka_unit_test(takes_stars_in_bounded_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
