/* serve/server.h: what the parts of the running service share. */
#ifndef SERVE_SERVER_H
#define SERVE_SERVER_H

#include <stdatomic.h>

#include "serve/connections.h"
#include "serve/metrics.h"
#include "serve/pool.h"
#include "serve/rates.h"
#include "serve/routes.h"
#include "serve/serve.h"

enum {
    BODY_READ = 1 << 20,  /* bytes of a report to be read */
    BODY_ADD = 4 << 20,   /* bytes of reports to be added */
};

typedef struct server {
    serve_options options;
    arena *a;              /* of what lives as long as it */
    str_list hosts, origins;
    bool loopback;         /* nobody else can reach it */
    char address[128];     /* "http://127.0.0.1:8300/" */
    struct MHD_Daemon *daemon;
    pool *asking, *reading;
    struct desk *desk;     /* reading.c */
    struct watching *watching; /* watching.c */
    connections *connections;
    rates *rates;          /* of the thread that talks to all */
    metrics *metrics;
    struct streams *streams;
    atomic_llong last_request_ms; /* by the clock of now_ms */
    atomic_size_t under_way;      /* requests, without streams */
} server;

long long now_ms(void); /* since some time; never goes back */

/* reading.c: what reading and keeping reports needs, opened when it is first asked for. */
bool reading_start(server *s, onr_error *error);
void reading_stop(server *s);
void reading_read(request *r, answer *w); /* POST /api/v1/read */

/* The one connection to the ledger that writes, NULL with an error where there is none; it is
 * the caller's until reading_ledger_done. */
onr_ledger *reading_ledger(server *s, onr_error *error);
void reading_ledger_done(server *s);

/* watching.c: the thread that runs the ledger's watches, told when the ledger has grown. */
bool watching_start(server *s, onr_error *error);
void watching_news(server *s);
void watching_stop(server *s);

/* http.c */
bool http_start(server *s, onr_error *error);
void http_stop(server *s); /* lets what is under way end, ten seconds at most */

/* An error of the service's own. Returns false. */
bool server_error(onr_error *error, onr_error_kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
