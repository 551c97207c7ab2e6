/* Normal forms of tokens. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "text/forms.h"

static void becomes(const char *word, const char *wanted) {
    char out[FORM_SIZE + 1];
    str form = token_form(str_of(word), out);
    assert_ptr_equal(form.at, out);
    assert_true(form.length <= FORM_SIZE);
    out[form.length] = '\0';
    assert_string_equal(out, wanted);
}

static void unifies(void **state) {
    (void)state;
    becomes("Mayor", "mayor");
    becomes("U.S.", "u.s.");
    becomes("1,700", "0,000");
    becomes("F16s", "f00s");
    becomes("N\u2019T", "n't");
    becomes("\u201c", "\"");
    becomes("``", "\"");
    becomes("''", "\"");
    becomes("\u00ab", "\"");
    becomes("\u2018", "'");
    becomes("\u2013", "--");
    becomes("\u2014\u2014", "--");
    becomes("---", "--");
    becomes("-", "-");
    becomes("\u2010", "-");
    becomes("\u2026", "...");
    becomes("\u00c9COLE", "\u00e9cole");
    becomes("\u0663\u0664", "00");
    becomes("", "");
}

static void cuts_at_a_character(void **state) {
    (void)state;
    char word[200], out[FORM_SIZE];
    for (size_t lead = 0; lead < 4; lead++) {
        memset(word, 'a', sizeof word);
        for (size_t i = lead; i + 3 <= sizeof word; i += 3) memcpy(word + i, "\u20ac", 3);
        size_t whole = sizeof word - (sizeof word - lead) % 3;
        str form = token_form((str){ word, whole }, out);
        assert_true(form.length <= FORM_SIZE && form.length > FORM_SIZE - 4);
        assert_int_equal(utf8_valid(form), form.length);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unifies),
        cmocka_unit_test(cuts_at_a_character),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
