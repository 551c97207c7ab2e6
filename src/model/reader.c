/* model/reader.c: see reader.h. Windows go through the network in batches, whosever they are;
 * each batch is decoded before the next begins, so that the room does not grow with the
 * text. */
#include "model/reader.h"

#include "model/decode.h"
#include "model/network.h"

/* A text on its way. */
typedef struct reading {
    decoder decoder;
    const tokens *of;
    wordpieces cut; /* where the model reads them */
    windows windows;
} reading;

/* The windows of all texts, in order. */
typedef struct line {
    reading **of; /* [count] whose each is */
    stretch *at;  /* [count] */
    size_t count;
    size_t size;  /* windows of a batch: batches of equal size, as few as hold all */
} line;

static size_t greater(size_t a, size_t b) {
    return a > b ? a : b;
}

static decode_room room_for(arena *a, const model *m, const reading *readings, size_t count) {
    size_t piece_most = 0, window_most = 0;
    for (size_t r = 0; r < count; r++) {
        const windows *w = &readings[r].windows;
        for (size_t i = 0; i < w->count; i++)
            window_most = greater(window_most, w->at[i].past - w->at[i].first);
        for (size_t i = 0; i < w->piece_count; i++)
            piece_most = greater(piece_most, w->pieces[i].past - w->pieces[i].first);
    }
    return decode_room_make(a, m, piece_most, window_most);
}

static void reading_begin(reading *r, const model *m, const label_job *job) {
    decoder_make(&r->decoder, m, job->a, job->tokens->count);
    r->of = job->tokens;
    bool cut = m->encoder.count > 0;
    if (cut) r->cut = wordpieces_of(job->a, &m->encoder.forms, job->tokens);
    r->windows = windows_of(job->a, job->tokens, cut ? &r->cut : NULL);
}

static line line_up(const model *m, arena *a, reading *readings, size_t reading_count) {
    line l = { 0 };
    for (size_t i = 0; i < reading_count; i++) l.count += readings[i].windows.count;
    l.of = ARENA_NEW(a, reading *, l.count);
    l.at = ARENA_NEW(a, stretch, l.count);
    size_t to = 0, most = m->encoder.count ? ENCODER_WINDOWS_MOST : BATCH_WINDOWS_MOST;
    for (size_t i = 0; i < reading_count; i++)
        for (size_t j = 0; j < readings[i].windows.count; j++, to++) {
            const windows *w = &readings[i].windows;
            l.of[to] = &readings[i];
            l.at[to] = (stretch){ readings[i].of, w->cut, &w->at[j] };
        }
    size_t batches = (l.count + most - 1) / most;
    l.size = batches ? (l.count + batches - 1) / batches : 0;
    return l;
}

static size_t batch_past(const line *l, size_t first) {
    return first + l->size < l->count ? first + l->size : l->count;
}

static batch_most largest_batch(const line *l) {
    batch_most most = { 0 };
    for (size_t i = 0; i < l->count; i += l->size) {
        size_t words = 0, all = 0;
        for (size_t j = i; j < batch_past(l, i); j++) {
            size_t own = l->at[j].cut ? encoder_vectors(&l->at[j]) : 0;
            words += stretch_tokens(&l->at[j]);
            all += own;
            most.window_vectors = own > most.window_vectors ? own : most.window_vectors;
        }
        most.tokens = words > most.tokens ? words : most.tokens;
        most.vectors = all > most.vectors ? all : most.vectors;
    }
    return most;
}

/* all: states of the window's tokens. */
static void decode_window(reading *r, const window *one, const states *all) {
    decoder *d = &r->decoder;
    const piece *pieces = r->windows.pieces;
    size_t width = d->m->state, role = d->roles.count;
    for (uint32_t p = one->first_piece; p < one->past_piece; p++) {
        piece part = pieces[p];
        size_t at = part.first - one->first;
        states s = { all->z + at * width, all->scale + at, part.first, part.past - part.first };
        decode_piece(d, &s);
    }
    decode_links(d, all, pieces + one->first_piece, role);
}

static void label_line(const model *m, arena *scratch, const line *l) {
    if (!l->count) return;
    batch b = batch_make(scratch, m, largest_batch(l));
    for (size_t i = 0; i < l->count; i += l->size) {
        size_t past = batch_past(l, i), to = 0;
        network_run(m, (stretches){ l->at + i, past - i }, &b);
        for (size_t j = i; j < past; j++) {
            const window *w = l->at[j].at;
            states s = { b.z + to * m->state, b.z_scale + to, w->first, stretch_tokens(&l->at[j]) };
            decode_window(l->of[j], w, &s);
            to += s.count;
        }
    }
}

static void reading_end(const reading *r, labels *out) {
    const decoder *d = &r->decoder;
    *out = (labels){
        .upos = d->upos, .upos_sure = d->upos_sure, .head = d->head, .deprel = d->deprel,
        .cue_sure = d->cue_sure,
        .sentences = d->sentences.at, .sentence_count = d->sentences.count,
        .sentence_of = d->sentence_of, .entities = d->entities.at,
        .entity_count = d->entities.count,
        .roles = d->roles.at, .role_count = d->roles.count,
    };
}

void model_label_all(const model *m, arena *scratch, const label_job *jobs, size_t count) {
    reading *readings = ARENA_NEW(scratch, reading, count);
    for (size_t i = 0; i < count; i++) reading_begin(&readings[i], m, &jobs[i]);
    line l = line_up(m, scratch, readings, count);
    decode_room room = room_for(scratch, m, readings, count);
    for (size_t i = 0; i < count; i++) readings[i].decoder.room = &room;
    label_line(m, scratch, &l);
    for (size_t i = 0; i < count; i++) reading_end(&readings[i], jobs[i].out);
}

void model_label(const model *m, arena *a, const tokens *t, labels *out) {
    label_job one = { t, a, out };
    model_label_all(m, a, &one, 1);
}
