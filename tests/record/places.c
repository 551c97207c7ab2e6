/* tests/record/places.c: which names are places, which places they mean, and what happens
 * there; over the small gazetteer of small_gazetteer.h. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "record/labelled.h"
#include "small_gazetteer.h"

typedef struct world {
    arena *a;
    char *file;
    gazetteer g;
    labelled *l;
} world;

static world read_text(const char *plain) {
    world w = { .a = arena_new(0) };
    fault f;
    size_t size;
    w.file = small_gazetteer(&size);
    assert_true(gazetteer_of((str){ w.file, size }, &w.g, &f));
    w.l = labelled_read(w.a, plain, "2026-03-04");
    w.l->record.gazetteer = &w.g;
    record_facts(w.a, &w.l->report, &w.l->tokens, &w.l->labels, &w.l->record);
    return w;
}

static void done(world *w) {
    arena_free(w->a);
    gazetteer_close(&w->g);
    free(w->file);
}

/* The place of these words, n-th of them from 0, or NULL. */
static const place *place_named(const world *w, const char *words, size_t n) {
    const record *r = &w->l->record;
    for (size_t i = 0; i < r->places.count; i++) {
        const place *p = &r->places.at[i];
        str text = str_cut(w->l->tokens.text, p->start, p->end);
        if (str_is(text, words) && !n--) return p;
    }
    return NULL;
}

static void check_admin(const world *w, const char *words, size_t n, const char *admin1) {
    const place *p = place_named(w, words, n);
    assert_non_null(p);
    assert_true(admin1 ? str_is(p->admin1, admin1) : !p->admin1.at);
}

static void the_best_known_where_nothing_is_said(void **state) {
    (void)state;
    world w = read_text("Rain NOUN 2 nsubj\nfell VERB 0 root\nin ADP 4 case\n"
                        "Marlow PROPN 2 obl Location\n~. PUNCT 2 punct\n");
    const place *p = place_named(&w, "Marlow", 0);
    assert_non_null(p);
    assert_true(str_is(p->country, "QRL") && str_is(p->kind, "city") && p->geonames == 1005);
    assert_true(fabs(p->latitude - 52.1) < 1e-4 && fabs(p->longitude - 5.1) < 1e-4);
    done(&w);
}

#define IN_OSTLAND "Rain NOUN 2 nsubj\nfell VERB 0 root\nin ADP 4 case\n" \
                   "Marlow PROPN 2 obl Location\n~, PUNCT 6 punct\n"      \
                   "Ostland PROPN 4 appos +Location\n~. PUNCT 2 punct\n\n"

static void what_it_is_in_decides_here_and_later(void **state) {
    (void)state;
    world w = read_text(IN_OSTLAND "Then ADV 3 advmod\nMarlow PROPN 3 nsubj Location\n"
                        "slept VERB 0 root\n~. PUNCT 3 punct\n");
    check_admin(&w, "Marlow", 0, "Ostland");
    check_admin(&w, "Marlow", 1, "Ostland");
    assert_true(str_is(place_named(&w, "Ostland", 0)->kind, "region"));
    done(&w);
}

static void short_forms_stand_behind_a_place_alone(void **state) {
    (void)state;
    world w = read_text("Rain NOUN 2 nsubj\nfell VERB 0 root\nin ADP 4 case\n"
                        "Marlow PROPN 2 obl Location\n~, PUNCT 6 punct\n"
                        "WL PROPN 4 appos +Location\n~. PUNCT 2 punct\n\n"
                        "The DET 2 det\nWL PROPN 3 nsubj\nran VERB 0 root\n~. PUNCT 3 punct\n");
    check_admin(&w, "Marlow", 0, "Westland");
    assert_non_null(place_named(&w, "WL", 0));
    assert_null(place_named(&w, "WL", 1));
    done(&w);
}

