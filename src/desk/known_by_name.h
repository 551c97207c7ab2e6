/* desk/known_by_name.h: whether a reader of news would know who is meant: "Ana Ruiz", "the Port of
 * Karsholm", "Qualcomm", but not "he", "many women", "the militant group". */
#ifndef DESK_KNOWN_BY_NAME_H
#define DESK_KNOWN_BY_NAME_H

#include "record/record.h"

bool is_known_by_name(str name, actor_kind kind);

/* The words that tell a name from others, in small letters: "the North" is "north". */
str_list name_telling(arena *a, str name);

/* Whether all words of one are words of the other: "Ruiz", "Ana Ruiz". */
bool may_be_one_name(const str_list *left, const str_list *right);

#endif
