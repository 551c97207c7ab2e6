/* serve/metrics.h: what the service has done, counted, at /metrics in Prometheus' text format. */
#ifndef SERVE_METRICS_H
#define SERVE_METRICS_H

#include "serve/routes.h"

typedef struct metrics metrics;

metrics *metrics_new(void); /* NULL: no memory */
void metrics_free(metrics *m);

/* An answer; to NULL: nothing stood at the address. From any thread. */
void metrics_count(metrics *m, const route *to, unsigned status, long long took_ms);

#endif
