/* text/case.h: texts without case, and texts in capitals, as they would usually be written.
 *
 * Wires in capitals, posts and transcripts in small letters: without case the reader knows
 * fewer names. Which words have a capital is decided from left to right by an averaged
 * perceptron over the word and its neighbours (training/case.py; the task: Lita et al. 2003,
 * tRuEcasIng). Passages in usual case are left as they are. */
#ifndef TEXT_CASE_H
#define TEXT_CASE_H

#include "base/arena.h"
#include "base/str.h"
#include "source/report.h"

typedef enum text_case {
    CASE_USUAL,
    CASE_SMALL,    /* no capitals, or hardly any */
    CASE_CAPITALS, /* nothing but capitals, or hardly anything */
} text_case;

/* How all of a text is written. */
text_case case_of(str text);

/* `text` with the letters of its passages without case as news would have them; every byte that
 * is no letter stays, every character keeps its place and length. `text` itself where all is
 * in usual case. Memory: from a. */
str case_restored(arena *a, str text, const block_list *blocks);

#endif
