// The public header in C++, against the shared library.
#include <onrecord.h>

#include <cstring>

int main() {
    onr_write_options write = ONR_WRITE_DEFAULT;
    onr_batch batch = ONR_BATCH_DEFAULT;
    onr_reader *reader = nullptr;
    onr_error error;
    if (write.size != sizeof write || batch.size != sizeof batch) return 1;
    if (onr_reader_open("/no/such/weights", nullptr, &reader, &error)) return 2;
    if (error.kind != ONR_ERROR_STORE || reader) return 3;
    return std::strlen(onr_version()) ? 0 : 4;
}
