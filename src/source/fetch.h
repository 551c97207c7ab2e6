/* source/fetch.h: pages from the web, asked for as a guest would: what robots.txt leaves out is
 * not read, a host gets one request at a time and then some rest, what did not change is not
 * sent again, "too many" and "not now" are waited for, and nothing is fetched from addresses
 * that are not public. Everything has a limit: time, bytes, tries, redirects. */
#ifndef SOURCE_FETCH_H
#define SOURCE_FETCH_H

#include <stdatomic.h>
#include <stdint.h>
#include <sys/socket.h>

#include "base/arena.h"
#include "base/fault.h"
#include "source/fetch_store.h"

/* Where the time comes from; the tests have one that does not wait. */
typedef struct fetch_clock {
    int64_t (*now_ms)(void *user); /* since 1970-01-01, UTC */
    void (*wait_ms)(void *user, int64_t ms);
    void *user;
} fetch_clock;

/* Strings must outlive the fetcher. fetch_defaults fills all but agent. */
typedef struct fetch_options {
    const char *agent; /* the whole User-Agent line, "onrecord/0.1 (...)"; its first word, up to
                          the '/', is what robots.txt may name */
    const char *http_proxy, *https_proxy, *no_proxy; /* or NULL */
    const char *authorities; /* certificates to trust instead of the system's, or NULL */
    bool allow_private, skip_robots;
    int64_t delay_ms;        /* rest of a host between two pages */
    int64_t time_ms, idle_ms; /* of one request; of one that stands still */
    int64_t retry_ms;        /* before the second try, twice as much before each one more */
    size_t body_most;        /* bytes after decoding */
    const fetch_store *store; /* what was fetched before, or NULL */
    fetch_clock clock;
    bool (*may_connect)(void *user, const struct sockaddr *to); /* NULL: what is public */
    void *user;              /* of may_connect */
    const atomic_bool *stop; /* once it is set, requests and waits break off; or NULL */
} fetch_options;

enum {
    FETCH_REDIRECTS_MOST = 10,
    FETCH_TRIES_MOST = 3,
    FETCH_WAIT_MOST_MS = 120000, /* longer than this no host is waited for */
    FETCH_DELAY_MOST_MS = 30000, /* nor with Crawl-delay */
    FETCH_WHOLE_MS = 300000,     /* one page with all redirects, tries and rests */
    FETCH_ROBOTS_MS = 24 * 60 * 60 * 1000, /* for so long robots.txt is believed */
    FETCH_SHUT_MS = 10 * 60 * 1000,        /* for so long, that it cannot be had */
    FETCH_HOSTS_MOST = 4096,     /* remembered at once */
};

void fetch_defaults(fetch_options *out);

typedef struct fetcher fetcher;

/* Any number of threads. Fails: FAULT_MEMORY. */
fetcher *fetcher_open(const fetch_options *options, fault *f);
void fetcher_close(fetcher *it); /* NULL is nothing */

typedef struct fetched {
    char *bytes; /* the caller's: free() */
    size_t length;
    str url;       /* the last address, after redirects */
    str media;     /* as the header has it, "text/html; charset=utf-8", or none */
    str retrieved; /* ISO 8601 */
    bool unchanged; /* since it was kept */
} fetched;

/* What is asked for, where that is more than an address. */
typedef struct fetch_want {
    str url;
    str etag, modified; /* of what is known already, or none; unchanged, no bytes come */
    int tries;          /* 0: as many as may be; 1: a busy server is told of, not waited for */
    size_t body_most;   /* bytes after decoding; 0: the fetcher's own */
} fetch_want;

/* What was learned on the way; also where it failed. */
typedef struct fetch_met {
    int status;          /* of the last answer, 0: there was none */
    bool refused;        /* by robots.txt, or as no public address: asking again is in vain */
    str moved;           /* where permanent redirects alone led, or none */
    str etag, modified;  /* of what came, or none */
    int64_t retry_ms;    /* for so long the server asked not to be asked; -1: it did not */
    int64_t rest_ms;     /* before its host may be asked again */
} fetch_met;

/* Memory: strings from a. Fails: FAULT_NET and FAULT_INPUT with what the server or libcurl said,
 * or the limit reached; FAULT_MEMORY. `where` is set to the address. */
bool fetch_get(fetcher *it, arena *a, str url, fetched *out, fault *f);
bool fetch_ask(fetcher *it, arena *a, const fetch_want *want, fetched *out, fetch_met *met,
               fault *f);

#endif
