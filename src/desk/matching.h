/* desk/matching.h: what the files matches*.c share. Each adds the news of its kinds. */
#ifndef DESK_MATCHING_H
#define DESK_MATCHING_H

#include "desk/matches.h"
#include "ledger/outcomes.h"

typedef struct matching {
    ledger *l;
    arena *a;
    const matches_asked *asked;
    matches *out;
    settled_list settled; /* by the reports that are looked at, or between their days */
    size_t new;           /* reports that tell something new */
    fault *f;
} matching;

/* Asks with these filters. What they name and is not there (any more) is no failure of the run. */
bool matching_ask(matching *m, const question *q, ask_row *row, void *to);

typedef enum fact_found { FACT_FOUND, FACT_NOT, FACT_FAILED } fact_found;

/* One fact of a view; and one where it has the watch's filters. */
fact_found matching_fact(matching *m, ask_what what, int64_t fact, told_fact *out);
fact_found matching_filtered(matching *m, ask_what what, int64_t fact, told_fact *out);

bool matching_is_asked(const matching *m, alert_kind kind);
news *matching_add(matching *m, const news *n); /* stays until the next one is added */

/* matches_said.c: first statements, new ones, answers. */
bool matching_said(matching *m);
/* matches_settled.c: answers whose statements do not match, but whose silences do; expectations. */
bool matching_settled(matching *m);
/* matches_changes.c: reports that changed at their address. */
bool matching_changes(matching *m);
/* matches_disagreements.c: reports that contradict each other. */
bool matching_disagreements(matching *m);

#endif
