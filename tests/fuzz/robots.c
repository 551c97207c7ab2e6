/* tests/fuzz/robots.c: any bytes read as a robots.txt, and their first line asked for. */
#include <stdlib.h>

#include "source/robots.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    str text = { (const char *)bytes, size };
    str path = str_cut(text, 0, str_find(text, STR("\n"), 0));
    arena *a = arena_new(0);
    robots r;
    robots_read(a, text, STR("onrecord"), &r);
    if (r.delay_ms < -1) abort();
    bool allow = robots_allow(a, &r, path);
    if (!r.rules.count && !allow) abort();
    if (!robots_allow(a, &r, STR("/robots.txt"))) abort();
    arena_free(a);
    return 0;
}
