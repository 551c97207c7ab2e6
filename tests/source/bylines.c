/* Bylines, lists of authors and date lines. */
#include "source/bylines.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void are_names(arena *a, const str_list *names, const char *wanted) {
    str got = STR("");
    for (size_t i = 0; i < names->count; i++)
        got = arena_print(a, "%.*s%s%.*s", STR_ARG(got), i ? "; " : "", STR_ARG(names->at[i]));
    assert_string_equal(arena_copy(a, got).at, wanted);
}

static void byline_gives(const char *line, const char *wanted) {
    arena *a = arena_new(0);
    str_list names = { 0 };
    bool found = byline_read(a, str_of(line), &names);
    if (found != (wanted != NULL)) print_error("%s\n", line);
    assert_int_equal(found, wanted != NULL);
    if (found) are_names(a, &names, wanted);
    arena_free(a);
}

static void reads_bylines(void **state) {
    (void)state;
    byline_gives("By Ann Lee", "Ann Lee");
    byline_gives("BY ANN LEE AND BO RAY", "ANN LEE; BO RAY");
    byline_gives("By Ann Lee, Bo Ray and Cy van der Fox", "Ann Lee; Bo Ray; Cy van der Fox");
    byline_gives("By Ann Lee, Staff Writer", "Ann Lee");
    byline_gives("By Ann Lee | Bruden Post", "Ann Lee");
    byline_gives("By Ann Lee, Bruden Post", "Ann Lee");
    byline_gives("By Bo Ray Jr.", "Bo Ray Jr.");
    byline_gives("by Ann Lee on Jan. 3, 2026", "Ann Lee");
    byline_gives("Story by Ann Lee", "Ann Lee");
    byline_gives("By \u00c9mile d\u2019Aubin", "\u00c9mile d\u2019Aubin");
}

static void takes_no_sentence_for_a_byline(void **state) {
    (void)state;
    byline_gives("By noon the dam had broken.", NULL);
    byline_gives("By Monday, the water had gone", NULL);
    byline_gives("By the river", NULL);
    byline_gives("By 2030, half will be gone", NULL);
    byline_gives("Bypass opens", NULL);
    byline_gives("By", NULL);
    byline_gives("", NULL);
}

static void list_gives(const char *list, const char *wanted) {
    arena *a = arena_new(0);
    str_list names = { 0 };
    authors_read(a, str_of(list), &names);
    are_names(a, &names, wanted);
    arena_free(a);
}

static void reads_lists(void **state) {
    (void)state;
    list_gives("Ann Lee; Bo Ray", "Ann Lee; Bo Ray");
    list_gives("Ann Lee, Bo Ray & Cy Fox", "Ann Lee; Bo Ray; Cy Fox");
    list_gives("Ann Lee, Ann Lee", "Ann Lee");
    list_gives("Martin Luther Kay, Jr., Ann Lee", "Martin Luther Kay, Jr.; Ann Lee");
    list_gives("Newswire", "Newswire");
    list_gives("Ann Lee @annlee", "Ann Lee");
    list_gives("ByAnn Lee", "Ann Lee");
    list_gives("Byron Lee", "Byron Lee");
    list_gives("Ann Lee (Bruden)", "Ann Lee");
    list_gives("ann@post.example", "");
    list_gives("", "");
}

static void knows_names(void **state) {
    (void)state;
    assert_true(is_person_name(STR("Ann Lee")));
    assert_true(is_person_name(STR("Ludwig van der Berg")));
    assert_true(is_person_name(STR("\u0391\u03bd\u03bd\u03b1 \u039b\u03b9")));
    assert_false(is_person_name(STR("Ann")));
    assert_false(is_person_name(STR("view all posts")));
    assert_false(is_person_name(STR("Ann Lee 2")));
}

/* "place|agency|day|rest" */
static void dateline_gives(const char *line, const char *wanted) {
    arena *a = arena_new(0);
    dateline d;
    str s = str_of(line);
    bool found = dateline_read(s, &d);
    if (found != (wanted != NULL)) print_error("%s\n", line);
    assert_int_equal(found, wanted != NULL);
    if (found) {
        str got = arena_print(a, "%.*s|%.*s|%d-%d-%d|%.*s", STR_ARG(str_in(s, d.place)),
                              STR_ARG(str_in(s, d.agency)), d.day.year, d.day.month, d.day.day,
                              STR_ARG(str_cut(s, d.end, s.length)));
        assert_string_equal(got.at, wanted);
    }
    arena_free(a);
}

static void reads_date_lines(void **state) {
    (void)state;
    dateline_gives("BRUDEN, Jan 3 (Newswire) - The dam held.",
                   "BRUDEN|Newswire|0-1-3|The dam held.");
    dateline_gives("BRUDEN, Jan. 3, 2026 (Newswire) -- It held.",
                   "BRUDEN|Newswire|2026-1-3|It held.");
    dateline_gives("BRUDEN (NW) \u2014 It held.", "BRUDEN|NW|0-0-0|It held.");
    dateline_gives("NEW BRUDEN \u2014 It held.", "NEW BRUDEN||0-0-0|It held.");
    dateline_gives("BRUDEN, Aldora (NW) \u2014 It held.", "BRUDEN, Aldora|NW|0-0-0|It held.");
    dateline_gives("BRUDEN, Aldora, Jan. 3 (NW) - It held.", "BRUDEN, Aldora|NW|0-1-3|It held.");
    dateline_gives("BRUDEN/ASTON, 3 January 2026 - It held.", "BRUDEN/ASTON||2026-1-3|It held.");
    dateline_gives("Bruden, 3 January (NW) \u2013 It held.", "Bruden|NW|0-1-3|It held.");
    dateline_gives("Jan 3 (Newswire) - It held.", "|Newswire|0-1-3|It held.");
    dateline_gives("(Newswire) - It held.", "|Newswire|0-0-0|It held.");
}

static void takes_no_sentence_for_a_date_line(void **state) {
    (void)state;
    dateline_gives("The dam held \u2014 for now.", NULL);
    dateline_gives("Ann Lee - the mayor - spoke.", NULL);
    dateline_gives("A - B", NULL);
    dateline_gives("BRUDEN", NULL);
    dateline_gives("It was 3-1 at half time.", NULL);
    dateline_gives("Well-known people (some) - and others", NULL);
    dateline_gives("", NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_bylines),    cmocka_unit_test(takes_no_sentence_for_a_byline),
        cmocka_unit_test(reads_lists),      cmocka_unit_test(knows_names),
        cmocka_unit_test(reads_date_lines), cmocka_unit_test(takes_no_sentence_for_a_date_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
