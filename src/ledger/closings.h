/* ledger/closings.h: silences that close and expectations that resolve, inside one story.
 *
 * A silence closes with the first later statement of its voice: of its actor, or of who speaks
 * for it. What was said before is no answer, nor what copies of the silent report say, nor what
 * a report says that still has the silence.
 *
 * An expectation resolves with the first later event that is the same deed, told as past ("was
 * opened", not "to open", "opens" or "is opened"), about the same things (half of the weight of
 * the other words, or of the sentence's), or that says that just this deed was called off or
 * moved. What the expecting report told itself does not resolve it, nor what happened before that
 * report or the days expected. Past its last day with nothing told it is overdue; that hangs on
 * today and is not found here. */
#ifndef LEDGER_CLOSINGS_H
#define LEDGER_CLOSINGS_H

#include "record/record.h"

#define CLOSED_BY_NOTHING ((size_t)-1)

/* Past its last day, or with none past its report, nothing resolves what was expected. */
enum { CLOSINGS_LATE_DAYS = 45 };

/* A report of the story; a list of them is in order of publication. */
typedef struct closing_report {
    int64_t number, minute; /* of publication */
    int64_t origin;         /* the report that it is a copy of, or itself */
} closing_report;

typedef LIST(closing_report) closing_reports;

/* --- silences -------------------------------------------------------------------------- */

/* Whose voice a name is, as words to compare: "a spokesman for the Port of Karsholm" speaks for
 * "port of karsholm". None where it does not tell, as "a spokesman", nor for people who are no
 * one voice, as "bankers". Memory: from a. */
str voice_of(arena *a, str name, actor_kind kind);

/* A silence, or a statement. */
typedef struct heard {
    size_t report; /* of the list */
    str voice;     /* of voice_of; voices_join may give it another */
    str words;     /* of a statement: what was said */
    day latest;    /* of a statement: when it was said at the latest; DAY_NONE */
    int64_t fact;  /* the caller's */
    bool is_news;  /* of a statement: not told as said before */
    bool was_held; /* against all others of which that is said too */
} heard;

typedef LIST(heard) heard_list;

/* A surname alone becomes the one whole name of the story that ends in it. */
void voices_join(arena *a, heard_list *silences, heard_list *statements);

/* Whether a sentence tells what somebody had said before. Memory: scratch from a. */
bool was_said_before(arena *a, str sentence);

/* For each silence the number of the statement that closes it, or CLOSED_BY_NOTHING. Both lists
 * are in order of publication; statements of voices that are not silent need no words.
 * Memory: the result, [silences], from a. */
size_t *closings_of_silences(arena *a, const closing_reports *reports, const heard_list *silences,
                             const heard_list *statements);

/* --- expectations ---------------------------------------------------------------------- */

typedef enum outcome {
    OUTCOME_EXPECTED, OUTCOME_HAPPENED, OUTCOME_MOVED, OUTCOME_CANCELLED, OUTCOME_OVERDUE,
    OUTCOMES
} outcome;

const char *outcome_name(outcome o); /* "expected", "happened", "moved", ... */

/* The words of a text that say something: hashes of their stems, sorted, with their weights.
 * Made of `text` when they are first needed. */
typedef struct matter {
    str text;
    struct matter_word { uint32_t stem; float weight; } *at;
    size_t count;
} matter;

matter matter_of(arena *a, str text); /* made at once */

/* What is expected. */
typedef struct awaited {
    size_t report;
    matter *what;
    matter deeds;         /* of closings_deeds */
    day earliest, latest; /* DAY_NONE where open */
} awaited;

/* The deed of an expectation: the first word that tells something of the predicates of the events
 * that stand in its words, a line each; any of its words where there is none. */
matter closings_deeds(arena *a, str predicates, matter *what);

/* An event that a report tells of. */
typedef struct told {
    size_t report;
    matter *sentence;
    str predicate; /* "vote", "call off" */
    str head;      /* the word that says it, "voted" */
    str before;    /* the sentence up to it, or as much of its end as is at hand */
    str after;     /* and behind it */
    event_status status;
    day earliest, latest; /* of the event, or DAY_NONE; of a moving one where to, if told */
    int64_t fact;         /* the caller's */
    span behind;          /* of a moving one: bytes of the report that may tell where to ... */
    bool is_open;         /* ... where that is still to be found */
} told;

/* Finds where to a moving event moves something; from is the caller's. */
typedef void told_days(void *from, told *t);

bool told_moves(str predicate); /* "postpone", "put off" */

/* Events of the story in order of publication, to be found by their deeds. */
typedef struct told_story told_story;

told_story *told_story_new(arena *a, const closing_reports *reports);
void told_story_asks(told_story *s, told_days *find, void *from); /* when it matters */
/* What is not put here first has no events: only those of its deeds are kept. */
void told_story_await(told_story *s, const awaited *e);
bool told_story_wants(const told_story *s, str predicate);
void told_story_put(told_story *s, const told *t); /* copies it, but not what it points to */
const told *told_story_at(const told_story *s, size_t number);

typedef struct resolved {
    outcome outcome;
    size_t by;            /* the number of the event, or CLOSED_BY_NOTHING */
    day earliest, latest; /* of what was moved: where to, or DAY_NONE */
} resolved;

/* The story has at least the events of e's own report and of all later ones. Memory: scratch
 * from a. */
resolved closings_resolve(arena *a, const told_story *s, const awaited *e);

/* Whether any of the events that the story has may change what became of e. */
bool closings_touched(arena *a, const told_story *s, const awaited *e);

#endif
