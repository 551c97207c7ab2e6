/* desk/schedule.c: see schedule.h. */
#include "desk/schedule.h"

#include <xxhash.h>

enum { DOUBLINGS_MOST = 20 };

schedule schedule_of(str name, int64_t every) {
    uint64_t sum = XXH64(name.at, name.length, 0);
    return (schedule){ every, (int64_t)(sum % (uint64_t)every) };
}

/* How many times lie at or before `time`, counted from 1970. */
static int64_t times_until(schedule s, int64_t time) {
    int64_t since = time - s.offset;
    return since < 0 ? 0 : since / s.every + 1;
}

int64_t schedule_next(schedule s, int64_t time) {
    return s.offset + times_until(s, time) * s.every;
}

int64_t schedule_count(schedule s, int64_t after, int64_t upto) {
    return upto > after ? times_until(s, upto) - times_until(s, after) : 0;
}

int64_t schedule_rest(schedule s, int64_t failures, int64_t asked) {
    int64_t doublings = failures < DOUBLINGS_MOST ? failures - 1 : DOUBLINGS_MOST;
    int64_t rest = failures > 1 ? s.every << doublings : 0;
    int64_t most = s.every > SCHEDULE_REST_MOST ? s.every : SCHEDULE_REST_MOST;
    if (rest > most) rest = most;
    if (asked > SCHEDULE_MOST) asked = SCHEDULE_MOST;
    return asked > rest ? asked : rest;
}