static void neighbours_decide(void **state) {
    (void)state;
    world w = read_text("Rain NOUN 2 nsubj\nfell VERB 0 root\nfrom ADP 4 case\n"
                        "Tessin PROPN 2 obl Location\nto ADP 6 case\n"
                        "Marlow PROPN 2 obl Location\nin ADP 8 case\n"
                        "Ostland PROPN 6 nmod Location\n~. PUNCT 2 punct\n");
    check_admin(&w, "Tessin", 0, "Ostland");
    check_admin(&w, "Marlow", 0, "Ostland");
    done(&w);
}

static void check_outlet(const char *url, const char *site, const char *admin1) {
    arena *a = arena_new(0);
    fault f;
    size_t size;
    gazetteer g;
    char *file = small_gazetteer(&size);
    assert_true(gazetteer_of((str){ file, size }, &g, &f));
    labelled *l = labelled_read(a, "Rain NOUN 2 nsubj\nfell VERB 0 root\nin ADP 4 case\n"
                                   "Marlow PROPN 2 obl Location\n~. PUNCT 2 punct\n", NULL);
    l->report.url = str_of(url);
    l->report.site = str_of(site);
    l->record.gazetteer = &g;
    record_facts(a, &l->report, &l->tokens, &l->labels, &l->record);
    assert_int_equal(l->record.places.count, 1);
    str found = l->record.places.at[0].admin1;
    assert_true(admin1 ? str_is(found, admin1) : !found.at);
    arena_free(a);
    free(file);
}

static void the_outlet_tells_where(void **state) {
    (void)state;
    check_outlet("https://www.tessincourier.com/a/1", NULL, "Ostland");
    check_outlet("https://thetessinpost.com/a/1", NULL, "Ostland");
    check_outlet(NULL, "The Tessin Courier", "Ostland");
    check_outlet(NULL, "tessin-news.example", "Ostland");
    check_outlet("https://tessinware.com/a/1", NULL, NULL);
    check_outlet("https://", "x", NULL);
    check_outlet("://", "..", NULL);
}

static void demonyms_are_hints_and_no_places(void **state) {
    (void)state;
    world w = read_text("Vandrian ADJ 2 amod NORP\ntroops NOUN 3 nsubj\nleft VERB 0 root\n"
                        "the DET 6 det\nVandrian ADJ 6 amod NORP\ntown NOUN 3 obj\nof ADP 8 case\n"
                        "Marlow PROPN 6 nmod Location\n~. PUNCT 3 punct\n");
    assert_null(place_named(&w, "Vandrian", 0));
    assert_true(str_is(place_named(&w, "Marlow", 0)->country, "VDR"));
    assert_true(w.l->record.actors.count && str_is(w.l->record.actors.at[0].country, "VDR"));
    assert_true(str_is(w.l->record.actors.at[0].sector, "MIL"));
    done(&w);
}

static void people_and_companies_are_no_places(void **state) {
    (void)state;
    world w = read_text("Ana PROPN 3 nsubj Person\nMarlow PROPN 1 flat Person\n"
                        "joined VERB 0 root\nTessin PROPN 5 compound Organization\n"
                        "Motors PROPN 3 obj Organization\n~. PUNCT 3 punct\n\n"
                        "Marlow PROPN 2 nsubj Person\nleft VERB 0 root\n~. PUNCT 2 punct\n\n"
                        "Marlow PROPN 2 nsubj\nwept VERB 0 root\n~. PUNCT 2 punct\n");
    assert_int_equal(w.l->record.places.count, 0);
    done(&w);
}

static void bodies_have_the_places_in_their_names(void **state) {
    (void)state;
    world w = read_text("The DET 4 det Organization\nTessin PROPN 4 compound Organization\n"
                        "Police PROPN 4 compound Organization\n"
                        "Department PROPN 5 nsubj Organization\nmoved VERB 0 root\n"
                        "~. PUNCT 5 punct\n");
    check_admin(&w, "Tessin", 0, "Ostland");
    done(&w);
}

