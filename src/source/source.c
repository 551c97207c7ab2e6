/* source/source.c: see source.h. */
#include "source/source.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "source/forms.h"
#include "source/recognise.h"
#include "source/unpack.h"

enum { PLACE_SIZE = 512 }; /* bytes of what names an entry */

typedef struct form_row {
    const char *name;
    source_step (*next)(source *s, arena *a, report *out, fault *f);
} form_row;

static const form_row forms[SOURCE_FORMS] = {
    [SOURCE_AUTO] = { "auto", text_next },         [SOURCE_TEXT] = { "text", text_next },
    [SOURCE_HTML] = { "html", page_next },         [SOURCE_JSONL] = { "jsonl", jsonl_next },
    [SOURCE_JSONFEED] = { "jsonfeed", jsonl_next }, [SOURCE_NINJS] = { "ninjs", jsonl_next },
    [SOURCE_FEED] = { "feed", feed_next_entry },
    [SOURCE_SITEMAP] = { "sitemap", feed_next_entry },
    [SOURCE_NEWSML] = { "newsml", feed_next_entry }, [SOURCE_WARC] = { "warc", warc_next },
    [SOURCE_ZIP] = { "zip", zip_next },            [SOURCE_MAIL] = { "mail", mail_next },
    [SOURCE_MBOX] = { "mbox", mbox_next },         [SOURCE_CSV] = { "csv", table_next },
    [SOURCE_TSV] = { "tsv", table_next },
};

const char *source_form_name(source_form form) {
    return forms[form].name;
}

bool source_form_of_name(str name, source_form *out) {
    for (int i = 0; i < SOURCE_FORMS; i++) {
        if (!str_is(name, forms[i].name)) continue;
        *out = (source_form)i;
        return true;
    }
    return false;
}

/* ---- opening ---- */

static void keep_words(source *s, str name, const source_options *o) {
    s->name = arena_copy(s->words, name);
    s->place = s->name;
    s->url = arena_copy(s->words, o->url);
    s->retrieved = arena_copy(s->words, o->retrieved);
    s->media = arena_copy(s->words, o->media);
    s->columns = arena_copy(s->words, o->columns);
    s->form = s->last_form = o->form;
    s->text_most = o->text_most ? o->text_most : SOURCE_TEXT_MOST;
}

static bool no_memory(fault *f, str name) {
    FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for an input");
    return fault_where(f, name);
}

/* Takes the input, which is closed where this fails. */
static source *source_new(input *in, str name, const source_options *options, fault *f) {
    static const source_options defaults = { .form = SOURCE_AUTO };
    if (!in) {
        fault_where(f, name);
        return NULL;
    }
    source *s = calloc(1, sizeof *s);
    if (s) s->words = arena_new(0);
    jmp_buf here;
    if (!s || !s->words || setjmp(here)) {
        no_memory(f, name);
        input_close(in);
        source_close(s);
        return NULL;
    }
    arena_guard(s->words, &here);
    keep_words(s, name, options ? options : &defaults);
    arena_guard(s->words, NULL);
    s->in = in;
    return s;
}

source *source_open(const char *path, const source_options *options, fault *f) {
    return source_new(input_open(path, f), str_of(path), options, f);
}

source *source_of_bytes(str bytes, str name, const source_options *options, fault *f) {
    return source_new(input_of_bytes(bytes, f), name, options, f);
}

bool source_ready(const source *s) {
    return !s->in || input_ready(s->in);
}

static void drop_input(source *s) {
    if (s->state_free) s->state_free(s->state);
    s->state_free = NULL;
    s->state = NULL;
    input_close(s->in);
    s->in = NULL;
}

void source_close(source *s) {
    if (!s) return;
    source_close(s->inner);
    drop_input(s);
    arena_free(s->words);
    free(s);
}

source_form source_last_form(const source *s) {
    return s->inner ? source_last_form(s->inner) : s->last_form;
}

size_t source_entries(const source *s) {
    return s->entries;
}

size_t source_passed_over(const source *s) {
    return s->passed_over + (s->inner ? source_passed_over(s->inner) : 0);
}

size_t bom_length(str bytes) {
    return str_starts(bytes, STR("\xEF\xBB\xBF")) ? 3 : 0;
}

/* ---- entries ---- */

static void name_place(const source *s, fault *f) {
    if (!f->where[0]) fault_where(f, s->place);
}

/* Into `out`, "crawl.wacz, archive/data.warc.gz", "box.mbox, message 7 (line 12)". */
static str entry_place(const source *s, const char *what, char *out, size_t room) {
    size_t from = s->place.length > room / 2 ? s->place.length - room / 2 : 0;
    str name = str_cut(s->place, from, s->place.length);
    int length = snprintf(out, room, "%.*s, %.200s", STR_ARG(name), what);
    size_t used = length > 0 && (size_t)length < room ? (size_t)length : 0;
    if (!strpbrk(what, "./"))
        used += (size_t)snprintf(out + used, room - used, " %zu", s->entries);
    if (s->line) snprintf(out + used, room - used, " (line %zu)", s->line);
    return str_of(out);
}

source_step source_entry_broken(const source *s, const char *what, fault *f) {
    char place[PLACE_SIZE];
    fault_where(f, entry_place(s, what, place, sizeof place));
    return SOURCE_BROKEN;
}

