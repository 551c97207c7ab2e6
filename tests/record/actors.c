/* tests/record/actors.c: whom the phrases of a text refer to, on sentences labelled by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "record/labelled.h"

static labelled *find_in(arena **a, const char *plain) {
    *a = arena_new(0);
    labelled *l = labelled_read(*a, plain, NULL);
    l->build.mention_at = ARENA_NEW(*a, id, l->tokens.count);
    for (size_t i = 0; i < l->tokens.count; i++) l->build.mention_at[i] = ID_NONE;
    actors_find(&l->build);
    return l;
}

/* The actor of the n-th token (from 1) that reads `word`. */
static id actor_of(const labelled *l, const char *word, int n) {
    for (uint32_t i = 0; i < l->tokens.count; i++)
        if (str_is(token_str(&l->tokens, i), word) && --n == 0) return actor_at(&l->build, i);
    fail_msg("no %s", word);
    return ID_NONE;
}

static const actor *actor_named(const labelled *l, const char *name) {
    for (size_t i = 0; i < l->record.actors.count; i++)
        if (str_is(l->record.actors.at[i].name, name)) return &l->record.actors.at[i];
    fail_msg("no actor %s", name);
    return NULL;
}

static bool has_role(const actor *who, const char *office, const char *of) {
    for (size_t i = 0; i < who->roles.count; i++) {
        const role *held = &who->roles.at[i];
        if (str_is(held->title, office) && (of ? str_is(held->of, of) : !held->of.at)) return true;
    }
    return false;
}

static const char smiths[] =
    "John PROPN 6 nsubj Person\nSmith PROPN 1 flat Person\nand CCONJ 4 cc\n"
    "Mary PROPN 1 conj +Person\nSmith PROPN 4 flat Person\nwon VERB 0 root\n~. PUNCT 6 punct\n\n"
    "Mr PROPN 2 nmod\nSmith PROPN 4 nsubj Person\nthen ADV 4 advmod\nleft VERB 0 root\n"
    "~, PUNCT 4 punct\nand CCONJ 9 cc\nMs PROPN 8 nmod\nSmith PROPN 9 nsubj Person\n"
    "stayed VERB 4 conj\nwith ADP 12 case\nher PRON 12 nmod:poss\nson NOUN 9 obl\n~. PUNCT 4 "
    "punct\n";

static void two_people_of_one_surname_stay_two(void **state) {
    (void)state;
    arena *a;
    labelled *l = find_in(&a, smiths);
    id john = actor_of(l, "John", 1), mary = actor_of(l, "Mary", 1);
    assert_int_not_equal(john, mary);
    assert_int_equal(actor_of(l, "Smith", 3), john);
    assert_int_equal(actor_of(l, "Smith", 4), mary);
    assert_int_equal(actor_of(l, "her", 1), mary);
    assert_int_not_equal(actor_of(l, "son", 1), mary);
    assert_int_equal(actor_named(l, "Mary Smith")->kind, ACTOR_PERSON);
    arena_free(a);
}

static const char mayor[] =
    "The DET 3 det\nnew ADJ 3 amod\nmayor NOUN 9 nsubj - source1\nof ADP 5 case - source1\n"
    "Arlow PROPN 3 nmod Location source1\n~, PUNCT 7 punct - source1\nAna PROPN 3 appos Person "
    "source1\n"
    "Ruiz PROPN 7 flat Person source1\nsaid VERB 0 root - cue1\nit PRON 11 nsubj\n"
    "rained VERB 9 ccomp\n~. PUNCT 9 punct\n\n"
    "Ruiz PROPN 2 nsubj Person\nleft VERB 0 root\n~. PUNCT 2 punct\n\n"
    "She PRON 2 nsubj\nslept VERB 0 root\n~. PUNCT 2 punct\n";

static void names_descriptions_and_pronouns_are_one(void **state) {
    (void)state;
    arena *a;
    labelled *l = find_in(&a, mayor);
    id ana = actor_of(l, "Ana", 1);
    assert_int_equal(actor_of(l, "mayor", 1), ana);
    assert_int_equal(actor_of(l, "Ruiz", 2), ana);
    assert_int_equal(actor_of(l, "She", 1), ana);
    assert_int_equal(actor_of(l, "it", 1), ID_NONE);
    const actor *who = actor_named(l, "Ana Ruiz");
    assert_int_equal(who->mentions.count, 4);
    assert_true(has_role(who, "new mayor", "Arlow"));
    str first = str_in(l->tokens.text, who->mentions.at[0]);
    assert_true(str_is(first, "The new mayor of Arlow"));
    arena_free(a);
}

static const char veltro[] =
    "Veltro PROPN 2 compound Organization\nIndustries PROPN 3 nsubj Organization\nfell VERB 0 "
    "root\n"
    "~. PUNCT 3 punct\n\nThe DET 2 det\ncompany NOUN 3 nsubj\nblamed VERB 0 root\nrain NOUN 3 obj\n"
    "~. PUNCT 3 punct\n\nVeltro PROPN 2 nsubj Organization\nmakes VERB 0 root\npumps NOUN 2 obj\n"
    "~. PUNCT 2 punct\n";

