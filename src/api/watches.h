/* api/watches.h: watches for the other files of this room. */
#ifndef API_WATCHES_H
#define API_WATCHES_H

#include <stdatomic.h>

#include "api/objects.h"

/* As onr_watches_run; once *stop is set (or NULL), delivering ends. */
bool api_watches_run(onr_ledger *l, const onr_watches_options *options, const atomic_bool *stop,
                     onr_watches_counts *out, onr_error *error);

/* A failure of the machine, for the operator (desk/watches.h). */
bool api_watches_trouble(onr_ledger *l, str key, str what, fault *f);

#endif
