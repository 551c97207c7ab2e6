/* api/view.c: a record as the structs of onrecord.h show it. They are made once, with the
 * record, so that the calls that give them are const and cost nothing. */
#include "api/objects.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

static_assert(sizeof(onr_span) == sizeof(span), "copied as bytes");
static_assert(offsetof(onr_span, end) == offsetof(span, end), "copied as bytes");

static const onr_span *view_spans(arena *a, const span_list *from) {
    onr_span *to = ARENA_NEW(a, onr_span, from->count);
    if (from->count) memcpy(to, from->at, from->count * sizeof *to);
    return to;
}

const char *api_moment(const moment *m, char out[API_TIME_SIZE]) {
    if (!m->day.year) return NULL;
    char date[DAY_SIZE];
    day_write(m->day, date);
    if (m->hour < 0)
        snprintf(out, API_TIME_SIZE, "%s", date);
    else
        snprintf(out, API_TIME_SIZE, "%sT%02u:%02u", date, (unsigned)m->hour % 100,
                 (unsigned)m->minute % 100);
    return out;
}

static const char *view_moment(arena *a, const time_value *t, const moment *m) {
    char words[API_TIME_SIZE];
    return t->known && api_moment(m, words) ? arena_copy(a, str_of(words)).at : NULL;
}

static void view_actor(arena *a, const actor *from, onr_actor *to) {
    onr_role *roles = ARENA_NEW(a, onr_role, from->roles.count);
    for (size_t i = 0; i < from->roles.count; i++)
        roles[i] = (onr_role){ api_text(from->roles.at[i].title), api_text(from->roles.at[i].of) };
    *to = (onr_actor){
        .name = api_text(from->name), .kind = actor_kind_name(from->kind),
        .mentions = view_spans(a, &from->mentions), .mention_count = from->mentions.count,
        .roles = roles, .role_count = from->roles.count, .confidence = (double)from->confidence,
    };
}

static const onr_actor *const *view_actors(onr_record *r, const id_list *from) {
    const onr_actor **to = ARENA_NEW(r->a, const onr_actor *, from->count);
    for (size_t i = 0; i < from->count; i++) to[i] = &r->view.actors[from->at[i]];
    return to;
}

static void view_statement(onr_record *r, const statement *from, onr_statement *to) {
    bool said_how = from->channel.kind != CHANNEL_NONE;
    *to = (onr_statement){
        .source = view_spans(r->a, &from->source), .source_count = from->source.count,
        .cue = view_spans(r->a, &from->cue), .cue_count = from->cue.count,
        .content = view_spans(r->a, &from->content), .content_count = from->content.count,
        .quotation = quotation_name(from->quotation),
        .speakers = view_actors(r, &from->speakers), .speaker_count = from->speakers.count,
        .addressees = view_actors(r, &from->addressees),
        .addressee_count = from->addressees.count,
        .channel = said_how ? channel_kind_name(from->channel.kind) : NULL,
        .channel_name = api_text(from->channel.name), .act = act_name(from->act),
        .earliest = view_moment(r->a, &from->time, &from->time.earliest),
        .latest = view_moment(r->a, &from->time, &from->time.latest),
        .within = from->within == ID_NONE ? NULL : &r->view.statements[from->within],
        .confidence = (double)from->confidence,
    };
}

static void view_time(arena *a, const timex *from, onr_time *to) {
    *to = (onr_time){
        .at = { from->start, from->end }, .type = time_type_name(from->type),
        .value = api_text(from->value),
        .earliest = view_moment(a, &from->bounds, &from->bounds.earliest),
        .latest = view_moment(a, &from->bounds, &from->bounds.latest),
        .confidence = (double)from->confidence,
    };
}

static void view_entity(const view *v, const named_entity *from, onr_entity *to) {
    *to = (onr_entity){
        .at = { from->at.start, from->at.end }, .type = entity_type_name(from->type),
        .actor = from->actor == ID_NONE ? NULL : &v->actors[from->actor],
        .confidence = (double)from->confidence,
    };
}

span piece_sentence(const piece *p, size_t i) {
    const sentence *s = &p->labels.sentences[i];
    return (span){ p->offset + p->tokens.at[s->first].start,
                   p->offset + p->tokens.at[s->past - 1].end };
}

void view_build(onr_record *r) {
    const record *from = &r->record;
    view *v = &r->view;
    v->actors = ARENA_NEW(r->a, onr_actor, from->actors.count);
    v->statements = ARENA_NEW(r->a, onr_statement, from->statements.count);
    v->times = ARENA_NEW(r->a, onr_time, from->times.count);
    v->entities = ARENA_NEW(r->a, onr_entity, from->entities.count);
    for (size_t i = 0; i < from->actors.count; i++)
        view_actor(r->a, &from->actors.at[i], &v->actors[i]);
    for (size_t i = 0; i < from->statements.count; i++)
        view_statement(r, &from->statements.at[i], &v->statements[i]);
    for (size_t i = 0; i < from->times.count; i++)
        view_time(r->a, &from->times.at[i], &v->times[i]);
    for (size_t i = 0; i < from->entities.count; i++)
        view_entity(v, &from->entities.at[i], &v->entities[i]);
}

/* ---- asking ---- */

const onr_report_head *onr_record_report(const onr_record *r) {
    return &r->report->head;
}

onr_text onr_record_id(const onr_record *r) {
    return api_text(r->record.id);
}

onr_text onr_record_digest(const onr_record *r) {
    return api_text(r->record.digest);
}

const onr_statement *onr_record_statement(const onr_record *r, size_t i) {
    return r->view.statements && i < r->record.statements.count ? &r->view.statements[i] : NULL;
}

const onr_actor *onr_record_actor(const onr_record *r, size_t i) {
    return r->view.actors && i < r->record.actors.count ? &r->view.actors[i] : NULL;
}

const onr_time *onr_record_time(const onr_record *r, size_t i) {
    return r->view.times && i < r->record.times.count ? &r->view.times[i] : NULL;
}

const onr_entity *onr_record_entity(const onr_record *r, size_t i) {
    return r->view.entities && i < r->record.entities.count ? &r->view.entities[i] : NULL;
}

const onr_span *onr_record_sentence(const onr_record *r, size_t i) {
    return i < r->sentences.count ? &r->sentences.at[i] : NULL;
}

onr_text onr_record_words(const onr_record *r, onr_span at) {
    return api_text(str_in(r->report->report.text, (span){ at.start, at.end }));
}
