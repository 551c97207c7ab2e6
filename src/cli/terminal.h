/* cli/terminal.h: what standard output is. */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include <stdbool.h>

/* Whether to write colours: "always", "never", or NULL and "auto": on a terminal that shows
 * them, unless NO_COLOR is set. */
bool terminal_colour(const char *when);
/* Columns to write in, 40 to 100; 80 where standard output is no terminal. */
unsigned terminal_columns(void);

#endif
