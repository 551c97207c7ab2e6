/* bench/kernels.c: how fast the reader labels, with each version of its kernels.
 *
 *     bench_kernels WEIGHTS [SECONDS [KERNELS]] < text      reports, with two blank lines between
 *
 *     bench_kernels --products [SECONDS]                    matrices alone
 *
 * Prints a line a version: words (tokens) a second of processor time, and the digest of all labels, which must
 * be the same for all. Tokenising is not counted. */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <xxhash.h>

#include "model/model.h"

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static str read_all(arena *a) {
    buffer text = { 0 };
    char part[1 << 16];
    for (size_t n; (n = fread(part, 1, sizeof part, stdin)) > 0;) buffer_add(a, &text, (str){ part, n });
    return buffer_str(&text);
}

typedef LIST(tokens) tokens_list;

/* Reports are parted by two blank lines. */
static bool cut_reports(arena *a, str text, tokens_list *out, fault *f) {
    for (size_t at = 0; at < text.length;) {
        size_t end = str_find(text, STR("\n\n\n"), at);
        if (!tokens_cut(a, str_cut(text, at, end), &(block_list){ 0 }, LIST_ADD(a, out), f)) return false;
        at = end + 3;
    }
    return true;
}

static uint64_t digest_of(const labels *l, size_t count, uint64_t seed) {
    seed = XXH3_64bits_withSeed(l->upos, count, seed);
    seed = XXH3_64bits_withSeed(l->upos_sure, count * sizeof(float), seed);
    seed = XXH3_64bits_withSeed(l->head, count * sizeof(uint32_t), seed);
    seed = XXH3_64bits_withSeed(l->deprel, count, seed);
    seed = XXH3_64bits_withSeed(l->sentences, l->sentence_count * sizeof(sentence), seed);
    seed = XXH3_64bits_withSeed(l->entities, l->entity_count * sizeof(entity), seed);
    return XXH3_64bits_withSeed(l->roles, l->role_count * sizeof(role_span), seed);
}

typedef struct score {
    double seconds;
    size_t words, sentences, entities, roles;
    uint64_t digest;
} score;

static void label_once(const model *m, arena *a, const tokens_list *reports, score *s) {
    *s = (score){ 0 };
    for (size_t i = 0; i < reports->count; i++) {
        labels l;
        double start = seconds();
        model_label(m, a, &reports->at[i], &l);
        s->seconds += seconds() - start;
        s->words += reports->at[i].count;
        s->sentences += l.sentence_count;
        s->entities += l.entity_count;
        s->roles += l.role_count;
        s->digest = digest_of(&l, reports->at[i].count, s->digest);
        arena_reset(a, 1 << 24);
    }
}

static void measure(model *m, const kernels *k, arena *a, const tokens_list *reports, double least) {
    score best = { 0 };
    double total = 0;
    model_use(m, k);
    do {
        score s;
        label_once(m, a, reports, &s);
        total += s.seconds;
        if (best.words == 0 || s.seconds < best.seconds) best = s;
    } while (total < least);
    printf("%-7s %9.0f words/s  %zu words, %zu sentences, %zu entities, %zu roles, digest %016llx\n",
           k->name, (double)best.words / best.seconds, best.words, best.sentences, best.entities,
           best.roles, (unsigned long long)best.digest);
}

/* ---- matrices alone ---- */

enum { ROWS = 1536, COLUMNS = 384, VECTORS = 96 };

/* The processor's products a second: nothing but the instructions that the kernels multiply
 * with, on registers, none waiting for another. 0 where it is not known. */
static double peak(const char *name) {
    enum { TIMES = 4000000 };
    double start = seconds();
#if defined(__x86_64__)
#define TWELVE(op) op(0) op(1) op(2) op(3) op(4) op(5) op(6) op(7) op(8) op(9) op(10) op(11)
#define WIDE(n) "vpdpbusd %%zmm30, %%zmm31, %%zmm" #n "\n"
#define HALF(n) "%{vex%} vpdpbusd %%ymm14, %%ymm15, %%ymm" #n "\n"
#define PAIRS(n) "vpmaddubsw %%ymm14, %%ymm15, %%ymm13\nvpmaddwd %%ymm12, %%ymm13, %%ymm13\n" \
                 "vpaddd %%ymm13, %%ymm" #n ", %%ymm" #n "\n"
    if (!strcmp(name, "avx512")) {
        for (int i = 0; i < TIMES; i++) __asm__ volatile(TWELVE(WIDE) :: : "xmm0", "xmm1", "xmm2", "xmm3",
            "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11");
        return 12.0 * 64 * TIMES / (seconds() - start);
    }
    if (!strcmp(name, "vnni")) {
        for (int i = 0; i < TIMES; i++) __asm__ volatile(TWELVE(HALF) :: : "xmm0", "xmm1", "xmm2", "xmm3",
            "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11");
        return 12.0 * 32 * TIMES / (seconds() - start);
    }
    if (!strcmp(name, "avx2")) {
        for (int i = 0; i < TIMES; i++) __asm__ volatile(TWELVE(PAIRS) :: : "xmm0", "xmm1", "xmm2", "xmm3",
            "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm13");
        return 12.0 * 32 * TIMES / (seconds() - start);
    }
    if (!strcmp(name, "amx")) {
        struct { uint8_t palette, start, none[14]; uint16_t bytes[16]; uint8_t rows[16]; } shape = { .palette = 1 };
        for (int i = 0; i < 8; i++) shape.bytes[i] = 64, shape.rows[i] = 16;
        __asm__ volatile("ldtilecfg %0" :: "m"(shape));
        for (int i = 0; i < 8; i++) __asm__ volatile("tilezero %tmm0\ntilezero %tmm1\ntilezero %tmm2\ntilezero %tmm3\n"
            "tilezero %tmm4\ntilezero %tmm5\n");
        for (int i = 0; i < TIMES / 16; i++) __asm__ volatile("tdpbusd %tmm5, %tmm4, %tmm0\ntdpbusd %tmm5, %tmm4, %tmm1\n"
            "tdpbusd %tmm5, %tmm4, %tmm2\ntdpbusd %tmm5, %tmm4, %tmm3\n");
        double rate = 4.0 * 16384 * (TIMES / 16) / (seconds() - start);
        __asm__ volatile("tilerelease");
        return rate;
    }
#endif
    return 0;
}