static void companies_go_by_short_names_too(void **state) {
    (void)state;
    arena *a;
    labelled *l = find_in(&a, veltro);
    id veltro_id = actor_of(l, "Industries", 1);
    assert_int_equal(actor_of(l, "company", 1), veltro_id);
    assert_int_equal(actor_of(l, "Veltro", 2), veltro_id);
    assert_int_equal(actor_named(l, "Veltro Industries")->kind, ACTOR_ORGANISATION);
    assert_int_equal(actor_of(l, "pumps", 1), ID_NONE);
    arena_free(a);
}

static const char fund[] =
    "The DET 4 det\nArlow PROPN 4 compound Organization\nHousing PROPN 4 compound Organization\n"
    "Fund PROPN 8 nsubj Organization\n( PUNCT 6 punct\n~AHF PROPN 4 appos Organization\n"
    "~) PUNCT 6 punct\ngrew VERB 0 root\n~. PUNCT 8 punct\n\n"
    "Mina PROPN 2 compound Person\nOrr PROPN 3 nsubj Person\nchairs VERB 0 root\nAHF PROPN 3 obj "
    "Organization\n"
    "~. PUNCT 3 punct\n";

static void initials_stand_for_their_name(void **state) {
    (void)state;
    arena *a;
    labelled *l = find_in(&a, fund);
    assert_int_equal(actor_of(l, "AHF", 1), actor_of(l, "Fund", 1));
    assert_int_equal(actor_of(l, "AHF", 2), actor_of(l, "Fund", 1));
    assert_true(has_role(actor_named(l, "Mina Orr"), "chair", "AHF"));
    arena_free(a);
}

static const char places[] =
    "Arlow PROPN 2 nsubj Location source1\nsaid VERB 0 root - cue1\ntalks NOUN 5 nsubj - content1\n"
    "had AUX 5 aux - content1\nfailed VERB 2 ccomp - content1\n~. PUNCT 2 punct\n\n"
    "It PRON 2 nsubj\nblamed VERB 0 root\nrivals NOUN 2 obj\nin ADP 5 case\nPell PROPN 3 nmod "
    "Location\n"
    "~. PUNCT 2 punct\n";

static void places_that_act_are_actors(void **state) {
    (void)state;
    arena *a;
    labelled *l = find_in(&a, places);
    assert_int_equal(actor_named(l, "Arlow")->kind, ACTOR_GOVERNMENT);
    assert_int_equal(actor_of(l, "It", 1), actor_of(l, "Arlow", 1));
    assert_int_equal(actor_of(l, "Pell", 1), ID_NONE);
    assert_int_equal(l->record.entities.count, 2);
    assert_int_equal(l->record.entities.at[0].actor, actor_of(l, "Arlow", 1));
    assert_int_equal(l->record.entities.at[1].actor, ID_NONE);
    arena_free(a);
}

static const char quoted[] =
    "“ PUNCT 3 punct - content1\n~I PRON 3 nsubj - content1\nslept VERB 7 ccomp - content1\n"
    "~, PUNCT 3 punct - content1\n~” PUNCT 3 punct - content1\nOrr PROPN 7 nsubj Person source1\n"
    "said VERB 0 root - cue1\n~. PUNCT 7 punct\n\n"
    "“ PUNCT 3 punct\n~My PRON 3 nmod:poss\nhouse NOUN 4 nsubj\nshook VERB 0 root\n~. PUNCT 4 "
    "punct\n"
    "~” PUNCT 4 punct\n---\n"
    "I PRON 2 nsubj\nwrote VERB 0 root\nthis PRON 2 obj\n~. PUNCT 2 punct\n";

static void first_persons_are_whoever_speaks(void **state) {
    (void)state;
    arena *a;
    labelled *l = find_in(&a, quoted);
    id orr = actor_of(l, "Orr", 1);
    assert_int_equal(actor_of(l, "I", 1), orr);
    assert_int_equal(actor_of(l, "My", 1), orr); /* the quotation goes on */
    assert_int_not_equal(actor_of(l, "I", 2), orr);
    arena_free(a);
}

static const char before_names[] =
    "Arlow PROPN 4 compound Location\npolice NOUN 3 compound\nchief NOUN 4 compound\nTom PROPN 7 "
    "nsubj Person\n"
    "Askew PROPN 4 flat Person\nhas AUX 7 aux\nmet VERB 0 root\nhis PRON 10 nmod:poss\n"
    "former ADJ 10 amod\nlawyer NOUN 7 obj\n~, PUNCT 13 punct\nVeltro PROPN 13 compound "
    "Organization\n"
    "spokeswoman NOUN 14 compound\nDana PROPN 10 appos Person\nOrr PROPN 14 flat Person\n~. PUNCT "
    "7 punct\n\n"
    "She PRON 4 nsubj\nis AUX 4 cop\nthe DET 4 det\ndean NOUN 0 root\nof ADP 7 case\nthe DET 7 "
    "det\n"
    "college NOUN 4 nmod\n~. PUNCT 4 punct\n\n"
    "He PRON 5 nsubj\nis AUX 5 cop\nnot PART 5 advmod\na DET 5 det\njudge NOUN 0 root\n~. PUNCT 5 "
    "punct\n";

