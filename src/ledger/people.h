/* ledger/people.h: actors known across reports.
 *
 * Who an actor of a report is among those that the ledger knows: by the whole name (first and
 * last word of a person's), by office and company kept. A surname alone joins only where office
 * or story speak for one candidate and for no other; where two bear one whole name, the same
 * holds. What was decided by hand comes in as known actors: of two that are the same one is put
 * under both names; two that are apart are two candidates. */
#ifndef LEDGER_PEOPLE_H
#define LEDGER_PEOPLE_H

#include "record/record.h"

#define PEOPLE_NEW INT64_MIN

/* An actor as one report has it. */
typedef struct person {
    str name;
    actor_kind kind;
    const role *roles; /* [role_count] */
    size_t role_count;
    str country;   /* or none */
    int64_t story; /* that the report is in, or PEOPLE_NEW */
} person;

typedef struct people people;

people *people_new(arena *a);

/* An actor of the ledger under a name, with offices and a story; as often as there are such. What
 * it points to is copied. */
void people_put(people *p, int64_t who, const person *as);

/* The actor that this is, or PEOPLE_NEW; unnamed ones are always new. Memory: scratch from a. */
int64_t people_find(const people *p, arena *a, const person *who);

/* Two actors are one for ever: what was put for `gone` is `kept`'s. */
void people_same(people *p, int64_t kept, int64_t gone);

#endif
