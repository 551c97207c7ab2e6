/* base/str.h: a string is a pointer and a length; it owns nothing and need not end in NUL.
 * Offsets everywhere in the program are UTF-8 bytes, half-open. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct str {
    const char *at; /* [length] bytes, NULL where the string is absent */
    size_t length;
} str;

typedef struct span {
    size_t start, end; /* bytes into the text, start < end */
} span;

/* A string literal as str. */
#define STR(literal) ((str){ "" literal, sizeof(literal) - 1 })
#define STR_NONE ((str){ NULL, 0 })

/* For printf: "%.*s", STR_ARG(s). */
#define STR_ARG(s) (int)(s).length, (s).at ? (s).at : ""

static inline str str_of(const char *c_string);   /* NULL gives STR_NONE */
static inline str str_cut(str s, size_t start, size_t end); /* ends past it move to its end */
static inline str str_in(str text, span where);   /* the words of a span */
static inline bool str_same(str a, str b);
bool str_same_folded(str a, str b);               /* ASCII letters without regard to case */
static inline bool str_is(str s, const char *c_string);
static inline bool str_is_folded(str s, const char *c_string);
bool str_starts(str s, str head);
bool str_starts_folded(str s, str head);
bool str_ends(str s, str tail);
bool str_ends_folded(str s, str tail);
int str_compare(str a, str b);                    /* as memcmp, the shorter first */
size_t str_find(str s, str part, size_t from);    /* s.length where it is not there */
size_t str_find_folded(str s, str part, size_t from);
str str_trim(str s);                              /* less ASCII white space at both ends */
bool str_has(str s, char c);
/* Puts parts behind one another into `to`; what does not fit is cut. */
str str_join(char *to, size_t room, const str *parts, size_t count);

/* ASCII only; other characters are the business of base/utf8.h. */
bool is_blank(char c);
bool is_digit(char c);
bool is_ascii_letter(char c);

static inline bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

static inline char to_lower(char c) {
    return is_upper(c) ? (char)(c + ('a' - 'A')) : c;
}

/* What is asked for every word stands here. Most words differ from another in their first
 * letter: that comes before any length, and before a call. */
bool str_is_whole(str s, const char *c_string);
bool str_is_whole_folded(str s, const char *c_string);

static inline str str_of(const char *c_string) {
    return c_string ? (str){ c_string, strlen(c_string) } : STR_NONE;
}

static inline bool str_same(str a, str b) {
    return a.length == b.length && (a.length == 0 || memcmp(a.at, b.at, a.length) == 0);
}

static inline bool str_is(str s, const char *c_string) {
    if (s.length && c_string && s.at[0] != c_string[0]) return false;
    return str_is_whole(s, c_string);
}

static inline bool str_is_folded(str s, const char *c_string) {
    if (s.length && c_string && to_lower(s.at[0]) != to_lower(c_string[0])) return false;
    return str_is_whole_folded(s, c_string);
}

static inline str str_cut(str s, size_t start, size_t end) {
    if (end > s.length) end = s.length;
    if (start > end) start = end;
    return (str){ s.at ? s.at + start : NULL, end - start };
}

static inline str str_in(str text, span where) {
    return str_cut(text, where.start, where.end);
}

#endif
