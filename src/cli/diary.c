/* cli/diary.c: see diary.h. */
#include "cli/diary.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"

bool sink_to_file(void *file, const char *bytes, size_t length) {
    return fwrite(bytes, 1, length, file) == length;
}

static int cannot_write(const char *path) {
    fprintf(stderr, "onrecord: %s: %s\n", path, strerror(errno));
    return EXIT_SOME_FAILED;
}

/* Beside the file first, so that whoever reads it meanwhile has the one or the other. */
static int write_file(onr_ledger *ledger, const onr_question *q, const char *path) {
    char beside[PATH_MAX];
    onr_sheet_options how = ONR_SHEET_DEFAULT;
    onr_error error;
    how.sheet = ONR_SHEET_CALENDAR;
    int length = snprintf(beside, sizeof beside, "%s.new", path);
    FILE *to = length < (int)sizeof beside ? fopen(beside, "w") : NULL;
    if (!to) return cannot_write(path);
    bool done = onr_diary_write(ledger, q, &how, sink_to_file, to, &error);
    bool closed = !fflush(to) && !fsync(fileno(to));
    closed = !fclose(to) && closed;
    if (done && closed && rename(beside, path) == 0) return EXIT_READ;
    int code = done ? cannot_write(path) : tell_error(&error);
    unlink(beside);
    return code;
}

int diary_print(onr_ledger *ledger, const onr_question *q, const char *ics) {
    onr_sheet_options how = ONR_SHEET_DEFAULT;
    onr_error error;
    if (ics && strcmp(ics, "-") != 0) return write_file(ledger, q, ics);
    if (ics) how.sheet = ONR_SHEET_CALENDAR;
    bool done = onr_diary_write(ledger, q, &how, sink_to_file, stdout, &error);
    return done ? EXIT_READ : tell_error(&error);
}

int silences_print(onr_ledger *ledger, const onr_question *q) {
    onr_error error;
    bool done = onr_silences_write(ledger, q, NULL, sink_to_file, stdout, &error);
    return done ? EXIT_READ : tell_error(&error);
}
