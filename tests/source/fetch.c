/* Fetching from a server that misbehaves in every way (misbehaving.py), by a clock that does not
 * wait: each page is there, or one line says why not. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "source/fetch.h"

enum { BODY_MOST = 1 << 20, WAITS_MOST = 16 };

#define MONDAY_9 ((int64_t)1767603600 * 1000) /* 2026-01-05T09:00:00Z */

typedef struct server {
    pid_t pid;
    int to;   /* its standard input: closed, it ends */
    int port;
} server;

typedef struct trial {
    server *server;
    fetch_options options;
    fetcher *it;
    arena *a;
    int64_t now;
    int64_t waits[WAITS_MOST];
    int wait_count;
    fetched got;
    fault f;
} trial;

/* ---- the server ---- */

static int start(void **state) {
    server *s = calloc(1, sizeof *s);
    int in[2], out[2];
    if (!s || pipe(in) || pipe(out)) return -1;
    s->pid = fork();
    if (s->pid == 0) {
        dup2(in[0], STDIN_FILENO);
        dup2(out[1], STDOUT_FILENO);
        close(in[1]);
        execlp("python3", "python3", "-B", TEST_ROOT "/tests/source/misbehaving.py", (char *)NULL);
        _exit(127);
    }
    close(in[0]);
    close(out[1]);
    s->to = in[1];
    FILE *from = fdopen(out[0], "r");
    if (!from || fscanf(from, "%d", &s->port) != 1) return -1;
    fclose(from);
    *state = s;
    return 0;
}

static int stop(void **state) {
    server *s = *state;
    close(s->to);
    kill(s->pid, SIGTERM);
    waitpid(s->pid, NULL, 0);
    free(s);
    return 0;
}

/* ---- a fetcher in a time of its own ---- */

static int64_t now_ms(void *user) {
    return ((trial *)user)->now;
}

static void wait_ms(void *user, int64_t ms) {
    trial *t = user;
    if (t->wait_count < WAITS_MOST) t->waits[t->wait_count++] = ms;
    t->now += ms;
}

/* 127.0.0.0/24 stands for the world, the rest for what is private. */
static bool is_world(void *user, const struct sockaddr *to) {
    (void)user;
    struct sockaddr_in four;
    memcpy(&four, to, sizeof four);
    return to->sa_family == AF_INET && ntohl(four.sin_addr.s_addr) >> 8 == 0x7F0000;
}

static trial *trial_new(void **state) {
    trial *t = calloc(1, sizeof *t);
    assert_non_null(t);
    fetch_defaults(&t->options);
    t->server = *state;
    t->now = MONDAY_9;
    t->options.agent = "onrecord/test (tests)";
    t->options.body_most = BODY_MOST;
    t->options.time_ms = 4000;
    t->options.idle_ms = 1000;
    t->options.may_connect = is_world;
    t->options.clock = (fetch_clock){ now_ms, wait_ms, t };
    t->a = arena_new(0);
    return t;
}

static void trial_end(trial *t) {
    free(t->got.bytes);
    fetcher_close(t->it);
    arena_free(t->a);
    free(t);
}

/* host: the last number of its address */
static bool get_from(trial *t, int host, const char *path) {
    if (!t->it) t->it = fetcher_open(&t->options, &t->f);
    assert_non_null(t->it);
    free(t->got.bytes);
    t->got = (fetched){ 0 };
    t->f = (fault){ 0 };
    t->wait_count = 0;
    str url = arena_print(t->a, "http://127.0.0.%d:%d%s", host, t->server->port, path);
    return fetch_get(t->it, t->a, url, &t->got, &t->f);
}

static void is_there(trial *t, int host, const char *path) {
    bool done = get_from(t, host, path);
    if (!done) print_error("%s: %s\n", path, t->f.what);
    assert_true(done);
    str body = { t->got.bytes, t->got.length };
    assert_true(str_find(body, STR("held on Monday"), 0) < body.length);
}

