/* source/page.c: a page as a report: its bytes as UTF-8, its tree, what it says of itself, the
 * article's words. The text is the headline and then the passages, a blank line between. */
#include "base/utf8.h"
#include "source/charset.h"
#include "source/entry.h"
#include "source/forms.h"
#include "source/language.h"
#include "source/meta.h"

enum { MACHINES_TEXT_LEAST = 200, GATE_MOST = 800 }; /* bytes */

static void add_block(arena *a, report *r, buffer *text, const passage *p) {
    if (text->count) buffer_add(a, text, STR("\n\n"));
    block b = { text->count, text->count + p->text.length, p->kind, p->time };
    buffer_add(a, text, p->text);
    *LIST_ADD(a, &r->blocks) = b;
}

static bool same_letters(str left, str right) {
    return str_same_folded(str_trim(left), str_trim(right));
}

void page_write(arena *a, report *r, const passage_list *body) {
    buffer text = { 0 };
    if (r->title.length) {
        passage headline = { r->title, BLOCK_TITLE, STR_NONE };
        add_block(a, r, &text, &headline);
    }
    for (size_t i = 0; i < body->count; i++) {
        const passage *p = &body->at[i];
        if (report_is_editors_note(p->text)) report_note(a, r, "editor", NOTE_NOWHERE, p->text);
        else if (p->kind != BLOCK_HEADING || !same_letters(p->text, r->title))
            add_block(a, r, &text, p);
    }
    r->text = buffer_str(&text);
}

void page_language(arena *a, report *r) {
    str found = language_of(a, r->text);
    if (found.at) r->language = found;
    r->language = str_cut(r->language, 0, str_find(r->language, STR("-"), 0));
}

static size_t length_of(const passage_list *body) {
    size_t length = 0;
    for (size_t i = 0; i < body->count; i++) length += body->at[i].text.length;
    return length;
}

/* Pages that scripts put together show little; some give machines the text all the same. */
static void use_machines_text(arena *a, const str_list *paragraphs, passage_list *body) {
    passage_list given = { 0 };
    for (size_t i = 0; i < paragraphs->count; i++)
        *LIST_ADD(a, &given) = (passage){ paragraphs->at[i], BLOCK_PARAGRAPH, STR_NONE };
    size_t length = length_of(&given);
    if (length >= MACHINES_TEXT_LEAST && length_of(body) * 2 < length) *body = given;
}

/* What servers and gates show in a page's place, told by its headline; with much text below it
 * it may be a report about such. */
static bool is_gate(const report *r) {
    static const char *const heads[] = {
        "404", "403", "page not found", "not found", "error 404", "404 error", "access denied",
        "access to this page has been denied", "attention required", "just a moment",
        "are you a robot", "are you human", "verify you are", "please verify you are",
        "robot check", "security check", "checking your browser", "please wait", "forbidden",
        "service unavailable", "internal server error", "bad gateway", "you have been blocked",
        "sorry, you have been blocked", "this page isn't available",
        "this page isn\u2019t available",
        "page unavailable", "page no longer available", "we can't find that page",
        "we can\u2019t find that page", "enable javascript", "please enable javascript",
    };
    if (r->text.length > GATE_MOST) return false;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (str_starts_folded(r->title, str_of(heads[i]))) return true;
    return false;
}

static bool read_in(source *s, arena *a, str bytes, report *r, fault *f) {
    size_t replaced;
    tree t;
    passage_list body = { 0 };
    str page = page_utf8_labelled(a, bytes, media_charset(s->media), &replaced);
    if (!tree_build(a, page, &t, f)) return false;
    line_list lines = { 0 };
    lines_cut(a, &t, &lines);
    str_list paragraphs = { 0 };
    meta_read(a, &t, &lines, r, &paragraphs);
    body_find(a, &t, &lines, r, &body);
    use_machines_text(a, &paragraphs, &body);
    if (body.count) page_write(a, r, &body);
    /* a headline is no article */
    bool empty = r->blocks.count <= (r->title.length > 0) || is_gate(r);
    if (empty) r->text = STR("");
    if (empty) r->blocks.count = 0;
    if (r->text.length > s->text_most)
        return FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "text has %zu bytes, limit %zu", r->text.length,
                     s->text_most);
    if (empty)
        report_note(a, r, "no-article", NOTE_NOWHERE, STR("the page holds no article"));
    if (replaced)
        report_note(a, r, "bad-bytes", NOTE_NOWHERE,
                    arena_print(a, "%zu bytes of the page became U+FFFD", replaced));
    page_language(a, r);
    return true;
}

/* A page's tree is many times its article, and a report is held until it is handed over: it is
 * read in an arena of its own, out of which only the report is copied. */
bool page_read(source *s, arena *a, str bytes, report *r, fault *f) {
    arena *own = arena_new(arena_limit(a));
    if (!own) return FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for a page");
    jmp_buf here;
    jmp_buf *const outer = arena_guard(a, &here);
    arena_guard(own, &here);
    if (setjmp(here)) {
        arena_guard(a, outer);
        arena_free(own);
        return FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "reading needs more than %zu bytes of memory",
                     arena_limit(a));
    }
    report *read = ARENA_NEW(own, report, 1);
    *read = *r;
    bool done = read_in(s, own, bytes, read, f);
    if (done) *r = report_copied(a, read);
    arena_guard(a, outer);
    arena_free(own);
    return done;
}

source_step page_next(source *s, arena *a, report *out, fault *f) {
    s->ended = true;
    str bytes;
    bool whole;
    if (!input_rest(s->in, SOURCE_PAGE_MOST, &bytes, &whole, f)) return SOURCE_BROKEN;
    if (!whole) {
        FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "page has more than %d bytes", SOURCE_PAGE_MOST);
        return SOURCE_BROKEN;
    }
    if (str_trim(str_cut(bytes, bom_length(bytes), bytes.length)).length == 0) {
        FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "empty");
        return SOURCE_BROKEN;
    }
    return page_read(s, a, bytes, out, f) ? SOURCE_REPORT : SOURCE_BROKEN;
}
