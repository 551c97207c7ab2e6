/* tests/fuzz/shorthand.c: any bytes as shorthand, read whole and in parts; and as a
 * text, which comes back out of its shorthand. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "ledger/shorthand.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void read_any(str codes) {
    size_t most = shorthand_longest(codes);
    char *out = malloc(most + 1);
    if (out && shorthand_read(codes, 0, most, out) > most) abort();
    for (size_t at = 0; out && at < most; at += 311) shorthand_read(codes, at, 100, out);
    free(out);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    static shorthand *s;
    str text = { (const char *)bytes, size };
    if (!s) s = shorthand_new();
    unsigned char *codes = malloc(shorthand_room(size));
    if (!s || !codes) return 0;
    read_any(text);
    str written = { (char *)codes, shorthand_write(s, text, codes) };
    char *out = malloc(shorthand_longest(written) + 1);
    if (out && (shorthand_read(written, 0, shorthand_longest(written), out) != size
                || memcmp(out, bytes, size) != 0))
        abort();
    free(out);
    free(codes);
    return 0;
}
