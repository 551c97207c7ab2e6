/* A record less what is not sure: what stays, and what its references become. */
#include "record/sure.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static id_list ids_of(arena *a, id n) {
    id_list to = { 0 };
    *LIST_ADD(a, &to) = n;
    return to;
}

static void add_statement(arena *a, record *r, const id_list *speakers, float confidence) {
    statement s = { .speakers = *speakers, .place = ID_NONE, .within = ID_NONE,
                    .time = { .time = ID_NONE }, .confidence = confidence };
    *LIST_ADD(a, &r->statements) = s;
}

/* Statements of 0.9, 0.2 and 0.7, the third inside the second and at place 1; three actors, of
 * whom the third, unsure, speaks in the first and third, which share one list; two times, the
 * second of the event. */
static record some_record(arena *a) {
    record r = { .main = { .when_value = { .time = ID_NONE } } };
    static const float sure[] = { 0.9F, 0.1F, 0.1F };
    id_list third = ids_of(a, 2), second = ids_of(a, 1);
    for (int i = 0; i < 3; i++) *LIST_ADD(a, &r.actors) = (actor){ .confidence = sure[i] };
    add_statement(a, &r, &third, 0.9F);
    add_statement(a, &r, &second, 0.2F);
    add_statement(a, &r, &third, 0.7F);
    r.statements.at[2].within = 1;
    r.statements.at[2].place = 1;
    *LIST_ADD(a, &r.statements.at[0].stance) = (stance){ .actor = 2 };
    *LIST_ADD(a, &r.events) = (event){ .actors = ids_of(a, 0), .place = ID_NONE, .within = 2,
                                       .time = { .known = true, .time = 1 },
                                       .confidence = 0.8F };
    *LIST_ADD(a, &r.events) = (event){ .place = ID_NONE, .within = 1, .confidence = 0.4F };
    *LIST_ADD(a, &r.expectations) = (expectation){ .place = ID_NONE, .statement = 1,
                                                   .time = { .time = ID_NONE },
                                                   .confidence = 0.9F };
    *LIST_ADD(a, &r.times) = (timex){ .start = 1, .end = 2, .confidence = 0.3F };
    *LIST_ADD(a, &r.times) = (timex){ .start = 3, .end = 4, .confidence = 0.3F };
    *LIST_ADD(a, &r.places) = (place){ .start = 1, .end = 2, .confidence = 0.3F };
    *LIST_ADD(a, &r.places) = (place){ .start = 3, .end = 4, .confidence = 0.3F };
    *LIST_ADD(a, &r.entities) = (named_entity){ .actor = 1, .confidence = 0.496F };
    *LIST_ADD(a, &r.entities) = (named_entity){ .actor = 1, .confidence = 0.494F };
    *LIST_ADD(a, &r.silences) = (silence){ .confidence = 0.4F };
    *LIST_ADD(a, &r.quantities) = (quantity){ .confidence = 0.4F };
    *LIST_ADD(a, &r.voices) = (voice){ .confidence = 0.4F };
    return r;
}

static void unsure_facts_go(void **state) {
    (void)state;
    arena *a = arena_new(0);
    record r = some_record(a);
    record_keep_sure(a, &r, 0.5);
    assert_int_equal(r.statements.count, 2);
    assert_int_equal(r.events.count, 1);
    assert_int_equal(r.expectations.count, 1);
    assert_int_equal(r.entities.count, 1); /* 0.496 is written as 0.50 */
    assert_int_equal(r.silences.count + r.quantities.count + r.voices.count, 0);
    assert_int_equal(r.statements.at[1].within, ID_NONE);
    assert_int_equal(r.expectations.at[0].statement, ID_NONE);
    assert_int_equal(r.events.at[0].within, 1);
    arena_free(a);
}

static void what_is_referred_to_stays(void **state) {
    (void)state;
    arena *a = arena_new(0);
    record r = some_record(a);
    r.entities.count = 0;
    record_keep_sure(a, &r, 0.5);
    assert_int_equal(r.actors.count, 2); /* the second spoke in what went alone */
    assert_int_equal(r.statements.at[0].speakers.at[0], 1);
    assert_int_equal(r.statements.at[0].stance.at[0].actor, 1);
    assert_int_equal(r.statements.at[1].speakers.at[0], 1);
    assert_int_equal(r.events.at[0].actors.at[0], 0);
    assert_int_equal(r.times.count, 1);
    assert_int_equal(r.times.at[0].start, 3);
    assert_int_equal(r.events.at[0].time.time, 0);
    assert_int_equal(r.places.count, 1);
    assert_int_equal(r.statements.at[1].place, 0);
    arena_free(a);
}

static void at_one_little_stays_and_at_nothing_all(void **state) {
    (void)state;
    arena *a = arena_new(0);
    record r = some_record(a), all = some_record(a);
    record_keep_sure(a, &r, 1);
    assert_int_equal(r.statements.count + r.events.count + r.actors.count + r.times.count, 0);
    record_keep_sure(a, &all, 0);
    assert_int_equal(all.statements.count, 3);
    assert_int_equal(all.statements.at[2].within, 1);
    assert_int_equal(all.actors.count, 3);
    assert_int_equal(all.times.count, 2);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unsure_facts_go),
        cmocka_unit_test(what_is_referred_to_stays),
        cmocka_unit_test(at_one_little_stays_and_at_nothing_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
