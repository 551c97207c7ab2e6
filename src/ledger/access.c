/* ledger/access.c: see access.h. */
#include "ledger/access.h"

#include <openssl/evp.h>
#include <string.h>
#include <sys/random.h>

enum { SECRET_SIZE = 32, DIGEST_SIZE = 32, SIGNS = 43 };

#define MARK "onr_"

static str digest_of(str token, unsigned char out[DIGEST_SIZE]) {
    unsigned length = 0;
    EVP_Digest(token.at, token.length, out, &length, EVP_sha256(), NULL);
    return (str){ (const char *)out, length };
}

/* base64url (RFC 4648) without padding. */
static void make_token(const unsigned char secret[SECRET_SIZE], char out[ACCESS_TOKEN_SIZE]) {
    static const char signs[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    memcpy(out, MARK, 4);
    for (int i = 0; i < SIGNS; i++) {
        int bit = 6 * i;
        unsigned two = (unsigned)secret[bit / 8] << 8;
        if (bit / 8 + 1 < SECRET_SIZE) two |= secret[bit / 8 + 1];
        out[4 + i] = signs[two >> (10 - bit % 8) & 63];
    }
    out[4 + SIGNS] = 0;
}

static bool is_name(str name) {
    for (size_t i = 0; i < name.length; i++)
        if (!is_ascii_letter(name.at[i]) && !is_digit(name.at[i]) && !strchr("-_.@", name.at[i]))
            return false;
    return name.length >= 1 && name.length <= ACCESS_NAME_MOST;
}

static bool is_taken(db *d, str name) {
    query *q = db_query(d, "SELECT count(*) FROM token WHERE name = ?");
    query_words(q, name);
    return query_one(q, 0) > 0;
}

bool access_add(db *d, const access_token *t, char out[ACCESS_TOKEN_SIZE], fault *f) {
    unsigned char secret[SECRET_SIZE], digest[DIGEST_SIZE];
    if (!is_name(t->name))
        return FAULT(f, FAULT_USAGE, FAULT_NOWHERE, "a token's name is 1 to %d letters, digits, "
                     "-, _, . and @", ACCESS_NAME_MOST);
    if (!t->scopes || t->scopes & ~(unsigned)ACCESS_ALL)
        return FAULT(f, FAULT_USAGE, FAULT_NOWHERE, "a token needs a scope: read, add or manage");
    if (is_taken(d, t->name))
        return FAULT(f, FAULT_USAGE, FAULT_NOWHERE, "there is a token \"%.*s\"",
                     STR_ARG(t->name));
    if (query_one(db_query(d, "SELECT count(*) FROM token"), 0) >= ACCESS_TOKENS_MOST)
        return FAULT(f, FAULT_USAGE, FAULT_NOWHERE, "there are %d tokens, which is the limit",
                     ACCESS_TOKENS_MOST);
    if (getrandom(secret, sizeof secret, 0) != (ssize_t)sizeof secret)
        return FAULT(f, FAULT_STORE, FAULT_NOWHERE, "the system gives no random numbers");
    make_token(secret, out);
    query *q = db_query(d, "INSERT INTO token(name, hash, scopes, made) VALUES(?, ?, ?, ?)");
    query_words(q, t->name);
    query_bytes(q, digest_of(str_of(out), digest));
    query_int(q, t->scopes);
    query_int(q, t->made);
    query_run(q);
    return !db_failed(d);
}

bool access_remove(db *d, str name, fault *f) {
    if (!is_taken(d, name))
        return FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "there is no token \"%.*s\"",
                     STR_ARG(str_cut(name, 0, ACCESS_NAME_MOST)));
    query *q = db_query(d, "DELETE FROM token WHERE name = ?");
    query_words(q, name);
    query_run(q);
    return !db_failed(d);
}

unsigned access_of(db *d, str token) {
    unsigned char digest[DIGEST_SIZE];
    if (token.length != ACCESS_TOKEN_SIZE - 1 || !str_starts(token, STR(MARK))) return 0;
    query *q = db_query(d, "SELECT scopes FROM token WHERE hash = ?");
    query_bytes(q, digest_of(token, digest));
    return (unsigned)query_one(q, 0);
}

query *access_all(db *d) {
    return db_query(d, "SELECT name, scopes, made FROM token ORDER BY name");
}