/* `what` may hold one %d, the port. */
static void fails(trial *t, int host, const char *path, const char *what) {
    char line[256];
    const char *port = strstr(what, "%d");
    int head = port ? (int)(port - what) : (int)strlen(what);
    if (port) snprintf(line, sizeof line, "%.*s%d%s", head, what, t->server->port, port + 2);
    else snprintf(line, sizeof line, "%s", what);
    assert_false(get_from(t, host, path));
    assert_string_equal(t->f.what, line);
    assert_true(str_find(str_of(t->f.where), str_of(path), 0) < strlen(t->f.where));
}

static void waited(const trial *t, int count, int64_t first, int64_t second) {
    assert_int_equal(t->wait_count, count);
    if (count > 0) assert_int_equal(t->waits[0], first);
    if (count > 1) assert_int_equal(t->waits[1], second);
}

/* How often the server was asked for `line` since it started. */
static int times_seen(trial *t, const char *line) {
    int times = 0;
    assert_true(get_from(t, 1, "/seen"));
    str all = { t->got.bytes, t->got.length }, wanted = str_of(line);
    for (size_t at = 0, end; at < all.length; at = end + 1) {
        end = str_find(all, STR("\n"), at);
        times += str_same(str_cut(all, at, end), wanted);
    }
    return times;
}

/* ---- the tests ---- */

static void gets_a_page(void **state) {
    trial *t = trial_new(state);
    is_there(t, 1, "/page#part");
    assert_true(str_is(t->got.media, "text/html"));
    assert_true(str_is(t->got.retrieved, "2026-01-05T09:00:00Z"));
    assert_true(str_ends(t->got.url, STR("/page")));
    assert_false(t->got.unchanged);
    waited(t, 0, 0, 0);
    is_there(t, 1, "/gzip");
    assert_true(get_from(t, 1, "/agent"));
    assert_true(str_is((str){ t->got.bytes, t->got.length }, "onrecord/test (tests)"));
    is_there(t, 1, "/charset");
    assert_true(str_is(t->got.media, "text/html; charset=iso-8859-1"));
    trial_end(t);
}

static void rests_between_pages(void **state) {
    trial *t = trial_new(state);
    is_there(t, 1, "/page");
    is_there(t, 1, "/page");
    waited(t, 1, 1000, 0);
    t->now += 400;
    is_there(t, 1, "/page");
    waited(t, 1, 600, 0);
    is_there(t, 8, "/page"); /* another host */
    waited(t, 0, 0, 0);
    is_there(t, 6, "/page");
    is_there(t, 6, "/page"); /* Crawl-delay: 3 */
    waited(t, 1, 3000, 0);
    trial_end(t);
}

static void follows_to_public_addresses_alone(void **state) {
    trial *t = trial_new(state);
    is_there(t, 1, "/near");
    assert_true(str_ends(t->got.url, STR("/page")));
    fails(t, 1, "/private",
          "redirects to http://127.0.1.1:%d/page: 127.0.1.1 has no public address");
    fails(t, 1, "/file", "\"file:///etc/passwd\" is no address to fetch: only http and https are "
                         "fetched");
    fails(t, 1, "/nowhere", "HTTP 302 without an address");
    fails(t, 1, "/there", "redirects to http://127.0.0.1:%d/back: redirects go round in a circle");
    fails(t, 1, "/on/1", "redirects to http://127.0.0.1:%d/on/11: more than 10 redirects");
    fails(t, 1, "/gone", "redirects to http://127.0.0.1:%d/missing: HTTP 404");
    fails(t, 1, "/closed-host",
          "redirects to http://127.0.0.7:%d/page: robots.txt does not allow it");
    assert_false(get_from(t, 1, "/bad-address"));
    assert_non_null(strstr(t->f.what, "is no address to fetch"));
    trial_end(t);
}

/* Names and numbers of this machine's own network, with nothing allowed. */
static void refuses_private_addresses(void **state) {
    static const char *const hosts[] = {
        "127.0.0.1", "localhost", "[::1]", "0", "2130706433", "0x7f.1", "10.0.0.1",
        "169.254.169.254", "[::ffff:127.0.0.1]", "[fe80::1]", "[fd00::1]", "printer.local", "127.1",
    };
    trial *t = trial_new(state);
    t->options.may_connect = NULL;
    t->it = fetcher_open(&t->options, &t->f);
    for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++) {
        str url = arena_print(t->a, "http://%s:%d/page", hosts[i], t->server->port);
        assert_false(fetch_get(t->it, t->a, url, &t->got, &t->f));
        assert_non_null(strstr(t->f.what, "public address"));
    }
    fetcher_close(t->it);
    t->options.allow_private = true;
    t->it = fetcher_open(&t->options, &t->f);
    is_there(t, 1, "/page");
    is_there(t, 1, "/private");
    trial_end(t);
}