static void labels_may_begin_inside_a_name(void **state) {
    (void)state;
    world w = read_text("Lake PROPN 4 compound\nOnn PROPN 4 compound Organization\n"
                        "Motors PROPN 4 compound Organization\nInc PROPN 5 nsubj Organization\n"
                        "moved VERB 0 root\n~. PUNCT 5 punct\n");
    assert_null(place_named(&w, "Lake Onn", 0));
    done(&w);
}

static void datelines_need_no_label(void **state) {
    (void)state;
    world w = read_text("QUERSTED PROPN 4 dep\n-- PUNCT 1 punct\nRain NOUN 4 nsubj\n"
                        "fell VERB 0 root\n~. PUNCT 4 punct\n");
    assert_true(str_is(place_named(&w, "QUERSTED", 0)->country, "QRL"));
    done(&w);
}

static void ordinary_words_need_a_preposition(void **state) {
    (void)state;
    world w = read_text("The DET 2 det Location\nHill PROPN 3 nsubj Location\nslept VERB 0 root\n"
                        "~. PUNCT 3 punct\n\nRain NOUN 2 nsubj\nfell VERB 0 root\nin ADP 4 case\n"
                        "Hill PROPN 2 obl Location\n~. PUNCT 2 punct\n");
    assert_int_equal(w.l->record.places.count, 1);
    check_admin(&w, "Hill", 0, "Westland");
    done(&w);
}

static void facilities_take_the_point_of_their_town(void **state) {
    (void)state;
    world w = read_text("Rain NOUN 2 nsubj\nfell VERB 0 root\nat ADP 5 case\n"
                        "Elm PROPN 5 compound Facility\nStation PROPN 2 obl Facility\n"
                        "in ADP 7 case\nTessin PROPN 5 nmod Location\n~. PUNCT 2 punct\n");
    const place *p = place_named(&w, "Elm Station", 0);
    assert_non_null(p);
    assert_true(str_is(p->kind, "facility") && fabs(p->latitude - 40.3) < 1e-4 && !p->geonames);
    assert_true(str_is(p->name, "Elm Station") && str_is(p->admin1, "Ostland"));
    done(&w);
}

static void statements_have_the_place_of_saying(void **state) {
    (void)state;
    world w = read_text("Ruiz PROPN 2 nsubj Person source1\nsaid VERB 0 root - cue1\n"
                        "in ADP 4 case\nTessin PROPN 2 obl Location\nit PRON 6 nsubj - content1\n"
                        "burned VERB 2 ccomp - content1\nin ADP 8 case - content1\n"
                        "Quersted PROPN 6 obl Location content1\n~. PUNCT 2 punct\n");
    const record *r = &w.l->record;
    assert_int_equal(r->statements.count, 1);
    assert_ptr_equal(&r->places.at[r->statements.at[0].place], place_named(&w, "Tessin", 0));
    done(&w);
}

static void without_a_gazetteer_there_are_no_places(void **state) {
    (void)state;
    arena *a = arena_new(0);
    labelled *l = labelled_read(a, IN_OSTLAND, "2026-03-04");
    record_facts(a, &l->report, &l->tokens, &l->labels, &l->record);
    assert_int_equal(l->record.places.count, 0);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_best_known_where_nothing_is_said),
        cmocka_unit_test(what_it_is_in_decides_here_and_later),
        cmocka_unit_test(short_forms_stand_behind_a_place_alone),
        cmocka_unit_test(neighbours_decide),
        cmocka_unit_test(the_outlet_tells_where),
        cmocka_unit_test(demonyms_are_hints_and_no_places),
        cmocka_unit_test(people_and_companies_are_no_places),
        cmocka_unit_test(bodies_have_the_places_in_their_names),
        cmocka_unit_test(labels_may_begin_inside_a_name),
        cmocka_unit_test(datelines_need_no_label),
        cmocka_unit_test(ordinary_words_need_a_preposition),
        cmocka_unit_test(facilities_take_the_point_of_their_town),
        cmocka_unit_test(statements_have_the_place_of_saying),
        cmocka_unit_test(without_a_gazetteer_there_are_no_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
