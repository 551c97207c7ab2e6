/* tests/fuzz/web_address.c: any bytes read as an address, alone and from a base: what comes out
 * is of the web, reads back as itself, and holds no bytes that could end a request line. */
#include <stdlib.h>

#include "source/public_address.h"
#include "source/web_address.h"

static void must(bool holds) {
    if (!holds) abort();
}

static void check(arena *a, const web_address *w) {
    web_address again;
    fault f = { 0 };
    must(str_is(w->scheme, "http") || str_is(w->scheme, "https"));
    must(w->host.length && w->path.length && w->port >= 0 && w->port <= 65535);
    for (size_t i = 0; i < w->url.length; i++) must((unsigned char)w->url.at[i] > 0x20);
    if (!web_address_read(a, w->url, STR_NONE, &again, &f)) return; /* longer, being encoded */
    must(str_same(again.host, w->host) && again.port == w->port);
    host_is_private(w->host);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    str text = { (const char *)bytes, size };
    arena *a = arena_new(0);
    fault f = { 0 };
    web_address got;
    if (web_address_read(a, text, STR_NONE, &got, &f)) check(a, &got);
    else must(f.what[0]);
    if (web_address_read(a, text, STR("https://example.org/a/b?c"), &got, &f)) check(a, &got);
    arena_free(a);
    return 0;
}
