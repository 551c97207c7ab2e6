/* serve/serve.h: the service: one process over one ledger, with a page and an HTTP API. */
#ifndef SERVE_SERVE_H
#define SERVE_SERVE_H

#include "onrecord.h"

typedef struct serve_options {
    const char *ledger;  /* made where it is not there */
    const char *listen;  /* "127.0.0.1:8300", "[::1]:0"; port 0: any that is free */
    const char *hosts;   /* "news.example.org,desk.example.org": beside loopback's names; or NULL */
    const char *origins; /* "https://page.example.org": pages that may ask from afar; or NULL */
    const char *weights, *places; /* as onr_reader_open */
    unsigned threads;    /* that read reports; 0: one a core */
    unsigned idle_s;     /* ends after so many seconds without a request; 0: never */
    unsigned rate;       /* requests a second of one address; 0: 50, and none of loopback */
    bool log;            /* a line a request on standard error */
    bool is_private;     /* reading needs a token too */
    bool proxied;        /* a proxy stands before it, whose X-Forwarded-For is true */
    void (*ready)(const char *address); /* "http://127.0.0.1:8300/", once it listens */
} serve_options;

/* Runs until SIGTERM, SIGINT or idle_s. Fails: ONR_ERROR_USAGE (an address or name that is none),
 * _STORE (the ledger), _NET (the address is taken), _MEMORY. */
bool serve_run(const serve_options *options, onr_error *error);

#endif
