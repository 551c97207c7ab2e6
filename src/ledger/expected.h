/* ledger/expected.h: what a story's reports expect, all of it, with what became of it: what the
 * desk makes one matter of, however many reports tell it. */
#ifndef LEDGER_EXPECTED_H
#define LEDGER_EXPECTED_H

#include "ledger/closings.h"
#include "ledger/db.h"

#define EXPECTED_OPEN INT64_MIN /* a bound or a minute that is not known */

typedef struct expected {
    int64_t number;           /* of the views' row */
    int64_t minute;           /* of its report's publication */
    int64_t first, last;      /* as tables keep times: twice the minutes, one for a clock time */
    outcome state;            /* never overdue: that hangs on today */
    int64_t then_first, then_last; /* of what was moved: where to */
    int64_t settled;          /* minute of the report that tells what became of it */
    int64_t actor;            /* number, or EXPECTED_OPEN */
    str what;
} expected;

typedef LIST(expected) expected_list;

enum { EXPECTED_MOST = 2000 /* of one story: the first that were added */ };

/* The story of a fact's report; the report itself, as a negative number, where it is in none. */
int64_t expected_story(db *d, int64_t number);

/* In the order in which they were added. Memory: from a. */
void expected_in_story(db *d, arena *a, int64_t story, expected_list *out);

/* The row of the view diary. */
query *expected_row(db *d, int64_t number);

#endif
