/* source/entry.c: see entry.h. */
#include "source/entry.h"

#include "base/utf8.h"
#include "source/bylines.h"
#include "source/dates.h"
#include "source/forms.h"
#include "source/hints.h"
#include "source/limits.h"
#include "source/lines.h"
#include "source/phrases.h"
#include "source/references.h"

enum { CAPTION_MOST = 80, AUTHORS_MOST = 64 };

/* ---- fields ---- */

void entry_set(arena *a, str *to, str value) {
    size_t replaced;
    value = str_trim(text_head(value, SOURCE_FIELD_MOST));
    if (value.length) *to = utf8_repaired(a, arena_copy(a, value), &replaced);
}

/* Titles of feeds may hold references that were escaped twice. */
void entry_title(arena *a, report *r, str words, const char *from) {
    str given = STR_NONE;
    buffer squeezed = { 0 };
    entry_set(a, &given, words);
    if (!given.length) return;
    text_squeeze(a, &squeezed, references_resolved(a, given));
    given = str_trim(buffer_str(&squeezed));
    if (!given.length) return;
    if (!r->title.at) r->title = given;
    *LIST_ADD(a, &r->titles) = (title){ given, from };
}

void entry_date(arena *a, str *to, str written) {
    str date = date_iso(a, str_trim(written), DATE_ORDER_UNKNOWN);
    if (date.at) *to = date;
}

void entry_authors(arena *a, report *r, str names) {
    str kept = STR_NONE;
    entry_set(a, &kept, names);
    if (kept.length && r->authors.count < AUTHORS_MOST) authors_read(a, kept, &r->authors);
}

/* ---- text ---- */

static bool fits(str text, size_t most, fault *f) {
    if (text.length <= most) return true;
    return FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "text has %zu bytes, limit %zu", text.length, most);
}

static void note_empty(arena *a, report *r) {
    report_note(a, r, "no-article", NOTE_NOWHERE, STR("the text is empty"));
}

bool entry_text(arena *a, str text, report *r, size_t text_most, fault *f) {
    if (!fits(text, text_most, f)) return false;
    r->text = arena_copy(a, text);
    if (!r->text.at) r->text = STR("");
    if (str_trim(text).length) text_describe(a, r);
    else note_empty(a, r);
    return true;
}

/* "The post ... appeared first on ...": how the most used maker of feeds ends its entries. */
static bool is_credit(str s) {
    return str_starts_folded(s, STR("the post ")) && s.length < 400
        && str_find_folded(s, STR(" appeared first on "), 0) < s.length;
}

static bool is_own(const page_line *l) {
    bool picture = l->kind == BLOCK_CAPTION
                || ((l->hints & HINT_PICTURE) && l->text.length < CAPTION_MOST);
    return !picture && !phrase_is_away(l->text) && !is_credit(l->text);
}

bool entry_html(arena *a, str html, report *r, size_t text_most, fault *f) {
    tree t;
    line_list lines = { 0 };
    passage_list own = { 0 };
    if (!tree_build(a, html, &t, f)) return false;
    lines_cut(a, &t, &lines);
    for (size_t i = 0; i < lines.count; i++) {
        const page_line *l = &lines.at[i];
        block_kind kind = l->kind == BLOCK_CELL ? BLOCK_PARAGRAPH : l->kind;
        if (is_own(l)) *LIST_ADD(a, &own) = (passage){ l->text, kind, STR_NONE };
    }
    page_write(a, r, &own);
    if (!r->text.at) r->text = STR("");
    if (!fits(r->text, text_most, f)) return false;
    if (!r->text.length) note_empty(a, r);
    else page_language(a, r);
    return true;
}
