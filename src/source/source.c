/* source/source.c: see source.h. */
#include "source/source.h"

#include <stdlib.h>
#include <string.h>

#include "source/forms.h"

enum { HEAD_SIZE = 4096 };

static const char *const form_names[] = { "auto", "text", "html", "jsonl" };
_Static_assert(sizeof form_names / sizeof *form_names == SOURCE_FORMS, "a name for each form");

const char *source_form_name(source_form form) {
    return form_names[form];
}

bool source_form_of_name(str name, source_form *out) {
    for (int i = 0; i < SOURCE_FORMS; i++) {
        if (!str_is(name, form_names[i])) continue;
        *out = (source_form)i;
        return true;
    }
    return false;
}

static char *copied(str s) {
    return s.at ? strndup(s.at, s.length) : NULL;
}

/* Takes the input, which is closed where this fails. */
static source *source_new(input *in, str name, const source_options *options, fault *f) {
    static const source_options defaults = { .form = SOURCE_AUTO };
    if (!in) {
        fault_where(f, name);
        return NULL;
    }
    if (!options) options = &defaults;
    source *s = calloc(1, sizeof *s);
    if (s) {
        s->in = in;
        s->name = copied(name);
        s->url = copied(options->url);
        s->retrieved = copied(options->retrieved);
        s->form = options->form;
        s->text_most = options->text_most ? options->text_most : SOURCE_TEXT_MOST;
    }
    if (s && s->name && (s->url || !options->url.at) && (s->retrieved || !options->retrieved.at))
        return s;
    FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for an input");
    fault_where(f, name);
    if (s) source_close(s);
    else input_close(in);
    return NULL;
}

source *source_open(const char *path, const source_options *options, fault *f) {
    return source_new(input_open(path, f), str_of(path), options, f);
}

source *source_of_bytes(str bytes, str name, const source_options *options, fault *f) {
    return source_new(input_of_bytes(bytes, f), name, options, f);
}

void source_close(source *s) {
    if (!s) return;
    input_close(s->in);
    free(s->name);
    free(s->url);
    free(s->retrieved);
    free(s);
}

size_t bom_length(str bytes) {
    return str_starts(bytes, STR("\xEF\xBB\xBF")) ? 3 : 0;
}

/* First byte that is no blank, from `at`; 0 where there is none. */
static char first_mark(str head, size_t *at) {
    while (*at < head.length && is_blank(head.at[*at])) ++*at;
    return *at < head.length ? head.at[*at] : 0;
}

/* A page may come in UTF-16: then its '<' is one of the first two bytes after the mark. */
static bool is_wide_page(str head) {
    if (str_starts(head, STR("\xFF\xFE"))) return head.length > 2 && head.at[2] == '<';
    if (str_starts(head, STR("\xFE\xFF"))) return head.length > 3 && head.at[3] == '<';
    return false;
}

static source_form form_of_head(str head) {
    if (is_wide_page(head)) return SOURCE_HTML;
    size_t at = bom_length(head);
    char mark = first_mark(head, &at);
    size_t after = at + 1;
    if (mark == '<' && after < head.length) {
        char c = head.at[after];
        return is_ascii_letter(c) || c == '!' || c == '?' || c == '/' ? SOURCE_HTML : SOURCE_TEXT;
    }
    if (mark == '[' && first_mark(head, &after) == '{') {
        after++;
        mark = '{';
    }
    if (mark != '{') return SOURCE_TEXT;
    char inside = first_mark(head, &after);
    return inside == '"' || inside == '}' || inside == 0 ? SOURCE_JSONL : SOURCE_TEXT;
}

static source_step broken(source *s, fault *f) {
    s->ended = true;
    fault_where(f, str_of(s->name));
    return SOURCE_BROKEN;
}

/* Looks past blanks at the start, so that a form is told by its first mark. */
static bool recognise(source *s, fault *f) {
    str head;
    if (!input_peek(s->in, HEAD_SIZE, &head, f)) return false;
    if (s->form == SOURCE_AUTO) s->form = form_of_head(head);
    return true;
}

static source_step next_report(source *s, arena *a, report *out, fault *f) {
    if (!recognise(s, f)) return broken(s, f);
    report r = { .input = arena_copy(a, str_of(s->name)) };
    r.url = arena_copy(a, str_of(s->url));
    r.retrieved = arena_copy(a, str_of(s->retrieved));
    source_step step = s->form == SOURCE_JSONL ? jsonl_next(s, a, &r, f)
                     : s->form == SOURCE_HTML  ? page_next(s, a, &r, f)
                                               : text_next(s, a, &r, f);
    if (step == SOURCE_REPORT) *out = r;
    if (step == SOURCE_BROKEN && !f->where[0]) fault_where(f, str_of(s->name));
    if (s->ended) { /* its bytes are not needed while the report is read */
        input_close(s->in);
        s->in = NULL;
    }
    return step;
}

source_step source_next(source *s, arena *a, report *out, fault *f) {
    if (s->ended) return SOURCE_END;
    jmp_buf here;
    jmp_buf *outer = arena_guard(a, &here);
    if (setjmp(here)) {
        arena_guard(a, outer);
        FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "reading needs more than %zu bytes of memory",
              arena_limit(a));
        fault_where(f, str_of(s->name));
        return SOURCE_BROKEN;
    }
    source_step step = next_report(s, a, out, f);
    arena_guard(a, outer);
    return step;
}
