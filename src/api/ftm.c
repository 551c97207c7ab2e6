/* api/ftm.c: a record as entities of FollowTheMoney (followthemoney.tech), one a line: the report
 * as Article, named actors as Person, Organization, PublicBody or LegalEntity, and statements and
 * events as Event, with proof in the report. An actor with a name of its own has the same id in
 * every report, so that "ftm aggregate" makes one entity of it; a single word is no name of a
 * person's own, and stays with its report. */
#include "api/forms.h"

#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/utf8.h"
#include "desk/atom.h"

enum { URN = 9 /* "urn:uuid:" */ };

static str entity_id(const form *f, str name) {
    str urn = atom_id(f->a, name);
    return str_cut(urn, URN, urn.length);
}

static str report_id(const form *f) {
    return entity_id(f, f->key);
}

/* ---- who has a name ---- */

static bool *named_actors(const form *f) {
    bool *named = ARENA_NEW(f->a, bool, f->record->actors.count);
    for (size_t i = 0; i < f->record->entities.count; i++) {
        id who = f->record->entities.at[i].actor;
        if (who != ID_NONE) named[who] = true;
    }
    return named;
}

static str actor_id(const form *f, id number) {
    const actor *a = &f->record->actors.at[number];
    str name = escape_plain(f->a, a->name);
    if (a->kind == ACTOR_PERSON && str_find(name, STR(" "), 0) == name.length)
        return entity_id(f, form_id(f, 'a', number));
    return entity_id(f, arena_print(f->a, "%s/%.*s", actor_kind_name(a->kind),
                                    STR_ARG(utf8_folded(f->a, name))));
}

/* ---- one entity ---- */

static void open_entity(form *f, str id_words, const char *schema) {
    json_open(&f->w, '{');
    form_member(f, "id", id_words);
    form_member(f, "schema", str_of(schema));
    json_key(&f->w, "properties");
    json_open(&f->w, '{');
}

static void close_entity(form *f) {
    json_close(&f->w, '}');
    json_close(&f->w, '}');
    f->w.comma = false;
    out_words(f->out, "\n");
}

/* A property with one value. */
static void property(form *f, const char *name, str value) {
    if (!value.length) return;
    json_key(&f->w, name);
    json_open(&f->w, '[');
    json_str(&f->w, value);
    json_close(&f->w, ']');
}

static void plain_property(form *f, const char *name, str value) {
    property(f, name, value.at ? escape_plain(f->a, value) : STR_NONE);
}

/* Their names are identifiers; two that are one are told once. */
static void actors_property(form *f, const char *name, const id_list *ids, const bool *named) {
    bool any = false;
    for (size_t i = 0; i < ids->count; i++) {
        if (!named[ids->at[i]]) continue;
        if (!any) {
            json_key(&f->w, name);
            json_open(&f->w, '[');
        }
        any = true;
        json_str(&f->w, actor_id(f, ids->at[i]));
    }
    if (any) json_close(&f->w, ']');
}

static void source_properties(form *f) {
    property(f, "sourceUrl", form_link(f));
    property(f, "proof", report_id(f));
}

/* ---- the report and its actors ---- */

static void write_article(form *f) {
    open_entity(f, report_id(f), "Article");
    plain_property(f, "title", f->from->title);
    property(f, "sourceUrl", form_link(f));
    plain_property(f, "publisher", f->from->site);
    property(f, "publishedAt", f->from->published);
    property(f, "modifiedAt", f->from->modified);
    property(f, "retrievedAt", f->from->retrieved);
    if (f->from->authors.count) {
        json_key(&f->w, "author");
        json_open(&f->w, '[');
        for (size_t i = 0; i < f->from->authors.count; i++)
            json_str(&f->w, escape_plain(f->a, f->from->authors.at[i]));
        json_close(&f->w, ']');
    }
    close_entity(f);
}

static int compare_codes(const void *code, const void *row) {
    return memcmp(code, *(const char *const *)row, 3);
}

