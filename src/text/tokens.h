/* text/tokens.h: a report's text as tokens, in passages.
 *
 * Tokens are the syntactic words of Universal Dependencies for English: "can't" is "ca" and
 * "n't", "Ruiz's" is "Ruiz" and "'s", "well-known" is "well", "-", "known". A passage is
 * what the reader reads at once: a block or, of a block that holds blank lines, each part
 * between them. A line end inside a passage is a blank like any other (a paragraph wrapped at
 * a column), so what must be read line by line has to be a block a line. Passages of 4,096
 * tokens and more are parted at the next full stop, at 8,192 tokens anywhere. No token,
 * entity, sentence or statement's content span runs over a passage's end.
 *
 * Quotation flags are set passage by passage. A mark inside another quotation is itself
 * TOKEN_QUOTED. A quotation that goes on in the next paragraph has no closing mark in this
 * one and an opening mark at the next one's start. */
#ifndef TEXT_TOKENS_H
#define TEXT_TOKENS_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/str.h"
#include "source/report.h"

typedef enum token_flag {
    TOKEN_SPACE_BEFORE = 1,  /* white space, or the text's start, stands before it */
    TOKEN_PASSAGE_START = 2, /* first token of its passage */
    TOKEN_QUOTED = 4,        /* inside quotation marks; the marks themselves are not */
    TOKEN_QUOTE_OPEN = 8,    /* is a mark that opens a quotation */
    TOKEN_QUOTE_CLOSE = 16,  /* is a mark that closes one */
    TOKEN_NUMBER = 32,       /* holds a digit */
    TOKEN_MARK = 64,         /* holds no letter and no digit */
    TOKEN_SINGLE_QUOTED = 128, /* inside single quotation marks (or marks within marks) */
} token_flag;

typedef struct token {
    uint32_t start, end; /* bytes into the text */
    uint32_t flags;      /* token_flag, or-ed */
} token;

typedef struct passage {
    uint32_t first, past; /* tokens */
    uint32_t block;       /* number of its block in the report */
} passage;

typedef struct tokens {
    str text;
    const token *at; /* [count] */
    size_t count;
    const passage *passages; /* [passage_count] */
    size_t passage_count;
    const str *plain; /* [count] words of letters less soft hyphens, or NULL: there are none */
} tokens;

/* Cuts the blocks of a text into passages and tokens. blocks may be empty: then they are
 * those of blocks_guess (text/blocks.h). What is cut and stands in out->text is the text with its
 * case restored where it has none (text/case.h): its bytes stand where those of `text` do.
 * Memory: from a. Fails: FAULT_INPUT at the first byte that is not UTF-8, or where the text
 * has more than 4 GiB. */
bool tokens_cut(arena *a, str text, const block_list *blocks, tokens *out, fault *f);

/* The words of token i; of letters without the soft hyphens among them. */
static inline str token_str(const tokens *t, size_t i) {
    return t->plain ? t->plain[i] : str_cut(t->text, t->at[i].start, t->at[i].end);
}

#endif
