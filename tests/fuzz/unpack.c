/* tests/fuzz/unpack.c: any bytes unpacked, by gzip, zstd and deflate, to their end and on behind
 * what is damaged. */
#include <stdlib.h>

#include "source/limits.h"
#include "source/unpack.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void read_to_end(input *in) {
    enum { MOST = 64 << 20 }; /* bytes: enough, and quick */
    fault f = { 0 };
    size_t all = 0;
    for (size_t resumes = 0; in;) {
        str ahead;
        if (!input_peek(in, 1 << 12, &ahead, &f)) break;
        all += ahead.length;
        input_skip(in, ahead.length);
        if (ahead.length && all < MOST) continue;
        if (!input_failed(in, &f)) break;
        if (!f.what[0] || resumes++ > SOURCE_RESUMES_MOST * 4) abort();
        if (!input_resume(in)) break;
    }
    input_close(in);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    fault f = { 0 };
    str all = { (const char *)bytes, size };
    read_to_end(input_unpacked(input_of_bytes(all, &f), &f));
    read_to_end(input_inflated(input_of_bytes(all, &f), &f));
    return 0;
}
