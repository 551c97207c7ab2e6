/* tests/ledger/packed.c: rows of facts come back out of their packs, whatever they hold; damaged
 * packs give rows or end, and nothing outside of them is read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ledger/names.h"
#include "ledger/packed.h"

static int make_arena(void **state) {
    *state = arena_new(64 << 20);
    return !*state;
}

static int drop_arena(void **state) {
    arena_free(*state);
    return 0;
}

#define NONE NUMBER_NONE

/* at, length, sentence, its length, speaker, addressee, kinds, channel's name, times, place,
 * within */
static const int64_t said[][PACKED_COLUMNS] = {
    { 0, 1, 0, 1, NONE, NONE, 0, NONE, NONE, NONE, NONE, NONE },
    { 300, 124, 260, 2044, 1, 1999, 99 | 13 << 7 | 200 << 15 | 17 << 23, 55293, 3, -3, 0, 0 },
    { 10485000, 131072, 10480000, 140000, 2000, 2200000000, 5, 1000000, 8400000000, NONE, 55294,
      9 },
    { 55293 + 7, 55294, 7, 55295, 4000000, 3, 127, 2045, NONE, -2000000000, 2046, 123456 },
};

/* The same with predicate, type and mode. */
static const int64_t done[][PACKED_COLUMNS] = {
    { 5, 4, 0, 90, NONE, 7, 80 | 1 << 7 | 30 << 8, 1200, NONE, NONE, NONE, NONE, NONE, NONE },
    { 95, 4, 91, 60, 7, NONE, 55 | 41 << 8, 70000, 60, 61, 50492160, 50492160, 900, 3 },
};

static void come_back(arena *a, packed_kind kind, const int64_t (*rows)[PACKED_COLUMNS], size_t n) {
    size_t columns = kind == PACKED_EVENT ? PACKED_COLUMNS : PACKED_COLUMNS - 2;
    int64_t row[PACKED_COLUMNS];
    packed p = { .count = 0 };
    for (size_t i = 0; i < n; i++) packed_add(a, &p, kind, rows[i]);
    assert_int_equal(p.count, n);
    str rest = buffer_str(&p.facts);
    for (size_t i = 0; i < n; i++) {
        assert_true(packed_next(&rest, buffer_str(&p.times), kind, row));
        for (size_t c = 0; c < columns; c++) assert_true(row[c] == rows[i][c]);
    }
    assert_false(packed_next(&rest, buffer_str(&p.times), kind, row));
    assert_int_equal(rest.length, 0);
}

static void rows_come_back(void **state) {
    come_back(*state, PACKED_STATEMENT, said, sizeof said / sizeof *said);
    come_back(*state, PACKED_EVENT, done, sizeof done / sizeof *done);
}

static void a_small_fact_takes_its_characters(void **state) {
    packed p = { .count = 0 };
    packed_add(*state, &p, PACKED_STATEMENT, said[0]);
    assert_int_equal(p.facts.count, PACKED_CHARACTERS);
    assert_int_equal(p.times.count, 0);
}

/* What no fact has is none: numbers below nothing, words before their sentence. */
static void impossible_values_are_none(void **state) {
    int64_t row[PACKED_COLUMNS];
    const int64_t wrong[PACKED_COLUMNS] = { 3, -1, 9, INT64_MAX, INT64_MIN, INT64_MAX, -1, 1 << 30,
                                            INT64_MAX, INT64_MIN + 1, 2000000, -2 };
    packed p = { .count = 0 };
    packed_add(*state, &p, PACKED_STATEMENT, wrong);
    str rest = buffer_str(&p.facts);
    assert_true(packed_next(&rest, buffer_str(&p.times), PACKED_STATEMENT, row));
    for (size_t c = 0; c < PACKED_COLUMNS - 2; c++)
        assert_true(row[c] == (c == 2 ? 9 : c == 6 ? 0 : NONE));
}

static void damage_stays_inside(void **state) {
    int64_t row[PACKED_COLUMNS];
    uint32_t chance = 5;
    (void)state;
    for (size_t times = 0; times < 4000; times++) {
        size_t length = times % 120;
        char *bytes = malloc(length + 1), *exactly = malloc(length ? length : 1);
        for (size_t i = 0; i < length; i++) {
            chance = chance * 1664525 + 1013904223;
            exactly[i] = (char)(chance >> (times % 3 ? 24 : 26));
        }
        memcpy(bytes, exactly, length);
        str rest = { exactly, length }, beside = { bytes, length };
        for (size_t left = length + 1; packed_next(&rest, beside, times % 2, row);) {
            assert_true(rest.length < left);
            left = rest.length;
        }
        free(bytes);
        free(exactly);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_come_back),
        cmocka_unit_test(a_small_fact_takes_its_characters),
        cmocka_unit_test(impossible_values_are_none),
        cmocka_unit_test(damage_stays_inside),
    };
    return cmocka_run_group_tests(tests, make_arena, drop_arena);
}
