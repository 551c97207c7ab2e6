/* record/acts.h: words that tell what kind of saying a statement is. Lemmas in lower case. */
#ifndef RECORD_ACTS_H
#define RECORD_ACTS_H

#include "base/str.h"
#include "record/statements.h"

bool is_blame(str lemma); /* disapproval, said of something; the strong ones are among them */
bool is_strong_blame(str lemma); /* disapproval wherever it stands */
bool is_praise(str lemma);
bool is_strong_praise(str lemma);
bool is_untrue(str lemma); /* a claim is not so */
bool is_wrong(str lemma);  /* verbs: wrongs that one does to another */
bool is_regret(str lemma); /* said of oneself when one owns up */
bool is_tie(str lemma);    /* what one says to have no part in */

/* deeds.c: what most of a content does, by its clauses; ACT_SAY where nothing has half. */
act deed_of_content(const drafting *d, const draft *of);
/* Blame, praise, a denial, or ACT_SAY, by the words of a phrase and its head. */
act deed_of_words(const drafting *d, uint32_t head, phrase words);

#endif
