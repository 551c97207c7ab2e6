/* training/states.c: prints what the C reader makes of documents with a transformer's weights, so
 * that check.py can hold it beside PyTorch.
 *
 *     states WEIGHTS < JSONL       lines with "text"
 *
 * A document is u32 tokens, u32 windows, u32 Z; u32 first token of each window; u32 [tokens + 1] where
 * the word pieces of each token start; u32 word pieces; float32 [tokens][Z] states. */
#include <json-c/json.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include "model/network.h"

static void put(uint32_t number) {
    fwrite(&number, sizeof number, 1, stdout);
}

static batch_most most_of(const tokens *t, const windows *w) {
    batch_most most = { 0 };
    for (size_t i = 0; i < w->count; i++) {
        stretch one = { t, w->cut, &w->at[i] };
        size_t words = w->at[i].past - w->at[i].first, own = encoder_vectors(&one);
        most.tokens = words > most.tokens ? words : most.tokens;
        most.vectors = own > most.vectors ? own : most.vectors;
    }
    most.window_vectors = most.vectors;
    return most;
}

static void put_states(const model *m, const batch *b, size_t count) {
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < m->state; k++) {
            float x = (float)(b->z[i * m->state + k] - BYTE_ZERO) * b->z_scale[i];
            fwrite(&x, sizeof x, 1, stdout);
        }
}

static void put_document(const model *m, arena *a, const tokens *t) {
    wordpieces cut = wordpieces_of(a, &m->encoder.forms, t);
    windows w = windows_of(a, t, &cut);
    put((uint32_t)t->count);
    put((uint32_t)w.count);
    put((uint32_t)m->state);
    for (size_t i = 0; i < w.count; i++) put(w.at[i].first);
    fwrite(cut.starts, sizeof *cut.starts, t->count + 1, stdout);
    for (size_t i = 0; i < cut.starts[t->count]; i++) put(cut.rows[i]);
    batch b = batch_make(a, m, most_of(t, &w));
    for (size_t i = 0; i < w.count; i++) {
        network_run(m, (stretches){ &(stretch){ t, &cut, &w.at[i] }, 1 }, &b);
        put_states(m, &b, w.at[i].past - w.at[i].first);
    }
}

static bool one_line(const model *m, arena *a, const char *line, fault *f) {
    json_object *row = json_tokener_parse(line), *text = NULL;
    if (!row || !json_object_object_get_ex(row, "text", &text))
        return FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "no text");
    tokens t;
    str words = { json_object_get_string(text), (size_t)json_object_get_string_len(text) };
    bool good = tokens_cut(a, words, &(block_list){ 0 }, &t, f);
    if (good) put_document(m, a, &t);
    json_object_put(row);
    return good;
}

int main(int count, char **arguments) {
    fault f;
    if (count != 2) return fprintf(stderr, "usage: states WEIGHTS\n"), 2;
    model *m = model_open(arguments[1], &f);
    if (!m || !m->encoder.count)
        return fprintf(stderr, "states: %s\n", m ? "these weights are LSTMs'" : f.what), 1;
    arena *a = arena_new(0);
    jmp_buf out;
    char *line = NULL;
    size_t room = 0;
    if (!a || setjmp(out)) return fprintf(stderr, "states: out of memory\n"), 1;
    arena_guard(a, &out);
    for (long number = 1; getline(&line, &room, stdin) > 0; number++) {
        if (!one_line(m, a, line, &f))
            return fprintf(stderr, "states: line %ld: %s\n", number, f.what), 1;
        arena_reset(a, 1 << 24);
    }
    free(line);
    arena_free(a);
    model_close(m);
    return 0;
}
