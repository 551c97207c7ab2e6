/* source/report.h: one report as it came in, before any language is read.
 * Everything points into the arena that it was read with, or into the input's bytes. */
#ifndef SOURCE_REPORT_H
#define SOURCE_REPORT_H

#include "base/arena.h"
#include "base/calendar.h"
#include "base/str.h"

typedef enum block_kind {
    BLOCK_TITLE, BLOCK_HEADING, BLOCK_PARAGRAPH, BLOCK_ITEM, BLOCK_QUOTE, BLOCK_CAPTION,
    BLOCK_POST, BLOCK_CELL, BLOCK_BYLINE,
    BLOCK_KINDS
} block_kind;

const char *block_kind_name(block_kind kind); /* "title", "heading", ... as RECORD.md writes it */

/* A run of lines of the text that belong together. Blocks are in order, do not overlap, and
 * hold no blanks at their ends; what lies between them is blank, or an editor's note. */
typedef struct block {
    size_t start, end;
    block_kind kind;
    str time; /* of a live blog's entry, as ISO 8601 where it could be read; else none */
} block;

typedef LIST(block) block_list;

#define NOTE_NOWHERE ((size_t)-1)

/* Something that a user should know of, which is no failure. */
typedef struct note {
    const char
        *code; /* "no-article", "not-english", "bad-bytes", "surrogates", "editor", "no-date",
               "no-gazetteer", "summary", "mended" */
    size_t at;        /* byte of the text, or NOTE_NOWHERE: also of what a page's text leaves out */
    str message;
} note;

typedef LIST(note) note_list;

typedef struct title {
    str text;
    const char *from; /* "page", "og", "json-ld", "feed", "field", "text" */
} title;

typedef LIST(title) title_list;

typedef struct report {
    str id;    /* the input's own, else none (the record then takes the digest) */
    str input; /* path or address as given; "-" for standard input */
    str url, canonical;
    str title; /* the best of titles */
    title_list titles;
    str_list authors;
    str site, section;
    bool wire;    /* the report says that it is an agency's copy */
    bool is_part; /* the text is a summary or nothing: the whole stands at url */
    str language; /* ISO 639-1, "en"; none where it cannot be told (too short) */
    str published, modified, retrieved; /* ISO 8601, as given where that can be read, else none */
    str text; /* valid UTF-8 */
    block_list blocks;
    note_list notes;
} report;

/* True for "en" and where the language is not known. */
bool report_is_english(const report *r);

/* "Correction: ...", "Editor's note: ...", "This story has been updated ...": the line is
 * about the report, not of it, and carries no statement. */
bool report_is_editors_note(str line);

/* code is a constant; message must live as long as the report. */
void report_note(arena *a, report *r, const char *code, size_t at, str message);

/* All that it points to in a. */
report report_copied(arena *a, const report *from);

#endif
