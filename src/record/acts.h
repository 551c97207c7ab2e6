/* record/acts.h: words that tell what kind of saying a statement is. Lemmas in lower case. */
#ifndef RECORD_ACTS_H
#define RECORD_ACTS_H

#include "base/str.h"

bool is_blame(str lemma);
bool is_praise(str lemma);
bool is_untrue(str lemma);
bool is_wrong(str lemma);

#endif
