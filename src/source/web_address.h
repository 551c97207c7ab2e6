/* source/web_address.h: addresses of the web, http and https alone, in their normal form. The
 * grammar is libcurl's (RFC 3986 with what browsers forgive). */
#ifndef SOURCE_WEB_ADDRESS_H
#define SOURCE_WEB_ADDRESS_H

#include "base/arena.h"
#include "base/fault.h"

enum { WEB_ADDRESS_MOST = 8000 /* bytes */ };

typedef struct web_address {
    str url;    /* whole, without a fragment; ends in NUL */
    str scheme; /* "http", "https" */
    str host;   /* in small letters, an IPv6 address without its brackets */
    int port;
    str path;   /* with the query, as it is sent: "/a?b" */
} web_address;

/* "http://..." or "https://...": what a user means to be fetched, not a file. */
bool is_web_address(str s);

/* base is what a relative address counts from, or none. Memory: from a.
 * Fails: FAULT_INPUT where it is no address, or not of the web. */
bool web_address_read(arena *a, str text, str base, web_address *out, fault *f);

#endif
