/* serve/markup.c: see markup.h. */
#include "serve/markup.h"

#include <assert.h>
#include <string.h>

/* ---- addresses ---- */

bool may_link_to(str address) {
    if (!str_starts_folded(address, STR("https://"))
        && !str_starts_folded(address, STR("http://"))) return false;
    for (size_t i = 0; i < address.length; i++)
        if ((unsigned char)address.at[i] <= ' ' || address.at[i] == 0x7F) return false;
    return true;
}

/* ---- values ---- */

markup markup_into(arena *a, buffer *to) {
    return (markup){ .a = a, .to = to };
}

static void put(markup *m, const char *bytes, size_t length) {
    buffer_add(m->a, m->to, (str){ bytes, length });
}

/* The bytes of a character that is left out: one that turns the direction of what follows
 * (U+202A to U+202E, U+2066 to U+2069), with which a name could show as another. */
static size_t turns(const char *at, size_t left) {
    const unsigned char *c = (const unsigned char *)at;
    if (left < 3 || c[0] != 0xE2) return 0;
    bool turning = (c[1] == 0x80 && c[2] >= 0xAA && c[2] <= 0xAE)
        || (c[1] == 0x81 && c[2] >= 0xA6 && c[2] <= 0xA9);
    return turning ? 3 : 0;
}

static const char *escape_of(char c) {
    switch (c) {
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '&': return "&amp;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return (unsigned char)c < ' ' && c != '\n' && c != '\t' ? " " : NULL;
    }
}

static void put_escaped(markup *m, str value) {
    size_t from = 0;
    for (size_t i = 0; i < value.length;) {
        size_t skipped = turns(value.at + i, value.length - i);
        const char *escape = skipped ? "" : escape_of(value.at[i]);
        size_t step = skipped ? skipped : 1;
        if (escape) {
            put(m, value.at + from, i - from);
            put(m, escape, strlen(escape));
            from = i + step;
        }
        i += step;
    }
    if (value.at) put(m, value.at + from, value.length - from);
}

static void put_percent(markup *m, str value) {
    static const char digits[] = "0123456789ABCDEF";
    for (size_t i = 0; i < value.length; i++) {
        unsigned char c = (unsigned char)value.at[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || (c && strchr("-._~", c));
        char escaped[3] = { '%', digits[c >> 4], digits[c & 15] };
        put(m, plain ? value.at + i : escaped, plain ? 1 : 3);
    }
}

static bool is_address(const markup *m) {
    static const char *const names[] = { "href", "src", "action", "formaction", "cite", "poster" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strlen(names[i]) == m->name_length
            && memcmp(names[i], m->name, m->name_length) == 0)
            return true;
    return false;
}

static void put_value(markup *m, str value) {
    assert(m->place != MARKUP_TAG);
    bool in_address = m->place == MARKUP_VALUE && is_address(m);
    if (in_address && m->value_length > 0)
        put_percent(m, value);
    else if (in_address && !may_link_to(value))
        put(m, "#", 1);
    else
        put_escaped(m, value);
    m->value_length++;
}

/* ---- templates ---- */

static void follow_tag(markup *m, char c, char before) {
    bool in_name = (c >= 'a' && c <= 'z') || c == '-';
    if (c == '>') {
        m->place = MARKUP_TEXT;
    } else if (c == '"') {
        assert(before == '=');
        m->place = MARKUP_VALUE;
        m->value_length = 0;
    } else if (in_name) {
        if (before == ' ') m->name_length = 0;
        if (m->name_length < MARKUP_NAME_MOST) m->name[m->name_length++] = c;
    }
}

static void follow(markup *m, char c, char before) {
    switch (m->place) {
    case MARKUP_TEXT:
        if (c == '<') m->place = MARKUP_TAG;
        break;
    case MARKUP_TAG:
        follow_tag(m, c, before);
        break;
    case MARKUP_VALUE:
        m->value_length++;
        if (c == '"') m->place = MARKUP_TAG;
    }
}

void markup_fill(markup *m, const char *literal, const str *values, size_t count) {
    size_t used = 0;
    const char *from = literal, *c = literal;
    for (; *c; c++) {
        if (c[0] == '{' && c[1] == '}') {
            put(m, from, (size_t)(c - from));
            assert(used < count);
            put_value(m, values[used++]);
            from = c + 2;
            c++;
        } else {
            follow(m, *c, c > literal ? c[-1] : ' ');
        }
    }
    assert(used == count);
    put(m, from, (size_t)(c - from));
}

void markup_add(markup *m, const char *literal) {
    markup_fill(m, literal, NULL, 0);
}
