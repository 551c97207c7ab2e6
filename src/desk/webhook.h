/* desk/webhook.h: alerts as signed requests, as Standard Webhooks 1.0 has it
 * (https://github.com/standard-webhooks/standard-webhooks): the id, the time of sending and
 * HMAC-SHA256 of "id.time.body" under the secret. */
#ifndef DESK_WEBHOOK_H
#define DESK_WEBHOOK_H

#include "ledger/outbox.h"
#include "source/web.h"

/* "whsec_" and 24 to 64 bytes in base64. */
bool webhook_secret_is_good(str secret);

/* A new one, of 32 bytes that only the machine's chance knows. Memory: from a. */
bool webhook_secret_make(arena *a, str *out, fault *f);

typedef struct webhook_message {
    str id, body;
    int64_t time; /* of sending, seconds since 1970 */
} webhook_message;

/* "v1,K5oZ..."; the secret is good. Memory: from a. */
str webhook_signature(arena *a, str secret, const webhook_message *m);

typedef struct webhook_way {
    str url, secret;
    bool may_be_private;
    web_options web; /* but for may_connect and user */
} webhook_way;

/* A 2xx answer is a delivery. 307 and 308 are followed, each address looked at as the first.
 * *later: for so many seconds the server asked not to be asked again; 0: it did not.
 * Fails: FAULT_NET, FAULT_MEMORY. */
bool webhook_send(arena *a, const webhook_way *way, const webhook_message *m, int64_t *later,
                  fault *f);

/* What is sent: the alert inside type, timestamp and data. Memory: from a. */
str webhook_body(arena *a, const alert *x);

#endif
