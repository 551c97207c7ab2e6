/* tests/record/syntax.c: walks over trees, on sentences labelled by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "record/labelled.h"

static const char mayor[] = "The DET 3 det\n"
                            "new ADJ 3 amod\n"
                            "mayor NOUN 9 nsubj\n"
                            "of ADP 5 case\n"
                            "Arlow PROPN 3 nmod Location\n"
                            "~, PUNCT 7 punct\n"
                            "Ana PROPN 3 appos Person\n"
                            "Ruiz PROPN 7 flat Person\n"
                            "asked VERB 0 root\n"
                            "the DET 11 det\n"
                            "drivers NOUN 9 obj\n"
                            "to PART 13 mark\n"
                            "wait VERB 9 xcomp\n"
                            "and CCONJ 15 cc\n"
                            "left VERB 9 conj\n"
                            "~. PUNCT 9 punct\n";

static const char driver[] = "for ADP 4 case\n"
                             "a DET 4 det\n"
                             "tired ADJ 4 amod\n"
                             "driver NOUN 0 root\n"
                             "briefed VERB 4 acl\n"
                             "by ADP 7 case\n"
                             "Lund PROPN 5 obl Person\n"
                             "who PRON 9 nsubj\n"
                             "slept VERB 4 acl:relcl\n"
                             "and CCONJ 11 cc\n"
                             "drove VERB 9 conj\n"
                             "~, PUNCT 13 punct\n"
                             "he PRON 4 dep\n";

static labelled *read_text(arena **a, const char *plain) {
    *a = arena_new(0);
    return labelled_read(*a, plain, NULL);
}

static void children_are_found_in_order(void **state) {
    (void)state;
    arena *a;
    const syntax *s = &read_text(&a, mayor)->build.syntax;
    assert_int_equal(syntax_child(s, 8, DEP_NSUBJ), 2);
    assert_int_equal(syntax_child(s, 8, DEP_NSUBJ_PASS), TOKEN_NONE);
    assert_int_equal(syntax_next(s, 2, DEP_PUNCT), 15);
    assert_int_equal(syntax_next(s, 15, DEP_PUNCT), TOKEN_NONE);
    assert_int_equal(syntax_head(s, 8), TOKEN_NONE);
    assert_int_equal(syntax_head(s, 7), 6);
    arena_free(a);
}

static void subjects_are_followed(void **state) {
    (void)state;
    arena *a;
    const syntax *s = &read_text(&a, mayor)->build.syntax;
    assert_int_equal(syntax_subject(s, 8), 2);
    assert_int_equal(syntax_subject(s, 12), 10); /* the drivers are to wait */
    assert_int_equal(syntax_subject(s, 14), 2);
    arena_free(a);
    s = &read_text(&a, driver)->build.syntax;
    assert_int_equal(syntax_subject(s, 4), 3); /* briefed: the driver */
    assert_int_equal(syntax_subject(s, 8), 7);
    assert_int_equal(syntax_subject(s, 10), 7);
    arena_free(a);
}

static void check_phrase(phrase p, uint32_t first, uint32_t past) {
    assert_int_equal(p.first, first);
    assert_int_equal(p.past, past);
}

static void noun_phrases_hold_what_belongs_to_them(void **state) {
    (void)state;
    arena *a;
    const syntax *s = &read_text(&a, mayor)->build.syntax;
    check_phrase(syntax_noun_phrase(s, 2), 0, 8);
    check_phrase(syntax_noun_phrase(s, 4), 4, 5);
    check_phrase(syntax_subtree(s, 8), 0, 16);
    arena_free(a);
    s = &read_text(&a, driver)->build.syntax;
    check_phrase(syntax_noun_phrase(s, 3), 1, 7); /* without "for", "who slept" and "he" */
    check_phrase(syntax_subtree(s, 3), 0, 13);
    arena_free(a);
}

static void brackets_end_a_phrase(void **state) {
    (void)state;
    arena *a;
    const syntax *s = &read_text(&a, "Arlow PROPN 3 compound\n"
                                     "Housing PROPN 3 compound\n"
                                     "Fund PROPN 7 nsubj\n"
                                     "( PUNCT 5 punct\n"
                                     "~AHF PROPN 3 appos\n"
                                     "~) PUNCT 5 punct\n"
                                     "grew VERB 0 root\n")->build.syntax;
    check_phrase(syntax_noun_phrase(s, 2), 0, 3);
    arena_free(a);
}

static void heads_of_runs(void **state) {
    (void)state;
    arena *a;
    const syntax *s = &read_text(&a, mayor)->build.syntax;
    assert_int_equal(syntax_head_of(s, 0, 8), 2);
    assert_int_equal(syntax_head_of(s, 6, 8), 6);
    assert_int_equal(syntax_head_of(s, 13, 16), 14); /* the verb, not the full stop */
    assert_true(syntax_is_below(s, 7, 8));
    assert_false(syntax_is_below(s, 8, 7));
    arena_free(a);
}

static void lemmas_stand_beside_tokens(void **state) {
    (void)state;
    arena *a;
    const syntax *s = &read_text(&a, mayor)->build.syntax;
    assert_true(str_is(s->lemmas[8], "ask"));
    assert_true(str_is(s->lemmas[10], "driver"));
    arena_free(a);
}

/* A ring of heads, and a head in another sentence: nothing loops, nothing leaves the text. */
static void broken_trees_do_no_harm(void **state) {
    (void)state;
    arena *a;
    labelled *l = read_text(&a, "one X 2 dep\ntwo X 1 dep\nthree X 0 root\n\nfour X 0 root\n");
    ((uint32_t *)(uintptr_t)l->labels.head)[3] = 1;
    syntax_of(a, &l->tokens, &l->labels, &l->build.syntax);
    const syntax *s = &l->build.syntax;
    assert_int_equal(syntax_head(s, 3), TOKEN_NONE);
    assert_false(syntax_is_below(s, 0, 2));
    assert_int_equal(syntax_subject(s, 0), TOKEN_NONE);
    check_phrase(syntax_subtree(s, 0), 0, 1);
    check_phrase(syntax_noun_phrase(s, 1), 1, 2);
    assert_int_equal(syntax_head_of(s, 0, 2), 1);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(children_are_found_in_order),
        cmocka_unit_test(subjects_are_followed),
        cmocka_unit_test(noun_phrases_hold_what_belongs_to_them),
        cmocka_unit_test(brackets_end_a_phrase),
        cmocka_unit_test(heads_of_runs),
        cmocka_unit_test(lemmas_stand_beside_tokens),
        cmocka_unit_test(broken_trees_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
