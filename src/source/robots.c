/* source/robots.c: see robots.h. */
#include "source/robots.h"

#include <string.h>

#include "source/forms.h"

enum { DELAY_MOST_S = 86400 };

/* ---- paths ---- */

static int hex_value(char c) {
    if (is_digit(c)) return c - '0';
    c = to_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool is_unreserved(unsigned char c) {
    return is_ascii_letter((char)c) || is_digit((char)c) || str_has(STR("-._~"), (char)c);
}

static void add_encoded(arena *a, buffer *out, unsigned char c) {
    buffer_print(a, out, "%%%02X", c);
}

/* Octets in one form, so that they can be compared: what needs no "%" has none, all else has.
 * In a path '*' and '$' are characters, in a pattern they are marks. */
static str comparable(arena *a, str s, bool pattern) {
    buffer out = { 0 };
    for (size_t i = 0; i < s.length; i++) {
        unsigned char c = (unsigned char)s.at[i];
        bool written = c == '%' && i + 2 < s.length && hex_value(s.at[i + 1]) >= 0
                    && hex_value(s.at[i + 2]) >= 0;
        if (written) {
            c = (unsigned char)(hex_value(s.at[i + 1]) * 16 + hex_value(s.at[i + 2]));
            i += 2;
        }
        bool mark = !written && !pattern && (c == '*' || c == '$');
        bool plain = written ? is_unreserved(c) : c > 0x20 && c < 0x7F && !mark;
        if (plain) *LIST_ADD(a, &out) = (char)c;
        else add_encoded(a, &out, c);
    }
    return buffer_str(&out);
}

/* ---- reading ---- */

typedef struct reading {
    arena *a;
    str agent;
    robots own, all;   /* of the groups that name the agent; of those for all */
    bool named;        /* a group names the agent */
    bool in_own, in_all; /* what the present group is for */
    bool in_rules;     /* a rule of the group was seen: the next agent line opens a new one */
} reading;

/* "onrecord/1.0 (a bot)" names onrecord. */
static bool names(str words, str agent) {
    size_t end = 0;
    while (end < words.length
           && (is_ascii_letter(words.at[end]) || words.at[end] == '-' || words.at[end] == '_'))
        end++;
    return end > 0 && str_same_folded(str_cut(words, 0, end), agent);
}

static void read_agent(reading *r, str value) {
    if (r->in_rules) r->in_own = r->in_all = r->in_rules = false;
    bool own = names(value, r->agent);
    r->in_own = r->in_own || own;
    r->named = r->named || own;
    r->in_all = r->in_all || str_starts(value, STR("*"));
}

static void read_rule(reading *r, str value, bool allow) {
    r->in_rules = true;
    if (!value.length || (!r->in_own && !r->in_all)) return;
    robots_rule rule = { comparable(r->a, value, true), allow };
    if (r->in_own) *LIST_ADD(r->a, &r->own.rules) = rule;
    if (r->in_all) *LIST_ADD(r->a, &r->all.rules) = rule;
}

/* Seconds, "2" or "0.5". */
static int64_t delay_in(str value) {
    int64_t ms = 0, unit = 100;
    size_t at = 0;
    for (; at < value.length && is_digit(value.at[at]) && ms <= DELAY_MOST_S; at++)
        ms = ms * 10 + (value.at[at] - '0');
    if (at == 0) return -1;
    ms = (ms < DELAY_MOST_S ? ms : DELAY_MOST_S) * 1000;
    if (at < value.length && value.at[at] == '.')
        for (at++; at < value.length && is_digit(value.at[at]); at++, unit /= 10)
            ms += unit * (value.at[at] - '0');
    return ms;
}

static void read_delay(reading *r, str value) {
    r->in_rules = true;
    int64_t ms = delay_in(value);
    if (ms < 0) return;
    if (r->in_own) r->own.delay_ms = ms;
    if (r->in_all) r->all.delay_ms = ms;
}

static void read_line(reading *r, str line) {
    line = str_cut(line, 0, str_find(line, STR("#"), 0));
    size_t colon = str_find(line, STR(":"), 0);
    if (colon == line.length) return;
    str key = str_trim(str_cut(line, 0, colon));
    str value = str_trim(str_cut(line, colon + 1, line.length));
    if (str_is_folded(key, "user-agent") || str_is_folded(key, "useragent")) read_agent(r, value);
    else if (str_is_folded(key, "disallow")) read_rule(r, value, false);
    else if (str_is_folded(key, "allow")) read_rule(r, value, true);
    else if (str_is_folded(key, "crawl-delay")) read_delay(r, value);
}

void robots_read(arena *a, str text, str agent, robots *out) {
    reading r = { .a = a, .agent = agent, .own.delay_ms = -1, .all.delay_ms = -1 };
    text = str_cut(text, bom_length(text), ROBOTS_MOST);
    for (size_t at = 0, end; at < text.length; at = end + 1) {
        for (end = at; end < text.length && !str_has(STR("\r\n"), text.at[end]);) end++;
        read_line(&r, str_cut(text, at, end));
    }
    *out = r.named ? r.own : r.all;
}

/* ---- matching ---- */

static bool found(const char *at, size_t length, str part, size_t *from) {
    if (!part.at) return true;
    const char *hit = memmem(at + *from, length - *from, part.at, part.length);
    if (hit) *from = (size_t)(hit - at) + part.length;
    return hit;
}

/* The pieces between stars, each at its first place after the one before: no way back is ever
 * needed, but for the last of a pattern that ends in '$', which has to stand at the end. */
static bool matches(str pattern, str path) {
    bool anchored = str_ends(pattern, STR("$"));
    if (anchored) pattern.length--;
    size_t at = 0;
    for (size_t start = 0; start <= pattern.length;) {
        size_t end = str_find(pattern, STR("*"), start);
        str piece = str_cut(pattern, start, end);
        bool first = start == 0, last = end >= pattern.length;
        if (first && !str_starts(path, piece)) return false;
        if (last && anchored) {
            bool whole = first ? path.length == piece.length : str_ends(path, piece);
            return whole && path.length - piece.length >= at;
        }
        if (first) at = piece.length;
        else if (piece.length && !found(path.at, path.length, piece, &at)) return false;
        start = end + 1;
    }
    return true;
}

bool robots_allow(arena *a, const robots *r, str path) {
    str sent = path.length ? comparable(a, path, false) : STR("/");
    if (str_is(sent, "/robots.txt")) return true;
    size_t longest = 0;
    bool allow = true;
    for (size_t i = 0; i < r->rules.count; i++) {
        const robots_rule *rule = &r->rules.at[i];
        size_t length = rule->pattern.length;
        if (length < longest || (length == longest && allow)) continue;
        if (!matches(rule->pattern, sent)) continue;
        longest = length;
        allow = rule->allow;
    }
    return allow;
}
