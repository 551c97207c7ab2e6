/* record/actor_links.h: phrases that a construction of grammar says are one's. */
#ifndef RECORD_ACTOR_LINKS_H
#define RECORD_ACTOR_LINKS_H

#include "record/referents.h"

/* Joins appositions ("Ana Ruiz, the mayor"), predicates ("she is the dean"), names in
 * brackets ("International Monetary Fund (IMF)") and what a verb makes of somebody ("voters
 * made her mayor"). */
void actor_links_join(referents *r);
/* What can be joined only once the pronouns are resolved: "made her mayor". */
void actor_links_join_late(referents *r);

/* Whether a predicate is one in fact: not negated, asked for or supposed. */
bool predicate_holds(const syntax *s, uint32_t head);

#endif
