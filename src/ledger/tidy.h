/* ledger/tidy.h: keeps a ledger's file in order while it grows.
 *
 * What is added in batches leaves lists of full text for each batch, and pages of indexes that are
 * two thirds full. So a ledger that has grown enough since the last time has its lists made one
 * and, while it is not too large for that, its file written anew: what that costs is a fixed share
 * of what adding so many reports did, and it takes a tenth off the file.
 */
#ifndef LEDGER_TIDY_H
#define LEDGER_TIDY_H

#include "ledger/db.h"

/* Between transactions; `ends`: nothing more is added for now, so that less growth is enough.
 * What cannot be done now, since another process writes or the disk is full, waits for the next
 * time. */
void tidy(db *d, bool ends);

#endif
