/* Sketches in few bits: what is written is read again, and what is shorter or damaged refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "ledger/sketch_bits.h"

static uint32_t next(uint32_t *state) { /* xorshift */
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

/* Sorted, none twice; each distance below `most`. */
static uint32_t numbers(uint32_t *state, uint32_t *out, uint32_t count, const uint32_t range[2]) {
    uint32_t at = range[0], most = (range[1] - range[0]) / (count + 1), made = 0;
    while (made < count && (at += 1 + next(state) % most) < range[1]) out[made++] = at - 1;
    return made;
}

static sketch_parts parts_of(uint32_t seed) {
    uint32_t state = seed * 2654435761U + 1, all = next(&state) % (SKETCH_TERMS + 1);
    uint32_t known = next(&state) % (all + 1);
    sketch_parts p = { .flags = seed & 3, .words = next(&state) & 65535 };
    const uint32_t table[2] = { 0, SKETCH_KNOWN }, hashes[2] = { 0, SKETCH_HASHES },
                   others[2] = { SKETCH_KNOWN, SKETCH_KNOWN + SKETCH_HASHES };
    p.term_count = numbers(&state, p.terms, known, table);
    p.term_count += numbers(&state, p.terms + p.term_count, all - known, others);
    p.run_count = numbers(&state, p.runs, next(&state) % (SKETCH_RUNS + 1), hashes);
    for (uint32_t i = 0; i < p.term_count; i++) {
        p.times[i] = 1 + (next(&state) >> 16 >> next(&state) % 16) % SKETCH_TIMES;
        p.titled[i] = next(&state) % 8 == 0;
    }
    return p;
}

static void comes_back_as_it_was(void **state) {
    unsigned char bytes[SKETCH_BYTES];
    fault f;
    (void)state;
    for (uint32_t seed = 0; seed < 3000; seed++) {
        sketch_parts p = parts_of(seed), back = { 0 };
        size_t size = sketch_bits_write(&p, bytes);
        assert_true(sketch_bits_read((str){ (char *)bytes, size }, &back, &f));
        assert_memory_equal(&p, &back, sizeof p);
        assert_false(sketch_bits_read((str){ (char *)bytes, size - 1 }, &back, &f));
    }
}

static void the_worst_fit(void **state) {
    unsigned char bytes[SKETCH_BYTES];
    sketch_parts p = { .term_count = SKETCH_TERMS, .run_count = SKETCH_RUNS }, back = { 0 };
    fault f;
    (void)state;
    for (uint32_t i = 0; i < SKETCH_TERMS; i++) {
        p.terms[i] = SKETCH_KNOWN + SKETCH_HASHES - SKETCH_TERMS + i;
        p.times[i] = SKETCH_TIMES;
        p.titled[i] = true;
        if (i < SKETCH_RUNS) p.runs[i] = SKETCH_HASHES - SKETCH_RUNS + i;
    }
    size_t size = sketch_bits_write(&p, bytes);
    assert_true(sketch_bits_read((str){ (char *)bytes, size }, &back, &f));
    assert_memory_equal(&p, &back, sizeof p);
}

static void others_are_refused(void **state) {
    unsigned char bytes[SKETCH_BYTES] = { 1, 0, 0, 0, 0, 0, 0 };
    sketch_parts p;
    fault f;
    (void)state;
    assert_false(sketch_bits_read((str){ (char *)bytes, 7 }, &p, &f)); /* an older form */
    bytes[0] = SKETCH_VERSION;
    assert_true(sketch_bits_read((str){ (char *)bytes, 7 }, &p, &f));
    bytes[2] = SKETCH_TERMS + 1;
    assert_false(sketch_bits_read((str){ (char *)bytes, 7 }, &p, &f));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comes_back_as_it_was),
        cmocka_unit_test(the_worst_fit),
        cmocka_unit_test(others_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
