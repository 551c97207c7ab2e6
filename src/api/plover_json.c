/* api/plover_json.c: events as PLOVER JSON, one a line, by the names of the manual (PLOVER draft
 * 0.8, 2021, chapter on data interchange). Events of no PLOVER type are none there. */
#include "api/cameo.h"
#include "api/event_forms.h"

#include "base/escape.h"

/* A list of one word; nothing where there is none. */
static void one(form *f, const char *key, str word) {
    if (!word.length) return;
    json_key(&f->w, key);
    json_open(&f->w, '[');
    json_str(&f->w, word);
    json_close(&f->w, ']');
}

static void actors(form *f, const char *key, const id_list *ids) {
    json_key(&f->w, key);
    json_open(&f->w, '[');
    for (size_t i = 0; i < ids->count; i++) {
        const actor *a = &f->record->actors.at[ids->at[i]];
        json_open(&f->w, '{');
        form_member(f, "code", a->country);
        form_member(f, "sector", a->sector);
        form_member(f, "actor_text", escape_plain(f->a, a->name));
        if (a->roles.count) form_member(f, "office", escape_plain(f->a, a->roles.at[0].title));
        json_close(&f->w, '}');
    }
    json_close(&f->w, ']');
}

static void location(form *f, id number) {
    if (number == ID_NONE) return;
    const place *p = &f->record->places.at[number];
    json_key(&f->w, "event_loc");
    json_open(&f->w, '{');
    if (p->geonames) {
        json_key(&f->w, "geonameid");
        json_int(&f->w, p->geonames);
    }
    form_member(f, "name", escape_plain(f->a, p->name));
    form_coordinates(f, p);
    form_member(f, "cc3", p->country);
    json_close(&f->w, '}');
}

static void text_info(form *f, const offsets *points, span at) {
    json_key(&f->w, "text_info");
    json_open(&f->w, '{');
    json_key(&f->w, "start");
    json_int(&f->w, (long long)offset_at(points, at.start));
    json_key(&f->w, "end");
    json_int(&f->w, (long long)offset_at(points, at.end));
    json_close(&f->w, '}');
}

static void citation(form *f) {
    json_key(&f->w, "cite_info");
    json_open(&f->w, '{');
    form_member(f, "citation", f->key);
    form_member(f, "url", form_link(f));
    form_member(f, "title", escape_plain(f->a, f->from->title));
    form_member(f, "language", f->from->language);
    form_member(f, "publication", escape_plain(f->a, f->from->site));
    form_member(f, "coder", arena_print(f->a, "onrecord %s, %s", record_program(f->r),
                                        record_weights(f->r)));
    form_member(f, "codebook", STR("PLOVER draft 0.8"));
    json_close(&f->w, '}');
}

static void write_event(form *f, const offsets *points, size_t i) {
    const event *e = &f->record->events.at[i];
    event_days days = event_days_of(f, e);
    json_open(&f->w, '{');
    form_member(f, "id", form_id(f, 'e', i));
    json_key(&f->w, "date");
    json_str(&f->w, days.first);
    form_member(f, "enddate", str_same(days.first, days.last) ? STR_NONE : days.last);
    actors(f, "source", &e->actors);
    actors(f, "recipient", &e->recipients);
    one(f, "event", e->type);
    location(f, e->place);
    one(f, "event_text", form_words(f, &e->spans));
    json_key(&f->w, "quad_code");
    json_int(&f->w, plover_quad(e->type));
    one(f, "mode", e->mode);
    one(f, "context", event_context(e));
    form_member(f, "text", form_sentence(f, e->spans.at[0]));
    text_info(f, points, e->spans.at[0]);
    citation(f);
    json_key(&f->w, "confidence");
    json_number(&f->w, (double)e->confidence, 2);
    form_member(f, "comment", arena_print(f->a, "status: %s; CAMEO: %.*s",
                                          event_status_name(e->status),
                                          STR_ARG(cameo_code(e->type, e->mode))));
    json_close(&f->w, '}');
    f->w.comma = false;
    out_words(f->out, "\n");
}

void write_plover(out *o, const onr_record *r) {
    form f = form_of(o, r);
    offsets points = offsets_of(o->a, f.from->text, true);
    for (size_t i = 0; i < r->record.events.count; i++)
        if (r->record.events.at[i].type.length && record_asks(r, 'e', i))
            write_event(&f, &points, i);
}
