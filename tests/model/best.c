/* The largest of some scores, wherever it stands. */
#include "sample.h"

#include "model/best.h"

enum { SIZE_MOST = 50 };

static void the_first_of_the_largest_is_found(void **state) {
    (void)state;
    uint64_t random = 4;
    float x[SIZE_MOST];
    for (size_t size = 1; size <= SIZE_MOST; size++)
        for (int turn = 0; turn < 40; turn++) {
            size_t best = 0; /* of few values, so that many are alike */
            for (size_t i = 0; i < size; i++)
                x[i] = (float)(sample_random(&random) % 9) - (turn % 2 ? 4 : 20);
            for (size_t i = 1; i < size; i++) best = x[i] > x[best] ? i : best;
            assert_int_equal(best_of(x, size), best);
            assert_true(most_of(x, size) == x[best]);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = { cmocka_unit_test(the_first_of_the_largest_is_found) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
