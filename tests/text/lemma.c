/* Dictionary forms. data/lemmas.py holds the rules a second time: these examples hold both. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/lemma.h"

static void gives(lemma_class wanted, const char *const pairs[][2], size_t count) {
    arena *a = arena_new(0);
    for (size_t i = 0; i < count; i++) {
        str lemma = arena_copy(a, lemma_of(a, str_of(pairs[i][0]), wanted));
        assert_string_equal(lemma.at, pairs[i][1]);
    }
    arena_free(a);
}

#define GIVES(wanted, pairs) gives((wanted), (pairs), sizeof(pairs) / sizeof *(pairs))

static void nouns(void **state) {
    (void)state;
    static const char *const pairs[][2] = {
        { "mayors", "mayor" }, { "Cities", "city" }, { "boxes", "box" }, { "churches", "church" },
        { "children", "child" }, { "women", "woman" }, { "firemen", "fireman" },
        { "crises", "crisis" }, { "news", "news" }, { "bus", "bus" }, { "gas", "gas" },
        { "days", "day" }, { "wives", "wife" }, { "votes", "vote" }, { "class", "class" },
        { "virus", "virus" }, { "heroes", "hero" }, { "police", "police" }, { "1960s", "1960s" },
        { "s", "s" }, { "", "" },
    };
    GIVES(LEMMA_NOUN, pairs);
}

static void verbs(void **state) {
    (void)state;
    static const char *const pairs[][2] = {
        { "said", "say" }, { "says", "say" }, { "told", "tell" }, { "telling", "tell" },
        { "making", "make" }, { "walked", "walk" }, { "planned", "plan" }, { "running", "run" },
        { "denied", "deny" }, { "agreed", "agree" }, { "need", "need" }, { "proceed", "proceed" },
        { "urged", "urge" }, { "accused", "accuse" }, { "wrote", "write" }, { "added", "add" },
        { "criticised", "criticise" }, { "stopped", "stop" }, { "watches", "watch" },
        { "goes", "go" }, { "is", "be" }, { "\u2019re", "be" }, { "'ll", "will" }, { "wo", "will" },
        { "Has", "have" }, { "bring", "bring" }, { "visited", "visit" }, { "offering", "offer" },
        { "warned", "warn" }, { "prepared", "prepare" }, { "lied", "lie" }, { "tying", "tie" },
    };
    GIVES(LEMMA_VERB, pairs);
}

static void adjectives(void **state) {
    (void)state;
    static const char *const pairs[][2] = {
        { "bigger", "big" }, { "largest", "large" }, { "happier", "happy" }, { "best", "good" },
        { "worse", "bad" }, { "former", "former" }, { "other", "other" }, { "honest", "honest" },
        { "strongest", "strong" }, { "red", "red" }, { "cheaper", "cheap" },
    };
    GIVES(LEMMA_ADJECTIVE, pairs);
}

static void others(void **state) {
    (void)state;
    static const char *const pairs[][2] = {
        { "n't", "not" }, { "n\u2019t", "not" }, { "Them", "they" }, { "those", "that" },
        { "an", "a" }, { "The", "the" }, { "\u00c0", "\u00e0" }, { "this", "this" },
    };
    GIVES(LEMMA_OTHER, pairs);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nouns),
        cmocka_unit_test(verbs),
        cmocka_unit_test(adjectives),
        cmocka_unit_test(others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
