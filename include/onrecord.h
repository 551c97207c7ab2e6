/* onrecord.h: reads news reports and keeps the record: who said what to whom, by which
 * channel, and when. The public face of the library; everything in it begins with onr_.
 *
 *     onr_reader *reader;   weights, read-only: one for all threads
 *     onr_source *source;   a file or a stream: gives reports, one after another
 *     onr_report *report;   title, text, outlet, dates, as they came in
 *     onr_record *record;   what the report says: statements, actors, times
 *
 * examples/read.c is a whole program of thirty lines. What each part of a record means is
 * defined in docs/record.md.
 *
 * Rules that hold for all of it
 * - Text is UTF-8. Offsets are bytes into the report's text, half-open, 0-based.
 * - A call that can fail returns false (or says so in its result), fills the onr_error that
 *   it was given (which may be NULL) and leaves its out parameters as they were.
 * - What a call returns by pointer belongs to the object it was asked of and lives as long.
 *   Structs that the library returns may grow at their end in later versions: read their
 *   fields, do not copy them by value, and do not allocate arrays of them.
 * - Structs that the caller fills begin with `size`; fill them with their _DEFAULT macro, and
 *   programs built against an older header go on working. NULL means the defaults.
 * - An onr_reader may be used by any number of threads at once. Other objects belong to one
 *   thread at a time; const calls on one object may run at the same time.
 * - No call reads the environment or the locale, prints, or ends the program. The same
 *   input and weights give the same bytes, whatever the number of threads. */
#ifndef ONRECORD_H
#define ONRECORD_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define ONR_API __attribute__((visibility("default")))
#else
#define ONR_API
#endif

/* Some text: `length` bytes from `at`, not ended by a NUL. at is NULL where it is not known. */
typedef struct onr_text {
    const char *at;
    size_t length;
} onr_text;

/* A stretch of the report's text: bytes [start, end), start < end. */
typedef struct onr_span {
    size_t start, end;
} onr_span;

/* "0.1.0": the version of the library that runs. */
ONR_API const char *onr_version(void);

/* ---- errors ---- */

typedef enum onr_error_kind {
    ONR_ERROR_NONE,
    ONR_ERROR_MEMORY, /* the limit on memory, or the machine's memory, was reached */
    ONR_ERROR_INPUT,  /* a report, page or line is not what it should be */
    ONR_ERROR_MODEL,  /* the weights file is damaged or of another version */
    ONR_ERROR_STORE,  /* a file cannot be read or written, or a sink refused its bytes */
    ONR_ERROR_NET,    /* a page could not be fetched: what server, network or limit said */
    ONR_ERROR_USAGE,  /* an option's value is wrong */
    ONR_ERROR_TIME    /* a limit on time was reached */
} onr_error_kind;

#define ONR_NOWHERE ((size_t)-1)

/* What went wrong. The caller's own; its size never changes. */
typedef struct onr_error {
    onr_error_kind kind;
    char what[256];  /* "text has 10485761 bytes, limit 10485760"; ends in NUL */
    char where[256]; /* the input: "city-hall.html", "stream.jsonl:12" (line 12), or "" */
    size_t at;       /* byte offset in `where`, or ONR_NOWHERE */
    char form[16];   /* what it was read as, "warc"; or "" where that was not known yet */
    char reserved[48];
} onr_error;

/* One line for people, "stream.jsonl:12: byte 40: not JSON: …", cut to size - 1 bytes and
 * ended by a NUL; control and direction-changing characters are written as escapes. */
ONR_API void onr_error_line(const onr_error *error, char *out, size_t size);

/* ---- the reader ---- */

typedef struct onr_reader onr_reader;

typedef struct onr_reader_options {
    size_t size;
    const void *bytes; /* weights in memory that outlive the reader, 64-byte aligned; else NULL */
    size_t length;     /* of `bytes` */
    const char *places; /* gazetteer file; NULL: the installed one, "": none, so no places */
    const char *actors; /* file of your own actors (docs/actors.md), or NULL */
} onr_reader_options;

#define ONR_READER_DEFAULT { sizeof(onr_reader_options), NULL, 0, NULL, NULL }

/* Opens weights: the file at `path`, memory-mapped and checked whole; or options->bytes where
 * they are given. "fast" and "accurate" are the files share/onrecord/english-fast.onrw and
 * english-accurate.onrw in the folder that this library or program is installed in, or one or
 * two above it; NULL is "accurate". The gazetteer is opened likewise; where none is named and
 * share/onrecord/places.onrg is not there, records have no places and a note that says so.
 * Fails: ONR_ERROR_STORE (no such file), ONR_ERROR_MODEL (damaged), ONR_ERROR_MEMORY,
 * ONR_ERROR_USAGE (a line of `actors` is wrong: where is "FILE:LINE"). */
ONR_API bool onr_reader_open(const char *path, const onr_reader_options *options,
                             onr_reader **out, onr_error *error);

/* No record or batch of the reader may be in use any more. NULL is nothing. */
ONR_API void onr_reader_close(onr_reader *reader);

/* The weights' own name, "english-fast-3"; ends in NUL. */
ONR_API const char *onr_reader_weights(const onr_reader *reader);

/* ---- sources and reports ---- */

typedef struct onr_source onr_source;
typedef struct onr_report onr_report;

typedef enum onr_form {
    ONR_FORM_AUTO, /* each input's content decides (docs/forms.md); gzip and zstd are undone */
    ONR_FORM_TEXT,
    ONR_FORM_HTML,
    ONR_FORM_JSONL,
    ONR_FORM_JSONFEED,
    ONR_FORM_NINJS,
    ONR_FORM_FEED,    /* RSS and Atom */
    ONR_FORM_SITEMAP,
    ONR_FORM_NEWSML,  /* NewsML-G2 and NITF */
    ONR_FORM_WARC,
    ONR_FORM_ZIP,     /* and WACZ */
    ONR_FORM_MAIL,
    ONR_FORM_MBOX,
    ONR_FORM_CSV,
    ONR_FORM_TSV
} onr_form;

