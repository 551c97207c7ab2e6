/* ledger/happenings.h: one event, many reports: which events of a story's reports are the same
 * (table `telling`; views `happenings` and `tellings`), and what their reports contradict each
 * other in (table and view of disagreements). */
#ifndef LEDGER_HAPPENINGS_H
#define LEDGER_HAPPENINGS_H

#include "ledger/kin.h"

extern const kin_kind happenings;

#endif
