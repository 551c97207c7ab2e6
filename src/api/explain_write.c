/* api/explain_write.c: why each fact is there, as text for people and as one line of JSON. */
#include "api/explain.h"
#include "api/page.h"

/* ---- text ---- */

enum { INDENT = 2, INSIDE = 6, HANGING = 10 };

static str words_at(const onr_record *r, span at) {
    return str_in(r->report->report.text, at);
}

static void text_line(page *p, const char *head) {
    page_start(p, INSIDE, HANGING);
    page_words(p, PAGE_DIM, str_of(head));
    page_words(p, PAGE_PLAIN, STR(" "));
}

static void text_words(page *p, const onr_record *r, const fact *f) {
    text_line(p, "words:");
    for (size_t i = 0; i < f->spans.count; i++) {
        if (i) page_words(p, PAGE_DIM, STR(" … "));
        page_words(p, PAGE_QUOTE, words_at(r, f->spans.at[i]));
    }
    page_end(p);
}

static void text_labels(page *p, const onr_record *r, const fact *f) {
    reader_label found[LABELS_SHOWN];
    size_t count = explain_labels(r, f, found);
    for (size_t i = 0; i < count; i++) {
        text_line(p, "reader:");
        page_words(p, PAGE_ACT, str_of(found[i].label));
        page_words(p, PAGE_DIM, arena_print(p->out->a, " %.2f ", found[i].probability));
        page_words(p, PAGE_PLAIN, words_at(r, found[i].at));
        page_end(p);
    }
}

static void text_reasons(page *p, const fact *f) {
    for (size_t i = 0; i < f->reason_count; i++) {
        const reason *x = &f->reasons[i];
        text_line(p, arena_print(p->out->a, "%s:", x->field).at);
        page_words(p, PAGE_ACT, x->value);
        page_words(p, PAGE_PLAIN, STR(" – by "));
        page_words(p, PAGE_PLAIN, str_of(x->by));
        page_end(p);
    }
}

static void text_fact(page *p, const onr_record *r, const fact *f) {
    page_start(p, INDENT, INSIDE);
    page_words(p, PAGE_WHO, str_of(f->id));
    page_words(p, PAGE_PLAIN, arena_print(p->out->a, " %s ", f->kind));
    page_words(p, PAGE_ACT, f->value);
    page_words(p, PAGE_DIM, arena_print(p->out->a, " (confidence %.2f)", f->confidence));
    page_end(p);
    text_words(p, r, f);
    if (f->by) {
        text_line(p, "found by:");
        page_words(p, PAGE_PLAIN, str_of(f->by));
        page_end(p);
    }
    text_labels(p, r, f);
    text_reasons(p, f);
}

static void text_nothing(page *p, const onr_record *r, size_t row) {
    reader_label near = explain_nearest(r, row);
    page_start(p, INDENT, INSIDE);
    page_words(p, PAGE_DIM, STR("no fact; nearest to a cue: "));
    page_words(p, PAGE_PLAIN, words_at(r, near.at));
    page_words(p, PAGE_DIM, arena_print(p->out->a, " %.2f", near.probability));
    page_end(p);
}

void write_explained_text(out *o, const onr_record *r) {
    page p = page_of(o);
    fact_list all = explain_facts(o->a, r, o->options.only);
    size_t k = 0;
    for (size_t i = 0; i < r->sentences.count; i++) {
        bool any = k < all.count && all.at[k].sentence == i;
        if (!any && o->options.only) continue;
        span at = { r->sentences.at[i].start, r->sentences.at[i].end };
        page_line(&p, PAGE_HEADING, 0, words_at(r, at));
        for (; k < all.count && all.at[k].sentence == i; k++) text_fact(&p, r, &all.at[k]);
        if (!any) text_nothing(&p, r, i);
    }
    out_words(o, "\n");
}

/* ---- JSON ---- */

typedef struct telling {
    json_writer w;
    const onr_record *r;
    offsets at;
} telling;

static void member(telling *t, const char *key, str value) {
    json_key(&t->w, key);
    json_str(&t->w, value);
}

static void number_member(telling *t, const char *key, double n) {
    json_key(&t->w, key);
    json_number(&t->w, n, 2);
}

static void span_member(telling *t, span at) {
    json_key(&t->w, "span");
    json_span(&t->w, &t->at, at.start, at.end);
    member(t, "words", words_at(t->r, at));
}

static void json_label(telling *t, const reader_label *l) {
    json_open(&t->w, '{');
    member(t, "label", str_of(l->label));
    span_member(t, l->at);
    number_member(t, "probability", l->probability);
    json_close(&t->w, '}');
}

static void json_lists(telling *t, const fact *f) {
    reader_label found[LABELS_SHOWN];
    size_t count = explain_labels(t->r, f, found);
    json_key(&t->w, "reader");
    json_open(&t->w, '[');
    for (size_t i = 0; i < count; i++) json_label(t, &found[i]);
    json_close(&t->w, ']');
    json_key(&t->w, "reasons");
    json_open(&t->w, '[');
    for (size_t i = 0; i < f->reason_count; i++) {
        json_open(&t->w, '{');
        member(t, "field", str_of(f->reasons[i].field));
        member(t, "value", f->reasons[i].value);
        member(t, "by", str_of(f->reasons[i].by));
        json_close(&t->w, '}');
    }
    json_close(&t->w, ']');
}

static void json_fact(telling *t, const fact *f) {
    json_open(&t->w, '{');
    member(t, "id", str_of(f->id));
    member(t, "kind", str_of(f->kind));
    member(t, "value", f->value);
    number_member(t, "confidence", f->confidence);
    member(t, "by", f->by ? str_of(f->by) : STR_NONE);
    json_key(&t->w, "words");
    json_open(&t->w, '[');
    for (size_t i = 0; i < f->spans.count; i++) {
        json_open(&t->w, '{');
        span_member(t, f->spans.at[i]);
        json_close(&t->w, '}');
    }
    json_close(&t->w, ']');
    json_lists(t, f);
    json_close(&t->w, '}');
}

static void json_nothing(telling *t, size_t row) {
    reader_label near = explain_nearest(t->r, row);
    onr_span at = t->r->sentences.at[row];
    json_open(&t->w, '{');
    span_member(t, (span){ at.start, at.end });
    json_key(&t->w, "nearest");
    json_label(t, &near);
    json_close(&t->w, '}');
}

/* The sentences in which nothing was found, where all facts are told. */
static void json_without(telling *t, const fact_list *all, bool told) {
    json_key(&t->w, "without");
    json_open(&t->w, '[');
    for (size_t i = 0, k = 0; told && i < t->r->sentences.count; i++) {
        bool any = k < all->count && all->at[k].sentence == i;
        while (k < all->count && all->at[k].sentence == i) k++;
        if (!any) json_nothing(t, i);
    }
    json_close(&t->w, ']');
}

void write_explained_json(out *o, const onr_record *r) {
    str text = r->report->report.text;
    telling t = { out_json(o), r, offsets_of(o->a, text, o->options.code_points) };
    fact_list all = explain_facts(o->a, r, o->options.only);
    json_open(&t.w, '{');
    member(&t, "id", r->record.id);
    member(&t, "input", r->report->report.input);
    json_key(&t.w, "facts");
    json_open(&t.w, '[');
    for (size_t i = 0; i < all.count; i++) json_fact(&t, &all.at[i]);
    json_close(&t.w, ']');
    json_without(&t, &all, !o->options.only);
    json_close(&t.w, '}');
    out_words(o, "\n");
}
