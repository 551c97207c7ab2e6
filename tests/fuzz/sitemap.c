/* tests/fuzz/sitemap.c: any bytes read as a sitemap. */
#include "reports.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    read_all(bytes, size, SOURCE_SITEMAP);
    return 0;
}
