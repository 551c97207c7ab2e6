/* model/windows.c: see windows.h. */
#include "model/windows.h"

typedef LIST(piece) piece_list;
typedef LIST(window) window_list;

static bool ends_sentence(str word) {
    return word.length == 1 && (word.at[0] == '.' || word.at[0] == '!' || word.at[0] == '?');
}

static bool closes(const tokens *t, size_t i) {
    str word = token_str(t, i);
    return (t->at[i].flags & TOKEN_QUOTE_CLOSE) || str_is(word, ")") || str_is(word, "]");
}

/* Where a passage that goes on past PIECE_TOKENS_MOST is cut. */
static uint32_t cut_after(const tokens *t, uint32_t first) {
    uint32_t most = first + PIECE_TOKENS_MOST;
    for (uint32_t i = most; i-- > first + PIECE_TOKENS_LEAST;) {
        if (!ends_sentence(token_str(t, i))) continue;
        for (i++; i < most && closes(t, i);) i++;
        return i;
    }
    return most;
}

typedef struct packing {
    piece_list pieces;
    window_list windows;
    bool closed; /* the last window takes no more */
} packing;

/* alone: part of a passage that was cut, which shares its window with none. */
static void add_piece(arena *a, packing *p, piece one, bool alone) {
    window *last = p->windows.count ? &p->windows.at[p->windows.count - 1] : NULL;
    if (last && !alone && !p->closed && one.past - last->first <= WINDOW_TOKENS) {
        last->past = one.past;
        last->past_piece++;
    } else {
        uint32_t number = (uint32_t)p->pieces.count;
        *LIST_ADD(a, &p->windows) = (window){ number, number + 1, one.first, one.past };
    }
    *LIST_ADD(a, &p->pieces) = one;
    p->closed = alone;
}

static void add_passage(arena *a, packing *p, const tokens *t, piece rest) {
    bool cut = rest.past - rest.first > PIECE_TOKENS_MOST;
    while (rest.past - rest.first > PIECE_TOKENS_MOST) {
        uint32_t end = cut_after(t, rest.first);
        add_piece(a, p, (piece){ rest.first, end }, true);
        rest.first = end;
    }
    if (rest.past > rest.first) add_piece(a, p, rest, cut);
}

windows windows_of(arena *a, const tokens *t) {
    packing p = { 0 };
    for (size_t i = 0; i < t->passage_count; i++)
        add_passage(a, &p, t, (piece){ t->passages[i].first, t->passages[i].past });
    return (windows){ p.pieces.at, p.pieces.count, p.windows.at, p.windows.count };
}
