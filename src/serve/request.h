/* serve/request.h: a request as handlers see it: decoded, checked, with a connection to the ledger
 * that is the answering thread's own. */
#ifndef SERVE_REQUEST_H
#define SERVE_REQUEST_H

#include "base/arena.h"
#include "onrecord.h"

typedef struct parameter {
    str name, value; /* decoded UTF-8 without NULs; each ends in a NUL */
} parameter;

typedef LIST(parameter) parameter_list;

enum {
    PATH_PARTS_MOST = 4,     /* {parts} of a route */
    TARGET_MOST = 8000,      /* bytes of path and query as sent */
    PARAMETERS_MOST = 64,    /* of a query */
};

/* What a token may do. */
enum { SCOPE_NONE = 0, SCOPE_READ = 1, SCOPE_ADD = 2, SCOPE_MANAGE = 4 };

struct server;

typedef struct request {
    arena *a;               /* of this request and its answer */
    struct server *server;
    str method;             /* "GET"; of HEAD too */
    str target;             /* path and query as sent */
    str path, query_sent;   /* as sent */
    str_list segments;      /* of the path, decoded: "api", "v1", "reports" */
    parameter_list query;   /* in the order in which it came */
    parameter_list headers;
    str part[PATH_PARTS_MOST]; /* what stands for the {parts} of the route */
    str body;
    onr_ledger *ledger;     /* to read */
    unsigned scopes;        /* of the token that came with it */
} request;

/* Splits and decodes target into path, segments and query. False, with what is wrong in *why,
 * where it has parts that no honest program sends. Memory: from r->a. */
bool request_parse(request *r, const char **why);

/* STR_NONE where there is none. */
str request_header(const request *r, const char *name); /* without regard to case */
str request_value(const request *r, const char *name);  /* of the query */

/* The same as C strings, NULL where there is none. */
const char *request_words(const request *r, const char *name);

/* Decodes %41 and, in queries, +. False where a % has no two digits, or where what comes out is
 * not UTF-8 or has a NUL. Memory: from a. */
bool request_decode(arena *a, str coded, bool plus, str *out);

/* The other way, for addresses that answers name. */
void request_encode(arena *a, buffer *to, str words);

#endif
