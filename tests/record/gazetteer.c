/* Keys of names, look-up, and files that are damaged, altered or hostile: refused, each with
 * what and where. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "small_gazetteer.h"

static void check_key(const char *name, const char *want) {
    char key[GAZETTEER_KEY_MOST];
    size_t length;
    assert_true(gazetteer_key(str_of(name), key, &length));
    assert_true(str_is((str){ key, length }, want));
}

static void keys_have_small_letters_and_single_blanks(void **state) {
    (void)state;
    char key[GAZETTEER_KEY_MOST];
    size_t length;
    check_key("St. John's", "st johns");
    check_key("Winston-Salem", "winston salem");
    check_key("  U.S. ", "u s");
    check_key("S\xC3\xA3o Tom\xC3\xA9", "sao tome");
    check_key("Saint Mary\xE2\x80\x99s", "saint marys");
    check_key("\xC3\x84\xC3\x96\xC3\x9F", "aoss");
    assert_false(gazetteer_key(STR("-- .. "), key, &length));
    assert_false(gazetteer_key(STR_NONE, key, &length));
    char longest[GAZETTEER_KEY_MOST + 1];
    memset(longest, 'a', sizeof longest);
    assert_true(gazetteer_key((str){ longest, GAZETTEER_KEY_MOST }, key, &length));
    assert_false(gazetteer_key((str){ longest, GAZETTEER_KEY_MOST + 1 }, key, &length));
}

static void finds_names(void **state) {
    (void)state;
    gazetteer g;
    fault f;
    size_t size;
    char *file = small_gazetteer(&size);
    assert_true(gazetteer_of((str){ file, size }, &g, &f));
    assert_string_equal(g.name, "small-1");
    assert_int_equal(gazetteer_find(&g, STR("MARLOW")).count, 3);
    gazetteer_names n = gazetteer_find(&g, STR("Vandrian"));
    assert_int_equal(n.count, 1);
    assert_int_equal(posting_kind(n.at[0]), NAME_DEMONYM);
    assert_string_equal(g.names + g.places[posting_place(n.at[0])].name, "Vandria");
    assert_int_equal(gazetteer_find(&g, STR("Marlo")).count, 0);
    assert_int_equal(gazetteer_find(&g, STR("")).count, 0);
    gazetteer_close(&g);
    free(file);
}

static bool opens(char *file, size_t size, fault *f) {
    gazetteer g;
    char *whole = malloc(size + 8); /* so that a read past the end is seen */
    assert_non_null(whole);
    memcpy(whole, file, size);
    bool good = gazetteer_of((str){ whole, size }, &g, f);
    if (!good) assert_true(f->kind == FAULT_MODEL && f->what[0]);
    free(whole);
    return good;
}

static void truncated_files_are_refused(void **state) {
    (void)state;
    fault f;
    size_t size;
    char *file = small_gazetteer(&size);
    assert_true(opens(file, size, &f));
    for (size_t s = 0; s < size; s++) assert_false(opens(file, s, &f));
    for (size_t s = 80; s < size; s += 4) {
        small_seal(file, s);
        assert_false(opens(file, s, &f));
    }
    free(file);
}

static void altered_files_are_refused(void **state) {
    (void)state;
    fault f;
    size_t size;
    char *file = small_gazetteer(&size);
    for (size_t i = 0; i < size; i++) {
        file[i] ^= 0x20;
        assert_false(opens(file, size, &f));
        file[i] ^= 0x20;
    }
    free(file);
}

/* With a true hash: no number may lead out of the file. */
static void hostile_numbers_are_refused_or_harmless(void **state) {
    (void)state;
    fault f;
    gazetteer g;
    size_t size;
    char *file = small_gazetteer(&size);
    for (size_t i = 32; i + 4 <= size; i += 4) {
        uint32_t kept, hostile[] = { 0, UINT32_MAX, 0x7FFFFFFF, 0x00FFFFFF };
        memcpy(&kept, file + i, 4);
        for (size_t h = 0; h < 4; h++) {
            memcpy(file + i, &hostile[h], 4);
            small_seal(file, size);
            if (gazetteer_of((str){ file, size }, &g, &f))
                assert_true(gazetteer_find(&g, STR("Marlow")).count <= GAZETTEER_NAMED_MOST);
        }
        memcpy(file + i, &kept, 4);
    }
    free(file);
}

static void tells_what_is_wrong_where(void **state) {
    (void)state;
    fault f;
    gazetteer g;
    size_t size;
    char *file = small_gazetteer(&size);
    file[8] = 9;
    assert_false(opens(file, size, &f));
    assert_true(f.at == 8 && strstr(f.what, "version 9"));
    file[8] = GAZETTEER_VERSION;
    file[56] = 0;
    small_seal(file, size);
    assert_false(opens(file, size, &f));
    assert_true(strstr(f.what, "no name"));
    assert_false(gazetteer_open(TEST_ROOT "/tests/none.onrg", &g, &f));
    assert_true(f.kind == FAULT_STORE && strstr(f.where, "none.onrg"));
    assert_false(gazetteer_open(TEST_ROOT "/README.md", &g, &f));
    assert_true(f.kind == FAULT_MODEL && strstr(f.where, "README.md"));
    assert_false(gazetteer_open(TEST_ROOT "/tests", &g, &f));
    assert_int_equal(f.kind, FAULT_STORE);
    free(file);
}

/* The one that is installed: sound, and with the places that any report may name. */
static void the_installed_one_opens(void **state) {
    (void)state;
    gazetteer g;
    fault f;
    assert_true(gazetteer_open(TEST_ROOT "/models/places.onrg", &g, &f));
    assert_true(g.bytes.length <= 16 << 20);
    assert_true(g.place_count > 150000);
    static const char *const names[] = { "Ohio", "Nairobi", "S\xC3\xA3o Paulo", "Laurel County",
                                         "French", "N.Y.", "New Zealand", "Lake Erie" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_true(gazetteer_find(&g, str_of(names[i])).count > 0);
    gazetteer_close(&g);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_have_small_letters_and_single_blanks),
        cmocka_unit_test(finds_names),
        cmocka_unit_test(truncated_files_are_refused),
        cmocka_unit_test(altered_files_are_refused),
        cmocka_unit_test(hostile_numbers_are_refused_or_harmless),
        cmocka_unit_test(tells_what_is_wrong_where),
        cmocka_unit_test(the_installed_one_opens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
