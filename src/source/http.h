/* source/http.h: the head of an HTTP response as archives keep it, and its body without what
 * was done to it for the way (RFC 9110, 9112). */
#ifndef SOURCE_HTTP_H
#define SOURCE_HTTP_H

#include "source/input.h"

typedef struct http_head {
    int status;        /* 100 to 599 */
    str media;         /* Content-Type, or none */
    str encoding;      /* Content-Encoding */
    str transfer;      /* Transfer-Encoding */
    size_t length;     /* bytes of the head; the body begins behind it */
} http_head;

/* False where bytes do not begin with a whole head. All strings point into bytes. */
bool http_head_read(str bytes, http_head *out);

/* The value of a header line, trimmed, or none; `lines` are header lines with their ends. */
str http_field(str lines, const char *name);

/* The body that `in` begins with, chunks joined and deflate undone; gzip and zstd are left to
 * input_unpacked. Takes `in`, closed where this fails. A body that is not in chunks although its
 * head says so is given as it is: archives keep heads and undo chunks.
 * Fails: FAULT_INPUT for an encoding that is not read, FAULT_MEMORY. */
input *http_body(const http_head *head, input *in, fault *f);

#endif
