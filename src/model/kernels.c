/* model/kernels.c: which kernels this processor runs. */
#include "model/kernels.h"

#include "model/kernels_choice.h"

#if defined(__aarch64__)
#include <sys/auxv.h>
#elif defined(__x86_64__)
#include <cpuid.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

#if defined(__x86_64__)

/* Compilers do not all know its name. */
static bool has_avx_vnni(void) {
    enum { LEAF = 7, PART = 1, BIT = 1 << 4 };
    unsigned a, b, c, d;
    return __get_cpuid_count(LEAF, PART, &a, &b, &c, &d) && (a & BIT);
}

/* AMX must be in the processor, and Linux must be asked for room to keep tiles (since 5.16;
 * Documentation/arch/x86/xstate.rst): older kernels and other sandboxes say no. */
static bool has_amx(void) {
    enum { LEAF = 7, TILE = 1 << 24, BYTES = 1 << 25, ASK = 0x1023, TILE_DATA = 18 };
    unsigned a, b, c, d;
    return __get_cpuid_count(LEAF, 0, &a, &b, &c, &d) && (d & TILE) && (d & BYTES)
        && syscall(SYS_arch_prctl, ASK, TILE_DATA) == 0;
}

static size_t supported(const kernels *out[]) {
    size_t count = 0;
    __builtin_cpu_init();
    out[count++] = &kernels_sse2;
    if (__builtin_cpu_supports("avx2")) {
        out[count++] = &kernels_avx2;
        if (has_avx_vnni()) out[count++] = &kernels_vnni;
    }
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
        && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq")
        && __builtin_cpu_supports("avx512vnni")) {
        out[count++] = &kernels_avx512;
        if (has_amx()) out[count++] = &kernels_amx;
    }
    return count;
}
#elif defined(__aarch64__)
static size_t supported(const kernels *out[]) {
    enum { HAS_DOT = 1 << 20 }; /* HWCAP_ASIMDDP */
    size_t count = 0;
    out[count++] = &kernels_neon;
    if (getauxval(AT_HWCAP) & HAS_DOT) out[count++] = &kernels_dot;
    return count;
}
#else
static size_t supported(const kernels *out[]) {
    (void)out;
    return 0;
}
#endif

enum { VERSIONS_MOST = 7 };

const kernels *kernels_number(size_t i) {
    const kernels *all[VERSIONS_MOST] = { &kernels_plain };
    size_t count = i ? 1 + supported(all + 1) : 1; /* asking a processor takes time */
    return i < count ? all[i] : NULL;
}

const kernels *kernels_best(void) {
    const kernels *all[VERSIONS_MOST] = { &kernels_plain };
    return all[supported(all + 1)];
}
