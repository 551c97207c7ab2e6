/* ledger/facts.c: see facts.h. Packing and unpacking of each kind of fact stand side by side,
 * in the same order of fields. */
#include "ledger/facts.h"

#include <assert.h>
#include <math.h>

#include "ledger/pack.h"

enum { FORM = 1 };

static_assert(ACTOR_KINDS == 5 && ACTS == 13 && CHANNEL_KINDS == 14 && STATUSES == 7
              && EXPECTATION_KINDS == 5 && SILENCE_KINDS == 4 && ENTITY_TYPES == 9
              && QUOTATIONS == 3 && POLARITIES == 3 && TIME_TYPES == 4 && VOICE_KINDS == 3,
              "a kind that is added goes to its enum's end, and is counted here");

/* ---- parts of facts ---- */

static void pack_confidence(packer *p, float c) {
    pack_number(p, (uint64_t)lroundf(c * 100));
}

static float unpack_confidence(unpacker *u) {
    return (float)unpack_below(u, 101) / 100;
}

static void pack_id(packer *p, id n) {
    pack_number(p, n == ID_NONE ? 0 : (uint64_t)n + 1);
}

static id unpack_id(unpacker *u) {
    uint64_t n = unpack_below(u, ID_NONE);
    return n ? (id)(n - 1) : ID_NONE;
}

static void pack_ids(packer *p, const id_list *ids) {
    pack_number(p, ids->count);
    for (size_t i = 0; i < ids->count; i++) pack_number(p, ids->at[i]);
}

static void unpack_ids(unpacker *u, id_list *out) {
    size_t count = unpack_count(u);
    *out = (id_list){ ARENA_NEW(u->a, id, count), count, count };
    for (size_t i = 0; i < count; i++) out->at[i] = (id)unpack_below(u, ID_NONE);
}

/* 0 for an open end; else the day's number from 0001-01-01, then the clock time if any. */
static void pack_moment(packer *p, const moment *m) {
    static const day first = { 1, 1, 1 };
    if (!m->day.year) {
        pack_number(p, 0);
        return;
    }
    int days = day_number(m->day) - day_number(first);
    pack_number(p, (uint64_t)days * 2 + 1 + (m->hour >= 0));
    if (m->hour < 0) return;
    pack_number(p, (uint64_t)(m->hour * 3600 + m->minute * 60 + m->second));
    pack_number(p, m->zone == ZONE_NONE ? 0 : (uint64_t)(m->zone + 24 * 60 + 1));
}

static moment unpack_moment(unpacker *u) {
    static const day first = { 1, 1, 1 };
    moment m = { DAY_NONE, -1, 0, 0, ZONE_NONE };
    uint64_t head = unpack_below(u, (uint64_t)2 * 366 * 9999);
    if (!head) return m;
    m.day = day_of_number(day_number(first) + (int32_t)((head - 1) / 2));
    if ((head - 1) % 2 == 0) return m;
    int clock = (int)unpack_below(u, 90000), zone = (int)unpack_below(u, 2 * 24 * 60 + 2);
    m.hour = clock / 3600;
    m.minute = clock / 60 % 60;
    m.second = clock % 60;
    m.zone = zone ? zone - 24 * 60 - 1 : ZONE_NONE;
    return m;
}

static void pack_time(packer *p, const time_value *t) {
    pack_number(p, t->known);
    if (!t->known) return;
    pack_moment(p, &t->earliest);
    pack_moment(p, &t->latest);
    pack_id(p, t->time);
}

static time_value unpack_time(unpacker *u) {
    time_value t = { .time = ID_NONE };
    t.known = unpack_below(u, 2);
    if (!t.known) return t;
    t.earliest = unpack_moment(u);
    t.latest = unpack_moment(u);
    t.time = unpack_id(u);
    return t;
}

/* ---- facts, one kind after another ---- */

static void pack_actor(packer *p, const actor *x) {
    pack_spans(p, &x->mentions);
    pack_words(p, x->name);
    pack_number(p, x->kind);
    pack_number(p, x->roles.count);
    for (size_t i = 0; i < x->roles.count; i++) {
        pack_span(p, x->roles.at[i].at);
        pack_words(p, x->roles.at[i].title);
        pack_words(p, x->roles.at[i].of);
    }
    pack_bytes(p, x->country);
    pack_bytes(p, x->sector);
    pack_confidence(p, x->confidence);
}

