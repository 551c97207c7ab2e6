/* tests/fuzz/source.c: any bytes read as inputs of any form. */
#include "reports.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    read_all(bytes, size, SOURCE_AUTO);
    return 0;
}
