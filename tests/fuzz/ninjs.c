/* tests/fuzz/ninjs.c: any bytes read as ninjs. */
#include "reports.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    read_all(bytes, size, SOURCE_NINJS);
    return 0;
}
