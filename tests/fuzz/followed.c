/* tests/fuzz/followed.c: any bytes as a kept entry of a feed. */
#include <stdint.h>
#include <stdlib.h>

#include "ledger/follow.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* What unpacks packs to something that unpacks to the same. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    arena *a = arena_new(256 << 20);
    jmp_buf out;
    fault f = { 0 };
    report r, again;
    if (setjmp(out) == 0) {
        arena_guard(a, &out);
        if (entry_unpack(a, (str){ (const char *)bytes, size }, &r, &f)) {
            str packed = entry_pack(a, &r);
            if (!entry_unpack(a, packed, &again, &f)) abort();
            if (!str_same(packed, entry_pack(a, &again))) abort();
        }
    }
    arena_free(a);
    return 0;
}
