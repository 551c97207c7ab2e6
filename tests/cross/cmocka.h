/* tests/cross/cmocka.h: as much of cmocka as tests/model/kernels.c uses, for processors that
 * are emulated and have no libraries here. */
#ifndef TESTS_CROSS_CMOCKA_H
#define TESTS_CROSS_CMOCKA_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct CMUnitTest {
    const char *name;
    void (*run)(void **state);
};

#define cmocka_unit_test(test) { #test, test }
#define print_message printf
#define fail_msg(...) (printf(__VA_ARGS__), printf("\n"), exit(1))
#define assert_true(what) \
    do { \
        if (!(what)) fail_msg("%s:%d: not so: %s", __FILE__, __LINE__, #what); \
    } while (0)
#define fail() fail_msg("%s:%d: failed", __FILE__, __LINE__)
#define assert_non_null(what) assert_true((what) != NULL)
#define assert_int_equal(a, b) assert_true((a) == (b))
#define assert_memory_equal(a, b, size) assert_true(memcmp((a), (b), (size)) == 0)

static inline int run_all(const struct CMUnitTest *tests, size_t count) {
    void *state = NULL;
    for (size_t i = 0; i < count; i++) {
        printf("%s\n", tests[i].name);
        tests[i].run(&state);
    }
    return 0;
}

#define cmocka_run_group_tests(tests, setup, teardown) \
    run_all((tests), sizeof(tests) / sizeof *(tests))

#endif
