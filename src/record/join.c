/* record/join.c: see join.h. Facts are copied one by one, spans moved, numbers of actors,
 * times, statements and places renumbered. */
#include "record/join.h"

#include <string.h>

#include "record/word_map.h"

struct record_join {
    arena *a;
    record *out;
    word_map *actors_by_name; /* "person Ana Ruiz": number in out->actors */
    word_map *numbers;        /* of words that stand in no text, kept once */
    str_list words;
    /* of the section that is being added: */
    const record *part;
    size_t offset;
    id *actors;                     /* [part's actors] number in out->actors */
    id times, statements, places;   /* how many stood in `out` before */
};

/* Room that the system gives a page at a time as it is used, so that a long list never moves out
 * of room that is lost to others. */
#define RESERVE(a, list) \
    ((list)->room = LIST_BYTES / sizeof *(list)->at, \
     (list)->at = arena_alloc((a), (list)->room, sizeof *(list)->at))

static void reserve(arena *a, record *out) {
    enum { LIST_BYTES = 2 << 20 };
    RESERVE(a, &out->actors);
    RESERVE(a, &out->entities);
    RESERVE(a, &out->statements);
    RESERVE(a, &out->events);
    RESERVE(a, &out->times);
    RESERVE(a, &out->places);
}

record_join *record_join_new(arena *a, record *out) {
    reserve(a, out);
    record_join *j = ARENA_NEW(a, record_join, 1);
    *j = (record_join){ .a = a, .out = out, .actors_by_name = word_map_new(a),
                        .numbers = word_map_new(a) };
    return j;
}

/* ---- what facts are made of ---- */

static str kept(record_join *j, str s) {
    str text = j->part->report->text;
    bool inside = s.at && s.at >= text.at && s.at + s.length <= text.at + text.length;
    if (inside || !s.at) return s;
    uint32_t known = word_map_get(j->numbers, s);
    if (known != WORD_MAP_NONE) return j->words.at[known];
    str copy = arena_copy(j->a, s);
    *word_map_put(j->numbers, copy) = (uint32_t)j->words.count;
    *LIST_ADD(j->a, &j->words) = copy;
    return copy;
}

static span moved(const record_join *j, span at) {
    return (span){ at.start + j->offset, at.end + j->offset };
}

/* To the list's end; exactly as much room as is needed where the list is new. */
static void add_spans(record_join *j, span_list *to, const span_list *from) {
    if (!to->at) *to = (span_list){ ARENA_NEW(j->a, span, from->count), 0, from->count };
    for (size_t i = 0; i < from->count; i++) *LIST_ADD(j->a, to) = moved(j, from->at[i]);
}

static span_list moved_spans(record_join *j, const span_list *from) {
    span_list to = { 0 };
    add_spans(j, &to, from);
    return to;
}

static id moved_actor(const record_join *j, id from) {
    return from == ID_NONE ? ID_NONE : j->actors[from];
}

static id moved_id(id from, id before) {
    return from == ID_NONE ? ID_NONE : from + before;
}

static id_list moved_actors(record_join *j, const id_list *from) {
    id_list to = { ARENA_NEW(j->a, id, from->count), from->count, from->count };
    for (size_t i = 0; i < from->count; i++) to.at[i] = moved_actor(j, from->at[i]);
    return to;
}

static time_value moved_time(const record_join *j, time_value t) {
    if (t.known) t.time = moved_id(t.time, j->times);
    return t;
}

/* ---- actors ---- */

static void add_roles(record_join *j, actor *to, const actor *from) {
    size_t count = from->roles.count;
    if (!to->roles.at) to->roles = (role_list){ ARENA_NEW(j->a, role, count), 0, count };
    for (size_t i = 0; i < count; i++) {
        const role *r = &from->roles.at[i];
        *LIST_ADD(j->a, &to->roles) =
            (role){ kept(j, r->title), kept(j, r->of), moved(j, r->at) };
    }
}

/* The actor of an earlier section, or a new one. Unnamed actors ("a spokesman") are told from
 * named ones by their first letters, and are never the same in two sections. */
static id same_or_new(record_join *j, const actor *from) {
    bool named = false;
    for (size_t i = 0; i < from->name.length && !named; i++) named = is_upper(from->name.at[i]);
    uint32_t fresh = WORD_MAP_NONE, *number = &fresh;
    if (named)
        number = word_map_put(j->actors_by_name,
                              arena_print(j->a, "%s %.*s", actor_kind_name(from->kind),
                                          STR_ARG(from->name)));
    if (*number != WORD_MAP_NONE) return *number;
    *number = (uint32_t)j->out->actors.count;
    id found = *number;
    *LIST_ADD(j->a, &j->out->actors) = (actor){
        .name = kept(j, from->name), .kind = from->kind, .country = kept(j, from->country),
        .sector = kept(j, from->sector), .confidence = from->confidence,
        .by = from->by, .listed = from->listed,
    };
    return found;
}

static void add_actors(record_join *j) {
    const actor_list *from = &j->part->actors;
    j->actors = ARENA_NEW(j->a, id, from->count);
    for (size_t i = 0; i < from->count; i++) {
        j->actors[i] = same_or_new(j, &from->at[i]);
        actor *to = &j->out->actors.at[j->actors[i]];
        add_roles(j, to, &from->at[i]);
        add_spans(j, &to->mentions, &from->at[i].mentions);
    }
}

static void add_entities(record_join *j) {
    for (size_t i = 0; i < j->part->entities.count; i++) {
        named_entity e = j->part->entities.at[i];
        e.at = moved(j, e.at);
        e.actor = moved_actor(j, e.actor);
        *LIST_ADD(j->a, &j->out->entities) = e;
    }
}

