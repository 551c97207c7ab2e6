/* source/recognise.h: what an input is, told by its first bytes and never by its name. */
#ifndef SOURCE_RECOGNISE_H
#define SOURCE_RECOGNISE_H

#include "source/input.h"
#include "source/source.h"

/* Looks at what lies ahead, unpacked. Text where nothing else fits. Fails: FAULT_STORE, _MEMORY;
 * FAULT_INPUT for files of known kinds that are no text (PDF, pictures). */
bool form_recognise(input *in, source_form *out, fault *f);

/* The same for bytes of which these are the first. */
source_form form_of_head(str head);

/* "a PDF file", "a picture", or NULL where the head is of no such kind. */
const char *form_foreign(str head);

/* The line "From ann@post.example Mon Jan  5 09:00:00 2026" that parts a mailbox's messages. */
bool is_mbox_line(str line);

#endif
