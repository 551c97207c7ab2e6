/* ledger/ask.h: questions to a ledger. First the numbers of the rows that answer, newest
 * report first, over the narrow tables; then each row as the public view of it shows it. */
#ifndef LEDGER_ASK_H
#define LEDGER_ASK_H

#include "ledger/ledger.h"

typedef enum ask_what {
    ASK_REPORTS, ASK_STATEMENTS, ASK_EVENTS, ASK_ACTORS, ASK_STORIES, ASK_DIARY, ASK_SILENCES,
    ASK_CHANGES, ASK_UTTERANCES, ASK_WORDINGS, ASK_HAPPENINGS, ASK_TELLINGS, ASK_DISAGREEMENTS,
    ASK_WHATS
} ask_what;

/* Places: of what has them, statements, events and the diary. */
typedef enum ask_by {
    ASK_ROWS, ASK_DAYS, ASK_WEEKS, ASK_BY_ACTOR, ASK_OUTLETS, ASK_PLACES, ASK_BYS
} ask_by;

/* Where an answer ended: what its last row is ordered by. Reports that are added meanwhile move
 * nothing: what the next answer begins with stood behind that row before, too. */
typedef struct ask_place {
    int64_t key;    /* minute, day or number that the rows are ordered by, or NUMBER_NONE */
    int64_t report; /* its number; of actors and stories the last report that is looked at */
    int64_t row;    /* number of the fact, actor or story; 0 of a report */
} ask_place;

enum { PLACE_SIZE = 64 };

typedef struct ask_reached {
    char place[PLACE_SIZE]; /* question.from of what comes behind; "" where nothing was given */
    bool more;              /* the limit left rows out */
} ask_reached;

/* What is not asked for is none. */
typedef struct question {
    ask_what what;
    ask_by by; /* not ASK_ROWS: counts */
    str speaker, addressee, actor, about, words; /* words: of the whole report */
    str type, act, stance, channel, place, outlet, story, report;
    str since, until; /* "2026-01-04", "2026-01-04T09:30", "yesterday", "last week", "3 days ago" */
    str state;        /* of the diary and of silences */
    str group;        /* id of an utterance or happening, or of a fact in it: what is of it */
    int64_t after, upto; /* numbers of reports: of those above and up to it alone; 0: of all */
    int64_t in_story; /* its number; 0: of any */
    int64_t fact;     /* the row of that number alone; 0: all */
    size_t limit;     /* 0: none */
    size_t looks;     /* reports that are looked at for one page, 0: all. Then a page may hold fewer
                         rows than there are, or none, and reached->more tells that it goes on;
                         counts are of the newest reports then */
    bool lenient;     /* an outlet, place or type that the ledger does not know is none, no fault */
    bool oldest;      /* oldest report first */
    bool as_added;    /* in the order of adding; not actors, stories, counts */
    str id;           /* the row of that id, as the views have it */
    str from;         /* an ask_reached.place of the same question; as_added: also "now" */
    ask_reached *reached; /* or NULL */
} question;

/* A row's columns; false ends the answer. */
typedef bool ask_row(void *to, query *row);

/* *more: whether the limit left rows out. Fails: FAULT_USAGE where a filter's value is none that
 * is known (an act, a date); FAULT_INPUT where a story or report is not there; FAULT_STORE. */
bool ledger_ask(ledger *l, const question *q, ask_row *row, void *to, fault *f);

/* The columns of the view of what is asked for, in order. */
typedef void ask_column(void *to, const char *name);
bool ledger_columns(ledger *l, ask_what what, ask_column *each, void *to, fault *f);

/* The first and last minute (since 1970, UTC) that a word of time stands for, counted from now. */
bool ask_minutes(str words, int64_t now, int64_t *first, int64_t *last);

/* ask_place.c: a place as words, and back; false where they are none of this question. */
void ask_place_write(const question *q, const ask_place *at, char out[PLACE_SIZE]);
bool ask_place_read(const question *q, str words, ask_place *out);

#endif
