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
    JSON_FEED,  /* the array of a JSON Feed's items */
} json_layout;

struct source {
    input *in;
    arena *words;     /* holds the strings below, and what a form keeps from entry to entry */
    str name;         /* what reports carry as their input */
    str place;        /* what faults name: the name, or that with the entry around this one */
    str url, retrieved, media, columns;
    source_form form; /* SOURCE_AUTO until the input was looked at */
    source_form last_form;
    size_t text_most; /* bytes */
    size_t line;      /* 1-based, of the entry last read from JSON lines or a table */
    size_t entries;   /* so far; the number of the last one */
    json_layout layout;
    unsigned depth;   /* inputs around this one */
    size_t passed_over;
    bool unpacked, ended;
    fault failed;     /* of the input, still to be told; kind FAULT_NONE: none */
    source *inner;    /* an entry that is an input itself and is being read, or NULL */
    void *state;      /* the form's own, or NULL; freed when the source is closed */
    void (*state_free)(void *state);
};

/* The readers: the next report of s; its `input`, `url` and `retrieved` are set already. */
source_step text_next(source *s, arena *a, report *out, fault *f);
source_step page_next(source *s, arena *a, report *out, fault *f);
source_step jsonl_next(source *s, arena *a, report *out, fault *f);
source_step feed_next_entry(source *s, arena *a, report *out, fault *f);
source_step warc_next(source *s, arena *a, report *out, fault *f);
source_step zip_next(source *s, arena *a, report *out, fault *f);
source_step mail_next(source *s, arena *a, report *out, fault *f);
source_step mbox_next(source *s, arena *a, report *out, fault *f);
source_step table_next(source *s, arena *a, report *out, fault *f);

/* FAULT_INPUT where bytes are empty or only blank, longer than most, or not UTF-8. */
bool text_is_sound(str bytes, size_t most, fault *f);

/* What is alike for text and JSON lines once the text is there: title and authors from the
 * first lines where the input named none, date line, editors' notes, language. */
void text_describe(arena *a, report *r);

/* A whole page into r, whose url and retrieved are set. */
bool page_read(source *s, arena *a, str bytes, report *r, fault *f);

/* Byte length of a UTF-8 byte order mark at the start, 0 or 3. */
size_t bom_length(str bytes);

/* Names the entry that *f is of, "box.mbox, message 7", or "news.zip, a/b.html" where `what` is
 * a file's name (has a dot or slash); gives SOURCE_BROKEN. */
source_step source_entry_broken(const source *s, const char *what, fault *f);

/* An entry that is an input itself: source_next gives its reports before it goes on with s. It
 * takes `in`; options as for source_open, `what` is for faults, as above. True where it could
 * be opened. Fails: FAULT_INPUT beyond SOURCE_NESTING_MOST, FAULT_MEMORY. */
bool source_enter(source *s, input *in, const char *what, const source_options *options, fault *f);

#endif
