/* Any two texts are aligned with spans inside them, and are one statement where they are the
 * same words. The texts are parted by the first line end. */
#include <setjmp.h>
#include <stdlib.h>

#include "ledger/wordings.h"

static void check_spans(const span_list *spans, size_t length) {
    size_t past = 0;
    for (size_t i = 0; i < spans->count; i++) {
        const span *s = &spans->at[i];
        if (s->start < past || s->end <= s->start || s->end > length) abort();
        past = s->end;
    }
}

static void check_share(double share) {
    if (!(share >= 0 && share <= 1.000001)) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    arena *a = arena_new(0);
    jmp_buf out_of_memory;
    if (!a || setjmp(out_of_memory)) return arena_free(a), 0;
    arena_guard(a, &out_of_memory);
    str bytes = { (const char *)data, size };
    size_t end = str_find(bytes, STR("\n"), 0);
    str left = str_cut(bytes, 0, end), right = str_cut(bytes, end, size);
    aligned d = wordings_align(a, left, right);
    check_spans(&d.left, left.length);
    check_spans(&d.right, right.length);
    check_share(d.share);
    check_share(d.whole);
    check_share(d.loose);
    const utterance all[] = { { left, 1, NULL, 0 }, { right, 1, NULL, 0 }, { left, 1, NULL, 0 } };
    worded *w = wordings_group(a, all, 3);
    aligned same = wordings_align(a, left, left);
    if (same.left.count || same.differs) abort();
    if (same.words && w[2].statement == 2) abort();
    wordings_nearest(a, &right, 1, left, 1);
    arena_free(a);
    return 0;
}
