/* source/phrases.h: what the small print around an article says, whatever page it stands on. */
#ifndef SOURCE_PHRASES_H
#define SOURCE_PHRASES_H

#include "base/str.h"

/* A line that asks, advertises, credits or counts: "Read more: ...", "Sign up for ...",
 * "Photograph by ...", "Tags: ...", "5 min read", "Advertisement". */
bool phrase_is_away(str line);

/* A heading that opens such a part: "Related stories", "You may also like", "Comments". */
bool phrase_opens_away(str heading);

#endif
