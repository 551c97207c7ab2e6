/* What a command line's arguments stand for, in a folder of this test's own. */
#include "source/inputs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct folder {
    arena *a;
    char path[64];
} folder;

static const char *in(const folder *it, const char *name) {
    return arena_print(it->a, "%s/%s", it->path, name).at;
}

static void add_file(const folder *it, const char *name) {
    FILE *file = fopen(in(it, name), "w");
    assert_non_null(file);
    fclose(file);
}

static int begin(void **state) {
    folder *it = calloc(1, sizeof *it);
    it->a = arena_new(0);
    snprintf(it->path, sizeof it->path, "/tmp/onrecord-inputs-XXXXXX");
    assert_non_null(mkdtemp(it->path));
    *state = it;
    return 0;
}

static int end(void **state) {
    folder *it = *state;
    str command = arena_print(it->a, "rm -r %s", it->path);
    assert_int_equal(system(command.at), 0);
    arena_free(it->a);
    free(it);
    return 0;
}

/* The paths below the folder, parted by blanks. */
static void lists(const folder *it, const char *path, const char *wanted) {
    str_list found = { 0 };
    fault f = { 0 };
    size_t head = str_of(it->path).length + 1;
    str got = STR("");
    assert_true(inputs_list(it->a, path, &found, &f));
    for (size_t i = 0; i < found.count; i++)
        got = arena_print(it->a, "%.*s%s%s", STR_ARG(got), i ? " " : "", found.at[i].at + head);
    assert_string_equal(arena_copy(it->a, got).at, wanted);
}

static void lists_folders_in_order(void **state) {
    folder *it = *state;
    mkdir(in(it, "b"), 0700);
    mkdir(in(it, "b/.git"), 0700);
    mkdir(in(it, "empty"), 0700);
    add_file(it, "b/two");
    add_file(it, "b/.hidden");
    add_file(it, "b/.git/config");
    add_file(it, "a");
    add_file(it, "b.txt");
    add_file(it, "Z");
    lists(it, it->path, "Z a b/two b.txt");
    lists(it, in(it, "b"), "b/two");
    lists(it, in(it, "b/"), "b/two");
    lists(it, in(it, "b/.hidden"), "b/.hidden");
    lists(it, in(it, "empty"), "");
}

static void follows_links_to_files_only(void **state) {
    folder *it = *state;
    mkdir(in(it, "c"), 0700);
    add_file(it, "c/one");
    assert_int_equal(symlink("..", in(it, "c/up")), 0);
    assert_int_equal(symlink("one", in(it, "c/other")), 0);
    lists(it, in(it, "c"), "c/one c/other");
}

static void keeps_standard_input(void **state) {
    folder *it = *state;
    str_list found = { 0 };
    fault f = { 0 };
    assert_true(inputs_list(it->a, "-", &found, &f));
    assert_int_equal(found.count, 1);
    assert_string_equal(found.at[0].at, "-");
}

static void names_what_is_not_there(void **state) {
    folder *it = *state;
    str_list found = { 0 };
    fault f = { 0 };
    char line[600];
    assert_false(inputs_list(it->a, "no/such/file", &found, &f));
    fault_line(&f, line, sizeof line);
    assert_string_equal(line, "no/such/file: No such file or directory");
    assert_int_equal(f.kind, FAULT_STORE);
    assert_int_equal(found.count, 0);
    mkdir(in(it, "d"), 0700);
    assert_int_equal(symlink("nowhere", in(it, "d/a")), 0);
    add_file(it, "d/b");
    assert_false(inputs_list(it->a, in(it, "d"), &found, &f));
    assert_int_equal(found.count, 1);
    assert_true(str_ends(found.at[0], STR("d/b")));
}

static void holds_to_a_depth(void **state) {
    folder *it = *state;
    str_list found = { 0 };
    fault f = { 0 };
    str path = arena_print(it->a, "%s/deep", it->path);
    for (int i = 0; i < INPUTS_DEPTH_MOST + 3; i++) {
        mkdir(path.at, 0700);
        path = arena_print(it->a, "%s/d", path.at);
    }
    assert_false(inputs_list(it->a, in(it, "deep"), &found, &f));
    assert_string_equal(f.what, "folders are nested too deep");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_folders_in_order), cmocka_unit_test(follows_links_to_files_only),
        cmocka_unit_test(keeps_standard_input),   cmocka_unit_test(names_what_is_not_there),
        cmocka_unit_test(holds_to_a_depth),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
