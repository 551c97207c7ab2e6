/* ledger/outcomes.h: what later reports of a story settle of what earlier ones left open: the
 * place where closings.h meets the tables. Written are silence.closed_by, and state, settled_by,
 * then_earliest and then_latest of expectation; they hang on the reports and their stories alone,
 * not on the order in which they came. All of it inside the caller's transaction. */
#ifndef LEDGER_OUTCOMES_H
#define LEDGER_OUTCOMES_H

#include "ledger/db.h"

/* Of all reports that are new, or read anew, since. Memory: scratch from a. */
void outcomes_find(db *d, arena *a);

/* Of all reports. */
void outcomes_rebuild(db *d, arena *a);

/* What facts of a report settled is open again; its story is to be looked at afterwards. */
void outcomes_undo(db *d, int64_t number);

/* --- what became settled --------------------------------------------------------------- */

typedef enum settled_kind {
    SETTLED_ANSWERED,  /* a silence ended: `by` is the statement that ended it */
    SETTLED_HAPPENED,  /* what was expected came true: `by` is the event */
    SETTLED_MOVED, SETTLED_CANCELLED,
    SETTLED_OVERDUE,   /* its last day went by with nothing told: `by` is -1 */
    SETTLED_KINDS
} settled_kind;

/* Facts are rows' ids: `number` of the views silences, diary, statements and events. */
typedef struct settled {
    settled_kind kind;
    int64_t fact, by;
} settled;

typedef LIST(settled) settled_list;

/* What was settled by reports added behind the one of that number (report.id; -1: by all), in
 * order of their adding; then what fell due between two minutes since 1970: its last day ended
 * at or after `from` and before `until`. Memory: from a. */
settled_list outcomes_since(db *d, arena *a, int64_t behind, int64_t from, int64_t until);

#endif
