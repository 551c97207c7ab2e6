/* ledger/db_module.h: what the modules of tables that this program makes of others share
 * (db_lists.c, db_packed.c). Only they may include it. */
#ifndef LEDGER_DB_MODULE_H
#define LEDGER_DB_MODULE_H

#include <sqlite3.h>
#include <stdbool.h>

/* A bound that is no whole number bounds nothing here; none at all lets nothing through. */
static inline bool take_bound(sqlite3_value *v, sqlite3_int64 *bound) {
    if (sqlite3_value_type(v) == SQLITE_INTEGER) *bound = sqlite3_value_int64(v);
    return sqlite3_value_type(v) != SQLITE_NULL;
}

/* The functions of a table that is only read, which bear these names in its file. */
#define READ_ALONE                                                                       \
    .xCreate = table_connect, .xConnect = table_connect, .xBestIndex = table_plan,       \
    .xDisconnect = table_disconnect, .xDestroy = table_disconnect, .xOpen = cursor_open, \
    .xClose = cursor_close, .xFilter = cursor_filter, .xNext = cursor_next,              \
    .xEof = cursor_ended, .xColumn = cursor_column, .xRowid = cursor_number

#endif
