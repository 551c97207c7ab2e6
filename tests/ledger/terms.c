/* Words and how rare they are: each word of the list is found, and others are as rare as can be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "ledger/terms.h"

static const char list[] =
#include "ledger/common_words.inc"
    ;

static double rarity_of(char letter) {
    return (letter >= 'a' ? letter - 'a' + 26 : letter - 'A') / 4.0;
}

static void every_word_of_the_list_is_found(void **state) {
    (void)state;
    size_t count = 0;
    for (const char *at = list; *at; count++) {
        const char *blank = strchr(at, ' ');
        double rarity = term_rarity((str){ at, (size_t)(blank - at) });
        if (rarity < rarity_of(blank[1]) || rarity > rarity_of(blank[1]))
            fail_msg("%.*s: %f", (int)(blank - at), at, rarity);
        at = blank + 3;
    }
    assert_true(count > 10000);
}

static void other_words_are_the_rarest(void **state) {
    (void)state;
    static const char *const others[] = {
        "", "a'", "zzzz", "thee'", "qxj", "'", "{", "\xC3\xA9t\xC3\xA9", "a\xC3\xA9", "0000000",
        "A", "The", "saidx", "sai dd", "\n", " ", "said\n",
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (term_rarity(str_of(others[i])) < TERM_RAREST) fail_msg("%s", others[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_word_of_the_list_is_found),
        cmocka_unit_test(other_words_are_the_rarest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
