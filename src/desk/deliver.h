/* desk/deliver.h: what is in the outbox goes to its targets, each alert at least once.
 *
 * One process at a time delivers. A target that fails is tried again in later runs, after 5 s,
 * then four times as long each time, up to 6 hours; a few failures in a row end its turn in this
 * run, so that a dead one does not hold up the others. Each way of delivering has a file:
 * deliver_atom.c, webhook.c, deliver_mail.c, deliver_command.c. */
#ifndef DESK_DELIVER_H
#define DESK_DELIVER_H

#include "desk/watches.h"

enum {
    DELIVER_FIRST_WAIT = 5, DELIVER_WAIT_MOST = 6 * 3600, /* seconds */
    DELIVER_FAILURES_IN_A_ROW = 5, /* then the others of that target wait for the next run */
    DELIVER_FAILURES_TOLD = 5,     /* so many in a row, over runs, are told to the operator */
    DELIVER_COMMAND_MS = 30000,    /* that a command may take */
    DELIVER_FEED_DAYS = 7,         /* that alerts stay in a feed at least */
};

/* Fails: FAULT_STORE, FAULT_MEMORY; what a target does is no failure here. */
bool deliver_all(ledger *l, const watches_how *how, watches_done *done, fault *f);

/* One feed, whole: into a file beside it, which then takes its place. `shown`, newest first. */
bool deliver_atom(arena *a, const char *path, const outgoing_list *shown, fault *f);

typedef struct mail_way {
    str relay, sender, to;
    const char *authorities; /* or NULL */
} mail_way;

bool deliver_mail(arena *a, const mail_way *way, const alert *x, fault *f);

/* The mail as it is sent, lines ended by CR LF. Memory: from a. */
str mail_message(arena *a, const mail_way *way, const alert *x, fault *f);

typedef struct command_way {
    const str_list *words;    /* the first is a path */
    char *const *environment; /* ends in NULL */
    int64_t time_ms;
    const atomic_bool *stop;  /* or NULL */
} command_way;

/* The alert's JSON on its standard input; its standard output goes where our errors go. */
bool deliver_command(arena *a, const command_way *way, const alert *x, fault *f);

#endif