static void unpack_actor(unpacker *u, actor *x) {
    unpack_spans(u, &x->mentions);
    x->name = unpack_words(u);
    x->kind = (actor_kind)unpack_below(u, ACTOR_KINDS);
    size_t count = unpack_count(u);
    x->roles = (role_list){ ARENA_NEW(u->a, role, count), count, count };
    for (size_t i = 0; i < count; i++) {
        x->roles.at[i].at = unpack_span(u);
        x->roles.at[i].title = unpack_words(u);
        x->roles.at[i].of = unpack_words(u);
    }
    x->country = unpack_bytes(u);
    x->sector = unpack_bytes(u);
    x->confidence = unpack_confidence(u);
}

static void pack_stances(packer *p, const stance_list *list) {
    pack_number(p, list->count);
    for (size_t i = 0; i < list->count; i++) {
        pack_id(p, list->at[i].actor);
        pack_words(p, list->at[i].words);
        pack_number(p, list->at[i].polarity);
    }
}

static void unpack_stances(unpacker *u, stance_list *out) {
    size_t count = unpack_count(u);
    *out = (stance_list){ ARENA_NEW(u->a, stance, count), count, count };
    for (size_t i = 0; i < count; i++) {
        out->at[i].actor = unpack_id(u);
        out->at[i].words = unpack_words(u);
        out->at[i].polarity = (polarity)unpack_below(u, POLARITIES);
    }
}

static void pack_statement(packer *p, const statement *x) {
    pack_spans(p, &x->source);
    pack_spans(p, &x->cue);
    pack_spans(p, &x->content);
    pack_number(p, (uint64_t)x->quotation + (uint64_t)x->act * QUOTATIONS);
    pack_ids(p, &x->speakers);
    pack_ids(p, &x->addressees);
    pack_number(p, x->channel.kind);
    if (x->channel.kind) pack_words(p, x->channel.name);
    pack_stances(p, &x->stance);
    pack_time(p, &x->time);
    pack_id(p, x->place);
    pack_id(p, x->within);
    pack_confidence(p, x->confidence);
}

static void unpack_statement(unpacker *u, statement *x) {
    unpack_spans(u, &x->source);
    unpack_spans(u, &x->cue);
    unpack_spans(u, &x->content);
    unsigned kinds = (unsigned)unpack_below(u, QUOTATIONS * ACTS);
    x->quotation = (quotation)(kinds % QUOTATIONS);
    x->act = (act)(kinds / QUOTATIONS);
    unpack_ids(u, &x->speakers);
    unpack_ids(u, &x->addressees);
    x->channel.kind = (channel_kind)unpack_below(u, CHANNEL_KINDS);
    if (x->channel.kind) x->channel.name = unpack_words(u);
    unpack_stances(u, &x->stance);
    x->time = unpack_time(u);
    x->place = unpack_id(u);
    x->within = unpack_id(u);
    x->confidence = unpack_confidence(u);
}

static void pack_event(packer *p, const event *x) {
    pack_spans(p, &x->spans);
    pack_words(p, x->predicate);
    pack_bytes(p, x->type);
    if (x->type.at) pack_bytes(p, x->mode);
    pack_ids(p, &x->actors);
    pack_ids(p, &x->recipients);
    pack_number(p, (uint64_t)x->status * 2 + x->main);
    pack_time(p, &x->time);
    pack_id(p, x->place);
    pack_id(p, x->within);
    pack_confidence(p, x->confidence);
}

static void unpack_event(unpacker *u, event *x) {
    unpack_spans(u, &x->spans);
    x->predicate = unpack_words(u);
    x->type = unpack_bytes(u);
    if (x->type.at) x->mode = unpack_bytes(u);
    unpack_ids(u, &x->actors);
    unpack_ids(u, &x->recipients);
    unsigned kinds = (unsigned)unpack_below(u, STATUSES * 2);
    x->status = (event_status)(kinds / 2);
    x->main = kinds & 1;
    x->time = unpack_time(u);
    x->place = unpack_id(u);
    x->within = unpack_id(u);
    x->confidence = unpack_confidence(u);
}

static void pack_expectation(packer *p, const expectation *x) {
    pack_span(p, x->at);
    pack_ids(p, &x->who);
    pack_words(p, x->what);
    pack_number(p, x->kind);
    pack_time(p, &x->time);
    pack_id(p, x->place);
    pack_id(p, x->statement);
    pack_confidence(p, x->confidence);
}