static void offices_are_read_where_they_stand(void **state) {
    (void)state;
    arena *a;
    labelled *l = find_in(&a, before_names);
    const actor *askew = actor_named(l, "Tom Askew"), *orr = actor_named(l, "Dana Orr");
    assert_true(has_role(askew, "police chief", "Arlow"));
    assert_false(has_role(askew, "judge", NULL));
    assert_true(has_role(orr, "spokeswoman", "Veltro"));
    assert_true(has_role(orr, "former lawyer", "Tom Askew"));
    assert_true(has_role(orr, "dean", "college"));
    assert_int_equal(askew->roles.count, 1);
    arena_free(a);
}

static const char documents[] =
    "A DET 2 det\nletter NOUN 3 nsubj\narrived VERB 0 root\n~. PUNCT 3 punct\n\n"
    "Two NUM 2 nummod\nofficials NOUN 7 nsubj - source1\nbriefed VERB 2 acl - source1\n"
    "on ADP 6 case - source1\nthe DET 6 det - source1\nmatter NOUN 3 obl - source1\n"
    "read VERB 0 root - cue1\nit PRON 7 obj\n~. PUNCT 7 punct\n";

static void claims_make_actors_of_things(void **state) {
    (void)state;
    arena *a;
    labelled *l = find_in(&a, documents);
    const actor *officials = actor_named(l, "Two officials briefed on the matter");
    assert_int_equal(officials->kind, ACTOR_GROUP);
    assert_int_equal(actor_of(l, "letter", 1), ID_NONE);
    id letter = actor_claim(&l->build, 0, 2);
    assert_int_equal(l->record.actors.at[letter].kind, ACTOR_UNKNOWN);
    assert_int_equal(actor_claim(&l->build, 0, 2), letter);
    assert_int_equal(actor_of(l, "letter", 1), letter);
    id verb = actor_claim(&l->build, 2, 3);
    assert_int_not_equal(verb, letter);
    assert_int_equal(actor_of(l, "arrived", 1), verb);
    arena_free(a);
}

/* Whatever the labels, mentions are in order, inside the text, and no head is lost. */
static uint32_t next_random(uint32_t *seed) {
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static void scramble(labelled *l, uint32_t *seed) {
    uint8_t *classes = (uint8_t *)(uintptr_t)l->labels.upos;
    uint8_t *relations = (uint8_t *)(uintptr_t)l->labels.deprel;
    uint32_t *heads = (uint32_t *)(uintptr_t)l->labels.head;
    for (uint32_t i = 0; i < l->tokens.count; i++) {
        classes[i] = (uint8_t)(next_random(seed) % UPOS_COUNT);
        relations[i] = (uint8_t)(next_random(seed) % DEP_COUNT);
        heads[i] = next_random(seed) % (uint32_t)l->tokens.count;
    }
    syntax_of(l->build.a, &l->tokens, &l->labels, &l->build.syntax);
}

static void check_actors(const labelled *l) {
    for (size_t i = 0; i < l->record.actors.count; i++) {
        const actor *who = &l->record.actors.at[i];
        assert_true(who->name.length > 0 && who->mentions.count > 0);
        for (size_t m = 0; m < who->mentions.count; m++) {
            span at = who->mentions.at[m];
            assert_true(at.start < at.end && at.end <= l->tokens.text.length);
            assert_true(!m || at.start >= who->mentions.at[m - 1].start);
        }
    }
}

static void any_labels_give_sound_actors(void **state) {
    (void)state;
    static const char *const texts[] = { smiths, mayor, veltro, fund, quoted, before_names };
    uint32_t seed = 7;
    for (int round = 0; round < 600; round++) {
        arena *a = arena_new(0);
        labelled *l = labelled_read(a, texts[round % 6], NULL);
        l->build.mention_at = ARENA_NEW(a, id, l->tokens.count);
        for (size_t i = 0; i < l->tokens.count; i++) l->build.mention_at[i] = ID_NONE;
        scramble(l, &seed);
        actors_find(&l->build);
        check_actors(l);
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_people_of_one_surname_stay_two),
        cmocka_unit_test(names_descriptions_and_pronouns_are_one),
        cmocka_unit_test(companies_go_by_short_names_too),
        cmocka_unit_test(initials_stand_for_their_name),
        cmocka_unit_test(places_that_act_are_actors),
        cmocka_unit_test(first_persons_are_whoever_speaks),
        cmocka_unit_test(offices_are_read_where_they_stand),
        cmocka_unit_test(claims_make_actors_of_things),
        cmocka_unit_test(any_labels_give_sound_actors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
