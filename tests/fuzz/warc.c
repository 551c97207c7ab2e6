/* tests/fuzz/warc.c: any bytes read as a web archive. */
#define FUZZ_STEPS_A_BYTE 1100 /* what deflate packs best */
#include "reports.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    read_all(bytes, size, SOURCE_WARC);
    return 0;
}
