/* Faults: one line that says what, where and at which byte. */
#include "base/fault.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void says_what_and_where(void **state) {
    (void)state;
    fault f = { 0 };
    char line[200];
    assert_false(FAULT(&f, FAULT_INPUT, 12, "not UTF-8 (0x%02x)", 0xFFu));
    assert_int_equal(f.kind, FAULT_INPUT);
    assert_false(fault_where(&f, STR("city-hall.txt")));
    fault_line(&f, line, sizeof line);
    assert_string_equal(line, "city-hall.txt: byte 12: not UTF-8 (0xff)");
    FAULT(&f, FAULT_STORE, FAULT_NOWHERE, "is empty");
    fault_line(&f, line, sizeof line);
    assert_string_equal(line, "is empty");
}

static void keeps_the_end_of_a_long_path(void **state) {
    (void)state;
    fault f = { 0 };
    char path[1000], line[20];
    memset(path, 'd', sizeof path);
    memcpy(path + sizeof path - 5, "/file", 5);
    FAULT(&f, FAULT_STORE, FAULT_NOWHERE, "%s", "is a very long explanation");
    fault_where(&f, (str){ path, sizeof path });
    assert_int_equal(strlen(f.where), sizeof f.where - 1);
    assert_string_equal(f.where + sizeof f.where - 6, "/file");
    fault_line(&f, line, sizeof line);
    assert_int_equal(strlen(line), sizeof line - 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_what_and_where), cmocka_unit_test(keeps_the_end_of_a_long_path),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