static void unpack_expectation(unpacker *u, expectation *x) {
    x->at = unpack_span(u);
    unpack_ids(u, &x->who);
    x->what = unpack_words(u);
    x->kind = (expectation_kind)unpack_below(u, EXPECTATION_KINDS);
    x->time = unpack_time(u);
    x->place = unpack_id(u);
    x->statement = unpack_id(u);
    x->confidence = unpack_confidence(u);
}

static void pack_silence(packer *p, const silence *x) {
    pack_span(p, x->at);
    pack_ids(p, &x->who);
    pack_words(p, x->about);
    pack_number(p, x->kind);
    pack_confidence(p, x->confidence);
}

static void unpack_silence(unpacker *u, silence *x) {
    x->at = unpack_span(u);
    unpack_ids(u, &x->who);
    x->about = unpack_words(u);
    x->kind = (silence_kind)unpack_below(u, SILENCE_KINDS);
    x->confidence = unpack_confidence(u);
}

static void pack_timex(packer *p, const timex *x) {
    pack_span(p, (span){ x->start, x->end });
    pack_number(p, (uint64_t)x->type * 2 + x->conflict);
    pack_words(p, x->value);
    pack_time(p, &x->bounds);
    pack_confidence(p, x->confidence);
}

static void unpack_timex(unpacker *u, timex *x) {
    span at = unpack_span(u);
    x->start = at.start;
    x->end = at.end;
    unsigned kinds = (unsigned)unpack_below(u, TIME_TYPES * 2);
    x->type = (time_type)(kinds / 2);
    x->conflict = kinds & 1;
    x->value = unpack_words(u);
    x->bounds = unpack_time(u);
    x->confidence = unpack_confidence(u);
}

static void pack_place(packer *p, const place *x) {
    pack_span(p, (span){ x->start, x->end });
    pack_words(p, x->name);
    pack_bytes(p, x->kind);
    pack_real(p, x->latitude);
    pack_real(p, x->longitude);
    pack_number(p, x->geonames);
    pack_bytes(p, x->country);
    pack_bytes(p, x->admin1);
    pack_confidence(p, x->confidence);
}

static void unpack_place(unpacker *u, place *x) {
    span at = unpack_span(u);
    x->start = at.start;
    x->end = at.end;
    x->name = unpack_words(u);
    x->kind = unpack_bytes(u);
    x->latitude = unpack_real(u);
    x->longitude = unpack_real(u);
    x->geonames = (uint32_t)unpack_below(u, UINT32_MAX);
    x->country = unpack_bytes(u);
    x->admin1 = unpack_bytes(u);
    x->confidence = unpack_confidence(u);
}

static void pack_quantity(packer *p, const quantity *x) {
    pack_span(p, (span){ x->start, x->end });
    pack_real(p, x->low);
    pack_real(p, x->high);
    pack_words(p, x->unit);
    pack_words(p, x->of);
    pack_confidence(p, x->confidence);
}

static void unpack_quantity(unpacker *u, quantity *x) {
    span at = unpack_span(u);
    x->start = at.start;
    x->end = at.end;
    x->low = unpack_real(u);
    x->high = unpack_real(u);
    x->unit = unpack_words(u);
    x->of = unpack_words(u);
    x->confidence = unpack_confidence(u);
}

static void pack_entity(packer *p, const named_entity *x) {
    pack_span(p, x->at);
    pack_number(p, x->type);
    pack_id(p, x->actor);
    pack_confidence(p, x->confidence);
}

static void unpack_entity(unpacker *u, named_entity *x) {
    x->at = unpack_span(u);
    x->type = (entity_type)unpack_below(u, ENTITY_TYPES);
    x->actor = unpack_id(u);
    x->confidence = unpack_confidence(u);
}

static void pack_voice(packer *p, const voice *x) {
    pack_span(p, x->at);
    pack_number(p, x->kind);
    pack_confidence(p, x->confidence);
}

static void unpack_voice(unpacker *u, voice *x) {
    x->at = unpack_span(u);
    x->kind = (voice_kind)unpack_below(u, VOICE_KINDS);
    x->confidence = unpack_confidence(u);
}

