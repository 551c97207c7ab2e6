/* serve/request.c: see request.h. */
#include "serve/request.h"

#include <string.h>

#include "base/utf8.h"

static int hex_digit(char c) {
    if (is_digit(c)) return c - '0';
    c = to_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool request_decode(arena *a, str coded, bool plus, str *out) {
    char *to = ARENA_NEW(a, char, coded.length + 1);
    size_t size = 0;
    for (size_t i = 0; i < coded.length; i++) {
        char c = coded.at[i];
        if (c == '%') {
            int high = i + 2 < coded.length ? hex_digit(coded.at[i + 1]) : -1;
            int low = high >= 0 ? hex_digit(coded.at[i + 2]) : -1;
            if (low < 0) return false;
            c = (char)(high << 4 | low);
            i += 2;
        } else if (plus && c == '+') {
            c = ' ';
        }
        if (!c) return false;
        to[size++] = c;
    }
    *out = (str){ to, size };
    return utf8_valid(*out) == size;
}

void request_encode(arena *a, buffer *to, str words) {
    for (size_t i = 0; i < words.length; i++) {
        char c = words.at[i];
        if (is_ascii_letter(c) || is_digit(c) || (c && strchr("-._~", c)))
            *LIST_ADD(a, to) = c;
        else
            buffer_print(a, to, "%%%02X", (unsigned char)c);
    }
}

static bool add_segment(request *r, str coded) {
    str one;
    if (!request_decode(r->a, coded, false, &one)) return false;
    if (str_is(one, ".") || str_is(one, "..") || str_has(one, '\\')) return false;
    for (size_t i = 0; i < one.length; i++)
        if ((unsigned char)one.at[i] < ' ' || one.at[i] == 0x7F) return false;
    *LIST_ADD(r->a, &r->segments) = one;
    return true;
}

static bool parse_path(request *r) {
    size_t from = 1;
    if (!r->path.length || r->path.at[0] != '/') return false;
    while (from <= r->path.length) {
        size_t end = str_find(r->path, STR("/"), from);
        if (!add_segment(r, str_cut(r->path, from, end))) return false;
        from = end + 1;
    }
    return true;
}

static bool parse_query(request *r) {
    str all = r->query_sent;
    for (size_t from = 0; from < all.length;) {
        size_t end = str_find(all, STR("&"), from);
        str one = str_cut(all, from, end);
        size_t sign = str_find(one, STR("="), 0);
        parameter p;
        from = end + 1;
        if (!one.length) continue;
        if (r->query.count == PARAMETERS_MOST) return false;
        if (!request_decode(r->a, str_cut(one, 0, sign), true, &p.name)) return false;
        if (!request_decode(r->a, str_cut(one, sign + 1, one.length), true, &p.value)) return false;
        *LIST_ADD(r->a, &r->query) = p;
    }
    return true;
}

bool request_parse(request *r, const char **why) {
    size_t mark = str_find(r->target, STR("?"), 0);
    r->path = str_cut(r->target, 0, mark);
    r->query_sent = str_cut(r->target, mark + 1, r->target.length);
    *why = "the path is no path of names in UTF-8";
    if (r->target.length > TARGET_MOST || !parse_path(r)) return false;
    *why = "the query is not name=value pairs, at most 64 of them, in UTF-8";
    return parse_query(r);
}

str request_header(const request *r, const char *name) {
    for (size_t i = 0; i < r->headers.count; i++)
        if (str_is_folded(r->headers.at[i].name, name)) return r->headers.at[i].value;
    return STR_NONE;
}

str request_value(const request *r, const char *name) {
    for (size_t i = 0; i < r->query.count; i++)
        if (str_is(r->query.at[i].name, name)) return r->query.at[i].value;
    return STR_NONE;
}

const char *request_words(const request *r, const char *name) {
    return request_value(r, name).at;
}
