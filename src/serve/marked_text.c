/* serve/marked_text.c: see facts.h: a report's text with its facts marked. Marks overlap, and
 * elements of a page cannot, so the text is cut wherever a mark begins or ends; a piece has a class
 * for each kind of mark over it and links to the shortest. */
#include "serve/facts.h"

#include <stdlib.h>

enum { OPEN_MOST = 64 }; /* marks over one piece; more are not shown there */

static const char *const kind_names[MARKS] = {
    [MARK_STATEMENT] = "said", [MARK_VOICE_OF] = "voiced", [MARK_EVENT] = "event",
    [MARK_EXPECTATION] = "expected", [MARK_SILENCE] = "silent", [MARK_ACTOR] = "named",
    [MARK_TIME] = "time", [MARK_PLACE] = "place", [MARK_QUANTITY] = "figure",
    [MARK_JUDGEMENT] = "judged",
};

typedef struct marked_text {
    view *v;
    str text;
    const mark_list *marks;
    size_t next;           /* the first mark that has not begun */
    mark open[OPEN_MOST];
    size_t open_count;
} marked_text;

static void begin(marked_text *t, const mark *m) {
    if (t->open_count < OPEN_MOST) t->open[t->open_count++] = *m;
    if (m->first) FILL(&t->v->out, "<span id=\"t-{}\"></span>", m->fact);
}

static void enter(marked_text *t, size_t at) {
    size_t kept = 0;
    for (size_t i = 0; i < t->open_count; i++)
        if (t->open[i].at.end > at) t->open[kept++] = t->open[i];
    t->open_count = kept;
    while (t->next < t->marks->count && t->marks->at[t->next].at.start <= at) {
        if (t->marks->at[t->next].at.end > at) begin(t, &t->marks->at[t->next]);
        t->next++;
    }
}

static size_t piece_end(const marked_text *t, size_t at, size_t end) {
    for (size_t i = 0; i < t->open_count; i++)
        if (t->open[i].at.end > at && t->open[i].at.end < end) end = t->open[i].at.end;
    if (t->next < t->marks->count && t->marks->at[t->next].at.start < end)
        end = t->marks->at[t->next].at.start;
    return end > at ? end : at + 1;
}

static bool has_words(str words) {
    size_t i = 0;
    while (i < words.length && !(words.at[i] & 0x80) && !is_ascii_letter(words.at[i])
           && !is_digit(words.at[i])) i++;
    return i < words.length;
}

static void show_piece(marked_text *t, str words) {
    markup *m = &t->v->out;
    const mark *shortest = NULL;
    unsigned kinds = 0;
    for (size_t i = 0; i < t->open_count; i++) {
        const mark *o = &t->open[i];
        kinds |= 1u << o->kind;
        if (!shortest || o->at.end - o->at.start < shortest->at.end - shortest->at.start)
            shortest = o;
    }
    if (!shortest) {
        FILL(m, "{}", words);
        return;
    }
    bool link = has_words(words); /* a blank is nothing to press */
    if (link) FILL(m, "<a href=\"#{}\" class=\"m", shortest->fact);
    else markup_add(m, "<span class=\"m");
    for (unsigned k = 0; k < MARKS; k++)
        if (kinds >> k & 1) FILL(m, " {}", str_of(kind_names[k]));
    markup_add(m, "\" data-facts=\"");
    for (size_t i = 0; i < t->open_count; i++)
        FILL(m, "{} ", t->open[i].fact);
    FILL(m, "\">{}", words);
    markup_add(m, link ? "</a>" : "</span>");
}

static void show_stretch(marked_text *t, size_t from, size_t end) {
    while (from < end) {
        enter(t, from);
        size_t stop = piece_end(t, from, end);
        show_piece(t, str_cut(t->text, from, stop));
        from = stop;
    }
}

/* ---- blocks ---- */

static const char *tag_of(str kind) {
    if (str_is(kind, "title") || str_is(kind, "heading")) return "h3";
    if (str_is(kind, "quote") || str_is(kind, "post")) return "blockquote";
    return "p";
}

static void show_block(marked_text *t, const parsed *block, span at) {
    markup *m = &t->v->out;
    str kind = parsed_words(block, "kind"), time = parsed_words(block, "time");
    const char *tag = tag_of(kind);
    if (tag[0] == 'h') markup_add(m, "<h3 ");
    if (tag[0] == 'b') markup_add(m, "<blockquote ");
    if (tag[0] == 'p') markup_add(m, "<p ");
    FILL(m, "class=\"block {}\">", kind);
    if (time.at) {
        show_time(t->v, time);
        markup_add(m, " ");
    }
    show_stretch(t, at.start, at.end);
    if (tag[0] == 'h') markup_add(m, "</h3>\n");
    if (tag[0] == 'b') markup_add(m, "</blockquote>\n");
    if (tag[0] == 'p') markup_add(m, "</p>\n");
}

void show_marked_text(view *v, const parsed *record, const mark_list *marks) {
    marked_text t = { .v = v, .text = parsed_words(record, "text"), .marks = marks };
    const parsed *blocks = parsed_at(record, "blocks");
    size_t shown = 0;
    markup_add(&v->out, "<div class=\"text\">\n");
    for (size_t i = 0; i < parsed_count(blocks); i++) {
        const parsed *block = parsed_item(blocks, i);
        double start = parsed_real(block, "start", 0), end = parsed_real(block, "end", 0);
        if (start < (double)shown || end <= start || end > (double)t.text.length) continue;
        shown = (size_t)end;
        show_block(&t, block, (span){ (size_t)start, shown });
    }
    if (!shown && t.text.length) {
        markup_add(&v->out, "<p class=\"block\">");
        show_stretch(&t, 0, t.text.length);
        markup_add(&v->out, "</p>\n");
    }
    markup_add(&v->out, "</div>\n");
}