static void pack_note(packer *p, const note *x) {
    pack_bytes(p, str_of(x->code));
    pack_number(p, x->at == NOTE_NOWHERE ? 0 : x->at + 1);
    pack_words(p, x->message);
}

static void unpack_note(unpacker *u, note *x) {
    x->code = arena_copy(u->a, unpack_bytes(u)).at;
    uint64_t at = unpack_number(u);
    x->at = at ? (size_t)at - 1 : NOTE_NOWHERE;
    x->message = unpack_words(u);
}

static void pack_main(packer *p, const main_event *x) {
    pack_words(p, x->who);
    pack_words(p, x->what);
    pack_words(p, x->when);
    pack_words(p, x->where);
    pack_time(p, &x->when_value);
}

static void unpack_main(unpacker *u, main_event *x) {
    x->who = unpack_words(u);
    x->what = unpack_words(u);
    x->when = unpack_words(u);
    x->where = unpack_words(u);
    x->when_value = unpack_time(u);
}

/* ---- all ---- */

#define PACK_LIST(p, list, pack_one) \
    do { \
        pack_number((p), (list)->count); \
        for (size_t i_ = 0; i_ < (list)->count; i_++) pack_one((p), &(list)->at[i_]); \
    } while (0)

#define UNPACK_LIST(u, list, unpack_one) \
    do { \
        size_t count_ = unpack_count(u); \
        (list)->at = arena_alloc((u)->a, count_, sizeof *(list)->at); \
        (list)->count = (list)->room = count_; \
        for (size_t i_ = 0; i_ < count_ && !(u)->broken; i_++) unpack_one((u), &(list)->at[i_]); \
    } while (0)

str facts_pack(arena *a, const record *r, const span_list *sentences) {
    packer pack = { .a = a, .text = r->report->text }, *p = &pack;
    pack_number(p, FORM);
    pack_spans(p, sentences);
    PACK_LIST(p, &r->actors, pack_actor);
    PACK_LIST(p, &r->statements, pack_statement);
    PACK_LIST(p, &r->events, pack_event);
    PACK_LIST(p, &r->expectations, pack_expectation);
    PACK_LIST(p, &r->silences, pack_silence);
    PACK_LIST(p, &r->times, pack_timex);
    PACK_LIST(p, &r->places, pack_place);
    PACK_LIST(p, &r->quantities, pack_quantity);
    PACK_LIST(p, &r->entities, pack_entity);
    PACK_LIST(p, &r->voices, pack_voice);
    PACK_LIST(p, &r->notes, pack_note);
    pack_main(p, &r->main);
    return buffer_str(&pack.out);
}

static void unpack_lists(unpacker *u, record *r) {
    UNPACK_LIST(u, &r->actors, unpack_actor);
    UNPACK_LIST(u, &r->statements, unpack_statement);
    UNPACK_LIST(u, &r->events, unpack_event);
    UNPACK_LIST(u, &r->expectations, unpack_expectation);
    UNPACK_LIST(u, &r->silences, unpack_silence);
    UNPACK_LIST(u, &r->times, unpack_timex);
    UNPACK_LIST(u, &r->places, unpack_place);
    UNPACK_LIST(u, &r->quantities, unpack_quantity);
    UNPACK_LIST(u, &r->entities, unpack_entity);
    UNPACK_LIST(u, &r->voices, unpack_voice);
    UNPACK_LIST(u, &r->notes, unpack_note);
}

/* Every number of another fact is one of those that are there. */
static bool ids_hold(const id_list *ids, size_t count) {
    for (size_t i = 0; i < ids->count; i++)
        if (ids->at[i] >= count) return false;
    return true;
}

static bool id_holds(id n, size_t count) {
    return n == ID_NONE || n < count;
}

static bool statements_hold(const record *r) {
    for (size_t i = 0; i < r->statements.count; i++) {
        const statement *s = &r->statements.at[i];
        bool holds = s->content.count && ids_hold(&s->speakers, r->actors.count)
            && ids_hold(&s->addressees, r->actors.count) && id_holds(s->place, r->places.count)
            && id_holds(s->within, r->statements.count);
        for (size_t k = 0; k < s->stance.count; k++)
            holds = holds && id_holds(s->stance.at[k].actor, r->actors.count);
        if (!holds) return false;
    }
    return true;
}

