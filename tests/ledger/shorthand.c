/* tests/ledger/shorthand.c: any bytes in shorthand come back, whole and in parts; codes that are
 * damaged give something, and nothing outside of them is read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ledger/shorthand.h"

enum { LONG = 5000 };

static const char news[] =
    "Mayor Ana Ruiz said on Tuesday that the sea wall would be repaired before the end of"
    " the year,"
    " and that the government had promised three million euros for it.\n\n"
    "The council did not comment.";

static str text_of_news(void) {
    return (str){ news, sizeof news - 1 };
}

static str coded(const shorthand *s, str text, unsigned char *room) {
    size_t written = shorthand_write(s, text, room);
    assert_true(written <= shorthand_room(text.length));
    return (str){ (char *)room, written };
}

static void holds(const shorthand *s, str text) {
    unsigned char *room = malloc(shorthand_room(text.length));
    str codes = coded(s, text, room);
    char *out = malloc(shorthand_longest(codes) + 1);
    size_t read = shorthand_read(codes, 0, shorthand_longest(codes), out);
    assert_int_equal(read, text.length);
    assert_memory_equal(out, text.at, text.length);
    for (size_t at = 0; at < text.length; at += 97) {
        size_t length = shorthand_read(codes, at, 131, out);
        assert_int_equal(length, text.length - at < 131 ? text.length - at : 131);
        assert_memory_equal(out, text.at + at, length);
    }
    free(out);
    free(room);
}

static void texts_come_back(void **state) {
    shorthand *s = shorthand_new();
    char many[LONG];
    (void)state;
    holds(s, STR(""));
    holds(s, STR("x"));
    holds(s, text_of_news());
    for (size_t i = 0; i < LONG; i++) many[i] = news[i % (sizeof news - 1)];
    for (size_t n = 250; n < 262; n++) holds(s, (str){ many, n });
    holds(s, (str){ many, LONG });
    uint32_t chance = 7;
    for (size_t i = 0; i < LONG; i++) {
        chance = chance * 1664525 + 1013904223;
        many[i] = (char)(chance >> 24);
    }
    holds(s, (str){ many, LONG });
    shorthand_free(s);
}

static void news_is_less_than_half(void **state) {
    shorthand *s = shorthand_new();
    unsigned char room[2 * sizeof news + 10];
    (void)state;
    assert_true(coded(s, text_of_news(), room).length * 5 < (sizeof news - 1) * 2);
    shorthand_free(s);
}

/* The table is what other programs read: a code for every byte, none twice, no piece empty. */
static void every_byte_has_a_piece(void **state) {
    bool bytes[256] = { false };
    unsigned char code[2], last[2] = { 0 };
    size_t size, n = 0;
    (void)state;
    for (str words; (words = shorthand_piece(n, code, &size)).at; n++) {
        assert_true(words.length > 0 && words.length <= PIECE_MOST);
        assert_true(size == (code[0] < 128 ? 1U : 2U) && words.length <= size * PIECE_MOST / 2);
        assert_true(n == 0 || code[0] > last[0] || (size == 2 && code[1] > last[1]));
        memcpy(last, code, 2);
        if (words.length == 1) bytes[(unsigned char)words.at[0]] = true;
    }
    assert_true(n > 10000);
    for (int i = 0; i < 256; i++) assert_true(bytes[i]);
}

static void damage_stays_inside(void **state) {
    uint32_t chance = 3;
    char out[4 * LONG];
    (void)state;
    for (int times = 0; times < 3000; times++) {
        size_t length = (size_t)times % 90;
        char *codes = malloc(length + 1); /* exactly as long, for the sanitizers */
        for (size_t i = 0; i < length; i++) {
            chance = chance * 1664525 + 1013904223;
            codes[i] = (char)(chance >> (i < 9 ? 29 : 24));
        }
        str all = { codes, length };
        size_t most = shorthand_longest(all);
        assert_true(most <= sizeof out);
        assert_true(shorthand_read(all, 0, most, out) <= most);
        shorthand_read(all, (size_t)times * 7, most, out);
        free(codes);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_come_back),
        cmocka_unit_test(news_is_less_than_half),
        cmocka_unit_test(every_byte_has_a_piece),
        cmocka_unit_test(damage_stays_inside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
