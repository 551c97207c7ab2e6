/* Addresses of the web in their normal form, and which addresses of the network are public. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "source/public_address.h"
#include "source/web_address.h"

static void gives(const char *text, const char *base, const char *url, const char *path) {
    arena *a = arena_new(0);
    web_address got;
    fault f = { 0 };
    bool read = web_address_read(a, str_of(text), str_of(base), &got, &f);
    if (!read) print_error("%s: %s\n", text, f.what);
    assert_true(read);
    assert_string_equal(arena_copy(a, got.url).at, url);
    assert_string_equal(arena_copy(a, got.path).at, path);
    arena_free(a);
}

static void reads_addresses(void **state) {
    (void)state;
    gives("http://Example.ORG", NULL, "http://example.org/", "/");
    gives(" https://example.org:443/a?b=c#d ", NULL, "https://example.org:443/a?b=c", "/a?b=c");
    gives("HTTP://example.org/a/../b", NULL, "http://example.org/b", "/b");
    gives("http://example.org/a b\xC3\xBC", NULL, "http://example.org/a%20b%c3%bc", "/a%20b%c3%bc");
    gives("../c?d", "http://example.org/a/b", "http://example.org/c?d", "/c?d");
    gives("//other.example/x", "https://example.org/a", "https://other.example/x", "/x");
    gives("?q", "https://example.org/a?b", "https://example.org/a?q", "/a?q");
    gives("http://2130706433/", NULL, "http://127.0.0.1/", "/");
}

static void parts_are_told(void **state) {
    (void)state;
    arena *a = arena_new(0);
    web_address got;
    fault f;
    assert_true(web_address_read(a, STR("https://[2001:DB8::1]/"), STR_NONE, &got, &f));
    assert_true(str_is(got.host, "2001:db8::1") && got.port == 443);
    assert_true(web_address_read(a, STR("http://User:word@Example.org:8080/"), STR_NONE, &got, &f));
    assert_true(str_is(got.host, "example.org") && got.port == 8080);
    arena_free(a);
}

static void refuses_the_rest(void **state) {
    (void)state;
    static const char *const none[] = {
        "", "file:///etc/passwd", "ftp://example.org/", "gopher://example.org/", "javascript:1",
        "http://", "http://[::1", "http://exa mple.org/", "http://a\r\nHost: b/",
        "http://example.org:99999/", "mailto:a@example.org", "data:text/html,x",
    };
    arena *a = arena_new(0);
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        web_address got;
        fault f = { 0 };
        if (web_address_read(a, str_of(none[i]), STR_NONE, &got, &f)) fail_msg("%s", none[i]);
        assert_int_equal(f.kind, FAULT_INPUT);
        assert_true(f.what[0]);
    }
    arena_free(a);
}

static bool is_public(const char *number) {
    struct sockaddr_storage room = { 0 };
    struct sockaddr_in four = { .sin_family = AF_INET };
    struct sockaddr_in6 six = { .sin6_family = AF_INET6 };
    if (inet_pton(AF_INET, number, &four.sin_addr) == 1) memcpy(&room, &four, sizeof four);
    else if (inet_pton(AF_INET6, number, &six.sin6_addr) == 1) memcpy(&room, &six, sizeof six);
    else fail_msg("%s is no address", number);
    bool open = address_is_public((struct sockaddr *)&room);
    assert_true(open == !host_is_private(str_of(number)));
    return open;
}

static void knows_what_is_public(void **state) {
    (void)state;
    static const char *const open[] = {
        "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "172.15.0.1",
        "172.32.0.1", "192.167.1.1", "198.17.0.1", "223.255.255.255", "2606:4700::1111",
        "2a00:1450::1", "64:ff9b::101:101",
    };
    static const char *const shut[] = {
        "0.0.0.0", "10.1.2.3", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.0.1",
        "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.168.0.1",
        "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1", "240.0.0.1",
        "255.255.255.255", "::", "::1", "::ffff:1.1.1.1", "::ffff:127.0.0.1", "::7f00:1", "fe80::1",
        "fc00::1", "fdff::1", "ff02::1", "2001:db8::1", "2001::1", "2002:7f00:1::", "3fff::1",
        "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "100::1", "5f00::1",
    };
    for (size_t i = 0; i < sizeof open / sizeof *open; i++)
        if (!is_public(open[i])) fail_msg("%s is public", open[i]);
    for (size_t i = 0; i < sizeof shut / sizeof *shut; i++)
        if (is_public(shut[i])) fail_msg("%s is not public", shut[i]);
}

static void knows_names_of_this_machine(void **state) {
    (void)state;
    assert_true(host_is_private(STR("localhost")) && host_is_private(STR("LOCALHOST.")));
    assert_true(host_is_private(STR("a.localhost")) && host_is_private(STR("fe80::1%eth0")));
    assert_false(host_is_private(STR("example.org")) || host_is_private(STR("mylocalhost")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_addresses),     cmocka_unit_test(parts_are_told),
        cmocka_unit_test(refuses_the_rest),    cmocka_unit_test(knows_what_is_public),
        cmocka_unit_test(knows_names_of_this_machine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
