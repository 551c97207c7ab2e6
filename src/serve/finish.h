/* serve/finish.h: what all answers have: security headers, ETag and 304, gzip, a line in the
 * log. */
#ifndef SERVE_FINISH_H
#define SERVE_FINISH_H

#include "serve/answer.h"

/* The ETag of a body, 304 where the client has it, gzip where it takes it. */
void finish_body(const request *r, answer *w);

/* The response, with all its headers; `begun` where it is there already, else NULL. NULL: no
 * memory. */
struct MHD_Response *finish_answer(const request *r, const answer *w, struct MHD_Response *begun);

/* Where the service logs: method, path without query, status, bytes, milliseconds. */
void finish_log(const request *r, const answer *w, long long took_ms);

#endif
