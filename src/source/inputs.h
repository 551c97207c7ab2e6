/* source/inputs.h: the files that a command line's arguments stand for. */
#ifndef SOURCE_INPUTS_H
#define SOURCE_INPUTS_H

#include "base/arena.h"
#include "base/fault.h"

enum {
    INPUTS_DEPTH_MOST = 32,       /* folders inside folders */
    INPUTS_COUNT_MOST = 10000000, /* files */
};

/* Adds the inputs of one argument to `out`: "-" and a file stand for themselves, a folder for
 * the files in it and below, in order of their bytes, without hidden ones (".git") and without
 * what is neither file nor folder. Links to files are followed, links to folders not.
 * Memory: from a, each path ends in NUL. Fails: FAULT_STORE with the path in `where`, and then
 * what could be listed stands in `out`. */
bool inputs_list(arena *a, const char *path, str_list *out, fault *f);

#endif
