/* training/features.c: prints what the reader sees of documents, for the training scripts.
 *
 *     features GRAM_ROWS SHAPE_ROWS < documents.jsonl > features.bin
 *
 * Documents are {"id", "text"} lines. For each: u32 tokens, u32 passages, then the arrays
 * start, end, flags, gram [tokens][7], shape, flag, passage first [passages] (all u32,
 * little-endian), u32 bytes of forms, the forms, each ended by NUL. */
#include <json-c/json.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include "model/features.h"
#include "text/blocks.h"
#include "text/forms.h"

static void put(uint32_t n) {
    fwrite(&n, sizeof n, 1, stdout);
}

static void put_forms(arena *a, const tokens *t) {
    buffer forms = { 0 };
    for (size_t i = 0; i < t->count; i++) {
        char bytes[FORM_SIZE];
        buffer_add(a, &forms, token_form(token_str(t, i), bytes));
        buffer_add(a, &forms, (str){ "", 1 });
    }
    put((uint32_t)forms.count);
    fwrite(forms.at, 1, forms.count, stdout);
}

static void put_document(arena *a, const feature_space *space, const tokens *t) {
    features *f = ARENA_NEW(a, features, t->count + 1);
    features_of(space, t, (span){ 0, t->count }, f);
    put((uint32_t)t->count);
    put((uint32_t)t->passage_count);
    for (size_t i = 0; i < t->count; i++) put(t->at[i].start);
    for (size_t i = 0; i < t->count; i++) put(t->at[i].end);
    for (size_t i = 0; i < t->count; i++) put(t->at[i].flags);
    for (size_t i = 0; i < t->count; i++) fwrite(f[i].gram, 4, FEATURE_GRAMS, stdout);
    for (size_t i = 0; i < t->count; i++) put(f[i].shape);
    for (size_t i = 0; i < t->count; i++) put(f[i].flag);
    for (size_t i = 0; i < t->passage_count; i++) put(t->passages[i].first);
    put_forms(a, t);
}

static bool one_line(arena *a, const feature_space *space, const char *line, fault *f) {
    json_object *row = json_tokener_parse(line), *text = NULL;
    if (!row || !json_object_object_get_ex(row, "text", &text))
        return FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "no text");
    tokens t;
    str words = { json_object_get_string(text), (size_t)json_object_get_string_len(text) };
    bool good = tokens_cut(a, words, &(block_list){ 0 }, &t, f);
    if (good) put_document(a, space, &t);
    json_object_put(row);
    return good;
}

int main(int count, char **arguments) {
    if (count != 3) return fprintf(stderr, "usage: features GRAM_ROWS SHAPE_ROWS\n"), 2;
    feature_space space = { NULL, (uint32_t)atoi(arguments[1]), (uint32_t)atoi(arguments[2]) };
    arena *a = arena_new(0);
    jmp_buf out;
    char *line = NULL;
    size_t room = 0;
    if (!a || setjmp(out)) return fprintf(stderr, "features: out of memory\n"), 1;
    arena_guard(a, &out);
    for (long number = 1; getline(&line, &room, stdin) > 0; number++) {
        fault f;
        if (!one_line(a, &space, line, &f))
            return fprintf(stderr, "features: line %ld: %s\n", number, f.what), 1;
        arena_reset(a, 1 << 24);
    }
    free(line);
    arena_free(a);
    return 0;
}
