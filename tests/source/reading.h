/* Helps the tests of the source room: bytes read as a source, reports printed as lines. */
#ifndef TESTS_SOURCE_READING_H
#define TESTS_SOURCE_READING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "source/source.h"

typedef struct reading {
    arena *a;
    source *s;
    report r;
    fault f;
} reading;

static inline reading reading_with(str bytes, source_options options) {
    reading it = { .a = arena_new(0) };
    it.s = source_of_bytes(bytes, STR("in"), &options, &it.f);
    assert_non_null(it.s);
    return it;
}

static inline reading reading_of(const char *text) {
    return reading_with(str_of(text), (source_options){ .form = SOURCE_AUTO });
}

static inline void reading_end(reading *it) {
    source_close(it->s);
    arena_free(it->a);
}

static inline source_step next(reading *it) {
    return source_next(it->s, it->a, &it->r, &it->f);
}

static inline void next_is_report(reading *it) {
    source_step step = next(it);
    if (step == SOURCE_BROKEN) print_error("%s: %s\n", it->f.where, it->f.what);
    assert_int_equal(step, SOURCE_REPORT);
}

/* line as fault_line writes it. */
static inline void next_is_broken(reading *it, const char *line) {
    char got[512];
    assert_int_equal(next(it), SOURCE_BROKEN);
    fault_line(&it->f, got, sizeof got);
    assert_string_equal(got, line);
}

static inline void next_is_end(reading *it) {
    assert_int_equal(next(it), SOURCE_END);
    assert_int_equal(next(it), SOURCE_END);
}

static inline void is_text(arena *a, str got, const char *wanted) {
    if (!wanted) {
        assert_null(got.at);
        return;
    }
    assert_non_null(got.at);
    assert_string_equal(arena_copy(a, got).at, wanted);
}

/* "one; two" */
static inline void are_texts(arena *a, const str_list *got, const char *wanted) {
    buffer out = { 0 };
    buffer_add(a, &out, STR(" "));
    for (size_t i = 0; i < got->count; i++)
        buffer_print(a, &out, "%s%.*s", i ? "; " : "", STR_ARG(got->at[i]));
    is_text(a, str_cut(buffer_str(&out), 1, out.count), wanted);
}

/* A line "kind: words" for each block, a live entry's time in brackets before it. */
static inline void are_blocks(reading *it, const char *wanted) {
    buffer out = { 0 };
    buffer_add(it->a, &out, STR("\n"));
    for (size_t i = 0; i < it->r.blocks.count; i++) {
        const block *b = &it->r.blocks.at[i];
        if (b->time.at) buffer_print(it->a, &out, "[%.*s] ", STR_ARG(b->time));
        buffer_print(it->a, &out, "%s: %.*s\n", block_kind_name(b->kind),
                     STR_ARG(str_cut(it->r.text, b->start, b->end)));
    }
    is_text(it->a, str_cut(buffer_str(&out), 1, out.count), wanted);
}

/* "code; code" */
static inline void are_notes(reading *it, const char *wanted) {
    str_list codes = { 0 };
    for (size_t i = 0; i < it->r.notes.count; i++)
        *LIST_ADD(it->a, &codes) = str_of(it->r.notes.at[i].code);
    are_texts(it->a, &codes, wanted);
}

#endif
