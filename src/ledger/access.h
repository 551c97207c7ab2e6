/* ledger/access.h: tokens, by which the service knows who may do what. A token is 256 random bits,
 * shown once when it is made; what stands in the ledger is its SHA-256, of which it cannot be
 * found again. All of it inside the caller's transaction. */
#ifndef LEDGER_ACCESS_H
#define LEDGER_ACCESS_H

#include "ledger/db.h"

enum {
    ACCESS_READ = 1, ACCESS_ADD = 2, ACCESS_MANAGE = 4,
    ACCESS_ALL = ACCESS_READ | ACCESS_ADD | ACCESS_MANAGE,
    ACCESS_NAME_MOST = 80,   /* bytes of a token's name */
    ACCESS_TOKEN_SIZE = 48,  /* "onr_", 43 signs of 6 bits, a NUL */
    ACCESS_TOKENS_MOST = 10000,
};

typedef struct access_token {
    str name;
    unsigned scopes; /* or-ed */
    int64_t made;    /* seconds since 1970 */
} access_token;

/* A new token of a name that none has. Fails: FAULT_USAGE where the name is taken or is none (1 to
 * 80 letters, digits and -_.@), or the scopes are none; FAULT_STORE. */
bool access_add(db *d, const access_token *t, char out[ACCESS_TOKEN_SIZE], fault *f);
bool access_remove(db *d, str name, fault *f); /* FAULT_INPUT: there is none of that name */

/* What who has this token may do; 0: nothing, it is none. */
unsigned access_of(db *d, str token);

/* All, by name: name, scopes, made. */
query *access_all(db *d);

#endif
