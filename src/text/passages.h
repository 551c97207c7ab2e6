/* text/passages.h: where a passage of a block ends. */
#ifndef TEXT_PASSAGES_H
#define TEXT_PASSAGES_H

#include "base/str.h"

/* End of the lines from `at` on that no blank line parts, in [at, end). */
size_t passage_end(str text, size_t at, size_t end);

#endif
