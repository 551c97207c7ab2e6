/* Every type and mode of PLOVER has a CAMEO code, and the quad of its class. */
#include "api/cameo.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct { const char *name, *class, *modes; } types[] = {
#define PLOVER_TYPE(name, class, modes) { #name, class, modes },
#include "record/plover.inc"
#undef PLOVER_TYPE
};

static void check(str type, str mode) {
    str code = cameo_code(type, mode);
    assert_in_range(code.length, 3, 4);
    for (size_t i = 0; i < code.length; i++) assert_true(is_digit(code.at[i]));
    int root = (code.at[0] - '0') * 10 + code.at[1] - '0';
    assert_in_range(root, 3, 20);
}

static void every_type_and_mode(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        str modes = str_of(types[i].modes), type = str_of(types[i].name);
        check(type, STR_NONE);
        for (size_t at = 0; at < modes.length; at++) {
            size_t end = str_find(modes, STR(" "), at);
            check(type, str_cut(modes, at, end));
            at = end;
        }
    }
    assert_null(cameo_code(STR("POEM"), STR_NONE).at);
    assert_null(cameo_code(STR_NONE, STR_NONE).at);
}

static void some_codes(void **state) {
    (void)state;
    static const struct { const char *type, *mode, *code; } cases[] = {
        { "COERCE", "arrest", "173" }, { "RETREAT", "release", "0841" },
        { "PROTEST", "demo", "141" }, { "CONSULT", "multilateral", "040" },
        { "ACCUSE", "investigate", "090" }, { "THREATEN", "violence", "130" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_true(str_is(cameo_code(str_of(cases[i].type), str_of(cases[i].mode)),
                           cases[i].code));
}

static void quads(void **state) {
    (void)state;
    static const char *const classes[] = { "", "verbal-cooperation", "material-cooperation",
                                           "verbal-conflict", "material-conflict" };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        assert_string_equal(classes[plover_quad(str_of(types[i].name))], types[i].class);
    assert_int_equal(plover_quad(STR_NONE), 0);
    assert_int_equal(cameo_quad(STR("0841")), 2);
    assert_int_equal(cameo_quad(STR("173")), 4);
    assert_int_equal(cameo_quad(STR("112")), 3);
    assert_int_equal(cameo_quad(STR("057")), 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_type_and_mode), cmocka_unit_test(some_codes),
        cmocka_unit_test(quads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
