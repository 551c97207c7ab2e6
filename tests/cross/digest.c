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

/* A digest of the sample text for every version of the kernels. Closes the model. */
static void print_digests(arena *a, model *m) {
    uint64_t random = 51;
    tokens t = sample_tokens(a, sample_text(a, 60, 60, &random));
    for (size_t k = 0; kernels_number(k); k++) {
        labels l;
        model_use(m, kernels_number(k));
        model_label(m, a, &t, &l);
        printf("%-7s %s %016" PRIx64 " %zu tokens %zu sentences %zu entities %zu roles\n",
               kernels_number(k)->name, model_name(m), digest_of(&l, t.count), t.count,
               l.sentence_count, l.entity_count, l.role_count);
    }
    model_close(m);
}

int main(void) {
    jmp_buf out;
    if (setjmp(out)) return 1;
    arena *a = sample_arena(&out);
    print_digests(a, sample_model());
    print_digests(a, sample_encoder());
    arena_free(a);
    return 0;
}
