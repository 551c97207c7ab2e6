/* api/read.c: one report in, one record out. */
#include "api/objects.h"

#include <stdlib.h>

#include "record/build.h"
#include "text/tokens.h"

typedef struct read_call {
    const onr_reader *reader;
    onr_record *out;
} read_call;

/* A report in another language is not even cut: nothing here knows its words. */
static bool read_all(void *context, fault *f) {
    read_call *call = context;
    onr_record *out = call->out;
    const report *from = &out->report->report;
    if (record_reads(from)) {
        if (!tokens_cut(out->a, from->text, &from->blocks, &out->tokens, f))
            return fault_where(f, from->input);
        model_label(call->reader->model, out->a, &out->tokens, &out->labels);
    }
    record_build(out->a, from, &out->tokens, &out->labels, &out->record);
    view_build(out);
    return true;
}

bool api_read(const onr_reader *reader, const onr_report *report_in, onr_record *out, fault *f) {
    read_call call = { reader, out };
    out->reader = reader;
    out->report = report_in;
    out->tokens = (tokens){ .text = report_in->report.text };
    out->labels = (labels){ 0 };
    if (api_guarded(out->a, read_all, &call, f)) return true;
    if (f->kind == FAULT_MEMORY) fault_where(f, report_in->report.input);
    return false;
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
