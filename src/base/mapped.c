/* base/mapped.c: see mapped.h. */
#include "base/mapped.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef ONRECORD_XXH_DISPATCH
#define XXH_DISPATCH_DISABLE_REPLACE
#include <xxh_x86dispatch.h>
#else
#include <xxhash.h>
#endif

static bool map_file(int file, str *out, fault *f) {
    struct stat about;
    if (fstat(file, &about) != 0)
        return FAULT(f, FAULT_STORE, FAULT_NOWHERE, "cannot be read: %s", strerror(errno));
    if (!S_ISREG(about.st_mode)) return FAULT(f, FAULT_STORE, FAULT_NOWHERE, "is not a file");
    if (about.st_size <= 0) return FAULT(f, FAULT_MODEL, 0, "the file is empty");
    void *at = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_SHARED | MAP_POPULATE, file, 0);
    if (at == MAP_FAILED)
        return FAULT(f, FAULT_STORE, FAULT_NOWHERE, "cannot be mapped: %s", strerror(errno));
    *out = (str){ at, (size_t)about.st_size };
    return true;
}

bool mapped_open(const char *path, str *out, fault *f) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        FAULT(f, FAULT_STORE, FAULT_NOWHERE, "cannot be opened: %s", strerror(errno));
        return fault_where(f, str_of(path));
    }
    bool good = map_file(file, out, f);
    close(file);
    return good || fault_where(f, str_of(path));
}

void mapped_forget(str bytes) {
    void *at = (void *)(uintptr_t)bytes.at;
    if (!at) return;
    madvise(at, bytes.length, MADV_RANDOM);
    madvise(at, bytes.length, MADV_DONTNEED);
}

void mapped_close(str bytes) {
    if (bytes.at) munmap((void *)(uintptr_t)bytes.at, bytes.length);
}

uint64_t mapped_hash(str bytes) {
#ifdef ONRECORD_XXH_DISPATCH
    return XXH3_64bits_dispatch(bytes.at, bytes.length); /* with this processor's vectors */
#else
    return XXH3_64bits(bytes.at, bytes.length);
#endif
}
