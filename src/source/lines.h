/* source/lines.h: a page cut into the lines that a reader sees, each with what body.c judges by. */
#ifndef SOURCE_LINES_H
#define SOURCE_LINES_H

#include "source/report.h"
#include "source/tree.h"

typedef struct page_line {
    uint32_t first, block; /* its first text node; the block element that it is in */
    block_kind kind;
    int level;             /* of a heading, 1 to 6 */
    str text;              /* blanks squeezed, trimmed, not empty */
    size_t linked;         /* bytes of it inside links */
    unsigned hints;        /* of hints.h, of the elements around it that were not left out */
    bool small_print;      /* asks, advertises or credits (phrases.h); body.c */
    double value;          /* what it adds to the part that holds it; body.c */
} page_line;

typedef LIST(page_line) line_list;

/* Memory: from a. Leaves out what is not shown and whole parts that are no article. */
void lines_cut(arena *a, const tree *t, line_list *out);

#endif
