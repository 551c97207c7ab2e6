/* source/robots.h: what a site lets programs read: robots.txt as RFC 9309 has it, and the line
 * Crawl-delay, which it does not have but sites write. */
#ifndef SOURCE_ROBOTS_H
#define SOURCE_ROBOTS_H

#include "base/arena.h"

enum { ROBOTS_MOST = 512000 /* bytes; what follows is not read (RFC 9309, 2.5) */ };

typedef struct robots_rule {
    str pattern; /* as robots_path writes it, with '*' and a '$' at its end */
    bool allow;
} robots_rule;

typedef struct robots {
    LIST(robots_rule) rules; /* of the groups that name the agent, else of those for all */
    int64_t delay_ms;        /* -1: none is asked for */
} robots;

/* agent is a product's name without version, "onrecord". Any bytes are read, each line that is
 * no rule is left out. Memory: from a. */
void robots_read(arena *a, str text, str agent, robots *out);

/* path with its query, as it is sent. The longest pattern that matches decides, of equals the
 * one that allows; without one the path is allowed, and so is /robots.txt. */
bool robots_allow(arena *a, const robots *r, str path);

#endif
