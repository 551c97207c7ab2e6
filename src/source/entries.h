/* source/entries.h: entries of XML as reports, a function a form. */
#ifndef SOURCE_ENTRIES_H
#define SOURCE_ENTRIES_H

#include "source/entry.h"
#include "source/xml.h"

typedef enum entry_kind {
    ENTRY_REPORT,
    ENTRY_PASSED_OVER, /* no report: a picture, a list of other items */
    ENTRY_BROKEN,      /* *f says why */
} entry_kind;

/* e is whole; head is what stood outside the entries. Memory: from a. */
entry_kind feed_entry(arena *a, const xml_node *e, const xml_node *head, report *r, fault *f);
entry_kind sitemap_entry(arena *a, const xml_node *e, const xml_node *head, report *r, fault *f);
entry_kind newsml_entry(arena *a, const xml_node *e, const xml_node *head, report *r, fault *f);

/* The text is less than what stands at r->url. */
void entry_is_part(arena *a, report *r);

/* Sets r->language as ISO 639-1 from "en-GB". */
void entry_language(arena *a, report *r, str language);

#endif
