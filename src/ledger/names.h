/* ledger/names.h: names as numbers: `term` for kinds and words that come again and again,
 * `actor` for who is named, with the words of the name for looking it up. */
#ifndef LEDGER_NAMES_H
#define LEDGER_NAMES_H

#include "ledger/db.h"
#include "record/record.h"

#define NUMBER_NONE INT64_MIN

/* Names of kinds come first, so that their numbers are below 256. */
void names_seed(db *d);

/* The number of a name; made where `make`, else NUMBER_NONE where there is none. STR_NONE gives
 * NUMBER_NONE. */
int64_t term_number(db *d, str name, bool make);
int64_t actor_number(db *d, str name, int64_t kind); /* gathered.h makes them */
int64_t names_hash(str name);
/* The name and the kind of an actor; false where there is none. Memory: from a. */
bool names_actor(db *d, arena *a, int64_t number, str *name, int64_t *kind);

/* Of a report that is to be forgotten: the words that its facts alone may have brought. Then, once
 * its rows are gone: takes those out that nothing else has, and the actors that no report names
 * any more. Memory: from a. */
typedef LIST(int64_t) term_numbers;
term_numbers names_brought(db *d, arena *a, int64_t report);
void names_sweep(db *d, arena *a, const term_numbers *brought);

/* The words of a name as they are looked up: lower case, letters and digits. */
str_list name_words(arena *a, str name);

void query_number(query *q, int64_t n); /* query_int, NULL for NUMBER_NONE */

#endif
