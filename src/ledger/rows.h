/* ledger/rows.h: the rows that views and questions read, derived from a report's current
 * reading; and whether the rows that stand there are those. */
#ifndef LEDGER_ROWS_H
#define LEDGER_ROWS_H

#include "ledger/db.h"
#include "record/record.h"

enum { FACTS_MOST = 1 << 20 }; /* of one kind in one report; more have no rows */

typedef struct rows_report {
    int64_t number; /* report.id */
    const record *record;
    const span_list *sentences;
} rows_report;

void rows_write(db *d, arena *a, const rows_report *r);
void rows_drop(db *d, arena *a, const rows_report *r); /* those of that reading */

void rows_drop_all(db *d, int64_t number); /* the same where its facts are damaged; slow */

/* For ledgers before schema 12: all rows of a question for statements or events, into packs. */
void rows_pack_all(db *d, const char *select, bool events);

/* Tells of each row that is not as the facts are: its table and number from 0 (of more rows
 * than facts: SIZE_MAX). Returns how many. */
typedef void rows_wrong(void *to, const char *table, size_t number);
size_t rows_check(db *d, arena *a, const rows_report *r, rows_wrong *tell, void *to);

/* Minutes of a moment since 1970, doubled, and one more where it has a clock time; that of
 * UTC where it has a zone. NUMBER_NONE where it is not known. */
int64_t moment_number(const moment *m);

#endif
