/* desk/differences.c: see differences.h. */
#include "desk/differences.h"

#include "base/utf8.h"
#include "ledger/wordings.h"

enum { NUMBERS_MOST = 50 /* of one text */ };

size_t words_count(str s) {
    size_t words = 0;
    for (size_t i = 0; i < s.length; i++)
        words += !is_blank(s.at[i]) && (!i || is_blank(s.at[i - 1]));
    return words;
}

str words_bare(arena *a, str words) {
    str s = utf8_folded(a, words);
    buffer out = { 0 };
    for (size_t at = 0, length; at < s.length; at += length) {
        code_point c = utf8_at(s, at, &length);
        if (utf8_is_letter(c) || utf8_is_digit(c)) buffer_add(a, &out, str_cut(s, at, at + length));
    }
    return out.count ? buffer_str(&out) : STR("");
}

/* Numbers in figures, "2,500.50" as 2500.50, "5:10" as 5.10. */
static str_list numbers_in(arena *a, str s) {
    str_list out = { 0 };
    for (size_t i = 0; i < s.length && out.count < NUMBERS_MOST; i++) {
        buffer number = { 0 };
        if (!is_digit(s.at[i])) continue;
        for (; i < s.length; i++) {
            bool inner = str_has(STR(".,:"), s.at[i]) && i + 1 < s.length && is_digit(s.at[i + 1]);
            if (!is_digit(s.at[i]) && !inner) break;
            if (s.at[i] != ',') *LIST_ADD(a, &number) = s.at[i] == ':' ? '.' : s.at[i];
        }
        *LIST_ADD(a, &out) = buffer_str(&number);
    }
    return out;
}

static bool has_own(const str_list *of, const str_list *others) {
    for (size_t i = 0; i < of->count; i++) {
        size_t k = 0;
        while (k < others->count && !str_same(of->at[i], others->at[k])) k++;
        if (k == others->count) return true;
    }
    return false;
}

int difference_that_matters(arena *a, str words, str others) {
    size_t count = words_count(words), other = words_count(others);
    if (3 * count < 2 * other || 3 * other < 2 * count) return 0;
    str_list mine = numbers_in(a, words), theirs = numbers_in(a, others);
    bool numbers = has_own(&mine, &theirs) && has_own(&theirs, &mine);
    return WORDING_NOT | (numbers ? WORDING_NUMBER : 0);
}
