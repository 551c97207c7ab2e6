/* model/reader.c: see reader.h. Windows go through the network in batches; each batch is
 * decoded before the next begins, so that the room does not grow with the text. */
#include "model/reader.h"

#include "model/decode.h"
#include "model/network.h"

/* Windows of a batch: batches of equal size, as few as hold all windows. */
static size_t batch_size(const model *m, const windows *w) {
    size_t most = m->encoder.count ? ENCODER_WINDOWS_MOST : BATCH_WINDOWS_MOST;
    size_t batches = (w->count + most - 1) / most;
    return batches ? (w->count + batches - 1) / batches : 0;
}

static size_t longest_window(const windows *w) {
    size_t most = 0;
    for (size_t i = 0; i < w->count; i++)
        if (w->at[i].past - w->at[i].first > most) most = w->at[i].past - w->at[i].first;
    return most;
}

static size_t longest_piece(const windows *w) {
    size_t most = 0;
    for (size_t i = 0; i < w->piece_count; i++)
        if (w->pieces[i].past - w->pieces[i].first > most)
            most = w->pieces[i].past - w->pieces[i].first;
    return most;
}

static batch_most largest_batch(const windows *w, size_t size) {
    batch_most most = { 0 };
    for (size_t i = 0; i < w->count; i += size) {
        size_t past = i + size < w->count ? i + size : w->count, words = 0, all = 0;
        for (size_t j = i; j < past; j++) {
            size_t own = w->cut ? encoder_vectors(w->cut, &w->at[j]) : 0;
            words += w->at[j].past - w->at[j].first;
            all += own;
            most.window_vectors = own > most.window_vectors ? own : most.window_vectors;
        }
        most.tokens = words > most.tokens ? words : most.tokens;
        most.vectors = all > most.vectors ? all : most.vectors;
    }
    return most;
}

/* all: states of the window's tokens. */
static void decode_window(decoder *d, const windows *w, const window *one, const states *all) {
    size_t width = d->m->state, role = d->roles.count;
    for (uint32_t p = one->first_piece; p < one->past_piece; p++) {
        piece part = w->pieces[p];
        size_t at = part.first - one->first;
        states s = { all->z + at * width, all->scale + at, part.first, part.past - part.first };
        decode_piece(d, &s);
    }
    decode_links(d, all, w->pieces + one->first_piece, role);
}

static void label_windows(decoder *d, const tokens *t, const windows *w) {
    size_t size = batch_size(d->m, w);
    batch b = batch_make(d->a, d->m, largest_batch(w, size));
    for (size_t i = 0; i < w->count; i += size) {
        size_t past = i + size < w->count ? i + size : w->count, to = 0;
        network_run(d->m, t, &(windows){ .at = w->at + i, .count = past - i, .cut = w->cut }, &b);
        for (size_t j = i; j < past; j++) {
            size_t count = w->at[j].past - w->at[j].first;
            states s = { b.z + to * d->m->state, b.z_scale + to, w->at[j].first, count };
            decode_window(d, w, &w->at[j], &s);
            to += count;
        }
    }
}

void model_label(const model *m, arena *a, const tokens *t, labels *out) {
    decoder d;
    wordpieces cut;
    bool pieces = m->encoder.count > 0;
    decoder_make(&d, m, a, t->count);
    if (pieces) cut = wordpieces_of(a, &m->encoder.forms, t);
    windows w = windows_of(a, t, pieces ? &cut : NULL);
    if (w.count) {
        decoder_room(&d, longest_piece(&w), longest_window(&w));
        label_windows(&d, t, &w);
    }
    *out = (labels){
        .upos = d.upos, .upos_sure = d.upos_sure, .head = d.head, .deprel = d.deprel,
        .cue_sure = d.cue_sure,
        .sentences = d.sentences.at, .sentence_count = d.sentences.count,
        .sentence_of = d.sentence_of, .entities = d.entities.at, .entity_count = d.entities.count,
        .roles = d.roles.at, .role_count = d.roles.count,
    };
}
