/* source/web_address.c: see web_address.h. */
#include "source/web_address.h"

#include <curl/curl.h>
#include <stdlib.h>

static void free_address(void *thing) {
    curl_url_cleanup(thing);
}

static void free_part(void *thing) {
    curl_free(thing);
}

bool is_web_address(str s) {
    return str_starts_folded(s, STR("http://")) || str_starts_folded(s, STR("https://"));
}

static str part_of(arena *a, CURLU *it, CURLUPart part, unsigned flags) {
    char *words;
    if (curl_url_get(it, part, &words, flags)) return STR_NONE;
    arena_defer(a, free_part, words);
    return str_of(words);
}

static bool no_address(str text, const char *why, fault *f) {
    return FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "\"%.*s\" is no address to fetch: %s",
                 (int)(text.length < 120 ? text.length : 120), text.at ? text.at : "", why);
}

static bool has_control(str s) {
    for (size_t i = 0; i < s.length; i++)
        if ((unsigned char)s.at[i] < 0x20 || s.at[i] == 0x7F) return true;
    return false;
}

static str less_brackets(str host) {
    return str_starts(host, STR("[")) ? str_cut(host, 1, host.length - 1) : host;
}

static str small(arena *a, str s) {
    buffer out = { 0 };
    buffer_add(a, &out, s);
    for (size_t i = 0; i < out.count; i++) out.at[i] = to_lower(out.at[i]);
    return buffer_str(&out);
}

/* The parts of an address that libcurl took. */
static bool take_parts(arena *a, CURLU *it, web_address *out) {
    str host = small(a, part_of(a, it, CURLUPART_HOST, 0));
    if (!host.length || curl_url_set(it, CURLUPART_HOST, arena_copy(a, host).at, 0)) return false;
    str query = part_of(a, it, CURLUPART_QUERY, 0);
    str path = part_of(a, it, CURLUPART_PATH, 0);
    str port = part_of(a, it, CURLUPART_PORT, CURLU_DEFAULT_PORT);
    web_address w = {
        .url = part_of(a, it, CURLUPART_URL, 0),
        .scheme = part_of(a, it, CURLUPART_SCHEME, 0),
        .host = less_brackets(host),
        .port = port.at ? atoi(port.at) : 0,
        .path = query.at ? arena_print(a, "%s?%s", path.at ? path.at : "/", query.at) : path,
    };
    if (!w.url.length || !w.path.length) return false;
    *out = w;
    return true;
}

static bool is_of_web(arena *a, CURLU *it) {
    str scheme = part_of(a, it, CURLUPART_SCHEME, 0);
    return str_is(scheme, "http") || str_is(scheme, "https");
}

bool web_address_read(arena *a, str text, str base, web_address *out, fault *f) {
    text = str_trim(text);
    if (text.length > WEB_ADDRESS_MOST) return no_address(text, "it is too long", f);
    if (!text.length || has_control(text)) return no_address(text, "it holds control bytes", f);
    CURLU *it = curl_url();
    if (!it) return FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for an address");
    arena_defer(a, free_address, it);
    unsigned flags = CURLU_URLENCODE | CURLU_NON_SUPPORT_SCHEME;
    if (base.at) curl_url_set(it, CURLUPART_URL, arena_copy(a, base).at, flags);
    CURLUcode code = curl_url_set(it, CURLUPART_URL, arena_copy(a, text).at, flags);
    if (code) return no_address(text, curl_url_strerror(code), f);
    if (!is_of_web(a, it)) return no_address(text, "only http and https are fetched", f);
    curl_url_set(it, CURLUPART_FRAGMENT, NULL, 0);
    return take_parts(a, it, out) || no_address(text, "it names no host", f);
}
