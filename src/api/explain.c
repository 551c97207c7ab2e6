/* api/explain.c: collects why each fact of a record is there: its words, the rule or model
 * that put it there, what the reader says of the words. */
#include "api/explain.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record/listed.h"

typedef struct collecting {
    arena *a;
    const onr_record *r;
    const char *only;
    fact_list found;
} collecting;

/* ---- facts ---- */

/* The number of the sentence that a byte stands in or behind. */
static size_t sentence_at(const onr_record *r, size_t byte) {
    size_t low = 0, high = r->sentences.count;
    while (low + 1 < high) {
        size_t middle = (low + high) / 2;
        if (r->sentences.at[middle].start <= byte) low = middle;
        else high = middle;
    }
    return low;
}

/* A new fact, or NULL where another one is asked for. */
static fact *add(collecting *c, const char *kind, char letter, size_t number) {
    fact f = { .kind = kind };
    snprintf(f.id, sizeof f.id, "%c%zu", letter, number + 1);
    if (c->only && strcmp(c->only, f.id) != 0) return NULL;
    fact *to = LIST_ADD(c->a, &c->found);
    *to = f;
    return to;
}

static void add_span(collecting *c, fact *f, size_t start, size_t end) {
    *LIST_ADD(c->a, &f->spans) = (span){ start, end };
}

static void finish(collecting *c, fact *f, const char *by, float confidence) {
    f->by = by;
    f->confidence = (double)confidence;
    if (f->spans.count) f->sentence = sentence_at(c->r, f->spans.at[0].start);
}

static void give_reason(fact *f, const char *field, str value, const char *by) {
    if (by && value.length && f->reason_count < REASONS_MOST)
        f->reasons[f->reason_count++] = (reason){ field, value, by };
}

static int by_start(const void *left, const void *right) {
    const span *a = left, *b = right;
    if (a->start != b->start) return a->start < b->start ? -1 : 1;
    return (a->end > b->end) - (a->end < b->end);
}

static void sort_spans(fact *f) {
    if (f->spans.count > 1) qsort(f->spans.at, f->spans.count, sizeof(span), by_start);
}

static void add_spans(collecting *c, fact *f, const span_list *from) {
    for (size_t i = 0; i < from->count; i++) add_span(c, f, from->at[i].start, from->at[i].end);
}

static str actor_name(const onr_record *r, const id_list *who) {
    return who->count ? r->record.actors.at[who->at[0]].name : STR_NONE;
}

static void add_statement(collecting *c, size_t i) {
    const statement *s = &c->r->record.statements.at[i];
    fact *f = add(c, "statement", 's', i);
    if (!f) return;
    add_spans(c, f, &s->source);
    add_spans(c, f, &s->cue);
    add_spans(c, f, &s->content);
    sort_spans(f);
    finish(c, f, s->by, s->confidence);
    f->value = str_of(act_name(s->act));
    give_reason(f, "speaker", actor_name(c->r, &s->speakers),
                s->source.count ? "the actor that the source refers to"
                                : "who spoke the words beside these");
    give_reason(f, "act", f->value, s->act_by);
    give_reason(f, "channel", str_of(channel_kind_name(s->channel.kind)), s->channel_by);
}

static void add_event(collecting *c, size_t i) {
    const event *e = &c->r->record.events.at[i];
    fact *f = add(c, "event", 'e', i);
    if (!f) return;
    add_spans(c, f, &e->spans);
    finish(c, f, e->by, e->confidence);
    f->value = e->predicate;
    give_reason(f, "type", e->type, e->type_by);
    give_reason(f, "status", str_of(event_status_name(e->status)),
                "tense, modals and negation of its clause, and who says so");
    if (e->main)
        give_reason(f, "main", STR("true"), "the most of what the title names, and its place");
}

static void add_expectation(collecting *c, size_t i) {
    const expectation *e = &c->r->record.expectations.at[i];
    fact *f = add(c, "expectation", 'x', i);
    if (!f) return;
    add_span(c, f, e->at.start, e->at.end);
    finish(c, f, e->by, e->confidence);
    f->value = str_of(expectation_kind_name(e->kind));
}

