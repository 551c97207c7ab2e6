/* source/references.h: character references of HTML ("&amp;", "&#8217;", "&#x2019;"). */
#ifndef SOURCE_REFERENCES_H
#define SOURCE_REFERENCES_H

#include "base/arena.h"

/* s with every reference resolved. Numbers 128 to 159 are read as windows-1252, those that are
 * no characters become U+FFFD, unknown names stay as they stand.
 * Memory: from a where there was a reference, else s itself. */
str references_resolved(arena *a, str s);

#endif
