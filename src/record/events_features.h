/* record/events_features.h: what the model of event types sees of a telling. The training
 * script sees the same, through training/events.c. */
#ifndef RECORD_EVENTS_FEATURES_H
#define RECORD_EVENTS_FEATURES_H

#include "record/events.h"

/* FNV-1a, 64 bits folded to 32, of parts one after the other. */
uint32_t feature_hash(const str *parts, size_t count);
/* The row of that hash in a table of `count` rows of `size` bytes, each of which begins with its
 * hash, in their order; NULL where there is none. */
const void *feature_row(const void *rows, size_t count, size_t size, uint32_t hash);

/* Called for each feature, a short line such as "ho:seize|ship"; some come twice. */
typedef void feature_taker(void *context, str feature);

void telling_features(const eventing *e, const telling *t, feature_taker *take, void *context);

/* A word as the models see it: names and numbers by their class. */
str event_word_seen(const eventing *e, uint32_t word);
/* What a word can do: its class as a name, as a pronoun, or as a noun. */
str event_word_class(const eventing *e, uint32_t word);

/* Finds the tellings of a text, before any is folded or written. */
void events_collect(build *b, eventing *out);

#endif
