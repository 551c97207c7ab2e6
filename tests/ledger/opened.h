/* tests/ledger/opened.h: a new ledger in a file of its own, for the tests of one program. */
#ifndef TEST_LEDGER_OPENED_H
#define TEST_LEDGER_OPENED_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "ledger/ledger.h"

static ledger *opened;
static char opened_path[] = "/tmp/onrecord-opened-XXXXXX";

/* NULL: it could not be made. */
static inline ledger *opened_make(void) {
    fault f = { 0 };
    ledger_options options = { DB_CREATE, 1000, NULL, 0 };
    int file = mkstemp(opened_path);
    if (file < 0) return NULL;
    close(file);
    return opened = ledger_open(opened_path, &options, &f);
}

/* Closes it, and removes its file and those beside it. */
static inline int opened_drop(void **state) {
    static const char *const beside[] = { "", "-wal", "-shm" };
    (void)state;
    ledger_close(opened);
    for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
        char name[sizeof opened_path + 4];
        snprintf(name, sizeof name, "%s%s", opened_path, beside[i]);
        unlink(name);
    }
    return 0;
}

#endif
