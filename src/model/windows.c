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

typedef struct packing {
    const tokens *t;
    const wordpieces *cut;
    piece_list pieces;
    window_list windows;
    bool closed; /* the last window takes no more */
} packing;

/* Whether tokens [first, past) are few enough word pieces for a window. */
static bool fits(const packing *p, uint32_t first, uint32_t past) {
    return !p->cut || p->cut->starts[past] - p->cut->starts[first] <= WINDOW_WORDPIECES_MOST;
}

/* Where a passage that goes on past `most` is cut: after a full stop in its last third. */
static uint32_t cut_after(const tokens *t, uint32_t first, uint32_t most) {
    for (uint32_t i = most; i-- > most - (most - first) / 3;) {
        if (!ends_sentence(token_str(t, i))) continue;
        for (i++; i < most && closes(t, i);) i++;
        return i;
    }
    return most;
}

/* The most tokens of `rest` that one piece takes end here. */
static uint32_t piece_end(const packing *p, piece rest) {
    uint32_t end = rest.past;
    if (end - rest.first > PIECE_TOKENS_MOST) end = rest.first + PIECE_TOKENS_MOST;
    while (!fits(p, rest.first, end)) end--;
    return end;
}

/* alone: part of a passage that was cut, which shares its window with none. */
static void add_piece(arena *a, packing *p, piece one, bool alone) {
    window *last = p->windows.count ? &p->windows.at[p->windows.count - 1] : NULL;
    bool joins = last && !alone && !p->closed && one.past - last->first <= WINDOW_TOKENS
        && fits(p, last->first, one.past);
    if (joins) {
        last->past = one.past;
        last->past_piece++;
    } else {
        uint32_t number = (uint32_t)p->pieces.count;
        *LIST_ADD(a, &p->windows) = (window){ number, number + 1, one.first, one.past };
    }
    *LIST_ADD(a, &p->pieces) = one;
    p->closed = alone;
}

static void add_passage(arena *a, packing *p, piece rest) {
    uint32_t most = piece_end(p, rest);
    bool cut = most < rest.past;
    for (; most < rest.past; most = piece_end(p, rest)) {
        uint32_t end = cut_after(p->t, rest.first, most);
        add_piece(a, p, (piece){ rest.first, end }, true);
        rest.first = end;
    }
    if (rest.past > rest.first) add_piece(a, p, rest, cut);
}

windows windows_of(arena *a, const tokens *t, const wordpieces *cut) {
    packing p = { .t = t, .cut = cut };
    for (size_t i = 0; i < t->passage_count; i++)
        add_passage(a, &p, (piece){ t->passages[i].first, t->passages[i].past });
    return (windows){ p.pieces.at, p.pieces.count, p.windows.at, p.windows.count, cut };
}
