/* record/actor_rank.h: whom nouns and pronouns refer back to. */
#ifndef RECORD_ACTOR_RANK_H
#define RECORD_ACTOR_RANK_H

#include "record/referents.h"

enum { RANK_FEATURES = 40 }; /* at most so many hold for one pair */

/* What is looked at when a phrase is given to a cluster, for training/coref.py. former is
 * the cluster's last phrase, or REFERENT_NONE where the phrase is to begin a cluster. */
typedef struct rank_watch {
    void (*pair)(void *to, uint32_t phrase, uint32_t former, const uint16_t *features,
                 size_t count);
    void *to;
} rank_watch;

/* Goes through the phrases in order and joins each noun and third-person pronoun to the
 * cluster that scores best, where one scores better than a cluster of its own.
 * watch may be NULL. */
void actor_rank_join(referents *r, const rank_watch *watch);

size_t actor_rank_weights(void); /* features there are */

#endif
