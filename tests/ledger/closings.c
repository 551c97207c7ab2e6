/* Closings: silences that end, and what became of what was expected. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "ledger/closings.h"

static void a_silence_closes_when_its_actor_speaks(void **state) {
    (void)state;
    arena *a = arena_new(0);
    closing_voice silent[] = { { 1, 7, 100 }, { 2, 7, 100 }, { 1, 8, 100 } };
    closing_voice said[] = { { 1, 7, 50 }, { 1, 7, 300 }, { 1, 7, 200 }, { 2, 8, 200 },
                             { 1, 7, 200 } };
    voices_heard silences = { silent, 3, 3 }, statements = { said, 5, 5 };
    size_t *by = closings_of_silences(a, &silences, &statements);
    assert_int_equal(by[0], 2);
    assert_true(by[1] == CLOSED_BY_NOTHING); /* spoke in another story */
    assert_true(by[2] == CLOSED_BY_NOTHING); /* spoke, but in another story */
    arena_free(a);
}

static outcome outcome_after(const char *words, event_status status, day when) {
    arena *a = arena_new(0);
    awaited e = { STR("the council will vote on the ferry on 12 May"), { 2026, 5, 12 },
                  { 2026, 5, 12 }, 100 };
    told one[] = { { STR("Bread is dear in Karsholm."), STATUS_HAPPENED, DAY_NONE, DAY_NONE, 150 },
                   { str_of(words), status, when, when, 200 } };
    told_list later = { one, 2, 2 };
    resolved r = closings_resolve(a, &e, &later, (day){ 2026, 5, 11 });
    assert_true((r.outcome == OUTCOME_OPEN) == (r.by == CLOSED_BY_NOTHING));
    arena_free(a);
    return r.outcome;
}

static void what_was_expected_happens_or_not(void **state) {
    (void)state;
    day on = { 2026, 5, 12 }, before = { 2026, 4, 2 };
    assert_int_equal(outcome_after("The council voted for the ferry: the ferry vote was close.",
                                   STATUS_HAPPENED, on), OUTCOME_HAPPENED);
    assert_int_equal(outcome_after("The council vote on the ferry was postponed.",
                                   STATUS_HAPPENED, DAY_NONE), OUTCOME_MOVED);
    assert_int_equal(outcome_after("The council called off its vote on the ferry.",
                                   STATUS_HAPPENED, DAY_NONE), OUTCOME_CANCELLED);
    assert_int_equal(outcome_after("A council vote on the ferry failed in spring.",
                                   STATUS_HAPPENED, before), OUTCOME_OPEN);
    assert_int_equal(outcome_after("The council vote on the ferry is near.",
                                   STATUS_EXPECTED, on), OUTCOME_OPEN);
    assert_int_equal(outcome_after("The bakery opened again.", STATUS_HAPPENED, on), OUTCOME_OPEN);
}

static void past_its_day_it_is_overdue(void **state) {
    (void)state;
    arena *a = arena_new(0);
    awaited e = { STR("the council will vote on the ferry"), DAY_NONE, { 2026, 5, 12 }, 100 };
    told_list none = { 0 };
    assert_int_equal(closings_resolve(a, &e, &none, (day){ 2026, 5, 12 }).outcome, OUTCOME_OPEN);
    resolved late = closings_resolve(a, &e, &none, (day){ 2026, 5, 13 });
    assert_int_equal(late.outcome, OUTCOME_OVERDUE);
    assert_string_equal(outcome_name(late.outcome), "overdue");
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_silence_closes_when_its_actor_speaks),
        cmocka_unit_test(what_was_expected_happens_or_not),
        cmocka_unit_test(past_its_day_it_is_overdue),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
