/* source/meta.h: what a page says about its article: titles, outlet, authors, dates, address. */
#ifndef SOURCE_META_H
#define SOURCE_META_H

#include "source/lines.h"
#include "source/linked_data.h"
#include "source/report.h"
#include "source/tree.h"

/* Fills title, titles, authors, site, section, wire, language (as the page declares it),
 * published, modified, canonical of r; reads r->url and r->retrieved. Memory: from a. */
void meta_read(arena *a, const tree *t, const line_list *lines, report *r);

#endif
