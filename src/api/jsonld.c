/* api/jsonld.c: the statements of a record as schema.org has them, one JSON-LD document a line: a
 * NewsArticle, the actors, and a Quotation for what is quoted word for word, a Claim for the
 * rest. */
#include "api/forms.h"

#include "base/escape.h"

static void open_node(form *f, const char *type, str id_words) {
    json_open(&f->w, '{');
    form_member(f, "@type", str_of(type));
    form_member(f, "@id", id_words);
}

/* ---- the article ---- */

static void authors(form *f) {
    if (!f->from->authors.count) return;
    json_key(&f->w, "author");
    json_open(&f->w, '[');
    for (size_t i = 0; i < f->from->authors.count; i++) {
        json_open(&f->w, '{');
        form_member(f, "@type", STR("Person"));
        form_member(f, "name", escape_plain(f->a, f->from->authors.at[i]));
        json_close(&f->w, '}');
    }
    json_close(&f->w, ']');
}

static void article(form *f) {
    open_node(f, "NewsArticle", form_report_urn(f));
    form_member(f, "identifier", f->key);
    form_member(f, "headline", escape_plain(f->a, f->from->title));
    form_member(f, "url", form_link(f));
    form_member(f, "datePublished", f->from->published);
    form_member(f, "dateModified", f->from->modified);
    form_member(f, "inLanguage", f->from->language);
    form_member(f, "articleSection", escape_plain(f->a, f->from->section));
    authors(f);
    if (f->from->site.length) {
        json_key(&f->w, "publisher");
        json_open(&f->w, '{');
        form_member(f, "@type", STR("Organization"));
        form_member(f, "name", escape_plain(f->a, f->from->site));
        json_close(&f->w, '}');
    }
    json_close(&f->w, '}');
}

/* ---- actors ---- */

static void roles(form *f, const role_list *all) {
    if (!all->count) return;
    json_key(&f->w, "jobTitle");
    json_open(&f->w, '[');
    for (size_t i = 0; i < all->count; i++) json_str(&f->w, escape_plain(f->a, all->at[i].title));
    json_close(&f->w, ']');
}

static void write_actor(form *f, id number) {
    static const char *const types[ACTOR_KINDS] = {
        "Person", "Organization", "GovernmentOrganization", "Organization", "Thing",
    };
    const actor *a = &f->record->actors.at[number];
    open_node(f, types[a->kind], form_urn(f, 'a', number));
    form_member(f, "name", escape_plain(f->a, a->name));
    if (a->kind == ACTOR_PERSON) roles(f, &a->roles);
    json_close(&f->w, '}');
}

static void mark(bool *used, const id_list *ids) {
    for (size_t i = 0; i < ids->count; i++) used[ids->at[i]] = true;
}

static void actors(form *f) {
    size_t count = f->record->actors.count;
    bool *used = ARENA_NEW(f->a, bool, count);
    for (size_t i = 0; i < f->record->statements.count; i++) {
        const statement *s = &f->record->statements.at[i];
        if (!record_asks(f->r, 's', i)) continue;
        mark(used, &s->speakers);
        mark(used, &s->addressees);
        for (size_t k = 0; k < s->stance.count; k++)
            if (s->stance.at[k].actor != ID_NONE) used[s->stance.at[k].actor] = true;
    }
    for (size_t i = 0; i < count; i++)
        if (used[i]) write_actor(f, (id)i);
}

/* ---- statements ---- */

static void references(form *f, const char *key, const id_list *ids) {
    if (!ids->count) return;
    json_key(&f->w, key);
    json_open(&f->w, '[');
    for (size_t i = 0; i < ids->count; i++) {
        json_open(&f->w, '{');
        form_member(f, "@id", form_urn(f, 'a', ids->at[i]));
        json_close(&f->w, '}');
    }
    json_close(&f->w, ']');
}

/* schema.org knows no addressee: an Audience that is named. */
static void audience(form *f, const id_list *ids) {
    if (!ids->count) return;
    json_key(&f->w, "audience");
    json_open(&f->w, '[');
    for (size_t i = 0; i < ids->count; i++) {
        json_open(&f->w, '{');
        form_member(f, "@type", STR("Audience"));
        form_member(f, "name", form_actor(f, ids->at[i]));
        json_close(&f->w, '}');
    }
    json_close(&f->w, ']');
}

