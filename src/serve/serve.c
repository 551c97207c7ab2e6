/* serve/serve.c: see serve.h. The first thread opens everything and then waits for the end. */
#include "serve/serve.h"

#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "serve/server.h"
#include "serve/stream.h"

enum { TICK_MS = 250, FILES_WANTED = 8192, TICK_CACHE = 1 << 20, MEMORY_MOST = 1 << 20 };

long long now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool server_error(onr_error *error, onr_error_kind kind, const char *format, ...) {
    va_list values;
    *error = (onr_error){ .kind = kind, .at = ONR_NOWHERE };
    va_start(values, format);
    vsnprintf(error->what, sizeof error->what, format, values);
    va_end(values);
    return false;
}

/* "a,b" in small letters, or as they are */
static void add_list(server *s, str_list *to, str words) {
    for (size_t from = 0; from < words.length;) {
        size_t end = str_find(words, STR(","), from);
        str one = str_trim(str_cut(words, from, end));
        if (one.length) *LIST_ADD(s->a, to) = arena_copy(s->a, one);
        from = end + 1;
    }
}

static void name_hosts(server *s) {
    str listen = str_of(s->options.listen);
    size_t port = listen.length;
    while (port && listen.at[port - 1] != ':') port--;
    add_list(s, &s->hosts, STR("localhost,127.0.0.1,[::1]"));
    if (port) add_list(s, &s->hosts, str_cut(listen, 0, port - 1));
    if (s->options.hosts) add_list(s, &s->hosts, str_of(s->options.hosts));
    if (s->options.origins) add_list(s, &s->origins, str_of(s->options.origins));
}

/* Made where it is not there, and of the schema of now: the threads only read it. */
static onr_ledger *make_ledger(const server *s, onr_error *error) {
    onr_ledger_options options = ONR_LEDGER_DEFAULT;
    onr_ledger *ledger;
    options.access = ONR_ACCESS_CREATE;
    options.cache_bytes = TICK_CACHE;
    return onr_ledger_open(s->options.ledger, &options, &ledger, error) ? ledger : NULL;
}

static void want_files(void) {
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) || files.rlim_cur >= FILES_WANTED) return;
    files.rlim_cur = files.rlim_max < FILES_WANTED ? files.rlim_max : FILES_WANTED;
    setrlimit(RLIMIT_NOFILE, &files);
}

static bool no_row(void *user, const onr_field *fields, size_t count) {
    (void)user, (void)fields, (void)count;
    return false;
}

/* Whether the ledger has grown since the last call; `last` is where it ended then. */
static bool has_grown(onr_ledger *ledger, onr_page *last) {
    onr_question q = ONR_QUESTION_DEFAULT;
    onr_page now;
    onr_error error;
    q.as_added = true;
    q.after = "now";
    q.page = &now;
    if (!onr_ledger_ask(ledger, &q, no_row, NULL, &error)) return false;
    bool grown = strcmp(now.next, last->next) != 0;
    *last = now;
    return grown;
}

/* What is to be done again and again while others answer. */
static void tick(server *s, onr_ledger *ledger, onr_page *last) {
    connections_sweep(s->connections);
    bool grown = has_grown(ledger, last);
    if (grown) watching_news(s);
    if (streams_any(s->streams)) streams_wake(s->streams, s->asking, grown);
}

/* Until a signal comes, or nobody has asked for long. */
static void wait_for_end(server *s, const sigset_t *ends, onr_ledger *ledger) {
    onr_page last = { .more = false };
    const struct timespec rest = { 0, TICK_MS * 1000000L };
    long long idle_ms = (long long)s->options.idle_s * 1000;
    atomic_store(&s->last_request_ms, now_ms());
    while (sigtimedwait(ends, NULL, &rest) < 0) {
        tick(s, ledger, &last);
        bool idle = idle_ms && !atomic_load(&s->under_way) && !streams_any(s->streams)
            && now_ms() - atomic_load(&s->last_request_ms) > idle_ms;
        if (idle) break;
    }
}

static bool run(server *s, const sigset_t *ends, onr_error *error) {
    jmp_buf out;
    s->a = arena_new(MEMORY_MOST);
    if (!s->a || setjmp(out)) return server_error(error, ONR_ERROR_MEMORY, "no memory");
    arena_guard(s->a, &out);
    name_hosts(s);
    want_files();
    onr_ledger *ledger = make_ledger(s, error);
    bool up = ledger && reading_start(s, error) && watching_start(s, error)
        && http_start(s, error);
    if (up && s->options.ready) s->options.ready(s->address);
    if (up) wait_for_end(s, ends, ledger);
    http_stop(s);
    watching_stop(s);
    reading_stop(s);
    onr_ledger_close(ledger);
    return up;
}

bool serve_run(const serve_options *options, onr_error *error) {
    server s = { .options = *options };
    sigset_t ends, before;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    signal(SIGPIPE, SIG_IGN);
    pthread_sigmask(SIG_BLOCK, &ends, &before);
    bool done = run(&s, &ends, error);
    if (s.a) arena_free(s.a);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return done;
}
