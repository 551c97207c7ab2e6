/* ledger/named.h: an actor's name as it is compared inside a story, where the words of a shorter
 * name that are all in a longer one mean the same actor ("Varga", "Lena Varga"). */
#ifndef LEDGER_NAMED_H
#define LEDGER_NAMED_H

#include "base/str.h"

#define NAMED_NOBODY INT64_MIN

enum { NAMED_WORDS = 8 /* words behind these are not compared */ };

typedef struct named {
    int64_t actor; /* of the ledger, or NAMED_NOBODY */
    int64_t kind;  /* person, organisation, ... as a term */
    uint32_t words[NAMED_WORDS], count; /* hashes, without articles */
    bool proper;   /* a name, not a description or a pronoun */
} named;

named named_of(int64_t actor, int64_t kind, str name);

/* One actor, or the words of one name are all in the other. */
bool named_same(const named *l, const named *r);

/* Both are known by name, and no word of one is in the other. */
bool named_differ(const named *l, const named *r);

#endif
