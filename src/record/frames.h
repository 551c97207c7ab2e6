/* record/frames.h: what verbs take behind their object. */
#ifndef RECORD_FRAMES_H
#define RECORD_FRAMES_H

#include "record/syntax.h"

/* Whether what stands behind a verb's object and hangs on it in the tree is the verb's own:
 * "blamed the council for the delay", "accused the firm of hiding it", "ordered the man to
 * leave", "warned the clerk that it would rain". */
bool frame_takes(const syntax *s, uint32_t object, uint32_t child);

#endif
