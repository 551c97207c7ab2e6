/* desk/webhook.c: see webhook.h. */
#include "desk/webhook.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "desk/alerts.h"
#include "source/public_address.h"
#include "source/web_address.h"

enum {
    KEY_LEAST = 24, KEY_MOST = 64, KEY_MADE = 32, /* bytes */
    BASE64_MOST = (KEY_MOST + 2) / 3 * 4,
    REDIRECTS_MOST = 5, TIME_MS = 15000, BODY_MOST = 4096, LATER_MOST = 6 * 3600,
};

#define SECRET_HEAD STR("whsec_")

/* ---- secrets ---- */

/* How many bytes it has, 0: it is none. */
static size_t key_of(str secret, unsigned char out[BASE64_MOST]) {
    str words = str_cut(secret, SECRET_HEAD.length, secret.length);
    if (!str_starts(secret, SECRET_HEAD) || words.length > BASE64_MOST || words.length % 4
        || !words.length)
        return 0;
    for (size_t i = 0; i < words.length; i++) {
        char c = words.at[i];
        bool fill = c == '=' && i + 2 >= words.length;
        if (!is_ascii_letter(c) && !is_digit(c) && c != '+' && c != '/' && !fill) return 0;
    }
    int length = EVP_DecodeBlock(out, (const unsigned char *)words.at, (int)words.length);
    if (length < 0) return 0;
    return (size_t)length - str_ends(words, STR("=")) - str_ends(words, STR("=="));
}

bool webhook_secret_is_good(str secret) {
    unsigned char key[BASE64_MOST];
    size_t length = key_of(secret, key);
    return length >= KEY_LEAST && length <= KEY_MOST;
}

static str base64(arena *a, const unsigned char *bytes, size_t length) {
    unsigned char *out = ARENA_NEW(a, unsigned char, (length + 2) / 3 * 4 + 1);
    int written = EVP_EncodeBlock(out, bytes, (int)length);
    return (str){ (char *)out, (size_t)written };
}

bool webhook_secret_make(arena *a, str *out, fault *f) {
    unsigned char key[KEY_MADE];
    if (RAND_bytes(key, sizeof key) != 1)
        return FAULT(f, FAULT_STORE, FAULT_NOWHERE, "this machine gives no secrets");
    *out = arena_join(a, SECRET_HEAD, base64(a, key, sizeof key));
    return true;
}

str webhook_signature(arena *a, str secret, const webhook_message *m) {
    unsigned char key[BASE64_MOST], sum[EVP_MAX_MD_SIZE];
    unsigned length = 0;
    size_t key_length = key_of(secret, key);
    str head = arena_print(a, "%.*s.%lld.", STR_ARG(m->id), (long long)m->time);
    str signed_words = arena_join(a, head, m->body);
    HMAC(EVP_sha256(), key, (int)key_length, (const unsigned char *)signed_words.at,
         signed_words.length, sum, &length);
    return arena_join(a, STR("v1,"), base64(a, sum, length));
}

/* ---- what is sent ---- */

str webhook_body(arena *a, const alert *x) {
    buffer out = { 0 };
    json_writer w = json_to(a, &out);
    json_open(&w, '{');
    json_key(&w, "type");
    json_str(&w, arena_join(a, STR("alert."), x->kind));
    json_key(&w, "timestamp");
    json_str(&w, alert_time(a, x->made));
    json_key(&w, "data");
    buffer_add(a, &out, x->body);
    w.comma = true;
    json_close(&w, '}');
    return buffer_str(&out);
}

/* ---- sending ---- */

typedef struct sending {
    arena *a;
    const webhook_way *way;
    const webhook_message *message;
    web *http;
    web_answer got;
} sending;

static bool may_connect(void *user, const struct sockaddr *to) {
    const webhook_way *way = user;
    return way->may_be_private || address_is_public(to);
}

static bool is_allowed(const webhook_way *way, const web_address *at, fault *f) {
    if (way->may_be_private || !host_is_private(at->host)) return true;
    return FAULT(f, FAULT_NET, FAULT_NOWHERE, "%.*s is no public address", STR_ARG(at->host));
}

static bool post(sending *s, const web_address *at, fault *f) {
    const webhook_message *m = s->message;
    web_header lines[] = {
        { "Content-Type", "application/json" },
        { "webhook-id", arena_copy(s->a, m->id).at },
        { "webhook-timestamp", arena_print(s->a, "%lld", (long long)m->time).at },
        { "webhook-signature", webhook_signature(s->a, s->way->secret, m).at },
    };
    web_request request = {
        .url = at->url.at, .host = arena_copy(s->a, at->host).at, .etag = "", .modified = "",
        .body_most = BODY_MOST, .cut = true, .time_ms = TIME_MS, .post = m->body,
        .headers = lines, .header_count = sizeof lines / sizeof *lines,
    };
    bool passing;
    free(s->got.body);
    s->got = (web_answer){ 0 };
    return is_allowed(s->way, at, f) && web_get(s->http, &request, &s->got, &passing, f);
}

static bool next_hop(sending *s, web_address *at, fault *f) {
    web_address next;
    str location = arena_copy(s->a, str_of(s->got.location));
    if (!location.length || !web_address_read(s->a, location, at->url, &next, f))
        return FAULT(f, FAULT_NET, FAULT_NOWHERE, "HTTP %d without an address", s->got.status);
    *at = next;
    return true;
}

static bool send_along(sending *s, fault *f) {
    web_address at;
    if (!web_address_read(s->a, s->way->url, STR_NONE, &at, f)) return false;
    for (int hops = 0; hops <= REDIRECTS_MOST; hops++) {
        if (!post(s, &at, f)) return false;
        if (s->got.status != 307 && s->got.status != 308)
            return (s->got.status >= 200 && s->got.status <= 299)
                || FAULT(f, FAULT_NET, FAULT_NOWHERE, "HTTP %d", s->got.status);
        if (!next_hop(s, &at, f)) return false;
    }
    return FAULT(f, FAULT_NET, FAULT_NOWHERE, "more than %d redirects", REDIRECTS_MOST);
}

/* "120"; dates are not taken. */
static int64_t later_of(const web_answer *got) {
    int64_t seconds = 0;
    for (const char *c = got->retry_after; *c; c++) {
        if (!is_digit(*c) || seconds > LATER_MOST) return 0;
        seconds = seconds * 10 + (*c - '0');
    }
    return seconds < LATER_MOST ? seconds : LATER_MOST;
}

bool webhook_send(arena *a, const webhook_way *way, const webhook_message *m, int64_t *later,
                  fault *f) {
    webhook_way own = *way;
    own.web.may_connect = may_connect;
    own.web.user = &own;
    if (!own.web.idle_ms) own.web.idle_ms = TIME_MS;
    sending s = { .a = a, .way = &own, .message = m };
    s.http = web_open(&own.web, f);
    bool sent = s.http && send_along(&s, f);
    *later = later_of(&s.got);
    free(s.got.body);
    web_close(s.http);
    return sent || fault_where(f, own.url);
}
