/* serve/facts.h: a record as its JSON tells it (docs/record.md), for pages that show one whole. */
#ifndef SERVE_FACTS_H
#define SERVE_FACTS_H

#include "serve/parsed.h"
#include "serve/view.h"

/* A fact's words in the text. */
typedef enum mark_kind {
    MARK_STATEMENT, MARK_VOICE_OF, /* who is quoted, and the words that say so */
    MARK_EVENT, MARK_EXPECTATION, MARK_SILENCE, MARK_ACTOR, MARK_TIME, MARK_PLACE, MARK_QUANTITY,
    MARK_JUDGEMENT,
    MARKS
} mark_kind;

typedef struct mark {
    span at;
    mark_kind kind;
    str fact;   /* "s3" */
    bool first; /* the first of its fact */
} mark;

typedef LIST(mark) mark_list;

/* All of a record, by their start. */
mark_list marks_of(arena *a, const parsed *record, size_t text_length);

/* The text in its blocks, every mark a link to its fact (#s3), and a place #t-s3 where the
 * fact's first words stand. */
void show_marked_text(view *v, const parsed *record, const mark_list *marks);

/* The facts in lists, each with a link to its words in the text. */
void show_facts(view *v, const parsed *record);

/* Both, side by side, with boxes that choose what is marked. */
void show_record(view *v, const parsed *record);

#endif
