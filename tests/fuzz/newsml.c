/* tests/fuzz/newsml.c: any bytes read as NewsML-G2 and NITF. */
#include "reports.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    read_all(bytes, size, SOURCE_NEWSML);
    return 0;
}
