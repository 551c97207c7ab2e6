/* cli/target.h: targets of alerts as they are typed: paths count from where the command was typed,
 * not from where a run will stand, and a program is looked for in PATH now. */
#ifndef CLI_TARGET_H
#define CLI_TARGET_H

#include <stdbool.h>

enum { TARGET_ROOM = 8192 };

/* False where it names no program that can be found, or is too long. */
bool target_from_here(const char *words, char out[TARGET_ROOM]);

#endif
