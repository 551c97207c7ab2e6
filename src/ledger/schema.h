/* ledger/schema.h: the tables and views of a ledger, and how older ones come forward.
 * docs/ledger.md describes them; the views are part of the public interface. */
#ifndef LEDGER_SCHEMA_H
#define LEDGER_SCHEMA_H

#include "ledger/db.h"

enum {
    SCHEMA_NOW = 17,
    SCHEMA_MARK = 0x6f6e7264, /* "onrd": SQLite's application_id of a ledger */
    FACT_BITS = 20,           /* a fact's row is its report's number shifted so far, plus its own */
};

/* The row of a report's first fact. Of any number: one that no ledger has finds nothing. */
static inline int64_t schema_fact(int64_t number) {
    return (int64_t)((uint64_t)number << FACT_BITS);
}

/* Of a row f of expectation: its last day, or the one that it was moved to, is over on the day of
 * the newest report, and nothing was told. Not by a clock: a file that is read years later tells
 * the same. */
#define SCHEMA_DUE "(CASE WHEN f.state = 2 THEN f.then_latest ELSE f.latest END)"
#define SCHEMA_OVERDUE \
    "(coalesce(f.state, 2) = 2 AND (" SCHEMA_DUE " >> 1)" \
    " + CASE WHEN " SCHEMA_DUE " & 1 THEN 1 ELSE 1440 END <= (SELECT max(minute) FROM report))"

/* How often actors come, as a query. */
#define SCHEMA_ACTOR_TALLIES \
    "SELECT m.actor AS actor, count(*) AS reports, (SELECT count(*) FROM party p" \
    " WHERE p.kind = 1 AND p.actor = m.actor) AS statements, coalesce(s.n, 0) AS first," \
    " coalesce(e.n, 0) AS events, max(m.report) AS last FROM mention m" \
    " LEFT JOIN (SELECT speaker, count(*) AS n FROM statement GROUP BY speaker) s" \
    " ON s.speaker = m.actor LEFT JOIN (SELECT actor, count(*) AS n FROM event GROUP BY actor) e" \
    " ON e.actor = m.actor GROUP BY m.actor"

/* What story_tally and story_outlet are to hold, as queries. A copy is a report whose origin is
 * another. */
#define SCHEMA_STORY_TALLIES \
    "SELECT story, count(*) AS reports, sum(origin IS NOT id) AS copies, max(minute) AS minute" \
    " FROM report WHERE story IS NOT NULL GROUP BY story"
#define SCHEMA_STORY_OUTLETS \
    "SELECT story, site, count(*) AS reports FROM report" \
    " WHERE story IS NOT NULL AND site IS NOT NULL GROUP BY story, site"

/* SQL that counts all facts anew: in tables tally and named. */
extern const char schema_tallies_fill[];

/* The step from `from` to from + 1, as SQL, and what follows it. */
typedef struct schema_step {
    int from;
    const char *sql;
    void (*more)(db *d); /* or NULL */
} schema_step;

/* Bytes of a page, in words, of a file of so many bytes: small ones have many tables that are
 * nearly empty, in large ones rows leave less of a large page unused. */
const char *schema_page(int64_t bytes);

/* A new file becomes a ledger; a ledger of an older schema comes forward in one transaction,
 * with a copy of the file beside it until that has succeeded. steps ends with sql NULL.
 * Fails: FAULT_STORE where it is no ledger, or one of a newer schema. */
bool schema_hold(db *d, const char *path, bool may_write, fault *f);
bool schema_step_forward(db *d, const char *path, const schema_step *steps, fault *f);

#endif
