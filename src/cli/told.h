/* cli/told.h: what was said or happened, once, and beneath it every report's telling of it. */
#ifndef CLI_TOLD_H
#define CLI_TOLD_H

#include "cli/rows.h"

typedef struct told_page {
    rows_page page;
    onr_ledger *ledger; /* another than the one whose rows these are: each may ask one at a time */
    onr_about as;       /* ONR_WORDINGS or ONR_TELLINGS */
    const char *row;    /* of JSON: the first field, `row`; or NULL */
    bool failed;
} told_page;

/* Shows a row of utterances or happenings (an onr_row). */
bool told_show(void *page, const onr_field *fields, size_t count);

#endif
