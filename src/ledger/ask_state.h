/* ledger/ask_state.h: what the files ask*.c share: a question on its way to SQL. */
#ifndef LEDGER_ASK_STATE_H
#define LEDGER_ASK_STATE_H

#include "ledger/ask.h"

enum { VALUES_MOST = 64 };

/* What a question reads: its table, or none where the rows are reports. */
typedef struct subject {
    const char *table, *view;
    const char *words; /* SQL: the words that `about` is looked for in */
    const char *who;   /* the column of the one who does it */
    ask_what base;     /* whose filters it has; ASK_REPORTS: its own */
    const char *groups, *fact; /* kin.h: the table of its groups, and the column of facts there */
    const char *only;  /* a condition of its own, or NULL */
} subject;

typedef struct asking {
    ledger *l;
    db *d;
    arena *a;
    const question *q; /* with the `what` of the filters */
    const question *asked;
    const subject *of;
    buffer where;
    buffer bounds;        /* those of the conditions that an index of reports has */
    str speakers;         /* the statements of these actors are gathered first; or none */
    const char *gathered; /* the same of reports: SQL of their numbers; or NULL */
    const char *coming;   /* the same of what is expected: SQL of its numbers; or NULL */
    bool few;   /* the filters leave few reports, which are found first */
    bool none;  /* a filter has a value that nothing has */
    struct { bool is_words; int64_t n; str words; } values[VALUES_MOST];
    size_t value_count;
    bool goes_on;       /* behind `place` */
    ask_place place;
    size_t given;       /* rows */
    fault fault; /* kind FAULT_NONE while all is well */
} asking;

enum { FEW = 4000 /* reports or facts: so many are sorted, whatever more there are */ };

/* Whether so many rows or more answer; `sql` has a place for `words` where there are any. */
bool ask_are_many(asking *k, const char *sql, str words, int most);

/* The answer needs a part of the rows alone: a page of them, or counts of the newest. */
bool ask_is_part(const asking *k);

/* Conditions, joined by AND; each value that they ask for, in order. */
void ask_where(asking *k, const char *condition);
void ask_value(asking *k, int64_t n);
/* A condition on report r alone, without values, that an index of reports leads to. */
void ask_bound_reports(asking *k, const char *condition);
void ask_where_term(asking *k, const char *condition, const char *what, str name);

/* The question has a mistake: what is not known of it. The first one stays. */
void ask_refuse(asking *k, const char *what, str words);

/* "#17" as 17, else 0. */
int64_t ask_number_in(str name);

/* Numbers of those who may be meant by a name, with commas between; "-1" for nobody. */
str ask_actors_named(asking *k, str name);

bool ask_has_place(const asking *k); /* what is asked for has one */

/* Where the rows come from, " FROM ...", and a statement with its values. */
const char *ask_from(asking *k);
query *ask_bound(asking *k, const buffer *sql);

/* Rows of a statement that has: number of the row, and the three parts of its place. False once
 * the answer is at its end. */
bool ask_give(asking *k, const buffer *sql, ask_row *row, void *to);

/* The last of the newest reports that the question allows to be looked at; false: all are. Counts
 * look at these alone. */
bool ask_look_end(asking *k, ask_place *end);
void ask_newest_alone(asking *k);

/* The answers. */
void ask_rows(asking *k, ask_row *row, void *to);
void ask_counts(asking *k, ask_row *row, void *to);
void ask_actors(asking *k, ask_row *row, void *to);
void ask_stories(asking *k, ask_row *row, void *to);

/* All filters of the question, as conditions on report r and fact f. */
void ask_filters(asking *k);

#endif
