/* tests/fuzz/wordings.c: wordings of any bytes, half of them on each side: spans lie inside, in
 * order, and what is held against itself differs in nothing. */
#include <stdlib.h>

#include "ledger/named.h"
#include "ledger/wordings.h"

static void must(bool holds) {
    if (!holds) abort();
}

static void check_spans(const span_list *all, size_t length) {
    size_t from = 0;
    for (size_t i = 0; i < all->count; i++) {
        must(all->at[i].start >= from && all->at[i].start < all->at[i].end);
        from = all->at[i].end;
    }
    must(from <= length);
}

static void compare(arena *a, str left, str right) {
    aligned d = wordings_align(a, left, right);
    check_spans(&d.left, left.length);
    check_spans(&d.right, right.length);
    must(d.share >= 0 && d.share <= 1.001 && d.whole <= d.share + 1e-6);
    span core = wordings_core(a, left, right);
    must(core.start <= core.end && core.end <= right.length);
    must(wordings_align(a, left, left).differs == 0);
    wording_near_list near = wordings_nearest(a, &right, 1, left, 1);
    must(near.count <= 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    arena *a = arena_new(256 << 20);
    jmp_buf out;
    str all = { (const char *)bytes, size };
    if (!a) return 0;
    if (!setjmp(out)) {
        arena_guard(a, &out);
        str left = str_cut(all, 0, size / 2), right = str_cut(all, size / 2, size);
        compare(a, left, right);
        named l = named_of(1, 1, left), r = named_of(2, 1, right);
        must(!(named_same(&l, &r) && named_differ(&l, &r)));
    }
    arena_free(a);
    return 0;
}
