/* serve/http.c: between libmicrohttpd and the handlers. One thread talks to all connections; a
 * request that is whole is put to rest there and queued for the threads of a pool, which answer it
 * each with a connection to the ledger of its own. */
#include <arpa/inet.h>
#include <microhttpd.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "serve/checks.h"
#include "serve/finish.h"
#include "serve/server.h"

enum {
    CONNECTIONS_MOST = 4000,
    A_ADDRESS_MOST = 512,        /* connections of one address */
    HEAD_MOST = 32 << 10,        /* bytes of a request's head */
    SILENT_S = 20,               /* a connection may be silent */
    ANSWER_MOST = 256 << 20,     /* bytes of memory that one answer may take */
    ASKING_THREADS = 4, ASKING_MOST = 1000, READING_MOST = 16,
    DRAIN_MS = 10000,
};

/* A request and its answer, from its first line to the last byte sent. */
typedef struct exchange {
    job job; /* first */
    request r;
    answer w;
    const route *route;
    struct MHD_Connection *connection;
    buffer body;
    bool begun, refused, answered;
    long long began_ms;
} exchange;

/* ---- from the connection ---- */

static enum MHD_Result take_header(void *to, enum MHD_ValueKind kind, const char *name,
                                   const char *value) {
    request *r = to;
    (void)kind;
    parameter p = { arena_copy(r->a, str_of(name)), arena_copy(r->a, str_of(value ? value : "")) };
    *LIST_ADD(r->a, &r->headers) = p;
    return MHD_YES;
}

/* Called with the target as it was sent; what it returns stands for the request from then on. */
static void *begin(void *of, const char *target, struct MHD_Connection *connection) {
    server *s = of;
    arena *a = arena_new(ANSWER_MOST);
    jmp_buf out;
    if (!a) return NULL;
    if (setjmp(out)) {
        arena_free(a);
        return NULL;
    }
    arena_guard(a, &out);
    exchange *e = ARENA_NEW(a, exchange, 1);
    e->r.a = e->w.a = a;
    e->r.server = s;
    e->r.target = arena_copy(a, str_of(target));
    e->w.status = 200;
    e->w.type = TYPE_TEXT;
    e->connection = connection;
    e->began_ms = now_ms();
    atomic_store(&s->last_request_ms, e->began_ms);
    atomic_fetch_add(&s->under_way, 1);
    arena_guard(a, NULL);
    return e;
}

static void end(void *of, struct MHD_Connection *connection, void **at,
                enum MHD_RequestTerminationCode why) {
    server *s = of;
    exchange *e = *at;
    (void)connection;
    (void)why;
    if (!e) return;
    finish_log(&e->r, &e->w, now_ms() - e->began_ms);
    atomic_fetch_sub(&s->under_way, 1);
    arena_free(e->r.a);
    *at = NULL;
}

/* ---- the answer ---- */

static enum MHD_Result send_answer(exchange *e) {
    struct MHD_Response *out = finish_answer(&e->r, &e->w);
    if (!out) return MHD_NO;
    enum MHD_Result sent = MHD_queue_response(e->connection, e->w.status, out);
    MHD_destroy_response(out);
    return sent;
}

/* On a thread of a pool. */
static void work(void *own, job *j) {
    exchange *e = (exchange *)j;
    jmp_buf out;
    e->r.ledger = own;
    if (setjmp(out)) {
        e->w.body.count = 0;
        e->w.status = 503;
        e->w.type = TYPE_TEXT;
        e->w.fixed = STR("the answer takes too much memory\n");
    } else {
        arena_guard(e->r.a, &out);
        if (checks_token(&e->r, &e->w, e->route)) e->route->handle(&e->r, &e->w);
        finish_body(&e->r, &e->w);
    }
    arena_guard(e->r.a, NULL);
    MHD_resume_connection(e->connection);
}

static enum MHD_Result dispatch(exchange *e) {
    server *s = e->r.server;
    e->answered = true;
    MHD_suspend_connection(e->connection);
    if (pool_put(e->route->reads ? s->reading : s->asking, &e->job)) return MHD_YES;
    answer_problem(&e->w, 503, "as much is waiting as this service takes on");
    answer_header(&e->w, "Retry-After", STR("2"));
    MHD_resume_connection(e->connection);
    return MHD_YES;
}