static void measure_products(const kernels *k, arena *a, double least) {
    int8_t *q = ARENA_RAW(a, int8_t, ROWS * COLUMNS);
    float *scale = ARENA_NEW(a, float, ROWS), *bias = ARENA_NEW(a, float, ROWS);
    float *out = ARENA_RAW(a, float, ROWS * VECTORS), *x_scale = ARENA_NEW(a, float, VECTORS);
    int32_t *offset = ARENA_NEW(a, int32_t, ROWS);
    uint8_t *x = ARENA_RAW(a, uint8_t, COLUMNS * (VECTORS + 2));
    const uint8_t **at = ARENA_NEW(a, const uint8_t *, VECTORS);
    for (size_t i = 0; i < ROWS * COLUMNS; i++) q[i] = (int8_t)(i * 7 % 121 - 60);
    for (size_t i = 0; i < VECTORS * COLUMNS; i++) x[i] = (uint8_t)(1 + i * 31 % 255);
    for (size_t i = 0; i < VECTORS; i++) at[i] = x + i * COLUMNS;
    const matrix m = { q, scale, bias, offset, 0, ROWS, COLUMNS, ROWS / PANEL };
    double best = 0, most = peak(k->name);
    for (double end = seconds() + least; seconds() < end;) {
        enum { TIMES = 20 };
        double start = seconds();
        for (int i = 0; i < TIMES; i++) k->product(&m, &(vectors){ at, x_scale, VECTORS, COLUMNS }, out);
        double rate = (double)TIMES * ROWS * COLUMNS * VECTORS / (seconds() - start);
        best = rate > best ? rate : best;
    }
    printf("%-7s %d vectors times %d x %d: %6.1f thousand million products/s", k->name, VECTORS, ROWS,
           COLUMNS, best * 1e-9);
    printf(most ? ", %.0f%% of %.1f that its instruction can\n" : "\n", 100 * best / most, most * 1e-9);
}

static int all_products(double least) {
    arena *a = arena_new(0);
    jmp_buf out;
    if (!a || setjmp(out)) return fprintf(stderr, "no memory\n"), 1;
    arena_guard(a, &out);
    for (size_t i = 0; kernels_number(i); i++) measure_products(kernels_number(i), a, least);
    arena_free(a);
    return 0;
}

int main(int count, char **arguments) {
    if (count > 1 && !strcmp(arguments[1], "--products")) return all_products(count > 2 ? atof(arguments[2]) : 1);
    if (count < 2) return fprintf(stderr, "usage: bench_kernels WEIGHTS [SECONDS [KERNELS]] < text\n"), 2;
    fault f;
    double start = seconds();
    model *m = model_open(arguments[1], &f);
    if (!m) return fprintf(stderr, "%s: %s\n", f.where, f.what), 1;
    printf("opened %s in %.1f ms\n", model_name(m), (seconds() - start) * 1e3);
    arena *texts = arena_new(0), *a = arena_new(0);
    tokens_list reports = { 0 };
    jmp_buf out;
    if (!texts || !a || setjmp(out)) return fprintf(stderr, "no memory\n"), 1;
    arena_guard(texts, &out);
    arena_guard(a, &out);
    if (!cut_reports(texts, read_all(texts), &reports, &f)) return fprintf(stderr, "%s\n", f.what), 1;
    for (size_t i = 0; kernels_number(i); i++)
        if (count < 4 || strcmp(arguments[3], kernels_number(i)->name) == 0)
            measure(m, kernels_number(i), a, &reports, count > 2 ? atof(arguments[2]) : 2);
    arena_free(a);
    arena_free(texts);
    model_close(m);
    return 0;
}