static void add_silence(collecting *c, size_t i) {
    const silence *s = &c->r->record.silences.at[i];
    fact *f = add(c, "silence", 'q', i);
    if (!f) return;
    add_span(c, f, s->at.start, s->at.end);
    finish(c, f, s->by, s->confidence);
    f->value = str_of(silence_kind_name(s->kind));
}

static void add_time(collecting *c, size_t i) {
    const timex *t = &c->r->record.times.at[i];
    fact *f = add(c, "time", 't', i);
    if (!f) return;
    add_span(c, f, t->start, t->end);
    finish(c, f, t->by, t->confidence);
    f->value = t->value;
}

static void add_place(collecting *c, size_t i) {
    const place *p = &c->r->record.places.at[i];
    fact *f = add(c, "place", 'p', i);
    if (!f) return;
    add_span(c, f, p->start, p->end);
    finish(c, f, p->by, p->confidence);
    f->value = p->name;
}

static void add_quantity(collecting *c, size_t i) {
    const quantity *q = &c->r->record.quantities.at[i];
    fact *f = add(c, "quantity", 'n', i);
    if (!f) return;
    add_span(c, f, q->start, q->end);
    finish(c, f, q->by, q->confidence);
    f->value = q->of;
}

static void add_voice(collecting *c, size_t i) {
    const voice *v = &c->r->record.voices.at[i];
    fact *f = add(c, "voice", 'v', i);
    if (!f) return;
    add_span(c, f, v->at.start, v->at.end);
    finish(c, f, v->by, v->confidence);
    f->value = str_of(voice_kind_name(v->kind));
}

/* Where it is mentioned first. */
static void add_actor(collecting *c, size_t i) {
    const actor *a = &c->r->record.actors.at[i];
    fact *f = add(c, "actor", 'a', i);
    if (!f) return;
    if (c->only) add_spans(c, f, &a->mentions);
    else if (a->mentions.count) add_span(c, f, a->mentions.at[0].start, a->mentions.at[0].end);
    finish(c, f, a->by, a->confidence);
    f->value = a->name;
    if (!a->listed) return;
    if (a->listed->country.at) give_reason(f, "country", a->country, a->listed->why.at);
    if (a->listed->sector.at) give_reason(f, "sector", a->sector, a->listed->why.at);
    give_reason(f, "listed", a->listed->name, a->listed->why.at);
}

static int by_sentence(const void *left, const void *right) {
    const fact *a = left, *b = right;
    if (a->sentence != b->sentence) return a->sentence < b->sentence ? -1 : 1;
    size_t x = a->spans.count ? a->spans.at[0].start : 0;
    size_t y = b->spans.count ? b->spans.at[0].start : 0;
    if (x != y) return x < y ? -1 : 1;
    return strcmp(a->id, b->id);
}

static void add_name(collecting *c, size_t i) {
    const named_entity *e = &c->r->record.entities.at[i];
    fact *f = add(c, "name", 'm', i);
    if (!f) return;
    add_span(c, f, e->at.start, e->at.end);
    finish(c, f, "the reader's label", e->confidence);
    f->value = str_of(entity_type_name(e->type));
}

fact_list explain_facts(arena *a, const onr_record *r, const char *only) {
    collecting c = { .a = a, .r = r, .only = only };
    const record *from = &r->record;
    const struct {
        size_t count;
        void (*add)(collecting *c, size_t i);
    } parts[] = {
        { from->statements.count, add_statement }, { from->events.count, add_event },
        { from->expectations.count, add_expectation }, { from->silences.count, add_silence },
        { from->times.count, add_time }, { from->places.count, add_place },
        { from->quantities.count, add_quantity }, { from->voices.count, add_voice },
        { from->actors.count, add_actor }, { from->entities.count, add_name },
    };
    for (size_t p = 0; p < sizeof parts / sizeof *parts; p++)
        for (size_t i = 0; i < parts[p].count; i++) parts[p].add(&c, i);
    if (c.found.count > 1) qsort(c.found.at, c.found.count, sizeof(fact), by_sentence);
    return c.found;
}

/* ---- what the reader says ---- */

static const char *role_name(role_type t) {
    return t == ROLE_SOURCE ? "source" : t == ROLE_CUE ? "cue" : "content";
}

