/* desk/sheet.h: a page for people: sections of lines, each line with the reports that it is from,
 * numbered at the end. Written as Markdown, as HTML of one file, or as plain lines; whatever a
 * report says stays text in all of them. */
#ifndef DESK_SHEET_H
#define DESK_SHEET_H

#include "desk/answers.h"

typedef struct sheet_source {
    str report, title, outlet, published, url;
} sheet_source;

typedef LIST(size_t) source_numbers; /* of sheet.sources, from 0 */

typedef struct sheet_line {
    str lead;   /* in bold before the text: who, when; or none */
    str text;
    str note;   /* of ours, behind it: "also told otherwise"; or none */
    source_numbers sources;
    bool under; /* belongs to the line before */
} sheet_line;

typedef struct sheet_section {
    str heading;
    LIST(sheet_line) lines;
} sheet_section;

typedef struct sheet {
    arena *a;
    str title, subtitle;
    LIST(sheet_section) sections;
    LIST(sheet_source) sources;
} sheet;

sheet_section *sheet_section_add(sheet *s, const char *heading);
/* To the section added last. */
sheet_line *sheet_line_add(sheet *s, str lead, str text);

/* The number of the report that a row is of, by its columns of these names. */
typedef struct source_columns {
    const char *report, *title, *outlet, *published, *url;
} source_columns;
size_t sheet_source_of(sheet *s, const answer *row, const source_columns *columns);
void sheet_line_from(sheet *s, sheet_line *line, const answer *row); /* the usual columns */

void sheet_to_markdown(const sheet *s, buffer *out);
void sheet_to_html(const sheet *s, buffer *out);
void sheet_to_text(const sheet *s, buffer *out);

#endif