/* "auto", "text", "html", ... as above in small letters; NULL where there is no such form. */
ONR_API const char *onr_form_name(onr_form form);

/* What the caller knows of the reports; a report's own data go before. */
typedef struct onr_source_options {
    size_t size;
    onr_form form;
    const char *published; /* ISO 8601, "2026-01-04"; or NULL */
    const char *title;     /* or NULL */
    const char *site;      /* outlet; or NULL */
    const char *columns;   /* of tables, "text=Body,title=Head": field=name of the column; or NULL:
                              those with names that such columns usually have */
} onr_source_options;

#define ONR_SOURCE_DEFAULT { sizeof(onr_source_options), ONR_FORM_AUTO, NULL, NULL, NULL, NULL }

/* Opens a file, or standard input where path is "-".
 * Fails: ONR_ERROR_STORE (cannot be read), ONR_ERROR_USAGE (published is no date), _MEMORY. */
ONR_API bool onr_source_open(const char *path, const onr_source_options *options,
                             onr_source **out, onr_error *error);

/* The same over bytes in memory that outlive the source; `name` stands for the path. */
ONR_API bool onr_source_open_bytes(const void *bytes, size_t length, const char *name,
                                   const onr_source_options *options, onr_source **out,
                                   onr_error *error);

/* Reports that were taken from it stay whole. NULL is nothing. */
ONR_API void onr_source_close(onr_source *source);

typedef enum onr_next {
    ONR_NEXT_END,
    ONR_NEXT_REPORT, /* *out is the caller's: onr_report_free */
    ONR_NEXT_BROKEN  /* *error says what and where; the next call goes on behind it */
} onr_next;

/* The next report. Text over 10 MiB, text that is not UTF-8, empty files and lines that are
 * not JSON or have no string `text` are broken entries (ONR_ERROR_INPUT). */
ONR_API onr_next onr_source_next(onr_source *source, onr_report **out, onr_error *error);

ONR_API void onr_report_free(onr_report *report); /* NULL is nothing */

/* A report as it came in; what is not known has at NULL. Dates are ISO 8601. */
typedef struct onr_report_head {
    onr_text id;        /* the input's own */
    onr_text input;     /* path as given */
    onr_text url, canonical;
    onr_text title, site, section;
    onr_text language;  /* ISO 639-1; not known where the text is too short to tell */
    onr_text published, modified;
    onr_text text;
    size_t words;       /* runs of characters between white space */
    const char *form;   /* what it was read as, "feed"; of an entry of an archive its own form */
    const char *outcome; /* "read", "empty" (no text was given), "not news" (a page without an
                            article), "not English" */
    bool is_part;       /* the text is a summary or nothing: the whole report stands at url */
} onr_report_head;

ONR_API const onr_report_head *onr_report_about(const onr_report *report);

/* ---- fetching ---- */

/* Fetches pages as a guest would: asks robots.txt first, one request a host at a time with a rest
 * between, waits where a server is busy, follows redirects to public addresses alone. Limits: 32
 * MiB, 10 redirects, 3 tries, 5 minutes a page. docs/fetching.md tells the whole. */
typedef struct onr_fetcher onr_fetcher;

typedef struct onr_fetch_options {
    size_t size;
    const char *agent;       /* who asks: "name/1.0 (contact)"; NULL: "onrecord/0.1.0" */
    const char *cache;       /* folder that is there: pages are kept in it, and asked for again only
                                where they changed; or NULL */
    const char *http_proxy, *https_proxy; /* addresses of proxies, or NULL: none */
    const char *no_proxy;    /* hosts reached without: "localhost,example.org"; or NULL */
    const char *authorities; /* file of certificates to trust instead of the system's; or NULL */
    bool allow_private;      /* loopback, private and link-local addresses too */
    bool skip_robots;        /* do not ask for robots.txt */
    unsigned delay_ms;       /* rest of a host between two pages */
    unsigned time_ms;        /* one request may take; 0: 60 s */
} onr_fetch_options;

#define ONR_FETCH_DEFAULT \
    { sizeof(onr_fetch_options), NULL, NULL, NULL, NULL, NULL, NULL, false, false, 1000, 60000 }

/* Fails: ONR_ERROR_STORE (the folder cannot be written to), ONR_ERROR_MEMORY. */
ONR_API bool onr_fetcher_open(const onr_fetch_options *options, onr_fetcher **out,
                              onr_error *error);

/* No batch may use it any more. NULL is nothing. */
ONR_API void onr_fetcher_close(onr_fetcher *fetcher);

/* Fetches what stands at an address, "https://example.org/a", and opens it as a source. A fetcher
 * may be used by any number of threads at once; what waits is the calling thread.
 * Fails: ONR_ERROR_NET, ONR_ERROR_INPUT (no address), and as onr_source_open. */
ONR_API bool onr_source_fetch(onr_fetcher *fetcher, const char *address,
                              const onr_source_options *options, onr_source **out,
                              onr_error *error);

/* ---- records ---- */

typedef struct onr_record onr_record;

typedef struct onr_read_options {
    size_t size;
    size_t memory_limit; /* bytes that a record may take, and while a text of more than 128 KiB
                            is read as much again; 0: 2 GiB */
    bool only_write;     /* the record is for onr_record_write alone, without tokens, not as
                            CoNLL-U and without why: calls that ask for its parts give NULL.
                            Takes less memory */
    double min_confidence; /* 0 to 1: facts of less are left out, but for the actors, times and
                              places that facts which stay refer to (docs/record.md) */
} onr_read_options;

