/* source/references.c: see references.h. The names are those of HTML 4 and some of the
 * Standard's that Central European and American pages use, in order of their bytes. */
#include "source/references.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum { NAME_MOST = 12 };

typedef struct named {
    const char *name;
    code_point c;
} named;

/* clang-format off */
static const named names[] = {
    { "AElig", 198 }, { "Aacute", 193 }, { "Acirc", 194 }, { "Agrave", 192 }, { "Alpha", 913 },
    { "Aring", 197 }, { "Atilde", 195 }, { "Auml", 196 }, { "Beta", 914 }, { "Cacute", 262 },
    { "Ccaron", 268 }, { "Ccedil", 199 }, { "Chi", 935 }, { "Dagger", 8225 }, { "Delta", 916 },
    { "ETH", 208 }, { "Eacute", 201 }, { "Ecirc", 202 }, { "Egrave", 200 }, { "Epsilon", 917 },
    { "Eta", 919 }, { "Euml", 203 }, { "Gamma", 915 }, { "Iacute", 205 }, { "Icirc", 206 },
    { "Idot", 304 }, { "Igrave", 204 }, { "Iota", 921 }, { "Iuml", 207 }, { "Kappa", 922 },
    { "Lambda", 923 }, { "Lstrok", 321 }, { "Mu", 924 }, { "NewLine", 10 }, { "Ntilde", 209 },
    { "Nu", 925 }, { "OElig", 338 }, { "Oacute", 211 }, { "Ocirc", 212 }, { "Ograve", 210 },
    { "Omega", 937 }, { "Omicron", 927 }, { "Oslash", 216 }, { "Otilde", 213 }, { "Ouml", 214 },
    { "Phi", 934 }, { "Pi", 928 }, { "Prime", 8243 }, { "Psi", 936 }, { "Rho", 929 },
    { "Sacute", 346 }, { "Scaron", 352 }, { "Scedil", 350 }, { "Sigma", 931 }, { "THORN", 222 },
    { "Tab", 9 }, { "Tau", 932 }, { "Theta", 920 }, { "Uacute", 218 }, { "Ucirc", 219 },
    { "Ugrave", 217 }, { "Upsilon", 933 }, { "Uuml", 220 }, { "Xi", 926 }, { "Yacute", 221 },
    { "Yuml", 376 }, { "Zcaron", 381 }, { "Zeta", 918 }, { "aacute", 225 }, { "abreve", 259 },
    { "acirc", 226 }, { "acute", 180 }, { "aelig", 230 }, { "agrave", 224 }, { "alefsym", 8501 },
    { "alpha", 945 }, { "amp", 38 }, { "and", 8743 }, { "ang", 8736 }, { "aogon", 261 },
    { "apos", 39 }, { "aring", 229 }, { "ast", 42 }, { "asymp", 8776 }, { "atilde", 227 },
    { "auml", 228 }, { "bdquo", 8222 }, { "beta", 946 }, { "brvbar", 166 }, { "bull", 8226 },
    { "cacute", 263 }, { "cap", 8745 }, { "ccaron", 269 }, { "ccedil", 231 }, { "cedil", 184 },
    { "cent", 162 }, { "check", 10003 }, { "chi", 967 }, { "circ", 710 }, { "clubs", 9827 },
    { "colon", 58 }, { "comma", 44 }, { "commat", 64 }, { "cong", 8773 }, { "copy", 169 },
    { "crarr", 8629 }, { "cup", 8746 }, { "curren", 164 }, { "dArr", 8659 }, { "dagger", 8224 },
    { "darr", 8595 }, { "deg", 176 }, { "delta", 948 }, { "diams", 9830 }, { "divide", 247 },
    { "dollar", 36 }, { "eacute", 233 }, { "ecaron", 283 }, { "ecirc", 234 }, { "egrave", 232 },
    { "empty", 8709 }, { "emsp", 8195 }, { "ensp", 8194 }, { "eogon", 281 }, { "epsilon", 949 },
    { "equals", 61 }, { "equiv", 8801 }, { "eta", 951 }, { "eth", 240 }, { "euml", 235 },
    { "euro", 8364 }, { "excl", 33 }, { "exist", 8707 }, { "fnof", 402 }, { "forall", 8704 },
    { "frac12", 189 }, { "frac14", 188 }, { "frac34", 190 }, { "frasl", 8260 }, { "gamma", 947 },
    { "gbreve", 287 }, { "ge", 8805 }, { "grave", 96 }, { "gt", 62 }, { "hArr", 8660 },
    { "hairsp", 8202 }, { "half", 189 }, { "harr", 8596 }, { "hearts", 9829 }, { "hellip", 8230 },
    { "horbar", 8213 }, { "hyphen", 8208 }, { "iacute", 237 }, { "icirc", 238 }, { "iexcl", 161 },
    { "igrave", 236 }, { "image", 8465 }, { "infin", 8734 }, { "inodot", 305 }, { "int", 8747 },
    { "iota", 953 }, { "iquest", 191 }, { "isin", 8712 }, { "iuml", 239 }, { "kappa", 954 },
    { "lArr", 8656 }, { "lambda", 955 }, { "lang", 9001 }, { "laquo", 171 }, { "larr", 8592 },
    { "lbrack", 91 }, { "lceil", 8968 }, { "lcub", 123 }, { "ldquo", 8220 }, { "le", 8804 },
    { "lfloor", 8970 }, { "lowast", 8727 }, { "lowbar", 95 }, { "loz", 9674 }, { "lpar", 40 },
    { "lrm", 8206 }, { "lsaquo", 8249 }, { "lsqb", 91 }, { "lsquo", 8216 }, { "lstrok", 322 },
    { "lt", 60 }, { "macr", 175 }, { "mdash", 8212 }, { "micro", 181 }, { "middot", 183 },
    { "minus", 8722 }, { "mu", 956 }, { "nabla", 8711 }, { "nacute", 324 }, { "nbsp", 160 },
    { "ndash", 8211 }, { "ne", 8800 }, { "ni", 8715 }, { "not", 172 }, { "notin", 8713 },
    { "nsub", 8836 }, { "ntilde", 241 }, { "nu", 957 }, { "num", 35 }, { "numsp", 8199 },
    { "oacute", 243 }, { "ocirc", 244 }, { "oelig", 339 }, { "ograve", 242 }, { "oline", 8254 },
    { "omega", 969 }, { "omicron", 959 }, { "oplus", 8853 }, { "or", 8744 }, { "ordf", 170 },
    { "ordm", 186 }, { "oslash", 248 }, { "otilde", 245 }, { "otimes", 8855 }, { "ouml", 246 },
    { "para", 182 }, { "part", 8706 }, { "percnt", 37 }, { "period", 46 }, { "permil", 8240 },
    { "perp", 8869 }, { "phi", 966 }, { "phone", 9742 }, { "pi", 960 }, { "piv", 982 },
    { "plus", 43 }, { "plusmn", 177 }, { "pound", 163 }, { "prime", 8242 }, { "prod", 8719 },
    { "prop", 8733 }, { "psi", 968 }, { "puncsp", 8200 }, { "quest", 63 }, { "quot", 34 },
    { "rArr", 8658 }, { "radic", 8730 }, { "rang", 9002 }, { "raquo", 187 }, { "rarr", 8594 },
    { "rbrack", 93 }, { "rcaron", 345 }, { "rceil", 8969 }, { "rcub", 125 }, { "rdquo", 8221 },
    { "real", 8476 }, { "reg", 174 }, { "rfloor", 8971 }, { "rho", 961 }, { "rlm", 8207 },
    { "rpar", 41 }, { "rsaquo", 8250 }, { "rsqb", 93 }, { "rsquo", 8217 }, { "sacute", 347 },
    { "sbquo", 8218 }, { "scaron", 353 }, { "scedil", 351 }, { "sdot", 8901 }, { "sect", 167 },
    { "semi", 59 }, { "shy", 173 }, { "sigma", 963 }, { "sigmaf", 962 }, { "sim", 8764 },
    { "sol", 47 }, { "spades", 9824 }, { "star", 9734 }, { "starf", 9733 }, { "sub", 8834 },
    { "sube", 8838 }, { "sum", 8721 }, { "sup", 8835 }, { "sup1", 185 }, { "sup2", 178 },
    { "sup3", 179 }, { "supe", 8839 }, { "szlig", 223 }, { "tau", 964 }, { "there4", 8756 },
    { "theta", 952 }, { "thetasym", 977 }, { "thinsp", 8201 }, { "thorn", 254 }, { "tilde", 732 },
    { "times", 215 }, { "trade", 8482 }, { "uArr", 8657 }, { "uacute", 250 }, { "uarr", 8593 },
    { "ucirc", 251 }, { "ugrave", 249 }, { "uml", 168 }, { "upsih", 978 }, { "upsilon", 965 },
    { "uuml", 252 }, { "verbar", 124 }, { "weierp", 8472 }, { "xi", 958 }, { "yacute", 253 },
    { "yen", 165 }, { "yuml", 255 }, { "zacute", 378 }, { "zcaron", 382 }, { "zdot", 380 },
    { "zeta", 950 }, { "zwj", 8205 }, { "zwnj", 8204 },
};
/* clang-format on */

