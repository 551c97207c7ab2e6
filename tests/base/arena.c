/* Arenas: zeroed memory, limits that jump to the guard, what was deferred runs once. */
#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void gives_zeroed_aligned_memory(void **state) {
    (void)state;
    arena *a = arena_new(0);
    for (size_t size = 1; size < 5000; size = size * 3 + 1) {
        char *p = arena_alloc(a, size, 1);
        assert_int_equal((uintptr_t)p % 16, 0);
        for (size_t i = 0; i < size; i++) assert_int_equal(p[i], 0);
        memset(p, 0xEE, size);
    }
    arena_free(a);
}

static void zeroes_what_was_used_before(void **state) {
    (void)state;
    arena *a = arena_new(0);
    memset(arena_alloc(a, 1000, 1), 0xEE, 1000);
    arena_reset(a, 1 << 20);
    assert_int_equal(arena_used(a), 0);
    const char *p = arena_alloc(a, 1000, 1);
    for (size_t i = 0; i < 1000; i++) assert_int_equal(p[i], 0);
    arena_free(a);
}

/* Whether an arena of `limit` bytes can give `count` pieces of `size`. */
static bool gives(size_t limit, size_t count, size_t size) {
    arena *a = arena_new(limit);
    jmp_buf out;
    arena_guard(a, &out);
    if (setjmp(out)) {
        arena_free(a);
        return false;
    }
    for (size_t i = 0; i < count; i++) arena_alloc(a, size, 1);
    arena_free(a);
    return true;
}

static void jumps_at_the_limit(void **state) {
    (void)state;
    assert_true(gives(160, 10, 16));
    assert_false(gives(160, 11, 16));
    assert_false(gives(159, 10, 16));
    assert_true(gives(0, 1000, 1000));
}

static void refuses_sizes_that_overflow(void **state) {
    (void)state;
    arena *a = arena_new(0);
    jmp_buf out;
    arena_guard(a, &out);
    if (!setjmp(out)) {
        arena_alloc(a, SIZE_MAX / 2, 3);
        fail_msg("an overflowing size was given memory");
    }
    arena_free(a);
}

static void count_up(void *n) {
    ++*(int *)n;
}

static void runs_what_was_deferred_once(void **state) {
    (void)state;
    int ran = 0;
    arena *a = arena_new(0);
    arena_defer(a, count_up, &ran);
    arena_defer(a, count_up, &ran);
    arena_reset(a, 0);
    assert_int_equal(ran, 2);
    arena_defer(a, count_up, &ran);
    arena_free(a);
    assert_int_equal(ran, 3);
}

static void frees_what_cannot_be_deferred(void **state) {
    (void)state;
    int ran = 0;
    arena *a = arena_new(1);
    jmp_buf out;
    arena_guard(a, &out);
    if (!setjmp(out)) {
        arena_defer(a, count_up, &ran);
        fail_msg("there was no memory to defer with");
    }
    assert_int_equal(ran, 1);
    arena_free(a);
}

static void lists_grow(void **state) {
    (void)state;
    arena *a = arena_new(0);
    LIST(int) numbers = { 0 };
    for (int i = 0; i < 1000; i++) *LIST_ADD(a, &numbers) = i;
    assert_int_equal(numbers.count, 1000);
    for (int i = 0; i < 1000; i++) assert_int_equal(numbers.at[i], i);
    arena_free(a);
}

/* What big lists leave behind is given back: no more is used than the last place and a few
 * small ones, and other memory stays as it was. */
static void big_lists_leave_nothing(void **state) {
    (void)state;
    arena *a = arena_new(0);
    LIST(uint64_t) first = { 0 }, second = { 0 };
    char *between = NULL;
    for (uint64_t i = 0; i < 1 << 20; i++) {
        *LIST_ADD(a, &first) = i;
        *LIST_ADD(a, &second) = ~i;
        if (i == 1 << 18) between = memset(arena_alloc(a, 3 << 20, 1), 'b', 3 << 20);
    }
    for (uint64_t i = 0; i < 1 << 20; i++) {
        assert_true(first.at[i] == i);
        assert_true(second.at[i] == ~i);
    }
    for (size_t i = 0; i < 3 << 20; i++) assert_int_equal(between[i], 'b');
    assert_true(arena_used(a) < (8 + 8 + 3 + 5) << 20);
    arena_reset(a, 1 << 20);
    assert_int_equal(arena_used(a), 0);
    const char *p = arena_alloc(a, 2 << 20, 1);
    for (size_t i = 0; i < 2 << 20; i++) assert_int_equal(p[i], 0);
    arena_free(a);
}

static void big_lists_end_at_the_limit(void **state) {
    (void)state;
    arena *a = arena_new(20 << 20);
    jmp_buf out;
    LIST(uint64_t) numbers = { 0 };
    arena_guard(a, &out);
    if (!setjmp(out)) {
        for (uint64_t i = 0;; i++) *LIST_ADD(a, &numbers) = i;
    }
    assert_true(arena_used(a) <= 20 << 20);
    arena_free(a);
}

static void buffers_print_in_place(void **state) {
    (void)state;
    arena *a = arena_new(0);
    buffer b = { 0 };
    for (int i = 0; i < 2000; i++) buffer_print(a, &b, "%d,", i % 10);
    assert_int_equal(b.count, 4000);
    assert_memory_equal(b.at + 3990, "5,6,7,8,9,", 10);
    char longer[300];
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = 0;
    buffer_print(a, &b, "%s!", longer);
    assert_int_equal(b.count, 4300);
    assert_int_equal(b.at[4299], '!');
    assert_true(arena_used(a) < 32768);
    arena_free(a);
}

static void copies_end_in_nul(void **state) {
    (void)state;
    arena *a = arena_new(0);
    str copy = arena_copy(a, str_cut(STR("harbour town"), 0, 7));
    assert_string_equal(copy.at, "harbour");
    assert_null(arena_copy(a, STR_NONE).at);
    assert_string_equal(arena_join(a, STR("sea"), STR("wall")).at, "seawall");
    assert_string_equal(arena_print(a, "%d boats", 12).at, "12 boats");
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_zeroed_aligned_memory),
        cmocka_unit_test(zeroes_what_was_used_before),
        cmocka_unit_test(jumps_at_the_limit),
        cmocka_unit_test(refuses_sizes_that_overflow),
        cmocka_unit_test(runs_what_was_deferred_once),
        cmocka_unit_test(frees_what_cannot_be_deferred),
        cmocka_unit_test(lists_grow),
        cmocka_unit_test(big_lists_leave_nothing),
        cmocka_unit_test(big_lists_end_at_the_limit),
        cmocka_unit_test(buffers_print_in_place),
        cmocka_unit_test(copies_end_in_nul),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
