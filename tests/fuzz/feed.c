/* tests/fuzz/feed.c: any bytes read as RSS and Atom. */
#include "reports.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    read_all(bytes, size, SOURCE_FEED);
    return 0;
}
