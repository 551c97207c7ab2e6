/* ledger/facts.h: the facts of a record as the ledger keeps them, and back.
 *
 * The packed form is part of the ledger's file and of its digest. It begins with the number of
 * the form; kinds are kept as the numbers of record.h's enums, which therefore only grow at
 * their ends. */
#ifndef LEDGER_FACTS_H
#define LEDGER_FACTS_H

#include "base/fault.h"
#include "record/record.h"

/* Memory: from a. */
str facts_pack(arena *a, const record *r, const span_list *sentences);

/* Everything but report, tokens, labels, id, digest. Memory: from a, pointing into packed and
 * text. Fails: FAULT_STORE where packed is damaged or not of this text. */
bool facts_unpack(arena *a, str packed, str text, record *out, span_list *sentences, fault *f);

/* Whether every number of another fact is one of those that are there. */
bool facts_hold(const record *r);

/* What a report is beside its text and facts: titles, authors, blocks. The same rules. */
str report_pack(arena *a, const report *r);
bool report_unpack(arena *a, str packed, report *out, fault *f); /* out->text is there */

#endif
