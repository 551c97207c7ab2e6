/* serve/health.c: whether the service is up, and whether it can answer. */
#include "serve/routes.h"

static void healthy(request *r, answer *w) {
    (void)r;
    w->cache = "no-store";
    answer_add(w, STR("up\n"));
}

static bool no_row(void *user, const onr_field *fields, size_t count) {
    (void)user, (void)fields, (void)count;
    return false;
}

/* A question that any ledger answers at once. */
static void ready(request *r, answer *w) {
    onr_question q = ONR_QUESTION_DEFAULT;
    onr_error error;
    q.limit = 1;
    w->cache = "no-store";
    if (onr_ledger_ask(r->ledger, &q, no_row, NULL, &error))
        answer_add(w, STR("ready\n"));
    else
        answer_problem(w, 503, "the ledger does not answer: %s", error.what);
}

const route health_routes[] = {
    { "GET", "/healthz", .handle = healthy },
    { "GET", "/readyz", .handle = ready },
    { .method = NULL },
};
