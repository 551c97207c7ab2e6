/* source/source.h: one input in, its reports out, one by one.
 *
 * An input is a file, standard input, a response that was fetched, or bytes in memory. What it
 * holds, its content tells, not its name (recognise.h); where it is packed (gzip, zstd) it is
 * unpacked as it is read. Memory is bounded by one entry, whatever the input's size.
 *
 *     source *s = source_open("stream.jsonl", NULL, &f);
 *     for (source_step step; (step = source_next(s, a, &r, &f)) != SOURCE_END;) {
 *         if (step == SOURCE_REPORT) use(&r); else complain(&f);
 *         arena_reset(a, KEEP);
 *     }
 *     source_close(s); */
#ifndef SOURCE_SOURCE_H
#define SOURCE_SOURCE_H

#include "base/arena.h"
#include "base/fault.h"
#include "source/limits.h"
#include "source/report.h"

typedef enum source_form {
    SOURCE_AUTO, SOURCE_TEXT, SOURCE_HTML, SOURCE_JSONL,
    SOURCE_JSONFEED, SOURCE_NINJS, /* read with JSON lines, which tell them apart */
    SOURCE_FEED,                   /* RSS and Atom */
    SOURCE_SITEMAP,
    SOURCE_NEWSML,                 /* NewsML-G2 and NITF */
    SOURCE_WARC, SOURCE_ZIP,       /* WACZ is a ZIP */
    SOURCE_MAIL, SOURCE_MBOX,
    SOURCE_CSV, SOURCE_TSV,
    SOURCE_FORMS
} source_form;

const char *source_form_name(source_form form); /* "auto", "text", "html", "jsonl", "feed", ... */
bool source_form_of_name(str name, source_form *out);

typedef struct source_options {
    source_form form;
    str url;          /* where the input came from, or none */
    str retrieved;    /* ISO 8601, or none; a page dated later than this is not believed */
    str media;        /* what the server called it, "text/html; charset=koi8-r", or none */
    str columns;      /* of a table: "text=Body,title=Head", or none: names that are known */
    size_t text_most; /* bytes of one report's text; 0 means SOURCE_TEXT_MOST */
} source_options;

typedef enum source_step {
    SOURCE_REPORT, /* *out is filled */
    SOURCE_BROKEN, /* *f says what, in which input and line or byte; the next call goes on */
    SOURCE_END,
} source_step;

typedef struct source source;

/* path "-" is standard input; options NULL are the defaults and are copied.
 * Fails: FAULT_STORE where the file cannot be opened, FAULT_MEMORY. */
source *source_open(const char *path, const source_options *options, fault *f);

/* The bytes must outlive the source and the reports read from it; name is what the reports
 * carry as their input. A response that was fetched is read by this, with its final address,
 * its time and its Content-Type in the options. Fails: FAULT_MEMORY. */
source *source_of_bytes(str bytes, str name, const source_options *options, fault *f);

/* Memory: the report's from a; nothing of it points into the source, save into the bytes of
 * source_of_bytes. Fails (SOURCE_BROKEN): FAULT_INPUT, FAULT_STORE, FAULT_MEMORY. */
source_step source_next(source *s, arena *a, report *out, fault *f);

/* The form that the last report or fault was of; of an entry inside another input its own. */
source_form source_last_form(const source *s);

/* Entries that were found so far, broken ones too; of forms that have any. */
size_t source_entries(const source *s);

/* Parts of archives that are no reports: pictures, scripts, redirects, errors of servers. */
size_t source_passed_over(const source *s);

/* Whether source_next will not wait for whoever writes the input: a pipe, a terminal. */
bool source_ready(const source *s);

void source_close(source *s); /* NULL is nothing */

#endif
