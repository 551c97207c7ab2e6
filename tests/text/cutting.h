/* Helps the tests of the text room: a text's tokens as one line. */
#ifndef TESTS_TEXT_CUTTING_H
#define TESTS_TEXT_CUTTING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/tokens.h"

typedef void (*token_printer)(arena *a, const tokens *t, size_t i, buffer *out);

static inline tokens cut_text(arena *a, const char *text) {
    block_list none = { 0 };
    tokens t = { 0 };
    fault f = { 0 };
    assert_true(tokens_cut(a, str_of(text), &none, &t, &f));
    return t;
}

/* Every token printed, a blank between them, " | " where a passage begins. */
static inline void check_cut(const char *text, const char *wanted, token_printer print) {
    arena *a = arena_new(0);
    tokens t = cut_text(a, text);
    buffer out = { 0 };
    for (size_t i = 0; i < t.count; i++) {
        if (i) buffer_add(a, &out, t.at[i].flags & TOKEN_PASSAGE_START ? STR(" | ") : STR(" "));
        print(a, &t, i, &out);
    }
    str got = arena_copy(a, buffer_str(&out));
    assert_string_equal(got.at, wanted);
    arena_free(a);
}

#endif
