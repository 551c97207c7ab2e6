/* tests/fuzz/mbox.c: any bytes read as a mailbox. */
#include "reports.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    read_all(bytes, size, SOURCE_MBOX);
    return 0;
}
