/* api/tokens.c: the public calls for tokens. */
#include <assert.h>

#include "api/objects.h"
#include "ledger/access.h"
#include "ledger/ledger.h"

static_assert((int)ONR_TOKEN_SIZE == (int)ACCESS_TOKEN_SIZE
              && (int)ONR_SCOPE_READ == (int)ACCESS_READ && (int)ONR_SCOPE_ADD == (int)ACCESS_ADD
              && (int)ONR_SCOPE_MANAGE == (int)ACCESS_MANAGE,
              "the header says what the ledger does");

typedef struct adding {
    const char *name;
    unsigned scopes;
    char *shown;
} adding;

static bool add(ledger *l, const void *in, void *out, fault *f) {
    const adding *it = in;
    access_token t = { str_of(it->name), it->scopes, ledger_now(l) };
    (void)out;
    db_begin(ledger_db(l));
    return access_add(ledger_db(l), &t, it->shown, f);
}

bool onr_token_add(onr_ledger *l, const char *name, unsigned scopes, char shown[ONR_TOKEN_SIZE],
                   onr_error *error) {
    return api_on_ledger(l, add, &(adding){ name, scopes, shown }, NULL, error);
}

static bool take_out(ledger *l, const void *in, void *out, fault *f) {
    (void)out;
    db_begin(ledger_db(l));
    return access_remove(ledger_db(l), str_of(in), f);
}

bool onr_token_remove(onr_ledger *l, const char *name, onr_error *error) {
    return api_on_ledger(l, take_out, name, NULL, error);
}

typedef struct listing {
    onr_token *each;
    void *user;
} listing;

static bool list(ledger *l, const void *in, void *out, fault *f) {
    const listing *it = in;
    query *q = access_all(ledger_db(l));
    bool goes_on = true;
    (void)out, (void)f;
    while (goes_on && query_next(q)) {
        str name = arena_copy(ledger_arena(l), query_words_at(q, 0));
        goes_on = it->each(it->user, name.at, (unsigned)query_int_at(q, 1), query_int_at(q, 2));
    }
    return true;
}

bool onr_token_list(onr_ledger *l, onr_token *each, void *user, onr_error *error) {
    return api_on_ledger(l, list, &(listing){ each, user }, NULL, error);
}

static bool check(ledger *l, const void *in, void *out, fault *f) {
    (void)f;
    *(unsigned *)out = access_of(ledger_db(l), str_of(in));
    return true;
}

bool onr_token_check(onr_ledger *l, const char *shown, unsigned *scopes, onr_error *error) {
    return api_on_ledger(l, check, shown, scopes, error);
}
