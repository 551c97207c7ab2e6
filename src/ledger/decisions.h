/* ledger/decisions.h: what somebody decided by hand on two actors: that they are the same, or
 * apart. Part of the content digest; of two decisions on one pair the later stands, of one time
 * that they are apart.
 *
 * An actor is told as a name, which stands for all who bear just it, or as one of one report,
 * "REPORT/a3": kept as the report's key, a slash and the name. */
#ifndef LEDGER_DECISIONS_H
#define LEDGER_DECISIONS_H

#include "ledger/db.h"

typedef struct decision {
    str one, other; /* of two the lesser first */
    bool apart;
    int64_t at; /* seconds since 1970 */
} decision;

typedef LIST(decision) decision_list;

decision_list decisions_load(db *d, arena *a);
void decisions_put(db *d, const decision *made);
void decisions_merge(db *d, db *from, arena *a);
void decisions_forget(db *d, str key_hex); /* those on actors of a report */

/* Adds the rows of `actor` whose names were decided to be the same as one that has all words of
 * `name`, a comma before each. Decisions on an actor of one report have no part in it. */
void decisions_partners(db *d, arena *a, str name, buffer *rows);

/* An actor as it is told above: the key of its report, none of a name; and its name. */
typedef struct actor_told {
    str key, name;
} actor_told;

actor_told actor_told_of(str words);

#endif
