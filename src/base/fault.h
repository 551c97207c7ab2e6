/* base/fault.h: what went wrong, where in the input, where in our source.
 * A call that can fail returns false (or NULL) and fills the fault it was given; what it
 * was to give is then as it was. Faults are for the world's errors, asserts for our own. */
#ifndef BASE_FAULT_H
#define BASE_FAULT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

typedef enum fault_kind {
    FAULT_NONE,
    FAULT_MEMORY, /* a limit on memory was reached */
    FAULT_INPUT,  /* a report or page is not what it should be */
    FAULT_MODEL,  /* a weights file is damaged or of another version */
    FAULT_STORE,  /* a file or ledger cannot be read or written */
    FAULT_NET,
    FAULT_USAGE,
    FAULT_TIME,   /* a limit on time was reached */
} fault_kind;

#define FAULT_NOWHERE ((size_t)-1)

typedef struct fault {
    fault_kind kind;
    char what[256];  /* "text has 10485761 bytes, limit 10485760" */
    char where[256]; /* "city-hall.html", "stream.jsonl:12"; cut at the front where too long */
    size_t at;       /* byte offset in `where`, or FAULT_NOWHERE */
    const char *file;
    int line;
} fault;

/* Fills *f and returns false. `format` is printf's. */
#define FAULT(f, kind, at, ...) fault_set((f), (kind), (at), __FILE__, __LINE__, __VA_ARGS__)

bool fault_set(fault *f, fault_kind kind, size_t at, const char *file, int line,
               const char *format, ...) __attribute__((format(printf, 6, 7)));

/* Names the input, once it is known; returns false so that it can end a call. */
bool fault_where(fault *f, str where);

/* "city-hall.html: byte 12: not UTF-8" into out; always ends in NUL. */
void fault_line(const fault *f, char *out, size_t size);

#endif
