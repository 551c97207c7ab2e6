/* base/mapped.h: a file mapped into memory to be read, shared with all who read it. */
#ifndef BASE_MAPPED_H
#define BASE_MAPPED_H

#include "base/fault.h"

/* The bytes of a regular file that is not empty. Fails: FAULT_STORE where it cannot be read,
 * FAULT_MODEL where it is empty; the fault names the path. */
bool mapped_open(const char *path, str *out, fault *f);
/* Gives the pages back until they are read again, each by itself: of a file that is looked up
 * here and there, what a check has touched need not stay. */
void mapped_forget(str bytes);
void mapped_close(str bytes); /* STR_NONE is nothing */

/* XXH3-64 (seed 0) of so many bytes as a file has. */
uint64_t mapped_hash(str bytes);

#endif