#define ONR_READ_DEFAULT { sizeof(onr_read_options), 0, false, 0 }

/* Reads a report. The report and the reader must outlive the record.
 * Fails: ONR_ERROR_MEMORY (the limit was reached), ONR_ERROR_INPUT, ONR_ERROR_USAGE (an option
 * out of its range). */
ONR_API bool onr_read(const onr_reader *reader, const onr_report *report,
                      const onr_read_options *options, onr_record **out, onr_error *error);

ONR_API void onr_record_free(onr_record *record); /* NULL is nothing */

/* Reads the report of a record once more, one that a ledger kept without its tokens, say. The
 * record must outlive the new one. Fails as onr_read. */
ONR_API bool onr_record_again(const onr_reader *reader, const onr_record *record,
                              const onr_read_options *options, onr_record **out,
                              onr_error *error);

ONR_API const onr_report_head *onr_record_report(const onr_record *record);
ONR_API onr_text onr_record_id(const onr_record *record);     /* the input's own, else the digest */
ONR_API onr_text onr_record_digest(const onr_record *record); /* "sha256:…" of the text */
ONR_API const char *onr_record_weights(const onr_record *record); /* that read it */

/* The key of its report in a ledger, 64 hex digits and a NUL. Fails: ONR_ERROR_MEMORY. */
ONR_API bool onr_record_key(const onr_record *record, char out[65], onr_error *error);

typedef struct onr_role {
    onr_text title, of; /* "mayor", "New York"; of may be not known */
} onr_role;

typedef struct onr_actor {
    onr_text name;          /* the fullest name that the report gives */
    const char *kind;       /* "person", "organisation", "government", "group", "unknown" */
    const onr_span *mentions;
    size_t mention_count;
    const onr_role *roles;
    size_t role_count;
    double confidence;      /* 0 to 1 */
} onr_actor;

/* What somebody said or holds. `within` is the statement that this one is quoted inside. */
typedef struct onr_statement onr_statement;
struct onr_statement {
    const onr_span *source, *cue, *content;          /* in text order */
    size_t source_count, cue_count, content_count;   /* source and cue may be empty */
    const char *quotation;                           /* "direct", "indirect", "mixed" */
    const onr_actor *const *speakers, *const *addressees;
    size_t speaker_count, addressee_count;
    const char *channel;                             /* "interview", …; NULL: not said */
    onr_text channel_name;
    const char *act;                                 /* "say", "promise", "deny", … */
    const char *earliest, *latest;                   /* when it was said, ISO 8601; or NULL */
    const onr_statement *within;                     /* or NULL */
    double confidence;                               /* 0 to 1 */
};

/* An expression of time. */
typedef struct onr_time {
    onr_span at;
    const char *type;              /* "DATE", "TIME", "DURATION", "SET" */
    onr_text value;                /* as TimeML's TIMEX3 writes it: "2026-01-04", "P3D" */
    const char *earliest, *latest; /* ISO 8601; NULL where open or not known */
    double confidence;             /* 0 to 1 */
} onr_time;

typedef struct onr_entity {
    onr_span at;
    const char *type;       /* "Person", "Organization", "Location", … nine in all */
    const onr_actor *actor; /* or NULL */
    double confidence;      /* 0 to 1 */
} onr_entity;

/* The number i of each kind, from 0, in text order; NULL past the last. Statements are in
 * the order of the record, their ids "s1", "s2", … stand for i + 1; so for the others. */
ONR_API const onr_statement *onr_record_statement(const onr_record *record, size_t i);
ONR_API const onr_actor *onr_record_actor(const onr_record *record, size_t i);
ONR_API const onr_time *onr_record_time(const onr_record *record, size_t i);
ONR_API const onr_entity *onr_record_entity(const onr_record *record, size_t i);
ONR_API const onr_span *onr_record_sentence(const onr_record *record, size_t i);

/* The words of a span of the record's text; ends past the text are moved to its end. */
ONR_API onr_text onr_record_words(const onr_record *record, onr_span at);

/* ---- writing ---- */

typedef enum onr_output {
    ONR_OUTPUT_JSON,   /* one line, docs/record.md */
    ONR_OUTPUT_TEXT,   /* for people; control characters of the report shown as escapes */
    ONR_OUTPUT_CONLLU, /* CoNLL-U, entities and attribution in MISC */
    ONR_OUTPUT_BRAT,   /* brat standoff, offsets in code points */
    ONR_OUTPUT_WHY,    /* why each fact is there: one line of JSON, docs/record.md */
    ONR_OUTPUT_WHY_TEXT, /* the same for people */
    /* The rest as docs/export.md tells, a line a report or fact. */
    ONR_OUTPUT_JSONLD,     /* schema.org Quotation and Claim */
    ONR_OUTPUT_ANNOTATION, /* W3C Web Annotation */
    ONR_OUTPUT_FTM,        /* FollowTheMoney entities */
    ONR_OUTPUT_PLOVER,     /* events as PLOVER JSON */
    ONR_OUTPUT_POLECAT,    /* events, in the columns of POLECAT */
    ONR_OUTPUT_GDELT,      /* events, in the columns of GDELT 1.0, with CAMEO codes */
    /* Of the answers of a ledger alone: onr_ledger_export. */
    ONR_OUTPUT_CSV,
    ONR_OUTPUT_TSV,
    ONR_OUTPUT_ICALENDAR,
    ONR_OUTPUT_ATOM
} onr_output;

