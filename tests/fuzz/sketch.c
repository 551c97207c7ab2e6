/* Any bytes are a sketch or are refused; any text gives a sketch that opens, is wholly like itself
 * and finds its story. */
#include <setjmp.h>
#include <stdlib.h>

#include "ledger/sketch.h"

static void check_text(arena *a, str text) {
    fault f = { 0 };
    sketch s;
    str title = str_cut(text, 0, text.length / 4);
    str made = stories_sketch(a, &(story_text){ title, text, title, false });
    if (!sketch_open(a, made, &s, &f)) abort();
    sketch_table t;
    sketch_table_make(&t, &s);
    if (s.term_count && sketch_likeness(&t, &s) < 0.999) abort();
    stories *all = stories_new(a, NULL);
    story_placed p;
    for (int64_t i = 0; i < 3; i++)
        if (!stories_add(all, a, &(story_new){ i, title, i, made }, &p, &f)) abort();
    if (stories_count(all) != (s.term_count ? 1 : 3)) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    arena *a = arena_new(0);
    jmp_buf out_of_memory;
    if (!a || setjmp(out_of_memory)) return arena_free(a), 0;
    arena_guard(a, &out_of_memory);
    str bytes = { (const char *)data, size };
    fault f = { 0 };
    sketch s;
    if (sketch_open(a, bytes, &s, &f)) {
        stories *all = stories_new(a, NULL);
        if (!stories_put(all, &(story_kept){ 1, bytes, 5, bytes, 1, 1 }, &f)) abort();
        sketch_table t;
        sketch_table_make(&t, &s);
        if (sketch_share(&s, &s) > 1 || sketch_likeness(&t, &s) > 1.31) abort();
    }
    check_text(a, bytes);
    arena_free(a);
    return 0;
}
