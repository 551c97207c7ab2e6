/* serve/checks.h: what must hold before a handler sees a request. Each fills the answer and
 * returns false where it does not. */
#ifndef SERVE_CHECKS_H
#define SERVE_CHECKS_H

#include "serve/routes.h"

/* A page of another site must not reach a service of this machine by a name that it has pointed
 * here: only names that are known are answered. */
bool checks_host(const request *r, answer *w);

/* What changes something, or costs, must not come from a page of another site. */
bool checks_origin(const request *r, answer *w);

/* Whether the request comes from a page of another site that --origin names. */
bool checks_is_named(const request *r);

/* What a browser asks before a page of another site may ask: answered where it is named. */
bool checks_preflight(const request *r, answer *w, str allowed);

/* The length that is told, against the route's limit. */
bool checks_body(const request *r, answer *w, const route *to);

/* Whether a token must come with it, and where one must: that it is in the head. */
bool checks_has_token(const request *r, answer *w, const route *to);

/* What the token allows, into r->scopes, and whether that suffices. */
bool checks_token(request *r, answer *w, const route *to);

#endif
