/* api/json_facts.c: the facts of a record as JSON, one function a kind of fact. */
#include <math.h>

#include "api/out.h"

typedef struct facts {
    json_writer *w;
    const onr_record *r;
    const record *record;
    const offsets *at;
} facts;

/* ---- members ---- */

static void words_member(const facts *f, const char *key, str value) {
    json_key(f->w, key);
    json_str(f->w, value);
}

static void id_member(const facts *f, const char *key, char letter, id number) {
    json_key(f->w, key);
    json_id(f->w, letter, number);
}

static void actors_member(const facts *f, const char *key, const id_list *ids) {
    json_key(f->w, key);
    json_open(f->w, '[');
    for (size_t i = 0; i < ids->count; i++) json_id(f->w, 'a', ids->at[i]);
    json_close(f->w, ']');
}

static void span_member(const facts *f, const char *key, size_t start, size_t end) {
    json_key(f->w, key);
    json_span(f->w, f->at, start, end);
}

static void spans_member(const facts *f, const char *key, const span_list *spans) {
    json_key(f->w, key);
    json_open(f->w, '[');
    for (size_t i = 0; i < spans->count; i++)
        json_span(f->w, f->at, spans->at[i].start, spans->at[i].end);
    json_close(f->w, ']');
}

static void ends_members(const facts *f, size_t start, size_t end) {
    json_key(f->w, "start");
    json_int(f->w, (long long)offset_at(f->at, start));
    json_key(f->w, "end");
    json_int(f->w, (long long)offset_at(f->at, end));
}

static void confidence_member(const facts *f, float confidence) {
    json_key(f->w, "confidence");
    json_number(f->w, (double)confidence, 2);
}

/* As many decimals as the number has, three at most. */
static void number_member(const facts *f, const char *key, double n) {
    int decimals = 0;
    for (double x = n; decimals < 3 && fabs(x - round(x)) > 1e-9; x *= 10) decimals++;
    json_key(f->w, key);
    json_number(f->w, n, decimals);
}

static void degrees_member(const facts *f, const char *key, double n) {
    json_key(f->w, key);
    json_number(f->w, n, 5);
}

/* ---- facts ---- */

static void write_entity(const facts *f, size_t i) {
    const named_entity *e = &f->record->entities.at[i];
    id_member(f, "id", 'm', (id)i);
    ends_members(f, e->at.start, e->at.end);
    words_member(f, "type", str_of(entity_type_name(e->type)));
    id_member(f, "actor", 'a', e->actor);
    confidence_member(f, e->confidence);
}

static void write_roles(const facts *f, const role_list *roles) {
    json_key(f->w, "roles");
    json_open(f->w, '[');
    for (size_t i = 0; i < roles->count; i++) {
        json_open(f->w, '{');
        words_member(f, "title", roles->at[i].title);
        words_member(f, "of", roles->at[i].of);
        span_member(f, "span", roles->at[i].at.start, roles->at[i].at.end);
        json_close(f->w, '}');
    }
    json_close(f->w, ']');
}

static void write_actor(const facts *f, size_t i) {
    const actor *a = &f->record->actors.at[i];
    id_member(f, "id", 'a', (id)i);
    words_member(f, "name", a->name);
    words_member(f, "kind", str_of(actor_kind_name(a->kind)));
    write_roles(f, &a->roles);
    spans_member(f, "mentions", &a->mentions);
    words_member(f, "country", a->country);
    words_member(f, "sector", a->sector);
    confidence_member(f, a->confidence);
}

static void write_channel(const facts *f, const channel *c) {
    json_key(f->w, "channel");
    if (c->kind == CHANNEL_NONE) {
        json_null(f->w);
        return;
    }
    json_open(f->w, '{');
    words_member(f, "kind", str_of(channel_kind_name(c->kind)));
    words_member(f, "name", c->name);
    json_close(f->w, '}');
}

static void write_stance(const facts *f, const stance_list *stances) {
    json_key(f->w, "stance");
    json_open(f->w, '[');
    for (size_t i = 0; i < stances->count; i++) {
        const stance *s = &stances->at[i];
        json_open(f->w, '{');
        if (s->actor == ID_NONE)
            words_member(f, "toward", s->words);
        else
            id_member(f, "toward", 'a', s->actor);
        words_member(f, "polarity", str_of(polarity_name(s->polarity)));
        json_close(f->w, '}');
    }
    json_close(f->w, ']');
}

static void write_statement(const facts *f, size_t i) {
    const statement *s = &f->record->statements.at[i];
    id_member(f, "id", 's', (id)i);
    spans_member(f, "source", &s->source);
    spans_member(f, "cue", &s->cue);
    spans_member(f, "content", &s->content);
    words_member(f, "quotation", str_of(quotation_name(s->quotation)));
    id_member(f, "speaker", 'a', s->speakers.count ? s->speakers.at[0] : ID_NONE);
    actors_member(f, "speakers", &s->speakers);
    actors_member(f, "addressees", &s->addressees);
    write_channel(f, &s->channel);
    words_member(f, "act", str_of(act_name(s->act)));
    write_stance(f, &s->stance);
    json_time(f->w, "time", &s->time);
    id_member(f, "place", 'p', s->place);
    id_member(f, "within", 's', s->within);
    confidence_member(f, s->confidence);
}

