/* source/meta.h: what a page says about its article: titles, outlet, authors, dates, address. */
#ifndef SOURCE_META_H
#define SOURCE_META_H

#include "source/lines.h"
#include "source/linked_data.h"
#include "source/report.h"
#include "source/tree.h"

/* Fills title, titles, authors, site, section, wire, language (as the page declares it),
 * published, modified, canonical of r; reads r->url and r->retrieved. *body is the article's
 * text as the page gives it to machines, by paragraphs, where it does. Memory: from a. */
void meta_read(arena *a, const tree *t, const line_list *lines, report *r, str_list *body);

#endif
