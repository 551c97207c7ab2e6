/* ledger/utterances.h: one statement, many wordings: which statements of a story's reports are
 * the same utterance (table `wording`; views `utterances` and `wordings`). */
#ifndef LEDGER_UTTERANCES_H
#define LEDGER_UTTERANCES_H

#include "ledger/kin.h"

extern const kin_kind utterances;

/* "not number speaker": what differs, in words. Memory: from a. */
str utterances_differences(arena *a, int differs);

#endif
