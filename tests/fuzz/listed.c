/* tests/fuzz/listed.c: any bytes read as a list of actors; every name in it is found again. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "record/listed.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    arena *a = arena_new(256 << 20);
    jmp_buf out;
    fault f = { 0 };
    if (!a) return 0;
    if (!setjmp(out)) {
        arena_guard(a, &out);
        str text = { (const char *)bytes, size };
        listed *l = listed_parse(a, text, STR("list.tsv"), &f);
        if (!l && f.kind != FAULT_USAGE) abort();
        for (size_t at = 0; l && at < size;) {
            size_t end = str_find(text, STR("\t"), at);
            const listed_row *row = listed_find(l, a, str_cut(text, at, end));
            if (row && !row->name.length) abort();
            at = end + 1;
        }
    }
    arena_free(a);
    return 0;
}
