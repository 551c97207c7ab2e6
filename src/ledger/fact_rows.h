/* ledger/fact_rows.h: the rows of a report's statements or events, read at once out of their packs
 * (packed.h), for who looks at all of them: SQL takes most of its time to hand on one column after
 * another. */
#ifndef LEDGER_FACT_ROWS_H
#define LEDGER_FACT_ROWS_H

#include "ledger/db.h"
#include "ledger/packed.h"

/* Columns of both kinds, then of each; NUMBER_NONE: none. */
enum {
    FACT_AT, FACT_LENGTH, FACT_SENTENCE, FACT_SENTENCE_LENGTH, FACT_WHO, FACT_WHOM, FACT_KINDS,
    STATEMENT_CHANNEL_NAME = 7, STATEMENT_EARLIEST, STATEMENT_LATEST,
    EVENT_PREDICATE = 7, EVENT_TYPE, EVENT_MODE, EVENT_EARLIEST, EVENT_LATEST,
};

typedef struct fact_row {
    int64_t number;
    int64_t at[PACKED_COLUMNS];
} fact_row;

typedef LIST(fact_row) fact_row_list;

/* In order of their numbers. Memory: from a. */
fact_row_list fact_rows(db *d, arena *a, packed_kind kind, int64_t report);

/* The text of a report; STR_NONE where it has none. Memory: from a. */
str fact_text(db *d, arena *a, int64_t report);

#endif