typedef struct onr_write_options {
    size_t size;
    onr_output output;
    bool tokens;      /* JSON: with the tokens */
    bool code_points; /* JSON: offsets count code points, not bytes */
    bool colour;      /* text: ANSI colours */
    unsigned width;   /* text: columns, 40 to 1000; 0: 80 */
    const char *only; /* why: of the fact with this id alone, "s3"; NULL: of all */
    bool header;      /* POLECAT and GDELT: begin with the names of the columns */
    bool spreadsheet; /* CSV and TSV: no cell that a spreadsheet takes for a formula */
    bool bare;        /* brat: without the line that names the report, for a file of its own */
} onr_write_options;

#define ONR_WRITE_DEFAULT \
    { sizeof(onr_write_options), ONR_OUTPUT_JSON, false, false, false, 0, NULL, false, false,  \
      false }

/* Takes some of the output; false ends the writing. */
typedef bool onr_sink(void *to, const char *bytes, size_t length);

/* Writes a record piece by piece. Fails: ONR_ERROR_STORE (the sink returned false), _MEMORY,
 * _USAGE (no such output; no fact of the id `only`; tokens, CoNLL-U or why of a record that
 * was read with only_write). */
ONR_API bool onr_record_write(const onr_record *record, const onr_write_options *options,
                              onr_sink *sink, void *to, onr_error *error);

/* ---- many reports ---- */

typedef struct onr_batch {
    size_t size;
    const onr_source_options *source; /* or NULL */
    const onr_read_options *read;     /* or NULL */
    unsigned threads; /* 1 to 1024; 0: as many as the machine has cores */

    /* The next input, or NULL after the last: a file, "-", a folder, whose files are read in
     * the order of their names, folders in it too, names with a leading dot left out, or what
     * begins with http:// or https://. The string must stay until the next call. */
    const char *(*next_input)(void *user);
    /* One for each report, in input order, from one thread at a time, never two at once. The
     * record is gone after the call. False ends the batch. */
    bool (*report)(void *user, const onr_record *record);
    /* The same for each input or entry that could not be read. */
    bool (*broken)(void *user, const onr_error *error);
    void *user;
    onr_fetcher *fetcher; /* or NULL: inputs that are addresses are broken inputs */
    size_t *passed_over;  /* set at the end: parts of archives that are no reports (pictures,
                             redirects, errors of servers); or NULL */
    bool fetch_linked;    /* with a fetcher: where an entry of a feed is a summary or an address
                             alone, read the page that it links */
} onr_batch;

#define ONR_BATCH_DEFAULT \
    { sizeof(onr_batch), NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, false }

/* Reads all inputs on `threads` threads; no more than two reports a thread are held at once.
 * True when every input was read to its end, whether or not entries were broken, or a
 * callback ended the batch. Fails: ONR_ERROR_MEMORY and ONR_ERROR_USAGE, before it reads. */
ONR_API bool onr_batch_run(const onr_reader *reader, const onr_batch *batch, onr_error *error);

/* ---- the ledger ---- */

/* A kept, searchable history of reports in one file; docs/ledger.md has its tables and views. */
typedef struct onr_ledger onr_ledger;

typedef enum onr_access {
    ONR_ACCESS_READ,  /* the file must be there, and is not changed */
    ONR_ACCESS_WRITE, /* the file must be there */
    ONR_ACCESS_CREATE /* the file is made where it is not there */
} onr_access;

typedef struct onr_ledger_options {
    size_t size;
    onr_access access;
    unsigned wait_ms;           /* for another process that writes */
    long long (*clock)(void);   /* seconds since 1970, UTC; NULL: the machine's */
    size_t cache_bytes;         /* of the file in memory of its own, where many are open at once;
                                   0: 64 MiB, and the file is mapped */
} onr_ledger_options;

#define ONR_LEDGER_DEFAULT { sizeof(onr_ledger_options), ONR_ACCESS_READ, 60000, NULL, 0 }

/* Fails: ONR_ERROR_STORE (no such file, no ledger, one of a newer schema, locked, damaged). */
ONR_API bool onr_ledger_open(const char *path, const onr_ledger_options *options,
                             onr_ledger **out, onr_error *error);

/* What was added since the last onr_ledger_flush may be kept or not. NULL is nothing. */
ONR_API void onr_ledger_close(onr_ledger *ledger);

/* From now on, until it is called again, all questions together take so much processor time of
 * the thread at most, and ten times as long by the clock; then they fail with ONR_ERROR_TIME.
 * 0: no limit, as it is when a ledger is opened. */
ONR_API void onr_ledger_limit(onr_ledger *ledger, unsigned processor_ms);

enum { ONR_KEY_SIZE = 65 }; /* with its NUL */

/* The key that a ledger keeps a record's report under, in hex. Fails: ONR_ERROR_MEMORY. */
ONR_API bool onr_ledger_key(onr_ledger *ledger, const onr_record *record, char key[ONR_KEY_SIZE],
                            onr_error *error);

/* Puts a record by; many are kept at once, in one transaction, when enough wait or
 * onr_ledger_flush is called. A kill leaves whole reports or none.
 * Fails: ONR_ERROR_STORE, _MEMORY: none of those that waited is kept. */
ONR_API bool onr_ledger_add(onr_ledger *ledger, const onr_record *record, onr_error *error);
ONR_API bool onr_ledger_flush(onr_ledger *ledger, onr_error *error);

/* What became of what was added or merged since the ledger was opened. */
typedef struct onr_ledger_counts {
    size_t added;     /* reports that were not there, versions among them */
    size_t versions;  /* of those, at an address where the ledger had another report */
    size_t readings;  /* reports that were there, read by other weights */
    size_t known;     /* nothing new */
    size_t forgotten; /* the ledger is to forget them */
} onr_ledger_counts;

