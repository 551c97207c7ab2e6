/* ledger/ask.h: questions to a ledger. First the numbers of the rows that answer, newest
 * report first, over the narrow tables; then each row as the public view of it shows it. */
#ifndef LEDGER_ASK_H
#define LEDGER_ASK_H

#include "ledger/ledger.h"

typedef enum ask_what {
    ASK_REPORTS, ASK_STATEMENTS, ASK_EVENTS, ASK_ACTORS, ASK_STORIES, ASK_DIARY, ASK_SILENCES,
    ASK_CHANGES,
    ASK_WHATS
} ask_what;

typedef enum ask_by { ASK_ROWS, ASK_DAYS, ASK_WEEKS, ASK_BY_ACTOR, ASK_OUTLETS, ASK_BYS } ask_by;

/* What is not asked for is none. */
typedef struct question {
    ask_what what;
    ask_by by; /* not ASK_ROWS: counts */
    str speaker, addressee, actor, about, words; /* words: of the whole report */
    str type, act, stance, channel, place, outlet, story, report;
    str since, until; /* "2026-01-04", "2026-01-04T09:30", "yesterday", "last week", "3 days ago" */
    str state;        /* of the diary and of silences */
    size_t limit;     /* 0: none */
    bool oldest;      /* oldest report first */
} question;

/* A row's columns; false ends the answer. */
typedef bool ask_row(void *to, query *row);

/* *more: whether the limit left rows out. Fails: FAULT_USAGE where a filter's value is none that
 * is known (an act, a date); FAULT_INPUT where a story or report is not there; FAULT_STORE. */
bool ledger_ask(ledger *l, const question *q, ask_row *row, void *to, fault *f);

/* The first and last minute (since 1970, UTC) that a word of time stands for, counted from now. */
bool ask_minutes(str words, int64_t now, int64_t *first, int64_t *last);

#endif
