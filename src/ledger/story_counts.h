/* ledger/story_counts.h: how many reports, copies and outlets a story has and when its last report
 * was published (tables story_tally, story_outlet), kept as reports find their stories: a story
 * of many thousand reports is shown without reading them. Inside the caller's transaction. */
#ifndef LEDGER_STORY_COUNTS_H
#define LEDGER_STORY_COUNTS_H

#include "ledger/db.h"

void story_counts_clear(db *d);

/* A report that has its story and origin now; one whose row is about to change or to go. Nothing
 * where it has no story. */
void story_counts_add(db *d, int64_t number);
void story_counts_take(db *d, int64_t number);

/* A story is part of another, or has another number. */
void story_counts_move(db *d, int64_t from, int64_t to);

/* A report that was an origin is the copy of an earlier one. */
void story_counts_copied(db *d, int64_t number);

#endif