/* ---- statements and events ---- */

static stance_list moved_stance(record_join *j, const stance_list *from) {
    stance_list to = { ARENA_NEW(j->a, stance, from->count), 0, from->count };
    for (size_t i = 0; i < from->count; i++) {
        stance s = from->at[i];
        s.actor = moved_actor(j, s.actor);
        s.words = kept(j, s.words);
        *LIST_ADD(j->a, &to) = s;
    }
    return to;
}

static void add_statements(record_join *j) {
    for (size_t i = 0; i < j->part->statements.count; i++) {
        statement s = j->part->statements.at[i];
        s.source = moved_spans(j, &s.source);
        s.cue = moved_spans(j, &s.cue);
        s.content = moved_spans(j, &s.content);
        s.speakers = moved_actors(j, &s.speakers);
        s.addressees = moved_actors(j, &s.addressees);
        s.channel.name = kept(j, s.channel.name);
        s.stance = moved_stance(j, &s.stance);
        s.time = moved_time(j, s.time);
        s.place = moved_id(s.place, j->places);
        s.within = moved_id(s.within, j->statements);
        *LIST_ADD(j->a, &j->out->statements) = s;
    }
}

/* One event of the report is its main one: the first section's. */
static void add_events(record_join *j) {
    for (size_t i = 0; i < j->part->events.count; i++) {
        event e = j->part->events.at[i];
        e.spans = moved_spans(j, &e.spans);
        e.predicate = kept(j, e.predicate);
        e.type = kept(j, e.type);
        e.mode = kept(j, e.mode);
        e.actors = moved_actors(j, &e.actors);
        e.recipients = moved_actors(j, &e.recipients);
        e.time = moved_time(j, e.time);
        e.place = moved_id(e.place, j->places);
        e.within = moved_id(e.within, j->statements);
        e.main = e.main && j->offset == 0;
        *LIST_ADD(j->a, &j->out->events) = e;
    }
}

static void add_expectations(record_join *j) {
    for (size_t i = 0; i < j->part->expectations.count; i++) {
        expectation e = j->part->expectations.at[i];
        e.at = moved(j, e.at);
        e.who = moved_actors(j, &e.who);
        e.what = kept(j, e.what);
        e.time = moved_time(j, e.time);
        e.place = moved_id(e.place, j->places);
        e.statement = moved_id(e.statement, j->statements);
        *LIST_ADD(j->a, &j->out->expectations) = e;
    }
}

static void add_silences(record_join *j) {
    for (size_t i = 0; i < j->part->silences.count; i++) {
        silence s = j->part->silences.at[i];
        s.at = moved(j, s.at);
        s.who = moved_actors(j, &s.who);
        s.about = kept(j, s.about);
        *LIST_ADD(j->a, &j->out->silences) = s;
    }
}

/* ---- times, places, quantities, voice, notes ---- */

static void add_times(record_join *j) {
    for (size_t i = 0; i < j->part->times.count; i++) {
        timex t = j->part->times.at[i];
        t.start += j->offset;
        t.end += j->offset;
        t.value = kept(j, t.value);
        t.bounds = moved_time(j, t.bounds);
        *LIST_ADD(j->a, &j->out->times) = t;
    }
}

static void add_places(record_join *j) {
    for (size_t i = 0; i < j->part->places.count; i++) {
        place p = j->part->places.at[i];
        p.start += j->offset;
        p.end += j->offset;
        p.name = kept(j, p.name);
        p.kind = kept(j, p.kind);
        p.country = kept(j, p.country);
        p.admin1 = kept(j, p.admin1);
        *LIST_ADD(j->a, &j->out->places) = p;
    }
}

static void add_quantities(record_join *j) {
    for (size_t i = 0; i < j->part->quantities.count; i++) {
        quantity q = j->part->quantities.at[i];
        q.start += j->offset;
        q.end += j->offset;
        q.unit = kept(j, q.unit);
        q.of = kept(j, q.of);
        *LIST_ADD(j->a, &j->out->quantities) = q;
    }
}

static void add_voices(record_join *j) {
    for (size_t i = 0; i < j->part->voices.count; i++) {
        voice v = j->part->voices.at[i];
        v.at = moved(j, v.at);
        *LIST_ADD(j->a, &j->out->voices) = v;
    }
}

static bool has_note(const record *r, const note *n) {
    for (size_t i = 0; i < r->notes.count; i++)
        if (r->notes.at[i].at == n->at && strcmp(r->notes.at[i].code, n->code) == 0) return true;
    return false;
}

static void add_notes(record_join *j) {
    for (size_t i = 0; i < j->part->notes.count; i++) {
        note n = j->part->notes.at[i];
        if (n.at != NOTE_NOWHERE) n.at += j->offset;
        n.message = kept(j, n.message);
        if (!has_note(j->out, &n)) *LIST_ADD(j->a, &j->out->notes) = n;
    }
}

static void add_main(record_join *j) {
    if (j->offset) return;
    main_event m = j->part->main;
    j->out->main = (main_event){ kept(j, m.who), kept(j, m.what), kept(j, m.when),
                                 kept(j, m.where), moved_time(j, m.when_value) };
}

void record_join_add(record_join *j, const record *part, size_t offset) {
    j->part = part;
    j->offset = offset;
    j->times = (id)j->out->times.count;
    j->statements = (id)j->out->statements.count;
    j->places = (id)j->out->places.count;
    add_actors(j);
    add_entities(j);
    add_statements(j);
    add_events(j);
    add_expectations(j);
    add_silences(j);
    add_times(j);
    add_places(j);
    add_quantities(j);
    add_voices(j);
    add_notes(j);
    add_main(j);
}
