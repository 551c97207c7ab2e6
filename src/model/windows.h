/* model/windows.h: what the reader reads at once (docs/weights.md).
 *
 * A piece is a passage, or part of one that is too long; a window is a run of pieces, short
 * enough for the LSTMs and long enough to see who "he" is. */
#ifndef MODEL_WINDOWS_H
#define MODEL_WINDOWS_H

#include "text/tokens.h"

enum {
    WINDOW_TOKENS = 192,    /* of several pieces together */
    PIECE_TOKENS_MOST = 384,
    PIECE_TOKENS_LEAST = 256, /* where a long passage is cut at a full stop */
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
} windows;

/* Cuts all tokens into windows. Memory: from a. */
windows windows_of(arena *a, const tokens *t);

#endif
