/* Fuzzes the weights file: any bytes are refused, or label a text soundly. Size and hash of
 * the header are made true first, so that what lies behind them is reached. Seeds:
 * tests/model/tiny*.onrw. */
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "model/reader.h"

#include "../model/sound.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { SIZE_AT = 16, HASH_AT = 24, TABLE_AT = 64 };

static void seal(char *bytes, size_t size) {
    uint64_t length = size, hash = XXH3_64bits(bytes + TABLE_AT, size - TABLE_AT);
    memcpy(bytes + SIZE_AT, &length, sizeof length);
    memcpy(bytes + HASH_AT, &hash, sizeof hash);
}

static void label(const model *m) {
    jmp_buf out;
    arena *a = arena_new(0);
    if (!a || setjmp(out)) abort();
    arena_guard(a, &out);
    tokens t;
    labels l;
    fault f;
    str text = STR("The mayor, Ana Ruiz, told reporters on Monday that \"it rained\".\n\nHe left.");
    if (!tokens_cut(a, text, &(block_list){ 0 }, &t, &f)) abort();
    model_label(m, a, &t, &l);
    if (sound_labels(&l, t.count)) abort();
    arena_free(a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char *bytes = aligned_alloc(64, (size + 63) / 64 * 64 + 64);
    if (!bytes) return 0;
    if (size) memcpy(bytes, data, size);
    if (size > TABLE_AT) seal(bytes, size);
    fault f;
    model *m = model_of((str){ bytes, size }, &f);
    if (m) label(m);
    model_close(m);
    free(bytes);
    return 0;
}
