/* ledger/db_functions.h: functions for the SQL of this room, beside SQLite's own:
 *
 *     shorthand(text)               a text as it is kept (shorthand.h)
 *     words_at(codes, at, length)   words of a text that is kept so
 *     words_of(codes)               all of it
 *     brief(name), name_of(codes)   the same of names */
#ifndef LEDGER_DB_FUNCTIONS_H
#define LEDGER_DB_FUNCTIONS_H

#include <sqlite3.h>

/* An error of SQLite's, or SQLITE_OK. */
int db_functions_make(sqlite3 *d);

#endif
