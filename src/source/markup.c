/* source/markup.c: see markup.h. */
#include "source/markup.h"

#include <string.h>

/* In the order of attribute_name. */
static const char *const attribute_words[] = {
    "aria-hidden", "aria-label", "charset", "class", "content", "data-component", "data-testid",
    "datetime", "hidden", "href", "http-equiv", "id", "itemprop", "itemtype", "lang", "name",
    "property", "rel", "role", "style", "title", "type",
};
_Static_assert(sizeof attribute_words / sizeof *attribute_words == ATTRIBUTE_NAMES, "every name");

static attribute_name attribute_of(str word) {
    if (word.length < 2 || word.length > 14) return ATTRIBUTE_NAMES;
    char first = to_lower(word.at[0]);
    for (int i = 0; i < ATTRIBUTE_NAMES; i++) {
        if (attribute_words[i][0] > first) break;
        if (attribute_words[i][0] == first && str_is_folded(word, attribute_words[i]))
            return (attribute_name)i;
    }
    return ATTRIBUTE_NAMES;
}

markup markup_of(str page) {
    return (markup){ .page = page };
}

static size_t find(const markup *m, char c, size_t from) {
    if (from >= m->page.length) return m->page.length;
    const char *hit = memchr(m->page.at + from, c, m->page.length - from);
    return hit ? (size_t)(hit - m->page.at) : m->page.length;
}

static char byte_at(const markup *m, size_t at) {
    return at < m->page.length ? m->page.at[at] : 0;
}

/* ---- tags ---- */

static bool ends_name(char c) {
    return is_blank(c) || c == '/' || c == '>' || c == 0;
}

static size_t past_name(const markup *m, size_t at) {
    while (at < m->page.length && !ends_name(m->page.at[at])) at++;
    return at;
}

static str take_value(markup *m) {
    char quote = byte_at(m, m->at);
    size_t start = m->at, end;
    if (quote == '"' || quote == '\'') {
        end = find(m, quote, ++start);
        m->at = end < m->page.length ? end + 1 : end;
        return str_cut(m->page, start, end);
    }
    for (end = start; end < m->page.length && !is_blank(m->page.at[end]) && m->page.at[end] != '>';)
        end++;
    m->at = end;
    return str_cut(m->page, start, end);
}

static void keep_attribute(markup *m, str name, str value) {
    attribute_name known = attribute_of(name);
    if (known == ATTRIBUTE_NAMES || m->attribute_count == TREE_ATTRIBUTES_MOST) return;
    for (size_t i = 0; i < m->attribute_count; i++)
        if (m->attributes[i].name == known) return; /* the first counts */
    m->attributes[m->attribute_count++] = (attribute){ known, value };
}

static void skip_blanks(markup *m) {
    while (m->at < m->page.length && is_blank(m->page.at[m->at])) m->at++;
}

/* Everything from behind the tag's name to behind its '>'. */
static void take_attributes(markup *m) {
    m->attribute_count = 0;
    m->self_closing = false;
    while (m->at < m->page.length) {
        skip_blanks(m);
        char c = byte_at(m, m->at);
        if (c == '>') {
            m->at++;
            return;
        }
        if (c == '/') {
            m->self_closing = byte_at(m, ++m->at) == '>';
            continue;
        }
        size_t start = m->at++; /* a name may begin with any byte, '=' too */
        while (m->at < m->page.length && !ends_name(m->page.at[m->at]) && m->page.at[m->at] != '=')
            m->at++;
        str name = str_cut(m->page, start, m->at), value = STR("");
        skip_blanks(m);
        if (byte_at(m, m->at) == '=') {
            m->at++;
            skip_blanks(m);
            value = take_value(m);
        }
        keep_attribute(m, name, value);
    }
}

static void take_tag(markup *m, markup_kind kind, size_t name) {
    size_t end = past_name(m, name);
    m->kind = kind;
    m->tag = tag_of(str_cut(m->page, name, end));
    m->at = end;
    take_attributes(m);
}

/* ---- what is left out ---- */

static void skip_comment(markup *m, size_t start) {
    size_t at = start;
    if (byte_at(m, at) == '>' || (byte_at(m, at) == '-' && byte_at(m, at + 1) == '>')) {
        m->at = at + 1 + (byte_at(m, at) == '-');
        return;
    }
    for (;; at++) {
        at = find(m, '-', at);
        if (at == m->page.length) break;
        if (byte_at(m, at + 1) != '-') continue;
        size_t end = at + 2 + (byte_at(m, at + 2) == '!');
        if (byte_at(m, end) != '>') continue;
        m->at = end + 1;
        return;
    }
    m->at = m->page.length;
}

static void skip_declaration(markup *m, size_t start) {
    if (str_starts(str_cut(m->page, start, start + 2), STR("--"))) {
        skip_comment(m, start + 2);
        return;
    }
    size_t end = find(m, '>', start);
    m->at = end < m->page.length ? end + 1 : end;
}

/* The '<' at `at` begins a tag or something to leave out; else it is a character. */
static bool is_markup(const markup *m, size_t at) {
    char c = byte_at(m, at + 1);
    return is_ascii_letter(c) || c == '!' || c == '?' || c == '/';
}

static bool take_text(markup *m) {
    size_t start = m->at, end = start;
    for (;; end++) {
        end = find(m, '<', end);
        if (end == m->page.length || is_markup(m, end)) break;
    }
    m->at = end;
    m->kind = MARKUP_TEXT;
    m->text = str_cut(m->page, start, end);
    return end > start;
}

bool markup_next(markup *m) {
    while (m->at < m->page.length) {
        if (take_text(m)) return true;
        if (m->at >= m->page.length) break;
        size_t after = m->at + 1;
        if (is_ascii_letter(byte_at(m, after))) {
            take_tag(m, MARKUP_START, after);
            return true;
        }
        if (byte_at(m, after) == '/' && is_ascii_letter(byte_at(m, after + 1))) {
            take_tag(m, MARKUP_END, after + 1);
            return true;
        }
        skip_declaration(m, after + 1);
    }
    return false;
}

str markup_raw(markup *m) {
    const char *word = tag_word(m->tag);
    size_t start = m->at, length = strlen(word), end = start;
    for (;; end++) {
        end = find(m, '<', end);
        if (end == m->page.length) break;
        bool same = byte_at(m, end + 1) == '/'
                 && str_is_folded(str_cut(m->page, end + 2, end + 2 + length), word);
        if (same && ends_name(byte_at(m, end + 2 + length))) break;
    }
    m->at = end;
    if (end < m->page.length) {
        size_t close = find(m, '>', end);
        m->at = close < m->page.length ? close + 1 : close;
    }
    return str_cut(m->page, start, end);
}
