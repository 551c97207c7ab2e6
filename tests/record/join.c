/* Records of two sections become one: spans move, numbers are renumbered, actors meet. */
#include "record/join.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char first_text[] = "Ana Ruiz said so. A spokesman agreed.";
static const char second_text[] = "Ana Ruiz wrote it. A spokesman left on 4 May.";

static span_list spans_of(arena *a, size_t start, size_t end) {
    span_list s = { 0 };
    *LIST_ADD(a, &s) = (span){ start, end };
    return s;
}

/* Two actors; a statement of the first at time t1 with another inside it. */
static record part_of(arena *a, const report *r, size_t name_end) {
    record part = { .report = r };
    *LIST_ADD(a, &part.actors) = (actor){ .name = str_cut(r->text, 0, name_end),
                                          .mentions = spans_of(a, 0, name_end) };
    *LIST_ADD(a, &part.actors) = (actor){ .name = STR("a spokesman"),
                                          .mentions = spans_of(a, 18, 29) };
    statement said = { .source = spans_of(a, 0, name_end), .content = spans_of(a, 9, 13),
                       .place = ID_NONE, .within = ID_NONE };
    said.time = (time_value){ .known = true, .time = 0 };
    *LIST_ADD(a, &said.speakers) = 0;
    *LIST_ADD(a, &part.statements) = said;
    said.within = 0;
    said.time = (time_value){ .time = ID_NONE };
    said.speakers.at[0] = 0;
    *LIST_ADD(a, &said.addressees) = 1;
    *LIST_ADD(a, &part.statements) = said;
    *LIST_ADD(a, &part.times) = (timex){ .start = 9, .end = 13, .value = STR("2026-05-04") };
    *LIST_ADD(a, &part.entities) = (named_entity){ .at = { 0, name_end }, .actor = 0 };
    *LIST_ADD(a, &part.notes) = (note){ "no-date", NOTE_NOWHERE, STR("no date") };
    return part;
}

static void two_become_one(void **state) {
    (void)state;
    arena *a = arena_new(0);
    report first = { .text = str_of(first_text) }, second = { .text = str_of(second_text) };
    record one = part_of(a, &first, 8), two = part_of(a, &second, 8), out = { 0 };
    record_join *j = record_join_new(a, &out);
    record_join_add(j, &one, 0);
    record_join_add(j, &two, 100);

    assert_int_equal(out.actors.count, 3); /* unnamed ones stay two */
    assert_int_equal(out.actors.at[0].mentions.count, 2);
    assert_int_equal(out.actors.at[0].mentions.at[1].start, 100);
    assert_int_equal(out.statements.count, 4);
    const statement *inner = &out.statements.at[3];
    assert_int_equal(inner->within, 2);
    assert_int_equal(inner->speakers.at[0], 0);
    assert_int_equal(inner->addressees.at[0], 2);
    assert_int_equal(inner->content.at[0].start, 109);
    assert_int_equal(inner->time.time, ID_NONE);
    assert_int_equal(out.statements.at[2].time.time, 1);
    assert_int_equal(out.statements.at[2].within, ID_NONE);
    assert_int_equal(out.times.at[1].end, 113);
    assert_true(str_is(out.times.at[1].value, "2026-05-04"));
    assert_int_equal(out.entities.at[1].actor, 0);
    assert_int_equal(out.notes.count, 1);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = { cmocka_unit_test(two_become_one) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
