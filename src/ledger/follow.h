/* ledger/follow.h: the sources that are followed, what of them was seen, and how asking them
 * went. Kept in the ledger's file, so that a process that ends at any point is gone on from:
 * what a source gave and what is to be asked for next go into one transaction.
 *
 * Times are seconds since 1970, days since then, both UTC. All of it inside the caller's
 * transaction. None of it is part of a digest, and merging leaves it out: each file has its own. */
#ifndef LEDGER_FOLLOW_H
#define LEDGER_FOLLOW_H

#include "ledger/db.h"
#include "source/report.h"

typedef enum followed_kind {
    FOLLOWED_FEED,   /* what a web address gives: a feed, or a list of feeds */
    FOLLOWED_FILE,   /* the same from a file */
    FOLLOWED_FOLDER, /* new files in it and below */
    FOLLOWED_KINDS
} followed_kind;

const char *followed_kind_name(followed_kind kind); /* "feed", "file", "folder" */

enum { FOLLOWED_FOR_EVER = 0 /* in place of a list's number: it was named itself */ };

typedef struct followed {
    int64_t number;
    str address;         /* web address or path, as it was named */
    followed_kind kind;
    int64_t list;        /* number of the source that names it, or FOLLOWED_FOR_EVER */
    int64_t every, due;  /* s between two times; when it is next asked */
    int64_t settled;     /* up to then coverage is told; 0: it was never asked */
    int64_t failures;    /* in a row */
    str why;             /* of the last failure, or none */
    str moved;           /* address that it is at for good now, or none */
    str etag, modified, body; /* of what came last: validators and a hash, or none */
} followed;

typedef LIST(followed) followed_list;

/* The number of the source of that address, made where it is not there, and active from now on.
 * Of a source that is there only kind, list and every are changed; a list does not take one that
 * was named itself. */
int64_t follow_start(db *d, const followed *it);
/* Those of a list (or of those named themselves) that are not among these numbers are active no
 * more, nor what only they list. Sorts the numbers. */
void follow_stop_others(db *d, int64_t list, int64_t *numbers, size_t count);

bool follow_get(db *d, arena *a, int64_t number, followed *out); /* false: there is none */
void follow_set(db *d, const followed *it);                      /* all but address and list */
void follow_active(db *d, arena *a, followed_list *out);         /* by number */

/* ---- entries ---- */

/* A thing that a source gives: the entry of a feed, a file of a folder. */
typedef struct followed_entry {
    int64_t number, source;
    str key;     /* tells it from the others of its source */
    str mark;    /* changes when it does */
    int64_t turn; /* its place among what came with it: those of small sources need not wait */
    int64_t due, tries;
    str packed;  /* entry_pack, or a path */
    uint64_t host; /* hash of the host that it is fetched from; 0: none */
} followed_entry;

typedef LIST(followed_entry) followed_entries;

/* Whether it is new, or has another mark than it had: then it waits to be read from now on. */
bool follow_entry_put(db *d, const followed_entry *e, int64_t today);
/* The next that wait and are due, without key, mark and packed. At most `most`. */
void follow_entries_due(db *d, arena *a, int64_t now, size_t most, followed_entries *out);
str follow_entry_packed(db *d, arena *a, int64_t number);
void follow_entry_done(db *d, int64_t number); /* or given up */
void follow_entry_later(db *d, int64_t number, int64_t due);
/* When the next that waits is due, after now; INT64_MAX: none is. */
int64_t follow_entries_next(db *d, int64_t now);
/* Forgets entries that were read and not seen since that day. */
void follow_entries_prune(db *d, int64_t before_day);

/* An entry with all that its feed told, for the day when it is read. Memory: from a. */
str entry_pack(arena *a, const report *r);
bool entry_unpack(arena *a, str packed, report *out, fault *f); /* FAULT_STORE where damaged */

/* ---- coverage ---- */

typedef enum coverage_count {
    COVERAGE_DUE,       /* times that it was to be asked */
    COVERAGE_FETCHED, COVERAGE_UNCHANGED, COVERAGE_EMPTY, COVERAGE_FAILED, /* what came of it */
    COVERAGE_RESTED,    /* not asked: it was left alone after failures */
    COVERAGE_MISSED,    /* not asked: nobody ran */
    COVERAGE_ENTRIES,   /* new and changed ones */
    COVERAGE_ADDED, COVERAGE_VERSIONS, COVERAGE_KNOWN, COVERAGE_LOST, /* what came of those */
    COVERAGE_COUNTS
} coverage_count;

const char *coverage_count_name(coverage_count which); /* "due", "fetched", ... */

typedef struct coverage {
    int64_t source, day;
    int64_t counts[COVERAGE_COUNTS];
    str address; /* of the source; where it is asked for */
    str why;     /* each reason with its times, the most frequent first; or none */
} coverage;

typedef LIST(coverage) coverage_list;

/* Adds to what is known of that source and day; why, where it is given, is counted once. */
void coverage_add(db *d, const coverage *c);
/* Days from first to last, by day, then address. */
void coverage_between(db *d, arena *a, int64_t first, int64_t last, coverage_list *out);

#endif
