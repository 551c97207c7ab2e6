/* record/events_features.h: what the model of event types sees of a telling. The training
 * script sees the same, through training/events.c. */
#ifndef RECORD_EVENTS_FEATURES_H
#define RECORD_EVENTS_FEATURES_H

#include "record/events.h"

/* Called for each feature, a short line such as "ho:seize|ship"; some come twice. */
typedef void feature_taker(void *context, str feature);

void telling_features(const eventing *e, const telling *t, feature_taker *take, void *context);

/* Finds the tellings of a text, before any is folded or written. */
void events_collect(build *b, eventing *out);

#endif
