/* api/read.c: one report in, one record out. */
#include "api/objects.h"

#include <stdlib.h>
#include <string.h>

#include "api/sections.h"
#include "record/build.h"
#include "record/join.h"
#include "text/tokens.h"

enum { SCRATCH_KEEP = 16 << 20 }; /* bytes of the scratch kept from section to section */

typedef struct read_call {
    const onr_reader *reader;
    onr_record *out;
    arena *scratch; /* of a long text's sections, else NULL */
} read_call;

/* One section; its labels go to `labels_in`. NULL where it fails. */
static piece *read_piece(read_call *call, const report *from, arena *labels_in, fault *f) {
    onr_record *out = call->out;
    piece *p = LIST_ADD(out->a, &out->pieces);
    *p = (piece){ 0 };
    if (!tokens_cut(out->a, from->text, &from->blocks, &p->tokens, f)) {
        fault_where(f, from->input);
        return NULL;
    }
    model_label(call->reader->model, labels_in, &p->tokens, &p->labels);
    return p;
}

/* A text of usual length: its facts need no copying. */
static bool read_whole(read_call *call, const report *from, fault *f) {
    onr_record *out = call->out;
    const piece *p = read_piece(call, from, out->a, f);
    if (p) record_facts(out->a, from, &p->tokens, &p->labels, &out->record);
    return p;
}

static void *copied(arena *a, const void *from, size_t count, size_t size) {
    void *to = arena_alloc(a, count, size);
    if (count) memcpy(to, from, count * size);
    return to;
}

/* Of the labels what is written out; the record has the rest. */
static labels kept_labels(arena *a, const labels *from, size_t count) {
    return (labels){
        .upos = copied(a, from->upos, count, sizeof *from->upos),
        .head = copied(a, from->head, count, sizeof *from->head),
        .deprel = copied(a, from->deprel, count, sizeof *from->deprel),
        .sentence_of = copied(a, from->sentence_of, count, sizeof *from->sentence_of),
        .sentences = copied(a, from->sentences, from->sentence_count, sizeof *from->sentences),
        .sentence_count = from->sentence_count,
    };
}

/* A long one: what finding the facts of a section takes is given back after it. */
static bool read_sections(read_call *call, const report *from, fault *f) {
    onr_record *out = call->out;
    arena *scratch = call->scratch;
    record_join *join = record_join_new(out->a, &out->record);
    sections all = sections_of(from);
    report one;
    for (size_t offset; section_next(&all, out->a, &one, &offset);) {
        record part = { 0 };
        piece *p = read_piece(call, &one, scratch, f);
        if (!p) return false;
        p->offset = offset;
        record_facts(scratch, &one, &p->tokens, &p->labels, &part);
        record_join_add(join, &part, offset);
        p->labels = kept_labels(out->a, &p->labels, p->tokens.count);
        arena_reset(scratch, SCRATCH_KEEP);
    }
    return true;
}

/* A report in another language is not even cut: nothing here knows its words. */
static bool read_all(void *context, fault *f) {
    read_call *call = context;
    onr_record *out = call->out;
    const report *from = &out->report->report;
    record_begin(out->a, from, &out->record);
    if (record_reads(from)) {
        bool whole = from->text.length <= SECTION_MOST;
        if (!(whole ? read_whole : read_sections)(call, from, f)) return false;
    }
    view_build(out);
    return true;
}

static bool read_long(void *context, fault *f) {
    read_call *call = context;
    jmp_buf *guard = arena_guard(call->out->a, NULL);
    arena_guard(call->out->a, guard);
    arena_guard(call->scratch, guard);
    return read_all(context, f);
}

bool api_read(const onr_reader *reader, const onr_report *report_in, onr_record *out, fault *f) {
    read_call call = { reader, out, NULL };
    bool done = false;
    out->reader = reader;
    out->report = report_in;
    out->pieces = (piece_list){ 0 };
    if (report_in->report.text.length <= SECTION_MOST) {
        done = api_guarded(out->a, read_all, &call, f);
    } else if ((call.scratch = arena_new(arena_limit(out->a)))) {
        done = api_guarded(out->a, read_long, &call, f);
        arena_free(call.scratch);
    } else {
        FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory to read a long text");
    }
    if (!done && f->kind == FAULT_MEMORY) fault_where(f, report_in->report.input);
    return done;
}

bool onr_read(const onr_reader *reader, const onr_report *report_in,
              const onr_read_options *options, onr_record **out, onr_error *error) {
    fault f = { 0 };
    onr_read_options own;
    api_options(&own, sizeof own, options);
    onr_record *r = calloc(1, sizeof *r);
    if (r) r->a = arena_new(own.memory_limit ? own.memory_limit : API_MEMORY_LIMIT);
    bool done = r && r->a ? api_read(reader, report_in, r, &f)
                          : FAULT(&f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for a record");
    if (!done) {
        onr_record_free(r);
        return api_error(&f, error);
    }
    *out = r;
    return true;
}

void onr_record_free(onr_record *r) {
    if (!r) return;
    arena_free(r->a);
    free(r);
}
