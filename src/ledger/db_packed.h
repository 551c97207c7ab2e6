/* ledger/db_packed.h: statements and events as rows, out of the tables that have 64 of them in one
 * row (packed.h): CREATE VIRTUAL TABLE ... USING packed(said), or packed(done). */
#ifndef LEDGER_DB_PACKED_H
#define LEDGER_DB_PACKED_H

#include <sqlite3.h>

/* An error of SQLite's, or SQLITE_OK. */
int db_packed_make(sqlite3 *d);

#endif
