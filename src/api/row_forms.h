/* api/row_forms.h: answers of a ledger, row by row, as CSV, TSV, iCalendar and Atom. */
#ifndef API_ROW_FORMS_H
#define API_ROW_FORMS_H

#include "api/out.h"
#include "desk/atom.h"
#include "desk/icalendar.h"

enum { ROW_COLUMNS_MOST = 64, ROW_NAME_MOST = 32 };

typedef struct row_page {
    out *out;
    const onr_question *question;
    char names[ROW_COLUMNS_MOST][ROW_NAME_MOST]; /* of a table's columns */
    size_t columns;
    moment newest;      /* a feed says at its beginning when its newest entry is of */
    icalendar calendar; /* of ONR_OUTPUT_ICALENDAR */
    atom_feed feed;     /* of ONR_OUTPUT_ATOM, from the first row on */
} row_page;

/* False where the output is none of rows of that kind. */
bool row_forms_fit(onr_output output, onr_about of);

/* When a row's report was published, or its story last told of; year 0: not known. */
moment row_forms_time(const onr_field *fields, size_t count);

/* Names the next column of a table, before row_forms_begin; page: a row_page. */
void row_forms_column(void *page, const char *name);

void row_forms_begin(row_page *p);
void row_forms_row(row_page *p, const onr_field *fields, size_t count);
void row_forms_end(row_page *p);

#endif
