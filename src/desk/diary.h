/* desk/diary.h: what is coming, a matter at a time. Reports of one story that expect the same (the
 * weight of most of their words shared, their days not apart) make one entry, with all who told
 * it and what became of it.
 *
 * An entry has one id for ever: that of the first fact of it that came into this ledger. Its
 * sequence grows with everything that is told of it, so that a subscriber's calendar takes over
 * a hearing that was moved (RFC 5545, 3.8.7.4). Both hang on what the ledger holds alone. */
#ifndef DESK_DIARY_H
#define DESK_DIARY_H

#include "desk/answers.h"
#include "desk/icalendar.h"
#include "ledger/expected.h"

typedef struct diary_entry {
    str uid;             /* "3f2a...-x2@onrecord" */
    unsigned sequence;
    int64_t revised;     /* minute since 1970 of the last report that tells of it; EXPECTED_OPEN */
    outcome state;       /* with today */
    bool was_moved;
    int64_t first, last; /* as told last; as in expected.h */
    int64_t old_first, old_last; /* where it was moved: from where */
    answer told;         /* row of the view diary: the fact told last, which it is shown as */
    answer settled;      /* the row whose columns later* tell what became of it; count 0: none */
    answers others;      /* further reports that expect it, each once */
    size_t reports;      /* that expect it */
} diary_entry;

typedef LIST(diary_entry) diary_entries;

/* The entries that any row answering the question belongs to; by day, those without one last.
 * q->what is ASK_DIARY. Memory: from a. Fails: as ledger_ask. */
bool diary_find(ledger *l, arena *a, const question *q, diary_entries *out, fault *f);

/* The day that a time stands for; DAY_NONE where it is open. */
day diary_day(int64_t time);

/* "12 March 2026", "12 to 14 March 2026", "by 30 April 2026", "14:00"; "no day is told". */
str diary_when(arena *a, int64_t first, int64_t last);

/* One event, into a calendar that was begun; nothing where no day is told. */
void diary_to_calendar(icalendar *c, arena *a, const diary_entry *e);

/* What became of it, "moved from 12 March 2026", "cancelled", "overdue"; none while it is
 * expected as it was. */
str diary_outcome(arena *a, const diary_entry *e);

/* Lines for people. */
void diary_to_text(arena *a, buffer *out, const diary_entry *e);

#endif
