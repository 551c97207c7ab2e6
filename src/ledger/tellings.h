/* ledger/tellings.h: one event, many reports.
 *
 * Events of one story are one where they say the same deed (one predicate, or one PLOVER type),
 * share somebody who did it or to whom it was done (or have nobody), and their days lie within
 * TELLING_DAYS of each other. What reports say differently of it is kept side by side. */
#ifndef LEDGER_TELLINGS_H
#define LEDGER_TELLINGS_H

#include "record/record.h"

enum { TELLING_DAYS = 3 /* between two days given for one event */ };

/* A thing counted in the event's sentence. */
typedef struct telling_count {
    str of, unit;     /* folded; none where there is none */
    double low, high; /* NaN where open */
} telling_count;

/* An event as one report has it. */
typedef struct telling {
    str predicate, type; /* type none where none applies */
    const int64_t *actors, *recipients; /* of the ledger, sorted */
    size_t actor_count, recipient_count;
    day earliest, latest; /* DAY_NONE where open */
    str place;            /* folded, or none */
    const telling_count *counts; /* [count_count] */
    size_t count_count;
    int64_t minute; /* of its report's publication */
} telling;

typedef enum telling_conflict {
    TELLING_DATE = 1,   /* the days given have none in common */
    TELLING_NUMBER = 2, /* of the same thing, the bounds have nothing in common */
    TELLING_PLACE = 4,  /* both are given, and differ */
    TELLING_ACTORS = 8, /* both are given, and share nobody */
} telling_conflict;

typedef struct told_event {
    size_t event;  /* the first telling of the event */
    int conflicts; /* telling_conflict, or-ed: with any telling before this one */
} told_event;

typedef LIST(telling) telling_list;

/* The tellings of one story, in order of publication, so that the first is the first to report.
 * Memory: the result, [count], from a. */
told_event *tellings_group(arena *a, const telling_list *all);

/* What two tellings of one event contradict each other in. */
int tellings_conflicts(const telling *left, const telling *right);

#endif
