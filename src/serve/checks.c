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

/* ---- tokens ---- */

/* The scope that a token must have, SCOPE_NONE where none is needed. */
static unsigned needed(const request *r, const route *to) {
    const server *s = r->server;
    bool open = s->loopback && !s->options.proxied;
    if (to->scope == SCOPE_READ && !s->options.is_private && (!to->reads || open))
        return SCOPE_NONE;
    return to->scope;
}

/* Out of "Bearer onr_..."; none where there is none of that form. */
static str token_of(const request *r) {
    str head = request_header(r, "Authorization");
    return str_starts_folded(head, STR("Bearer ")) ? str_trim(str_cut(head, 7, head.length))
                                                   : STR_NONE;
}

static bool refuse_token(answer *w, const char *why) {
    answer_problem(w, 401, "%s", why);
    answer_header(w, "WWW-Authenticate", STR("Bearer realm=\"onrecord\""));
    return false;
}

bool checks_has_token(const request *r, answer *w, const route *to) {
    if (!needed(r, to) || token_of(r).at) return true;
    return refuse_token(w, "this needs a token: Authorization: Bearer onr_...");
}

bool checks_token(request *r, answer *w, const route *to) {
    str token = token_of(r);
    unsigned wanted = needed(r, to);
    onr_error error;
    if (!token.at) return !request_header(r, "Authorization").at
        || refuse_token(w, "only tokens are taken: Authorization: Bearer onr_...");
    if (!onr_token_check(r->ledger, arena_copy(r->a, token).at, &r->scopes, &error)) {
        answer_error(w, &error);
        return false;
    }
    if (!r->scopes) return refuse_token(w, "that token is none of this service");
    if (r->scopes & SCOPE_ADD) r->scopes |= SCOPE_READ;
    if (r->scopes & SCOPE_MANAGE) r->scopes |= SCOPE_READ | SCOPE_ADD;
    if ((r->scopes & wanted) == wanted) return true;
    answer_problem(w, 403, "that token does not allow this");
    return false;
}
