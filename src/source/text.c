/* source/text.c: plain text, kept byte for byte less a byte order mark. What its first lines
 * tell (a title, a byline, a date line) is noted, and stays in the text. */
#include "base/utf8.h"
#include "source/bylines.h"
#include "source/dates.h"
#include "source/forms.h"
#include "source/language.h"
#include "source/tree.h"

enum {
    TITLE_MOST = 160,  /* bytes; a longer first line is a paragraph */
    LABELS_MOST = 3,   /* lines above the headline */
    HEAD_LINES = 8,    /* bylines and date lines stand in the first few lines that are not blank */
    NOTE_LINE_MOST = 400, /* bytes */
    NOTES_MOST = 1000,
};

bool text_is_sound(str bytes, size_t most, fault *f) {
    if (str_trim(bytes).length == 0) return FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "empty");
    if (bytes.length > most)
        return FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "text has %zu bytes, limit %zu",
                     bytes.length, most);
    size_t bad = utf8_valid(bytes);
    if (bad == bytes.length) return true;
    bool wide = str_starts(bytes, STR("\xFF\xFE")) || str_starts(bytes, STR("\xFE\xFF"));
    return FAULT(f, FAULT_INPUT, bad, "text is not UTF-8%s", wide ? " but UTF-16" : "");
}

/* ---- lines ---- */

typedef struct line {
    size_t start, end; /* without blanks at its ends */
    size_t next;       /* where the line after it begins */
} line;

static line line_at(str text, size_t at) {
    size_t end = str_find(text, STR("\n"), at);
    line l = { at, end, end < text.length ? end + 1 : end };
    while (l.start < l.end && is_blank(text.at[l.start])) l.start++;
    while (l.end > l.start && is_blank(text.at[l.end - 1])) l.end--;
    return l;
}

static str line_str(str text, line l) {
    return str_cut(text, l.start, l.end);
}

static line next_full_line(str text, size_t at) {
    line l = line_at(text, at);
    while (l.start == l.end && l.next < text.length) l = line_at(text, l.next);
    return l;
}

/* ---- what the first lines tell ---- */

static bool ends_sentence(str s) {
    if (str_ends(s, STR("\u201d")) || str_ends(s, STR("\""))) {
        s = str_cut(s, 0, s.length - (s.at[s.length - 1] == '"' ? 1 : 3));
        return s.length == 0 || str_has(STR(".,!?"), s.at[s.length - 1]);
    }
    return str_has(STR(".,;:"), s.at[s.length - 1]) || str_ends(s, STR("\u2026"));
}

static bool is_title(str text, line first) {
    str s = line_str(text, first);
    dateline place;
    if (s.length == 0 || s.length > TITLE_MOST || ends_sentence(s)) return false;
    if (dateline_read(s, &place) || str_starts_folded(s, STR("by "))) return false;
    if (report_is_editors_note(s) || !str_has(s, ' ')) return false;
    line after = line_at(text, first.next), full = next_full_line(text, first.next);
    if (full.start == full.end) return false;
    bool parted = after.start == after.end;
    return parted || full.end - full.start >= s.length * 3 / 2;
}

/* What stands above the headline of a release: it is no headline. */
static bool is_label(str s) {
    static const char *const labels[] = {
        "for immediate release", "press release", "news release", "media release", "media advisory",
        "breaking", "breaking news", "exclusive", "opinion", "analysis", "live", "update",
    };
    while (s.length && str_has(STR(":*-"), s.at[s.length - 1])) s.length--;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (str_is_folded(s, labels[i])) return true;
    return str_starts_folded(s, STR("embargoed")) || str_starts_folded(s, STR("for release "));
}

static line title_line(str text) {
    line l = next_full_line(text, 0);
    for (int i = 0; i < LABELS_MOST && is_label(line_str(text, l)); i++)
        l = next_full_line(text, l.next);
    return l;
}

static void add_title(arena *a, report *r, str text, const char *from) {
    if (!r->title.at) r->title = text;
    *LIST_ADD(a, &r->titles) = (title){ text, from };
}

/* The date line's day counts as published only where it has a year. */
static void take_dateline(arena *a, report *r, str s, const dateline *d) {
    if (d->agency.end) {
        r->wire = true;
        if (!r->site.at) r->site = str_in(s, d->agency);
    }
    if (r->published.at || !day_is_valid(d->day)) return;
    moment m = { d->day, -1, 0, 0, ZONE_NONE };
    r->published = date_written(a, &m);
}

/* "January 3, 2026", "Published: 3 January 2026 09:30 GMT": a line that is a date. */
static bool take_date(arena *a, report *r, str s) {
    static const char *const heads[] = { "published", "posted", "date", "updated" };
    bool labelled = false;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        labelled = labelled || str_starts_folded(s, str_of(heads[i]));
    if (s.length > 60 || (!labelled && s.length > 40)) return false;
    moment m;
    if (!date_read(s, DATE_ORDER_UNKNOWN, &m)) return false;
    if (!r->published.at) r->published = date_written(a, &m);
    return true;
}

static void read_head(arena *a, report *r) {
    line l = next_full_line(r->text, 0);
    for (int i = 0; i < HEAD_LINES && l.start < l.end; i++) {
        str s = line_str(r->text, l);
        dateline d;
        if (dateline_read(s, &d)) {
            take_dateline(a, r, s, &d);
            return;
        }
        bool given = r->authors.count > 0;
        str_list names = { 0 };
        if (byline_read(a, s, &names)) {
            if (!given) r->authors = names;
        } else if (!take_date(a, r, s) && s.length > TITLE_MOST) {
            return;
        }
        l = next_full_line(r->text, l.next);
    }
}

static void note_editors(arena *a, report *r) {
    for (line l = next_full_line(r->text, 0); l.start < l.end;
         l = next_full_line(r->text, l.next)) {
        str s = line_str(r->text, l);
        if (!report_is_editors_note(s) || r->notes.count >= NOTES_MOST) continue;
        report_note(a, r, "editor", l.start, text_head(s, NOTE_LINE_MOST));
    }
}

void text_describe(arena *a, report *r) {
    line first = title_line(r->text);
    if (!r->title.at && is_title(r->text, first)) add_title(a, r, line_str(r->text, first), "text");
    read_head(a, r);
    note_editors(a, r);
    str found = language_of(a, r->text);
    if (found.at) r->language = found;
}

source_step text_next(source *s, arena *a, report *out, fault *f) {
    s->ended = true;
    str bytes;
    bool whole;
    if (!input_rest(s->in, s->text_most + 3, &bytes, &whole, f)) return SOURCE_BROKEN;
    bytes = str_cut(bytes, bom_length(bytes), bytes.length);
    if (!whole) {
        FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "text has more than %zu bytes", s->text_most);
        return SOURCE_BROKEN;
    }
    if (!text_is_sound(bytes, s->text_most, f)) return SOURCE_BROKEN;
    out->text = arena_copy(a, bytes);
    text_describe(a, out);
    return SOURCE_REPORT;
}
