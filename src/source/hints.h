/* source/hints.h: what class names, ids and roles tell of a part of a page. Authors of pages
 * name parts after what they are ("article-body", "related-links", "cookieBanner"); the words
 * of a name are looked up one by one. */
#ifndef SOURCE_HINTS_H
#define SOURCE_HINTS_H

#include "source/tree.h"

typedef enum hint {
    HINT_AWAY = 1,     /* menus, sharing, related links, advertisements, sign-ups, comments */
    HINT_BODY = 2,     /* the article's own text */
    HINT_BYLINE = 4,   /* author, date, tags */
    HINT_PICTURE = 8,  /* a picture and what stands with it */
    HINT_HIDDEN = 16,  /* not shown */
    HINT_POST = 32,    /* an embedded post of a social network */
    HINT_LEAD = 64,    /* the line between headline and text */
} hint;

/* Flags of hint for the names of one element itself. */
unsigned hints_of(const tree *t, uint32_t n);

#endif
