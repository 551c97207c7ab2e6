/* tests/record/events.c: what tells of an event, who does it to whom, whether it happened. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "record/labelled.h"

static const record *read_all(arena **a, const char *plain) {
    *a = arena_new(0);
    labelled *l = labelled_read(*a, plain, "2026-03-04");
    l->build.mention_at = ARENA_NEW(*a, id, l->tokens.count + 1);
    for (size_t i = 0; i < l->tokens.count; i++) l->build.mention_at[i] = ID_NONE;
    times_find(&l->build);
    actors_find(&l->build);
    statements_find(&l->build);
    events_find(&l->build);
    return &l->record;
}

/* The event of a predicate, or NULL. */
static const event *event_of(const record *r, const char *predicate) {
    for (size_t i = 0; i < r->events.count; i++)
        if (str_is(r->events.at[i].predicate, predicate)) return &r->events.at[i];
    return NULL;
}

static void check_names(const record *r, const id_list *ids, const char *name) {
    if (!name) {
        assert_int_equal(ids->count, 0);
        return;
    }
    assert_true(ids->count > 0);
    assert_true(str_is(r->actors.at[ids->at[0]].name, name));
}

#define POLICE_ARREST "Police NOUN 2 nsubj\narrested VERB 0 root\n"

static void a_subject_acts_on_an_object(void **state) {
    (void)state;
    arena *a;
    const record *r =
        read_all(&a, POLICE_ARREST "the DET 4 det\nmayor NOUN 2 obj\n~. PUNCT 2 punct\n");
    const event *e = event_of(r, "arrest");
    assert_non_null(e);
    assert_true(str_is(e->type, "COERCE") && str_is(e->mode, "arrest"));
    check_names(r, &e->actors, "Police");
    check_names(r, &e->recipients, "the mayor");
    assert_int_equal(e->status, STATUS_HAPPENED);
    assert_true(e->main);
    arena_free(a);
}

static void a_passive_is_turned_round(void **state) {
    (void)state;
    arena *a;
    const record *r = read_all(&a, "The DET 2 det\nmayor NOUN 4 nsubj:pass\nwas AUX 4 aux:pass\n"
                                   "arrested VERB 0 root\nby ADP 6 case\npolice NOUN 4 obl\n");
    const event *e = event_of(r, "arrest");
    assert_non_null(e);
    check_names(r, &e->actors, "police");
    check_names(r, &e->recipients, "The mayor");
    arena_free(a);
}

/* "has arrested" is active even where the reader calls its subject a passive one. */
static void have_makes_no_passive(void **state) {
    (void)state;
    arena *a;
    const record *r =
        read_all(&a, "Police NOUN 3 nsubj:pass\nhave AUX 3 aux\narrested VERB 0 root\n"
                     "the DET 5 det\nmayor NOUN 3 obj\n");
    const event *e = event_of(r, "arrest");
    assert_non_null(e);
    check_names(r, &e->actors, "Police");
    arena_free(a);
}

static void a_noun_has_its_parts_around_it(void **state) {
    (void)state;
    arena *a;
    const record *r =
        read_all(&a, "The DET 2 det\narrest NOUN 8 nsubj\nof ADP 5 case\nthe DET 5 det\n"
                     "mayor NOUN 2 nmod\nby ADP 7 case\npolice NOUN 2 nmod\n"
                     "shocked VERB 0 root\nresidents NOUN 8 obj\n");
    const event *e = event_of(r, "arrest");
    assert_non_null(e);
    check_names(r, &e->actors, "police");
    check_names(r, &e->recipients, "the mayor");
    arena_free(a);
}

static void things_do_not_act(void **state) {
    (void)state;
    arena *a;
    const record *r = read_all(&a, "The DET 2 det\nfilter NOUN 3 nsubj\narrested VERB 0 root\n"
                                   "the DET 5 det\nsand NOUN 3 obj\n");
    const event *e = event_of(r, "arrest");
    assert_true(!e || !e->type.at);
    arena_free(a);
}

static void check_status(const char *plain, const char *predicate, event_status expected) {
    arena *a;
    const event *e = event_of(read_all(&a, plain), predicate);
    assert_non_null(e);
    assert_string_equal(event_status_name(e->status), event_status_name(expected));
    arena_free(a);
}

static void auxiliaries_tell_the_status(void **state) {
    (void)state;
    check_status("Police NOUN 3 nsubj\nwill AUX 3 aux\narrest VERB 0 root\nhim PRON 3 obj\n",
                 "arrest", STATUS_EXPECTED);
    check_status("Police NOUN 3 nsubj\nmay AUX 3 aux\narrest VERB 0 root\nhim PRON 3 obj\n",
                 "arrest", STATUS_POSSIBLE);
    check_status("Police NOUN 3 nsubj\nare AUX 3 aux\narresting VERB 0 root\nhim PRON 3 obj\n",
                 "arrest", STATUS_ONGOING);
    check_status("Police NOUN 4 nsubj\ndid AUX 4 aux\nnot PART 4 advmod\narrest VERB 0 root\n"
                 "him PRON 4 obj\n", "arrest", STATUS_DENIED);
    check_status("Police NOUN 3 nsubj\nallegedly ADV 3 advmod\nbeat VERB 0 root\nhim PRON 3 obj\n",
                 "beat", STATUS_ALLEGED);
}

