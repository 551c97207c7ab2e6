/* api/page.h: words onto lines of a terminal: wrapped, coloured, harmless. */
#ifndef API_PAGE_H
#define API_PAGE_H

#include "api/out.h"

typedef enum page_style {
    PAGE_PLAIN, PAGE_TITLE, PAGE_HEADING, PAGE_DIM, PAGE_WHO, PAGE_ACT, PAGE_QUOTE, PAGE_WHEN,
    PAGE_STYLES
} page_style;

typedef struct page {
    out *out;
    size_t width;          /* columns */
    size_t column, hanging; /* where the line stands; indent of the lines that follow */
    bool space;            /* white space waits to be written before the next word */
    page_style style;      /* the terminal's now */
} page;

page page_of(out *o);

/* A line of its own, wrapped. */
void page_line(page *p, page_style style, size_t indent, str words);

/* A line in pieces. White space in the words is where lines may break; a run of it is one. */
void page_start(page *p, size_t indent, size_t hanging);
void page_words(page *p, page_style style, str words);
void page_end(page *p);

#endif
