/* api/objects.h: what stands behind the opaque types of onrecord.h, and what the files of
 * this room share. */
#ifndef API_OBJECTS_H
#define API_OBJECTS_H

#include <stdatomic.h>

#include "base/arena.h"
#include "base/fault.h"
#include "model/reader.h"
#include "onrecord.h"
#include "record/gazetteer.h"
#include "record/record.h"
#include "source/fetch.h"
#include "source/source.h"

struct onr_reader {
    model *model;
    gazetteer gazetteer;
    bool has_gazetteer;
    arena *a;       /* holds the list, or NULL */
    struct listed *listed; /* the user's own actors, or NULL */
    char program[40]; /* the version, and which list: another list gives other readings */
};

struct onr_report {
    arena *a; /* holds the report */
    report report;
    onr_report_head head;
};

struct onr_fetcher {
    fetcher *fetcher;
    fetch_store store; /* where a folder is given */
    arena *a;          /* holds the options' strings */
};

struct onr_source {
    source *source;
    fetched fetched; /* the bytes that source reads, where they were fetched */
    arena *words_of_fetched; /* holds its strings, or NULL */
    str published, title, site; /* of the options, or none */
    char *words;                /* holds them */
};

/* The record as the public structs show it; made with the record. */
typedef struct view {
    onr_statement *statements;
    onr_actor *actors;
    onr_time *times;
    onr_entity *entities;
} view;

/* A section of the report that was read at once; offsets in it count from its start. */
typedef struct piece {
    size_t offset;
    tokens tokens;
    labels labels;
} piece;

typedef LIST(piece) piece_list;
typedef LIST(onr_span) sentence_spans;

struct onr_record {
    arena *a; /* holds all but the report */
    const onr_reader *reader;
    const onr_report *report;
    bool only_write;
    double min_confidence;
    piece_list pieces; /* none of a long text where only_write */
    titled *title;     /* of a text of usual length, or NULL */
    sentence_spans sentences;
    const char *weights, *program; /* of a record that a ledger kept, which has no reader */
    char asked_of;  /* the letter of the facts that a question asked for, or 0: all are */
    const uint32_t *asked; /* their numbers, growing */
    size_t asked_count;
    record record;
    view view; /* empty where only_write */
};

enum {
    API_KEEP = 1 << 20,         /* bytes of an arena kept from one report to the next */
    API_TIME_SIZE = DAY_SIZE + 8,
};
#define API_MEMORY_LIMIT ((size_t)2 << 30) /* bytes a reading, where the caller names none */

/* Fills *to from the caller's options, of an older or a newer header: `size` bytes of them at
 * most, zeros for the rest. Both structs begin with a size_t `size`. */
void api_options(void *to, size_t room, const void *from);

/* error.c */
bool api_error(const fault *f, onr_error *error); /* false; error may be NULL */
onr_text api_text(str s);

/* Runs work(context) with a guard on the arena: memory that runs out gives FAULT_MEMORY.
 * What work changed outside of the arena before that stays changed. */
bool api_guarded(arena *a, bool (*work)(void *context, fault *f), void *context, fault *f);

/* source.c: a source without its input; *own is filled from the caller's options. */
onr_source *api_source_new(const onr_source_options *options, onr_source_options *own, fault *f);

/* source.c: what the last report or fault of s was read as, "" where that is not known. */
const char *api_source_form(const onr_source *s);

/* The next report into a report object whose arena is empty. */
source_step api_source_next(onr_source *s, onr_report *out, fault *f);
void api_report_reset(onr_report *r);
void api_report_fill(onr_report *r, source_form form); /* its head, out of its report */

/* fetcher.c: as onr_source_fetch. */
bool api_source_fetch(const onr_fetcher *it, str address, const onr_source_options *options,
                      onr_source **out, fault *f);

/* The page that an entry of a feed links, in place of the entry, which gives it what the page
 * does not tell; the entry itself, with a note, where the page holds no article. SOURCE_BROKEN
 * with the address in f->where where there is no page. */
source_step api_fetch_linked(const onr_fetcher *it, const onr_source_options *options,
                             onr_report *entry, fault *f);

/* The same for a page that was fetched otherwise: joins what the entry tells, or gives the entry
 * back where the page holds no article. Fails: FAULT_MEMORY. */
bool api_join_linked(onr_report *page, const report *entry, fault *f);

/* fetcher.c: as onr_fetcher_open; once *stop is set, all requests break off. */
bool api_fetcher_open(const onr_fetch_options *options, const atomic_bool *stop,
                      onr_fetcher **out, fault *f);

/* ledger.c: what stands behind a ledger; a call on its arena, which is empty before and after,
 * with its guard set and its failures told. */
struct ledger *api_ledger(onr_ledger *l);
bool api_ledger_call(onr_ledger *l, bool (*work)(void *context, fault *f), void *context,
                     onr_error *error);

/* The same for work on what is handed in and out: its context is a ledger_call. */
typedef struct ledger_call {
    onr_ledger *l;
    const void *in;
    void *out;
} ledger_call;
bool api_ledger_with(onr_ledger *l, bool (*work)(void *call, fault *f), const void *in, void *out,
                     onr_error *error);

enum { FIELDS_MOST = 64 }; /* of a row */
struct query;
onr_field api_field(struct query *q, int column); /* its words live as long as the row */

struct question;
void api_question(struct question *to, const onr_question *from);

/* read.c: the caller's options, or the defaults; FAULT_USAGE where one is out of its range. */
bool api_read_options(onr_read_options *to, const onr_read_options *from, fault *f);

/* Reads into a record object whose arena is empty; its only_write and min_confidence are set
 * before. */
bool api_read(const onr_reader *reader, const onr_report *report, onr_record *out, fault *f);

/* The same in three steps, of which the second takes several reports that have been cut: that
 * is faster. Where it fails, the records are to be emptied and read one by one. */
bool api_cut(const onr_reader *reader, const onr_report *report, onr_record *out, fault *f);
bool api_label(const onr_reader *reader, onr_record *const *all, size_t count, arena *scratch,
               fault *f);
bool api_understand(onr_record *out, fault *f);

/* What read the record: "english-fast-3", "1.0.0". */
const char *record_weights(const onr_record *r);
const char *record_program(const onr_record *r);

/* ledger.c: the current record of a report that a ledger keeps. All that they point to is from a,
 * or lives as the ledger does. False where there is none, or with a fault in the ledger's db. */
struct ledger;
bool api_kept(struct ledger *l, arena *a, int64_t number, onr_report *from, onr_record *to);

/* records.c: whether outputs of single facts are to tell of this one, "s3" being ('s', 2). */
bool record_asks(const onr_record *r, char letter, size_t number);

/* view.c */
span piece_sentence(const piece *p, size_t i); /* where its sentence i stands in the report */
void view_build(onr_record *r);

/* ledger.c: work on a ledger, whose arena is empty before and after; what it did is settled at its
 * end, or undone where it failed. in and out are handed on. */
struct ledger;
typedef bool api_ledger_work(struct ledger *l, const void *in, void *out, fault *f);
bool api_on_ledger(onr_ledger *l, api_ledger_work *work, const void *in, void *out,
                   onr_error *error);


/* "2026-01-04" or "2026-01-04T09:30", NULL where the moment is not known. */
const char *api_moment(const moment *m, char out[API_TIME_SIZE]);

#endif
