/* ledger/anchors.c: see anchors.h. */
#include "ledger/anchors.h"

static bool is_letter(unsigned char c) {
    return is_ascii_letter((char)c) || c >= 0x80;
}

/* Marks of punctuation from U+2010 to U+203F; three bytes. */
static bool is_wide_mark(str text, size_t at) {
    return at + 2 < text.length && (unsigned char)text.at[at] == 0xE2
        && (unsigned char)text.at[at + 1] == 0x80;
}

static bool is_gap(str text, size_t at, size_t *length) {
    *length = 1;
    if (is_blank(text.at[at])) return true;
    bool unbroken = at + 1 < text.length && (unsigned char)text.at[at] == 0xC2
        && (unsigned char)text.at[at + 1] == 0xA0;
    *length = unbroken ? 2 : 1;
    return unbroken;
}

static size_t end_of(str text, size_t at) {
    unsigned char c = (unsigned char)text.at[at];
    if (is_wide_mark(text, at)) return at + 3;
    if (!is_letter(c) && !is_digit((char)c)) return at + 1;
    size_t length, end = at;
    while (end < text.length && !is_wide_mark(text, end) && !is_gap(text, end, &length)
           && (is_letter(c) ? is_letter((unsigned char)text.at[end]) : is_digit(text.at[end])))
        end++;
    return end > at ? end : at + 1;
}

static anchor_kind kind_of(str word) {
    char c = word.at[0];
    if (is_digit(c)) return ANCHOR_NUMBER;
    if (is_upper(c))
        return word.length > 1 && is_upper(word.at[1]) ? ANCHOR_CAPITALS : ANCHOR_CAPITAL;
    if (is_ascii_letter(c)) return ANCHOR_LOWER;
    if (c == '.' || c == '?' || c == '!') return ANCHOR_STOP;
    if (c == '"' || c == '\'' || is_wide_mark(word, 0)) return ANCHOR_QUOTE;
    return c == ',' || c == '-' || c == ':' || c == ';' || c == '(' || c == ')' ? ANCHOR_MARK
                                                                                : ANCHOR_OTHER;
}

static uint16_t hash_of(str word) {
    uint32_t hash = 2166136261U; /* FNV-1a */
    for (size_t i = 0; i < word.length && i < 24; i++)
        hash = (hash ^ (unsigned char)to_lower(word.at[i])) * 16777619U;
    return (uint16_t)(hash ^ hash >> 16);
}

anchors anchors_of(arena *a, str text) {
    LIST(anchor) out = { 0 };
    for (size_t at = 0, end, length; at < text.length && at < UINT32_MAX / 2; at = end) {
        end = at + 1;
        if (is_gap(text, at, &length)) {
            end = at + length;
            continue;
        }
        end = end_of(text, at);
        str word = str_cut(text, at, end);
        *LIST_ADD(a, &out) = (anchor){ (uint32_t)at, (uint32_t)end, hash_of(word),
                                       (uint8_t)kind_of(word), 0 };
    }
    return (anchors){ out.at, out.count };
}

size_t anchor_at(const anchors *w, size_t at) {
    size_t low = 0, high = w->count;
    while (low < high) { /* the first that starts behind it */
        size_t middle = (low + high) / 2;
        if (w->at[middle].start <= at) low = middle + 1;
        else high = middle;
    }
    return low ? low - 1 : 0;
}

size_t anchor_ending(const anchors *w, size_t at) {
    size_t low = 0, high = w->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (w->at[middle].end < at) low = middle + 1;
        else high = middle;
    }
    return low < w->count ? low : w->count ? w->count - 1 : 0;
}
