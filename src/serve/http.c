/* serve/http.c: between libmicrohttpd and the handlers. One thread talks to all connections; a
 * request that is whole is put to rest there and queued for the threads of a pool, which answer it
 * each with a connection to the ledger of its own. */
#include <arpa/inet.h>
#include <microhttpd.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#include <xxhash.h>

#include "serve/checks.h"
#include "serve/finish.h"
#include "serve/server.h"
#include "serve/stream.h"
#include "serve/view.h"

enum {
    CONNECTIONS_MOST = 4000,
    FILES_LEFT = 128,            /* of those that a process may have open, for all else */
    ROOM_LEFT = 100,             /* connections between the last that stays and the last */
    A_ADDRESS_MOST = 512,        /* connections of one address */
    HEAD_MOST = 32 << 10,        /* bytes of a request's head */
    SILENT_S = 60,               /* an answer may wait to be taken */
    ANSWER_MOST = 256 << 20,     /* bytes of memory that one answer may take */
    ASKING_THREADS = 4, ASKING_MOST = 1000, READING_MOST = 16,
    ASKING_CACHE = 8 << 20,      /* bytes of the ledger that each thread holds */
    ASKING_MS = 2000,            /* of a thread's time for one answer's questions */
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
    bool begun, refused, whole, answered, streamed;
    long long began_ms;
    connected *place;
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

static connected *place_of(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info ? info->socket_context : NULL;
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
    e->place = place_of(connection);
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
    long long took_ms = now_ms() - e->began_ms;
    finish_log(&e->r, &e->w, took_ms);
    if (!e->streamed) metrics_count(s->metrics, e->route, e->w.status, took_ms);
    stream_free(e->w.stream);
    connections_idle(s->connections, e->place);
    if (!e->streamed) atomic_fetch_sub(&s->under_way, 1);
    arena_free(e->r.a);
    *at = NULL;
}

/* A connection comes or goes. */
static void connect_or_not(void *of, struct MHD_Connection *connection, void **place,
                           enum MHD_ConnectionNotificationCode what) {
    server *s = of;
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    if (what == MHD_CONNECTION_NOTIFY_CLOSED) {
        connections_remove(s->connections, *place);
        *place = NULL;
    } else if (info) {
        *place = connections_add(s->connections, info->connect_fd);
    }
}

/* ---- the answer ---- */

static struct MHD_Response *response_of(exchange *e) {
    if (!e->w.stream) return finish_answer(&e->r, &e->w, NULL);
    struct MHD_Response *out = stream_response(e->w.stream, e->connection);
    if (!out) return NULL;
    e->w.stream = NULL; /* the response's, from now on */
    e->streamed = true;
    connections_stream(e->r.server->connections, e->place);
    atomic_fetch_sub(&e->r.server->under_way, 1); /* it has no end */
    metrics_count(e->r.server->metrics, e->route, e->w.status, now_ms() - e->began_ms);
    return finish_answer(&e->r, &e->w, out);
}

static enum MHD_Result send_answer(exchange *e) {
    struct MHD_Response *out = response_of(e);
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
    onr_ledger_limit(own, ASKING_MS);
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

static void refuse_full(exchange *e) {
    jmp_buf out;
    e->w.status = 503;
    e->w.fixed = STR("");
    if (!setjmp(out)) {
        arena_guard(e->r.a, &out);
        answer_problem(&e->w, 503, "as much is waiting as this service takes on");
        answer_header(&e->w, "Retry-After", STR("2"));
    }
    arena_guard(e->r.a, NULL);
}

/* From the moment that it is in the queue the exchange is its thread's. */
static enum MHD_Result dispatch(exchange *e) {
    server *s = e->r.server;
    e->answered = true;
    e->job.run = work;
    connections_busy(s->connections, e->place);
    MHD_suspend_connection(e->connection);
    if (pool_put(e->route->reads ? s->reading : s->asking, &e->job)) return MHD_YES;
    refuse_full(e);
    MHD_resume_connection(e->connection);
    return MHD_YES;
}

/* ---- the request ---- */

/* Who asks: the network of an IPv6 address, which is one household's; behind a proxy what that
 * says. *far: whether it is another machine. */
static uint64_t address_of(const exchange *e, bool *far) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(e->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    const struct sockaddr *from = info ? info->client_addr : NULL;
    str said = request_header(&e->r, "X-Forwarded-For");
    *far = true;
    if (e->r.server->options.proxied && said.length) {
        size_t last = said.length;
        while (last && said.at[last - 1] != ',') last--;
        str one = str_trim(str_cut(said, last, said.length));
        return XXH3_64bits(one.at, one.length);
    }
    if (!from) return 0;
    if (from->sa_family == AF_INET6) {
        const struct sockaddr_in6 *six = (const struct sockaddr_in6 *)(const void *)from;
        *far = !IN6_IS_ADDR_LOOPBACK(&six->sin6_addr);
        return XXH3_64bits(&six->sin6_addr, 8);
    }
    const struct sockaddr_in *four = (const struct sockaddr_in *)(const void *)from;
    *far = ntohl(four->sin_addr.s_addr) >> 24 != 127;
    return XXH3_64bits(&four->sin_addr, sizeof four->sin_addr);
}

static bool may_ask(exchange *e) {
    server *s = e->r.server;
    bool far;
    uint64_t address = address_of(e, &far);
    if ((!far && !s->options.rate) || rates_allow(s->rates, address, now_ms())) return true;
    answer_problem(&e->w, 429, "more than %u requests a second",
                   s->options.rate ? s->options.rate : (unsigned)RATE_USUAL);
    answer_header(&e->w, "Retry-After", STR("1"));
    return false;
}

/* A browser is shown a page, with the ways to others. */
static void answer_nothing(request *r, answer *w) {
    bool browser = str_find(request_header(r, "Accept"), STR("text/html"), 0)
                   < request_header(r, "Accept").length;
    if (!browser || str_starts(r->path, STR("/api/"))) {
        answer_problem(w, 404, "nothing stands at this address");
        return;
    }
    view v = view_of(r, w);
    page_of_error(&v, 404, STR("Nothing stands at this address."));
}

/* Once the head is there: what can be refused is refused before its body is sent. */
static bool head(exchange *e, const char *method) {
    const char *why;
    request *r = &e->r;
    r->method = strcmp(method, "HEAD") == 0 ? STR("GET") : arena_copy(r->a, str_of(method));
    MHD_get_connection_values(e->connection, MHD_HEADER_KIND, take_header, r);
    if (!checks_host(r, &e->w) || !may_ask(e) || !checks_origin(r, &e->w)) return false;
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
        answer_nothing(r, &e->w);
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
        connections_sends(e->r.server->connections, e->place);
        e->refused = !head(e, method);
        return e->refused && !is_short(e) ? send_answer(e) : MHD_YES;
    }
    if (*size) {
        take_body(e, (str){ bytes, *size });
        *size = 0;
        return MHD_YES;
    }
    if (e->refused || e->answered) return send_answer(e);
    e->whole = true;
    return MHD_YES;
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
    return e->whole && !e->answered ? dispatch(e) : done;
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
    options.cache_bytes = ASKING_CACHE;
    return onr_ledger_open(s->options.ledger, &options, &ledger, &error) ? ledger : NULL;
}

static void close_ledger(void *own) {
    onr_ledger_close(own);
}

static bool start_pools(server *s, onr_error *error) {
    pool_options asking = { ASKING_THREADS, ASKING_MOST, open_ledger, close_ledger, s };
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

/* As many as the process may have, and some. */
static unsigned most_connections(void) {
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) || files.rlim_cur > CONNECTIONS_MOST + FILES_LEFT)
        return CONNECTIONS_MOST;
    return files.rlim_cur > 3 * FILES_LEFT ? (unsigned)files.rlim_cur - FILES_LEFT
                                           : 2 * FILES_LEFT;
}

