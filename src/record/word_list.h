/* record/word_list.h: short lists of words, written as one string with blanks between them. */
#ifndef RECORD_WORD_LIST_H
#define RECORD_WORD_LIST_H

#include "base/str.h"

/* Whether a word is one of a list's, ASCII letter case apart. The list is in lower case. */
bool word_in_list(str word, const char *list);

#endif
