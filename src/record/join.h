/* record/join.h: a long text is read in sections, so that what reading takes in memory does
 * not grow with it; here the sections' records become one. An actor of one section is the
 * same as one of an earlier section where both bear the same name and are of one kind. */
#ifndef RECORD_JOIN_H
#define RECORD_JOIN_H

#include "record/record.h"

typedef struct record_join record_join;

/* Facts will be added to `out`, which record_begin made. Memory: from a. */
record_join *record_join_new(arena *a, record *out);

/* Adds the facts of a section whose text is the report's from byte `offset` on, and its notes
 * if they are not there. Nothing of `part` is needed afterwards but its report's text. */
void record_join_add(record_join *j, const record *part, size_t offset);

#endif
