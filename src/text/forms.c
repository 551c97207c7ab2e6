/* text/forms.c: see forms.h. */
#include "text/forms.h"

#include <string.h>

#include "text/chars.h"

/* What an ASCII character becomes. */
static inline char ascii_form(char c) {
    if (c >= 'A' && c <= 'Z') return (char)(c + ('a' - 'A'));
    if (c >= '0' && c <= '9') return '0';
    return c == '`' ? '\'' : c;
}

static size_t form_beyond_ascii(code_point c, char out[4]) {
    switch (char_beyond_ascii(c)) {
    case '\'': out[0] = '\''; return 1;
    case '-': out[0] = '-'; return 1;
    case CHAR_QUOTE: out[0] = '"'; return 1;
    case CHAR_DASH: memcpy(out, "--", 2); return 2;
    case CHAR_ELLIPSIS: memcpy(out, "...", 3); return 3;
    case CHAR_DIGIT:
        if (!utf8_is_digit(c)) return utf8_write(c, out);
        out[0] = '0';
        return 1;
    default: return utf8_write(utf8_fold(c), out);
    }
}

/* Marks that are told by their whole token; NULL for all others. */
static const char *whole_form(str word) {
    if (word.length < 2) return NULL;
    if (str_is(word, "``") || str_is(word, "''") || str_is(word, "\u2019\u2019")) return "\"";
    for (size_t at = 0, length; at < word.length; at += length) {
        char kind = char_at(word, at, &length);
        if (kind != CHAR_DASH && (kind != '-' || length != 1)) return NULL;
    }
    return "--";
}

static bool begins_with_mark(str word) {
    char c = word.at[0];
    return c == '-' || c == '`' || c == '\'' || (unsigned char)c >= 0x80;
}

str token_form(str word, char out[FORM_SIZE]) {
    size_t used = 0;
    const char *whole = word.length && begins_with_mark(word) ? whole_form(word) : NULL;
    if (whole) word = str_of(whole);
    for (size_t at = 0, length; at < word.length; at += length) {
        char one[4] = { ascii_form(word.at[at]) };
        size_t count = length = 1;
        if ((unsigned char)word.at[at] >= 0x80)
            count = form_beyond_ascii(utf8_at(word, at, &length), one);
        if (used + count > FORM_SIZE) break;
        for (size_t i = 0; i < count; i++) out[used++] = one[i];
    }
    return (str){ out, used };
}
