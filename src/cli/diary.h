/* cli/diary.h: the diary a matter at a time: for people, or as a calendar. */
#ifndef CLI_DIARY_H
#define CLI_DIARY_H

#include "onrecord.h"

/* ics: the file of the calendar, "-" standard output; NULL: lines on standard output. A file is
 * there whole or as it was before. Returns an exit code. */
int diary_print(onr_ledger *ledger, const onr_question *question, const char *ics);

/* The same of silences, as lines. */
int silences_print(onr_ledger *ledger, const onr_question *question);

/* A sink that writes to a FILE. */
bool sink_to_file(void *file, const char *bytes, size_t length);

#endif
