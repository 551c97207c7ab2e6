/* ledger/anchors.h: the words of a text as places that facts begin and end at. A place told by
 * the number of its word takes a fraction of the bits of one told by its byte, and what the word
 * is tells whether a fact begins there: "said" is a cue, a capital within a sentence a name. */
#ifndef LEDGER_ANCHORS_H
#define LEDGER_ANCHORS_H

#include "ledger/coder.h"

typedef enum anchor_kind { /* what a word looks like */
    ANCHOR_LOWER, ANCHOR_CAPITAL, ANCHOR_CAPITALS, ANCHOR_NUMBER, ANCHOR_STOP, ANCHOR_QUOTE,
    ANCHOR_MARK, ANCHOR_OTHER,
    ANCHOR_KINDS
} anchor_kind;

/* What begins at a word, or-ed: of the facts coded before. */
enum { BEGINS_MENTION = 1, BEGINS_NAME = 2, BEGINS_TIME = 4, BEGINS_PLACE = 8 };

typedef struct anchor {
    uint32_t start, end;
    uint16_t hash; /* of the word in lower case */
    uint8_t kind, begins;
} anchor;

typedef struct anchors {
    anchor *at;
    size_t count;
} anchors;

anchors anchors_of(arena *a, str text);

/* The word that byte `at` is in or behind: the last that starts there or before; 0 before all. */
size_t anchor_at(const anchors *w, size_t at);

/* The first word that ends at byte `at` or behind it; the last where there is none. */
size_t anchor_ending(const anchors *w, size_t at);

#endif
