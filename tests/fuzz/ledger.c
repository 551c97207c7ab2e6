/* Any bytes are a ledger file, or are refused: questions and a verification end, and leave the
 * process whole. The file is in memory. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "onrecord.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { ROWS_MOST = 50 };

static bool row(void *user, const onr_field *fields, size_t count) {
    size_t *rows = user;
    for (size_t i = 0; i < count; i++)
        if (fields[i].kind == ONR_TEXT && fields[i].text.length && !fields[i].text.at) abort();
    return ++*rows < ROWS_MOST;
}

static void tell(void *user, const char *line) {
    if (!*line) abort();
    ++*(size_t *)user;
}

static void ask_all(onr_ledger *l) {
    onr_error error;
    for (int what = 0; what <= ONR_DISAGREEMENTS; what++) {
        onr_question q = ONR_QUESTION_DEFAULT;
        size_t rows = 0;
        q.of = (onr_about)what;
        q.limit = ROWS_MOST;
        onr_ledger_ask(l, &q, row, &rows, &error);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char path[64];
    onr_ledger *l;
    onr_error error;
    int file = memfd_create("ledger", 0);
    if (file < 0 || write(file, data, size) != (ssize_t)size) exit(1);
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    onr_ledger_options options = ONR_LEDGER_DEFAULT;
    options.access = ONR_ACCESS_READ;
    if (onr_ledger_open(path, &options, &l, &error)) {
        size_t wrong = 0, told = 0;
        ask_all(l);
        onr_ledger_verify(l, tell, &told, &wrong, &error);
        onr_ledger_close(l);
    }
    close(file);
    return 0;
}
