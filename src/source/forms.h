/* source/forms.h: what source.c and the readers of the forms share; for this room only.
 * Each form is one file with one `next`; source.c holds the table of them. */
#ifndef SOURCE_FORMS_H
#define SOURCE_FORMS_H

#include "source/input.h"
#include "source/source.h"

typedef enum json_layout {
    JSON_UNKNOWN,
    JSON_LINES, /* one value a line */
    JSON_LOOSE, /* objects over several lines, one after the other */
    JSON_ARRAY, /* one array of objects */
} json_layout;

struct source {
    input *in;
    char *name, *url, *retrieved; /* owned; url and retrieved may be NULL */
    source_form form;             /* SOURCE_AUTO until the input was looked at */
    size_t text_most;             /* bytes */
    size_t line;                  /* 1-based, of the entry last read from JSON lines */
    json_layout layout;
    bool ended;
};

/* The three readers: the next report of s, its `input` and `retrieved` already set. */
source_step text_next(source *s, arena *a, report *out, fault *f);
source_step page_next(source *s, arena *a, report *out, fault *f);
source_step jsonl_next(source *s, arena *a, report *out, fault *f);

/* FAULT_INPUT where bytes are empty or only blank, longer than most, or not UTF-8. */
bool text_is_sound(str bytes, size_t most, fault *f);

/* What is alike for text and JSON lines once the text is there: title and authors from the
 * first lines where the input named none, date line, editors' notes, language. */
void text_describe(arena *a, report *r);

/* Byte length of a UTF-8 byte order mark at the start, 0 or 3. */
size_t bom_length(str bytes);

#endif
