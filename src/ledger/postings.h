/* ledger/postings.h: who is named where and who said what, as lists of numbers.
 *
 * A row of SQLite's for each report that names an actor took 12 bytes, for each statement of a
 * speaker 17. Now table posting has up to 64 of an actor's in one row: the newest, by which a list
 * goes on and is looked up, and the distances back to the others (as inverted files have them;
 * Witten, Moffat and Bell 1999, chapter 3). Most actors are named by one report only: that is
 * named.last, and posting has nothing of them.
 *
 *     a distance between reports: less one, as a number of 7-bit groups, the lowest first
 *     between facts: how many reports back; then in the same report the distance less one, else
 *     the fact's number in its report
 *
 * Our own connection has the lists as tables `mention` and `party`, to be read (db_lists.c). */
#ifndef LEDGER_POSTINGS_H
#define LEDGER_POSTINGS_H

#include "ledger/db.h"

enum { POSTING_MOST = 64 };

typedef enum posting_kind {
    POSTING_MENTION,   /* reports that name the actor */
    POSTING_SPEAKER,   /* statements that it said */
    POSTING_ADDRESSEE, /* statements that were said to it */
    POSTING_KINDS
} posting_kind;

/* The numbers of a row, newest first; how many. Of what is damaged fewer. */
size_t posting_read(posting_kind kind, int64_t last, str rest, int64_t out[POSTING_MOST]);

/* More numbers, which rise; those that are there already once. Before the actor is counted. */
typedef struct posted {
    const int64_t *at;
    size_t count;
} posted;
void postings_add(db *d, posting_kind kind, int64_t who, posted numbers);
/* Those from `from` to before `past` go. */
void postings_remove(db *d, posting_kind kind, int64_t who, const int64_t range[2]);
/* A report's in all lists; slow. */
void postings_drop(db *d, int64_t number);

/* For ledgers before schema 15: tables mention and party become lists. */
void postings_pack_all(db *d);

#endif
