/* record/sure.h: leaves out of a record what is not sure enough, so that a user can trade
 * recall for precision. */
#ifndef RECORD_SURE_H
#define RECORD_SURE_H

#include "record/record.h"

/* Takes out every fact whose confidence, in hundredths as it is written, is below `least` (0 to
 * 1); but an actor, a time or a place stays while a fact that stays refers to it. What stays is
 * numbered anew, in its order; what referred to a statement that went refers to none. `main`,
 * the report's phrases, stays. Memory: new lists from a. */
void record_keep_sure(arena *a, record *r, double least);

#endif
