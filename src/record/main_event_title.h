/* record/main_event_title.h: what a report's title says of its main event. */
#ifndef RECORD_MAIN_EVENT_TITLE_H
#define RECORD_MAIN_EVENT_TITLE_H

#include "record/events.h"

enum { TITLE_WORDS = 64 };

typedef struct title_word {
    str lemma, noun; /* lower case, as what it was read as, and as a noun */
    float count;     /* how much it says about the event: 1, its verb; 0: nothing */
} title_word;

typedef struct heading {
    title_word at[TITLE_WORDS]; /* [count] */
    size_t count;
    str who, what; /* of the title's own words, or none */
    str where;     /* a place that it names, or none */
} heading;

/* Of the title as the reader saw it, else of its words alone; empty where there is none. */
heading heading_of(const eventing *e);

/* A title In Which Every Word Is Capital with those words small that the text writes so, for
 * the reader; of the same length. Other titles come back as they are. Memory: from a. */
str title_in_small(arena *a, str words, const tokens *body);

#endif
