/* desk/silences.h: who has not answered, a voice at a time: what reports of one story tell of one
 * actor's silence is one entry, with since when, in which reports, and what ended it. */
#ifndef DESK_SILENCES_H
#define DESK_SILENCES_H

#include "desk/answers.h"

typedef struct silence_entry {
    answer first;   /* row of the view silences: the report that told it first */
    answers others; /* further reports, in order of publication */
    str about;      /* the fullest that any of them tells; or none */
    bool is_open;
    answer ended;   /* the row whose columns later* tell what ended it first; count 0: none */
} silence_entry;

typedef LIST(silence_entry) silence_entries;

/* Those that any row answering the question belongs to; open ones first, of these the latest
 * first. q->what is ASK_SILENCES. Memory: from a. Fails: as ledger_ask. */
bool silence_entries_find(ledger *l, arena *a, const question *q, silence_entries *out, fault *f);

/* Lines for people. */
void silence_to_text(arena *a, buffer *out, const silence_entry *e);

#endif
