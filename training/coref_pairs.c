/* training/coref_pairs.c: prints what the ranking of phrases sees, for training/coref.py.
 *
 *     coref_pairs WEIGHTS < documents.jsonl > pairs.txt
 *
 * Documents are {"id", "text"} lines. For each: "D id", then "R phrase start end" (bytes) of
 * its phrases, then "P phrase former feature ..." of each cluster weighed for a phrase, by
 * the cluster's last phrase (-1: a cluster of its own). */
#include <json-c/json.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include "model/reader.h"
#include "record/actors.h"

static void put_pair(void *to, uint32_t phrase, uint32_t former, const uint16_t *features,
                     size_t count) {
    buffer *out = ((void **)to)[0];
    arena *a = ((void **)to)[1];
    buffer_print(a, out, "P %u %d", phrase, former == REFERENT_NONE ? -1 : (int)former);
    for (size_t i = 0; i < count; i++) buffer_print(a, out, " %u", features[i]);
    buffer_add(a, out, STR("\n"));
}

static void put_document(arena *a, const model *m, const tokens *t) {
    labels l;
    build b = { .a = a, .tokens = t, .labels = &l };
    buffer pairs = { 0 };
    void *to[] = { &pairs, a };
    rank_watch watch = { put_pair, to };
    referents r;
    model_label(m, a, t, &l);
    syntax_of(a, t, &l, &b.syntax);
    actors_resolve(&b, &watch, &r);
    for (uint32_t i = 0; i < r.count; i++)
        printf("R %u %u %u\n", i, t->at[r.at[i].first].start, t->at[r.at[i].past - 1].end);
    fwrite(pairs.at, 1, pairs.count, stdout);
}

static bool one_line(arena *a, const model *m, const char *line, fault *f) {
    json_object *row = json_tokener_parse(line), *text = NULL, *name = NULL;
    if (!row || !json_object_object_get_ex(row, "text", &text) ||
        !json_object_object_get_ex(row, "id", &name))
        return FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "no text or id");
    tokens t;
    str words = { json_object_get_string(text), (size_t)json_object_get_string_len(text) };
    bool good = tokens_cut(a, words, &(block_list){ 0 }, &t, f);
    printf("D %s\n", json_object_get_string(name));
    if (good) put_document(a, m, &t);
    json_object_put(row);
    return good;
}

int main(int count, char **arguments) {
    fault f = { 0 };
    if (count != 2) return fprintf(stderr, "usage: coref_pairs WEIGHTS\n"), 2;
    model *m = model_open(arguments[1], &f);
    if (!m) return fprintf(stderr, "coref_pairs: %s\n", f.what), 1;
    arena *a = arena_new(0);
    jmp_buf out;
    char *line = NULL;
    size_t room = 0;
    if (!a || setjmp(out)) return fprintf(stderr, "coref_pairs: out of memory\n"), 1;
    arena_guard(a, &out);
    for (long number = 1; getline(&line, &room, stdin) > 0; number++) {
        if (!one_line(a, m, line, &f))
            return fprintf(stderr, "coref_pairs: line %ld: %s\n", number, f.what), 1;
        arena_reset(a, 1 << 24);
    }
    free(line);
    arena_free(a);
    model_close(m);
    return 0;
}
