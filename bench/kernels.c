/* bench/kernels.c: how fast the reader labels, with each version of its kernels.
 *
 *     bench_kernels WEIGHTS [SECONDS [KERNELS]] < text      reports, with two blank lines between
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


int main(int count, char **arguments) {
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
