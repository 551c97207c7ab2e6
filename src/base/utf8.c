/* base/utf8.c: see utf8.h. */
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

code_point utf8_at(str s, size_t at, size_t *length) {
    unsigned char first = (unsigned char)s.at[at];
    *length = 1;
    if (first < 0x80) return first;
    utf8proc_int32_t c;
    size_t room = s.length - at;
    utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)s.at + at,
                                          (utf8proc_ssize_t)(room < 4 ? room : 4), &c);
    if (n <= 0) return CODE_POINT_NONE;
    *length = (size_t)n;
    return c;
}

/* Past the ASCII that begins at `at`, eight bytes at a time. */
static size_t ascii_past(str s, size_t at) {
    for (uint64_t eight; at + sizeof eight <= s.length; at += sizeof eight) {
        memcpy(&eight, s.at + at, sizeof eight);
        if (eight & 0x8080808080808080) break;
    }
    while (at < s.length && (unsigned char)s.at[at] < 0x80) at++;
    return at;
}

size_t utf8_valid(str s) {
    for (size_t at = ascii_past(s, 0), length; at < s.length; at = ascii_past(s, at + length))
        if (utf8_at(s, at, &length) == CODE_POINT_NONE) return at;
    return s.length;
}

size_t utf8_write(code_point c, char out[4]) {
    return (size_t)utf8proc_encode_char(c, (utf8proc_uint8_t *)out);
}

size_t utf8_count(str s) {
    size_t count = 0;
    for (size_t at = 0, length; at < s.length; at += length, count++) utf8_at(s, at, &length);
    return count;
}

bool utf8_is_letter(code_point c) {
    if (c < 0x80) return c >= 0 && is_ascii_letter((char)c);
    utf8proc_category_t k = utf8proc_category(c);
    return k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_ME;
}

bool utf8_is_digit(code_point c) {
    if (c < 0x80) return c >= 0 && is_digit((char)c);
    return utf8proc_category(c) == UTF8PROC_CATEGORY_ND;
}

bool utf8_is_upper(code_point c) {
    if (c < 0x80) return c >= 0 && is_upper((char)c);
    utf8proc_category_t k = utf8proc_category(c);
    return k == UTF8PROC_CATEGORY_LU || k == UTF8PROC_CATEGORY_LT;
}

bool utf8_is_space(code_point c) {
    if (c < 0x80) return c >= 0 && is_blank((char)c);
    utf8proc_category_t k = utf8proc_category(c);
    return c == 0x85 || c == 0xFEFF
        || (k >= UTF8PROC_CATEGORY_ZS && k <= UTF8PROC_CATEGORY_ZP);
}

bool utf8_is_mark(code_point c) {
    if (c < 0) return false;
    utf8proc_category_t k = utf8proc_category(c);
    return k >= UTF8PROC_CATEGORY_PC && k <= UTF8PROC_CATEGORY_SO;
}

bool utf8_is_punctuation(code_point c) {
    if (c < 0) return false;
    utf8proc_category_t k = utf8proc_category(c);
    return k >= UTF8PROC_CATEGORY_PC && k <= UTF8PROC_CATEGORY_PO;
}

bool utf8_is_accent(code_point c) {
    return c >= 0x300 && utf8proc_category(c) == UTF8PROC_CATEGORY_MN;
}

bool utf8_is_control(code_point c) {
    if (c < 0) return false;
    utf8proc_category_t k = utf8proc_category(c);
    return k == UTF8PROC_CATEGORY_CC || k == UTF8PROC_CATEGORY_CF
        || k == UTF8PROC_CATEGORY_ZL || k == UTF8PROC_CATEGORY_ZP;
}

size_t utf8_width(code_point c) {
    int width = c < 0 ? 1 : utf8proc_charwidth(c);
    return width < 0 ? 0 : (size_t)width;
}

code_point utf8_fold(code_point c) {
    if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
    return utf8proc_tolower(c);
}

code_point utf8_upper(code_point c) {
    if (c < 0x80) return c >= 'a' && c <= 'z' ? c - 32 : c;
    return utf8proc_toupper(c);
}

size_t utf8_decomposed(code_point c, code_point out[UTF8_PARTS_MOST]) {
    int boundary = 0;
    utf8proc_ssize_t count = utf8proc_decompose_char(c, out, UTF8_PARTS_MOST, UTF8PROC_DECOMPOSE,
                                                     &boundary);
    if (count > 0 && count <= UTF8_PARTS_MOST) return (size_t)count;
    out[0] = c;
    return 1;
}

str utf8_folded(arena *a, str s) {
    buffer out = { 0 };
    for (size_t at = 0, length; at < s.length; at += length) {
        code_point c = utf8_at(s, at, &length);
        char bytes[4];
        if (c == CODE_POINT_NONE)
            buffer_add(a, &out, str_cut(s, at, at + 1));
        else
            buffer_add(a, &out, (str){ bytes, utf8_write(utf8_fold(c), bytes) });
    }
    return buffer_str(&out);
}

str utf8_repaired(arena *a, str s, size_t *replaced) {
    *replaced = 0;
    size_t good = utf8_valid(s);
    if (good == s.length) return s;
    buffer out = { 0 };
    while (s.length) {
        buffer_add(a, &out, str_cut(s, 0, good));
        if (good == s.length) break;
        buffer_add(a, &out, STR("\xEF\xBF\xBD"));
        (*replaced)++;
        s = str_cut(s, good + 1, s.length);
        good = utf8_valid(s);
    }
    return buffer_str(&out);
}

/* Characters below U+0300 and the marks of typography stay as they are in form C, unless a
 * combining one, which is above, follows. */
static bool may_compose(str s) {
    for (size_t at = 0, length; at < s.length; at += length) {
        code_point c = utf8_at(s, at, &length);
        if (c >= 0x300 && !(c >= 0x2010 && c < 0x2070)) return true;
    }
    return false;
}

str utf8_composed(arena *a, str s) {
    if (!may_compose(s)) return s;
    utf8proc_uint8_t *out = NULL;
    utf8proc_ssize_t length =
        utf8proc_map((const utf8proc_uint8_t *)s.at, (utf8proc_ssize_t)s.length, &out,
                     UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    if (length < 0 || !out) return s; /* not UTF-8, or no memory: as it was */
    arena_defer(a, free, out);
    str composed = { (char *)out, (size_t)length };
    return str_same(composed, s) ? s : composed;
}
