/* ledger/db_lists.h: see db_lists.c. */
#ifndef LEDGER_DB_LISTS_H
#define LEDGER_DB_LISTS_H

#include <sqlite3.h>

/* Returns SQLite's code. */
int db_lists_make(sqlite3 *d);

#endif
