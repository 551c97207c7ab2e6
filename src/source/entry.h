/* source/entry.h: an entry of a feed, an archive or a table becomes a report: what is alike
 * for all of them. */
#ifndef SOURCE_ENTRY_H
#define SOURCE_ENTRY_H

#include "base/fault.h"
#include "source/body.h"
#include "source/report.h"

/* The headline, then the passages, a blank line between; r->title is set before. (page.c) */
void page_write(arena *a, report *r, const passage_list *body);

/* What CLD2 makes of the text, else what was declared, as ISO 639-1. (page.c) */
void page_language(arena *a, report *r);

/* html, sound UTF-8, is all the entry's own: of its lines only pictures' and small print is left
 * out. Text and blocks of r are set, the headline first. Fails: FAULT_INPUT beyond limits. */
bool entry_html(arena *a, str html, report *r, size_t text_most, fault *f);

/* Plain text, sound UTF-8, kept byte for byte. Fails: FAULT_INPUT beyond text_most. */
bool entry_text(arena *a, str text, report *r, size_t text_most, fault *f);

/* Sets what is not empty. title is kept in titles with where it is from. */
void entry_title(arena *a, report *r, str words, const char *from);
void entry_date(arena *a, str *to, str written);
void entry_authors(arena *a, report *r, str names);
void entry_set(arena *a, str *to, str value); /* trimmed, cut to SOURCE_FIELD_MOST, repaired */

#endif