/* A day that is known is a date; bounds are an interval, ".." where they are open. */
static void when(form *f, const time_value *t) {
    str first = form_earliest(f, t), last = form_latest(f, t);
    if (!first.at && !last.at) return;
    if (str_same(first, last))
        form_member(f, "dateCreated", first);
    else
        form_member(f, "temporalCoverage",
                    arena_print(f->a, "%.*s/%.*s", STR_ARG(first.at ? first : STR("..")),
                                STR_ARG(last.at ? last : STR(".."))));
}

static void where(form *f, id number) {
    if (number == ID_NONE) return;
    const place *p = &f->record->places.at[number];
    json_key(&f->w, "locationCreated");
    json_open(&f->w, '{');
    form_member(f, "@type", STR("Place"));
    form_member(f, "name", escape_plain(f->a, p->name));
    form_coordinates(f, p);
    json_close(&f->w, '}');
}

static void sides(form *f, const stance_list *all) {
    if (!all->count) return;
    json_key(&f->w, "about");
    json_open(&f->w, '[');
    for (size_t i = 0; i < all->count; i++) {
        json_open(&f->w, '{');
        if (all->at[i].actor != ID_NONE) {
            form_member(f, "@id", form_urn(f, 'a', all->at[i].actor));
        } else {
            form_member(f, "@type", STR("Thing"));
            form_member(f, "name", escape_plain(f->a, all->at[i].words));
        }
        json_close(&f->w, '}');
    }
    json_close(&f->w, ']');
}

/* What is quoted stands there without the quotation marks around all of it. */
static str without_marks(str s) {
    static const char *const pairs[][2] = {
        { "\"", "\"" }, { "\xE2\x80\x9C", "\xE2\x80\x9D" }, { "\xE2\x80\x98", "\xE2\x80\x99" },
        { "'", "'" },
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        str open = str_of(pairs[i][0]), shut = str_of(pairs[i][1]);
        if (s.length <= open.length + shut.length || !str_starts(s, open) || !str_ends(s, shut))
            continue;
        str inside = str_cut(s, open.length, s.length - shut.length);
        if (str_find(inside, open, 0) == inside.length
            && str_find(inside, shut, 0) == inside.length) return inside;
    }
    return s;
}

/* Of each part of a quotation its own marks. */
static str quoted_words(form *f, const span_list *spans) {
    buffer all = { 0 };
    for (size_t i = 0; i < spans->count; i++) {
        str part = escape_plain(f->a, str_in(f->from->text, spans->at[i]));
        if (i) buffer_add(f->a, &all, STR(" "));
        buffer_add(f->a, &all, without_marks(part));
    }
    return buffer_str(&all);
}

static void write_statement(form *f, size_t number) {
    const statement *s = &f->record->statements.at[number];
    bool quoted = s->quotation == QUOTATION_DIRECT;
    open_node(f, quoted ? "Quotation" : "Claim", form_urn(f, 's', number));
    form_member(f, "identifier", form_id(f, 's', number));
    form_member(f, "text", quoted ? quoted_words(f, &s->content) : form_words(f, &s->content));
    references(f, "author", &s->speakers);
    if (quoted) references(f, "spokenByCharacter", &s->speakers);
    form_reference(f, quoted ? "isPartOf" : "appearance", form_report_urn(f));
    audience(f, &s->addressees);
    form_member(f, "keywords", str_of(act_name(s->act)));
    when(f, &s->time);
    where(f, s->place);
    sides(f, &s->stance);
    json_close(&f->w, '}');
}

void write_jsonld(out *o, const onr_record *r) {
    form f = form_of(o, r);
    json_open(&f.w, '{');
    form_member(&f, "@context", STR("https://schema.org"));
    json_key(&f.w, "@graph");
    json_open(&f.w, '[');
    article(&f);
    actors(&f);
    for (size_t i = 0; i < r->record.statements.count; i++)
        if (record_asks(r, 's', i)) write_statement(&f, i);
    json_close(&f.w, ']');
    json_close(&f.w, '}');
    out_words(o, "\n");
}