static void write_event(const facts *f, size_t i) {
    const event *e = &f->record->events.at[i];
    id_member(f, "id", 'e', (id)i);
    spans_member(f, "spans", &e->spans);
    words_member(f, "predicate", e->predicate);
    words_member(f, "type", e->type);
    words_member(f, "mode", e->mode);
    actors_member(f, "actors", &e->actors);
    actors_member(f, "recipients", &e->recipients);
    words_member(f, "status", str_of(event_status_name(e->status)));
    json_time(f->w, "time", &e->time);
    id_member(f, "place", 'p', e->place);
    id_member(f, "within", 's', e->within);
    json_key(f->w, "main");
    json_bool(f->w, e->main);
    confidence_member(f, e->confidence);
}

static void write_expectation(const facts *f, size_t i) {
    const expectation *e = &f->record->expectations.at[i];
    id_member(f, "id", 'x', (id)i);
    span_member(f, "span", e->at.start, e->at.end);
    actors_member(f, "who", &e->who);
    words_member(f, "what", e->what);
    words_member(f, "kind", str_of(expectation_kind_name(e->kind)));
    json_time(f->w, "time", &e->time);
    id_member(f, "place", 'p', e->place);
    id_member(f, "statement", 's', e->statement);
    confidence_member(f, e->confidence);
}

static void write_silence(const facts *f, size_t i) {
    const silence *s = &f->record->silences.at[i];
    id_member(f, "id", 'q', (id)i);
    span_member(f, "span", s->at.start, s->at.end);
    actors_member(f, "who", &s->who);
    words_member(f, "about", s->about);
    words_member(f, "kind", str_of(silence_kind_name(s->kind)));
    confidence_member(f, s->confidence);
}

static void write_time(const facts *f, size_t i) {
    const timex *t = &f->record->times.at[i];
    char earliest[API_TIME_SIZE], latest[API_TIME_SIZE];
    bool known = t->bounds.known;
    id_member(f, "id", 't', (id)i);
    ends_members(f, t->start, t->end);
    words_member(f, "type", str_of(time_type_name(t->type)));
    words_member(f, "value", t->value);
    words_member(f, "earliest", str_of(known ? api_moment(&t->bounds.earliest, earliest) : NULL));
    words_member(f, "latest", str_of(known ? api_moment(&t->bounds.latest, latest) : NULL));
    if (t->conflict) {
        json_key(f->w, "conflict");
        json_bool(f->w, true);
    }
    confidence_member(f, t->confidence);
}

static void write_place(const facts *f, size_t i) {
    const place *p = &f->record->places.at[i];
    id_member(f, "id", 'p', (id)i);
    ends_members(f, p->start, p->end);
    words_member(f, "name", p->name);
    words_member(f, "kind", p->kind);
    degrees_member(f, "lat", p->latitude);
    degrees_member(f, "lon", p->longitude);
    json_key(f->w, "geonames");
    if (p->geonames)
        json_int(f->w, p->geonames);
    else
        json_null(f->w);
    words_member(f, "country", p->country);
    words_member(f, "admin1", p->admin1);
    confidence_member(f, p->confidence);
}

static void write_quantity(const facts *f, size_t i) {
    const quantity *q = &f->record->quantities.at[i];
    id_member(f, "id", 'n', (id)i);
    ends_members(f, q->start, q->end);
    number_member(f, "low", q->low);
    number_member(f, "high", q->high);
    words_member(f, "unit", q->unit);
    words_member(f, "of", q->of);
    confidence_member(f, q->confidence);
}

static void write_voice(const facts *f, size_t i) {
    const voice *v = &f->record->voices.at[i];
    id_member(f, "id", 'v', (id)i);
    span_member(f, "span", v->at.start, v->at.end);
    words_member(f, "kind", str_of(voice_kind_name(v->kind)));
    confidence_member(f, v->confidence);
}

/* ---- all ---- */

static void write_main(const facts *f) {
    const main_event *m = &f->record->main;
    char first[API_TIME_SIZE];
    json_key(f->w, "main");
    json_open(f->w, '{');
    words_member(f, "who", m->who);
    words_member(f, "what", m->what);
    words_member(f, "when", m->when);
    words_member(f, "where", m->where);
    words_member(f, "when_value",
                 str_of(m->when_value.known ? api_moment(&m->when_value.earliest, first) : NULL));
    json_close(f->w, '}');
}

static void write_list(const facts *f, const char *key, size_t count,
                       void (*write_one)(const facts *f, size_t i)) {
    json_key(f->w, key);
    json_open(f->w, '[');
    for (size_t i = 0; i < count; i++) {
        json_open(f->w, '{');
        write_one(f, i);
        json_close(f->w, '}');
    }
    json_close(f->w, ']');
}

void write_facts(json_writer *w, const onr_record *r, const offsets *at) {
    const record *of = &r->record;
    facts f = { w, r, of, at };
    write_list(&f, "entities", of->entities.count, write_entity);
    write_main(&f);
    write_list(&f, "actors", of->actors.count, write_actor);
    write_list(&f, "statements", of->statements.count, write_statement);
    write_list(&f, "events", of->events.count, write_event);
    write_list(&f, "expectations", of->expectations.count, write_expectation);
    write_list(&f, "silences", of->silences.count, write_silence);
    write_list(&f, "times", of->times.count, write_time);
    write_list(&f, "places", of->places.count, write_place);
    write_list(&f, "quantities", of->quantities.count, write_quantity);
    write_list(&f, "voice", of->voices.count, write_voice);
}
