/* source/titles.h: which of the titles that a page gives is the report's headline. */
#ifndef SOURCE_TITLES_H
#define SOURCE_TITLES_H

#include "source/lines.h"
#include "source/report.h"

/* What the page gives, each none where it does not. */
typedef struct title_sources {
    str open_graph, linked_data, twitter, page; /* og:title, headline, twitter:title, <title> */
    str site;                                   /* the outlet, where it is known */
    str host;                                   /* of the page's address, "www.example.org" */
} title_sources;

/* Fills title and titles of r: every different variant with where it is from. The headline is
 * the heading of the page that the other titles agree with, without the outlet's name. */
void titles_choose(arena *a, const title_sources *from, const line_list *lines, report *r);

#endif
