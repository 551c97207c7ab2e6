/* Numbers by number: what was put comes back, however many there are and whatever they are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/number_map.h"

static int64_t key_of(int64_t i) {
    return i % 3 == 0 ? i << 20 : i % 3 == 1 ? -i : INT64_MIN + i;
}

static void what_was_put_comes_back(void **state) {
    (void)state;
    arena *a = arena_new(0);
    number_map *m = number_map_new(a);
    for (int64_t i = 0; i < 5000; i++) {
        assert_int_equal(number_map_get(m, key_of(i)), NUMBER_MAP_NONE);
        uint32_t *at = number_map_put(m, key_of(i));
        assert_int_equal(*at, NUMBER_MAP_NONE);
        *at = (uint32_t)i;
    }
    for (int64_t i = 0; i < 5000; i++) assert_int_equal(number_map_get(m, key_of(i)), i);
    assert_int_equal(number_map_get(m, 7), NUMBER_MAP_NONE);
    arena_free(a);
}

static void a_second_value_takes_the_place_of_the_first(void **state) {
    (void)state;
    arena *a = arena_new(0);
    number_map *m = number_map_new(a);
    *number_map_put(m, 0) = 1;
    *number_map_put(m, INT64_MAX) = 2;
    *number_map_put(m, 0) = 3;
    assert_int_equal(number_map_get(m, 0), 3);
    assert_int_equal(number_map_get(m, INT64_MAX), 2);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_put_comes_back),
        cmocka_unit_test(a_second_value_takes_the_place_of_the_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