bool source_enter(source *s, input *in, const char *what, const source_options *options, fault *f) {
    if (s->depth + 1 > SOURCE_NESTING_MOST) {
        input_close(in);
        return FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "lies in more than %d other inputs",
                     SOURCE_NESTING_MOST);
    }
    source *inner = source_new(in, s->name, options, f);
    if (!inner) return false;
    inner->depth = s->depth + 1;
    char place[PLACE_SIZE];
    inner->place = arena_copy(inner->words, entry_place(s, what, place, sizeof place));
    inner->text_most = s->text_most;
    s->inner = inner;
    return true;
}

/* ---- reading ---- */

static source_step broken(source *s, fault *f) {
    s->ended = true;
    fault_where(f, s->place);
    return SOURCE_BROKEN;
}

static bool recognise(source *s, fault *f) {
    if (s->unpacked) return true;
    s->unpacked = true;
    s->in = input_unpacked(s->in, f);
    if (!s->in || s->form != SOURCE_AUTO) return s->in;
    if (!form_recognise(s->in, &s->form, f)) return false;
    if (s->form == SOURCE_TEXT && s->columns.length) s->form = SOURCE_CSV;
    return true;
}

/* Behind damage of the packing only the records of archives can be found again. */
static void go_on_behind(source *s) {
    if (s->form == SOURCE_WARC && input_resume(s->in)) s->ended = false;
}

/* At the end of what could be read: tells once why that was not all, and reads on behind it
 * where the form can. */
static source_step end_step(source *s, fault *f) {
    if (s->in) input_failed(s->in, &s->failed);
    if (s->failed.kind == FAULT_NONE) return SOURCE_END;
    *f = s->failed;
    s->failed = (fault){ 0 };
    if (s->in) go_on_behind(s);
    fault_where(f, s->place);
    return SOURCE_BROKEN;
}

/* An entry that the input broke off in is broken for the input's reason. */
static void name_cause(source *s, fault *f) {
    str ahead;
    fault cause, unused;
    if (!s->in || !input_peek(s->in, 1, &ahead, &unused) || ahead.length) return;
    if (!input_failed(s->in, &cause)) return;
    memcpy(cause.where, f->where, sizeof cause.where);
    *f = cause;
    go_on_behind(s);
}

/* What was fetched cannot be of a later day: feeds stamp what is to come, or have wrong clocks. A
 * day is left to the zones. */
static void believe_dates(const source *s, arena *a, report *r) {
    moment fetched, told;
    if (!s->retrieved.at || !moment_read(s->retrieved, &fetched)) return;
    str *dates[] = { &r->published, &r->modified };
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        if (!dates[i]->at || !moment_read(*dates[i], &told)) continue;
        if (day_number(told.day) <= day_number(fetched.day) + 1) continue;
        report_note(a, r, "no-date", NOTE_NOWHERE,
                    arena_print(a, "%.*s lies after the day of fetching and is not believed",
                                STR_ARG(*dates[i])));
        *dates[i] = STR_NONE;
    }
}

static source_step next_entry(source *s, arena *a, report *out, fault *f) {
    size_t replaced;
    report r = { .input = arena_copy(a, s->name) };
    r.url = utf8_repaired(a, arena_copy(a, s->url), &replaced); /* a server's own words */
    r.retrieved = arena_copy(a, s->retrieved);
    s->last_form = s->form;
    source_step step = forms[s->form].next(s, a, &r, f);
    if (step == SOURCE_REPORT) believe_dates(s, a, &r);
    if (step == SOURCE_REPORT) *out = r;
    if (step != SOURCE_BROKEN) return step;
    name_cause(s, f);
    name_place(s, f);
    return step;
}

static source_step next_inside(source *s, arena *a, report *out, fault *f);

/* Its own entries, and those of inputs inside it. A form that entered one gives SOURCE_END and
 * is not ended. */
static source_step next_report(source *s, arena *a, report *out, fault *f) {
    for (;;) {
        source_step step = SOURCE_END;
        if (s->inner) {
            step = next_inside(s, a, out, f);
            if (step != SOURCE_END) return step;
            s->passed_over += source_passed_over(s->inner);
            source_close(s->inner);
            s->inner = NULL;
        }
        if (s->ended) return end_step(s, f);
        if (!recognise(s, f)) return broken(s, f);
        step = next_entry(s, a, out, f);
        if (step != SOURCE_END) return step;
    }
}

static source_step next_inside(source *s, arena *a, report *out, fault *f) {
    jmp_buf here;
    jmp_buf *outer = arena_guard(s->inner->words, &here);
    if (setjmp(here)) {
        s->inner->ended = true;
        arena_guard(s->inner->words, outer);
        FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for an entry");
        return fault_where(f, s->inner->place), SOURCE_BROKEN;
    }
    source_step step = next_report(s->inner, a, out, f);
    arena_guard(s->inner->words, outer);
    return step;
}

/* The bytes of a text or page are not needed while its report is read. */
static void drop_if_ended(source *s) {
    bool single = forms[s->form].next == text_next || forms[s->form].next == page_next;
    if (!s->ended || !s->in || s->form == SOURCE_AUTO || !single) return;
    input_failed(s->in, &s->failed);
    drop_input(s);
}

source_step source_next(source *s, arena *a, report *out, fault *f) {
    jmp_buf here;
    jmp_buf *outer = arena_guard(a, &here);
    arena_guard(s->words, &here);
    if (setjmp(here)) {
        arena_guard(a, outer);
        FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "reading needs more than %zu bytes of memory",
              arena_limit(a));
        fault_where(f, s->place);
        return SOURCE_BROKEN;
    }
    source_step step = next_report(s, a, out, f);
    drop_if_ended(s);
    arena_guard(a, outer);
    return step;
}
