/* text/lemma.h: dictionary forms of English words. */
#ifndef TEXT_LEMMA_H
#define TEXT_LEMMA_H

#include "base/arena.h"

typedef enum lemma_class { LEMMA_NOUN, LEMMA_VERB, LEMMA_ADJECTIVE, LEMMA_OTHER } lemma_class;

/* "said" as a verb gives "say", "mayors" as a noun "mayor"; lower case. Names (callers know)
 * are not looked up. Memory: from a, or static. */
str lemma_of(arena *a, str word, lemma_class wanted);

#endif
