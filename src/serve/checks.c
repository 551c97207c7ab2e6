/* serve/checks.c: see checks.h. */
#include "serve/checks.h"

#include <stdlib.h>
#include <string.h>

#include "serve/server.h"

/* A name without its port. */
static str name_of(str host) {
    if (str_starts(host, STR("["))) return str_cut(host, 0, str_find(host, STR("]"), 0) + 1);
    return str_cut(host, 0, str_find(host, STR(":"), 0));
}

static bool is_known(const server *s, str host) {
    str name = name_of(host);
    for (size_t i = 0; i < s->hosts.count; i++)
        if (str_same_folded(s->hosts.at[i], name)) return true;
    return false;
}

bool checks_host(const request *r, answer *w) {
    str host = request_header(r, "Host");
    if (host.at && is_known(r->server, host)) return true;
    answer_problem(w, 421, "this service is not called \"%.*s\"; --host tells it its names",
                   STR_ARG(str_cut(host, 0, 80)));
    return false;
}

bool checks_is_named(const request *r) {
    str origin = request_header(r, "Origin");
    for (size_t i = 0; origin.at && i < r->server->origins.count; i++)
        if (str_same_folded(r->server->origins.at[i], origin)) return true;
    return false;
}

bool checks_preflight(const request *r, answer *w, str allowed) {
    if (!str_is(r->method, "OPTIONS") || !checks_is_named(r) || !allowed.length) return false;
    w->status = 204;
    answer_header(w, "Access-Control-Allow-Methods", allowed);
    answer_header(w, "Access-Control-Allow-Headers", STR("Authorization, Content-Type"));
    answer_header(w, "Access-Control-Max-Age", STR("600"));
    return true;
}

bool checks_origin(const request *r, answer *w) {
    str origin = request_header(r, "Origin");
    if (!origin.at || str_is(r->method, "GET") || checks_is_named(r)) return true;
    size_t from = str_find(origin, STR("://"), 0);
    if (from < origin.length && is_known(r->server, str_cut(origin, from + 3, origin.length)))
        return true;
    answer_problem(w, 403, "pages of other sites may not ask for this");
    return false;
}

bool checks_body(const request *r, answer *w, const route *to) {
    str length = request_header(r, "Content-Length");
    if (!length.at) return true;
    unsigned long long bytes = strtoull(length.at, NULL, 10);
    if (bytes <= to->body_most) return true;
    answer_problem(w, 413, "the body has %llu bytes, limit %zu", bytes, to->body_most);
    return false;
}
