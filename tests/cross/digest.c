/* tests/cross/digest.c: prints a digest of all labels of a text with each version of the
 * kernels; tests/cross/run.py compares them between processors. */
#include <inttypes.h>

#include "../model/sample.h"

static uint64_t mixed(uint64_t seed, const void *data, size_t size) {
    return XXH3_64bits_withSeed(data, size, seed);
}

static uint64_t digest_of(const labels *l, size_t count) {
    uint64_t d = mixed(0, l->upos, count);
    d = mixed(d, l->upos_sure, count * sizeof(float));
    d = mixed(d, l->head, count * sizeof(uint32_t));
    d = mixed(d, l->deprel, count);
    d = mixed(d, l->sentences, l->sentence_count * sizeof(sentence));
    d = mixed(d, l->entities, l->entity_count * sizeof(entity));
    return mixed(d, l->roles, l->role_count * sizeof(role_span));
}

int main(void) {
    jmp_buf out;
    if (setjmp(out)) return 1;
    arena *a = sample_arena(&out);
    model *m = sample_model();
    uint64_t random = 51;
    tokens t = sample_tokens(a, sample_text(a, 60, 60, &random));
    for (size_t k = 0; kernels_number(k); k++) {
        labels l;
        model_use(m, kernels_number(k));
        model_label(m, a, &t, &l);
        printf("%-7s %016" PRIx64 " %zu tokens %zu sentences %zu entities %zu roles\n",
               kernels_number(k)->name, digest_of(&l, t.count), t.count, l.sentence_count,
               l.entity_count, l.role_count);
    }
    model_close(m);
    arena_free(a);
    return 0;
}
