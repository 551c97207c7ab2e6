/* tests/record/statements.c: statements from spans and trees that are given. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "record/labelled.h"
#include "record/statements.h"

static labelled *read_text(arena **a, const char *plain) {
    *a = arena_new(0);
    labelled *l = labelled_read(*a, plain, "2026-03-04");
    l->build.mention_at = ARENA_NEW(*a, id, l->tokens.count + 1);
    for (size_t i = 0; i < l->tokens.count; i++) l->build.mention_at[i] = ID_NONE;
    times_find(&l->build);
    actors_find(&l->build);
    statements_find(&l->build);
    return l;
}

static void check_words(const labelled *l, const span_list *list, const char *words) {
    buffer joined = { 0 };
    for (size_t i = 0; i < list->count; i++) {
        if (i) buffer_add(l->build.a, &joined, STR(" | "));
        buffer_add(l->build.a, &joined, str_in(l->report.text, list->at[i]));
    }
    *LIST_ADD(l->build.a, &joined) = '\0';
    assert_string_equal(joined.at, words);
}

static const char *speaker_name(const labelled *l, const statement *s, size_t n) {
    assert_true(s->speakers.count > n);
    return arena_copy(l->build.a, l->record.actors.at[s->speakers.at[n]].name).at;
}

static const statement *only(const labelled *l) {
    assert_int_equal(l->record.statements.count, 1);
    return &l->record.statements.at[0];
}

static void a_quotation_around_its_verb_is_one(void **state) {
    (void)state;
    arena *a;
    const labelled *l = read_text(&a, "\" PUNCT 3 punct - content1\n"
                                      "~It PRON 3 nsubj - content1\n"
                                      "burned VERB 6 ccomp - content1\n"
                                      "~, PUNCT 3 punct - content1\n"
                                      "~\" PUNCT 3 punct - content1\n"
                                      "said VERB 0 root - cue1\n"
                                      "Ana PROPN 6 nsubj Person source1\n"
                                      "Ruiz PROPN 7 flat Person source1\n"
                                      "~. PUNCT 6 punct\n"
                                      "\n"
                                      "\" PUNCT 3 punct - content1\n"
                                      "~We PRON 3 nsubj - content1\n"
                                      "ran VERB 0 root - content1\n"
                                      "~. PUNCT 3 punct - content1\n"
                                      "~\" PUNCT 3 punct - content1\n");
    const statement *s = only(l);
    check_words(l, &s->content, "\"It burned,\" | \"We ran.\"");
    check_words(l, &s->cue, "said");
    assert_int_equal(s->quotation, QUOTATION_DIRECT);
    assert_string_equal(speaker_name(l, s, 0), "Ana Ruiz");
    arena_free(a);
}

static void a_quoted_paragraph_goes_on_with_the_statement_before(void **state) {
    (void)state;
    arena *a;
    const labelled *l = read_text(&a, "\" PUNCT 3 punct - content1\n"
                                      "~It PRON 3 nsubj - content1\n"
                                      "burned VERB 6 ccomp - content1\n"
                                      "~, PUNCT 3 punct - content1\n"
                                      "~\" PUNCT 3 punct - content1\n"
                                      "said VERB 0 root - cue1\n"
                                      "Ruiz PROPN 6 nsubj Person source1\n"
                                      "~. PUNCT 6 punct\n"
                                      "---\n"
                                      "\" PUNCT 3 punct\n"
                                      "~Everybody PRON 3 nsubj\n"
                                      "ran VERB 0 root\n"
                                      "for ADP 6 case\n"
                                      "the DET 6 det\n"
                                      "door NOUN 3 obl\n"
                                      "~. PUNCT 3 punct\n"
                                      "~\" PUNCT 3 punct\n"
                                      "---\n"
                                      "\" PUNCT 3 punct\n"
                                      "~Nobody PRON 3 nsubj\n"
                                      "helped VERB 0 root\n"
                                      "~. PUNCT 3 punct\n"
                                      "~\" PUNCT 3 punct\n");
    const statement *s = only(l);
    check_words(l, &s->content,
                "\"It burned,\" | \"Everybody ran for the door.\" | \"Nobody helped.\"");
    arena_free(a);
}

static void a_participle_takes_the_subject_of_its_verb(void **state) {
    (void)state;
    arena *a;
    const labelled *l = read_text(&a, "Ruiz PROPN 2 nsubj Person source1\n"
                                      "said VERB 0 root - cue1\n"
                                      "it PRON 4 nsubj - content1\n"
                                      "burned VERB 2 ccomp - content1\n"
                                      "~, PUNCT 6 punct\n"
                                      "adding VERB 2 advcl - cue2\n"
                                      "that SCONJ 9 mark - content2\n"
                                      "everybody PRON 9 nsubj - content2\n"
                                      "ran VERB 6 ccomp - content2\n"
                                      "~. PUNCT 2 punct\n");
    assert_int_equal(l->record.statements.count, 2);
    const statement *s = &l->record.statements.at[0], *added = &l->record.statements.at[1];
    check_words(l, &added->source, "Ruiz");
    check_words(l, &added->content, "that everybody ran");
    assert_int_equal(added->speakers.at[0], s->speakers.at[0]);
    assert_int_equal(added->quotation, QUOTATION_INDIRECT);
    arena_free(a);
}

static void verbs_share_their_subject(void **state) {
    (void)state;
    arena *a;
    const labelled *l = read_text(&a, "Ana PROPN 3 nsubj Person source2\n"
                                      "Ruiz PROPN 1 flat Person source2\n"
                                      "took VERB 0 root - cue1\n"
                                      "issue NOUN 3 obj - cue1\n"
                                      "with ADP 6 case - cue1\n"
                                      "fees NOUN 3 obl - content1\n"
                                      "and CCONJ 8 cc\n"
                                      "said VERB 3 conj - cue2\n"
                                      "rents NOUN 10 nsubj - content2\n"
                                      "rose VERB 8 ccomp - content2\n");
    assert_int_equal(l->record.statements.count, 2);
    assert_string_equal(speaker_name(l, &l->record.statements.at[0], 0), "Ana Ruiz");
    assert_string_equal(speaker_name(l, &l->record.statements.at[1], 0), "Ana Ruiz");
    arena_free(a);
}

static void all_who_are_joined_speak(void **state) {
    (void)state;
    arena *a;
    const labelled *l = read_text(&a, "Arcon PROPN 4 nsubj Organization source1\n"
                                      "and CCONJ 3 cc - source1\n"
                                      "Veltro PROPN 1 conj +Organization source1\n"
                                      "said VERB 0 root - cue1\n"
                                      "sales NOUN 6 nsubj - content1\n"
                                      "fell VERB 4 ccomp - content1\n");
    const statement *s = only(l);
    assert_int_equal(s->speakers.count, 2);
    assert_string_equal(speaker_name(l, s, 0), "Arcon");
    assert_string_equal(speaker_name(l, s, 1), "Veltro");
    arena_free(a);
}

static void a_saying_inside_another_is_found(void **state) {
    (void)state;
    arena *a;
    const labelled *l = read_text(&a, "Bolt PROPN 2 nsubj Person source1\n"
                                      "testified VERB 0 root - cue1\n"
                                      "that SCONJ 6 mark - content1\n"
                                      "a DET 5 det - content1\n"
                                      "doctor NOUN 6 nsubj - content1\n"
                                      "warned VERB 2 ccomp - content1\n"
                                      "him PRON 6 obj - content1\n"
                                      "the DET 9 det - content1\n"
                                      "dose NOUN 11 nsubj - content1\n"
                                      "was AUX 11 cop - content1\n"
                                      "lethal ADJ 6 ccomp - content1\n"
                                      "~. PUNCT 2 punct\n");
    assert_int_equal(l->record.statements.count, 2);
    const statement *outer = &l->record.statements.at[0], *inner = &l->record.statements.at[1];
    assert_int_equal(outer->within, ID_NONE);
    assert_int_equal(outer->channel.kind, CHANNEL_COURT);
    assert_int_equal(inner->within, 0);
    check_words(l, &inner->content, "the dose was lethal");
    check_words(l, &inner->source, "a doctor");
    assert_int_equal(inner->act, ACT_WARN);
    assert_int_equal(inner->channel.kind, CHANNEL_NONE);
    arena_free(a);
}

static void nothing_is_found_inside_a_denied_saying(void **state) {
    (void)state;
    arena *a;
    const labelled *l = read_text(&a, "Bolt PROPN 2 nsubj Person source1\n"
                                      "said VERB 0 root - cue1\n"
                                      "she PRON 6 nsubj - content1\n"
                                      "had AUX 6 aux - content1\n"
                                      "never ADV 6 advmod - content1\n"
                                      "said VERB 2 ccomp - content1\n"
                                      "it PRON 8 nsubj - content1\n"
                                      "burned VERB 6 ccomp - content1\n"
                                      "~. PUNCT 2 punct\n");
    only(l);
    arena_free(a);
}

static void silences_and_negated_sayings_are_none(void **state) {
    (void)state;
    arena *a;
    const labelled *l = read_text(&a, "Arcon PROPN 2 nsubj Organization source1\n"
                                      "declined VERB 0 root - cue1\n"
                                      "to PART 4 mark - content1\n"
                                      "comment VERB 2 xcomp - content1\n"
                                      "~. PUNCT 2 punct\n"
                                      "\n"
                                      "The DET 2 det - source2\n"
                                      "admiral NOUN 5 nsubj - source2\n"
                                      "did AUX 5 aux - cue2\n"
                                      "not PART 5 advmod - cue2\n"
                                      "say VERB 0 root - cue2\n"
                                      "when ADV 8 advmod - content2\n"
                                      "they PRON 8 nsubj - content2\n"
                                      "sail VERB 5 ccomp - content2\n");
    assert_int_equal(l->record.statements.count, 0);
    arena_free(a);
}

static void a_quoted_label_is_none(void **state) {
    (void)state;
    arena *a;
    const labelled *l = read_text(&a, "His PRON 7 nmod:poss\n"
                                      "\" PUNCT 3 punct\n"
                                      "~let VERB 7 compound\n"
                                      "them PRON 3 obj\n"
                                      "wait VERB 3 xcomp\n"
                                      "~\" PUNCT 3 punct\n"
                                      "remark NOUN 8 nsubj\n"
                                      "hurt VERB 0 root\n"
                                      "him PRON 8 obj\n"
                                      "~. PUNCT 8 punct\n");
    assert_int_equal(l->record.statements.count, 0);
    arena_free(a);
}

static void words_after_a_colon_are_the_subjects(void **state) {
    (void)state;
    arena *a;
    const labelled *l = read_text(&a, "Mr PROPN 2 compound Person\n"
                                      "Chan PROPN 4 nsubj Person\n"
                                      "was AUX 4 cop\n"
                                      "blunt ADJ 0 root\n"
                                      "~: PUNCT 4 punct\n"
                                      "\" PUNCT 8 punct\n"
                                      "~Nobody PRON 8 nsubj\n"
                                      "asked VERB 4 parataxis\n"
                                      "us PRON 8 obj\n"
                                      "~. PUNCT 8 punct\n"
                                      "~\" PUNCT 8 punct\n");
    const statement *s = only(l);
    check_words(l, &s->content, "\"Nobody asked us.\"");
    assert_int_equal(s->quotation, QUOTATION_DIRECT);
    assert_non_null(strstr(speaker_name(l, s, 0), "Chan"));
    arena_free(a);
}

static void a_label_in_capitals_speaks(void **state) {
    (void)state;
    arena *a;
    const labelled *l = read_text(&a, "SMITH PROPN 5 nsubj Person\n"
                                      "~: PUNCT 1 punct\n"
                                      "We PRON 5 nsubj\n"
                                      "had AUX 5 aux\n"
                                      "waited VERB 0 root\n"
                                      "~. PUNCT 5 punct\n"
                                      "---\n"
                                      "WARNING NOUN 4 nsubj\n"
                                      "~: PUNCT 1 punct\n"
                                      "floors NOUN 4 nsubj\n"
                                      "give VERB 0 root\n"
                                      "~. PUNCT 4 punct\n");
    const statement *s = only(l);
    check_words(l, &s->source, "SMITH");
    check_words(l, &s->content, "We had waited.");
    assert_int_equal(s->quotation, QUOTATION_DIRECT);
    arena_free(a);
}

static void a_channel_holds_for_later_words_of_its_speaker(void **state) {
    (void)state;
    arena *a;
    const labelled *l = read_text(&a, "Ruiz PROPN 2 nsubj Person source1\n"
                                      "said VERB 0 root - cue1\n"
                                      "in ADP 5 case\n"
                                      "a DET 5 det\n"
                                      "statement NOUN 2 obl\n"
                                      "it PRON 7 nsubj - content1\n"
                                      "burned VERB 2 ccomp - content1\n"
                                      "~. PUNCT 2 punct\n"
                                      "\n"
                                      "Ruiz PROPN 2 nsubj Person source2\n"
                                      "added VERB 0 root - cue2\n"
                                      "that SCONJ 5 mark - content2\n"
                                      "everybody PRON 5 nsubj - content2\n"
                                      "ran VERB 2 ccomp - content2\n"
                                      "~. PUNCT 2 punct\n"
                                      "\n"
                                      "Bolt PROPN 2 nsubj +Person source3\n"
                                      "said VERB 0 root - cue3\n"
                                      "nobody PRON 4 nsubj - content3\n"
                                      "ran VERB 2 ccomp - content3\n"
                                      "~. PUNCT 2 punct\n");
    assert_int_equal(l->record.statements.count, 3);
    const statement *s = l->record.statements.at;
    assert_int_equal(s[0].channel.kind, CHANNEL_WRITTEN_STATEMENT);
    assert_int_equal(s[1].channel.kind, CHANNEL_WRITTEN_STATEMENT);
    assert_int_equal(s[2].channel.kind, CHANNEL_NONE);
    arena_free(a);
}

static void an_outlet_that_is_told_has_an_interview(void **state) {
    (void)state;
    arena *a;
    const labelled *l = read_text(&a, "Ruiz PROPN 2 nsubj Person source1\n"
                                      "told VERB 0 root - cue1\n"
                                      "CNN PROPN 2 iobj Organization\n"
                                      "it PRON 5 nsubj - content1\n"
                                      "burned VERB 2 ccomp - content1\n"
                                      "~. PUNCT 2 punct\n"
                                      "---\n"
                                      "Bolt PROPN 2 nsubj Person source2\n"
                                      "told VERB 0 root - cue2\n"
                                      "reporters NOUN 2 iobj\n"
                                      "nobody PRON 5 nsubj - content2\n"
                                      "ran VERB 2 ccomp - content2\n"
                                      "~. PUNCT 2 punct\n");
    assert_int_equal(l->record.statements.count, 2);
    const statement *s = l->record.statements.at;
    assert_int_equal(s[0].channel.kind, CHANNEL_INTERVIEW);
    assert_true(str_is(s[0].channel.name, "CNN"));
    assert_int_equal(s[0].addressees.count, 1);
    assert_int_equal(s[1].channel.kind, CHANNEL_NONE);
    assert_int_equal(s[1].addressees.count, 1);
    assert_true(str_is(l->record.actors.at[s[1].addressees.at[0]].name, "reporters"));
    arena_free(a);
}

static void the_cue_table_is_in_order(void **state) {
    (void)state;
    size_t count;
    const cue_word *w = cue_words(&count);
    for (size_t i = 1; i < count; i++) {
        int order = strcmp(w[i - 1].lemma, w[i].lemma);
        assert_true(order < 0 || (!order && strcmp(w[i - 1].particle, w[i].particle) < 0));
    }
    assert_true(cue_find(STR("call"), STR("for"))->act == ACT_DEMAND);
    assert_true(cue_find(STR("call"), STR("the"))->act == ACT_OPEN);
    assert_null(cue_find(STR("bake"), STR("")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_quotation_around_its_verb_is_one),
        cmocka_unit_test(a_quoted_paragraph_goes_on_with_the_statement_before),
        cmocka_unit_test(a_participle_takes_the_subject_of_its_verb),
        cmocka_unit_test(verbs_share_their_subject),
        cmocka_unit_test(all_who_are_joined_speak),
        cmocka_unit_test(a_saying_inside_another_is_found),
        cmocka_unit_test(nothing_is_found_inside_a_denied_saying),
        cmocka_unit_test(silences_and_negated_sayings_are_none),
        cmocka_unit_test(a_quoted_label_is_none),
        cmocka_unit_test(words_after_a_colon_are_the_subjects),
        cmocka_unit_test(a_label_in_capitals_speaks),
        cmocka_unit_test(a_channel_holds_for_later_words_of_its_speaker),
        cmocka_unit_test(an_outlet_that_is_told_has_an_interview),
        cmocka_unit_test(the_cue_table_is_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
