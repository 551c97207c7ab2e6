/* ledger/closings.h: silences that close and expectations that resolve, inside one story.
 *
 * A silence closes with the first later statement of its actor in the story. An expectation
 * resolves with the first later sentence that tells of the same thing (half of the weight of its
 * words, or of the sentence's) and says that it is cancelled or moved, or with an event there
 * that happened inside its days; past its last day with nothing told it is overdue. */
#ifndef LEDGER_CLOSINGS_H
#define LEDGER_CLOSINGS_H

#include "record/record.h"

#define CLOSED_BY_NOTHING ((size_t)-1)

/* A silence, or a statement. */
typedef struct closing_voice {
    int64_t actor, story;
    int64_t minute; /* of its report's publication */
} closing_voice;

typedef LIST(closing_voice) voices_heard;

/* For each silence the number of the statement that closes it, or CLOSED_BY_NOTHING. Of
 * statements of one minute the first. Memory: the result, [silences], from a. */
size_t *closings_of_silences(arena *a, const voices_heard *silences,
                             const voices_heard *statements);

typedef enum outcome {
    OUTCOME_OPEN, OUTCOME_HAPPENED, OUTCOME_MOVED, OUTCOME_CANCELLED, OUTCOME_OVERDUE, OUTCOMES
} outcome;

const char *outcome_name(outcome o); /* "open", "happened", "moved", "cancelled", "overdue" */

/* What is expected. */
typedef struct awaited {
    str what;
    day earliest, latest; /* DAY_NONE where open */
    int64_t minute;       /* of its report's publication */
} awaited;

/* A later sentence of the story, with an event in it. */
typedef struct told {
    str sentence;
    event_status status; /* of the event */
    day earliest, latest; /* of the event, or DAY_NONE */
    int64_t minute;
} told;

typedef struct resolved {
    outcome outcome;
    size_t by; /* the sentence, or CLOSED_BY_NOTHING */
} resolved;

typedef LIST(told) told_list;

/* `later` in order of publication; what is not later is passed over. Memory: scratch from a. */
resolved closings_resolve(arena *a, const awaited *e, const told_list *later, day today);

#endif