static bool start_parts(server *s, onr_error *error) {
    s->metrics = metrics_new();
    s->streams = streams_new();
    s->rates = rates_new(s->options.rate ? s->options.rate : RATE_USUAL);
    s->connections = connections_new(most_connections() - ROOM_LEFT);
    return (s->metrics && s->streams && s->rates && s->connections)
        || server_error(error, ONR_ERROR_MEMORY, "no memory");
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
        MHD_OPTION_NOTIFY_CONNECTION, connect_or_not, s,
        MHD_OPTION_CONNECTION_LIMIT, most_connections(),
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
    return start_parts(s, error) && start_pools(s, error) && listen_on(s, error);
}

void http_stop(server *s) {
    MHD_socket listening = MHD_INVALID_SOCKET;
    if (s->daemon) {
        long long until = now_ms() + DRAIN_MS;
        listening = MHD_quiesce_daemon(s->daemon);
        while ((atomic_load(&s->under_way) || streams_any(s->streams)) && now_ms() < until) {
            streams_end(s->streams);
            usleep(20000);
        }
    }
    pool_stop(s->asking);
    pool_stop(s->reading);
    if (s->streams) streams_end(s->streams); /* those that were fetching */
    if (s->daemon) MHD_stop_daemon(s->daemon);
    if (listening != MHD_INVALID_SOCKET) close(listening);
    connections_free(s->connections);
    streams_free(s->streams);
    rates_free(s->rates);
    metrics_free(s->metrics);
}
