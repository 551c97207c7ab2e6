/* ledger/fresh.h: what a watch asks the tables of facts that came since it last looked. */
#ifndef LEDGER_FRESH_H
#define LEDGER_FRESH_H

#include "ledger/db.h"
#include "record/record.h"

/* Where a statement stands. Numbers; NUMBER_NONE where there is none. */
typedef struct fresh_place {
    int64_t report, story, speaker;
    actor_kind kind; /* of the speaker; ACTOR_UNKNOWN where there is none */
    int percent;     /* confidence */
    int64_t first;   /* the statement that it is a wording of, or itself */
    int differs;     /* from that: wording_difference, or-ed */
} fresh_place;

bool fresh_statement(db *d, int64_t fact, fresh_place *out);

/* Who has a statement in a story up to that report, each name once, with its first report, in order
 * of reports; `most` reports of theirs are looked at. Memory: from a. */
typedef struct fresh_voice {
    int64_t report;
    str name;
} fresh_voice;

typedef LIST(fresh_voice) fresh_voices;

typedef struct fresh_voices_asked {
    int64_t story, upto, most;
} fresh_voices_asked;

void fresh_voices_find(db *d, arena *a, const fresh_voices_asked *asked, fresh_voices *out);

/* Number of the report of a fact; less than 0 of none. */
int64_t fresh_report_of(int64_t fact);

/* Minute of publication of the newest report up to that number, none after `most` counted;
 * INT64_MIN where there is none. */
int64_t fresh_newest(db *d, int64_t upto, int64_t most);

/* The version that changed and the one before it, of a row of `change`. */
bool fresh_change(db *d, int64_t number, int64_t *version, int64_t *former);

/* What an expectation's story and last day are. */
typedef struct fresh_due {
    str story;      /* key of its first report, or none; from a */
    int64_t latest; /* as in the table, or NUMBER_NONE */
} fresh_due;

bool fresh_expectation(db *d, arena *a, int64_t fact, fresh_due *out);

/* Two events of one happening that contradict each other. */
typedef struct fresh_disagreement {
    int64_t event, other;  /* later and earlier by publication */
    int64_t happening;     /* the event that stands for it */
    str kind;              /* "date", "number", "place", "actors" */
    str said, other_said;
} fresh_disagreement;

typedef LIST(fresh_disagreement) fresh_disagreements;

/* Those of which the report that came last lies above `after` and up to `upto`. Memory: from a. */
void fresh_disagreements_find(db *d, arena *a, const int64_t between[2], fresh_disagreements *out);

#endif
