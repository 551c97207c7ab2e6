/* record/actor_speech.h: who "I", "we" and "you" are. */
#ifndef RECORD_ACTOR_SPEECH_H
#define RECORD_ACTOR_SPEECH_H

#include "record/referents.h"

/* Joins first persons to the source of what they stand in, "we" to its body where it is one;
 * outside quotations to one another. Comes after all other phrases are resolved. */
void actor_speech_join(referents *r);

#endif
