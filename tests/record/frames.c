/* tests/record/frames.c: what a verb takes behind its object, and what is the object's own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "record/frames.h"
#include "record/labelled.h"

/* Whether the verb takes the given token behind its object, the fourth. Tokens count from 0. */
static bool taken(const char *plain, uint32_t child) {
    arena *a = arena_new(0);
    labelled *l = labelled_read(a, plain, "2026-03-04");
    bool out = frame_takes(&l->build.syntax, 3, child);
    arena_free(a);
    return out;
}

#define BLAMED "They PRON 2 nsubj\nblamed VERB 0 root\nthe DET 4 det\ncouncil NOUN 2 obj\n"
#define KNOWN "They PRON 2 nsubj\nknow VERB 0 root\nthe DET 4 det\ncouncil NOUN 2 obj\n"

static void a_reason_is_the_verbs(void **state) {
    (void)state;
    assert_true(taken(BLAMED "for ADP 6 case\ndelays NOUN 4 nmod\n", 5));
    assert_false(taken(BLAMED "of ADP 6 case\nelders NOUN 4 nmod\n", 5));
    assert_false(taken(KNOWN "for ADP 6 case\ncity NOUN 4 nmod\n", 5));
}

static void a_clause_is_the_verbs(void **state) {
    (void)state;
    const char *accused = "They PRON 2 nsubj\naccused VERB 0 root\nthe DET 4 det\n"
                          "firm NOUN 2 obj\nof SCONJ 6 mark\nhiding VERB 4 acl\n";
    const char *relative = "They PRON 2 nsubj\naccused VERB 0 root\nthe DET 4 det\n"
                           "firm NOUN 2 obj\nthat PRON 6 nsubj\nhid VERB 4 acl:relcl\n";
    assert_true(taken(accused, 5));
    assert_false(taken(relative, 5));
}

static void a_subject_keeps_its_own(void **state) {
    (void)state;
    assert_false(taken("Today ADV 3 advmod\nalso ADV 3 advmod\nblamed VERB 0 root\n"
                       "reports NOUN 3 nsubj\nfor ADP 6 case\ndelays NOUN 4 nmod\n", 5));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reason_is_the_verbs),
        cmocka_unit_test(a_clause_is_the_verbs),
        cmocka_unit_test(a_subject_keeps_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
