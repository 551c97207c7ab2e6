/* api/source.c: reports out of inputs, with what the caller knows of them added. */
#include "api/objects.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/block_times.h"
#include "text/blocks.h"

static_assert((int)ONR_FORM_AUTO == (int)SOURCE_AUTO, "one order");
static_assert((int)ONR_FORM_TEXT == (int)SOURCE_TEXT, "one order");
static_assert((int)ONR_FORM_HTML == (int)SOURCE_HTML, "one order");
static_assert((int)ONR_FORM_JSONL == (int)SOURCE_JSONL, "one order");
static_assert((int)ONR_FORM_FEED == (int)SOURCE_FEED, "one order");
static_assert((int)ONR_FORM_MAIL == (int)SOURCE_MAIL, "one order");
static_assert((int)ONR_FORM_TSV == (int)SOURCE_TSV, "one order");
static_assert(SOURCE_FORMS == (int)ONR_FORM_TSV + 1, "every form");

const char *onr_form_name(onr_form form) {
    return (unsigned)form < SOURCE_FORMS ? source_form_name((source_form)form) : NULL;
}

/* ---- opening ---- */

static bool options_hold(const onr_source_options *o, fault *f) {
    moment m;
    if ((unsigned)o->form >= SOURCE_FORMS)
        return FAULT(f, FAULT_USAGE, FAULT_NOWHERE, "there is no form %u", (unsigned)o->form);
    if (o->published && !moment_read(str_of(o->published), &m))
        return FAULT(f, FAULT_USAGE, FAULT_NOWHERE,
                     "\"%.40s\" is no date as ISO 8601 writes it (2026-01-04)", o->published);
    return true;
}

static str keep(char **to, const char *words) {
    if (!words) return STR_NONE;
    size_t length = strlen(words);
    str kept = { memcpy(*to, words, length + 1), length };
    *to += length + 1;
    return kept;
}

static size_t room_for(const char *words) {
    return words ? strlen(words) + 1 : 0;
}

static onr_source *new_source(const onr_source_options *o, fault *f) {
    if (!options_hold(o, f)) return NULL;
    onr_source *s = calloc(1, sizeof *s);
    char *words = malloc(room_for(o->published) + room_for(o->title) + room_for(o->site) + 1);
    if (!s || !words) {
        free(s);
        free(words);
        FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for a source");
        return NULL;
    }
    s->words = words;
    s->published = keep(&words, o->published);
    s->title = keep(&words, o->title);
    s->site = keep(&words, o->site);
    return s;
}

void onr_source_close(onr_source *s) {
    if (!s) return;
    source_close(s->source);
    free(s->fetched.bytes);
    arena_free(s->words_of_fetched);
    free(s->words);
    free(s);
}

onr_source *api_source_new(const onr_source_options *options, onr_source_options *own, fault *f) {
    api_options(own, sizeof *own, options);
    return new_source(own, f);
}

/* path or bytes: one of the two is given */
static bool open_source(const char *path, const str *bytes, const char *name,
                        const onr_source_options *options, onr_source **out, fault *f) {
    onr_source_options own;
    onr_source *s = api_source_new(options, &own, f);
    if (!s) return false;
    source_options inner = { .form = (source_form)own.form, .columns = str_of(own.columns) };
    s->source = path ? source_open(path, &inner, f)
                     : source_of_bytes(*bytes, str_of(name), &inner, f);
    if (!s->source) {
        onr_source_close(s);
        return false;
    }
    *out = s;
    return true;
}

bool onr_source_open(const char *path, const onr_source_options *options, onr_source **out,
                     onr_error *error) {
    fault f = { 0 };
    return open_source(path, NULL, NULL, options, out, &f) || api_error(&f, error);
}

bool onr_source_open_bytes(const void *bytes, size_t length, const char *name,
                           const onr_source_options *options, onr_source **out,
                           onr_error *error) {
    fault f = { 0 };
    str all = { bytes ? bytes : "", length };
    return open_source(NULL, &all, name ? name : "-", options, out, &f) || api_error(&f, error);
}

