/* tests/fuzz/jsonfeed.c: any bytes read as a JSON Feed. */
#include "reports.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    read_all(bytes, size, SOURCE_JSONFEED);
    return 0;
}
