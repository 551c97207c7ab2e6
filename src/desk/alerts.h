/* desk/alerts.h: what an alert says: what is new, why the watch matched, the sentence and its
 * source. */
#ifndef DESK_ALERTS_H
#define DESK_ALERTS_H

#include "desk/filters.h"
#include "ledger/outbox.h"

typedef enum alert_kind {
    ALERT_FIRST,        /* the first statement of an actor in a story */
    ALERT_STATEMENT,    /* a statement that is no wording of a known one */
    ALERT_ANSWER,       /* one that ends a silence */
    ALERT_WORDING,      /* a wording of a known one that differs where it matters */
    ALERT_CHANGE,       /* a report that changed at its address */
    ALERT_DISAGREEMENT, /* reports contradict each other */
    ALERT_EXPECTATION,  /* what was expected came true, was moved or cancelled, or fell due */
    ALERT_TROUBLE,      /* of the machine */
    ALERT_KINDS
} alert_kind;

const char *alert_kind_name(alert_kind kind); /* "first", "statement", "answer", ... */

/* A fact with its source, as the views show it. */
typedef struct told_fact {
    int64_t number; /* of its row */
    str id;         /* "ab12.../s3" */
    str speaker, addressee, act, quotation, content, sentence;
    str title, published, outlet, url, report;
} told_fact;

typedef LIST(told_fact) told_facts;

/* Memory: from a. Columns that the row does not have are none. */
void told_fact_take(arena *a, const query *row, told_fact *out);

/* What happened to a part of a report, or two things that do not agree. */
typedef struct told_change {
    str kind, part, before, after;
} told_change;

typedef LIST(told_change) told_changes;

void told_change_take(arena *a, const query *row, told_change *out);

/* Something new. */
typedef struct news {
    alert_kind kind;
    str fact;           /* what is new: the id is made of it */
    str what;           /* "first statement by Ana Ruiz in this story" */
    told_fact lead;
    bool unnamed;       /* nobody would know the speaker by that name */
    told_facts more;    /* further statements of that speaker there */
    told_changes changes;
    bool has_earlier;
    told_fact earlier;  /* the silence that is ended, the wording known before */
    int64_t report, other; /* numbers of the reports that are quoted; 0: none */
    int64_t answers;    /* number of the statement that ends a silence, or 0 */
    int64_t novelty;    /* 0 to 100 */
} news;

typedef LIST(news) news_list;

/* "The harbour office ends a silence": of statements that do. Memory: from a. */
str news_answer_told(arena *a, const news *n);

/* A UUID (RFC 9562, version 8) of the watch's name and the fact. Memory: from a. */
str alert_id(arena *a, str of, str fact);

typedef struct alert_about {
    const watch *watch;
    str why;            /* filters_told */
    int64_t made;       /* seconds since 1970 */
    int64_t further, held; /* since the last alert */
} alert_about;

/* The alert as it is kept and sent. Memory: from a. */
void alert_write(arena *a, const news *n, const alert_about *about, alert *out);

/* "2026-01-04T09:30:00Z". Memory: from a. */
str alert_time(arena *a, int64_t seconds);

#endif