/* ---- reports ---- */

static size_t words_in(str text) {
    size_t count = 0;
    for (size_t i = 0; i < text.length; i++)
        count += !is_blank(text.at[i]) && (i == 0 || is_blank(text.at[i - 1]));
    return count;
}

static void add_known(const onr_source *s, onr_report *r) {
    report *to = &r->report;
    if (!to->published.at) to->published = arena_copy(r->a, s->published);
    if (!to->site.at) to->site = arena_copy(r->a, s->site);
    if (to->title.at || !s->title.at) return;
    to->title = arena_copy(r->a, s->title);
    *LIST_ADD(r->a, &to->titles) = (title){ to->title, "option" };
}

static bool has_note(const report *r, const char *code) {
    for (size_t i = 0; i < r->notes.count; i++)
        if (strcmp(r->notes.at[i].code, code) == 0) return true;
    return false;
}

static const char *outcome_of(const report *r, source_form form) {
    if (!str_trim(r->text).length)
        return form == SOURCE_HTML && has_note(r, "no-article") ? "not news" : "empty";
    return report_is_english(r) ? "read" : "not English";
}

void api_report_fill(onr_report *r, source_form form) {
    const report *from = &r->report;
    r->head = (onr_report_head){
        .id = api_text(from->id), .input = api_text(from->input), .url = api_text(from->url),
        .canonical = api_text(from->canonical), .title = api_text(from->title),
        .site = api_text(from->site), .section = api_text(from->section),
        .language = api_text(from->language), .published = api_text(from->published),
        .modified = api_text(from->modified), .text = api_text(from->text),
        .words = words_in(from->text), .form = source_form_name(form),
        .outcome = outcome_of(from, form), .is_part = from->is_part,
    };
}

typedef struct next_call {
    onr_source *source;
    onr_report *out;
    source_step step;
} next_call;

static bool take_next(void *context, fault *f) {
    next_call *call = context;
    call->step = source_next(call->source->source, call->out->a, &call->out->report, f);
    if (call->step != SOURCE_REPORT) return true;
    report *r = &call->out->report;
    add_known(call->source, call->out);
    if (!r->blocks.count) {
        blocks_guess(call->out->a, r->text, r->title, &r->blocks);
        block_times_guess(call->out->a, r->text, r->published, &r->blocks);
    }
    api_report_fill(call->out, source_last_form(call->source->source));
    return true;
}

void api_report_reset(onr_report *r) {
    arena_reset(r->a, API_KEEP);
    memset(&r->report, 0, sizeof r->report);
}

const char *api_source_form(const onr_source *s) {
    source_form form = s && s->source ? source_last_form(s->source) : SOURCE_AUTO;
    return form == SOURCE_AUTO ? "" : source_form_name(form);
}

source_step api_source_next(onr_source *s, onr_report *out, fault *f) {
    next_call call = { s, out, SOURCE_BROKEN };
    api_guarded(out->a, take_next, &call, f);
    return call.step;
}

onr_next onr_source_next(onr_source *s, onr_report **out, onr_error *error) {
    fault f = { 0 };
    onr_report *r = calloc(1, sizeof *r);
    if (r) r->a = arena_new(API_MEMORY_LIMIT);
    source_step step = SOURCE_BROKEN;
    if (r && r->a)
        step = api_source_next(s, r, &f);
    else
        FAULT(&f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for a report");
    if (step == SOURCE_REPORT) {
        *out = r;
        return ONR_NEXT_REPORT;
    }
    onr_report_free(r);
    if (step == SOURCE_END) return ONR_NEXT_END;
    api_error(&f, error);
    if (error) snprintf(error->form, sizeof error->form, "%s", api_source_form(s));
    return ONR_NEXT_BROKEN;
}

void onr_report_free(onr_report *r) {
    if (!r) return;
    arena_free(r->a);
    free(r);
}

const onr_report_head *onr_report_about(const onr_report *r) {
    return &r->head;
}
