/* Closings: silences that end, and what became of what was expected. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "ledger/closings.h"

/* Days of May 2026, as minutes. */
static int64_t minute(int day_of_may) {
    return (int64_t)day_number((day){ 2026, 5, day_of_may }) * 1440 + 600;
}

/* 0 and 1 on the 5th and 6th, 2 a copy of 0 on the 7th, 3 and 4 on the 12th and 20th. */
static closing_reports reports_of(closing_report room[5]) {
    static const struct { int day; int64_t origin; } all[] = {
        { 5, 10 }, { 6, 11 }, { 7, 10 }, { 12, 13 }, { 20, 14 }
    };
    for (int i = 0; i < 5; i++)
        room[i] = (closing_report){ 10 + i, minute(all[i].day), all[i].origin };
    return (closing_reports){ room, 5, 5 };
}

static heard said(arena *a, size_t report_number, const char *who, const char *words) {
    return (heard){ report_number, voice_of(a, str_of(who), ACTOR_PERSON), str_of(words),
                    DAY_NONE, 0, true, false };
}

static size_t closed_by(arena *a, heard quiet, heard *all, size_t count) {
    closing_report room[5];
    closing_reports reports = reports_of(room);
    heard_list silences = { &quiet, 1, 1 }, statements = { all, count, count };
    voices_join(a, &silences, &statements);
    return closings_of_silences(a, &reports, &silences, &statements)[0];
}

static void a_silence_closes_when_its_actor_speaks(void **state) {
    (void)state;
    arena *a = arena_new(0);
    heard all[] = {
        said(a, 0, "Ilda Marchetti", "The bridge was inspected and found sound."),
        said(a, 1, "Otto Bern", "The bridge is a wreck."),
        said(a, 2, "Ilda Marchetti", "A copy tells it later."),
        said(a, 3, "Ilda Marchetti", "The bridge was inspected, and found sound."),
        said(a, 4, "Mayor Ilda Marchetti", "Let there be ferries until the autumn."),
    };
    all[4].voice = voice_of(a, STR("Ilda R. Marchetti"), ACTOR_PERSON);
    assert_int_equal(closed_by(a, said(a, 0, "Ilda Marchetti", NULL), all, 5), 4);
    assert_int_equal(closed_by(a, said(a, 0, "Mrs. Marchetti", NULL), all, 5), 4);
    assert_true(closed_by(a, said(a, 0, "Anna Tolvik", NULL), all, 5) == CLOSED_BY_NOTHING);
    all[4].latest = (day){ 2026, 4, 1 }; /* it quotes what was said before */
    assert_true(closed_by(a, said(a, 0, "Ilda Marchetti", NULL), all, 5) == CLOSED_BY_NOTHING);
    arena_free(a);
}

static void a_surname_of_two_is_nobody(void **state) {
    (void)state;
    arena *a = arena_new(0);
    heard all[] = { said(a, 1, "Otto Marchetti", "The bridge is a wreck."),
                    said(a, 3, "Ilda Marchetti", "Let there be ferries.") };
    assert_true(closed_by(a, said(a, 0, "Marchetti", NULL), all, 2) == CLOSED_BY_NOTHING);
    arena_free(a);
}

static void assert_voice(const char *name, actor_kind kind, const char *wanted) {
    arena *a = arena_new(0);
    str whose = voice_of(a, str_of(name), kind);
    assert_true(wanted ? str_is(whose, wanted) : !whose.at);
    arena_free(a);
}

static void what_was_said_before(void **state) {
    (void)state;
    arena *a = arena_new(0);
    assert_true(was_said_before(a, STR("The port had earlier said that the quay was sound.")));
    assert_false(was_said_before(a, STR("The port said that the quay had held.")));
    arena_free(a);
}

static void whose_voice_it_is(void **state) {
    (void)state;
    assert_voice("A spokesman for the Port of Karsholm", ACTOR_UNKNOWN, "port of karsholm");
    assert_voice("the Port of Karsholm", ACTOR_ORGANISATION, "port of karsholm");
    assert_voice("A Tolvik Group spokeswoman", ACTOR_UNKNOWN, "tolvik");
    assert_voice("Tolvik Group Inc", ACTOR_ORGANISATION, "tolvik");
    assert_voice("Marchetti's representatives", ACTOR_GROUP, "marchetti");
    assert_voice("Ms. Ilda R. Marchetti", ACTOR_PERSON, "ilda marchetti");
    assert_voice("a spokesman", ACTOR_UNKNOWN, NULL);
    assert_voice("his office", ACTOR_UNKNOWN, NULL);
    assert_voice("bankers", ACTOR_GROUP, NULL);
}

/* ---- expectations ---- */

typedef struct telling {
    const char *before, *head, *after, *predicate;
} telling;

static told told_of(arena *a, size_t number, const telling *t) {
    matter *m = ARENA_NEW(a, matter, 1);
    m->text = arena_print(a, "%s%s%s", t->before, t->head, t->after);
    return (told){ number, m, str_of(t->predicate), str_of(t->head), str_of(t->before),
                   str_of(t->after), STATUS_HAPPENED, DAY_NONE, DAY_NONE, 0,
                   { 0, 0 }, false };
}

