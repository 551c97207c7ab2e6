/* desk/coverage.h: for each source that is followed and each day what was due and what came of
 * it. A time that nobody asked at is told too: left alone after failures, or nobody ran. */
#ifndef DESK_COVERAGE_H
#define DESK_COVERAGE_H

#include "ledger/follow.h"

enum { COVERAGE_DAYS_MOST = 3660, COVERAGE_DAY_S = 86400 };

/* The times between the last one that coverage tells of and `now` that nobody asked at: those
 * before it->due were a rest, those after it were missed. The one at it->due is neither; it is
 * the visit that comes next. Adds a row a day to `out`. */
void coverage_unasked(arena *a, const followed *it, int64_t now, coverage_list *out);

/* Rows from day to day, those not yet kept among them; by day, then address. */
void coverage_told(db *d, arena *a, const int64_t days[2], int64_t now, coverage_list *out);

#endif
