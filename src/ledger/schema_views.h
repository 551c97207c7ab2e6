/* ledger/schema_views.h: the views of a ledger as SQL: as they stand in the file, and as this
 * program's own connection has them. */
#ifndef LEDGER_SCHEMA_VIEWS_H
#define LEDGER_SCHEMA_VIEWS_H

extern const char schema_views[], schema_own_views[];

#endif
