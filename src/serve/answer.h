/* serve/answer.h: what a handler answers: status, type, headers, body. http.c adds what all
 * answers have: security headers, ETag, gzip. */
#ifndef SERVE_ANSWER_H
#define SERVE_ANSWER_H

#include "base/json.h"
#include "serve/request.h"

struct stream;

typedef struct answer {
    arena *a;
    unsigned status;     /* 200 */
    const char *type;    /* "application/json" */
    buffer body;
    str fixed;           /* the body instead: bytes that stay as long as the server runs */
    parameter_list headers;
    const char *policy;  /* Content-Security-Policy; NULL: nothing may be loaded or run */
    const char *cache;   /* Cache-Control; NULL: "no-cache": kept, but asked for each time */
    struct stream *stream; /* the body goes on with its events; or NULL */
} answer;

/* Types. */
#define TYPE_JSON "application/json"
#define TYPE_PROBLEM "application/problem+json"
#define TYPE_TEXT "text/plain; charset=utf-8"
#define TYPE_HTML "text/html; charset=utf-8"
#define TYPE_CSV "text/csv; charset=utf-8"

void answer_header(answer *w, const char *name, str value);
void answer_add(answer *w, str words);
void answer_print(answer *w, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* For HTML: < > & " ' become entities, what is not UTF-8 or a control character U+FFFD. */
void answer_escaped(answer *w, str words);

/* A writer of JSON into the body. */
json_writer answer_json(answer *w);

/* The body becomes a problem (RFC 9457), whatever was in it before. */
void answer_problem(answer *w, unsigned status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* What the library said as a problem: usage and input 400, else 500 or 503. */
void answer_error(answer *w, const onr_error *error);

const char *answer_title(unsigned status); /* "Not Found" */

#endif
