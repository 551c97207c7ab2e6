/* base/str.c: see str.h. */
#include "base/str.h"

#include <string.h>

bool str_same_folded(str a, str b) {
    if (a.length != b.length) return false;
    for (size_t i = 0; i < a.length; i++)
        if (to_lower(a.at[i]) != to_lower(b.at[i])) return false;
    return true;
}

bool str_is_whole(str s, const char *c_string) {
    if (!c_string) return !s.length;
    for (size_t i = 0; i < s.length; i++)
        if (!c_string[i] || s.at[i] != c_string[i]) return false;
    return !c_string[s.length];
}

bool str_is_whole_folded(str s, const char *c_string) {
    if (!c_string) return !s.length;
    for (size_t i = 0; i < s.length; i++)
        if (!c_string[i] || to_lower(s.at[i]) != to_lower(c_string[i])) return false;
    return !c_string[s.length];
}

bool str_starts(str s, str head) {
    return s.length >= head.length && str_same(str_cut(s, 0, head.length), head);
}

bool str_starts_folded(str s, str head) {
    return s.length >= head.length && str_same_folded(str_cut(s, 0, head.length), head);
}

bool str_ends(str s, str tail) {
    return s.length >= tail.length && str_same(str_cut(s, s.length - tail.length, s.length), tail);
}

bool str_ends_folded(str s, str tail) {
    return s.length >= tail.length
        && str_same_folded(str_cut(s, s.length - tail.length, s.length), tail);
}

int str_compare(str a, str b) {
    size_t shared = a.length < b.length ? a.length : b.length;
    int order = shared ? memcmp(a.at, b.at, shared) : 0;
    return order ? order : (a.length > b.length) - (a.length < b.length);
}

/* How common bytes are in texts; those that are not listed are rare. */
static const unsigned char common[256] = {
    [' '] = 24, ['e'] = 23, ['t'] = 22, ['a'] = 21, ['o'] = 20, ['i'] = 19, ['n'] = 18, ['s'] = 17,
    ['r'] = 16, ['h'] = 15, ['l'] = 14, ['d'] = 13, ['c'] = 12, ['u'] = 11, ['m'] = 10, ['f'] = 9,
    ['p'] = 8, ['g'] = 7, ['w'] = 6, ['y'] = 5, ['b'] = 4, ['v'] = 3, ['k'] = 2, ['.'] = 1,
};
enum { PROBED = 16 /* bytes of a part that the rarest is chosen from */ };

/* Looks for the rarest byte of the part, and there for the part. */
size_t str_find(str s, str part, size_t from) {
    if (part.length == 0) return from < s.length ? from : s.length;
    if (part.length > s.length) return s.length;
    size_t probe = 0, past = s.length - part.length + 1, last = part.length - 1;
    for (size_t i = 1; i < part.length && i < PROBED; i++)
        if (common[(unsigned char)part.at[i]] < common[(unsigned char)part.at[probe]]) probe = i;
    for (; from < past; from++) {
        const char *hit = memchr(s.at + from + probe, part.at[probe], past - from);
        if (!hit) return s.length;
        from = (size_t)(hit - s.at) - probe;
        const char *at = s.at + from;
        if (at[0] == part.at[0] && at[last] == part.at[last]
            && memcmp(at, part.at, part.length) == 0)
            return from;
    }
    return s.length;
}

size_t str_find_folded(str s, str part, size_t from) {
    for (; from + part.length <= s.length; from++)
        if (str_same_folded(str_cut(s, from, from + part.length), part)) return from;
    return s.length;
}

str str_trim(str s) {
    while (s.length && is_blank(s.at[0])) s = str_cut(s, 1, s.length);
    while (s.length && is_blank(s.at[s.length - 1])) s.length--;
    return s;
}

bool str_has(str s, char c) {
    return s.length && memchr(s.at, c, s.length);
}

bool is_blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_ascii_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

str str_join(char *to, size_t room, const str *parts, size_t count) {
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        size_t size = parts[i].length < room - length ? parts[i].length : room - length;
        if (size) memcpy(to + length, parts[i].at, size);
        length += size;
    }
    return (str){ to, length };
}
