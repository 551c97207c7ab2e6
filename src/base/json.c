/* base/json.c: see json.h. */
#include "base/json.h"

#include <math.h>

json_writer json_to(arena *a, buffer *out) {
    return (json_writer){ a, out, false };
}

static void before_value(json_writer *w) {
    if (w->comma) buffer_add(w->a, w->out, STR(","));
    w->comma = true;
}

void json_open(json_writer *w, char bracket) {
    before_value(w);
    buffer_add(w->a, w->out, (str){ &bracket, 1 });
    w->comma = false;
}

void json_close(json_writer *w, char bracket) {
    buffer_add(w->a, w->out, (str){ &bracket, 1 });
    w->comma = true;
}

static void add_escape(json_writer *w, char c) {
    switch (c) {
    case '"': buffer_add(w->a, w->out, STR("\\\"")); break;
    case '\\': buffer_add(w->a, w->out, STR("\\\\")); break;
    case '\n': buffer_add(w->a, w->out, STR("\\n")); break;
    case '\r': buffer_add(w->a, w->out, STR("\\r")); break;
    case '\t': buffer_add(w->a, w->out, STR("\\t")); break;
    default: buffer_print(w->a, w->out, "\\u%04x", (unsigned)(unsigned char)c);
    }
}

static void add_quoted(json_writer *w, str s) {
    size_t from = 0;
    buffer_add(w->a, w->out, STR("\""));
    for (size_t i = 0; i < s.length; i++) {
        unsigned char c = (unsigned char)s.at[i];
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F) continue;
        buffer_add(w->a, w->out, str_cut(s, from, i));
        add_escape(w, s.at[i]);
        from = i + 1;
    }
    buffer_add(w->a, w->out, str_cut(s, from, s.length));
    buffer_add(w->a, w->out, STR("\""));
}

void json_key(json_writer *w, const char *key) {
    before_value(w);
    add_quoted(w, str_of(key));
    buffer_add(w->a, w->out, STR(":"));
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

void json_number(json_writer *w, double n, int decimals) {
    before_value(w);
    if (isfinite(n))
        buffer_print(w->a, w->out, "%.*f", decimals, n);
    else
        buffer_add(w->a, w->out, STR("null"));
}

void json_bool(json_writer *w, bool b) {
    before_value(w);
    buffer_add(w->a, w->out, b ? STR("true") : STR("false"));
}

void json_null(json_writer *w) {
    before_value(w);
    buffer_add(w->a, w->out, STR("null"));
}
