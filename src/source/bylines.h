/* source/bylines.h: who wrote a report, from its first lines or a page's byline. */
#ifndef SOURCE_BYLINES_H
#define SOURCE_BYLINES_H

#include "base/arena.h"
#include "base/calendar.h"

/* "By Ann Lee and Bo Ray", "by ANN LEE, Staff Writer": adds the names. False where the line
 * is no byline. Names point into the line. */
bool byline_read(arena *a, str line, str_list *names);

/* A list of authors without "By": "Ann Lee; Bo Ray", "Ann Lee, Bo Ray and Cy Fox". Adds what
 * can be a name, each once. */
void authors_read(arena *a, str list, str_list *names);

/* Two to five words that begin with capital letters (or are particles of names), no digits. */
bool is_person_name(str s);

/* A news agency whose copies other outlets print: "Reuters", "AP". */
bool is_agency(str name);

/* "LONDON, Jan 3 (Reuters) - ", "KYIV, Ukraine (AP) —": the opening of a wire report. All
 * spans are in the line; those absent are empty (start == end). */
typedef struct dateline {
    span place, agency;
    day day;    /* year 0 where the line names none; month 0 where there is no day at all */
    size_t end; /* where the report itself begins, past the dash */
} dateline;

bool dateline_read(str line, dateline *out);

#endif
