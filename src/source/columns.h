/* source/columns.h: the named columns of a table, and which field of a report each one is. */
#ifndef SOURCE_COLUMNS_H
#define SOURCE_COLUMNS_H

#include "base/arena.h"
#include "base/fault.h"

typedef enum column {
    COLUMN_TEXT, COLUMN_TITLE, COLUMN_ID, COLUMN_URL, COLUMN_CANONICAL, COLUMN_PUBLISHED,
    COLUMN_MODIFIED, COLUMN_RETRIEVED, COLUMN_AUTHORS, COLUMN_SITE, COLUMN_SECTION,
    COLUMN_LANGUAGE,
    COLUMNS
} column;

enum { COLUMN_NONE = -1 };

/* Where each field stands in a row, counted from 0, or COLUMN_NONE. */
typedef struct columns {
    int at[COLUMNS];
} columns;

/* A first line that names the columns of a table: all cells short, two of them names that fields
 * of a report go by, one of these the text's. */
bool columns_are_named(str line, char between);

/* From the cells of the first row. asked is "text=Body,title=Head" or none; a field that is not
 * asked for is found by the names it usually has. Fails: FAULT_USAGE where asked cannot be read
 * or names a column that is not there, FAULT_INPUT where no column holds text. */
bool columns_find(const str_list *cells, str asked, columns *out, fault *f);

#endif
