/* ledger/ledger.h: a kept, merged, searchable history of reports.
 *
 * Reports are put by one after another and kept many at a time: ledger_add copies what it needs
 * and ledger_flush puts all of it into one transaction, so that the file is locked for as
 * short as can be, and a kill leaves whole reports or none. */
#ifndef LEDGER_LEDGER_H
#define LEDGER_LEDGER_H

#include "ledger/decisions.h"
#include "ledger/store.h"

typedef struct ledger ledger;

typedef struct ledger_options {
    db_access access;
    int wait_ms;
    int64_t (*clock)(void); /* seconds since 1970; NULL: the machine's */
    size_t cache_bytes;     /* 0: db.h's own */
} ledger_options;

ledger *ledger_open(const char *path, const ledger_options *options, fault *f);
void ledger_close(ledger *l); /* what was not flushed is not kept; NULL is nothing */

/* Names the reading, "WEIGHTS" or "WEIGHTS/PROGRAM", that ledger_read and ledger_verify take
 * from now on; none: the current one of each report. Fails: FAULT_USAGE where there is none. */
bool ledger_read_by(ledger *l, str reading, fault *f);
/* That reading of a report, or its current one. False without a fault where it has none. */
bool ledger_read(ledger *l, int64_t number, store_current *out);
const store_names *ledger_reader(const ledger *l); /* NULL: the current ones */

arena *ledger_arena(ledger *l); /* whose guard is to be set around the calls below */
db *ledger_db(ledger *l);
int64_t ledger_now(const ledger *l); /* by its clock */

typedef struct ledger_reading {
    const record *record;
    const span_list *sentences;
    str weights, program;
} ledger_reading;

/* Fails: FAULT_STORE; FAULT_INPUT where nothing of the text is left to tell it by. */
bool ledger_add(ledger *l, const ledger_reading *g, fault *f);
bool ledger_flush(ledger *l, fault *f);

/* How many reports had each outcome since it was opened; of those that are flushed. */
const size_t *ledger_counts(const ledger *l); /* [STORE_OUTCOMES] */

/* All that another ledger holds, into this one, in one transaction. */
bool ledger_merge(ledger *l, const char *from, fault *f);

/* Takes a report out and keeps a tombstone. `name` is a key (hex, or enough of its
 * beginning) or an id. Fails: FAULT_INPUT where there is none, or more than one. */
bool ledger_forget(ledger *l, str name, str reason, fault *f);

/* Puts a decision by hand into the ledger and its log. */
bool ledger_keep_decision(ledger *l, const decision *made, fault *f);

/* Groups all reports into stories anew, in order of publication. */
bool ledger_regroup(ledger *l, fault *f);

/* The number of the one report of that key, beginning of a key, or id. */
bool ledger_find(ledger *l, str name, int64_t *number, fault *f);

/* Both digests as hex. Memory: from the ledger's arena. */
typedef struct ledger_digests {
    str content, head;
    int64_t reports, readings;
} ledger_digests;
bool ledger_digest(ledger *l, ledger_digests *out, fault *f);

/* Derives all that is kept from the bytes that are kept and tells what differs. True where it
 * could look at all of it; *wrong counts what was told. */
typedef void ledger_tell(void *to, const char *line);
bool ledger_verify(ledger *l, ledger_tell *tell, void *to, size_t *wrong, fault *f);

#endif
