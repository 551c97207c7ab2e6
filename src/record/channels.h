/* record/channels.h: how a statement was said, as its own sentence tells it. */
#ifndef RECORD_CHANNELS_H
#define RECORD_CHANNELS_H

#include "record/statements.h"

/* The channel that the draft's own words tell, kind CHANNEL_NONE where they tell none. */
channel channel_told(const drafting *d, size_t number);
/* The channel named in a sentence beside a verb, outside what is said: "The two spoke by
 * telephone". *verb: the verb that it stands with. */
channel channel_of_scene(const drafting *d, sentence s, uint32_t *verb);
/* The verb of phoning or meeting that the cue hangs on ("phoned the mayor to urge"), or
 * TOKEN_NONE; *kind: its channel. */
uint32_t channel_contact(const drafting *d, const draft *of, channel_kind *kind);
/* Whom one writes to: "Amazon" of "wrote to Amazon", or TOKEN_NONE. */
uint32_t channel_written_to(const drafting *d, uint32_t verb);
/* Whether a token is a noun of a channel in a phrase of place: "during a press conference". */
bool channel_stands_at(const drafting *d, uint32_t noun);
/* The day that the report gives for the saying; not known where it gives none. */
time_value time_told(const drafting *d, size_t number);

#endif
