/* model/reader.c: see reader.h. Windows go through the network in batches; each batch is
 * decoded before the next begins, so that the room does not grow with the text. */
#include "model/reader.h"

#include "model/decode.h"
#include "model/network.h"

/* Batches of equal size, as few as hold all windows. */
static size_t batch_size(const windows *w) {
    size_t batches = (w->count + BATCH_WINDOWS_MOST - 1) / BATCH_WINDOWS_MOST;
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

static size_t largest_batch(const windows *w, size_t size) {
    size_t most = 0;
    for (size_t i = 0; i < w->count; i += size) {
        size_t last = i + size < w->count ? i + size - 1 : w->count - 1;
        size_t length = w->at[last].past - w->at[i].first;
        most = length > most ? length : most;
    }
    return most;
}

/* z: states of the window's tokens. */
static void decode_window(decoder *d, const windows *w, const window *one, const uint8_t *z) {
    size_t width = DIRECTIONS * d->m->hidden, role = d->roles.count;
    for (uint32_t p = one->first_piece; p < one->past_piece; p++) {
        piece part = w->pieces[p];
        states s = { z + (part.first - one->first) * width, part.first, part.past - part.first };
        decode_piece(d, &s);
    }
    states whole = { z, one->first, one->past - one->first };
    decode_links(d, &whole, w->pieces + one->first_piece, role);
}

static void label_windows(decoder *d, const tokens *t, const windows *w) {
    size_t size = batch_size(w), width = DIRECTIONS * d->m->hidden;
    batch b = batch_make(d->a, d->m, largest_batch(w, size));
    for (size_t i = 0; i < w->count; i += size) {
        size_t count = i + size < w->count ? size : w->count - i;
        network_run(d->m, t, &(windows){ .at = w->at + i, .count = count }, &b);
        const uint8_t *z = b.z;
        for (size_t j = i; j < i + count; j++) {
            decode_window(d, w, &w->at[j], z);
            z += (w->at[j].past - w->at[j].first) * width;
        }
    }
}

void model_label(const model *m, arena *a, const tokens *t, labels *out) {
    decoder d;
    decoder_make(&d, m, a, t->count);
    windows w = windows_of(a, t);
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
