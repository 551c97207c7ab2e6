/* tests/fuzz/opml.c: any bytes read as a list of feeds. */
#include <stdint.h>
#include <stdlib.h>

#include "source/opml.h"
#include "source/web_address.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    arena *a = arena_new(256 << 20);
    jmp_buf out;
    fault f = { 0 };
    str_list all = { 0 };
    str text = { (const char *)bytes, size };
    if (setjmp(out) == 0) {
        arena_guard(a, &out);
        opml_is(text);
        if (opml_read(a, text, STR("https://post.example/list/feeds.opml"), &all, &f))
            for (size_t i = 0; i < all.count; i++)
                if (!is_web_address(all.at[i])) abort();
    }
    arena_free(a);
    return 0;
}
