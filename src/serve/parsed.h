/* serve/parsed.h: JSON that was read, for those who only look into it. json-c does the reading,
 * behind parsed.c, since its names meet those of base/json.h. */
#ifndef SERVE_PARSED_H
#define SERVE_PARSED_H

#include "base/arena.h"

typedef struct json_object parsed;

/* Reads one; freed with the arena. NULL where it is none. */
const parsed *parsed_read(arena *a, str words);

const parsed *parsed_at(const parsed *of, const char *name); /* NULL where it is not there */
str parsed_str(const parsed *p);                             /* none where it is no string */
str parsed_words(const parsed *of, const char *name);
double parsed_real(const parsed *of, const char *name, double none);
size_t parsed_count(const parsed *list); /* 0 where it is no list */
const parsed *parsed_item(const parsed *list, size_t i);

/* [12, 40] as a span inside a text of `length` bytes; false where it is none. */
bool parsed_span(const parsed *pair, size_t length, span *out);

#endif
