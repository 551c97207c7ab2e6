/* serve/rates.c: see rates.h. */
#include "serve/rates.h"

#include <stdlib.h>

enum { BUCKETS = 1 << 14, THOUSAND = 1000 };

typedef struct bucket {
    long long filled_ms;
    long long drops; /* thousandths of a request */
} bucket;

struct rates {
    long long a_second;
    bucket buckets[BUCKETS];
};

rates *rates_new(unsigned a_second) {
    rates *r = calloc(1, sizeof *r);
    if (r) r->a_second = a_second;
    return r;
}

void rates_free(rates *r) {
    free(r);
}

bool rates_allow(rates *r, uint64_t address, long long now_ms) {
    bucket *b = &r->buckets[address % BUCKETS];
    long long full = r->a_second * RATE_BURST * THOUSAND;
    long long gone = now_ms - b->filled_ms;
    long long more = gone < RATE_BURST * THOUSAND && b->filled_ms ? gone * r->a_second : full;
    b->drops = b->drops + more > full ? full : b->drops + more;
    b->filled_ms = now_ms;
    if (b->drops < THOUSAND) return false;
    b->drops -= THOUSAND;
    return true;
}
