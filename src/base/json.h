/* base/json.h: writes JSON (RFC 8259) into a buffer. Reading is json-c's business.
 * A buffer that has a `drain` is emptied into it whenever it is full, so that what is written
 * may be of any length.
 *
 *     json_writer w = json_to(a, &out);
 *     json_open(&w, '{'); json_key(&w, "text"); json_str(&w, text); json_close(&w, '}');
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/arena.h"

typedef struct json_writer {
    arena *a;
    buffer *out;
    bool comma; /* a comma stands before the next value */
    void (*drain)(void *to); /* empties *out; or NULL */
    void *to;
} json_writer;

enum { JSON_FULL = 1 << 15 }; /* bytes in the buffer before it is drained */

json_writer json_to(arena *a, buffer *out);
void json_open(json_writer *w, char bracket);  /* '{' or '[' */
void json_close(json_writer *w, char bracket); /* '}' or ']' */
void json_key(json_writer *w, const char *key);
void json_str(json_writer *w, str s); /* STR_NONE gives null; s is valid UTF-8 */
void json_int(json_writer *w, long long n);
/* decimals 0 to 9; NaN, and what is too big for 18 digits, give null. */
void json_number(json_writer *w, double n, int decimals);
void json_bool(json_writer *w, bool b);
void json_null(json_writer *w);

#endif