/* ---- the request ---- */

/* Once the head is there: what can be refused is refused before its body is sent. */
static bool head(exchange *e, const char *method) {
    const char *why;
    request *r = &e->r;
    r->method = strcmp(method, "HEAD") == 0 ? STR("GET") : arena_copy(r->a, str_of(method));
    MHD_get_connection_values(e->connection, MHD_HEADER_KIND, take_header, r);
    if (!checks_host(r, &e->w) || !checks_origin(r, &e->w)) return false;
    if (!request_parse(r, &why)) {
        answer_problem(&e->w, 400, "%s", why);
        return false;
    }
    str allowed;
    e->route = route_find(r, &allowed);
    if (!e->route && checks_preflight(r, &e->w, allowed)) return false;
    if (!e->route && allowed.length) {
        answer_problem(&e->w, 405, "only %.*s", STR_ARG(allowed));
        answer_header(&e->w, "Allow", allowed);
    } else if (!e->route) {
        answer_problem(&e->w, 404, "nothing stands at this address");
    }
    return e->route && checks_has_token(r, &e->w, e->route) && checks_body(r, &e->w, e->route);
}

/* Of a request that is refused the rest is read and dropped where it is short: a client that is
 * still sending may not see an answer before. */
static bool is_short(const exchange *e) {
    str length = request_header(&e->r, "Content-Length");
    return length.length < 8 && !request_header(&e->r, "Transfer-Encoding").at;
}

static void take_body(exchange *e, str bytes) {
    if (e->refused) return;
    if (e->body.count + bytes.length > e->route->body_most) {
        answer_problem(&e->w, 413, "the body has more than %zu bytes", e->route->body_most);
        e->refused = true;
        e->body.count = 0;
        return;
    }
    buffer_add(e->r.a, &e->body, bytes);
    e->r.body = buffer_str(&e->body);
}

static enum MHD_Result go_on(exchange *e, const char *method, const char *bytes, size_t *size) {
    if (!e->begun) {
        e->begun = true;
        e->refused = !head(e, method);
        return e->refused && !is_short(e) ? send_answer(e) : MHD_YES;
    }
    if (*size) {
        take_body(e, (str){ bytes, *size });
        *size = 0;
        return MHD_YES;
    }
    return e->refused || e->answered ? send_answer(e) : dispatch(e);
}

static enum MHD_Result handle(void *of, struct MHD_Connection *connection, /* callback */
                              const char *url, const char *method, const char *version,
                              const char *bytes, size_t *size, void **at) {
    exchange *e = *at;
    jmp_buf out;
    (void)of, (void)connection, (void)url, (void)version;
    if (!e || setjmp(out)) return MHD_NO;
    arena_guard(e->r.a, &out);
    enum MHD_Result done = go_on(e, method, bytes, size);
    arena_guard(e->r.a, NULL);
    return done;
}

/* Nothing is decoded but by request_parse. */
static size_t as_sent(void *of, struct MHD_Connection *connection, char *words) {
    (void)of, (void)connection;
    return strlen(words);
}

/* ---- threads ---- */

static void *open_ledger(void *of) {
    const server *s = of;
    onr_ledger_options options = ONR_LEDGER_DEFAULT;
    onr_ledger *ledger;
    onr_error error;
    options.wait_ms = 5000;
    return onr_ledger_open(s->options.ledger, &options, &ledger, &error) ? ledger : NULL;
}

static void close_ledger(void *own) {
    onr_ledger_close(own);
}

static bool start_pools(server *s, onr_error *error) {
    pool_options asking = { ASKING_THREADS, ASKING_MOST, open_ledger, close_ledger, work, s };
    pool_options reading = asking;
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    reading.threads = s->options.threads ? s->options.threads : cores > 0 ? (unsigned)cores : 1;
    reading.waiting_most = READING_MOST;
    s->asking = pool_start(&asking);
    s->reading = pool_start(&reading);
    return (s->asking && s->reading)
        || server_error(error, ONR_ERROR_MEMORY, "the threads of the service cannot start");
}

