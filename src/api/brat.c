/* api/brat.c: a record as brat standoff (brat.nlplab.org/standoff.html), offsets in code
 * points into the record's text. Each report begins with a line
 *
 *     # report ID INPUT
 *
 * which brat takes for a comment; a file an annotator loads is what stands between two.
 * Statements are events whose trigger is the cue (once more the content, where there is no
 * cue); an actor's mentions are joined by equivalence lines ("*\tActor T1 T2"). */
#include "api/out.h"

typedef struct brat {
    out *out;
    const onr_record *r;
    offsets at;
    size_t bounds, events, attributes, notes; /* how many so far: T, E, A, # */
} brat;

/* ---- text-bound annotations ---- */

/* Pieces of a span between line ends: brat's annotations may not hold any. */
static void each_piece(brat *b, span at, bool *any,
                       void (*write_one)(brat *b, span words, bool first)) {
    str text = b->r->report->report.text;
    for (size_t start = at.start; start < at.end;) {
        while (start < at.end && is_blank(text.at[start])) start++;
        size_t end = start;
        while (end < at.end && text.at[end] != '\n' && text.at[end] != '\r') end++;
        size_t past = end;
        while (past > start && is_blank(text.at[past - 1])) past--;
        if (past > start) {
            write_one(b, (span){ start, past }, !*any);
            *any = true;
        }
        start = end;
    }
}

static void write_ends(brat *b, span words, bool first) {
    out_print(b->out, "%s%zu %zu", first ? "" : ";", offset_at(&b->at, words.start),
              offset_at(&b->at, words.end));
}

static void write_piece(brat *b, span words, bool first) {
    if (!first) out_words(b->out, " ");
    out_add(b->out, str_in(b->r->report->report.text, words));
}

/* The number of the new annotation. */
static size_t write_bound(brat *b, const char *type, const span *spans, size_t count) {
    bool any = false;
    out_print(b->out, "T%zu\t%s ", ++b->bounds, type);
    for (size_t i = 0; i < count; i++) each_piece(b, spans[i], &any, write_ends);
    out_words(b->out, "\t");
    any = false;
    for (size_t i = 0; i < count; i++) each_piece(b, spans[i], &any, write_piece);
    out_words(b->out, "\n");
    return b->bounds;
}

/* ---- facts ---- */

static void write_entities(brat *b) {
    const entity_list *entities = &b->r->record.entities;
    for (size_t i = 0; i < entities->count; i++)
        write_bound(b, entity_type_name(entities->at[i].type), &entities->at[i].at, 1);
}

static void write_times(brat *b) {
    const timex_list *times = &b->r->record.times;
    for (size_t i = 0; i < times->count; i++) {
        const timex *t = &times->at[i];
        span at = { t->start, t->end };
        size_t bound = write_bound(b, "Timex3", &at, 1);
        out_print(b->out, "#%zu\tAnnotatorNotes T%zu\t%s ", ++b->notes, bound,
                  time_type_name(t->type));
        out_add(b->out, t->value);
        out_words(b->out, "\n");
    }
}

static void write_actor(brat *b, const actor *a) {
    size_t first = b->bounds + 1;
    for (size_t i = 0; i < a->mentions.count; i++) write_bound(b, "Mention", &a->mentions.at[i], 1);
    if (a->mentions.count < 2) return;
    out_words(b->out, "*\tActor");
    for (size_t i = 0; i < a->mentions.count; i++) out_print(b->out, " T%zu", first + i);
    out_words(b->out, "\n");
}

/* Values in brat hold no blanks. */
static void write_attribute(brat *b, const char *name, const char *value) {
    out_print(b->out, "A%zu\t%s E%zu ", ++b->attributes, name, b->events);
    for (; *value; value++) out_print(b->out, "%c", *value == ' ' ? '_' : *value);
    out_words(b->out, "\n");
}

static void write_statement(brat *b, const statement *s) {
    size_t who = 0, cue = 0, what = 0;
    if (s->source.count) who = write_bound(b, "Source", s->source.at, s->source.count);
    if (s->cue.count) cue = write_bound(b, "Cue", s->cue.at, s->cue.count);
    if (s->content.count) what = write_bound(b, "Content", s->content.at, s->content.count);
    if (!cue && !what) return;
    if (!cue) cue = write_bound(b, "Cue", s->content.at, s->content.count);
    out_print(b->out, "E%zu\tCue:T%zu", ++b->events, cue);
    if (who) out_print(b->out, " Source:T%zu", who);
    if (what) out_print(b->out, " Content:T%zu", what);
    out_words(b->out, "\n");
    write_attribute(b, "Quotation", quotation_name(s->quotation));
    write_attribute(b, "Act", act_name(s->act));
    if (s->channel.kind != CHANNEL_NONE)
        write_attribute(b, "Channel", channel_kind_name(s->channel.kind));
}

static void write_head(brat *b) {
    buffer line = { 0 };
    str input = b->r->report->report.input;
    buffer_print(b->out->a, &line, "# report %.*s %.*s", STR_ARG(b->r->record.id), STR_ARG(input));
    for (size_t i = 0; i < line.count; i++)
        if (line.at[i] == '\n' || line.at[i] == '\r') line.at[i] = ' ';
    out_add(b->out, buffer_str(&line));
    out_words(b->out, "\n");
}

void write_brat(out *o, const onr_record *r) {
    brat b = { .out = o, .r = r, .at = offsets_of(o->a, r->report->report.text, true) };
    if (!o->options.bare) write_head(&b);
    write_entities(&b);
    write_times(&b);
    for (size_t i = 0; i < r->record.actors.count; i++) write_actor(&b, &r->record.actors.at[i]);
    for (size_t i = 0; i < r->record.statements.count; i++)
        write_statement(&b, &r->record.statements.at[i]);
}