static int by_name(const void *key, const void *element) {
    return strcmp(key, ((const named *)element)->name);
}

static code_point character_of_name(str name) {
    char key[NAME_MOST + 1];
    if (name.length == 0 || name.length > NAME_MOST) return CODE_POINT_NONE;
    memcpy(key, name.at, name.length);
    key[name.length] = 0;
    const named *found = bsearch(key, names, sizeof names / sizeof *names, sizeof *names, by_name);
    return found ? found->c : CODE_POINT_NONE;
}

/* What browsers make of the numbers that windows-1252 gives to marks and letters. */
static code_point character_of_number(uint32_t number) {
    static const uint16_t windows[32] = {
        0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
    };
    if (number >= 0x80 && number < 0xA0) return windows[number - 0x80];
    bool none = number == 0 || number > 0x10FFFF || (number >= 0xD800 && number < 0xE000);
    return none ? 0xFFFD : (code_point)number;
}

static int digit_of(char c, uint32_t base) {
    if (is_digit(c)) return c - '0';
    c = to_lower(c);
    return base == 16 && c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "#8217;" or "#x2019;" after the ampersand; gives its length, 0 where it is none. */
static size_t number_at(str s, code_point *c) {
    uint32_t base = s.length > 1 && (s.at[1] == 'x' || s.at[1] == 'X') ? 16 : 10;
    size_t at = base == 16 ? 2 : 1, start = at;
    uint32_t value = 0;
    for (int digit; at < s.length && (digit = digit_of(s.at[at], base)) >= 0; at++)
        if (value < 0x200000) value = value * base + (uint32_t)digit;
    if (at == start) return 0;
    *c = character_of_number(value);
    return at + (at < s.length && s.at[at] == ';');
}

/* "amp;" after the ampersand. The oldest names need no semicolon. */
static size_t name_at(str s, code_point *c) {
    static const char *const bare[] = { "amp", "lt", "gt", "quot", "nbsp", "copy", "reg" };
    size_t at = 0;
    while (at < s.length && at <= NAME_MOST && (is_ascii_letter(s.at[at]) || is_digit(s.at[at])))
        at++;
    str name = str_cut(s, 0, at);
    if (at < s.length && s.at[at] == ';') {
        *c = character_of_name(name);
        return *c == CODE_POINT_NONE ? 0 : at + 1;
    }
    for (size_t i = 0; i < sizeof bare / sizeof *bare; i++) {
        if (!str_is(name, bare[i])) continue;
        *c = character_of_name(name);
        return at;
    }
    return 0;
}

str references_resolved(arena *a, str s) {
    if (!str_has(s, '&')) return s;
    char *out = arena_alloc(a, s.length + 1, 1); /* no reference is shorter than its character */
    size_t length = 0;
    for (size_t at = 0; at < s.length;) {
        str rest = str_cut(s, at + 1, s.length);
        code_point c;
        size_t used = 0;
        if (s.at[at] == '&' && rest.length)
            used = rest.at[0] == '#' ? number_at(rest, &c) : name_at(rest, &c);
        if (!used) {
            out[length++] = s.at[at++];
            continue;
        }
        length += utf8_write(c, out + length);
        at += 1 + used;
    }
    return (str){ out, length };
}
