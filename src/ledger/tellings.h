/* ledger/tellings.h: one event, many reports.
 *
 * Events of one story are one where they say the same deed (one verb, or one PLOVER type) of the
 * same people in sentences that share words, and their days lie within TELLING_DAYS of each other:
 * the less is known of who, the more words must be shared. What reports say differently of it
 * is kept side by side. */
#ifndef LEDGER_TELLINGS_H
#define LEDGER_TELLINGS_H

#include "ledger/named.h"
#include "ledger/wordings.h"
#include "record/record.h"

enum { TELLING_DAYS = 3 /* between two days given for one event */ };

/* A thing counted in the event's sentence. */
typedef struct telling_count {
    uint32_t of, unit; /* hashes, 0 where there is none */
    double low, high;  /* NaN where open */
    span at;           /* of the report's text */
    str words;
    wording number;
} telling_count;

/* Where it happened. */
typedef struct telling_place {
    str name;                   /* or none */
    wording words;
    uint32_t country;           /* a hash, or 0 */
    bool wide;                  /* a country or region, not a town or a house */
    double latitude, longitude; /* NaN where not known */
} telling_place;

/* What is looked up for events that are told again. */
typedef struct telling_details {
    const telling_count *counts; /* [count_count] */
    size_t count_count;
    telling_place place;
} telling_details;

/* An event as one report has it. */
typedef struct telling {
    int64_t predicate, type; /* terms; type 0 where none applies */
    bool main, comes;        /* the report is about it; it is still to come, or might */
    named actor, recipient; /* kind: 0 of those who cannot be held against each other */
    wording actor_name, recipient_name, sentence;
    int64_t sentence_at, at; /* bytes of the report's text */
    day earliest, latest;    /* DAY_NONE where open */
    telling_details *details; /* NULL: not looked up */
} telling;

typedef enum telling_conflict {
    TELLING_DATE = 1,   /* the days given have none in common */
    TELLING_NUMBER = 2, /* of the same thing, no bounds have anything in common */
    TELLING_PLACE = 4,  /* both are given, lie apart, and neither is in the other's sentence */
    TELLING_ACTORS = 8, /* both are given by name, and neither is in the other's sentence */
    TELLING_CONFLICTS = 4
} telling_conflict;

/* Whether they may be of one event, as far as is known without their words. */
bool tellings_may_be_one(const telling *left, const telling *right);

/* How much two tellings are of one event: more than 0 where they are. */
double tellings_likeness(const telling *left, const telling *right);

/* What two tellings of one event contradict each other in, telling_conflict or-ed. */
int tellings_conflicts(const telling *left, const telling *right);

/* A count of a thing that the other counts too, and never so; or NULL. */
const telling_count *tellings_count(const telling *of, const telling *other);

#endif
