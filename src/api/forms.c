/* api/forms.c: see forms.h. */
#include "api/forms.h"

#include "base/escape.h"
#include "desk/atom.h"
#include "ledger/keep.h"

form form_of(out *o, const onr_record *r) {
    const report *from = &r->report->report;
    str key = hash_hex(o->a, kept_key(o->a, from->text, from->site));
    return (form){ o, o->a, r, &r->record, from, out_json(o), key };
}

/* ---- names ---- */

str form_id(const form *f, char letter, size_t number) {
    return arena_print(f->a, "%.*s/%c%zu", STR_ARG(f->key), letter, number + 1);
}

str form_urn(const form *f, char letter, size_t number) {
    return atom_id(f->a, form_id(f, letter, number));
}

str form_link(const form *f) {
    buffer link = { 0 };
    if (escape_link(f->a, &link, f->from->canonical)) return buffer_str(&link);
    return escape_link(f->a, &link, f->from->url) ? buffer_str(&link) : STR_NONE;
}

str form_report_urn(const form *f) {
    str link = form_link(f);
    return link.at ? link : atom_id(f->a, f->key);
}

/* ---- words ---- */

str form_words(const form *f, const span_list *spans) {
    buffer all = { 0 };
    for (size_t i = 0; i < spans->count; i++) {
        if (i) buffer_add(f->a, &all, STR(" "));
        buffer_add(f->a, &all, str_in(f->from->text, spans->at[i]));
    }
    return escape_plain(f->a, buffer_str(&all));
}

str form_sentence(const form *f, span at) {
    const sentence_spans *all = &f->r->sentences;
    size_t low = 0, high = all->count;
    while (low < high) { /* the first that ends behind at.start */
        size_t middle = (low + high) / 2;
        if (all->at[middle].end <= at.start) low = middle + 1;
        else high = middle;
    }
    for (; low < all->count && all->at[low].start < at.end; low++) {
        if (all->at[low].start < at.start) at.start = all->at[low].start;
        if (all->at[low].end > at.end) at.end = all->at[low].end;
    }
    return escape_plain(f->a, str_in(f->from->text, at));
}

str form_actor(const form *f, id who) {
    return who == ID_NONE ? STR_NONE : escape_plain(f->a, f->record->actors.at[who].name);
}

/* ---- times ---- */

static str moment_words(const form *f, const time_value *t, const moment *m) {
    char words[API_TIME_SIZE];
    if (!t->known || !api_moment(m, words)) return STR_NONE;
    return arena_copy(f->a, str_of(words));
}

str form_earliest(const form *f, const time_value *t) {
    return moment_words(f, t, &t->earliest);
}

str form_latest(const form *f, const time_value *t) {
    return moment_words(f, t, &t->latest);
}

day form_published(const form *f) {
    moment m;
    return f->from->published.at && moment_read(f->from->published, &m) ? m.day : DAY_NONE;
}

/* ---- members ---- */

void form_member(form *f, const char *key, str value) {
    if (!value.length) return;
    json_key(&f->w, key);
    json_str(&f->w, value);
}

void form_reference(form *f, const char *key, str id_words) {
    json_key(&f->w, key);
    json_open(&f->w, '{');
    form_member(f, "@id", id_words);
    json_close(&f->w, '}');
}

void form_coordinates(form *f, const place *p) {
    if (p->latitude != p->latitude) return; /* it is no number: not known */
    json_key(&f->w, "latitude");
    json_number(&f->w, p->latitude, 5);
    json_key(&f->w, "longitude");
    json_number(&f->w, p->longitude, 5);
}
