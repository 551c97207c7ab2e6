/* Blocks of plain texts: each is printed as its kind and its words. */
#include "text/blocks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char *const kinds[BLOCK_KINDS] = {
    [BLOCK_TITLE] = "title", [BLOCK_HEADING] = "heading", [BLOCK_PARAGRAPH] = "paragraph",
    [BLOCK_ITEM] = "item", [BLOCK_QUOTE] = "quote", [BLOCK_CAPTION] = "caption",
    [BLOCK_POST] = "post", [BLOCK_CELL] = "cell", [BLOCK_BYLINE] = "byline",
};

static void guesses_under(const char *headline, const char *text, const char *wanted) {
    arena *a = arena_new(0);
    block_list blocks = { 0 };
    blocks_guess(a, str_of(text), str_of(headline), &blocks);
    buffer out = { 0 };
    buffer_add(a, &out, STR("\n"));
    for (size_t i = 0; i < blocks.count; i++) {
        const block *b = &blocks.at[i];
        buffer_print(a, &out, "%s: %.*s\n", kinds[b->kind],
                     STR_ARG(str_cut(str_of(text), b->start, b->end)));
    }
    str got = arena_copy(a, buffer_str(&out));
    assert_string_equal(got.at + 1, wanted);
    arena_free(a);
}

static void guesses(const char *text, const char *wanted) {
    guesses_under(NULL, text, wanted);
}

static void takes_lines_for_paragraphs(void **state) {
    (void)state;
    guesses("Dam holds\n\nThe dam held on Monday.\nNobody was hurt.\n",
            "title: Dam holds\nparagraph: The dam held on Monday.\nparagraph: Nobody was hurt.\n");
    guesses("  The dam held.  \r\n\r\n\r\nAll left.\u00a0\n \n",
            "paragraph: The dam held.\nparagraph: All left.\n");
    guesses("", "");
    guesses("\n \n", "");
    guesses("Dam holds", "paragraph: Dam holds\n");
}

static void joins_wrapped_lines(void **state) {
    (void)state;
    guesses("Dam holds as river falls\nBy ANN LEE\n\n"
            "BRUDEN, Jan 3 (Agency) - The dam above the town of\n"
            "Bruden held on Monday, and engineers who had worked\n"
            "there all night went home.\n"
            "   Nobody was hurt, said the mayor, who had asked the\n"
            "people of two streets to leave.\n\n"
            "- a first point that is long enough to be broken at\n"
            "  the column\n"
            "- a second point\n",
            "title: Dam holds as river falls\nbyline: By ANN LEE\n"
            "paragraph: BRUDEN, Jan 3 (Agency) - The dam above the town of\n"
            "Bruden held on Monday, and engineers who had worked\n"
            "there all night went home.\n"
            "paragraph: Nobody was hurt, said the mayor, who had asked the\n"
            "people of two streets to leave.\n"
            "item: - a first point that is long enough to be broken at\n"
            "  the column\n"
            "item: - a second point\n");
}

static void tells_furniture_from_text(void **state) {
    (void)state;
    guesses("Dam holds\nBy Ann Lee and Bo Reed, Staff Writers\nMonday, 5 January 2026 10:15 GMT\n"
            "Updated Jan. 6, 2026\nThe dam held.\nReporting by Ann Lee; editing by Bo Reed\n",
            "title: Dam holds\nbyline: By Ann Lee and Bo Reed, Staff Writers\n"
            "byline: Monday, 5 January 2026 10:15 GMT\nbyline: Updated Jan. 6, 2026\n"
            "paragraph: The dam held.\nbyline: Reporting by Ann Lee; editing by Bo Reed\n");
    guesses("Dam holds\nBy Monday the river had fallen.\nBy noon all was dry.",
            "title: Dam holds\nparagraph: By Monday the river had fallen.\n"
            "paragraph: By noon all was dry.\n");
    guesses("FOR IMMEDIATE RELEASE\n\nDam holds\n\nThe dam held.\n",
            "byline: FOR IMMEDIATE RELEASE\ntitle: Dam holds\nparagraph: The dam held.\n");
    guesses("The dam held.\n\nFILE - The dam in May.\n\n> We all left.\n\n1. Leave.\n\n* Stay.",
            "paragraph: The dam held.\ncaption: FILE - The dam in May.\nquote: > We all left.\n"
            "item: 1. Leave.\nitem: * Stay.\n");
}

static void finds_headings(void **state) {
    (void)state;
    guesses("Dam holds\nEngineers go home\nThe dam held.\nWhat comes next\nMore rain is due.\n"
            "LEE: We left\nREED: Yes\nENDS",
            "title: Dam holds\nheading: Engineers go home\nparagraph: The dam held.\n"
            "heading: What comes next\nparagraph: More rain is due.\nparagraph: LEE: We left\n"
            "paragraph: REED: Yes\nparagraph: ENDS\n");
}

static void believes_a_given_headline(void **state) {
    (void)state;
    guesses_under("Dam  holds", "Dam holds\nThe dam held.",
                  "title: Dam holds\nparagraph: The dam held.\n");
}

static void takes_no_other_first_line_for_it(void **state) {
    (void)state;
    guesses_under("Another matter", "Bruden, Monday\n\nThe dam held.",
                  "heading: Bruden, Monday\nparagraph: The dam held.\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_lines_for_paragraphs),
        cmocka_unit_test(joins_wrapped_lines),
        cmocka_unit_test(tells_furniture_from_text),
        cmocka_unit_test(finds_headings),
        cmocka_unit_test(believes_a_given_headline),
        cmocka_unit_test(takes_no_other_first_line_for_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
