/* source/markup.h: cuts a page into start tags, end tags and text (HTML Standard, 13.2.5).
 * Comments, declarations and processing instructions are left out. Never looks at a byte more
 * than a few times, so that no page takes more than linear time. */
#ifndef SOURCE_MARKUP_H
#define SOURCE_MARKUP_H

#include "source/tree.h"

typedef enum markup_kind { MARKUP_TEXT, MARKUP_START, MARKUP_END } markup_kind;

typedef struct markup {
    str page;
    size_t at; /* the byte after what was last read */
    markup_kind kind;
    str text; /* MARKUP_TEXT: as it stands, references unresolved, never empty */
    tag tag;  /* MARKUP_START, MARKUP_END */
    bool self_closing;
    attribute attributes[TREE_ATTRIBUTES_MOST]; /* the known ones, references unresolved */
    size_t attribute_count;
} markup;

markup markup_of(str page);
bool markup_next(markup *m); /* false at the end */

/* After the start tag of an element that holds characters only (script, title): its content,
 * and moves past its end tag. */
str markup_raw(markup *m);

#endif
