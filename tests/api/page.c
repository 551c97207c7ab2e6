/* Pages and offsets: lines that fit, words that do no harm, code points. */
#include "library.h"

#include "api/page.h"
#include "base/utf8.h"

static void lay_out(written *w, str words, unsigned width) {
    out o = { .sink = into_memory, .to = w };
    o.a = arena_new(0);
    o.options.width = width;
    page p = page_of(&o);
    page_start(&p, 2, 6);
    page_words(&p, PAGE_WHO, words);
    page_end(&p);
    out_flush(&o);
    arena_free(o.a);
}

static void lines_fit(void **state) {
    (void)state;
    str words = STR("The caf\xC3\xA9 owner \xE4\xB8\x96\xE7\x95\x8C told   reporters\n\nthat the "
                    "sea wall would be repaired before the storms of the coming winter arrive.");
    for (unsigned width = 40; width < 200; width++) {
        written w = { 0 };
        lay_out(&w, words, width);
        for (char *line = strtok(w.at, "\n"); line; line = strtok(NULL, "\n")) {
            size_t columns = 0, length;
            str s = str_of(line);
            for (size_t at = 0; at < s.length; at += length)
                columns += utf8_width(utf8_at(s, at, &length));
            assert_true(columns <= width);
            assert_true(line[strlen(line) - 1] != ' ');
        }
        free(w.at);
    }
}

static void harmful_characters_become_escapes(void **state) {
    (void)state;
    written w = { 0 };
    lay_out(&w, STR("a\x1b[2J b\xE2\x80\xAE" "c \xC2\x9B" "d co\xC2\xADop \xFF"), 80);
    assert_string_equal(w.at, "  a\\u001b[2J b\\u202ec \\u009bd co\xC2\xADop \\u00ff\n");
    free(w.at);
}

static void offsets_count_code_points(void **state) {
    (void)state;
    arena *a = arena_new(0);
    buffer text = { 0 };
    for (int i = 0; i < 500; i++)
        buffer_add(a, &text, i % 3 ? STR("\xC3\xA9") : STR("a\xF0\x9F\x8C\x8A"));
    offsets at = offsets_of(a, buffer_str(&text), true);
    offsets plain = offsets_of(a, buffer_str(&text), false);
    size_t count = 0, length;
    for (size_t byte = 0; byte < text.count; byte += length, count++) {
        assert_int_equal(offset_at(&at, byte), count);
        assert_int_equal(offset_at(&plain, byte), byte);
        utf8_at(buffer_str(&text), byte, &length);
    }
    assert_int_equal(offset_at(&at, text.count), count);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_fit),
        cmocka_unit_test(harmful_characters_become_escapes),
        cmocka_unit_test(offsets_count_code_points),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