/* The piece that a byte stands in. */
static const piece *piece_at(const onr_record *r, size_t byte) {
    size_t low = 0, high = r->pieces.count;
    while (low + 1 < high) {
        size_t middle = (low + high) / 2;
        if (r->pieces.at[middle].offset <= byte) low = middle;
        else high = middle;
    }
    return &r->pieces.at[low];
}

static span bytes_of(const piece *p, uint32_t first, uint32_t past) {
    return (span){ p->offset + p->tokens.at[first].start, p->offset + p->tokens.at[past - 1].end };
}

static bool touches(const fact *f, span at) {
    for (size_t i = 0; i < f->spans.count; i++)
        if (f->spans.at[i].start < at.end && at.start < f->spans.at[i].end) return true;
    return false;
}

/* The number of the first role that ends behind a byte. */
static size_t role_behind(const piece *p, size_t byte) {
    size_t low = 0, high = p->labels.role_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (bytes_of(p, p->labels.roles[middle].first, p->labels.roles[middle].past).end <= byte)
            low = middle + 1;
        else high = middle;
    }
    return low;
}

static size_t add_roles(const piece *p, const fact *f, reader_label *out) {
    size_t count = 0, end = f->spans.at[f->spans.count - 1].end;
    for (size_t i = role_behind(p, f->spans.at[0].start);
         i < p->labels.role_count && count < LABELS_SHOWN; i++) {
        const role_span *x = &p->labels.roles[i];
        span at = bytes_of(p, x->first, x->past);
        if (at.start >= end) break;
        if (touches(f, at))
            out[count++] = (reader_label){ role_name(x->type), at, (double)x->confidence };
    }
    return count;
}

static size_t add_entities(const onr_record *r, const fact *f, size_t count, reader_label *out) {
    const entity_list *all = &r->record.entities;
    size_t low = 0, high = all->count, end = f->spans.at[f->spans.count - 1].end;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (all->at[middle].at.end <= f->spans.at[0].start) low = middle + 1;
        else high = middle;
    }
    for (; low < all->count && all->at[low].at.start < end && count < LABELS_SHOWN; low++) {
        const named_entity *x = &all->at[low];
        if (touches(f, x->at))
            out[count++] =
                (reader_label){ entity_type_name(x->type), x->at, (double)x->confidence };
    }
    return count;
}

/* The class of its first word. */
static size_t add_class(const piece *p, const fact *f, size_t count, reader_label *out) {
    size_t low = 0, high = p->tokens.count, byte = f->spans.at[0].start - p->offset;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (p->tokens.at[middle].end <= byte) low = middle + 1;
        else high = middle;
    }
    if (low >= p->tokens.count || count >= LABELS_SHOWN) return count;
    out[count] = (reader_label){ upos_name((upos)p->labels.upos[low]),
                                 bytes_of(p, (uint32_t)low, (uint32_t)low + 1),
                                 (double)p->labels.upos_sure[low] };
    return count + 1;
}

size_t explain_labels(const onr_record *r, const fact *f, reader_label out[LABELS_SHOWN]) {
    if (!f->spans.count || !r->pieces.count) return 0;
    const piece *p = piece_at(r, f->spans.at[0].start);
    size_t count = 0;
    if (*f->kind == 's') count = add_roles(p, f, out);
    if (strcmp(f->kind, "event") == 0) return add_class(p, f, count, out);
    return *f->kind == 'a' || *f->kind == 'p' ? add_entities(r, f, count, out) : count;
}

/* The piece and the number in it of a sentence of the report. */
static const piece *piece_of_sentence(const onr_record *r, size_t *number) {
    for (size_t i = 0; i < r->pieces.count; i++) {
        const piece *p = &r->pieces.at[i];
        if (*number < p->labels.sentence_count) return p;
        *number -= p->labels.sentence_count;
    }
    return NULL;
}

reader_label explain_nearest(const onr_record *r, size_t number) {
    reader_label best = { .label = "cue" };
    const piece *p = piece_of_sentence(r, &number);
    if (!p || !p->labels.cue_sure) return best;
    const sentence *s = &p->labels.sentences[number];
    for (uint32_t i = s->first; i < s->past; i++) {
        if (i > s->first && (double)p->labels.cue_sure[i] <= best.probability) continue;
        best.at = bytes_of(p, i, i + 1);
        best.probability = (double)p->labels.cue_sure[i];
    }
    return best;
}
