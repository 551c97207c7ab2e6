/* base/json.c: see json.h. */
#include "base/json.h"

#include <math.h>

json_writer json_to(arena *a, buffer *out) {
    return (json_writer){ .a = a, .out = out };
}

static void put(json_writer *w, str s) {
    do {
        str piece = str_cut(s, 0, JSON_FULL);
        buffer_add(w->a, w->out, piece);
        if (w->drain && w->out->count >= JSON_FULL) w->drain(w->to);
        s = str_cut(s, piece.length, s.length);
    } while (s.length);
}

static void before_value(json_writer *w) {
    if (w->comma) put(w, STR(","));
    w->comma = true;
}

void json_open(json_writer *w, char bracket) {
    before_value(w);
    put(w, (str){ &bracket, 1 });
    w->comma = false;
}

void json_close(json_writer *w, char bracket) {
    put(w, (str){ &bracket, 1 });
    w->comma = true;
}

static void add_escape(json_writer *w, char c) {
    switch (c) {
    case '"': put(w, STR("\\\"")); break;
    case '\\': put(w, STR("\\\\")); break;
    case '\n': put(w, STR("\\n")); break;
    case '\r': put(w, STR("\\r")); break;
    case '\t': put(w, STR("\\t")); break;
    default: buffer_print(w->a, w->out, "\\u%04x", (unsigned)(unsigned char)c);
    }
}

static void add_quoted(json_writer *w, str s) {
    size_t from = 0;
    put(w, STR("\""));
    for (size_t i = 0; i < s.length; i++) {
        unsigned char c = (unsigned char)s.at[i];
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F) continue;
        put(w, str_cut(s, from, i));
        add_escape(w, s.at[i]);
        from = i + 1;
    }
    put(w, str_cut(s, from, s.length));
    put(w, STR("\""));
}

void json_key(json_writer *w, const char *key) {
    before_value(w);
    add_quoted(w, str_of(key));
    put(w, STR(":"));
    w->comma = false;
}

void json_str(json_writer *w, str s) {
    if (!s.at) {
        json_null(w);
        return;
    }
    before_value(w);
    add_quoted(w, s);
}

void json_int(json_writer *w, long long n) {
    before_value(w);
    buffer_print(w->a, w->out, "%lld", n);
}

/* Not by printf's %f, whose decimal point is the locale's. */
void json_number(json_writer *w, double n, int decimals) {
    double scale = pow(10, decimals), scaled = round(fabs(n) * scale);
    if (!(scaled < 9e18)) {
        json_null(w);
        return;
    }
    unsigned long long all = (unsigned long long)scaled, unit = (unsigned long long)scale;
    before_value(w);
    buffer_print(w->a, w->out, "%s%llu", n < 0 && all ? "-" : "", all / unit);
    if (decimals) buffer_print(w->a, w->out, ".%0*llu", decimals, all % unit);
}

void json_bool(json_writer *w, bool b) {
    before_value(w);
    put(w, b ? STR("true") : STR("false"));
}

void json_null(json_writer *w) {
    before_value(w);
    put(w, STR("null"));
}