/* What libcurl would read from the environment is not read. */
static void reads_no_environment(void **state) {
    trial *t = trial_new(state);
    setenv("http_proxy", "http://127.0.0.1:9", 1);
    setenv("ALL_PROXY", "http://127.0.0.1:9", 1);
    is_there(t, 1, "/page");
    trial_end(t);
    t = trial_new(state);
    t->options.http_proxy = "http://127.0.0.1:9"; /* the port of nothing */
    assert_false(get_from(t, 1, "/page"));
    trial_end(t);
    t = trial_new(state);
    t->options.http_proxy = "http://127.0.0.1:9";
    t->options.no_proxy = "example.org, 0.1";
    is_there(t, 1, "/page");
    unsetenv("http_proxy");
    unsetenv("ALL_PROXY");
    trial_end(t);
}

static void waits_for_busy_servers(void **state) {
    trial *t = trial_new(state);
    is_there(t, 1, "/busy");
    waited(t, 1, 7000, 0);
    t->now = MONDAY_9 + 30000;
    is_there(t, 9, "/busy-date"); /* at 9:00:40 */
    waited(t, 1, 10000, 0);
    is_there(t, 10, "/ill");
    waited(t, 1, 2000, 0);
    fails(t, 11, "/dead", "HTTP 503");
    waited(t, 2, 2000, 4000);
    fails(t, 12, "/busy-long", "HTTP 429");
    waited(t, 0, 0, 0);
    fails(t, 12, "/page", "its host asks not to be asked for 3600 s");
    is_there(t, 13, "/reset-once");
    waited(t, 1, 2000, 0);
    trial_end(t);
}

static void ends_what_does_not_end(void **state) {
    trial *t = trial_new(state);
    t->options.time_ms = 1500;
    fails(t, 1, "/endless", "it has more than 1048576 bytes");
    fails(t, 1, "/bomb", "it has more than 1048576 bytes");
    fails(t, 1, "/picture", "it is image/png, which is not read");
    fails(t, 1, "/headers", "its header has more than 262144 bytes");
    fails(t, 1, "/continue", "its header has more than 262144 bytes");
    assert_false(get_from(t, 1, "/header"));
    static const char *const late[] = { "/slow", "/still", "/silent" };
    for (size_t i = 0; i < sizeof late / sizeof *late; i++) {
        assert_false(get_from(t, 1, late[i]));
        assert_non_null(strstr(t->f.what, "cannot be fetched: Operation t"));
        waited(t, 1, 1000, 0); /* the host's rest; a second try would be as slow */
    }
    trial_end(t);
}

static void names_what_is_broken(void **state) {
    static const char *const paths[] = {
        "/short", "/chunks", "/reset", "/garbage", "/not-gzip",
    };
    trial *t = trial_new(state);
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        assert_false(get_from(t, 1, paths[i]));
        assert_int_equal(strncmp(t->f.what, "cannot be fetched: ", 19), 0);
    }
    fails(t, 1, "/missing", "HTTP 404");
    is_there(t, 1, "/long");
    assert_true(get_from(t, 1, "/empty"));
    assert_int_equal(t->got.length, 0);
    assert_false(fetch_get(t->it, t->a, STR("http://127.0.0.1:9/"), &t->got, &t->f));
    assert_non_null(strstr(t->f.what, "cannot be fetched: Failed to connect"));
    assert_false(fetch_get(t->it, t->a, STR("ftp://127.0.0.1/"), &t->got, &t->f));
    trial_end(t);
}

