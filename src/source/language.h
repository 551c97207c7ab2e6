/* source/language.h: which language a text is in, by CLD2 (Sites 2013, "Compact Language
 * Detector 2": naive Bayes over letter quadgrams). */
#ifndef SOURCE_LANGUAGE_H
#define SOURCE_LANGUAGE_H

#include "base/arena.h"

/* ISO 639-1 ("en"), or none where the text is too short or unclear. Memory: from a. */
str language_of(arena *a, str text);

#endif
