/* api/write.c: a record into a sink, in the form that is asked for. */
#include <stdlib.h>

#include "api/explain.h"
#include "api/out.h"

typedef struct write_call {
    const onr_record *record;
    out *out;
} write_call;

static bool write_all(void *context, fault *f) {
    static void (*const writers[])(out *, const onr_record *) = {
        [ONR_OUTPUT_JSON] = write_json, [ONR_OUTPUT_TEXT] = write_text,
        [ONR_OUTPUT_CONLLU] = write_conllu, [ONR_OUTPUT_BRAT] = write_brat,
        [ONR_OUTPUT_WHY] = write_explained_json, [ONR_OUTPUT_WHY_TEXT] = write_explained_text,
        [ONR_OUTPUT_JSONLD] = write_jsonld, [ONR_OUTPUT_ANNOTATION] = write_annotation,
        [ONR_OUTPUT_FTM] = write_ftm, [ONR_OUTPUT_PLOVER] = write_plover,
        [ONR_OUTPUT_POLECAT] = write_polecat, [ONR_OUTPUT_GDELT] = write_gdelt,
    };
    write_call *call = context;
    out *o = call->out;
    if ((unsigned)o->options.output >= sizeof writers / sizeof *writers)
        return FAULT(f, FAULT_USAGE, FAULT_NOWHERE, "there is no output %u",
                     (unsigned)o->options.output);
    bool why = o->options.output == ONR_OUTPUT_WHY || o->options.output == ONR_OUTPUT_WHY_TEXT;
    bool needs_tokens = o->options.output == ONR_OUTPUT_CONLLU || why
        || (o->options.output == ONR_OUTPUT_JSON && o->options.tokens);
    if (needs_tokens && call->record->only_write)
        return FAULT(f, FAULT_USAGE, FAULT_NOWHERE, "the record was read without its tokens");
    jmp_buf *guard = arena_guard(o->a, NULL);
    arena_guard(o->a, guard);
    arena_guard(o->words, guard);
    if (why && o->options.only && !explain_facts(o->a, call->record, o->options.only).count)
        return FAULT(f, FAULT_USAGE, FAULT_NOWHERE, "the record has no fact \"%.20s\"",
                     o->options.only);
    writers[o->options.output](o, call->record);
    out_flush(o);
    if (o->refused)
        return FAULT(f, FAULT_STORE, FAULT_NOWHERE, "the output could not be written");
    return true;
}

bool onr_record_write(const onr_record *r, const onr_write_options *options, onr_sink *sink,
                      void *to, onr_error *error) {
    fault f = { 0 };
    out o = { .sink = sink, .to = to };
    o.a = arena_new(API_MEMORY_LIMIT);
    o.words = arena_new(API_MEMORY_LIMIT);
    api_options(&o.options, sizeof o.options, options);
    write_call call = { r, &o };
    bool done = o.a && o.words ? api_guarded(o.a, write_all, &call, &f)
                    : FAULT(&f, FAULT_MEMORY, FAULT_NOWHERE, "no memory to write a record");
    arena_free(o.a);
    arena_free(o.words);
    return done || api_error(&f, error);
}
