/* What the reader was sure of becomes a probability: between the measured points, in order. */
#include "record/build.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { STEPS = 100 };

static record fitted(arena *a) {
    record r = { 0 };
    build b = { .a = a, .out = &r };
    for (int i = 0; i <= STEPS; i++) {
        float sure = (float)i / STEPS;
        *LIST_ADD(a, &r.statements) = (statement){ .confidence = sure };
        *LIST_ADD(a, &r.entities) = (named_entity){ .confidence = sure };
    }
    confidences_fit(&b);
    return r;
}

static void measured_points_are_met(void **state) {
    (void)state;
    arena *a = arena_new(0);
    record r = fitted(a);
    assert_float_equal(r.statements.at[0].confidence, 0, 1e-6);
    assert_float_equal(r.statements.at[75].confidence, 0.63, 1e-6);
    assert_float_equal(r.statements.at[80].confidence, (0.63 + 0.765) / 2, 1e-6);
    assert_float_equal(r.statements.at[STEPS].confidence, 0.985, 1e-6);
    assert_float_equal(r.entities.at[75].confidence, 0.57, 1e-6);
    assert_float_equal(r.entities.at[STEPS].confidence, 0.98, 1e-6);
    arena_free(a);
}

static void order_stays(void **state) {
    (void)state;
    arena *a = arena_new(0);
    record r = fitted(a);
    for (int i = 0; i < STEPS; i++) {
        assert_true(r.statements.at[i].confidence < r.statements.at[i + 1].confidence);
        assert_true(r.entities.at[i].confidence < r.entities.at[i + 1].confidence);
    }
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(measured_points_are_met),
        cmocka_unit_test(order_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
