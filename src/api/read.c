/* api/read.c: one report in, one record out. */
#include "api/objects.h"

#include <stdlib.h>
#include <string.h>

#include "api/sections.h"
#include "record/build.h"
#include "record/join.h"
#include "record/main_event_title.h"
#include "record/sure.h"
#include "text/tokens.h"

enum {
    SCRATCH_KEEP = 2 << 20, /* bytes of the scratch kept from section to section */
    TITLE_MOST = 400,        /* bytes of a title that is read */
};

typedef struct read_call {
    const onr_reader *reader;
    onr_record *out;
    arena *scratch; /* of a long text's sections, else NULL */
    arena *room;    /* of their labelling */
} read_call;

/* What labelling takes beside the labels is given back before facts are found. */
static void label_piece(const read_call *call, arena *a, const tokens *t, labels *out) {
    model_label_all(call->reader->model, call->room, &(label_job){ t, a, out }, 1);
    arena_reset(call->room, 0);
}

/* Cuts and labels a section. */
static bool read_piece(read_call *call, arena *a, const report *from, piece *p, fault *f) {
    if (!tokens_cut(a, from->text, &from->blocks, &p->tokens, f))
        return fault_where(f, from->input);
    label_piece(call, a, &p->tokens, &p->labels);
    return true;
}

static void add_sentences(onr_record *out, const piece *p) {
    for (size_t i = 0; i < p->labels.sentence_count; i++) {
        span at = piece_sentence(p, i);
        *LIST_ADD(out->a, &out->sentences) = (onr_span){ at.start, at.end };
    }
}

/* The title is read like the text: it names the main event. NULL where there is none. */
static titled *cut_title(arena *a, const report *from, const tokens *body) {
    fault f;
    if (!from->title.length || from->title.length > TITLE_MOST) return NULL;
    titled *t = ARENA_NEW(a, titled, 1);
    str words = title_in_small(a, from->title, body);
    return tokens_cut(a, words, &(block_list){ 0 }, &t->tokens, &f) ? t : NULL;
}

static void *copied(arena *a, const void *from, size_t count, size_t size) {
    void *to = arena_alloc(a, count, size);
    if (count) memcpy(to, from, count * size);
    return to;
}

/* Of a piece what is written out; the record has the rest. */
static void keep_piece(onr_record *out, const piece *p) {
    const labels *l = &p->labels;
    size_t count = p->tokens.count;
    piece *kept = LIST_ADD(out->a, &out->pieces);
    kept->offset = p->offset;
    kept->tokens = (tokens){ .text = p->tokens.text, .count = count };
    kept->tokens.at = copied(out->a, p->tokens.at, count, sizeof *p->tokens.at);
    kept->labels = (labels){
        .upos = copied(out->a, l->upos, count, sizeof *l->upos),
        .head = copied(out->a, l->head, count, sizeof *l->head),
        .deprel = copied(out->a, l->deprel, count, sizeof *l->deprel),
        .upos_sure = copied(out->a, l->upos_sure, count, sizeof *l->upos_sure),
        .cue_sure = copied(out->a, l->cue_sure, count, sizeof *l->cue_sure),
        .roles = copied(out->a, l->roles, l->role_count, sizeof *l->roles),
        .role_count = l->role_count,
        .sentence_of = copied(out->a, l->sentence_of, count, sizeof *l->sentence_of),
        .sentences = copied(out->a, l->sentences, l->sentence_count, sizeof *l->sentences),
        .sentence_count = l->sentence_count,
    };
}

static const titled *read_title(const read_call *call, const report *from, const tokens *body) {
    titled *t = cut_title(call->out->a, from, body);
    if (t) label_piece(call, call->out->a, &t->tokens, &t->labels);
    return t;
}

/* A long one: what reading a section takes is given back after it. */
static bool read_sections(read_call *call, const report *from, fault *f) {
    onr_record *out = call->out;
    arena *scratch = call->scratch;
    record_join *join = record_join_new(out->a, &out->record);
    sections all = sections_of(from);
    report one;
    for (size_t offset; section_next(&all, scratch, &one, &offset);) {
        piece p = { .offset = offset };
        record part = { .gazetteer = out->record.gazetteer, .listed = out->record.listed };
        if (!read_piece(call, scratch, &one, &p, f)) return false;
        if (!offset) part.title = read_title(call, from, &p.tokens);
        record_facts(scratch, &one, &p.tokens, &p.labels, &part);
        p.tokens.text = one.text; /* what is written are the report's bytes */
        record_join_add(join, &part, offset);
        add_sentences(out, &p);
        if (!out->only_write) keep_piece(out, &p);
        arena_reset(scratch, SCRATCH_KEEP);
    }
    return true;
}

/* The gazetteer, or a note that there is none. */
static void set_gazetteer(const onr_reader *reader, onr_record *out) {
    out->record.listed = reader->listed;
    str words = STR("there is no gazetteer, so places were not looked for");
    if (reader->has_gazetteer) out->record.gazetteer = &reader->gazetteer;
    else *LIST_ADD(out->a, &out->record.notes) = (note){ "no-gazetteer", NOTE_NOWHERE, words };
}

static void finish(onr_record *out) {
    if (out->min_confidence > 0) record_keep_sure(out->a, &out->record, out->min_confidence);
    if (!out->only_write) view_build(out);
}

static bool read_long_text(void *context, fault *f) {
    read_call *call = context;
    onr_record *out = call->out;
    const report *from = &out->report->report;
    record_begin(out->a, from, &out->record);
    if (record_reads(from)) {
        set_gazetteer(call->reader, out);
        if (!read_sections(call, from, f)) return false;
    }
    finish(out);
    return true;
}