ONR_API const onr_ledger_counts *onr_ledger_kept(const onr_ledger *ledger);

/* All that the ledger at `path` holds, into this one: in any order, the same content digest. */
ONR_API bool onr_ledger_merge(onr_ledger *ledger, const char *path, onr_error *error);

/* Takes a report out, text and facts, and keeps a tombstone with day and reason: neither adding
 * nor merging brings it back. `report` is its key, eight or more digits of it, or an id.
 * Fails: ONR_ERROR_INPUT (there is none, or more than one), _STORE. */
ONR_API bool onr_ledger_forget(onr_ledger *ledger, const char *report, const char *reason,
                               onr_error *error);

/* Groups all reports into stories anew, in order of publication. Adding groups them as they come,
 * merging and forgetting do this by themselves. Fails: ONR_ERROR_STORE, _MEMORY. */
ONR_API bool onr_ledger_regroup(onr_ledger *ledger, onr_error *error);

/* SHA-256 in hex: of all that is kept, whatever the order in which it came; and of the chain of
 * the adds of this file. They live until the next call. */
typedef struct onr_ledger_digests {
    const char *content, *head;
    size_t reports, readings;
} onr_ledger_digests;

ONR_API const onr_ledger_digests *onr_ledger_digest(onr_ledger *ledger, onr_error *error);

/* Derives every key, hash, fact and row from the bytes that are kept, and tells in one line
 * each what differs; *wrong is how many did. False where it could not look at all of it. */
ONR_API bool onr_ledger_verify(onr_ledger *ledger, void (*tell)(void *user, const char *line),
                               void *user, size_t *wrong, onr_error *error);

/* ---- tokens ---- */

/* What who shows a token to the service may do; or-ed. */
enum { ONR_SCOPE_READ = 1, ONR_SCOPE_ADD = 2, ONR_SCOPE_MANAGE = 4 };

enum { ONR_TOKEN_SIZE = 48 }; /* with its NUL */

/* Makes a token and shows it, which nothing does again: the ledger keeps a hash. Fails:
 * ONR_ERROR_USAGE (the name is taken, or not 1 to 80 letters, digits, -, _, . and @; no scope),
 * _STORE. */
ONR_API bool onr_token_add(onr_ledger *ledger, const char *name, unsigned scopes,
                           char token[ONR_TOKEN_SIZE], onr_error *error);
/* Fails: ONR_ERROR_INPUT (there is none of that name), _STORE. */
ONR_API bool onr_token_remove(onr_ledger *ledger, const char *name, onr_error *error);
/* All, by name; made in seconds since 1970. False ends it. */
typedef bool onr_token(void *user, const char *name, unsigned scopes, long long made);
ONR_API bool onr_token_list(onr_ledger *ledger, onr_token *each, void *user, onr_error *error);
/* What a token allows: 0 where it is none. */
ONR_API bool onr_token_check(onr_ledger *ledger, const char *token, unsigned *scopes,
                             onr_error *error);

/* ---- questions ---- */

typedef enum onr_about {
    ONR_REPORTS, ONR_STATEMENTS, ONR_EVENTS, ONR_ACTORS, ONR_STORIES, ONR_DIARY, ONR_SILENCES,
    ONR_CHANGES,
    ONR_UTTERANCES,   /* what was said, once, however many reports tell it */
    ONR_WORDINGS,     /* each statement, and what utterance it is a wording of */
    ONR_HAPPENINGS,   /* what happened, once, however many reports tell it */
    ONR_TELLINGS,     /* each event, and what happening it tells */
    ONR_DISAGREEMENTS /* what two reports of one happening contradict each other in */
} onr_about;

typedef enum onr_count {
    ONR_ROWS, ONR_BY_DAY, ONR_BY_WEEK, ONR_BY_ACTOR, ONR_BY_OUTLET,
    ONR_BY_PLACE /* of statements, events and the diary: with its latitude and longitude */
} onr_count;

/* Where an answer ended. The caller's own; its size never changes. Page after page holds every row
 * once that was there when the first was asked for, whatever is added meanwhile. */
typedef struct onr_page {
    char next[64]; /* onr_question.after of what comes behind; ends in NUL, "" where no row came */
    bool more;     /* the limit left rows out, or reports_most reports */
    char reserved[31];
} onr_page;

/* A question; a filter that is NULL is none, and all that are given must hold. Names need not be
 * whole: "mamdani" is whoever has that word in the name, "#17" the actor whose id is 17. */
typedef struct onr_question {
    size_t size;
    onr_about of;
    onr_count count;       /* not ONR_ROWS: how many, by day, week, actor, outlet or place */
    const char *speaker, *addressee; /* of statements */
    const char *actor;     /* who does, is expected to do, or is silent */
    const char *about;     /* words of what is told, or of the title */
    const char *words;     /* words of the whole report */
    const char *type;      /* of an event (PLOVER's, or its verb), quotation, kind of the others */
    const char *act, *channel;
    const char *stance;    /* "for", "against", "mixed"; "against NAME" */
    const char *place, *outlet;
    const char *story, *report; /* a key, eight or more digits of it, or an id */
    const char *since, *until;  /* "2026-01-04", "2026-01", "yesterday", "last week", "3 days ago":
                                   of publication; of the diary, of what is expected */
    size_t limit;          /* rows; 0: all */
    bool oldest_first;     /* not of the diary, actors and stories */
    const char *state;     /* of the diary "expected", "happened", "moved", "cancelled" or
                              "overdue"; of silences "open" or "closed" */
    bool as_added;         /* in the order in which reports were added; not of actors, stories */
    const char *id;        /* the row of that id, as the views have it: "ab12.../s3" */
    const char *after;     /* goes on behind that onr_page.next of the same question; as_added:
                              "now" is behind all that is there */
    bool lenient;          /* an outlet, place or type that the ledger does not know is no error */
    onr_page *page;        /* filled with where the answer ended; or NULL. Not of counts */
    const char *group;     /* id of an utterance or happening, or of a fact in it: its wordings,
                              tellings or disagreements */
    size_t reports_most;   /* reports that are looked at for this page; 0: all. A page may then hold
                              fewer rows than the limit, or none, and page->more tells that it
                              goes on; counts are of the newest reports then. Needs page. Not
                              of the diary and of actors */
} onr_question;

