/* source/opml.h: lists of feeds as readers of feeds export them (OPML 2.0). */
#ifndef SOURCE_OPML_H
#define SOURCE_OPML_H

#include "base/arena.h"
#include "base/fault.h"

enum { OPML_FEEDS_MOST = 100000 };

/* Whether bytes that begin so are such a list. */
bool opml_is(str head);

/* The addresses of its feeds, in order, each once; of the web alone. Relative ones count from
 * base, or are left out where that is none. Memory: from a. Fails: FAULT_INPUT where it is no XML
 * or names more than OPML_FEEDS_MOST, FAULT_MEMORY. */
bool opml_read(arena *a, str bytes, str base, str_list *out, fault *f);

#endif
