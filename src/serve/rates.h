/* serve/rates.h: how often one address may ask: a bucket of requests each that fills at so many a
 * second. Buckets stand in a table of fixed size; of two addresses that fall together the newer
 * one takes the bucket as it is, so no flood of addresses takes memory or empties others' for good.
 */
#ifndef SERVE_RATES_H
#define SERVE_RATES_H

#include <stdbool.h>
#include <stdint.h>

enum {
    RATE_USUAL = 50,  /* requests a second of one address, in the long run */
    RATE_BURST = 4,   /* seconds' worth at once */
};

typedef struct rates rates;

rates *rates_new(unsigned a_second); /* NULL: no memory */
void rates_free(rates *r);           /* NULL is nothing */

/* Whether who has this address (a hash of it) may ask now; from one thread. */
bool rates_allow(rates *r, uint64_t address, long long now_ms);

#endif