#define ONR_QUESTION_DEFAULT { .size = sizeof(onr_question) }

typedef enum onr_value_kind { ONR_NULL, ONR_INTEGER, ONR_REAL, ONR_TEXT } onr_value_kind;

typedef struct onr_field {
    const char *name; /* of the view's column: "speaker", "sentence", "url" */
    onr_value_kind kind;
    onr_text text;    /* of ONR_TEXT */
    long long integer;
    double real;
} onr_field;

/* A row of the answer; it is gone after the call. False ends the answer. */
typedef bool onr_row(void *user, const onr_field *fields, size_t count);

/* Rows in a stable order: newest report first, in it in the order of the text; the diary by the
 * day expected; actors by how many reports name them.
 * Fails: ONR_ERROR_USAGE (an act, outlet or date that is not known), _INPUT (no such report or
 * story), _STORE. */
ONR_API bool onr_ledger_ask(onr_ledger *ledger, const onr_question *question, onr_row *row,
                            void *user, onr_error *error);

/* The names of the fields that rows of such an answer have, in order. */
typedef void onr_column(void *user, const char *name);
ONR_API bool onr_ledger_columns(onr_ledger *ledger, onr_about of, onr_column *each, void *user,
                                onr_error *error);

/* Words that somebody holds. */
typedef struct onr_quotation {
    size_t size;
    const char *words; /* at most 16 KiB */
    size_t most;       /* utterances; 0: all that are near */
} onr_quotation;

#define ONR_QUOTATION_DEFAULT { .size = sizeof(onr_quotation) }

/* What the ledger has that is near to words which somebody holds. Everything is gone after the
 * call that it is given to. */
typedef struct onr_near {
    bool narration;       /* a report's own words: nobody is said to have said them */
    double nearness;      /* 0.5 to 1: share of the words, weighted by how rare they are */
    onr_span part;        /* bytes of the words asked for that this is near to: all, or a part */
    size_t joined;        /* so many statements of one speaker, behind one another, are near */
    onr_text content;     /* what was said, or the report's sentence */
    const onr_span *missing; /* bytes of the words asked for that are not in the content */
    size_t missing_count;
    onr_span core;           /* bytes of the content that are near; around them stands the rest */
    const onr_span *other;   /* bytes of the core that were not asked for */
    size_t other_count;
    onr_text differs;     /* "not number words": a "not" or a number among them, any other word */
    const onr_field *fields; /* who said it, in which report, and in how many; see the manual of
                                "onrecord check" */
    size_t field_count;
} onr_near;

typedef bool onr_near_row(void *user, const onr_near *near);

/* The nearest utterances, each once in its nearest wording, nearest first; before them narration,
 * where it has decidedly more of the words than any statement. None where no report has them.
 * Fails: ONR_ERROR_USAGE (no word, or too many), _STORE. */
ONR_API bool onr_ledger_check(onr_ledger *ledger, const onr_quotation *quotation,
                              onr_near_row *row, void *user, onr_error *error);

/* Who "Ana Ruiz" is, or "REPORT/a3", an actor of one report. Where that is clear, rows of one
 * person or body: `row` "person", then each name, each office with the days of the first and last
 * report that tells it, and the statements, latest first; else a row "candidate" for each who may
 * be meant. Fails: ONR_ERROR_INPUT (nobody is called so), _STORE. */
ONR_API bool onr_ledger_who(onr_ledger *ledger, const char *name, onr_row *row, void *user,
                            onr_error *error);

/* Decides by hand that two actors, told as above, are the same, or apart, whatever is added later;
 * the later decision on a pair stands. Fails: ONR_ERROR_INPUT (one is not there), _STORE. */
ONR_API bool onr_ledger_decide(onr_ledger *ledger, const char *one, const char *other, bool apart,
                               onr_error *error);

/* The reading that onr_ledger_write and onr_ledger_verify take from now on: by "WEIGHTS" ("fast" is
 * enough for "english-fast-3") or "WEIGHTS/PROGRAM"; NULL: the newest.
 * Fails: ONR_ERROR_USAGE (the ledger has none of it). */
ONR_API bool onr_ledger_read_by(onr_ledger *ledger, const char *reading, onr_error *error);

/* Writes the record of a report as onr_record_write does, without tokens. */
ONR_API bool onr_ledger_write(onr_ledger *ledger, const char *report,
                              const onr_write_options *options, onr_sink *sink, void *to,
                              onr_error *error);

/* One kept report after another, with its current record, which is gone after the call. Of a
 * question about reports each that answers; about statements, events or silences each report
 * that has one of those asked for, and outputs of single facts then write these alone. False ends
 * it; the call may not ask this ledger anything else.
 * Fails: as onr_ledger_ask; ONR_ERROR_USAGE for other questions. */
typedef bool onr_each(void *user, const onr_record *record);
ONR_API bool onr_ledger_records(onr_ledger *ledger, const onr_question *question, onr_each *each,
                                void *user, onr_error *error);

