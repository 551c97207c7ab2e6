/* text/passages.c: see passages.h. */
#include "text/passages.h"

size_t passage_end(str text, size_t at, size_t end) {
    for (; at < end; at++) {
        if (text.at[at] != '\n') continue;
        size_t next = at + 1;
        while (next < end && text.at[next] != '\n' && is_blank(text.at[next])) next++;
        if (next < end && text.at[next] == '\n') return at;
    }
    return end;
}
