/* serve/routes.h: the table of what is answered by whom. Each part of the service has a table of
 * its own; routes.c lists the tables. A page or an API route is one row:
 *
 *     const route page_routes[] = {
 *         { "GET", "/story/{id}", .scope = SCOPE_READ, .handle = page_story },
 *         { NULL },
 *     };
 *
 * A handler fills the answer, which is 200 and empty before, and returns; r->part[0] is what
 * stands for {id}. It runs on a thread that may wait for the ledger. */
#ifndef SERVE_ROUTES_H
#define SERVE_ROUTES_H

#include "serve/answer.h"

typedef void route_handler(request *r, answer *w);

/* How the description of the API tells of a route. */
typedef struct operation {
    const char *summary;
    const char *gives;      /* name of a schema of openapi.c; NULL: text */
    const char *type;       /* NULL: JSON */
    const char *takes;      /* its parameters as JSON, commas between; NULL: none */
    const char *body;       /* its body's description as JSON; NULL: none */
    bool lists, creates;    /* has filters, pages and CSV; may answer 201 */
} operation;

typedef struct route {
    const char *method; /* "GET" or "POST" or "DELETE"; HEAD is GET's; NULL ends a table */
    const char *path;   /* "/api/v1/reports/{id}"; "/static/{*}" takes all that follows */
    unsigned scope;     /* a token must have it; SCOPE_READ only where reading needs one */
    route_handler *handle;
    size_t body_most;   /* bytes; 0: no body */
    bool reads;         /* reads reports, which takes the processor for long */
    const operation *about; /* or NULL: the description is silent on it */
} route;

/* The route of a request, whose parts are then filled. NULL where there is none: *allowed is the
 * methods that the path has ("GET, POST"), or empty. Memory: from r->a. */
const route *route_find(request *r, str *allowed);

/* All tables, NULL last. */
extern const route *const route_tables[];

/* The tables. */
extern const route health_routes[];
extern const route api_routes[];
extern const route reading_routes[];
extern const route stream_routes[];
extern const route metrics_routes[];
extern const route openapi_routes[];
extern const route static_routes[];
extern const route page_routes[];
extern const route watch_routes[];

#endif
