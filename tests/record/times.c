/* Times: sentences of our own, each with the expressions that it holds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "record/build.h"

typedef struct example {
    const char *published, *text;
    const char *expected; /* "words=VALUE|words=VALUE" in text order */
} example;

/* Reads the times of a text; the result lives in a. */
static const record *read_times(arena *a, const char *published, const char *text) {
    report *r = ARENA_NEW(a, report, 1);
    tokens *t = ARENA_NEW(a, tokens, 1);
    labels *l = ARENA_NEW(a, labels, 1);
    record *out = ARENA_NEW(a, record, 1);
    build *b = ARENA_NEW(a, build, 1);
    fault f = { 0 };
    r->text = str_of(text);
    r->published = str_of(published);
    assert_true(tokens_cut(a, r->text, &r->blocks, t, &f));
    b->a = a;
    b->report = r;
    b->tokens = t;
    b->labels = l;
    b->out = out;
    times_find(b);
    return out;
}

static str found_in(arena *a, const record *out, const char *text) {
    buffer line = { 0 };
    for (size_t i = 0; i < out->times.count; i++) {
        const timex *x = &out->times.at[i];
        str words = str_cut(str_of(text), x->start, x->end);
        buffer_print(a, &line, "%s%.*s=%.*s", i ? "|" : "", STR_ARG(words), STR_ARG(x->value));
    }
    return buffer_str(&line);
}

static void check_all(const example *examples, size_t count) {
    for (size_t i = 0; i < count; i++) {
        arena *a = arena_new(0);
        jmp_buf out_of_memory;
        assert_false(setjmp(out_of_memory));
        arena_guard(a, &out_of_memory);
        const record *out = read_times(a, examples[i].published, examples[i].text);
        str got = found_in(a, out, examples[i].text);
        if (!str_is(got, examples[i].expected))
            fail_msg("%s\n  wanted %s\n  got    %.*s", examples[i].text, examples[i].expected, STR_ARG(got));
        arena_free(a);
    }
}

#define CHECK(examples) check_all(examples, sizeof examples / sizeof *examples)

static void calendar_dates(void **state) {
    (void)state;
    static const example examples[] = {
        { "2026-01-04", "She took office on Thursday, 1 January 2026.", "Thursday, 1 January 2026=2026-01-01" },
        { "2026-01-04", "It was signed on March 3, 1999, in Bergen.", "March 3, 1999=1999-03-03" },
        { "2026-01-04", "They met in June 2024.", "June 2024=2024-06" },
        { "2026-05-12", "Sales fell in the first quarter.", "the first quarter=2026-Q1" },
        { "2026-05-12", "The mill has stood since the 1890s.", "the 1890s=189" },
    };
    CHECK(examples);
}

static void relative_days(void **state) {
    (void)state;
    static const example examples[] = {
        { "2026-01-07", "He resigned on Monday.", "Monday=2026-01-05" },
        { "2026-01-07", "The council will vote on Monday.", "Monday=2026-01-12" },
        { "2026-01-07", "The bridge closed last week.", "last week=2026-W01" },
        { "2026-01-07", "The bridge closed two weeks ago.", "two weeks ago=2025-W52" },
        { "2026-01-07", "It opened at 3:40 p.m. on Tuesday.", "3:40 p.m. on Tuesday=2026-01-06T15:40" },
    };
    CHECK(examples);
}

static void spans_and_sets(void **state) {
    (void)state;
    static const example examples[] = {
        { "2026-01-07", "The trial lasted three days.", "three days=P3D" },
        { "2026-01-07", "A 16-hour flight followed.", "16-hour=PT16H" },
        { "2026-01-07", "The market opens every Tuesday.", "every Tuesday=XXXX-WXX-2" },
        { "2026-01-07", "Ferries leave every twenty minutes.", "every twenty minutes=PT20M" },
        { "2026-01-07", "The 58-year-old pilot slept.", "" },
    };
    CHECK(examples);
}

static void without_a_date(void **state) {
    (void)state;
    static const example examples[] = {
        { NULL, "He resigned on Monday.", "Monday=XXXX-WXX-1" },
        { NULL, "He resigned yesterday.", "yesterday=XXXX-XX-XX" },
    };
    CHECK(examples);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calendar_dates),
        cmocka_unit_test(relative_days),
        cmocka_unit_test(spans_and_sets),
        cmocka_unit_test(without_a_date),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
