/* A user's own list of actors: lines right and wrong, names found. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "record/listed.h"

static void names_are_found_by_their_words(void **state) {
    (void)state;
    arena *a = arena_new(0);
    fault f;
    listed *l = listed_parse(a, STR("\xEF\xBB\xBFname\taliases\tcountry\tsector\tid\r\n"
                                    "# a comment\n\n"
                                    "Port of Karsholm\tthe Port; KPA\tNOR\tBUS\tp1\r\n"
                                    "Ilda Marchetti\n"), STR("a.tsv"), &f);
    assert_non_null(l);
    assert_int_equal(listed_count(l), 2);
    const listed_row *port = listed_find(l, a, STR("THE PORT OF KARSHOLM"));
    assert_non_null(port);
    assert_true(port == listed_find(l, a, STR("K.P.A")) || port == listed_find(l, a, STR("KPA")));
    assert_true(port == listed_find(l, a, STR("port")));
    assert_true(str_is(port->country, "NOR") && str_is(port->sector, "BUS"));
    assert_string_equal(port->why.at, "line 4 of a.tsv (p1)");
    const listed_row *mayor = listed_find(l, a, STR("Ilda  MARCHETTI"));
    assert_non_null(mayor);
    assert_null(mayor->country.at);
    assert_null(listed_find(l, a, STR("Marchetti")));
    assert_null(listed_find(l, a, STR("--")));
    arena_free(a);
}

static void assert_wrong(const char *bytes, size_t length, const char *where, const char *what) {
    arena *a = arena_new(0);
    fault f = { 0 };
    assert_null(listed_parse(a, (str){ bytes, length }, STR("a.tsv"), &f));
    assert_int_equal(f.kind, FAULT_USAGE);
    assert_string_equal(f.where, where);
    assert_non_null(strstr(f.what, what));
    arena_free(a);
}

#define WRONG(bytes, where, what) assert_wrong(bytes, sizeof(bytes) - 1, where, what)

static void wrong_lines_are_told(void **state) {
    (void)state;
    WRONG("A B\n\tC\tNOR\n", "a.tsv:2", "the name is missing");
    WRONG("A B\t\tNorway\n", "a.tsv:1", "\"Norway\"");
    WRONG("A B\t\tNOR\tgov\n", "a.tsv:1", "\"gov\"");
    WRONG("A B\t\tNOR\tGOV\tx\ty\n", "a.tsv:1", "more than five cells");
    WRONG("A B\n# c\nC D\tthe a-b\n", "a.tsv:3", "stands on another line too");
    WRONG("A\xFF" "B\n", "a.tsv:1", "not UTF-8");
    WRONG("A\0B\n", "a.tsv:1", "NUL");
    WRONG("...\n", "a.tsv:1", "no letter or digit");
}

static void another_list_has_another_digest(void **state) {
    (void)state;
    arena *a = arena_new(0);
    fault f;
    listed *one = listed_parse(a, STR("A B\n"), STR("a.tsv"), &f);
    listed *other = listed_parse(a, STR("A C\n"), STR("a.tsv"), &f);
    assert_int_equal(listed_digest(one).length, 8);
    assert_false(str_same(listed_digest(one), listed_digest(other)));
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_found_by_their_words),
        cmocka_unit_test(wrong_lines_are_told),
        cmocka_unit_test(another_list_has_another_digest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
