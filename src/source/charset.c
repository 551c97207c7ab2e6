/* source/charset.c: see charset.h. */
#include "source/charset.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>

#include "base/utf8.h"

enum { HEAD_SIZE = 4096, NAME_MOST = 40, OUT_SIZE = 4096 };

static bool is_name_byte(char c) {
    return is_ascii_letter(c) || is_digit(c) || str_has(STR("-_:."), c);
}

/* The name behind "charset=" or "encoding=" at `at`, quotes and blanks skipped. */
static str name_after(str head, size_t at) {
    while (at < head.length && (is_blank(head.at[at]) || str_has(STR("=\"'"), head.at[at]))) at++;
    size_t end = at;
    while (end < head.length && end < at + NAME_MOST && is_name_byte(head.at[end])) end++;
    return end > at ? str_cut(head, at, end) : STR_NONE;
}

str charset_declared(str bytes) {
    str head = str_cut(bytes, 0, HEAD_SIZE);
    if (str_starts(head, STR("<?xml"))) {
        str declaration = str_cut(head, 0, str_find(head, STR("?>"), 0));
        size_t at = str_find(declaration, STR("encoding="), 0);
        if (at < declaration.length) return name_after(head, at + 9);
    }
    for (size_t at = 0; (at = str_find_folded(head, STR("<meta"), at)) < head.length; at++) {
        size_t end = str_find(head, STR(">"), at);
        size_t word = str_find_folded(str_cut(head, 0, end), STR("charset"), at);
        if (word < end) return name_after(head, word + 7);
    }
    return STR_NONE;
}

/* The name that iconv is to be asked for, as the Encoding Standard maps labels. */
static void iconv_name(str label, char out[NAME_MOST + 1]) {
    static const char *const latin[] = {
        "iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1", "us-ascii", "ascii", "cp1252",
        "x-cp1252", "iso_8859-1",
    };
    str name = label.length ? label : STR("windows-1252");
    for (size_t i = 0; i < sizeof latin / sizeof *latin; i++)
        if (str_is_folded(label, latin[i])) name = STR("windows-1252");
    if (str_is_folded(label, "gb2312") || str_is_folded(label, "gbk")) name = STR("gb18030");
    if (str_is_folded(label, "shift_jis") || str_is_folded(label, "x-sjis")) name = STR("cp932");
    if (str_is_folded(label, "ks_c_5601-1987") || str_is_folded(label, "euc-kr"))
        name = STR("cp949");
    if (str_is_folded(label, "iso-8859-9")) name = STR("windows-1254");
    name = str_cut(name, 0, NAME_MOST);
    for (size_t i = 0; i < name.length; i++) out[i] = name.at[i];
    out[name.length] = 0;
}

static void close_converter(void *converter) {
    iconv_close(converter);
}

/* One piece of the input through the converter; gives what iconv gave. */
static size_t convert_piece(arena *a, iconv_t converter, str *left, buffer *out) {
    char piece[OUT_SIZE], *to = piece;
    char *from = (char *)(uintptr_t)left->at; /* iconv does not write there */
    size_t room = sizeof piece, rest = left->length;
    size_t got = iconv(converter, &from, &rest, &to, &room);
    int error = errno;
    buffer_add(a, out, (str){ piece, sizeof piece - room });
    *left = str_cut(*left, left->length - rest, left->length);
    errno = error;
    return got;
}

/* Encodings in which ASCII bytes are not ASCII characters cannot have declared themselves in it. */
static bool is_wide_label(str label) {
    return str_starts_folded(label, STR("utf-16")) || str_starts_folded(label, STR("utf-32"))
        || str_starts_folded(label, STR("ucs-"));
}

/* unit: the bytes that are skipped where they stand for nothing. */
static str converted(arena *a, iconv_t converter, str bytes, size_t unit, size_t *replaced) {
    buffer out = { 0 };
    while (bytes.length) {
        size_t got = convert_piece(a, converter, &bytes, &out);
        if (got != (size_t)-1 || errno == E2BIG) continue;
        bool cut_short = errno == EINVAL;
        buffer_add(a, &out, STR("\uFFFD"));
        ++*replaced;
        bytes = str_cut(bytes, cut_short ? bytes.length : unit, bytes.length);
    }
    return buffer_str(&out);
}

static str convert(arena *a, str bytes, str label, size_t *replaced) {
    char name[NAME_MOST + 1];
    iconv_name(label, name);
    iconv_t converter = iconv_open("UTF-8", name);
    if (converter == (iconv_t)-1) converter = iconv_open("UTF-8", "windows-1252");
    if (converter == (iconv_t)-1) return utf8_repaired(a, bytes, replaced);
    arena_defer(a, close_converter, converter);
    return converted(a, converter, bytes, is_wide_label(label) ? 2 : 1, replaced);
}

static bool is_ascii(str s) {
    for (size_t i = 0; i < s.length; i++)
        if ((unsigned char)s.at[i] >= 0x80) return false;
    return true;
}

str media_charset(str media) {
    size_t at = str_find_folded(media, STR("charset="), 0);
    return at < media.length ? name_after(media, at + 8) : STR_NONE;
}

str page_utf8(arena *a, str bytes, size_t *replaced) {
    return page_utf8_labelled(a, bytes, STR_NONE, replaced);
}

str page_utf8_labelled(arena *a, str bytes, str label, size_t *replaced) {
    *replaced = 0;
    if (str_starts(bytes, STR("\xEF\xBB\xBF")))
        return utf8_repaired(a, str_cut(bytes, 3, bytes.length), replaced);
    if (str_starts(bytes, STR("\xFF\xFE")))
        return convert(a, str_cut(bytes, 2, bytes.length), STR("UTF-16LE"), replaced);
    if (str_starts(bytes, STR("\xFE\xFF")))
        return convert(a, str_cut(bytes, 2, bytes.length), STR("UTF-16BE"), replaced);
    if (!label.length) label = charset_declared(bytes);
    if (is_ascii(bytes) && !str_starts_folded(label, STR("iso-2022"))) return bytes;
    if (utf8_valid(bytes) == bytes.length) return bytes;
    bool utf8 =
        str_is_folded(label, "utf-8") || str_is_folded(label, "utf8") || is_wide_label(label);
    return utf8 ? utf8_repaired(a, bytes, replaced) : convert(a, bytes, label, replaced);
}
