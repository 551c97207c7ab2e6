/* ledger/places.h: the place of each kept report among the stories: where the matcher of
 * stories.h meets the tables. All of it inside the caller's transaction.
 *
 * A new report is placed as it comes. The matcher's state takes kept sketches day by day, as
 * reports come that are held against them; it begins anew where another process wrote, or where
 * a transaction failed in between, which costs no more than those days. A merge or a forgetting
 * groups all reports anew, in order of publication, so that ledgers that hold the same reports
 * have the same stories then. */
#ifndef LEDGER_PLACES_H
#define LEDGER_PLACES_H

#include "ledger/db.h"
#include "ledger/keep.h"

typedef struct places places;

places *places_new(void); /* NULL: no memory */
void places_free(places *p); /* NULL is nothing */

/* Around each transaction: what is not ended well leaves no state behind. The guard of `a` holds
 * for the state's memory too. */
void places_begin(places *p, db *d, arena *a);
void places_end(places *p, bool done);

/* Places a report that was not there before. Memory: scratch from a. */
void places_put(places *p, db *d, arena *a, const kept *k);

/* The facts of a report that was there are others now: what they have in common with others' is
 * found again. */
void places_again(places *p, db *d, const kept *k);

/* All anew, in order of publication; sketches that are there are used unless `sketches`. */
void places_rebuild(places *p, db *d, bool sketches);

/* Sketches that are there are made anew: their form is another now. */
void places_sketches(db *d);

#endif
