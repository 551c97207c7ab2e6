/* source/xml_tree.c: looking into the trees of xml.h, and writing them as HTML. Nothing here
 * recurses. */
#include <string.h>

#include "source/xml.h"

const xml_node *xml_child(const xml_node *n, const char *name) {
    const xml_node *child = n ? n->first : NULL;
    while (child && !str_is(child->name, name)) child = child->next;
    return child;
}

const xml_node *xml_next_same(const xml_node *n) {
    const xml_node *other = n ? n->next : NULL;
    while (other && !str_same(other->name, n->name)) other = other->next;
    return other;
}

/* The node after n in the order of the document. */
static const xml_node *after(const xml_node *n, const xml_node *root) {
    if (n->first) return n->first;
    while (n != root && !n->next) n = n->parent;
    return n == root ? NULL : n->next;
}

const xml_node *xml_walk(const xml_node *n, const xml_node *root) {
    do n = after(n, root);
    while (n && !n->name.at);
    return n;
}

const xml_node *xml_find(const xml_node *n, const char *name) {
    if (!n) return NULL;
    const xml_node *found = xml_walk(n, n);
    while (found && !str_is(found->name, name)) found = xml_walk(found, n);
    return found;
}

str xml_attribute_of(const xml_node *n, const char *name) {
    for (size_t i = 0; n && i < n->attributes.count; i++)
        if (str_is(n->attributes.at[i].name, name)) return str_trim(n->attributes.at[i].value);
    return STR_NONE;
}

str xml_words(arena *a, const xml_node *n) {
    buffer out = { 0 };
    if (!n) return STR_NONE;
    if (n->first && !n->first->next && !n->first->name.at)
        return str_trim(buffer_str(&n->first->text));
    for (const xml_node *in = after(n, n); in; in = after(in, n))
        if (!in->name.at) buffer_add(a, &out, buffer_str(&in->text));
    return str_trim(buffer_str(&out));
}

str xml_words_of(arena *a, const xml_node *n, const char *child) {
    return xml_words(a, xml_child(n, child));
}

/* ---- HTML ---- */

static void add_escaped(arena *a, buffer *out, str s) {
    for (size_t start = 0, at = 0; at <= s.length; at++) {
        char c = at < s.length ? s.at[at] : '<';
        if (c != '<' && c != '&' && c != '>' && c != '"') continue;
        buffer_add(a, out, str_cut(s, start, at));
        start = at + 1;
        if (at == s.length) break;
        buffer_add(a, out, c == '<' ? STR("&lt;") : c == '>' ? STR("&gt;")
                         : c == '&' ? STR("&amp;") : STR("&quot;"));
    }
}

/* " hl2=h2 media=figure ": what an element is called in HTML. */
static str html_name(str name, const char *rename) {
    size_t colon = str_find(name, STR(":"), 0);
    if (colon < name.length) name = str_cut(name, colon + 1, name.length);
    str pairs = str_of(rename);
    for (size_t at = 0; at < pairs.length;) {
        size_t end = str_find(pairs, STR(" "), at), equals = str_find(pairs, STR("="), at);
        if (equals < end && str_same(str_cut(pairs, at, equals), name))
            return str_cut(pairs, equals + 1, end);
        at = end + 1;
    }
    return name;
}

static void open_tag(arena *a, buffer *out, const xml_node *n, const char *rename) {
    static const char *const kept[] = { "class", "href", "datetime", "id", "hidden", "rel" };
    buffer_print(a, out, "<%.*s", STR_ARG(html_name(n->name, rename)));
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        str value = xml_attribute_of(n, kept[i]);
        if (!value.at) continue;
        buffer_print(a, out, " %s=\"", kept[i]);
        add_escaped(a, out, value);
        buffer_add(a, out, STR("\""));
    }
    buffer_add(a, out, STR(">"));
}

static void close_tag(arena *a, buffer *out, const xml_node *n, const char *rename) {
    str name = html_name(n->name, rename);
    if (!str_is(name, "br") && !str_is(name, "img") && !str_is(name, "hr"))
        buffer_print(a, out, "</%.*s>", STR_ARG(name));
}

str xml_html(arena *a, const xml_node *n, const char *rename) {
    buffer out = { 0 };
    for (const xml_node *in = n ? n->first : NULL; in;) {
        if (in->name.at) open_tag(a, &out, in, rename);
        else add_escaped(a, &out, buffer_str(&in->text));
        if (in->first) {
            in = in->first;
            continue;
        }
        if (in->name.at) close_tag(a, &out, in, rename);
        while (in && !in->next) {
            in = in->parent == n ? NULL : in->parent;
            if (in) close_tag(a, &out, in, rename);
        }
        if (in) in = in->next;
    }
    return buffer_str(&out);
}
