/* record/actor_names.h: which names are names of one actor. */
#ifndef RECORD_ACTOR_NAMES_H
#define RECORD_ACTOR_NAMES_H

#include "record/referents.h"

/* Joins the clusters of names that are one's: the same words, a surname or given name after
 * a full name, a company's short name, initials. Two people of one surname stay two. */
void actor_names_join(referents *r);

/* Whether `word` is made of the first letters of the capitalised words of the name. */
bool name_has_initials(const build *b, phrase name, str word);

#endif
