/* serve/finish.c: see finish.h. ETags are weak, since the same answer may be packed or not. */
#include "serve/finish.h"

#include <microhttpd.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <xxhash.h>
#include <zlib.h>

#include "serve/checks.h"
#include "serve/server.h"

enum { PACKED_LEAST = 1000 /* bytes; shorter ones are not packed */, PACK_LEVEL = 3 };

/* What a browser may do with an answer that is no page: nothing. */
#define POLICY_NONE \
    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

static str body_of(const answer *w) {
    return w->fixed.at ? w->fixed : buffer_str(&w->body);
}

/* Whether a header's list has a word: "gzip, br;q=0.5". Of weight 0 it has not. */
static bool lists(str list, const char *word) {
    for (size_t from = 0; from < list.length;) {
        size_t end = str_find(list, STR(","), from);
        str one = str_cut(list, from, end);
        size_t mark = str_find(one, STR(";"), 0);
        str weight = str_trim(str_cut(one, mark + 1, one.length));
        from = end + 1;
        if (!str_is_folded(str_trim(str_cut(one, 0, mark)), word)) continue;
        return !str_is(weight, "q=0") && !str_is(weight, "q=0.0") && !str_is(weight, "q=0.00")
            && !str_is(weight, "q=0.000");
    }
    return false;
}

static void pack_body(const request *r, answer *w) {
    str body = body_of(w);
    if (body.length < PACKED_LEAST || !lists(request_header(r, "Accept-Encoding"), "gzip")) return;
    z_stream z = { 0 };
    if (deflateInit2(&z, PACK_LEVEL, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) return;
    size_t room = deflateBound(&z, body.length);
    char *to = arena_alloc(w->a, room, 1);
    z.next_in = (unsigned char *)body.at;
    z.avail_in = (unsigned)body.length;
    z.next_out = (unsigned char *)to;
    z.avail_out = (unsigned)room;
    bool whole = deflate(&z, Z_FINISH) == Z_STREAM_END;
    if (whole) {
        w->fixed = (str){ to, z.total_out };
        answer_header(w, "Content-Encoding", STR("gzip"));
    }
    deflateEnd(&z);
}

void finish_body(const request *r, answer *w) {
    if (w->status != 200 || w->stream) return;
    str body = body_of(w);
    char mark[32];
    snprintf(mark, sizeof mark, "W/\"%016llx\"",
             (unsigned long long)XXH3_64bits(body.at ? body.at : "", body.length));
    answer_header(w, "ETag", str_of(mark));
    str known = request_header(r, "If-None-Match");
    bool same = str_is(str_trim(known), "*");
    for (size_t from = 0; from < known.length && !same;) {
        size_t end = str_find(known, STR(","), from);
        str one = str_trim(str_cut(known, from, end));
        same = str_same(one, str_of(mark)) || str_same(one, str_of(mark + 2));
        from = end + 1;
    }
    if (same && str_is(r->method, "GET")) {
        w->status = 304;
        w->fixed = STR("");
    } else {
        pack_body(r, w);
    }
}

/* ---- headers ---- */

static void common_headers(const answer *w, struct MHD_Response *out) {
    const char *const all[][2] = {
        { "Content-Type", w->type },
        { "Content-Security-Policy", w->policy ? w->policy : POLICY_NONE },
        { "Cache-Control", w->cache ? w->cache : "no-cache" },
        { "X-Content-Type-Options", "nosniff" },
        { "X-Frame-Options", "DENY" },
        { "Referrer-Policy", "no-referrer" },
        { "Cross-Origin-Opener-Policy", "same-origin" },
        { "Permissions-Policy", "camera=(), geolocation=(), microphone=()" },
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        MHD_add_response_header(out, all[i][0], all[i][1]);
}

/* To whom a browser may show it. */
static void origin_headers(const request *r, struct MHD_Response *out) {
    bool named = checks_is_named(r);
    MHD_add_response_header(out, "Cross-Origin-Resource-Policy",
                            named ? "cross-origin" : "same-origin");
    MHD_add_response_header(out, "Vary", r->server->origins.count ? "Accept-Encoding, Origin"
                                                                  : "Accept-Encoding");
    if (!named) return;
    MHD_add_response_header(out, "Access-Control-Allow-Origin", request_header(r, "Origin").at);
    MHD_add_response_header(out, "Access-Control-Expose-Headers", "ETag, Link, Retry-After");
}

struct MHD_Response *finish_answer(const request *r, const answer *w, struct MHD_Response *begun) {
    str body = body_of(w);
    struct MHD_Response *out = begun;
    if (!out) out = MHD_create_response_from_buffer(body.length, (void *)body.at,
                                                    MHD_RESPMEM_PERSISTENT);
    if (!out) return NULL;
    common_headers(w, out);
    origin_headers(r, out);
    for (size_t i = 0; i < w->headers.count; i++)
        MHD_add_response_header(out, w->headers.at[i].name.at, w->headers.at[i].value.at);
    return out;
}

/* ---- the log ---- */

void finish_log(const request *r, const answer *w, long long took_ms) {
    char path[200], at[32];
    size_t size = 0;
    time_t now = time(NULL);
    struct tm utc;
    if (!r->server->options.log) return;
    for (size_t i = 0; i < r->path.length && size + 1 < sizeof path; i++) {
        char c = r->path.at[i];
        path[size++] = c > ' ' && c < 0x7F ? c : '?';
    }
    path[size] = 0;
    gmtime_r(&now, &utc);
    strftime(at, sizeof at, "%Y-%m-%dT%H:%M:%SZ", &utc);
    fprintf(stderr, "%s %.*s %s %u %zu %lldms\n", at, STR_ARG(r->method), path, w->status,
            body_of(w).length, took_ms);
}
