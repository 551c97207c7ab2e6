/* desk/schedule.h: when sources that are followed are due. Each has its own place in the
 * interval, given by its name, so that a thousand of them are asked evenly over it and a restart
 * asks nobody earlier; there is no chance in it. All times are seconds since 1970. */
#ifndef DESK_SCHEDULE_H
#define DESK_SCHEDULE_H

#include "base/str.h"

enum {
    SCHEDULE_LEAST = 1,               /* s between two times */
    SCHEDULE_MOST = 30 * 24 * 3600,
    SCHEDULE_REST_MOST = 24 * 3600,   /* the longest rest after failures */
};

typedef struct schedule {
    int64_t every;  /* s */
    int64_t offset; /* s, 0 to every - 1 */
} schedule;

schedule schedule_of(str name, int64_t every);

/* The first time after `time`. */
int64_t schedule_next(schedule s, int64_t time);

/* How many times lie in (after, upto]; 0 where upto is not later. */
int64_t schedule_count(schedule s, int64_t after, int64_t upto);

/* How long a source is left alone after so many failures in a row, doubling from nothing beyond
 * the interval up to SCHEDULE_REST_MOST; or for as long as it asked (0: it did not). */
int64_t schedule_rest(schedule s, int64_t failures, int64_t asked);

#endif