/* Writes all that answers the question, as it is found, in little memory: rows as CSV, TSV,
 * iCalendar (of the diary) or Atom, else records as onr_record_write does; not as CoNLL-U, for
 * which a report is to be read again. Fails: as onr_ledger_ask; ONR_ERROR_USAGE where the question
 * has no such output; _STORE where the sink returned false. */
ONR_API bool onr_ledger_export(onr_ledger *ledger, const onr_question *question,
                               const onr_write_options *options, onr_sink *sink, void *to,
                               onr_error *error);

/* ---- following ---- */

/* Asks sources again and again, and adds what is new to a ledger: feeds and lists of feeds (OPML)
 * at addresses or in files, folders that files come into. docs/desk.md tells the whole. */
typedef struct onr_follow onr_follow;

typedef enum onr_follow_kind {
    ONR_FOLLOW_ADDED,   /* a report that the ledger had not */
    ONR_FOLLOW_VERSION, /* the same, at an address where it had another */
    ONR_FOLLOW_LOST,    /* an entry could not be had, after several tries */
    ONR_FOLLOW_FAILED,  /* a source could not be had or read */
    ONR_FOLLOW_AGAIN,   /* it can, after failures */
    ONR_FOLLOW_MOVED,   /* a source is at another address for good */
    ONR_FOLLOW_LISTED   /* a list of feeds was read; `why` tells how many it names */
} onr_follow_kind;

typedef struct onr_follow_news {
    onr_follow_kind kind;
    onr_text source; /* address or path, as it was named */
    onr_text about;  /* of the report or entry, or where it moved to */
    onr_text why;    /* it failed */
} onr_follow_news;

typedef struct onr_follow_options {
    size_t size;
    const char *weights;               /* as in onr_reader_open; opened when something is to be
                                          read, closed when there was nothing for a minute */
    const onr_reader_options *reader;  /* or NULL */
    const onr_fetch_options *fetch;    /* or NULL */
    unsigned every_s;                  /* each source is asked so often; 0: 600 */
    bool once;                         /* each source once, then what it gave, and no more */
    unsigned hosts;                    /* asked at once, 1 to 64; 0: 8 */
    unsigned threads;                  /* that read at once; 0: as many as there are cores */
    void (*tell)(void *user, const onr_follow_news *news); /* from the thread that runs; or NULL */
    void *user;
    const struct onr_watches_options *watches; /* how the ledger's watches are run after each add,
                                          and every minute; from a thread of their own; NULL: not */
} onr_follow_options;

#define ONR_FOLLOW_DEFAULT { .size = sizeof(onr_follow_options) }

/* Sources are those named, `count` of them; with none those that were followed in this ledger
 * before. The strings of reader and fetch options must stay.
 * Fails: ONR_ERROR_USAGE (a wrong option, no source), _INPUT (a source that is neither an address
 * nor a file or folder), _STORE. */
ONR_API bool onr_follow_open(const char *ledger, const char *const *sources, size_t count,
                             const onr_follow_options *options, onr_follow **out,
                             onr_error *error);

/* Until onr_follow_stop, or with `once` until all is read; *failed, which may be NULL, counts the
 * sources and entries that could not be had. Once for each onr_follow_open.
 * Fails: ONR_ERROR_STORE, _MODEL, _MEMORY: the ledger cannot be written to, or nothing can be
 * read; what was kept is kept. */
ONR_API bool onr_follow_run(onr_follow *follow, size_t *failed, onr_error *error);

/* From another thread, or from a handler of a signal. */
ONR_API void onr_follow_stop(onr_follow *follow);

ONR_API void onr_follow_close(onr_follow *follow); /* NULL is nothing */

/* How following went: a row for each source and day (UTC) with `day`, `source`, how often it was
 * `due`, what came of that (`fetched`, `unchanged`, `empty`, `failed`, `rested`: left alone after
 * failures, `missed`: nobody ran), how many `entries` were new or changed and what came of those
 * (`added`, `versions`, `known`, `lost`), and `why`. Of the question, which may be NULL, since,
 * until and limit count. Fails: ONR_ERROR_USAGE (no time), _STORE. */
ONR_API bool onr_ledger_coverage(onr_ledger *ledger, const onr_question *question, onr_row *row,
                                 void *user, onr_error *error);

/* ---- sheets ---- */

typedef enum onr_sheet {
    ONR_SHEET_TEXT,     /* lines for people */
    ONR_SHEET_MARKDOWN, /* of briefs */
    ONR_SHEET_HTML,     /* of briefs: one file, without scripts, that prints well */
    ONR_SHEET_CALENDAR  /* of the diary: iCalendar (RFC 5545) */
} onr_sheet;

typedef struct onr_sheet_options {
    size_t size;
    onr_sheet sheet;
} onr_sheet_options;

#define ONR_SHEET_DEFAULT { sizeof(onr_sheet_options), ONR_SHEET_TEXT }

/* What is coming, a matter at a time: what reports of one story expect alike is one entry, with
 * the day that was told last, what became of it and all who told it. In a calendar an entry keeps
 * its UID, and its SEQUENCE grows with what is told of it: an event that is moved moves where it
 * was subscribed to. The question's filters count (`of` is ONR_DIARY whatever it says), but not
 * count and oldest_first.
 * Fails: ONR_ERROR_USAGE (a filter; a sheet that the diary is none of), _STORE (or the sink). */
ONR_API bool onr_diary_write(onr_ledger *ledger, const onr_question *question,
                             const onr_sheet_options *options, onr_sink *sink, void *to,
                             onr_error *error);

/* Who has not answered, a voice at a time: since when, in which reports, and what ended it. As
 * text alone; otherwise as onr_diary_write. */
