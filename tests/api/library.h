/* tests/api/library.h: what the tests of the public calls share: a reader, a record of some
 * words, a sink into memory. */
#ifndef TESTS_API_LIBRARY_H
#define TESTS_API_LIBRARY_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "onrecord.h"

#define WEIGHTS TEST_ROOT "/models/english-fast.onrw"

static const char said[] =
    "Mayor Ana Ruiz spoke on Friday. \"We will repair the sea wall,\" she told reporters. "
    "The harbour office said in a letter that caf\xC3\xA9s may stay open.";

static onr_reader *reader; /* opened once; NULL where there are no weights yet */

static inline int open_reader(void **state) {
    (void)state;
    onr_error error;
    if (access(WEIGHTS, R_OK)) return 0;
    return !onr_reader_open(WEIGHTS, NULL, &reader, &error);
}

static inline int close_reader(void **state) {
    (void)state;
    onr_reader_close(reader);
    return 0;
}

static inline void need_reader(void) {
    if (!reader) skip();
}

/* The first report of some bytes; the caller frees it. */
static inline onr_report *report_of(const char *bytes, size_t length) {
    onr_source *source;
    onr_report *report = NULL;
    onr_error error;
    assert_true(onr_source_open_bytes(bytes, length, "here", NULL, &source, &error));
    assert_int_equal(onr_source_next(source, &report, &error), ONR_NEXT_REPORT);
    onr_source_close(source);
    return report;
}

typedef struct written {
    char *at;
    size_t count, room, calls;
    size_t refuse_from; /* the number of the call that is refused, from 1; 0: none */
} written;

static inline bool into_memory(void *to, const char *bytes, size_t length) {
    written *w = to;
    if (++w->calls == w->refuse_from) return false;
    if (w->count + length + 1 > w->room) {
        w->room = (w->count + length + 1) * 2;
        w->at = realloc(w->at, w->room);
        assert_non_null(w->at);
    }
    memcpy(w->at + w->count, bytes, length);
    w->count += length;
    w->at[w->count] = 0;
    return true;
}

#endif