/* ---- listening ---- */

/* "127.0.0.1:8300", "[::1]:0" */
static bool read_address(const char *words, struct sockaddr_storage *out, bool *loopback) {
    char host[INET6_ADDRSTRLEN + 2] = "";
    const char *colon = strrchr(words, ':');
    struct sockaddr_in *four = (struct sockaddr_in *)out;
    struct sockaddr_in6 *six = (struct sockaddr_in6 *)out;
    char *rest;
    if (!colon || (size_t)(colon - words) >= sizeof host || !is_digit(colon[1])) return false;
    memcpy(host, words, (size_t)(colon - words));
    unsigned long port = strtoul(colon + 1, &rest, 10);
    size_t length = strlen(host);
    if (*rest || port > 65535) return false;
    memset(out, 0, sizeof *out);
    if (host[0] == '[' && host[length - 1] == ']') {
        host[length - 1] = 0;
        six->sin6_family = AF_INET6;
        six->sin6_port = htons((uint16_t)port);
        *loopback = strcmp(host + 1, "::1") == 0;
        return inet_pton(AF_INET6, host + 1, &six->sin6_addr) == 1;
    }
    four->sin_family = AF_INET;
    four->sin_port = htons((uint16_t)port);
    *loopback = strncmp(host, "127.", 4) == 0;
    return inet_pton(AF_INET, host, &four->sin_addr) == 1;
}

static void name_address(server *s, const struct sockaddr_storage *at) {
    const union MHD_DaemonInfo *port = MHD_get_daemon_info(s->daemon, MHD_DAEMON_INFO_BIND_PORT);
    char host[INET6_ADDRSTRLEN] = "";
    bool six = at->ss_family == AF_INET6;
    const void *bytes = six ? (const void *)&((const struct sockaddr_in6 *)at)->sin6_addr
                            : (const void *)&((const struct sockaddr_in *)at)->sin_addr;
    inet_ntop(at->ss_family, bytes, host, sizeof host);
    snprintf(s->address, sizeof s->address, six ? "http://[%s]:%u/" : "http://%s:%u/", host,
             port ? port->port : 0);
}

static bool listen_on(server *s, onr_error *error) {
    struct sockaddr_storage at;
    if (!read_address(s->options.listen, &at, &s->loopback))
        return server_error(error, ONR_ERROR_USAGE, "\"%.80s\" is no address such as "
                            "127.0.0.1:8300 or [::1]:8300", s->options.listen);
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME;
    if (at.ss_family == AF_INET6) flags |= MHD_USE_IPv6;
    s->daemon = MHD_start_daemon(
        flags, 0, NULL, NULL, handle, s, MHD_OPTION_SOCK_ADDR, &at,
        MHD_OPTION_URI_LOG_CALLBACK, begin, s, MHD_OPTION_NOTIFY_COMPLETED, end, s,
        MHD_OPTION_UNESCAPE_CALLBACK, as_sent, NULL,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS_MOST,
        MHD_OPTION_PER_IP_CONNECTION_LIMIT, (unsigned)A_ADDRESS_MOST,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)SILENT_S,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HEAD_MOST,
        MHD_OPTION_LISTEN_BACKLOG_SIZE, 1024u,
        MHD_OPTION_END);
    if (!s->daemon)
        return server_error(error, ONR_ERROR_NET, "%.80s cannot be listened on",
                            s->options.listen);
    name_address(s, &at);
    return true;
}

bool http_start(server *s, onr_error *error) {
    return start_pools(s, error) && listen_on(s, error);
}

void http_stop(server *s) {
    atomic_store(&s->stopping, true);
    if (s->daemon) {
        MHD_socket fd = MHD_quiesce_daemon(s->daemon);
        long long until = now_ms() + DRAIN_MS;
        while (atomic_load(&s->under_way) && now_ms() < until) usleep(20000);
        pool_stop(s->asking);
        pool_stop(s->reading);
        MHD_stop_daemon(s->daemon);
        if (fd != MHD_INVALID_SOCKET) close(fd);
    } else {
        pool_stop(s->asking);
        pool_stop(s->reading);
    }
}
