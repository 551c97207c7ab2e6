/* record/events_cast.h: who acts in an event and on whom, weighed among all persons, bodies and
 * places of its sentence. */
#ifndef RECORD_EVENTS_CAST_H
#define RECORD_EVENTS_CAST_H

#include "record/events_features.h"

enum { CAST_MOST = 32 }; /* candidates of a sentence that are weighed */

typedef enum cast_slot { CAST_ACTOR, CAST_RECIPIENT } cast_slot;

/* Somebody in the sentence of a telling. */
typedef struct candidate {
    uint32_t word;   /* the head of its phrase */
    phrase at;
    id actor;        /* or ID_NONE: not yet an actor of the record */
    uint32_t within; /* of the candidates, the smallest whose phrase holds this one; or CAST_MOST */
    bool by_rule[2]; /* [cast_slot] the rules of events_roles.c choose it */
} candidate;

typedef struct cast {
    const eventing *e;
    const telling *t;
    candidate at[CAST_MOST]; /* in text order */
    uint32_t count;
    uint32_t first;          /* the one that acts, beside which others are seen; count: nobody */
} cast;

/* The candidates of a telling, and which of them the rules choose. */
void cast_gather(const eventing *e, const telling *t, const telling_words *rules, cast *out);
/* What is seen of a candidate; of nobody for candidate c->count. */
void cast_features(const cast *c, uint32_t i, feature_taker *take, void *context);
/* What is seen of candidate i beside the one that acts. */
void cast_pair_features(const cast *c, uint32_t i, feature_taker *take, void *context);
/* Chooses who acts and on whom by their number, c->count for nobody; never one actor twice. */
void cast_choose(cast *c, uint32_t *first, uint32_t *recipient);

#endif
