/* tests/record/channels.c: how, to whom and when something was said. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "record/labelled.h"

static labelled *read_text(arena **a, const char *plain, block_kind second) {
    *a = arena_new(0);
    labelled *l = labelled_read(*a, plain, "2026-03-04"); /* a Wednesday */
    for (size_t p = 0; p < l->tokens.passage_count; p++) {
        const passage *at = &l->tokens.passages[p];
        block b = { l->tokens.at[at->first].start, l->tokens.at[at->past - 1].end,
                    p == 1 ? second : BLOCK_PARAGRAPH, STR_NONE };
        *LIST_ADD(*a, &l->report.blocks) = b;
    }
    l->build.mention_at = ARENA_NEW(*a, id, l->tokens.count + 1);
    for (size_t i = 0; i < l->tokens.count; i++) l->build.mention_at[i] = ID_NONE;
    times_find(&l->build);
    actors_find(&l->build);
    statements_find(&l->build);
    return l;
}

#define SAID_IN_STATEMENT "Ruiz PROPN 2 nsubj Person source1\n" \
                          "said VERB 0 root - cue1\n" \
                          "in ADP 5 case\n" \
                          "a DET 5 det\n" \
                          "statement NOUN 2 obl\n" \
                          "on ADP 7 case\n" \
                          "Monday PROPN 2 obl\n" \
                          "it PRON 9 nsubj - content1\n" \
                          "burned VERB 2 ccomp - content1\n" \
                          "~. PUNCT 2 punct\n"

static void a_day_beside_the_cue_is_the_day_of_saying(void **state) {
    (void)state;
    arena *a;
    const labelled *l = read_text(&a, SAID_IN_STATEMENT, BLOCK_PARAGRAPH);
    const statement *s = &l->record.statements.at[0];
    assert_int_equal(s->channel.kind, CHANNEL_WRITTEN_STATEMENT);
    assert_true(s->time.known);
    assert_int_equal(s->time.earliest.day.month, 3);
    assert_int_equal(s->time.earliest.day.day, 2);
    arena_free(a);
}

static void a_day_inside_the_words_is_not(void **state) {
    (void)state;
    arena *a;
    const labelled *l = read_text(&a, "Ruiz PROPN 2 nsubj Person source1\n"
                                      "said VERB 0 root - cue1\n"
                                      "it PRON 4 nsubj - content1\n"
                                      "burned VERB 2 ccomp - content1\n"
                                      "on ADP 6 case - content1\n"
                                      "Monday PROPN 4 obl - content1\n"
                                      "~. PUNCT 2 punct\n", BLOCK_PARAGRAPH);
    assert_false(l->record.statements.at[0].time.known);
    arena_free(a);
}

#define RUIZ_ADDED "Ruiz PROPN 2 nsubj Person source2\n" \
                   "added VERB 0 root - cue2\n" \
                   "that SCONJ 5 mark - content2\n" \
                   "everybody PRON 5 nsubj - content2\n" \
                   "ran VERB 2 ccomp - content2\n" \
                   "~. PUNCT 2 punct\n"

static void channel_and_day_hold_for_the_speaker(void **state) {
    (void)state;
    arena *a;
    const labelled *l = read_text(&a, SAID_IN_STATEMENT "---\n" RUIZ_ADDED, BLOCK_PARAGRAPH);
    assert_int_equal(l->record.statements.count, 2);
    assert_int_equal(l->record.statements.at[1].channel.kind, CHANNEL_WRITTEN_STATEMENT);
    assert_true(l->record.statements.at[1].time.known);
    arena_free(a);
}

static void a_subheading_ends_them(void **state) {
    (void)state;
    arena *a;
    const labelled *l = read_text(&a, SAID_IN_STATEMENT "---\nAfter ADP 3 case\n"
                                      "the DET 3 det\nfire NOUN 0 root\n---\n" RUIZ_ADDED,
                                  BLOCK_HEADING);
    assert_int_equal(l->record.statements.count, 2);
    assert_int_equal(l->record.statements.at[1].channel.kind, CHANNEL_NONE);
    assert_false(l->record.statements.at[1].time.known);
    arena_free(a);
}

static void thoughts_take_no_channel_from_before(void **state) {
    (void)state;
    arena *a;
    const labelled *l = read_text(&a, SAID_IN_STATEMENT "---\n"
                                      "Ruiz PROPN 2 nsubj Person source2\n"
                                      "hopes VERB 0 root - cue2\n"
                                      "everybody PRON 4 nsubj - content2\n"
                                      "ran VERB 2 ccomp - content2\n"
                                      "~. PUNCT 2 punct\n", BLOCK_PARAGRAPH);
    assert_int_equal(l->record.statements.count, 2);
    assert_int_equal(l->record.statements.at[1].channel.kind, CHANNEL_NONE);
    arena_free(a);
}

static void another_occasion_takes_none(void **state) {
    (void)state;
    arena *a;
    const labelled *l = read_text(&a, SAID_IN_STATEMENT "---\n"
                                      "Ruiz PROPN 3 nsubj Person source2\n"
                                      "previously ADV 3 advmod\n"
                                      "said VERB 0 root - cue2\n"
                                      "everybody PRON 5 nsubj - content2\n"
                                      "ran VERB 3 ccomp - content2\n"
                                      "~. PUNCT 3 punct\n", BLOCK_PARAGRAPH);
    assert_int_equal(l->record.statements.count, 2);
    assert_int_equal(l->record.statements.at[1].channel.kind, CHANNEL_NONE);
    arena_free(a);
}

