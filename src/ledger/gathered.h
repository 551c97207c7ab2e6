/* ledger/gathered.h: what the reports of a transaction add to the tables of who is named where,
 * gathered in memory and written once, before it commits. An actor whom ten reports name is then
 * one row that changes once, a new one is written with its counts, and rows that lie together
 * come together: a third of the statements that SQLite would run, each beside the one before.
 *
 * What is written is the same, and a kill leaves all of a transaction or nothing, as ever. Who asks
 * the tables while a transaction is open calls gathered_write first, or asks here. */
#ifndef LEDGER_GATHERED_H
#define LEDGER_GATHERED_H

#include "ledger/names.h"
#include "ledger/postings.h"
#include "record/word_map.h"

typedef struct gathered gathered;

/* Of the transaction that is open, asked for once before each report's rows; NULL where none is, or
 * something failed. The guard of `a` holds for its memory too. */
gathered *gathered_of(db *d, arena *a);

/* The number of a word or of an actor, made where there is none. */
int64_t gathered_term(gathered *g, str name);
int64_t gathered_actor(gathered *g, str name, int64_t kind);

/* Whose number it is, as far as it is at hand: it may not stand in the tables yet. The name stays
 * until the next call of gathered_of. */
bool gathered_known(db *d, int64_t number, str *name, int64_t *kind);

typedef struct actor_tally {
    int64_t actor, reports, statements, first, events, last;
} actor_tally;

void actor_tally_write(db *d, const actor_tally *t); /* at once; may be less than nothing */

void gathered_tally(gathered *g, const actor_tally *more); /* of an actor of gathered_actor */
/* A number more of an actor's (postings.h). */
void gathered_posting(gathered *g, posting_kind kind, int64_t who, int64_t number);

/* Writes what waits. */
void gathered_write(db *d);
/* The same; numbers that were known are to be asked for again, since some may go. */
void gathered_forget(db *d);

#endif
