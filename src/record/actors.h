/* record/actors.h: what the files about actors share. */
#ifndef RECORD_ACTORS_H
#define RECORD_ACTORS_H

#include "record/actor_rank.h"
#include "record/referents.h"

/* Finds the phrases of a text and joins those of one actor or thing. watch may be NULL. */
void actors_resolve(build *b, const rank_watch *watch, referents *out);

/* actor_roles.c: the offices that the text states of its actors. lead_actor: [referents] the
 * actor of each phrase, or ID_NONE. */
void actor_roles_find(referents *r, const id *actor_of);

/* actor_kinds.c */
bool cluster_is_actor(const referents *r, uint32_t root, bool acts);
actor_kind actor_kind_of(const referents *r, uint32_t root);
bool place_acts(const referents *r, uint32_t i); /* "Moscow said" */
/* The words that an actor goes by: its fullest name, else its first description. */
str actor_name_of(const referents *r, uint32_t root, uint32_t first_noun);

#endif
