/* Any text gives times whose spans stand in order inside it. The first byte chooses the date. */
#include <setjmp.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "record/build.h"

static void check(const record *out, size_t length) {
    size_t past = 0;
    for (size_t i = 0; i < out->times.count; i++) {
        const timex *x = &out->times.at[i];
        if (x->start < past || x->end <= x->start || x->end > length || !x->value.length) abort();
        past = x->end;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const published[] = { NULL, "2026-01-04", "1600-12-31T12:00", "2400-02-29" };
    if (!size) return 0;
    str text = { (const char *)data + 1, size - 1 };
    arena *a = arena_new(0);
    jmp_buf out_of_memory;
    if (!a || setjmp(out_of_memory) || utf8_valid(text) < text.length) return arena_free(a), 0;
    arena_guard(a, &out_of_memory);
    report r = { .text = text, .published = str_of(published[data[0] % 4]) };
    tokens t;
    labels l = { 0 };
    record out = { 0 };
    fault f = { 0 };
    if (tokens_cut(a, text, &r.blocks, &t, &f)) {
        build b = { .a = a, .report = &r, .tokens = &t, .labels = &l, .out = &out };
        times_find(&b);
        check(&out, text.length);
    }
    arena_free(a);
    return 0;
}
