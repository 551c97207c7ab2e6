/* desk/deliver_mail.c: alerts as mail (RFC 5322), through a relay with libcurl. What comes out of
 * reports stands in encoded words (RFC 2047) or in a quoted-printable body (RFC 2045), both of
 * printable ASCII, so that no report can begin a header line. */
#include <curl/curl.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <string.h>

#include "base/calendar.h"
#include "base/escape.h"
#include "desk/alert_text.h"
#include "desk/deliver.h"

enum {
    WORD_BYTES = 42,    /* of text in one encoded word, which has at most 75 characters */
    LINE_MOST = 76,     /* of a quoted-printable line */
    SUBJECT_MOST = 300, /* bytes */
    TIME_MS = 30000, CONNECT_MS = 15000,
};

/* ---- the message ---- */

static void encoded_word(arena *a, buffer *out, str piece) {
    unsigned char words[(WORD_BYTES + 2) / 3 * 4 + 1];
    int length = EVP_EncodeBlock(words, (const unsigned char *)piece.at, (int)piece.length);
    buffer_print(a, out, "=?UTF-8?B?%.*s?=", length, (char *)words);
}

static size_t whole_characters(str s, size_t most) {
    if (s.length <= most) return s.length;
    while (most && ((unsigned char)s.at[most] & 0xC0) == 0x80) most--;
    return most;
}

/* Always in encoded words, one a line: no text needs any other care then. */
static void header(arena *a, buffer *out, const char *name, str text) {
    str rest = str_cut(text, 0, whole_characters(text, SUBJECT_MOST));
    buffer_print(a, out, "%s:", name);
    do {
        size_t length = whole_characters(rest, WORD_BYTES);
        buffer_add(a, out, STR(" "));
        encoded_word(a, out, str_cut(rest, 0, length));
        buffer_add(a, out, STR("\r\n"));
        rest = str_cut(rest, length, rest.length);
    } while (rest.length);
}

static void soft_break(arena *a, buffer *out, size_t *column, size_t wanted) {
    if (*column + wanted < LINE_MOST) return;
    buffer_add(a, out, STR("=\r\n"));
    *column = 0;
}

static void quoted_printable(arena *a, buffer *out, str text) {
    size_t column = 0;
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.at[i];
        bool last = i + 1 == text.length || text.at[i + 1] == '\n';
        if (c == '\n') {
            buffer_add(a, out, STR("\r\n"));
            column = 0;
            continue;
        }
        bool plain = c > ' ' && c < 0x7F && c != '=' && !(c == '.' && !column);
        plain |= c == ' ' && !last;
        soft_break(a, out, &column, plain ? 1 : 3);
        if (plain)
            *LIST_ADD(a, out) = (char)c;
        else
            buffer_print(a, out, "=%02X", c);
        column += plain ? 1 : 3;
    }
}

/* "Mon, 23 Nov 2026 13:57:13 +0000" */
static str date_of(arena *a, int64_t seconds) {
    static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
    static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug",
                                          "Sep", "Oct", "Nov", "Dec" };
    day d = day_of_number((int32_t)(seconds / 86400));
    int rest = (int)(seconds % 86400);
    return arena_print(a, "%s, %02d %s %04d %02d:%02d:%02d +0000", days[weekday(d)], d.day,
                       months[d.month - 1], d.year, rest / 3600, rest / 60 % 60, rest % 60);
}

static str domain_of(str address) {
    return str_cut(address, str_find(address, STR("@"), 0) + 1, address.length);
}

str mail_message(arena *a, const mail_way *way, const alert *x, fault *f) {
    buffer out = { 0 };
    alert_text t;
    if (!alert_text_of(a, x->body, &t, f)) return STR_NONE;
    buffer_print(a, &out, "Date: %.*s\r\n", STR_ARG(date_of(a, x->made)));
    buffer_print(a, &out, "From: onrecord <%.*s>\r\nTo: <%.*s>\r\n", STR_ARG(way->sender),
                 STR_ARG(way->to));
    buffer_print(a, &out, "Message-ID: <%.*s@%.*s>\r\n", STR_ARG(x->id),
                 STR_ARG(domain_of(way->sender)));
    header(a, &out, "Subject", escape_plain(a, t.title));
    buffer_add(a, &out, STR("Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
                            "Content-Type: text/plain; charset=utf-8\r\n"
                            "Content-Transfer-Encoding: quoted-printable\r\n\r\n"));
    quoted_printable(a, &out, t.body);
    buffer_add(a, &out, STR("\r\n"));
    return buffer_str(&out);
}

/* ---- the relay ---- */

typedef struct reading {
    str message;
    size_t at;
} reading;

static size_t give(char *to, size_t size, size_t count, void *of) {
    reading *r = of;
    size_t room = size * count, left = r->message.length - r->at;
    if (left < room) room = left;
    memcpy(to, r->message.at + r->at, room);
    r->at += room;
    return room;
}

/* A relay on this machine has a certificate that nobody signed, and nobody listens in between. */
static bool is_here(str relay) {
    str host = str_cut(relay, str_find(relay, STR("://"), 0) + 3, relay.length);
    size_t at = str_find(host, STR("@"), 0);
    if (at < host.length) host = str_cut(host, at + 1, host.length);
    return str_starts_folded(host, STR("localhost")) || str_starts(host, STR("127."))
        || str_starts(host, STR("[::1]"));
}

static void set_up(CURL *c, arena *a, const mail_way *way, reading *r) {
    curl_easy_setopt(c, CURLOPT_URL, arena_copy(a, way->relay).at);
    curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(c, CURLOPT_PROXY, "");
    curl_easy_setopt(c, CURLOPT_USE_SSL, (long)(is_here(way->relay) ? CURLUSESSL_NONE
                                                                    : CURLUSESSL_TRY));
    curl_easy_setopt(c, CURLOPT_MAIL_FROM, arena_copy(a, way->sender).at);
    curl_easy_setopt(c, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(c, CURLOPT_READFUNCTION, give);
    curl_easy_setopt(c, CURLOPT_READDATA, r);
    curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, (long)TIME_MS);
    curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS);
    curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    if (way->authorities) curl_easy_setopt(c, CURLOPT_CAINFO, way->authorities);
}

bool deliver_mail(arena *a, const mail_way *way, const alert *x, fault *f) {
    char reason[CURL_ERROR_SIZE] = "";
    reading r = { .message = mail_message(a, way, x, f) };
    if (!r.message.at) return false;
    str to = arena_copy(a, way->to);
    CURL *c = curl_easy_init();
    struct curl_slist *receivers = c ? curl_slist_append(NULL, to.at) : NULL;
    if (!receivers) {
        if (c) curl_easy_cleanup(c);
        return FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for a mail");
    }
    set_up(c, a, way, &r);
    curl_easy_setopt(c, CURLOPT_MAIL_RCPT, receivers);
    curl_easy_setopt(c, CURLOPT_ERRORBUFFER, reason);
    CURLcode code = curl_easy_perform(c);
    curl_slist_free_all(receivers);
    curl_easy_cleanup(c);
    if (code == CURLE_OK) return true;
    FAULT(f, FAULT_NET, FAULT_NOWHERE, "the relay did not take it: %.200s",
          reason[0] ? reason : curl_easy_strerror(code));
    return fault_where(f, way->to);
}
