/* api/json.c: a record as one line of JSON, as docs/record.md defines it: every list is
 * there, even if empty, and what is not known is null. */
#include <stdio.h>

#include "api/out.h"

/* ---- shared ---- */

void json_span(json_writer *w, const offsets *at, size_t start, size_t end) {
    json_open(w, '[');
    json_int(w, (long long)offset_at(at, start));
    json_int(w, (long long)offset_at(at, end));
    json_close(w, ']');
}

void json_id(json_writer *w, char letter, id number) {
    char words[16];
    if (number == ID_NONE) {
        json_null(w);
        return;
    }
    snprintf(words, sizeof words, "%c%u", letter, number + 1);
    json_str(w, str_of(words));
}

static void member(json_writer *w, const char *key, str value) {
    json_key(w, key);
    json_str(w, value);
}

static void moment_member(json_writer *w, const char *key, const time_value *t, const moment *m) {
    char words[API_TIME_SIZE];
    member(w, key, str_of(t->known ? api_moment(m, words) : NULL));
}

void json_time(json_writer *w, const char *key, const time_value *t) {
    json_key(w, key);
    if (!t->known) {
        json_null(w);
        return;
    }
    json_open(w, '{');
    moment_member(w, "earliest", t, &t->earliest);
    moment_member(w, "latest", t, &t->latest);
    json_key(w, "time");
    json_id(w, 't', t->time);
    json_close(w, '}');
}

/* ---- the report ---- */

static void write_titles(json_writer *w, const report *r) {
    json_key(w, "titles");
    json_open(w, '[');
    for (size_t i = 0; i < r->titles.count; i++) {
        json_open(w, '{');
        member(w, "text", r->titles.at[i].text);
        member(w, "from", str_of(r->titles.at[i].from));
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void write_authors(json_writer *w, const report *r) {
    json_key(w, "authors");
    json_open(w, '[');
    for (size_t i = 0; i < r->authors.count; i++) json_str(w, r->authors.at[i]);
    json_close(w, ']');
}

static void write_report(json_writer *w, const report *r) {
    json_key(w, "report");
    json_open(w, '{');
    member(w, "input", r->input);
    member(w, "url", r->url);
    member(w, "canonical", r->canonical);
    member(w, "title", r->title);
    write_titles(w, r);
    write_authors(w, r);
    member(w, "site", r->site);
    member(w, "section", r->section);
    json_key(w, "wire");
    json_bool(w, r->wire);
    member(w, "language", r->language);
    member(w, "published", r->published);
    member(w, "modified", r->modified);
    member(w, "retrieved", r->retrieved);
    json_close(w, '}');
}

static void write_blocks(json_writer *w, const report *r, const offsets *at) {
    json_key(w, "blocks");
    json_open(w, '[');
    for (size_t i = 0; i < r->blocks.count; i++) {
        const block *b = &r->blocks.at[i];
        json_open(w, '{');
        json_key(w, "start");
        json_int(w, (long long)offset_at(at, b->start));
        json_key(w, "end");
        json_int(w, (long long)offset_at(at, b->end));
        member(w, "kind", str_of(block_kind_name(b->kind)));
        member(w, "time", b->time);
        json_close(w, '}');
    }
    json_close(w, ']');
}

/* ---- sentences and tokens ---- */

static void write_sentences(json_writer *w, const onr_record *r, const offsets *at) {
    json_key(w, "sentences");
    json_open(w, '[');
    for (size_t i = 0; i < r->sentences.count; i++)
        json_span(w, at, r->sentences.at[i].start, r->sentences.at[i].end);
    json_close(w, ']');
}

typedef struct json_page {
    out *out;
    json_writer *w;
    const piece *piece;
    const offsets *at;
} json_page;

static void write_token(const json_page *p, size_t i) {
    json_writer *w = p->w;
    const labels *l = &p->piece->labels;
    const token *t = &p->piece->tokens.at[i];
    uint32_t head = l->head[i], first = l->sentences[l->sentence_of[i]].first;
    json_open(w, '{');
    json_key(w, "start");
    json_int(w, (long long)offset_at(p->at, p->piece->offset + t->start));
    json_key(w, "end");
    json_int(w, (long long)offset_at(p->at, p->piece->offset + t->end));
    member(w, "upos", str_of(upos_name((upos)l->upos[i])));
    member(w, "lemma", out_lemma(p->out, p->piece, i));
    json_key(w, "head");
    json_int(w, head == HEAD_ROOT ? 0 : (long long)head - first + 1);
    member(w, "deprel", str_of(deprel_name((deprel)l->deprel[i])));
    json_close(w, '}');
}

static void write_tokens(json_page p, const piece_list *pieces) {
    json_key(p.w, "tokens");
    json_open(p.w, '[');
    for (size_t k = 0; p.out->options.tokens && k < pieces->count; k++) {
        p.piece = &pieces->at[k];
        for (size_t i = 0; i < p.piece->tokens.count; i++) write_token(&p, i);
    }
    json_close(p.w, ']');
}

/* ---- the rest ---- */

static void write_notes(json_writer *w, const onr_record *r, const offsets *at) {
    json_key(w, "notes");
    json_open(w, '[');
    for (size_t i = 0; i < r->record.notes.count; i++) {
        const note *n = &r->record.notes.at[i];
        json_open(w, '{');
        member(w, "code", str_of(n->code));
        json_key(w, "at");
        if (n->at == NOTE_NOWHERE)
            json_null(w);
        else
            json_int(w, (long long)offset_at(at, n->at));
        member(w, "message", n->message);
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void write_head(json_writer *w, const onr_record *r, bool code_points) {
    json_key(w, "onrecord");
    json_int(w, 1);
    member(w, "program", str_of(record_program(r)));
    member(w, "weights", str_of(record_weights(r)));
    member(w, "offsets", code_points ? STR("codepoints") : STR("bytes"));
    member(w, "id", r->record.id);
    member(w, "digest", r->record.digest);
}

void write_json(out *o, const onr_record *r) {
    const report *from = &r->report->report;
    json_writer w = out_json(o);
    offsets at = offsets_of(o->a, from->text, o->options.code_points);
    json_open(&w, '{');
    write_head(&w, r, o->options.code_points);
    write_report(&w, from);
    member(&w, "text", from->text.at ? from->text : STR(""));
    write_blocks(&w, from, &at);
    write_sentences(&w, r, &at);
    write_tokens((json_page){ o, &w, NULL, &at }, &r->pieces);
    write_facts(&w, r, &at);
    write_notes(&w, r, &at);
    json_close(&w, '}');
    out_words(o, "\n");
}
