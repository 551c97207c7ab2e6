/* tests/fuzz/html.c: any bytes read as pages. */
#include "reports.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    read_all(bytes, size, SOURCE_HTML);
    return 0;
}
