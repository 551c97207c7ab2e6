/* desk/watches.h: watches: saved questions whose new matches are alerts, each given once.
 *
 * A run has two halves. First each watch looks at the reports that came since it last looked; the
 * alerts that it finds, their places in the outbox and how far it has looked are one transaction.
 * Then what is in the outbox is delivered, target by target; an alert leaves it when its target
 * has taken it. A kill at any moment loses no alert and finds none twice; at worst the one that
 * was on its way is sent once more, under the same id. */
#ifndef DESK_WATCHES_H
#define DESK_WATCHES_H

#include <stdatomic.h>

#include "desk/targets.h"
#include "ledger/ask.h"
#include "ledger/outbox.h"
#include "source/web.h"

enum {
    WATCH_NAME_MOST = 80,   /* bytes */
    WATCHES_MOST = 10000,   /* in one ledger */
    BUDGET_MOST = 100000,   /* alerts a day */
};

typedef struct watch_given {
    str name;
    question filters;  /* what, by and limit are not looked at */
    str target;        /* "atom:/srv/feed.xml", ... */
    int64_t kinds;     /* of alerts, or-ed (desk/alerts.h); 0: all that the filters fit */
    int64_t budget;    /* alerts a day; 0: any number */
    str secret;        /* of a webhook, "whsec_..."; none: one is made */
    str relay, sender; /* of mail, "smtp://localhost:25", "desk@post.example"; none: the ledger's */
    bool may_be_private; /* a webhook at an address that is not public */
    bool from_service; /* not from the command line: then no file, no command, no relay of its
                          own, no private address */
} watch_given;

/* Keeps a watch; it looks at what is added from now on. *out is it as it is kept.
 * Fails: FAULT_USAGE where a filter or target is none, or the name is taken; FAULT_INPUT;
 * FAULT_STORE. Memory: out from the ledger's arena. */
bool watches_add(ledger *l, const watch_given *given, watch *out, fault *f);
bool watches_remove(ledger *l, str name, fault *f); /* FAULT_INPUT: there is none */

/* Where failures of the machine go: feeds that died, webhooks that keep failing. `target` none:
 * nowhere but how->tell. */
bool watches_operator(ledger *l, const watch_given *given, fault *f);

typedef struct watches_done {
    size_t matched;   /* reports that matched, watch by watch */
    size_t alerts;    /* that were made */
    size_t held;      /* of those, by a budget */
    size_t further;   /* reports that matched and told nothing new */
    size_t delivered, failed, waiting; /* alerts; waiting: left in the outbox */
    bool busy;        /* another process delivers; nothing was delivered here */
} watches_done;

/* Where alerts are shown, one at a time, with a line break at the end; false: not taken. */
typedef struct alert_sink {
    bool (*show)(void *user, str alert);
    void *user;
    bool text; /* in plain words, else as one JSON object */
} alert_sink;

typedef struct watches_how {
    int64_t now;             /* seconds since 1970; 0: by the ledger's clock */
    const alert_sink *lines; /* gets the alerts of "-"; NULL: they wait */
    void (*tell)(void *user, const char *line); /* failures, a line each; or NULL */
    void (*looked)(void *user, const char *name, const watches_done *found); /* of each watch
                                that matched anything; or NULL */
    void *user;              /* of both */
    const atomic_bool *stop; /* once it is set, delivering ends; or NULL */
    char *const *environment; /* of commands, ends in NULL; NULL: none */
    web_options web;         /* of webhooks: agent, proxies, authorities */
    str only;                /* the watch of that name alone; none: all */
} watches_how;

/* Looks and delivers. A target that fails is no failure of the run.
 * Fails: FAULT_STORE, FAULT_MEMORY. */
bool watches_run(ledger *l, const watches_how *how, watches_done *out, fault *f);

/* What a watch would have told of all that the ledger holds. Nothing is kept or delivered. */
bool watches_test(ledger *l, const watch_given *given, const alert_sink *to, watches_done *out,
                  fault *f);

/* One alert to a sink. Fails: FAULT_STORE where it was not taken. */
bool alert_show(arena *a, const alert_sink *to, str body, fault *f);

/* A failure of the machine, for the operator: once for each `key` and UTC day. */
bool watches_trouble(ledger *l, str key, str what, fault *f);

#endif
