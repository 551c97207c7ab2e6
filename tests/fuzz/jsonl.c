/* tests/fuzz/jsonl.c: any bytes read as JSON lines. */
#include "reports.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    read_all(bytes, size, SOURCE_JSONL);
    return 0;
}
