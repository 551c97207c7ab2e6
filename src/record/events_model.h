/* record/events_model.h: how likely each of PLOVER's types is for a telling of an event. */
#ifndef RECORD_EVENTS_MODEL_H
#define RECORD_EVENTS_MODEL_H

#include "record/events.h"

/* Fills chance [PLOVER_TYPES] with probabilities that sum to 1; that of PLOVER_NONE is 0: the
 * model knows sentences with an event alone. */
void events_model(const eventing *e, const telling *t, float *chance);

#endif
