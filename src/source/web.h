/* source/web.h: one request and its answer, the one place that knows libcurl's transfers.
 * Nothing is followed, retried or waited for here; that is fetch.c's. */
#ifndef SOURCE_WEB_H
#define SOURCE_WEB_H

#include <stdatomic.h>
#include <stdint.h>
#include <sys/socket.h>

#include "base/arena.h"
#include "base/fault.h"

enum {
    WEB_HEADERS_MOST = 256 << 10, /* bytes of all header lines of an answer */
    WEB_REFUSAL_MOST = 64 << 10,  /* bytes read of the body of an answer that is no success */
};

/* What holds for all requests; strings outlive the web object. */
typedef struct web_options {
    const char *agent;       /* who asks, the User-Agent line */
    const char *http_proxy, *https_proxy; /* addresses of proxies, or NULL: none */
    const char *no_proxy;    /* "localhost,.example.org": hosts reached without; or NULL */
    const char *authorities; /* file of certificates to trust instead of the system's, or NULL */
    bool (*may_connect)(void *user, const struct sockaddr *to); /* asked before each connection */
    void *user;              /* of may_connect */
    int64_t idle_ms;         /* an answer that stands still so long is given up */
    const atomic_bool *stop; /* once it is set, requests break off; or NULL */
} web_options;

typedef struct web web;

/* One thread at a time. Fails: FAULT_MEMORY. */
web *web_open(const web_options *options, fault *f);
void web_close(web *h); /* NULL is nothing */

typedef struct web_header {
    const char *name, *value; /* without line breaks, at most 300 bytes */
} web_header;

typedef struct web_request {
    const char *url, *host;      /* normal; the host decides on the proxy */
    const char *etag, *modified; /* of what is kept already, or "" */
    size_t body_most;            /* bytes after decoding */
    bool cut;                    /* a longer body is cut there, else it is a failure */
    int64_t time_ms;             /* from the first to the last byte */
    str post;                    /* sent with POST; none: GET */
    const web_header *headers;   /* [header_count] of our own */
    size_t header_count;
} web_request;

/* Header fields stand as they were sent, "" where they were not or were too long to be true. */
typedef struct web_answer {
    int status;
    char *body; /* the caller's: free() */
    size_t length;
    char type[200], location[8000], etag[256], modified[64], retry_after[64], control[256];
} web_answer;

/* *passing tells of a failure that may be gone at the next try.
 * Fails: FAULT_NET with curl's reason, or the limit that was reached; FAULT_MEMORY. */
bool web_get(web *h, const web_request *request, web_answer *out, bool *passing, fault *f);

#endif
