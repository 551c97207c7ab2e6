/* ledger/people.h: actors known across reports.
 *
 * Who an actor of a report is among those that the ledger knows: by the whole name (first and
 * last word of a person's, names between them that do not contradict each other), by office and
 * company kept. A surname alone joins only where office or story speak for one candidate and for
 * no other (most of all the same report, where a reader took one for two); where two bear one
 * whole name, the same holds. Countries tell nobody apart: where
 * records of one name have two, one of them is wrong (docs/decisions.md). What was decided by
 * hand comes in as known actors: of two that are the same one is put under both names; two that
 * are apart are two candidates. */
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
    int64_t report, story; /* PEOPLE_NEW where there is none */
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

/* The words of a name that tell who it is, in lower case, without titles and articles; none of
 * "a brother", "his office" or "Chief of staff Ruiz". Memory: from a. */
str_list people_words(arena *a, str name, actor_kind kind);

/* Whether two whole names may be one actor's: "Ilda Marchetti", "Ilda R. Marchetti"; not "Ilda
 * Rosa Marchetti" and "Ilda Sol Marchetti", not father and son, nor a name of one word. What stands
 * before a whole name ("Harbour Secretary Ilda Marchetti") is none of it. Of bodies
 * all words, but endings such as "Inc". Memory: scratch from a. */
bool people_one_name(arena *a, const person *left, const person *right);

/* Whether two whole names with one first and last word have others between that rule it out. */
bool people_contradict(arena *a, const person *left, const person *right);

#endif
