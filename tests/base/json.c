/* Writing JSON: escapes, commas, numbers, and draining a buffer that is full. */
#include "base/json.h"

#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void writes_all_kinds(void **state) {
    (void)state;
    arena *a = arena_new(0);
    buffer out = { 0 };
    json_writer w = json_to(a, &out);
    json_open(&w, '{');
    json_key(&w, "words");
    json_str(&w, STR("\"a\\b\"\n\t\x01\x7F caf\xC3\xA9"));
    json_key(&w, "list");
    json_open(&w, '[');
    json_int(&w, -7);
    json_null(&w);
    json_bool(&w, true);
    json_str(&w, STR_NONE);
    json_close(&w, ']');
    json_key(&w, "empty");
    json_open(&w, '[');
    json_close(&w, ']');
    json_close(&w, '}');
    assert_true(str_is(buffer_str(&out),
                       "{\"words\":\"\\\"a\\\\b\\\"\\n\\t\\u0001\\u007f caf\xC3\xA9\","
                       "\"list\":[-7,null,true,null],\"empty\":[]}"));
    arena_free(a);
}

static str number(arena *a, double n, int decimals) {
    buffer *out = ARENA_NEW(a, buffer, 1);
    json_writer w = json_to(a, out);
    json_number(&w, n, decimals);
    return buffer_str(out);
}

static void writes_numbers(void **state) {
    (void)state;
    arena *a = arena_new(0);
    setlocale(LC_ALL, "de_DE.UTF-8"); /* where it is there, it must not matter */
    assert_true(str_is(number(a, 0.5, 2), "0.50"));
    assert_true(str_is(number(a, 0.999, 2), "1.00"));
    assert_true(str_is(number(a, -0.001, 2), "0.00"));
    assert_true(str_is(number(a, -1.25, 2), "-1.25"));
    assert_true(str_is(number(a, 20000, 0), "20000"));
    assert_true(str_is(number(a, 1e15, 3), "1000000000000000.000"));
    assert_true(str_is(number(a, (double)NAN, 2), "null"));
    assert_true(str_is(number(a, (double)INFINITY, 2), "null"));
    assert_true(str_is(number(a, 1e30, 2), "null"));
    arena_free(a);
}

typedef struct drained {
    buffer *from;
    size_t bytes, times, most;
} drained;

static void drain(void *to) {
    drained *d = to;
    d->bytes += d->from->count;
    d->times++;
    if (d->from->count > d->most) d->most = d->from->count;
    d->from->count = 0;
}

static void drains_a_full_buffer(void **state) {
    (void)state;
    arena *a = arena_new(0);
    buffer out = { 0 };
    drained d = { .from = &out };
    json_writer w = json_to(a, &out);
    w.drain = drain;
    w.to = &d;
    size_t length = 3 << 20;
    char *words = arena_alloc(a, length, 1);
    memset(words, 'w', length);
    json_str(&w, (str){ words, length });
    drain(&d);
    assert_int_equal(d.bytes, length + 2);
    assert_true(d.times > 10);
    assert_true(d.most <= 2 * JSON_FULL);
    assert_true(arena_used(a) < length + 8 * JSON_FULL);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_all_kinds), cmocka_unit_test(writes_numbers),
        cmocka_unit_test(drains_a_full_buffer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
