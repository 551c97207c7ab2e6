/* model/decode.c: word classes, sentences and spans (see decode.h). */
#include "model/decode.h"

#include <string.h>

#include "model/best.h"

void decoder_make(decoder *d, const model *m, arena *a, size_t count) {
    *d = (decoder){ .m = m, .a = a };
    d->upos = ARENA_NEW(a, uint8_t, count + 1);
    d->deprel = ARENA_NEW(a, uint8_t, count + 1);
    d->upos_sure = ARENA_NEW(a, float, count + 1);
    d->cue_sure = ARENA_NEW(a, float, count + 1);
    d->head = ARENA_NEW(a, uint32_t, count + 1);
    d->sentence_of = ARENA_NEW(a, uint32_t, count + 1);
}

decode_room decode_room_make(arena *a, const model *m, size_t piece_most, size_t window_most) {
    decode_room r = { .a = a };
    r.at = ARENA_RAW(a, const uint8_t *, window_most);
    r.scores = ARENA_RAW(a, float, piece_most * CRF_LABELS_MOST);
    r.path = ARENA_RAW(a, uint8_t, piece_most);
    r.lattice = lattice_make(a, piece_most, m->entities.width);
    arc_room_make(&r.arcs, m, a, piece_most);
    link_room_make(&r.links, m, a, window_most);
    return r;
}

void states_product(const decoder *d, const matrix *m, const states *s, float *out) {
    size_t width = d->m->state;
    for (size_t i = 0; i < s->count; i++) d->room->at[i] = s->z + i * width;
    d->m->kernels->product(m, &(vectors){ d->room->at, s->scale, s->count, width }, out);
}

static void decode_classes(decoder *d, const states *s) {
    size_t width = (size_t)d->m->upos.panels * PANEL;
    states_product(d, &d->m->upos, s, d->room->scores);
    for (size_t i = 0; i < s->count; i++) {
        float *x = d->room->scores + i * width;
        size_t best = best_of(x, UPOS_COUNT);
        float most = x[best];
        for (size_t j = 0; j < width; j++) x[j] -= most;
        d->upos[s->first + i] = (uint8_t)best;
    }
    d->m->kernels->exponents(d->room->scores, s->count * width);
    for (size_t i = 0; i < s->count; i++) {
        float sum = 0;
        for (size_t j = 0; j < UPOS_COUNT; j++) sum += d->room->scores[i * width + j];
        d->upos_sure[s->first + i] = 1.0f / sum;
    }
}

/* Where the sentence that starts at `first` ends: before the next probable start, and within
 * TREE_TOKENS_MOST tokens before the most probable one. scores are PANEL apart. */
static size_t sentence_past(const decoder *d, size_t first, size_t count) {
    size_t past = first + 1, best = first + 1;
    for (; past < count && past - first <= TREE_TOKENS_MOST; past++) {
        if (d->room->scores[past * PANEL] > d->m->sentence_threshold) return past;
        if (d->room->scores[past * PANEL] > d->room->scores[best * PANEL]) best = past;
    }
    return past - first > TREE_TOKENS_MOST ? best : past;
}

static void decode_sentences(decoder *d, const states *s) {
    states_product(d, &d->m->sentence, s, d->room->scores);
    for (size_t first = 0; first < s->count;) {
        size_t past = sentence_past(d, first, s->count);
        uint32_t number = (uint32_t)d->sentences.count;
        for (size_t i = first; i < past; i++) d->sentence_of[s->first + i] = number;
        *LIST_ADD(d->a, &d->sentences) =
            (sentence){ (uint32_t)(s->first + first), (uint32_t)(s->first + past) };
        first = past;
    }
}

/* A span of d->room->path. */
typedef struct found {
    span at;
    size_t kind;
} found;

/* The next span after *f; false where there is none. */
static bool next_span(const decoder *d, size_t count, found *f) {
    size_t i = f->at.end;
    while (i < count && !d->room->path[i]) i++;
    if (i == count) return false;
    f->at.start = i;
    f->kind = (size_t)(d->room->path[i] - 1) / 2;
    while (++i < count && d->room->path[i] == 2 + 2 * f->kind) continue;
    f->at.end = i;
    return true;
}

/* Best labels of one chain into d->room->path; the lattice is ready for crf_span if there is a
 * span among them, or the chain is that of roles. */
static void decode_chain(decoder *d, const states *s, bool roles) {
    const crf *c = roles ? &d->m->roles : &d->m->entities;
    sequence scores = { d->m->kernels, d->room->scores, s->count };
    states_product(d, roles ? &d->m->role : &d->m->entity, s, d->room->scores);
    crf_best(c, &scores, &d->room->lattice, d->room->path);
    if (roles || next_span(d, s->count, &(found){ 0 })) crf_sum(c, &scores, &d->room->lattice);
}

static void decode_entities(decoder *d, const states *s) {
    const crf *c = &d->m->entities;
    decode_chain(d, s, false);
    for (found f = { 0 }; next_span(d, s->count, &f);)
        *LIST_ADD(d->a, &d->entities) = (entity){
            (uint32_t)(s->first + f.at.start), (uint32_t)(s->first + f.at.end),
            (entity_type)f.kind, crf_span(c, &d->room->lattice, f.at, f.kind),
        };
}

static void decode_roles(decoder *d, const states *s) {
    const crf *c = &d->m->roles;
    decode_chain(d, s, true);
    for (size_t i = 0; i < s->count; i++)
        d->cue_sure[s->first + i] = crf_token(c, &d->room->lattice, i, ROLE_CUE);
    for (found f = { 0 }; next_span(d, s->count, &f);)
        *LIST_ADD(d->a, &d->roles) = (role_span){
            (uint32_t)(s->first + f.at.start), (uint32_t)(s->first + f.at.end),
            (role_type)f.kind, crf_span(c, &d->room->lattice, f.at, f.kind), LINK_NONE,
        };
}

void decode_piece(decoder *d, const states *s) {
    size_t sentence_before = d->sentences.count;
    decode_classes(d, s);
    decode_sentences(d, s);
    decode_entities(d, s);
    decode_roles(d, s);
    decode_arcs(d, s, sentence_before);
}
