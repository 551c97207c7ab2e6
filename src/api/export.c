/* api/export.c: what answers a question, in any of the forms of output, as it is found. */
#include "api/out.h"
#include "api/row_forms.h"

typedef struct exporting {
    onr_ledger *ledger;
    const onr_question *question;
    onr_write_options options;
    onr_sink *sink;
    void *to;
    onr_error *error;
    onr_error wrong; /* of one record or row; kind NONE while all is well */
    row_page page;
    const onr_field *fields; /* of the row that is written */
    size_t count;
} exporting;

/* ---- records ---- */

static bool write_one(void *user, const onr_record *r) {
    exporting *e = user;
    return onr_record_write(r, &e->options, e->sink, e->to, &e->wrong);
}

/* The names of the columns stand there even where no row follows. */
static void header(out *o) {
    if (o->options.output == ONR_OUTPUT_POLECAT) write_polecat(o, NULL);
    if (o->options.output == ONR_OUTPUT_GDELT) write_gdelt(o, NULL);
}

static bool export_records(exporting *e, out *o) {
    fault f = { 0 };
    if (o->options.header) header(o);
    out_flush(o);
    if (o->refused) {
        FAULT(&f, FAULT_STORE, FAULT_NOWHERE, "the output could not be written");
        return api_error(&f, e->error);
    }
    e->options.header = false;
    if (!onr_ledger_records(e->ledger, e->question, write_one, e, e->error)) return false;
    if (e->wrong.kind && e->error) *e->error = e->wrong;
    return !e->wrong.kind;
}

/* ---- rows ---- */

static bool write_row(void *context, fault *f) {
    exporting *e = context;
    (void)f;
    row_forms_row(&e->page, e->fields, e->count);
    return !e->page.out->refused;
}

static bool take_row(void *user, const onr_field *fields, size_t count) {
    exporting *e = user;
    fault f = { 0 };
    e->fields = fields;
    e->count = count;
    if (api_guarded(e->page.out->a, write_row, e, &f)) return true;
    if (!e->page.out->refused) api_error(&f, &e->wrong);
    return false;
}

static bool begin_rows(void *context, fault *f) {
    (void)f;
    row_forms_begin(context);
    return true;
}

static bool end_rows(void *context, fault *f) {
    row_page *p = context;
    row_forms_end(p);
    out_flush(p->out);
    return !p->out->refused
        || FAULT(f, FAULT_STORE, FAULT_NOWHERE, "the output could not be written");
}

/* Until one row tells when it is of: the newest report stands first. */
static bool find_newest(void *user, const onr_field *fields, size_t count) {
    exporting *e = user;
    e->page.newest = row_forms_time(fields, count);
    return e->page.newest.day.year == 0;
}

static bool export_rows(exporting *e, out *o) {
    fault f = { 0 };
    e->page = (row_page){ .out = o, .question = e->question };
    if (o->options.output == ONR_OUTPUT_ATOM
        && !onr_ledger_ask(e->ledger, e->question, find_newest, e, e->error)) return false;
    if (!onr_ledger_columns(e->ledger, e->question->of, row_forms_column, &e->page, e->error))
        return false;
    if (!api_guarded(o->a, begin_rows, &e->page, &f)) return api_error(&f, e->error);
    if (!onr_ledger_ask(e->ledger, e->question, take_row, e, e->error)) return false;
    if (e->wrong.kind) {
        if (e->error) *e->error = e->wrong;
        return false;
    }
    return api_guarded(o->a, end_rows, &e->page, &f) || api_error(&f, e->error);
}

/* ---- either ---- */

static bool is_of_rows(onr_output output) {
    return output >= ONR_OUTPUT_CSV && output <= ONR_OUTPUT_ATOM;
}

/* The facts that a form is made of. */
static bool fits(onr_output output, const onr_question *q) {
    if (q->count != ONR_ROWS) return false;
    switch (output) {
    case ONR_OUTPUT_JSON:
    case ONR_OUTPUT_BRAT:
    case ONR_OUTPUT_FTM:
    case ONR_OUTPUT_ANNOTATION:
        return q->of == ONR_REPORTS || q->of == ONR_STATEMENTS || q->of == ONR_EVENTS
            || q->of == ONR_SILENCES;
    case ONR_OUTPUT_JSONLD: return q->of == ONR_REPORTS || q->of == ONR_STATEMENTS;
    case ONR_OUTPUT_PLOVER:
    case ONR_OUTPUT_POLECAT:
    case ONR_OUTPUT_GDELT: return q->of == ONR_REPORTS || q->of == ONR_EVENTS;
    default: return is_of_rows(output) && row_forms_fit(output, q->of);
    }
}

bool onr_ledger_export(onr_ledger *l, const onr_question *given, const onr_write_options *options,
                       onr_sink *sink, void *to, onr_error *error) {
    onr_question q;
    fault f = { 0 };
    api_options(&q, sizeof q, given);
    exporting e = { .ledger = l, .question = &q, .sink = sink, .to = to, .error = error };
    api_options(&e.options, sizeof e.options, options);
    if (!fits(e.options.output, &q)) {
        FAULT(&f, FAULT_USAGE, FAULT_NOWHERE, "the answers to that question have no such output");
        return api_error(&f, error);
    }
    out o = { .sink = sink, .to = to, .options = e.options };
    o.a = arena_new(API_MEMORY_LIMIT);
    o.words = arena_new(API_MEMORY_LIMIT);
    bool done = o.a && o.words;
    if (done) {
        done = is_of_rows(e.options.output) ? export_rows(&e, &o) : export_records(&e, &o);
    } else {
        FAULT(&f, FAULT_MEMORY, FAULT_NOWHERE, "no memory to write");
        api_error(&f, error);
    }
    arena_free(o.a);
    arena_free(o.words);
    return done;
}
