/* desk/filters.h: the filters of a watch: those of the questions (ledger/ask.h), as the ledger
 * keeps them, and as an alert tells them. */
#ifndef DESK_FILTERS_H
#define DESK_FILTERS_H

#include "ledger/ask.h"

enum {
    FILTERS_MOST = 8192, /* bytes as they are kept */
    FILTER_MOST = 1000,  /* of one */
};

/* One JSON object of strings. Memory: from a. */
str filters_write(arena *a, const question *q);

/* Memory: from a. Fails: FAULT_STORE where it is no such object. */
bool filters_read(arena *a, str words, question *out, fault *f);

/* The filter of that name in q; NULL: there is none. */
str *filters_field(question *q, str name);

/* `speaker "ruiz", about "sea wall"`, or "everything". Memory: from a. */
str filters_told(arena *a, const question *q);

/* Whether all of them are filters of that question: a speaker is none of changes. */
bool filters_fit(const question *q, ask_what what);

#endif