static void who_is_urged_is_spoken_to(void **state) {
    (void)state;
    arena *a;
    const labelled *l = read_text(&a, "Ruiz PROPN 2 nsubj Person source1\n"
                                      "urged VERB 0 root - cue1\n"
                                      "residents NOUN 2 obj - content1\n"
                                      "to PART 5 mark - content1\n"
                                      "leave VERB 2 xcomp - content1\n"
                                      "~. PUNCT 2 punct\n", BLOCK_PARAGRAPH);
    const statement *s = &l->record.statements.at[0];
    assert_int_equal(s->act, ACT_DEMAND);
    assert_int_equal(s->addressees.count, 1);
    assert_true(str_is(l->record.actors.at[s->addressees.at[0]].name, "residents"));
    arena_free(a);
}

static void a_letter_goes_to_its_readers(void **state) {
    (void)state;
    arena *a;
    const labelled *l = read_text(&a, "In ADP 3 case\n"
                                      "a DET 3 det\n"
                                      "letter NOUN 8 obl\n"
                                      "to ADP 5 case\n"
                                      "parents NOUN 3 nmod\n"
                                      "~, PUNCT 3 punct\n"
                                      "Ruiz PROPN 8 nsubj Person source1\n"
                                      "wrote VERB 0 root - cue1\n"
                                      "it PRON 10 nsubj - content1\n"
                                      "burned VERB 8 ccomp - content1\n"
                                      "~. PUNCT 8 punct\n", BLOCK_PARAGRAPH);
    const statement *s = &l->record.statements.at[0];
    assert_int_equal(s->channel.kind, CHANNEL_LETTER);
    assert_int_equal(s->addressees.count, 1);
    assert_true(str_is(l->record.actors.at[s->addressees.at[0]].name, "parents"));
    arena_free(a);
}

static void who_is_phoned_is_spoken_to(void **state) {
    (void)state;
    arena *a;
    const labelled *l = read_text(&a, "Ruiz PROPN 2 nsubj Person source1\n"
                                      "phoned VERB 0 root\n"
                                      "Bolt PROPN 2 obj Person\n"
                                      "to PART 5 mark\n"
                                      "condemn VERB 2 advcl - cue1\n"
                                      "the DET 7 det - content1\n"
                                      "tax NOUN 5 obj - content1\n"
                                      "~. PUNCT 2 punct\n", BLOCK_PARAGRAPH);
    assert_int_equal(l->record.statements.count, 1);
    const statement *s = &l->record.statements.at[0];
    assert_int_equal(s->channel.kind, CHANNEL_PHONE_CALL);
    assert_int_equal(s->addressees.count, 1);
    arena_free(a);
}

static void a_platform_names_the_channel(void **state) {
    (void)state;
    arena *a;
    const labelled *l = read_text(&a, "Ruiz PROPN 2 nsubj Person source1\n"
                                      "wrote VERB 0 root - cue1\n"
                                      "on ADP 4 case\n"
                                      "Facebook PROPN 2 obl Organization\n"
                                      "that SCONJ 7 mark - content1\n"
                                      "it PRON 7 nsubj - content1\n"
                                      "burned VERB 2 ccomp - content1\n"
                                      "~. PUNCT 2 punct\n", BLOCK_PARAGRAPH);
    const statement *s = &l->record.statements.at[0];
    assert_int_equal(s->channel.kind, CHANNEL_SOCIAL_MEDIA);
    assert_true(str_is(s->channel.name, "Facebook"));
    arena_free(a);
}

static void what_is_spoken_of_is_no_channel(void **state) {
    (void)state;
    arena *a;
    const labelled *l = read_text(&a, "Ruiz PROPN 2 nsubj Person source1\n"
                                      "said VERB 0 root - cue1\n"
                                      "the DET 4 det - content1\n"
                                      "letter NOUN 5 nsubj - content1\n"
                                      "burned VERB 2 ccomp - content1\n"
                                      "in ADP 8 case - content1\n"
                                      "a DET 8 det - content1\n"
                                      "court NOUN 5 obl - content1\n"
                                      "~. PUNCT 2 punct\n", BLOCK_PARAGRAPH);
    assert_int_equal(l->record.statements.at[0].channel.kind, CHANNEL_NONE);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_day_beside_the_cue_is_the_day_of_saying),
        cmocka_unit_test(a_day_inside_the_words_is_not),
        cmocka_unit_test(channel_and_day_hold_for_the_speaker),
        cmocka_unit_test(a_subheading_ends_them),
        cmocka_unit_test(thoughts_take_no_channel_from_before),
        cmocka_unit_test(another_occasion_takes_none),
        cmocka_unit_test(who_is_urged_is_spoken_to),
        cmocka_unit_test(a_letter_goes_to_its_readers),
        cmocka_unit_test(who_is_phoned_is_spoken_to),
        cmocka_unit_test(a_platform_names_the_channel),
        cmocka_unit_test(what_is_spoken_of_is_no_channel),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
