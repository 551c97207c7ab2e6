/* api/feed.h: the reports of all inputs of a batch, one after another. */
#ifndef API_FEED_H
#define API_FEED_H

#include "api/objects.h"

typedef struct feed feed;

/* Fails: FAULT_MEMORY, FAULT_USAGE (the options of the sources). */
feed *feed_open(const onr_batch *given, fault *f);
void feed_close(feed *in); /* NULL is nothing */

/* As source_next. Fails (SOURCE_BROKEN): an input that cannot be opened, too. */
source_step feed_next(feed *in, onr_report *out, fault *f);

/* Whether feed_next will not wait for whoever writes the input. */
bool feed_ready(const feed *in);

/* What the last report or fault was read as, "" where that is not known. */
const char *feed_form(const feed *in);

/* Parts of archives that were no reports, of all inputs so far. */
size_t feed_passed_over(const feed *in);

#endif
