/* ledger/squeeze.h: the facts of a record as the file keeps them, in a third of the bytes that a
 * general packer needs: each field with probabilities of its own (coder.h), places as words of
 * the text (anchors.h), actors as those mentioned nearby.
 *
 * Hashes are of the plain form (facts.h), which does not change when this one learns better. */
#ifndef LEDGER_SQUEEZE_H
#define LEDGER_SQUEEZE_H

#include "base/fault.h"
#include "record/record.h"

/* False where the facts have a shape that this form cannot tell (places out of order). Writes
 * into the lists of *r what stands there. Memory: from a. */
bool facts_squeeze(arena *a, record *r, span_list *sentences, str *out);

/* The same, with what facts_expand would make of it: the bits are told to the reader in the order
 * in which they were written, so all that may differ from r is there, and nothing is decoded. */
typedef struct facts_back {
    str squeezed;
    record record;
    span_list sentences;
} facts_back;
bool facts_squeeze_back(arena *a, record *r, span_list *sentences, facts_back *out);

/* What facts_unpack gives. Fails: FAULT_STORE where bytes are damaged or not of this text. */
bool facts_expand(arena *a, str squeezed, str text, record *out, span_list *sentences, fault *f);

/* Counts how often each context has a 0 and a 1; for making priors.inc. */
bool facts_tally(arena *a, record *r, span_list *sentences, uint32_t (*tally)[2]);
size_t facts_contexts(void);

#endif
