/* record/word_list.h: short lists of words, written as one string with blanks between them. */
#ifndef RECORD_WORD_LIST_H
#define RECORD_WORD_LIST_H

#include <string.h>

#include "base/str.h"

/* Whether a word is one of a list's, ASCII letter case apart. The list is in lower case. */
#define word_in_list(word, list) word_in_text((word), (list), strlen(list))
bool word_in_text(str word, const char *list, size_t length);

#endif