/* "us" of "USA", as FollowTheMoney has its countries. */
static str country_of(str code) {
    static const char *const rows[] = {
#include "api/countries.inc"
    };
    if (code.length != 3) return STR_NONE;
    const char *const *row = bsearch(code.at, rows, sizeof rows / sizeof *rows, sizeof *rows,
                                     compare_codes);
    return row ? str_of(*row + 3) : STR_NONE;
}

static void write_actor(form *f, id number) {
    static const char *const schemas[ACTOR_KINDS] = {
        "Person", "Organization", "PublicBody", "LegalEntity", "LegalEntity",
    };
    const actor *a = &f->record->actors.at[number];
    open_entity(f, actor_id(f, number), schemas[a->kind]);
    plain_property(f, "name", a->name);
    property(f, "country", country_of(a->country));
    property(f, "sector", a->sector);
    if (a->kind == ACTOR_PERSON && a->roles.count) {
        json_key(&f->w, "position");
        json_open(&f->w, '[');
        for (size_t i = 0; i < a->roles.count; i++)
            json_str(&f->w, escape_plain(f->a, a->roles.at[i].title));
        json_close(&f->w, ']');
    }
    source_properties(f);
    close_entity(f);
}

/* ---- what they said and did ---- */

static void times(form *f, const time_value *t) {
    str first = form_earliest(f, t), last = form_latest(f, t);
    if (first.at && str_same(first, last)) {
        property(f, "date", first);
        return;
    }
    property(f, "startDate", first);
    property(f, "endDate", last);
}

static void where(form *f, id number) {
    if (number == ID_NONE) return;
    const place *p = &f->record->places.at[number];
    plain_property(f, "location", p->name);
    property(f, "country", country_of(p->country));
}

static void write_statement(form *f, size_t i, const bool *named) {
    const statement *s = &f->record->statements.at[i];
    str who = s->speakers.count ? form_actor(f, s->speakers.at[0]) : STR_NONE;
    open_entity(f, entity_id(f, form_id(f, 's', i)), "Event");
    property(f, "name", who.length
             ? arena_print(f->a, "%.*s: %s", STR_ARG(who), act_name(s->act))
             : str_of(act_name(s->act)));
    property(f, "description", form_words(f, &s->content));
    property(f, "summary", form_sentence(f, s->content.at[0]));
    property(f, "recordId", form_id(f, 's', i));
    property(f, "keywords", STR("statement"));
    actors_property(f, "organizer", &s->speakers, named);
    actors_property(f, "involved", &s->addressees, named);
    times(f, &s->time);
    where(f, s->place);
    source_properties(f);
    close_entity(f);
}

static void write_event(form *f, size_t i, const bool *named) {
    const event *e = &f->record->events.at[i];
    open_entity(f, entity_id(f, form_id(f, 'e', i)), "Event");
    plain_property(f, "name", e->predicate);
    property(f, "summary", form_sentence(f, e->spans.at[0]));
    property(f, "recordId", form_id(f, 'e', i));
    property(f, "keywords", STR("event"));
    property(f, "notes", arena_print(f->a, "%s%s%.*s", event_status_name(e->status),
                                     e->type.length ? ", " : "", STR_ARG(e->type)));
    actors_property(f, "organizer", &e->actors, named);
    actors_property(f, "involved", &e->recipients, named);
    times(f, &e->time);
    where(f, e->place);
    source_properties(f);
    close_entity(f);
}

void write_ftm(out *o, const onr_record *r) {
    form f = form_of(o, r);
    bool *named = named_actors(&f);
    write_article(&f);
    for (size_t i = 0; i < r->record.actors.count; i++)
        if (named[i]) write_actor(&f, (id)i);
    for (size_t i = 0; i < r->record.statements.count; i++)
        if (record_asks(r, 's', i)) write_statement(&f, i, named);
    for (size_t i = 0; i < r->record.events.count; i++)
        if (record_asks(r, 'e', i)) write_event(&f, i, named);
}