static awaited vote(arena *a) {
    awaited e = { .what = ARENA_NEW(a, matter, 1), .earliest = { 2026, 5, 12 },
                  .latest = { 2026, 5, 12 } };
    e.what->text = STR("the council will vote on the ferry on 12 May");
    e.deeds = closings_deeds(a, STR("take\nvote\n"), e.what);
    return e;
}

/* What becomes of the vote on the ferry where `number` tells this. */
static outcome outcome_after(size_t number, const telling *t) {
    arena *a = arena_new(0);
    closing_report room[5];
    closing_reports reports = reports_of(room);
    told_story *s = told_story_new(a, &reports);
    told one = told_of(a, number, t);
    awaited e = vote(a);
    told_story_await(s, &e);
    told_story_put(s, &one);
    resolved r = closings_resolve(a, s, &e);
    assert_true((r.outcome == OUTCOME_EXPECTED) == (r.by == CLOSED_BY_NOTHING));
    if (r.outcome != OUTCOME_EXPECTED) assert_true(closings_touched(a, s, &e));
    arena_free(a);
    return r.outcome;
}

static const telling voted = { "The council ", "voted", " for the ferry.", "vote" };

static void what_was_expected_happens(void **state) {
    (void)state;
    assert_int_equal(outcome_after(3, &voted), OUTCOME_HAPPENED);
    assert_int_equal(outcome_after(1, &voted), OUTCOME_EXPECTED); /* before its day */
    assert_int_equal(outcome_after(2, &voted), OUTCOME_EXPECTED); /* a copy */
    static const telling not_past[] = {
        { "The council ", "votes", " on the ferry.", "vote" },
        { "The ferry may be ", "voted", " for in the council.", "vote" },
        { "Once the council ", "voted", " on the ferry, all will be well.", "vote" },
        { "The ferry is ", "voted", " for by the council.", "vote" },
        { "A ferry ", "voted", " by the council is dear.", "vote" },
        { "The bakery ", "opened", " for the council and the ferry.", "open" },
        { "They ", "voted", " for bread.", "vote" },
    };
    for (size_t i = 0; i < sizeof not_past / sizeof *not_past; i++)
        assert_int_equal(outcome_after(3, &not_past[i]), OUTCOME_EXPECTED);
}

static void what_was_expected_is_moved_or_called_off(void **state) {
    (void)state;
    static const telling later = { "The council vote on the ferry was ", "postponed", ".",
                                   "postpone" };
    static const telling off = { "The council ", "called off", " its vote on the ferry.",
                                 "call off" };
    static const telling other = { "The council ", "called off", " a strike on the ferry.",
                                   "call off" };
    assert_int_equal(outcome_after(1, &later), OUTCOME_MOVED);
    assert_int_equal(outcome_after(1, &off), OUTCOME_CANCELLED);
    assert_int_equal(outcome_after(1, &other), OUTCOME_EXPECTED);
}

static void what_was_moved_may_still_happen(void **state) {
    (void)state;
    static const telling later = { "The council vote on the ferry was ", "postponed", ".",
                                   "postpone" };
    arena *a = arena_new(0);
    closing_report room[5];
    closing_reports reports = reports_of(room);
    told_story *s = told_story_new(a, &reports);
    told put_off = told_of(a, 1, &later), held = told_of(a, 4, &voted);
    put_off.earliest = put_off.latest = (day){ 2026, 5, 19 };
    awaited e = vote(a);
    told_story_await(s, &e);
    told_story_put(s, &put_off);
    resolved r = closings_resolve(a, s, &e);
    assert_int_equal(r.outcome, OUTCOME_MOVED);
    assert_int_equal(r.latest.day, 19);
    told_story_put(s, &held);
    r = closings_resolve(a, s, &e);
    assert_int_equal(r.outcome, OUTCOME_HAPPENED);
    assert_int_equal(r.by, 1);
    arena_free(a);
}

static void what_its_own_report_told_is_not_news(void **state) {
    (void)state;
    arena *a = arena_new(0);
    closing_report room[5];
    closing_reports reports = reports_of(room);
    told_story *s = told_story_new(a, &reports);
    told own = told_of(a, 0, &voted), again = told_of(a, 3, &voted);
    awaited e = vote(a);
    told_story_await(s, &e);
    told_story_put(s, &own);
    told_story_put(s, &again);
    assert_int_equal(closings_resolve(a, s, &e).outcome, OUTCOME_EXPECTED);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_silence_closes_when_its_actor_speaks),
        cmocka_unit_test(a_surname_of_two_is_nobody),
        cmocka_unit_test(what_was_said_before),
        cmocka_unit_test(whose_voice_it_is),
        cmocka_unit_test(what_was_expected_happens),
        cmocka_unit_test(what_was_expected_is_moved_or_called_off),
        cmocka_unit_test(what_was_moved_may_still_happen),
        cmocka_unit_test(what_its_own_report_told_is_not_news),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