static void asks_robots_first(void **state) {
    trial *t = trial_new(state);
    fails(t, 2, "/page",
          "its host's robots.txt cannot be had (HTTP 503), so nothing there is read");
    is_there(t, 3, "/page"); /* its own group, not that for all */
    fails(t, 3, "/closed", "robots.txt does not allow it");
    fails(t, 3, "/%63losed/it", "robots.txt does not allow it");
    is_there(t, 3, "/closed/not");
    fails(t, 4, "/page", "robots.txt does not allow it"); /* behind a redirect */
    fails(t, 5, "/closed", "robots.txt does not allow it"); /* of 1.4 MB */
    is_there(t, 5, "/page");
    fails(t, 7, "/page", "robots.txt does not allow it");
    fetcher_close(t->it);
    t->options.skip_robots = true;
    t->it = fetcher_open(&t->options, &t->f);
    is_there(t, 7, "/page");
    trial_end(t);
}

static void asks_robots_once_a_day(void **state) {
    trial *t = trial_new(state);
    int before = times_seen(t, "/robots.txt");
    is_there(t, 14, "/page");
    is_there(t, 14, "/page");
    assert_int_equal(times_seen(t, "/robots.txt"), before + 1);
    t->now += FETCH_ROBOTS_MS + 1;
    is_there(t, 14, "/page");
    assert_int_equal(times_seen(t, "/robots.txt"), before + 3); /* of 127.0.0.1 again, too */
    trial_end(t);
}

/* ---- what was kept ---- */

static void remove_folder(const char *folder) {
    char line[256];
    snprintf(line, sizeof line, "rm -rf '%s'", folder);
    assert_int_equal(system(line), 0);
}

static void asks_for_what_changed(void **state) {
    char folder[] = "/tmp/onrecord-kept-XXXXXX";
    assert_non_null(mkdtemp(folder));
    fetch_store store = fetch_store_folder(folder);
    trial *t = trial_new(state);
    t->options.store = &store;
    is_there(t, 1, "/etag");
    assert_false(t->got.unchanged);
    is_there(t, 1, "/etag");
    assert_true(t->got.unchanged && str_is(t->got.media, "text/html"));
    assert_int_equal(times_seen(t, "/etag \"one\""), 1);
    is_there(t, 1, "/etag/new");
    is_there(t, 1, "/etag/new"); /* other bytes, another mark */
    assert_true(t->got.unchanged == false);
    is_there(t, 1, "/modified");
    is_there(t, 1, "/modified");
    assert_true(t->got.unchanged);
    is_there(t, 1, "/no-store");
    is_there(t, 1, "/no-store");
    assert_int_equal(times_seen(t, "/no-store"), 2);
    fails(t, 1, "/unasked", "HTTP 304, which nobody asked");
    trial_end(t);
    remove_folder(folder);
}

/* A file that was cut or written over is as good as none. */
static void distrusts_what_it_kept(void **state) {
    char folder[] = "/tmp/onrecord-kept-XXXXXX", line[256];
    assert_non_null(mkdtemp(folder));
    fetch_store store = fetch_store_folder(folder);
    static const char *const damages[] = {
        "truncate -s 120", "truncate -s 0", "sed -i s/^length/long/", "sed -i s/^url/uri/",
        "sed -i '1s/.*/else/'",
    };
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        trial *t = trial_new(state);
        t->options.store = &store;
        is_there(t, 1, "/etag");
        snprintf(line, sizeof line, "%s %s/*.page", damages[i], folder);
        assert_int_equal(system(line), 0);
        is_there(t, 1, "/etag");
        assert_false(t->got.unchanged);
        is_there(t, 1, "/etag");
        assert_true(t->got.unchanged);
        trial_end(t);
    }
    remove_folder(folder);
    trial *t = trial_new(state);
    t->options.store = &store;
    fails(t, 1, "/etag", "cannot be kept: No such file or directory");
    trial_end(t);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gets_a_page),
        cmocka_unit_test(rests_between_pages),
        cmocka_unit_test(follows_to_public_addresses_alone),
        cmocka_unit_test(refuses_private_addresses),
        cmocka_unit_test(reads_no_environment),
        cmocka_unit_test(waits_for_busy_servers),
        cmocka_unit_test(ends_what_does_not_end),
        cmocka_unit_test(names_what_is_broken),
        cmocka_unit_test(asks_robots_first),
        cmocka_unit_test(asks_robots_once_a_day),
        cmocka_unit_test(asks_for_what_changed),
        cmocka_unit_test(distrusts_what_it_kept),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
