/* serve/json_in.h: bodies that are JSON, read strictly by json-c. Apart from the rest, since its
 * names and base/json.h's do not go together. */
#ifndef SERVE_JSON_IN_H
#define SERVE_JSON_IN_H

#include "base/arena.h"

enum { JSON_IN_DEPTH = 32 };

/* One object and nothing else, in one line. False, with the byte in *at, where it is none, too
 * deep, or not UTF-8. Memory: from a. */
bool json_in_line(arena *a, str bytes, str *out, size_t *at);

#endif
