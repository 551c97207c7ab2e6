/* desk/matches.h: what is new for a watch in the reports that came since it last looked.
 *
 * Statements that match are held against those of their story that matched before: one that is
 * no wording of them is new. What one speaker newly says in one report is one thing that is new,
 * led by one statement. A report that matched and told nothing new is counted. */
#ifndef DESK_MATCHES_H
#define DESK_MATCHES_H

#include "desk/alerts.h"

enum {
    MATCHES_MOST = 200000,    /* statements that are looked at at once */
    STORY_MATCHES_MOST = 4000, /* of one story that are held against each other */
};

typedef struct matches_asked {
    const question *filters;
    int64_t kinds;        /* of alerts, or-ed by 1 << kind */
    int64_t after, upto;  /* numbers of reports: what is looked at lies above and up to it */
    int64_t now;          /* seconds since 1970 */
} matches_asked;

typedef struct matches {
    news_list news;  /* in the order in which their reports came */
    size_t matched;  /* reports that have a match */
    size_t further;  /* of those, that tell nothing new */
} matches;

/* Memory: out from a. Fails: FAULT_STORE. A filter that names what is not there (any more)
 * matches nothing. */
bool matches_find(ledger *l, arena *a, const matches_asked *asked, matches *out, fault *f);

#endif