static bool others_hold(const record *r) {
    bool holds = true;
    for (size_t i = 0; i < r->events.count; i++) {
        const event *e = &r->events.at[i];
        holds = holds && e->spans.count && ids_hold(&e->actors, r->actors.count)
            && ids_hold(&e->recipients, r->actors.count) && id_holds(e->place, r->places.count)
            && id_holds(e->within, r->statements.count);
    }
    for (size_t i = 0; i < r->expectations.count; i++)
        holds = holds && ids_hold(&r->expectations.at[i].who, r->actors.count)
            && id_holds(r->expectations.at[i].place, r->places.count)
            && id_holds(r->expectations.at[i].statement, r->statements.count);
    for (size_t i = 0; i < r->silences.count; i++)
        holds = holds && ids_hold(&r->silences.at[i].who, r->actors.count);
    return holds;
}

/* Entities and times are told of others too. */
static bool named_hold(const record *r) {
    bool holds = true;
    for (size_t i = 0; i < r->entities.count; i++)
        holds = holds && id_holds(r->entities.at[i].actor, r->actors.count);
    for (size_t i = 0; i < r->statements.count; i++)
        holds = holds && id_holds(r->statements.at[i].time.time, r->times.count);
    for (size_t i = 0; i < r->events.count; i++)
        holds = holds && id_holds(r->events.at[i].time.time, r->times.count);
    for (size_t i = 0; i < r->expectations.count; i++)
        holds = holds && id_holds(r->expectations.at[i].time.time, r->times.count);
    return holds;
}

bool facts_hold(const record *r) {
    return statements_hold(r) && others_hold(r) && named_hold(r);
}

bool facts_unpack(arena *a, str packed, str text, record *out, span_list *sentences, fault *f) {
    unpacker unpack = { .a = a, .in = packed, .text = text }, *u = &unpack;
    record r = { .report = out->report, .id = out->id, .digest = out->digest };
    uint64_t form = unpack_number(u);
    if (form != FORM && !u->broken)
        return FAULT(f, FAULT_STORE, FAULT_NOWHERE,
                     "facts are kept in form %llu, this program knows %d",
                     (unsigned long long)form, FORM);
    unpack_spans(u, sentences);
    unpack_lists(u, &r);
    unpack_main(u, &r.main);
    if (u->broken || u->at != packed.length || !facts_hold(&r))
        return FAULT(f, FAULT_STORE, u->at, "kept facts are damaged, or not of this text");
    *out = r;
    return true;
}

/* ---- the report ---- */

static void pack_title(packer *p, const title *t) {
    pack_words(p, t->text);
    pack_bytes(p, str_of(t->from));
}

static void unpack_title(unpacker *u, title *t) {
    t->text = unpack_words(u);
    t->from = arena_copy(u->a, unpack_bytes(u)).at;
}

static void pack_author(packer *p, const str *s) {
    pack_words(p, *s);
}

static void unpack_author(unpacker *u, str *s) {
    *s = unpack_words(u);
}

static void pack_block(packer *p, const block *b) {
    pack_span(p, (span){ b->start, b->end });
    pack_number(p, (uint64_t)b->kind * 2 + (b->time.at != NULL));
    if (b->time.at) pack_bytes(p, b->time);
}

static void unpack_block(unpacker *u, block *b) {
    span at = unpack_span(u);
    unsigned kind = (unsigned)unpack_below(u, BLOCK_KINDS * 2);
    *b = (block){ at.start, at.end, (block_kind)(kind / 2), STR_NONE };
    if (kind & 1) b->time = unpack_bytes(u);
}

str report_pack(arena *a, const report *r) {
    packer pack = { .a = a, .text = r->text };
    pack_number(&pack, FORM);
    PACK_LIST(&pack, &r->titles, pack_title);
    PACK_LIST(&pack, &r->authors, pack_author);
    PACK_LIST(&pack, &r->blocks, pack_block);
    return buffer_str(&pack.out);
}

bool report_unpack(arena *a, str packed, report *out, fault *f) {
    unpacker unpack = { .a = a, .in = packed, .text = out->text }, *u = &unpack;
    unpack_below(u, FORM + 1);
    UNPACK_LIST(u, &out->titles, unpack_title);
    UNPACK_LIST(u, &out->authors, unpack_author);
    UNPACK_LIST(u, &out->blocks, unpack_block);
    if (!u->broken && u->at == packed.length) return true;
    return FAULT(f, FAULT_STORE, u->at, "what is kept of a report is damaged");
}
