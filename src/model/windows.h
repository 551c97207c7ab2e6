/* model/windows.h: what the reader reads at once (docs/weights.md).
 *
 * A piece is a passage, or part of one that is too long; a window is a run of pieces, short
 * enough for the LSTMs and long enough to see who "he" is. */
#ifndef MODEL_WINDOWS_H
#define MODEL_WINDOWS_H

#include "model/wordpieces.h"
#include "text/tokens.h"

enum {
    WINDOW_TOKENS = 192,    /* of several pieces together */
    PIECE_TOKENS_MOST = 384,
    WINDOW_WORDPIECES_MOST = 509, /* where word pieces are read */
};

typedef struct piece {
    uint32_t first, past; /* tokens */
} piece;

typedef struct window {
    uint32_t first_piece, past_piece;
    uint32_t first, past; /* tokens */
} window;

typedef struct windows {
    const piece *pieces;
    size_t piece_count;
    const window *at;
    size_t count;
    const wordpieces *cut; /* of the text; NULL where none are read */
} windows;

/* A window and its text. */
typedef struct stretch {
    const tokens *of;
    const wordpieces *cut; /* of the text, or NULL */
    const window *at;
} stretch;

/* How many tokens a window has. */
static inline size_t stretch_tokens(const stretch *s) {
    return s->at->past - s->at->first;
}

/* What is read at once, of one text or of several. */
typedef struct stretches {
    const stretch *at; /* [count] */
    size_t count;
} stretches;

/* Cuts all tokens into windows; cut: their word pieces, NULL where none are read. Memory:
 * from a. */
windows windows_of(arena *a, const tokens *t, const wordpieces *cut);

#endif