static void governors_tell_the_status(void **state) {
    (void)state;
    check_status("Neighbours NOUN 2 nsubj\nurged VERB 0 root\nthe DET 4 det\nowner NOUN 2 obj\n"
                 "to PART 6 mark\ndemolish VERB 2 xcomp\nit PRON 6 obj\n", "demolish",
                 STATUS_CALLED_FOR);
    check_status("The DET 2 det\ncrew NOUN 3 nsubj\nfailed VERB 0 root\nto PART 5 mark\n"
                 "land VERB 3 xcomp\nthe DET 7 det\nplane NOUN 5 obj\n", "land", STATUS_DENIED);
    check_status("The DET 2 det\nchoir NOUN 3 nsubj\nplans VERB 0 root\nto PART 5 mark\n"
                 "sing VERB 3 xcomp\npsalms NOUN 5 obj\n", "sing", STATUS_EXPECTED);
}

static void a_question_for_yes_or_no_tells_nothing(void **state) {
    (void)state;
    check_status("Did AUX 3 aux\npolice NOUN 3 nsubj\narrest VERB 0 root\nhim PRON 3 obj\n"
                 "~? PUNCT 3 punct\n", "arrest", STATUS_POSSIBLE);
    check_status("Why ADV 4 advmod\ndid AUX 4 aux\npolice NOUN 4 nsubj\narrest VERB 0 root\n"
                 "him PRON 4 obj\n~? PUNCT 4 punct\n", "arrest", STATUS_HAPPENED);
}

static void a_light_verb_takes_its_object_in(void **state) {
    (void)state;
    arena *a;
    const record *r = read_all(&a, "The DET 2 det\nbarn NOUN 3 nsubj\ncaught VERB 0 root\n"
                                   "fire NOUN 3 obj\n");
    const event *e = event_of(r, "catch fire");
    assert_non_null(e);
    assert_int_equal(e->spans.count, 2);
    assert_int_equal(e->spans.at[0].start, 9);
    arena_free(a);
}

/* Two tellings with one actor and one recipient are one event. */
static void later_tellings_are_folded(void **state) {
    (void)state;
    arena *a;
    const record *r =
        read_all(&a, "Police NOUN 2 nsubj\narrested VERB 0 root\nAna PROPN 2 obj Person\n"
                     "Ruiz PROPN 3 flat Person\n~. PUNCT 2 punct\n\n"
                     "Police NOUN 2 nsubj\narrested VERB 0 root\nRuiz PROPN 2 obj Person\n"
                     "at ADP 5 case\nhome NOUN 2 obl\n~. PUNCT 2 punct\n");
    assert_int_equal(r->events.count, 1);
    assert_int_equal(r->events.at[0].spans.count, 2);
    arena_free(a);
}

static void one_event_is_the_main_one(void **state) {
    (void)state;
    arena *a;
    const record *r = read_all(
        &a, POLICE_ARREST "a DET 4 det\nman NOUN 2 obj\n~. PUNCT 2 punct\n\n"
                          "He PRON 2 nsubj\nstole VERB 0 root\na DET 4 det\nboat NOUN 2 obj\n");
    size_t main = 0;
    for (size_t i = 0; i < r->events.count; i++) main += r->events.at[i].main;
    assert_int_equal(main, 1);
    assert_true(event_of(r, "arrest")->main);
    assert_true(str_is(r->main.who, "Police"));
    arena_free(a);
}

static void a_dateline_does_nothing(void **state) {
    (void)state;
    arena *a;
    const record *r =
        read_all(&a, "KABUL PROPN 4 nsubj Location\n- PUNCT 4 punct\nPolice NOUN 4 nsubj\n"
                     "arrested VERB 0 root\nnine NUM 6 nummod\nmen NOUN 4 obj\n");
    const event *e = event_of(r, "arrest");
    assert_non_null(e);
    check_names(r, &e->actors, "Police");
    arena_free(a);
}

static void nothing_gives_nothing(void **state) {
    (void)state;
    arena *a;
    const record *r = read_all(&a, "");
    assert_int_equal(r->events.count, 0);
    assert_null(r->main.who.at);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_subject_acts_on_an_object),
        cmocka_unit_test(a_passive_is_turned_round),
        cmocka_unit_test(have_makes_no_passive),
        cmocka_unit_test(a_noun_has_its_parts_around_it),
        cmocka_unit_test(things_do_not_act),
        cmocka_unit_test(auxiliaries_tell_the_status),
        cmocka_unit_test(governors_tell_the_status),
        cmocka_unit_test(a_question_for_yes_or_no_tells_nothing),
        cmocka_unit_test(a_light_verb_takes_its_object_in),
        cmocka_unit_test(later_tellings_are_folded),
        cmocka_unit_test(one_event_is_the_main_one),
        cmocka_unit_test(a_dateline_does_nothing),
        cmocka_unit_test(nothing_gives_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
