/* ledger/outbox.h: the tables of the desk: watches, the alerts that they gave, and the outbox, in
 * which an alert stays until it is delivered. All of it inside the caller's transaction.
 *
 * An alert's id is made of its watch and its fact, so an alert that is found once more (after a
 * kill, in a ledger that was merged) is the one that was there. Alerts quote reports: when a
 * report is forgotten, so are they. */
#ifndef LEDGER_OUTBOX_H
#define LEDGER_OUTBOX_H

#include "ledger/db.h"

typedef struct watch {
    int64_t number;
    str name;
    str filters;             /* as desk/filters.h writes them */
    str target;              /* "atom:/srv/feed.xml"; desk/targets.h */
    str secret, relay, sender; /* of webhooks; of mail */
    int64_t kinds;           /* of alerts, or-ed; desk/alerts.h */
    int64_t budget;          /* alerts a day; 0: any number */
    bool from_service;       /* not set at the command line */
    bool may_be_private;     /* its webhook may stand at an address that is not public */
    bool is_operator;        /* gets the failures of the machine, not news */
    int64_t made;            /* seconds since 1970 */
    int64_t looked;          /* number of the last report that it has looked at */
    int64_t further;         /* reports since its last alert that matched and told nothing new */
    int64_t held;            /* alerts since then that its budget left out */
    int64_t failures;        /* of its target, one after another */
} watch;

typedef LIST(watch) watch_list;

/* All, by name; the operator's last. Memory: from a. */
void watches_load(db *d, arena *a, watch_list *out);
bool watch_load(db *d, arena *a, str name, watch *out); /* false: there is none of that name */
bool watch_load_operator(db *d, arena *a, watch *out);

void watch_put(db *d, const watch *w);        /* a new one; its number is made */
void watch_drop(db *d, int64_t number);       /* with its alerts, delivered or not */
void watch_target(db *d, const watch *w);     /* target, secret, relay, sender of a kept one */

/* Whether it has looked so far and no further: another process may have moved it on. */
bool watch_is_at(db *d, int64_t number, int64_t looked);
void watch_move(db *d, const watch *w);       /* looked, further and held of a kept one */
void watch_failures(db *d, int64_t number, int64_t failures);

typedef struct alert {
    int64_t number, watch;
    str id;             /* a UUID */
    str kind, body;     /* "answer"; JSON */
    str what, why, sentence; /* of it */
    int64_t made;       /* seconds since 1970 */
    int64_t report, other; /* numbers of reports that it quotes; 0: none */
    int64_t novelty;    /* 0 to 100 */
    bool held;          /* by the budget: it is kept, not sent */
} alert;

/* Into the outbox too, unless it is held. False where it was there. */
bool alert_put(db *d, const alert *x);
int64_t alerts_sent_since(db *d, int64_t of, int64_t from); /* not held; by `made` */

typedef struct outgoing {
    alert alert;
    int64_t tries;  /* that failed */
    int64_t due;
    str error;      /* of the last */
} outgoing;

typedef LIST(outgoing) outgoing_list;

/* What waits for a watch's target and is due, oldest first. Memory: from a. */
void outbox_due(db *d, arena *a, int64_t of, int64_t now, outgoing_list *out);
int64_t outbox_count(db *d, int64_t of);
void outbox_done(db *d, int64_t of, int64_t at);
void outbox_failed(db *d, int64_t of, int64_t due, str error);

/* For a target that shows alerts of several watches at once: those that wait, those made since
 * `from`, and the last ones anyhow, newest first. */
typedef struct target_asked {
    str target;
    int64_t from;
} target_asked;
void alerts_of_target(db *d, arena *a, const target_asked *t, outgoing_list *out);

/* Rows of the views `watches`, by name, and `alerts`, newest first; false ends them. */
typedef bool desk_row(void *to, query *row);
typedef struct alerts_asked {
    str watch;      /* none: of all */
    int64_t after;  /* of those with a greater number alone, oldest first; 0: of all */
    int64_t most;
} alerts_asked;
void watches_show(db *d, desk_row *row, void *to);
void alerts_show(db *d, const alerts_asked *asked, desk_row *row, void *to);

/* Settings of the desk in the table `ledger`: STR_NONE where there is none. */
#define DESK_FORGOT "alerts were forgotten" /* feeds are to be written without them */
str desk_setting(db *d, arena *a, const char *name);
void desk_set(db *d, const char *name, str value); /* STR_NONE: there is none any more */

int64_t reports_last(db *d); /* the greatest number of a report; 0: none */

/* What a report leaves behind when it is forgotten. */
void outbox_forget(db *d, int64_t report);

#endif
