/* text/blocks.c: see blocks.h. */
#include "text/blocks.h"

void blocks_guess(arena *a, str text, str headline, block_list *out) {
    (void)headline;
    size_t at = 0;
    while (at < text.length) {
        size_t end = at;
        while (end < text.length && text.at[end] != '\n') end++;
        str line = str_trim(str_cut(text, at, end));
        size_t start = (size_t)(line.at - text.at);
        if (line.length)
            *LIST_ADD(a, out) = (block){ start, start + line.length, BLOCK_PARAGRAPH, STR_NONE };
        at = end + 1;
    }
}