static bool read_long(void *context, fault *f) {
    read_call *call = context;
    jmp_buf *guard = arena_guard(call->out->a, NULL);
    arena_guard(call->out->a, guard);
    arena_guard(call->scratch, guard);
    arena_guard(call->room, guard);
    return read_long_text(context, f);
}

/* ---- a text of usual length: cut, labelled, understood, its facts never copied ---- */

static bool is_long(const onr_report *r) {
    return r->report.text.length > SECTION_MOST;
}

/* A report in another language is not even cut: nothing here knows its words. */
static bool cut(void *context, fault *f) {
    onr_record *out = context;
    const report *from = &out->report->report;
    record_begin(out->a, from, &out->record);
    if (is_long(out->report) || !record_reads(from)) return true;
    set_gazetteer(out->reader, out);
    piece *p = LIST_ADD(out->a, &out->pieces);
    *p = (piece){ 0 };
    if (!tokens_cut(out->a, from->text, &from->blocks, &p->tokens, f))
        return fault_where(f, from->input);
    out->title = cut_title(out->a, from, &p->tokens);
    return true;
}

bool api_cut(const onr_reader *reader, const onr_report *report_in, onr_record *out, fault *f) {
    out->reader = reader;
    out->report = report_in;
    out->pieces = (piece_list){ 0 };
    out->view = (view){ 0 };
    out->sentences = (sentence_spans){ 0 };
    out->title = NULL;
    return api_guarded(out->a, cut, out, f)
        || (f->kind == FAULT_MEMORY && fault_where(f, report_in->report.input));
}

typedef struct label_call {
    const onr_reader *reader;
    onr_record *const *all;
    size_t count;
    arena *scratch;
} label_call;

static bool label(void *context, fault *f) {
    (void)f;
    label_call *call = context;
    jmp_buf *guard = arena_guard(call->scratch, NULL);
    arena_guard(call->scratch, guard);
    label_job *jobs = ARENA_NEW(call->scratch, label_job, 2 * call->count);
    size_t count = 0;
    for (size_t i = 0; i < call->count; i++) {
        onr_record *r = call->all[i];
        arena_guard(r->a, guard);
        if (r->pieces.count)
            jobs[count++] = (label_job){ &r->pieces.at->tokens, r->a, &r->pieces.at->labels };
        if (r->title) jobs[count++] = (label_job){ &r->title->tokens, r->a, &r->title->labels };
    }
    model_label_all(call->reader->model, call->scratch, jobs, count);
    for (size_t i = 0; i < call->count; i++) arena_guard(call->all[i]->a, NULL);
    return true;
}

bool api_label(const onr_reader *reader, onr_record *const *all, size_t count, arena *scratch,
               fault *f) {
    label_call call = { reader, all, count, scratch };
    return api_guarded(scratch, label, &call, f);
}

static bool understand(void *context, fault *f) {
    (void)f;
    onr_record *out = context;
    const report *from = &out->report->report;
    if (out->pieces.count) {
        piece *p = out->pieces.at;
        add_sentences(out, p);
        out->record.title = out->title;
        record_facts(out->a, from, &p->tokens, &p->labels, &out->record);
        p->tokens.text = from->text; /* what is written are the report's bytes */
    }
    finish(out);
    return true;
}

/* ---- both ---- */

static bool read_in_sections(onr_record *out, fault *f) {
    size_t limit = arena_limit(out->a);
    read_call call = { out->reader, out, arena_new(limit), arena_new(limit) };
    bool done = call.scratch && call.room
        ? api_guarded(out->a, read_long, &call, f)
        : FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory to read a long text");
    arena_free(call.scratch);
    arena_free(call.room);
    return done;
}

bool api_understand(onr_record *out, fault *f) {
    bool done = is_long(out->report) ? read_in_sections(out, f)
                                     : api_guarded(out->a, understand, out, f);
    return done || (f->kind == FAULT_MEMORY && fault_where(f, out->report->report.input));
}

bool api_read(const onr_reader *reader, const onr_report *report_in, onr_record *out, fault *f) {
    if (!api_cut(reader, report_in, out, f)) return false;
    if (api_label(reader, &out, 1, out->a, f)) return api_understand(out, f);
    return fault_where(f, report_in->report.input);
}

bool api_read_options(onr_read_options *to, const onr_read_options *from, fault *f) {
    api_options(to, sizeof *to, from);
    if (!to->memory_limit) to->memory_limit = API_MEMORY_LIMIT;
    return (to->min_confidence >= 0 && to->min_confidence <= 1)
        || FAULT(f, FAULT_USAGE, FAULT_NOWHERE, "min_confidence is no number from 0 to 1");
}

bool onr_read(const onr_reader *reader, const onr_report *report_in,
              const onr_read_options *options, onr_record **out, onr_error *error) {
    fault f = { 0 };
    onr_read_options own;
    if (!api_read_options(&own, options, &f)) return api_error(&f, error);
    onr_record *r = calloc(1, sizeof *r);
    if (r) {
        r->a = arena_new(own.memory_limit);
        r->only_write = own.only_write;
        r->min_confidence = own.min_confidence;
    }
    bool done = r && r->a ? api_read(reader, report_in, r, &f)
                          : FAULT(&f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for a record");
    if (!done) {
        onr_record_free(r);
        return api_error(&f, error);
    }
    *out = r;
    return true;
}

const char *record_weights(const onr_record *r) {
    return r->weights ? r->weights : model_name(r->reader->model);
}

const char *record_program(const onr_record *r) {
    return r->program ? r->program : r->reader->program;
}

void onr_record_free(onr_record *r) {
    if (!r) return;
    arena_free(r->a);
    free(r);
}
