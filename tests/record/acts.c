/* tests/record/acts.c: what kind of saying, how far quoted, and for or against what. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "record/labelled.h"

#include "record/acts.h"
#include "record/channel_words.h"

static const statement *read_one(arena **a, const char *plain) {
    *a = arena_new(0);
    labelled *l = labelled_read(*a, plain, "2026-03-04");
    l->build.mention_at = ARENA_NEW(*a, id, l->tokens.count + 1);
    for (size_t i = 0; i < l->tokens.count; i++) l->build.mention_at[i] = ID_NONE;
    times_find(&l->build);
    actors_find(&l->build);
    statements_find(&l->build);
    assert_int_equal(l->record.statements.count, 1);
    return &l->record.statements.at[0];
}

static void check_act(const char *plain, act expected) {
    arena *a;
    assert_string_equal(act_name(read_one(&a, plain)->act), act_name(expected));
    arena_free(a);
}

#define RUIZ_SAID "Ruiz PROPN 2 nsubj Person source1\nsaid VERB 0 root - cue1\n"

static void a_specific_cue_decides(void **state) {
    (void)state;
    check_act("Ruiz PROPN 2 nsubj Person source1\n"
              "denied VERB 0 root - cue1\n"
              "that SCONJ 5 mark - content1\n"
              "it PRON 5 nsubj - content1\n"
              "burned VERB 2 ccomp - content1\n", ACT_DENY);
    check_act("Ruiz PROPN 2 nsubj Person source1\n"
              "called VERB 0 root - cue1\n"
              "for ADP 5 case - cue1\n"
              "an DET 5 det - content1\n"
              "inquiry NOUN 2 obl - content1\n", ACT_DEMAND);
}

static void a_question_asks(void **state) {
    (void)state;
    check_act(RUIZ_SAID "~: PUNCT 2 punct\n"
              "\" PUNCT 6 punct - content1\n"
              "~Who PRON 6 nsubj - content1\n"
              "paid VERB 2 ccomp - content1\n"
              "~? PUNCT 6 punct - content1\n"
              "~\" PUNCT 6 punct - content1\n", ACT_ASK);
}

static void an_imperative_demands(void **state) {
    (void)state;
    check_act(RUIZ_SAID "~: PUNCT 2 punct\n"
              "\" PUNCT 5 punct - content1\n"
              "~Leave VERB 2 ccomp - content1\n"
              "the DET 7 det - content1\n"
              "valley NOUN 5 obj - content1\n"
              "~. PUNCT 5 punct - content1\n"
              "~\" PUNCT 5 punct - content1\n", ACT_DEMAND);
}

static void will_promises_or_predicts(void **state) {
    (void)state;
    check_act(RUIZ_SAID "~: PUNCT 2 punct\n"
              "\" PUNCT 7 punct - content1\n"
              "~I PRON 7 nsubj - content1\n"
              "will AUX 7 aux - content1\n"
              "stay VERB 2 ccomp - content1\n"
              "~. PUNCT 7 punct - content1\n"
              "~\" PUNCT 7 punct - content1\n", ACT_PROMISE);
    check_act(RUIZ_SAID "prices NOUN 5 nsubj - content1\n"
              "will AUX 5 aux - content1\n"
              "rise VERB 2 ccomp - content1\n", ACT_PREDICT);
}

static void words_of_blame_criticise(void **state) {
    (void)state;
    check_act(RUIZ_SAID "the DET 4 det - content1\n"
              "plan NOUN 7 nsubj - content1\n"
              "was AUX 7 cop - content1\n"
              "a DET 7 det - content1\n"
              "disgrace NOUN 2 ccomp - content1\n", ACT_CRITICISE);
    check_act(RUIZ_SAID "the DET 4 det - content1\n"
              "bus NOUN 5 nsubj - content1\n"
              "came VERB 2 ccomp - content1\n", ACT_SAY);
}

static void what_is_called_false_is_denied(void **state) {
    (void)state;
    check_act(RUIZ_SAID "the DET 4 det - content1\n"
              "report NOUN 6 nsubj - content1\n"
              "was AUX 6 cop - content1\n"
              "false ADJ 2 ccomp - content1\n", ACT_DENY);
}

static void quotations_are_direct_mixed_or_indirect(void **state) {
    (void)state;
    arena *a;
    assert_int_equal(read_one(&a, RUIZ_SAID "the DET 4 det - content1\n"
                              "bus NOUN 5 nsubj - content1\n"
                              "came VERB 2 ccomp - content1\n"
                              "\" PUNCT 7 punct - content1\n"
                              "~late ADV 5 advmod - content1\n"
                              "~\" PUNCT 7 punct - content1\n")->quotation, QUOTATION_MIXED);
    arena_free(a);
    assert_int_equal(read_one(&a, RUIZ_SAID "that SCONJ 6 mark - content1\n"
                              "\" PUNCT 6 punct - content1\n"
                              "~nobody PRON 6 nsubj - content1\n"
                              "came VERB 2 ccomp - content1\n"
                              "~\" PUNCT 6 punct - content1\n")->quotation, QUOTATION_DIRECT);
    arena_free(a);
}

static void a_scare_name_quotes_nobody(void **state) {
    (void)state;
    arena *a;
    assert_int_equal(read_one(&a, RUIZ_SAID "the DET 8 det - content1\n"
                              "\" PUNCT 6 punct - content1\n"
                              "~ghost NOUN 6 compound - content1\n"
                              "train NOUN 8 compound - content1\n"
                              "~\" PUNCT 6 punct - content1\n"
                              "line NOUN 9 nsubj - content1\n"
                              "closed VERB 2 ccomp - content1\n")->quotation, QUOTATION_INDIRECT);
    arena_free(a);
}

static void a_side_is_taken_on_the_object(void **state) {
    (void)state;
    arena *a;
    const statement *s = read_one(&a, "Ruiz PROPN 2 nsubj Person source1\n"
                                      "condemned VERB 0 root - cue1\n"
                                      "the DET 5 det - content1\n"
                                      "new ADJ 5 amod - content1\n"
                                      "tax NOUN 2 obj - content1\n"
                                      "~. PUNCT 2 punct\n");
    assert_int_equal(s->stance.count, 1);
    assert_int_equal(s->stance.at[0].polarity, POLARITY_AGAINST);
    assert_true(str_is(s->stance.at[0].words, "the new tax"));
    assert_int_equal(s->act, ACT_CRITICISE);
    arena_free(a);
}

static void a_plain_saying_takes_no_side(void **state) {
    (void)state;
    arena *a;
    const statement *s = read_one(&a, RUIZ_SAID "the DET 4 det - content1\n"
                                      "bus NOUN 5 nsubj - content1\n"
                                      "came VERB 2 ccomp - content1\n");
    assert_int_equal(s->stance.count, 0);
    arena_free(a);
}

static void word_lists_are_in_order(void **state) {
    (void)state;
    assert_true(is_blame(STR("disgrace")) && is_blame(STR("abuse")) && is_blame(STR("wrong")));
    assert_true(is_praise(STR("admire")) && is_praise(STR("wonderful")));
    assert_true(is_untrue(STR("untrue")) && is_wrong(STR("steal")));
    assert_false(is_blame(STR("table")) || is_praise(STR("table")) || is_wrong(STR("table")));
    size_t count;
    const channel_word *w = channel_words(&count);
    for (size_t i = 1; i < count; i++) assert_true(strcmp(w[i - 1].lemma, w[i].lemma) < 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_specific_cue_decides),
        cmocka_unit_test(a_question_asks),
        cmocka_unit_test(an_imperative_demands),
        cmocka_unit_test(will_promises_or_predicts),
        cmocka_unit_test(words_of_blame_criticise),
        cmocka_unit_test(what_is_called_false_is_denied),
        cmocka_unit_test(quotations_are_direct_mixed_or_indirect),
        cmocka_unit_test(a_scare_name_quotes_nobody),
        cmocka_unit_test(a_side_is_taken_on_the_object),
        cmocka_unit_test(a_plain_saying_takes_no_side),
        cmocka_unit_test(word_lists_are_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
