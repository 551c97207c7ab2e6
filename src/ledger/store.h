/* ledger/store.h: kept reports into the tables and out of them. All of it inside the caller's
 * transaction. */
#ifndef LEDGER_STORE_H
#define LEDGER_STORE_H

#include "ledger/db.h"
#include "ledger/keep.h"

typedef enum store_outcome {
    STORE_ADDED,     /* a report that was not there */
    STORE_VERSION,   /* the same, at an address where others are: a version of them */
    STORE_READING,   /* it was there; this reading was not */
    STORE_BETTER,    /* the same words, of which more is known now */
    STORE_KNOWN,     /* nothing was added, or an id at most */
    STORE_FORGOTTEN, /* it was to be forgotten: nothing is added */
    STORE_OUTCOMES
} store_outcome;

store_outcome store_put(db *d, arena *a, const kept *k);

int64_t store_find(db *d, str key); /* report.id, or NUMBER_NONE */

/* All of a report. False where there is none. What it points to is from a. */
bool store_load(db *d, arena *a, int64_t number, kept *out);

/* Who made a reading. */
typedef struct store_names {
    str weights, program; /* each ends in a NUL */
} store_names;

/* The current reading of a report; false with a fault in d where it is damaged. */
typedef struct store_current {
    report report;
    record record;
    span_list sentences;
    store_names by;
} store_current;
bool store_read(db *d, arena *a, int64_t number, store_current *out);

/* The same of a report at hand, which has one reading. */
bool store_unpack(db *d, arena *a, const kept *k, store_current *out);

/* The newest reading by those weights ("fast" stands for "english-fast-3"), and that program where
 * one is named; false where there is none. */
bool store_read_by(db *d, arena *a, int64_t number, const store_names *by, store_current *out);
bool store_is_by(const store_names *reading, const store_names *by);
/* All there are, "english-fast-3/0.1.0, ...". Memory: from a. */
str store_readings(db *d, arena *a);

/* Takes a report and all that was made of it out. */
void store_drop(db *d, arena *a, int64_t number);

/* The content digest: SHA-256 over the sorted hashes of all that is kept. */
str store_digest(db *d, arena *a);

/* changes.c: what each version at the address of this report added, dropped and reworded. */
void changes_find(db *d, arena *a, int64_t number);

#endif
