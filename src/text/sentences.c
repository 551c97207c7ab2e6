/* text/sentences.c: see sentences.h. The tokeniser has done the hard part: a full stop that
 * belongs to an abbreviation is no token of its own. */
#include "text/sentences.h"

#include "text/chars.h"

enum { SPEAKER_MOST = 4 }; /* tokens between a quoted question and its verb of saying */

static char kind_of(const tokens *t, size_t i) {
    size_t length;
    return char_at(t->text, t->at[i].start, &length);
}

static bool is_mark(const tokens *t, size_t i) {
    return t->at[i].flags & TOKEN_MARK;
}

/* Marks that belong to the sentence before them. */
static bool is_closer(const tokens *t, size_t i) {
    if (!is_mark(t, i) || t->at[i].flags & TOKEN_QUOTE_OPEN) return false;
    char kind = kind_of(t, i);
    return t->at[i].flags & TOKEN_QUOTE_CLOSE || kind == ')' || kind == ']';
}

static bool is_stop(const tokens *t, size_t i) {
    char kind = kind_of(t, i);
    return is_mark(t, i) && (kind == '.' || kind == '!' || kind == '?' || kind == CHAR_ELLIPSIS);
}

/* The stop that ends what is before token i, or i where there is none in its passage. */
static size_t stop_before(const tokens *t, size_t i) {
    enum { CLOSERS_MOST = 4 };
    size_t at = i;
    for (size_t n = 0; n <= CLOSERS_MOST && !(t->at[at].flags & TOKEN_PASSAGE_START); n++) {
        at--;
        if (is_stop(t, at)) return at;
        if (!is_closer(t, at)) return i;
    }
    return i;
}

/* The "." of "1. Open the door": the number before it begins its passage. */
static bool is_list_dot(const tokens *t, size_t stop) {
    return stop > 0 && t->at[stop - 1].flags & TOKEN_PASSAGE_START
        && t->at[stop - 1].flags & TOKEN_NUMBER && kind_of(t, stop) == '.';
}

bool sentence_may_start(const tokens *t, size_t i) {
    if (t->at[i].flags & TOKEN_PASSAGE_START) return true;
    if (is_closer(t, i) || is_stop(t, i)) return false;
    size_t stop = stop_before(t, i);
    return stop < i && !is_list_dot(t, stop);
}

static bool is_saying(str word) {
    static const char *const verbs[] = { "said", "says", "asked", "asks", "added", "adds",
                                         "wrote", "told", "replied", "shouted", "wondered" };
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (str_is(word, verbs[i])) return true;
    return false;
}

/* '"Why?" Mayor Ann Ruiz asked': a verb of saying behind a few capitalised words. */
static bool names_speaker(const tokens *t, size_t stop, size_t i) {
    if (stop + 1 == i || kind_of(t, stop) == '.') return false;
    for (size_t k = i; k < t->count && k <= i + SPEAKER_MOST; k++) {
        if (is_mark(t, k) || (k > i && t->at[k].flags & TOKEN_PASSAGE_START)) return false;
        if (is_saying(token_str(t, k))) return true;
        if (kind_of(t, k) != CHAR_UPPER) return false;
    }
    return false;
}

static bool begins_sentence(const tokens *t, size_t i) {
    char kind = kind_of(t, i);
    if (t->at[i].flags & TOKEN_QUOTE_OPEN || kind == '(' || kind == '[')
        return i + 1 < t->count && kind_of(t, i + 1) != CHAR_LETTER;
    return kind != CHAR_LETTER && kind != ',' && kind != ';' && kind != ':' && kind != CHAR_DASH
        && kind != '-';
}

bool sentence_starts(const tokens *t, size_t i) {
    if (t->at[i].flags & TOKEN_PASSAGE_START) return true;
    if (!sentence_may_start(t, i) || !begins_sentence(t, i)) return false;
    return !names_speaker(t, stop_before(t, i), i);
}
