/* ledger/ask_place.c: places in answers as words: two letters for the question's kind and order,
 * then three numbers. They stand in addresses, so whoever asks may send any. */
#include <inttypes.h>
#include <stdio.h>

#include "ledger/ask.h"

enum { DIGITS_MOST = 16 };

static char order_of(const question *q) {
    if (q->what == ASK_ACTORS || q->what == ASK_STORIES) return 'm';
    return q->as_added ? 'a' : q->what == ASK_DIARY ? 'd' : q->oldest ? 'o' : 'n';
}

void ask_place_write(const question *q, const ask_place *at, char out[PLACE_SIZE]) {
    snprintf(out, PLACE_SIZE, "%c%c%" PRIx64 "-%" PRIx64 "-%" PRIx64, 'a' + (int)q->what,
             order_of(q), (uint64_t)at->key, (uint64_t)at->report, (uint64_t)at->row);
}

/* The digits from *at on, which end in '-' or with the words. */
static bool read_number(str words, size_t *at, int64_t *out) {
    uint64_t n = 0;
    size_t start = *at;
    for (; *at < words.length && words.at[*at] != '-'; ++*at) {
        char c = words.at[*at];
        if (!is_digit(c) && !(c >= 'a' && c <= 'f')) return false;
        n = n << 4 | (uint64_t)(is_digit(c) ? c - '0' : c - 'a' + 10);
    }
    size_t digits = (*at)++ - start;
    *out = (int64_t)n;
    return digits >= 1 && digits <= DIGITS_MOST;
}

bool ask_place_read(const question *q, str words, ask_place *out) {
    ask_place p;
    size_t at = 2;
    if (words.length < 7 || words.at[0] != 'a' + (int)q->what || words.at[1] != order_of(q))
        return false;
    if (!read_number(words, &at, &p.key) || !read_number(words, &at, &p.report)
        || !read_number(words, &at, &p.row))
        return false;
    if (at != words.length + 1 || p.report < 0 || p.row < 0) return false;
    *out = p;
    return true;
}
