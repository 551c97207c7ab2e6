/* cli/rows.h: rows of an answer on standard output: text for people, JSON lines, CSV or TSV. */
#ifndef CLI_ROWS_H
#define CLI_ROWS_H

#include "onrecord.h"

typedef enum rows_form { ROWS_JSON, ROWS_CSV, ROWS_TSV, ROWS_TEXT } rows_form;

typedef struct rows_page {
    rows_form form;
    bool is_terminal, colour;
    bool counts;      /* the rows are counts: a name and a number */
    bool counts_rest; /* rows past the limit are counted, and how many is told */
    const char *what; /* "statements" */
    size_t limit;     /* 0: none */
    size_t shown, rest;
    long long most;   /* of the counts so far, which sets the scale of the plot */
} rows_page;

rows_page rows_page_of(const char *format, const char *colour);
bool rows_show(void *page, const onr_field *fields, size_t count); /* an onr_row */
void rows_end(rows_page *page);

/* Parts of it: on one line, what could harm a terminal left out; as JSON. */
void rows_plain(onr_text t);
void rows_json_text(onr_text t);
void rows_json_value(const onr_field *f);

#endif
