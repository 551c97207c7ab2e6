/* source/language.c: see language.h. */
#include "source/language.h"

#include "base/utf8.h"
#include "source/language_detect.h"

enum {
    TEXT_ENOUGH = 1 << 14, /* bytes looked at: more does not change the answer */
    TEXT_LEAST = 24,       /* bytes of letters below which any answer is a guess */
};

str language_of(arena *a, str text) {
    str s = str_cut(text, 0, TEXT_ENOUGH);
    s.length = utf8_valid(s); /* the cut may have parted a character */
    char code[LANGUAGE_SIZE];
    if (language_detect(s.at ? s.at : "", s.length, code) < TEXT_LEAST || !code[0])
        return STR_NONE;
    str found = str_of(code);
    return arena_copy(a, str_cut(found, 0, str_find(found, STR("-"), 0)));
}
