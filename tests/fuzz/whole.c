/* tests/fuzz/whole.c: any bytes through the whole program: reports out of them, their records,
 * in every form. The first byte chooses the weights: the real ones, or tiny random ones, under
 * which the rules meet labels and trees that no grammar would give. */
#include <json-c/json.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "onrecord.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static const onr_reader *reader_for(int kind) {
    static const char *const paths[] = { TEST_ROOT "/models/english-fast.onrw",
                                         TEST_ROOT "/tests/model/tiny.onrw" };
    static onr_reader *readers[2];
    onr_error error;
    if (!readers[kind] && !onr_reader_open(paths[kind], NULL, &readers[kind], &error)) {
        fprintf(stderr, "%s\n", error.what);
        exit(1);
    }
    return readers[kind];
}

static void hold(bool it, const char *what) {
    if (it) return;
    fprintf(stderr, "%s\n", what);
    abort();
}

static void check_spans(const onr_record *record, const onr_span *spans, size_t count) {
    onr_text text = onr_record_report(record)->text;
    for (size_t i = 0; i < count; i++) {
        hold(spans[i].start < spans[i].end && spans[i].end <= text.length, "a span inside");
        hold((text.at[spans[i].start] & 0xC0) != 0x80, "a span from a character on");
        hold(i == 0 || spans[i - 1].end <= spans[i].start, "spans in order");
    }
}

static void check_record(const onr_record *record) {
    const onr_statement *s;
    const onr_actor *a;
    const onr_time *t;
    for (size_t i = 0; (s = onr_record_statement(record, i)); i++) {
        check_spans(record, s->source, s->source_count);
        check_spans(record, s->cue, s->cue_count);
        check_spans(record, s->content, s->content_count);
        hold(s->confidence >= 0 && s->confidence <= 1, "a statement's confidence");
    }
    for (size_t i = 0; (a = onr_record_actor(record, i)); i++) {
        for (size_t k = 0; k < a->mention_count; k++) check_spans(record, &a->mentions[k], 1);
        hold(a->name.length > 0, "an actor's name");
    }
    for (size_t i = 0; (t = onr_record_time(record, i)); i++) check_spans(record, &t->at, 1);
}

typedef struct written {
    char *at;
    size_t count, room;
} written;

static bool into_memory(void *to, const char *bytes, size_t length) {
    written *w = to;
    if (w->count + length + 1 > w->room) {
        w->room = (w->count + length + 1) * 2;
        w->at = realloc(w->at, w->room);
        hold(w->at, "memory for the output");
    }
    memcpy(w->at + w->count, bytes, length);
    w->count += length;
    w->at[w->count] = 0;
    return true;
}

static void check_json(const written *w) {
    struct json_tokener *strict = json_tokener_new();
    json_tokener_set_flags(strict, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
    hold(w->count > 0 && w->at[w->count - 1] == '\n', "a line");
    hold(!memchr(w->at, '\n', w->count - 1), "one line");
    struct json_object *o = json_tokener_parse_ex(strict, w->at, (int)w->count - 1);
    hold(json_tokener_get_error(strict) == json_tokener_success && o, "JSON");
    json_object_put(o);
    json_tokener_free(strict);
}

/* Words for people hold no control character but line ends. */
static void check_text(const written *w) {
    for (size_t i = 0; i < w->count; i++)
        hold((unsigned char)w->at[i] >= ' ' || w->at[i] == '\n', "harmless text");
}

static void write_all(const onr_record *record) {
    for (int form = 0; form <= ONR_OUTPUT_WHY_TEXT; form++) {
        onr_write_options options = ONR_WRITE_DEFAULT;
        written w = { 0 };
        onr_error error;
        options.output = (onr_output)form;
        options.tokens = options.code_points = true;
        hold(onr_record_write(record, &options, into_memory, &w, &error), "a record is written");
        if (form == ONR_OUTPUT_JSON || form == ONR_OUTPUT_WHY) check_json(&w);
        if (form == ONR_OUTPUT_TEXT || form == ONR_OUTPUT_WHY_TEXT) check_text(&w);
        free(w.at);
    }
}

static void read_report(const onr_reader *reader, const onr_report *report) {
    onr_record *record;
    onr_error error;
    if (!onr_read(reader, report, NULL, &record, &error)) return;
    check_record(record);
    write_all(record);
    onr_record_free(record);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    onr_source *source;
    onr_report *report;
    onr_error error;
    onr_source_options options = ONR_SOURCE_DEFAULT;
    options.published = "2026-01-04";
    if (!size) return 0;
    const onr_reader *reader = reader_for(bytes[0] & 1);
    hold(onr_source_open_bytes(bytes + 1, size - 1, "fuzz", &options, &source, &error), "a source");
    for (onr_next next; (next = onr_source_next(source, &report, &error)) != ONR_NEXT_END;) {
        if (next == ONR_NEXT_BROKEN) continue;
        read_report(reader, report);
        onr_report_free(report);
    }
    onr_source_close(source);
    return 0;
}