ONR_API bool onr_silences_write(onr_ledger *ledger, const onr_question *question,
                                const onr_sheet_options *options, onr_sink *sink, void *to,
                                onr_error *error);

typedef enum onr_brief_kind { ONR_BRIEF_STORY, ONR_BRIEF_ACTOR, ONR_BRIEF_DAY } onr_brief_kind;

typedef struct onr_brief_options {
    size_t size;
    onr_sheet sheet;     /* text, Markdown or HTML */
    onr_brief_kind kind;
    const char *name;    /* the key or id of a report of the story, a name, a day */
} onr_brief_options;

#define ONR_BRIEF_DEFAULT { sizeof(onr_brief_options), ONR_SHEET_TEXT, ONR_BRIEF_STORY, NULL }

/* One page on a story, an actor or a day: what happened, who said what, where reports differ,
 * what is next, who is silent; each line as a report has it, with the reports that it is from.
 * Fails: ONR_ERROR_INPUT (nothing is known of it), _USAGE, _STORE. */
ONR_API bool onr_brief_write(onr_ledger *ledger, const onr_brief_options *options,
                             onr_sink *sink, void *to, onr_error *error);

/* ---- watches ---- */

struct onr_watches_counts;

/* A saved question, whose new matches are alerts, each given once: docs/desk.md. */
typedef struct onr_watch {
    size_t size;
    const char *name;
    const onr_question *filters; /* speaker to until, but type and report; NULL: all that is new */
    const char *kinds;  /* "first,answer,change": those kinds of alert alone; NULL: all that the
                           filters fit */
    const char *target; /* "atom:PATH", "webhook:URL", "mail:ADDRESS", "command:CMD", "-" */
    unsigned budget;    /* alerts a day, the newest things first; 0: any number */
    const char *secret; /* of a webhook, "whsec_..."; NULL: one is made */
    const char *relay, *sender; /* of mail; NULL: those that the ledger was told before */
    bool allow_private; /* the webhook may stand at an address that is not public */
    bool from_service;  /* asked for over the network: no files, commands, relays or private
                           addresses */
} onr_watch;

#define ONR_WATCH_DEFAULT { .size = sizeof(onr_watch) }

enum { ONR_SECRET_SIZE = 128 };

/* From now on it looks at what is added. `secret`: where the secret of a webhook is put, "" of
 * other targets; or NULL. Fails: ONR_ERROR_USAGE, _INPUT, _STORE. */
ONR_API bool onr_watch_add(onr_ledger *ledger, const onr_watch *watch,
                           char secret[ONR_SECRET_SIZE], onr_error *error);

/* With its alerts, delivered or not. Fails: ONR_ERROR_INPUT where there is none. */
ONR_API bool onr_watch_remove(onr_ledger *ledger, const char *name, onr_error *error);

/* Where failures of the machine go, of `watch` the target and what belongs to it. */
ONR_API bool onr_watch_operator(onr_ledger *ledger, const onr_watch *watch, onr_error *error);

/* Rows of the ledger's view `watches`, by name. */
ONR_API bool onr_watch_list(onr_ledger *ledger, onr_row *row, void *user, onr_error *error);

typedef struct onr_alerts_question {
    size_t size;
    const char *watch; /* NULL: of all */
    long long after;   /* those whose `number` is greater alone, oldest first; 0: newest first */
    size_t limit;      /* rows; 0: all */
} onr_alerts_question;

/* Rows of the view `alerts`. */
ONR_API bool onr_alerts(onr_ledger *ledger, const onr_alerts_question *question, onr_row *row,
                        void *user, onr_error *error);

/* Where alerts are shown. */
typedef struct onr_alert_sink {
    bool (*show)(void *user, onr_text alert); /* one at a time, with a line break at its end;
                          false: it was not taken */
    void *user;
    bool text; /* told in plain words, else as one JSON object */
} onr_alert_sink;

/* The alerts that such a watch would have given of all that the ledger holds; nothing is kept or
 * sent. *counts: NULL, or what they would have been. */
ONR_API bool onr_watch_test(onr_ledger *ledger, const onr_watch *watch,
                            const onr_alert_sink *to, struct onr_watches_counts *counts,
                            onr_error *error);

typedef struct onr_watches_options {
    size_t size;
    const char *only;   /* the watch of that name; NULL: all */
    const onr_alert_sink *lines; /* gets the alerts whose target is "-"; NULL: they wait */
    void (*tell)(void *user, const char *line); /* failures of targets; or NULL */
    void (*looked)(void *user, const char *watch, const struct onr_watches_counts *found);
                        /* of each watch that matched anything; or NULL */
    void *user;         /* of both */
    const onr_fetch_options *fetching; /* agent, proxies and certificates of webhooks; or NULL */
    char *const *environment; /* of commands; ends in NULL. NULL: none */
    long long now;      /* seconds since 1970; 0: by the ledger's clock */
} onr_watches_options;

#define ONR_WATCHES_DEFAULT { .size = sizeof(onr_watches_options) }

typedef struct onr_watches_counts {
    size_t matched, alerts, held, further; /* reports that matched, alerts made, those of them held
                                              back by a budget, reports that told nothing new */
    size_t delivered, failed, waiting;     /* waiting: left in the outbox */
    bool busy; /* another process is delivering: nothing was delivered here */
} onr_watches_counts;

/* Looks at what came since the last run, and delivers. A target that fails is tried again in
 * later runs, and is no failure here. Fails: ONR_ERROR_STORE, _MEMORY. */
ONR_API bool onr_watches_run(onr_ledger *ledger, const onr_watches_options *options,
                             onr_watches_counts *out, onr_error *error);

#ifdef __cplusplus
}
#endif

#endif
