/* text/tokens.c: see tokens.h. Blocks are cut into passages, passages into runs without
 * blanks, and these into tokens (text/words.c). A run of ASCII letters, which is what most
 * runs are, is a token at once. */
#include "text/tokens.h"

#include "text/block_kinds.h"
#include "text/blocks.h"
#include "text/case.h"
#include "text/marks.h"
#include "text/passages.h"
#include "text/quotes.h"

enum {
    BYTES_PER_TOKEN = 4, /* room made ahead: English has five to six */
    PASSAGE_MOST = 4096, /* tokens: longer ones are parted, to bound a reader's memory */
};

#define SOFT_HYPHEN "\u00AD"

typedef struct cutter {
    arena *a;
    str text;
    LIST(token) tokens;
    LIST(passage) passages;
    size_t first; /* token of the passage being cut */
    size_t block; /* and its number */
} cutter;

static uint32_t content_flags(str text, size_t start, size_t end) {
    bool letter = false, digit = false;
    for (size_t length; start < end; start += length) {
        char kind = char_at(text, start, &length);
        letter |= char_is_letter(kind);
        digit |= kind == CHAR_DIGIT;
    }
    return (digit ? TOKEN_NUMBER : 0U) | (letter || digit ? 0U : TOKEN_MARK);
}

/* Finds the end of the run at c->start; true where it is of ASCII letters only. */
static bool run_of_letters(chunk *c) {
    bool letters = true, dot = false;
    size_t at = c->start;
    for (size_t length; at < c->passage_end; at += length) {
        char kind = char_at(c->text, at, &length);
        if (kind == CHAR_BLANK) break;
        if (dot || kind == '@' || kind == '/') c->address = true;
        dot = kind == '.';
        letters &= char_is_letter(kind) && length == 1;
    }
    c->end = at;
    return letters;
}

/* The tokens since the last passage become one. */
static void end_passage(cutter *k) {
    if (k->first == k->tokens.count) return;
    k->tokens.at[k->first].flags |= TOKEN_PASSAGE_START;
    *LIST_ADD(k->a, &k->passages) =
        (passage){ (uint32_t)k->first, (uint32_t)k->tokens.count, (uint32_t)k->block };
    k->first = k->tokens.count;
}

/* Too long a passage ends at a full stop, or anywhere where none comes. */
static void add_token(cutter *k, size_t start, size_t end, uint32_t flags) {
    *LIST_ADD(k->a, &k->tokens) = (token){ (uint32_t)start, (uint32_t)end, flags };
    size_t count = k->tokens.count - k->first;
    if (count < PASSAGE_MOST) return;
    if (count >= 2 * PASSAGE_MOST || str_has(STR(".!?"), k->text.at[end - 1])) end_passage(k);
}

static void cut_run(cutter *k, const chunk *c) {
    uint32_t flags = TOKEN_SPACE_BEFORE;
    for (size_t at = c->start, end; at < c->end; at = end) {
        end = word_end(c, at);
        add_token(k, at, end, flags | content_flags(c->text, at, end));
        flags = 0;
    }
}

static void cut_letters(cutter *k, const chunk *c) {
    size_t part = c->start + fused_part(str_cut(c->text, c->start, c->end));
    add_token(k, c->start, part, TOKEN_SPACE_BEFORE);
    if (part < c->end) add_token(k, part, c->end, 0);
}

static void cut_passage(cutter *k, size_t start, size_t end) {
    bool prose = ends_with_stop(str_trim(str_cut(k->text, start, end)));
    for (size_t at = start, length; at < end;) {
        if (char_at(k->text, at, &length) == CHAR_BLANK) {
            at += length;
            continue;
        }
        chunk c = { k->text, at, at, end, prose, false };
        if (run_of_letters(&c)) cut_letters(k, &c);
        else cut_run(k, &c);
        at = c.end;
    }
    end_passage(k);
}

static void cut_block(cutter *k, const block *b, size_t number) {
    k->block = number;
    size_t past = b->end < k->text.length ? b->end : k->text.length;
    for (size_t at = b->start, end; at < past; at = end + 1) {
        end = passage_end(k->text, at, past);
        cut_passage(k, at, end);
    }
}

static bool check_text(str text, fault *f) {
    if (text.length > UINT32_MAX)
        return FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "text has %zu bytes, limit 4294967295",
                     text.length);
    size_t bad = utf8_valid(text);
    if (bad < text.length) return FAULT(f, FAULT_INPUT, bad, "not UTF-8");
    return true;
}

/* Only words of letters, in which nobody looks for a part by its byte. */
static str without_soft_hyphens(arena *a, str word) {
    buffer out = { 0 };
    size_t start = 0;
    for (size_t at = 0, length; at < word.length; at += length) {
        if (!char_is_letter(char_at(word, at, &length))) return word;
        if (!str_starts(str_cut(word, at, word.length), STR(SOFT_HYPHEN))) continue;
        buffer_add(a, &out, str_cut(word, start, at));
        start = at + length;
    }
    if (!start) return word;
    buffer_add(a, &out, str_cut(word, start, word.length));
    return out.count ? buffer_str(&out) : word;
}

/* The words without soft hyphens, or NULL where the text has none. */
static const str *plain_words(arena *a, const tokens *t) {
    if (str_find(t->text, STR(SOFT_HYPHEN), 0) == t->text.length) return NULL;
    str *plain = ARENA_NEW(a, str, t->count);
    for (size_t i = 0; i < t->count; i++)
        plain[i] = without_soft_hyphens(a, str_cut(t->text, t->at[i].start, t->at[i].end));
    return plain;
}

bool tokens_cut(arena *a, str text, const block_list *blocks, tokens *out, fault *f) {
    if (!check_text(text, f)) return false;
    block_list guessed = { 0 };
    if (blocks->count == 0) {
        blocks_guess(a, text, STR_NONE, &guessed);
        blocks = &guessed;
    }
    text = case_restored(a, text, blocks);
    cutter k = { .a = a, .text = text };
    k.tokens.room = text.length / BYTES_PER_TOKEN + 8;
    k.tokens.at = ARENA_NEW(a, token, k.tokens.room);
    for (size_t i = 0; i < blocks->count; i++) cut_block(&k, &blocks->at[i], i);
    quotes_flag(text, k.tokens.at, k.passages.at, k.passages.count);
    *out = (tokens){ text, k.tokens.at, k.tokens.count, k.passages.at, k.passages.count,
                    NULL };
    out->plain = plain_words(a, out);
    return true;
}
