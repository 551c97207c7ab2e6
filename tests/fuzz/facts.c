/* tests/fuzz/facts.c: any bytes as kept facts of any text: the first byte says how many of the
 * rest are text. What comes back lies in the text, and is what it is when it is packed again. */
#include <setjmp.h>
#include <stdlib.h>

#include "ledger/facts.h"
#include "ledger/keep.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void check(arena *a, const record *r, const span_list *sentences) {
    for (size_t i = 0; i < sentences->count; i++)
        if (sentences->at[i].end > r->report->text.length) abort();
    for (size_t i = 0; i < r->entities.count; i++)
        if (r->entities.at[i].at.end > r->report->text.length) abort();
    kept_receipts(a, r);
    str packed = facts_pack(a, r, sentences), again;
    record back = { .report = r->report };
    span_list cut;
    fault f = { 0 };
    if (!facts_unpack(a, packed, r->report->text, &back, &cut, &f)) abort();
    again = facts_pack(a, &back, &cut);
    if (!str_same(again, packed)) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    arena *a = arena_new(256 << 20);
    jmp_buf out;
    if (!a) return 0;
    if (size > 1 && !setjmp(out)) {
        str all = { (const char *)bytes + 1, size - 1 };
        size_t text = all.length * bytes[0] / 256;
        report of = { .text = str_cut(all, 0, text) };
        record r = { .report = &of };
        span_list sentences = { 0 };
        fault f = { 0 };
        arena_guard(a, &out);
        str facts = str_cut(all, text, all.length);
        if (kept_read(a, facts, of.text, &r, &sentences, &f)) check(a, &r, &sentences);
        else if (!f.what[0]) abort();
        if (facts_unpack(a, facts, of.text, &r, &sentences, &f)) check(a, &r, &sentences);
    }
    arena_free(a);
    return 0;
}
