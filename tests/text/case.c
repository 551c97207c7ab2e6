/* Texts without case as they would usually be written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text/blocks.h"
#include "base/utf8.h"
#include "text/blocks.h"
#include "text/case.h"

static arena *a;

static int open_arena(void **state) {
    (void)state;
    a = arena_new((size_t)64 << 20);
    return a ? 0 : -1;
}

static int close_arena(void **state) {
    (void)state;
    arena_free(a);
    return 0;
}

static str restored(const char *text) {
    block_list blocks = { 0 };
    blocks_guess(a, str_of(text), STR_NONE, &blocks);
    return case_restored(a, str_of(text), &blocks);
}

static void becomes(const char *text, const char *wanted) {
    str got = restored(text);
    assert_int_equal(got.length, strlen(wanted));
    assert_memory_equal(got.at, wanted, got.length);
}

static void stays(const char *text) {
    str got = restored(text);
    assert_ptr_equal(got.at, text);
}

#define SMALL "mayor ana ruiz told reporters in boston on monday that the un had not paid. "      \
              "\"we will wait,\" she said. mr. mcdonald of the us senate disagreed."
#define USUAL "Mayor Ana Ruiz told reporters in Boston on Monday that the UN had not paid. "      \
              "\"We will wait,\" she said. Mr. McDonald of the US Senate disagreed."
#define CAPITALS "MAYOR ANA RUIZ TOLD REPORTERS IN BOSTON ON MONDAY THAT THE UN HAD NOT PAID. "   \
                 "\"WE WILL WAIT,\" SHE SAID. MR. MCDONALD OF THE US SENATE DISAGREED."

static void restores_small_letters(void **state) {
    (void)state;
    becomes(SMALL, USUAL);
}

static void restores_capitals(void **state) {
    (void)state;
    becomes(CAPITALS, USUAL);
}

static void leaves_usual_text(void **state) {
    (void)state;
    stays(USUAL);
    stays("");
    stays("NATO");
    stays("bread, milk");
    stays("NATO SUMMIT\n\nThe ministers met on Monday and said that they would meet again.");
    stays("He said \"HURRY UP\" to the crew, and all of them ran to the boats at once.");
}

/* One passage of a text may be in capitals: a headline, a wire's first line. */
static void restores_a_passage(void **state) {
    (void)state;
    becomes("MAYOR RUIZ TO LEAVE OFFICE IN MARCH\n\nAna Ruiz said so on Monday in the town hall.",
            "Mayor Ruiz to leave office in March\n\nAna Ruiz said so on Monday in the town hall.");
}

static void keeps_what_was_meant(void **state) {
    (void)state;
    becomes("the firm said on tuesday that its iPhone would cost less in germany than in france, "
            "a spokesman said, after sales fell in the first three months of the year.",
            "The firm said on Tuesday that its iPhone would cost less in Germany than in France, "
            "a spokesman said, after sales fell in the first three months of the year.");
}

static void keeps_labels(void **state) {
    (void)state;
    becomes("RUIZ: WE HAD NO CHOICE BUT TO CLOSE THE BRIDGE.",
            "RUIZ: We had no choice but to close the bridge.");
}

/* Lines that a paragraph is broken into begin no sentence. */
static void reads_over_line_ends(void **state) {
    (void)state;
    becomes("the owners of the farm said on wednesday that it would not pay for the\n"
            "new bridge over the river until the government in london had agreed to\n"
            "share what it costs, as its minister had promised in the last election.\n",
            "The owners of the farm said on Wednesday that it would not pay for the\n"
            "new bridge over the river until the government in London had agreed to\n"
            "share what it costs, as its minister had promised in the last election.\n");
}

/* Whatever the bytes: characters keep their place, and only letters change. */
static void keeps_places(void **state) {
    (void)state;
    const char *odd[] = {
        "\u0130STANBUL VE \u00c7ANKAYA BELED\u0130YES\u0130 A\u00c7IKLADI: STRASSE \u1e9e",
        "\u00e9cole \u00df \u0149 \u01c5 na\u00efve \u4e2d\u6587 a\u0301b\u0301c mcmcmcmcmc "
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "a: b: c: :: \" ' ( [ . ! ? ' \" . .a .b . \"a\" 'b' \n\n\n \" and so on and on and on "
        "and on until it has as many letters as a passage must have",
    };
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        str was = str_of(odd[i]), got = restored(odd[i]);
        assert_int_equal(got.length, was.length);
        assert_int_equal(utf8_valid(got), got.length);
        for (size_t at = 0, old, new; at < was.length; at += old) {
            code_point before = utf8_at(was, at, &old), after = utf8_at(got, at, &new);
            assert_int_equal(old, new);
            if (before != after) assert_true(utf8_is_letter(before));
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(restores_small_letters), cmocka_unit_test(restores_capitals),
        cmocka_unit_test(leaves_usual_text),      cmocka_unit_test(restores_a_passage),
        cmocka_unit_test(keeps_what_was_meant),   cmocka_unit_test(keeps_labels),
        cmocka_unit_test(reads_over_line_ends),   cmocka_unit_test(keeps_places),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
