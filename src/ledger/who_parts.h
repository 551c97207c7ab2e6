/* ledger/who_parts.h: what who.c and who_persons.c share while one name is looked up. */
#ifndef LEDGER_WHO_PARTS_H
#define LEDGER_WHO_PARTS_H

#include "ledger/decisions.h"
#include "ledger/who.h"

#define WHO_NOBODY ((size_t)-1)

/* A row of `actor`. */
typedef struct who_row {
    int64_t number;
    str name, folded;
    actor_kind kind;
    str_list words; /* of people_words */
    size_t mentions;
    size_t node;    /* of the name, or WHO_NOBODY */
    bool asked;     /* the question's words are in it */
    bool named;     /* it is a name, not "a brother" */
    bool split;     /* a decision is on one of its mentions */
} who_row;

/* A row of `mention`. */
typedef struct who_mention {
    size_t row, set; /* set: number of a node, or WHO_NOBODY */
    int64_t report, story;
    bool found, is_news; /* its set was found by what speaks for it; not told to others yet */
    str day;
    role_list roles; /* `at` is the sentence */
} who_mention;

/* A name, or the actor of one report that bears it. */
typedef struct who_node {
    size_t row, into;
    int64_t report; /* or PEOPLE_NEW */
    str key;        /* of the report */
} who_node;

typedef struct who_pair {
    size_t one, other;
} who_pair;

typedef struct who_work {
    ledger *l;
    db *d;
    arena *a;
    actor_told asked;
    int64_t asked_report; /* where one report's actor is asked for, or PEOPLE_NEW */
    decision_list decided;
    LIST(who_row) rows;
    LIST(who_mention) mentions;
    LIST(who_node) nodes;
    LIST(size_t) single; /* nodes that are actors of one report */
    LIST(who_pair) aparts;
} who_work;

size_t who_root(const who_work *w, size_t node); /* the set that a node is in */

/* who_persons.c: each set that is asked for as a person. */
void who_persons(who_work *w, who_list *out);

#endif
