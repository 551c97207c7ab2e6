/* source/body.h: the article's own words in a page. */
#ifndef SOURCE_BODY_H
#define SOURCE_BODY_H

#include "source/lines.h"
#include "source/report.h"
#include "source/tree.h"

typedef struct passage {
    str text; /* one line, blanks squeezed */
    block_kind kind;
    str time; /* of a live blog's entry, ISO 8601; else none */
} passage;

typedef LIST(passage) passage_list;

/* about holds what the page says of itself. Gives each line its value. Memory: from a. An empty
 * list where the page holds no article. */
void body_find(arena *a, const tree *t, line_list *lines, const report *about, passage_list *out);

#endif
