/* Windows in lanes: each token has a place of its own, next to its neighbours'. */
#include "sample.h"

#include "model/lineup.h"

enum { TOKENS_MOST = 200 };

/* Windows of random length. */
static stretches some_windows(arena *a, size_t count, uint64_t *random) {
    window *w = ARENA_NEW(a, window, count);
    stretch *all = ARENA_NEW(a, stretch, count);
    for (size_t i = 0; i < count; i++) {
        w[i].first = (uint32_t)(sample_random(random) % 1000);
        w[i].past = w[i].first + 1 + (uint32_t)(sample_random(random) % TOKENS_MOST);
        all[i].at = &w[i];
    }
    return (stretches){ all, count };
}

static size_t length_of(stretches all, size_t i) {
    return all.at[i].at->past - all.at[i].at->first;
}

static void is_between_gaps(const lineup *l, size_t number, size_t length) {
    uint32_t lane = UINT32_C(1) << l->lane[number];
    size_t first = l->step[number];
    assert_true(l->gap[first - 1] & lane);
    assert_true(l->gap[first + length] & lane);
    for (size_t i = 0; i < length; i++) assert_false(l->gap[first + i] & lane);
}

static void each_token_has_its_place(void **state) {
    (void)state;
    jmp_buf out;
    if (setjmp(out)) fail();
    arena *a = sample_arena(&out);
    uint64_t random = 3;
    for (size_t count = 1; count <= BATCH_WINDOWS_MOST; count++) {
        stretches all = some_windows(a, count, &random);
        size_t words = 0;
        for (size_t i = 0; i < count; i++) words += length_of(all, i);
        lineup l = lineup_make(a, words);
        lineup_set(&l, all);
        assert_true(l.row[l.steps] <= lineup_rows_most(words));
        assert_int_equal(lineup_lanes(&l, 0), count < LANES_MOST ? count : LANES_MOST);
        bool *taken = ARENA_NEW(a, bool, l.row[l.steps]);
        for (size_t i = 0; i < count; i++) {
            is_between_gaps(&l, i, length_of(all, i));
            for (size_t k = 0; k < length_of(all, i); k++) {
                size_t row = lineup_row(&l, i, k), step = l.step[i] + k;
                assert_true(row >= l.row[step] && row < l.row[step + 1]);
                assert_false(taken[row]);
                taken[row] = true;
            }
        }
        for (size_t s = 1; s < l.steps; s++)
            assert_true(lineup_lanes(&l, s) <= lineup_lanes(&l, s - 1));
    }
    arena_free(a);
}

/* Windows of one length fill all lanes to the end. */
static void like_windows_leave_no_lane(void **state) {
    (void)state;
    jmp_buf out;
    if (setjmp(out)) fail();
    arena *a = sample_arena(&out);
    window one = { .first = 0, .past = 50 };
    stretch at[LANES_MOST];
    for (size_t i = 0; i < LANES_MOST; i++) at[i] = (stretch){ .at = &one };
    lineup l = lineup_make(a, LANES_MOST * 50);
    lineup_set(&l, (stretches){ at, LANES_MOST });
    assert_int_equal(l.steps, 52);
    assert_int_equal(lineup_lanes(&l, l.steps - 1), LANES_MOST);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_token_has_its_place),
        cmocka_unit_test(like_windows_leave_no_lane),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
