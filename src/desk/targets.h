/* desk/targets.h: where alerts go, as it is written: "atom:PATH", "webhook:URL", "mail:ADDRESS",
 * "command:CMD", "page", "-". A string that reads is safe to use as it stands: no address holds a
 * line break, and a command is a list of words that no shell will see. */
#ifndef DESK_TARGETS_H
#define DESK_TARGETS_H

#include "base/arena.h"
#include "base/fault.h"

typedef enum target_kind {
    TARGET_PAGE,  /* "page": kept, for the page of the service to show */
    TARGET_LINES, /* "-": standard output */
    TARGET_ATOM, TARGET_WEBHOOK, TARGET_MAIL, TARGET_COMMAND
} target_kind;

enum { TARGET_MOST = 4000 /* bytes */, TARGET_WORDS_MOST = 100 /* of a command */ };

typedef struct target {
    target_kind kind;
    str address; /* what stands behind the colon; ends in NUL */
    str_list words; /* of a command; each ends in NUL */
} target;

/* Memory: from a. Fails: FAULT_USAGE with what is wrong. */
bool target_read(arena *a, str words, target *out, fault *f);

/* Set at the command line alone: they write files and run programs. */
bool target_is_local(target_kind kind);

/* Words parted by blanks. '...' and "..." hold blanks, a backslash takes the next character as it
 * is (in "..." only before " and \, in '...' never); nothing else has a meaning. */
bool command_split(arena *a, str words, str_list *out, fault *f);

/* One address, "desk@post.example": letters, digits and the marks that RFC 5322 lets stand bare. */
bool mail_address_is_good(str address);

#endif
