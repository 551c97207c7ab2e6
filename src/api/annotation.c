/* api/annotation.c: facts as W3C Web Annotations (Recommendation of 23 February 2017), one a line.
 * A TextPositionSelector counts code points of the record's text, as the data model asks, a
 * TextQuoteSelector finds the words again where the page has other text around. */
#include "api/forms.h"

#include "base/escape.h"

enum { AROUND = 32 /* code points of prefix and suffix */ };

typedef struct annotation {
    form form;
    offsets points;
} annotation;

/* ---- targets ---- */

static bool inside_character(str text, size_t at) {
    return at < text.length && ((unsigned char)text.at[at] & 0xC0) == 0x80;
}

static size_t back(str text, size_t at) {
    for (int i = 0; i < AROUND && at; i++)
        do at--;
        while (at && inside_character(text, at));
    return at;
}

static size_t forth(str text, size_t at) {
    for (int i = 0; i < AROUND && at < text.length; i++)
        do at++;
        while (inside_character(text, at));
    return at;
}

static void selectors(annotation *n, span at) {
    json_writer *w = &n->form.w;
    str text = n->form.from->text;
    json_key(w, "selector");
    json_open(w, '[');
    json_open(w, '{');
    form_member(&n->form, "type", STR("TextPositionSelector"));
    json_key(w, "start");
    json_int(w, (long long)offset_at(&n->points, at.start));
    json_key(w, "end");
    json_int(w, (long long)offset_at(&n->points, at.end));
    json_close(w, '}');
    json_open(w, '{');
    form_member(&n->form, "type", STR("TextQuoteSelector"));
    form_member(&n->form, "exact", str_in(text, at));
    form_member(&n->form, "prefix", str_cut(text, back(text, at.start), at.start));
    form_member(&n->form, "suffix", str_cut(text, at.end, forth(text, at.end)));
    json_close(w, '}');
    json_close(w, ']');
}

static void targets(annotation *n, const span *spans, size_t count) {
    json_key(&n->form.w, "target");
    json_open(&n->form.w, '[');
    for (size_t i = 0; i < count; i++) {
        json_open(&n->form.w, '{');
        form_member(&n->form, "source", form_report_urn(&n->form));
        selectors(n, spans[i]);
        json_close(&n->form.w, '}');
    }
    json_close(&n->form.w, ']');
}

/* ---- bodies ---- */

static void body(annotation *n, const char *purpose, str words) {
    if (!words.length) return;
    json_open(&n->form.w, '{');
    form_member(&n->form, "type", STR("TextualBody"));
    form_member(&n->form, "purpose", str_of(purpose));
    form_member(&n->form, "value", words);
    json_close(&n->form.w, '}');
}

static void actor_bodies(annotation *n, const id_list *ids) {
    for (size_t i = 0; i < ids->count; i++)
        body(n, "identifying", form_actor(&n->form, ids->at[i]));
}

static void begin(annotation *n, char letter, size_t number, const char *kind) {
    json_writer *w = &n->form.w;
    json_open(w, '{');
    form_member(&n->form, "@context", STR("http://www.w3.org/ns/anno.jsonld"));
    form_member(&n->form, "id", form_urn(&n->form, letter, number));
    form_member(&n->form, "type", STR("Annotation"));
    form_member(&n->form, "motivation", STR("describing"));
    json_key(w, "generator");
    json_open(w, '{');
    form_member(&n->form, "type", STR("Software"));
    form_member(&n->form, "name",
                arena_print(n->form.a, "onrecord %s", record_program(n->form.r)));
    json_close(w, '}');
    json_key(w, "body");
    json_open(w, '[');
    body(n, "tagging", str_of(kind));
}

static void end(annotation *n, const span *spans, size_t count) {
    json_close(&n->form.w, ']');
    targets(n, spans, count);
    json_close(&n->form.w, '}');
    n->form.w.comma = false; /* the next is a document of its own */
    out_words(n->form.out, "\n");
}

/* ---- facts ---- */

static void write_statement(annotation *n, size_t i) {
    const statement *s = &n->form.record->statements.at[i];
    begin(n, 's', i, "statement");
    body(n, "tagging", str_of(act_name(s->act)));
    body(n, "tagging", str_of(quotation_name(s->quotation)));
    if (s->channel.kind) body(n, "tagging", str_of(channel_kind_name(s->channel.kind)));
    actor_bodies(n, &s->speakers);
    end(n, s->content.at, s->content.count);
}

static void write_event(annotation *n, size_t i) {
    const event *e = &n->form.record->events.at[i];
    begin(n, 'e', i, "event");
    body(n, "tagging", e->type);
    body(n, "tagging", e->mode);
    body(n, "tagging", str_of(event_status_name(e->status)));
    body(n, "describing", escape_plain(n->form.a, e->predicate));
    actor_bodies(n, &e->actors);
    end(n, e->spans.at, 1);
}

static void write_expectation(annotation *n, size_t i) {
    const expectation *e = &n->form.record->expectations.at[i];
    begin(n, 'x', i, "expectation");
    body(n, "tagging", str_of(expectation_kind_name(e->kind)));
    actor_bodies(n, &e->who);
    end(n, &e->at, 1);
}

static void write_silence(annotation *n, size_t i) {
    const silence *q = &n->form.record->silences.at[i];
    begin(n, 'q', i, "silence");
    body(n, "tagging", str_of(silence_kind_name(q->kind)));
    actor_bodies(n, &q->who);
    end(n, &q->at, 1);
}

static void write_list(annotation *n, char letter, size_t count,
                       void (*write_one)(annotation *n, size_t i)) {
    for (size_t i = 0; i < count; i++)
        if (record_asks(n->form.r, letter, i)) write_one(n, i);
}

void write_annotation(out *o, const onr_record *r) {
    annotation n = { form_of(o, r), offsets_of(o->a, r->report->report.text, true) };
    write_list(&n, 's', r->record.statements.count, write_statement);
    write_list(&n, 'e', r->record.events.count, write_event);
    write_list(&n, 'x', r->record.expectations.count, write_expectation);
    write_list(&n, 'q', r->record.silences.count, write_silence);
}
