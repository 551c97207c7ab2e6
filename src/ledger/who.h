/* ledger/who.h: who a name is, across all reports: the actors of people.h put together, what
 * was decided by hand obeyed. Found when it is asked, so it always agrees with what is kept. */
#ifndef LEDGER_WHO_H
#define LEDGER_WHO_H

#include "ledger/ledger.h"

/* Where a report tells something: a sentence of its text. */
typedef struct who_place {
    int64_t report; /* report.id */
    span sentence;
} who_place;

typedef struct who_office {
    str title, of; /* as they were told most recently; of may be none */
    size_t reports;
    str since, until; /* days of publication of the first and last report that tells it */
    who_place first, last;
} who_office;

typedef struct who_name {
    str name;
    size_t reports;
} who_name;

typedef struct who_person {
    str name; /* the one that most reports have */
    actor_kind kind;
    LIST(who_name) names;     /* most reports first */
    LIST(who_office) offices; /* latest first */
    LIST(int64_t) reports;    /* report.id, sorted */
    LIST(int64_t) statements; /* statement.id, latest first */
    str since, until;         /* days of publication; none where no report has one */
} who_person;

typedef LIST(who_person) who_list;

/* Whoever may be meant by a name, or by "REPORT/a3", most reports first: one where it is clear.
 * A name that somebody bears whole stands for him. Memory: from the ledger's arena.
 * Fails: FAULT_INPUT where nobody is called so; FAULT_STORE. */
bool ledger_who(ledger *l, str name, who_list *out, fault *f);

/* Two actors, each told as ledger_who takes it, are the same from now on, or apart.
 * Fails: FAULT_INPUT where one of them is not there, or both are one. */
bool ledger_decide(ledger *l, str one, str other, bool apart, fault *f);

#endif
