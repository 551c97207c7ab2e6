/* api/sections.h: the sections that a report is read in: one, save where it is longer than
 * any report that a person would read, and memory must be bounded all the same. */
#ifndef API_SECTIONS_H
#define API_SECTIONS_H

#include "source/report.h"

enum { SECTION_MOST = 128 << 10 }; /* bytes of text: about twenty thousand words */

typedef struct sections {
    const report *whole;
    size_t byte;  /* where the next one begins */
    size_t block; /* the first block that reaches behind it */
} sections;

sections sections_of(const report *whole);

/* The next section as a report of its own, whose text is a piece of the whole's, from
 * *offset on; false behind the last. Sections end where blocks end, or, in a block that is
 * too long itself, behind a sentence or at least between words. Memory: from a. */
bool section_next(sections *s, arena *a, report *out, size_t *offset);

#endif
