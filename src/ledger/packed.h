/* ledger/packed.h: the rows of statements and events, 64 facts in one, as text that SQL can cut.
 *
 * A row of SQLite's costs some twenty bytes beside what it tells, and a fact's has a dozen columns
 * that are mostly none or small. So each column is one or two characters of a text, whose number
 * is its value: what is below 126 takes one byte, what is below 2,046 two, and unicode(substr(...))
 * gives it back in any SQLite (views.inc). Our own connection has the same rows as
 * tables `statement` and `event` (db_packed.c), by number and in a fraction of the time.
 *
 *     a fact: 17 characters: sentence (2), distance of its words from there, their length,
 *             length of the sentence, who (2), whom (2), five that are the kind's own, number of
 *             its time, place, within
 *     a time: 4 characters: earliest (2), latest (2)
 *
 * A character is the value and 2, past U+D7FF 10,240 more, where characters are that no text
 * may have; 1 is none. Two are thousands and rest (of times millions). */
#ifndef LEDGER_PACKED_H
#define LEDGER_PACKED_H

#include "base/arena.h"

enum {
    PACKED_FACTS = 64,   /* in one row, which has the number of its first; a multiple of this */
    PACKED_CHARACTERS = 17,
    PACKED_COLUMNS = 14, /* of an event; a statement has two fewer */
};

typedef enum packed_kind { PACKED_STATEMENT, PACKED_EVENT, PACKED_KINDS } packed_kind;

typedef struct packed {
    buffer facts, times;
    size_t count, time_count;
} packed;

/* row: the columns behind the id, as rows.c makes them; NUMBER_NONE: none. */
void packed_add(arena *a, packed *p, packed_kind kind, const int64_t row[]);

/* The next fact out of *rest, which goes on behind it; false at the end, or of what is damaged. */
bool packed_next(str *rest, str times, packed_kind kind, int64_t row[PACKED_COLUMNS]);

#endif
