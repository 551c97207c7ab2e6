/* What holds of the tokens of any text; for the property tests and the fuzzer. */
#ifndef TESTS_TEXT_INVARIANTS_H
#define TESTS_TEXT_INVARIANTS_H

#include "text/chars.h"
#include "text/tokens.h"

/* Tokens have no blanks inside, and hold whole characters. */
static inline const char *token_broken(const tokens *t, size_t i) {
    token k = t->at[i];
    if (k.start >= k.end || k.end > t->text.length) return "a token is outside the text";
    if (i && k.start < t->at[i - 1].end) return "tokens overlap";
    bool word = false;
    size_t at = k.start;
    for (size_t length; at < k.end; at += length) {
        char kind = char_at(t->text, at, &length);
        if (kind == CHAR_BLANK) return "a token holds a blank";
        word |= char_is_word(kind);
    }
    if (at != k.end) return "a token ends inside a character";
    if (word != !(k.flags & TOKEN_MARK)) return "a mark's flag is wrong";
    bool open = k.flags & TOKEN_QUOTE_OPEN, close = k.flags & TOKEN_QUOTE_CLOSE;
    if (open && close) return "a mark opens and closes";
    if ((open || close) && word) return "a word is a quotation mark";
    bool quoted = k.flags & TOKEN_QUOTED;
    return k.flags & TOKEN_SINGLE_QUOTED && !quoted ? "single-quoted but not quoted" : NULL;
}

/* Nothing but blanks lies between the tokens from byte `from` to byte `to`. */
static inline const char *gap_broken(const tokens *t, size_t from, size_t to, bool flag) {
    bool blank = false;
    for (size_t length; from < to; from += length) {
        if (char_at(t->text, from, &length) != CHAR_BLANK) return "something is in no token";
        blank = true;
    }
    return blank != flag ? "a blank's flag is wrong" : NULL;
}

static inline const char *passage_broken(const tokens *t, size_t p) {
    passage in = t->passages[p];
    if (in.first >= in.past || in.past > t->count) return "a passage is outside the tokens";
    if (in.first != (p ? t->passages[p - 1].past : 0)) return "passages do not follow each other";
    for (size_t i = in.first; i < in.past; i++)
        if (!(t->at[i].flags & TOKEN_PASSAGE_START) != (i != in.first))
            return "a passage start's flag is wrong";
    return NULL;
}

/* What is wrong with the tokens of a text that was cut without blocks, or NULL. */
static inline const char *tokens_broken(const tokens *t) {
    size_t at = 0;
    for (size_t i = 0; i < t->count; i++) {
        const char *wrong = token_broken(t, i);
        bool blank = t->at[i].flags & TOKEN_SPACE_BEFORE;
        if (!wrong) wrong = gap_broken(t, at, t->at[i].start, i ? blank : at < t->at[i].start);
        if (wrong) return wrong;
        at = t->at[i].end;
    }
    const char *wrong = gap_broken(t, at, t->text.length, at < t->text.length);
    for (size_t p = 0; p < t->passage_count && !wrong; p++) wrong = passage_broken(t, p);
    if (!wrong && t->count && t->passages[t->passage_count - 1].past != t->count)
        wrong = "the last tokens are in no passage";
    return wrong;
}

#endif
