/* serve/routes.c: see routes.h. */
#include "serve/routes.h"

#include <string.h>

const route *const route_tables[] = {
    health_routes, api_routes, reading_routes, stream_routes, metrics_routes, openapi_routes,
    static_routes, page_routes, watch_routes, NULL
};

/* The segments from one on: "a/b.js" */
static str joined(request *r, size_t from) {
    buffer all = { 0 };
    for (size_t i = from; i < r->segments.count; i++)
        buffer_print(r->a, &all, "%s%.*s", i > from ? "/" : "", STR_ARG(r->segments.at[i]));
    return buffer_str(&all);
}

/* Whether a path has a route's form; fills r->part. */
static bool fits(const char *pattern, request *r) {
    size_t parts = 0, segment = 0;
    if (!pattern[1]) return str_is(r->path, "/");
    while (*pattern == '/') {
        str wanted = { pattern + 1, strcspn(pattern + 1, "/") };
        pattern += 1 + wanted.length;
        if (segment == r->segments.count) return false;
        str is = r->segments.at[segment++];
        if (!str_starts(wanted, STR("{"))) {
            if (!str_same(wanted, is)) return false;
            continue;
        }
        if (!is.length || parts == PATH_PARTS_MOST) return false;
        bool rest = str_is(wanted, "{*}");
        r->part[parts++] = rest ? joined(r, segment - 1) : is;
        if (rest) return true;
    }
    return segment == r->segments.count;
}

const route *route_find(request *r, str *allowed) {
    buffer methods = { 0 };
    for (const route *const *table = route_tables; *table; table++) {
        for (const route *one = *table; one->method; one++) {
            if (!fits(one->path, r)) continue;
            if (str_is(r->method, one->method)) return one;
            buffer_print(r->a, &methods, "%s%s%s", methods.count ? ", " : "", one->method,
                         strcmp(one->method, "GET") == 0 ? ", HEAD" : "");
        }
    }
    *allowed = buffer_str(&methods);
    return NULL;
}
