/* text/chars.c: see chars.h. */
#include "text/chars.h"

#include <utf8proc.h>

/* Control characters are blanks: no token is made of them. */
#define B CHAR_BLANK
#define D CHAR_DIGIT
#define U CHAR_UPPER
#define L CHAR_LETTER
const char chars_ascii[128] = {
    B,   B,   B,   B,   B,   B,   B,   B,   B,   B,   B,   B,   B,   B,   B,   B,
    B,   B,   B,   B,   B,   B,   B,   B,   B,   B,   B,   B,   B,   B,   B,   B,
    B,   '!', '"', '#', '$', '%', '&', '\'', '(', ')', '*', '+', ',', '-', '.', '/',
    D,   D,   D,   D,   D,   D,   D,   D,   D,   D,   ':', ';', '<', '=', '>', '?',
    '@', U,   U,   U,   U,   U,   U,   U,   U,   U,   U,   U,   U,   U,   U,   U,
    U,   U,   U,   U,   U,   U,   U,   U,   U,   U,   U,   '[', '\\', ']', '^', '_',
    '`', L,   L,   L,   L,   L,   L,   L,   L,   L,   L,   L,   L,   L,   L,   L,
    L,   L,   L,   L,   L,   L,   L,   L,   L,   L,   L,   '{', '|', '}', '~', B,
};
#undef B
#undef D
#undef U
#undef L

static char kind_of_category(code_point c) {
    switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LT: return CHAR_UPPER;
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CO: return CHAR_LETTER;
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO: return CHAR_DIGIT;
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF: return CHAR_QUOTE;
    case UTF8PROC_CATEGORY_CC: return CHAR_BLANK;
    default: return CHAR_MARK;
    }
}

char char_beyond_ascii(code_point c) {
    switch (c) {
    case 0x2018: case 0x2019: case 0x02BC: return '\''; /* ‘ ’ ʼ */
    case 0x201C: case 0x201D: case 0x201E: case 0x201F: /* “ ” „ ‟ */
    case 0x00AB: case 0x00BB: return CHAR_QUOTE;        /* « » */
    case 0x2013: case 0x2014: case 0x2015: case 0x2012: return CHAR_DASH;
    case 0x2010: case 0x2011: return '-';
    case 0x2026: return CHAR_ELLIPSIS;
    case 0x200B: case 0x200E: case 0x200F: case 0x2060: return CHAR_BLANK; /* of no width */
    case 0x202A: case 0x202B: case 0x202C: case 0x202D: case 0x202E: /* direction controls */
    case 0x2066: case 0x2067: case 0x2068: case 0x2069: return CHAR_BLANK;
    case 0x00B2: case 0x00B3: case 0x00B9: return CHAR_MARK; /* ² ³ ¹ */
    default: return utf8_is_space(c) ? CHAR_BLANK : kind_of_category(c);
    }
}
