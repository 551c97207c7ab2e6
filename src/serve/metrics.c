/* serve/metrics.c: see metrics.h. */
#include "serve/metrics.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "serve/connections.h"
#include "serve/server.h"

enum { ROUTES_MOST = 160, CLASSES = 5, BOUNDS = 9 };

static const long long bounds_ms[BOUNDS] = { 5, 10, 20, 50, 100, 250, 1000, 5000, 30000 };

struct metrics {
    atomic_ullong answers[ROUTES_MOST + 1][CLASSES]; /* [route; the last: none] */
    atomic_ullong within[BOUNDS + 1], took_ms;
};

metrics *metrics_new(void) {
    return calloc(1, sizeof(metrics));
}

void metrics_free(metrics *m) {
    free(m);
}

/* The number of a route, over all tables. */
static size_t number_of(const route *to) {
    size_t number = 0;
    for (const route *const *table = route_tables; *table; table++)
        for (const route *one = *table; one->method; one++, number++)
            if (one == to && number < ROUTES_MOST) return number;
    return ROUTES_MOST;
}

void metrics_count(metrics *m, const route *to, unsigned status, long long took_ms) {
    size_t class = status / 100 - 1, bound = 0;
    if (class < CLASSES) atomic_fetch_add(&m->answers[number_of(to)][class], 1);
    while (bound < BOUNDS && took_ms > bounds_ms[bound]) bound++;
    atomic_fetch_add(&m->within[bound], 1);
    atomic_fetch_add(&m->took_ms, (unsigned long long)took_ms);
}

static void write_route(answer *w, const metrics *m, const route *one, size_t number) {
    for (size_t class = 0; class < CLASSES; class++) {
        unsigned long long count = atomic_load(&m->answers[number][class]);
        if (!count) continue;
        answer_print(w, "onrecord_requests_total{method=\"%s\",route=\"%s\",status=\"%zuxx\"} "
                     "%llu\n", one ? one->method : "", one ? one->path : "", class + 1, count);
    }
}

static void write_routes(answer *w, const metrics *m) {
    size_t number = 0;
    answer_add(w, STR("# HELP onrecord_requests_total Requests answered.\n"
                      "# TYPE onrecord_requests_total counter\n"));
    for (const route *const *table = route_tables; *table; table++)
        for (const route *one = *table; one->method && number < ROUTES_MOST; one++)
            write_route(w, m, one, number++);
    write_route(w, m, NULL, ROUTES_MOST);
}

static void write_times(answer *w, const metrics *m) {
    unsigned long long count = 0;
    answer_add(w, STR("# HELP onrecord_request_seconds Time from a request's first line to its "
                      "answer's end.\n# TYPE onrecord_request_seconds histogram\n"));
    for (size_t i = 0; i <= BOUNDS; i++) {
        char bound[16] = "+Inf";
        count += atomic_load(&m->within[i]);
        if (i < BOUNDS) snprintf(bound, sizeof bound, "%g", (double)bounds_ms[i] / 1000);
        answer_print(w, "onrecord_request_seconds_bucket{le=\"%s\"} %llu\n", bound, count);
    }
    answer_print(w, "onrecord_request_seconds_sum %.3f\nonrecord_request_seconds_count %llu\n",
                 (double)atomic_load(&m->took_ms) / 1000, count);
}

static void write_gauge(answer *w, const char *name, const char *help, size_t value) {
    answer_print(w, "# HELP %s %s\n# TYPE %s gauge\n%s %zu\n", name, help, name, name, value);
}

static size_t memory_now(void) {
    size_t pages = 0, resident = 0;
    FILE *file = fopen("/proc/self/statm", "re");
    if (!file) return 0;
    if (fscanf(file, "%zu %zu", &pages, &resident) != 2) resident = 0;
    fclose(file);
    return resident * 4096;
}

static void show(request *r, answer *w) {
    server *s = r->server;
    w->type = "text/plain; version=0.0.4; charset=utf-8";
    w->cache = "no-store";
    write_routes(w, s->metrics);
    write_times(w, s->metrics);
    write_gauge(w, "onrecord_connections", "Open connections.",
                connections_count(s->connections));
    write_gauge(w, "onrecord_asking_waiting", "Requests that wait for a thread.",
                pool_waiting(s->asking));
    write_gauge(w, "onrecord_reading_waiting", "Reports that wait to be read.",
                pool_waiting(s->reading));
    write_gauge(w, "process_resident_memory_bytes", "Memory in use.", memory_now());
}

const route metrics_routes[] = {
    { "GET", "/metrics", .scope = SCOPE_READ, .handle = show },
    { .method = NULL },
};
