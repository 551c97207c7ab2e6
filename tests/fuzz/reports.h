/* tests/fuzz/reports.h: reads bytes as one form and holds every report to what must be true of
 * any: sound UTF-8, blocks in order and inside the text, nothing but blanks and notes between. */
#ifndef FUZZ_REPORTS_H
#define FUZZ_REPORTS_H

#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "source/source.h"

enum { FUZZ_ARENA_MOST = 256 << 20 };

#ifndef FUZZ_STEPS_A_BYTE
#define FUZZ_STEPS_A_BYTE 1 /* more where the input is packed */
#endif

#define must(holds) ((holds) ? (void)0 : fail(#holds))

static void fail(const char *what) {
    fprintf(stderr, "does not hold: %s\n", what);
    abort();
}

static bool is_noted(const report *r, size_t at) {
    for (size_t i = 0; i < r->notes.count; i++)
        if (r->notes.at[i].at <= at && str_is(str_of(r->notes.at[i].code), "editor")) return true;
    return false;
}

static void check_between(const report *r, size_t start, size_t end) {
    for (size_t at = start; at < end; at++) must(is_blank(r->text.at[at]) || is_noted(r, at));
}

static void check_report(const report *r) {
    size_t last = 0;
    must(r->text.at && utf8_valid(r->text) == r->text.length);
    must(utf8_valid(r->title) == r->title.length && utf8_valid(r->site) == r->site.length);
    must(utf8_valid(r->section) == r->section.length
         && utf8_valid(r->canonical) == r->canonical.length);
    must(utf8_valid(r->url) == r->url.length && utf8_valid(r->id) == r->id.length);
    must(utf8_valid(r->language) == r->language.length);
    for (size_t i = 0; i < r->authors.count; i++)
        must(utf8_valid(r->authors.at[i]) == r->authors.at[i].length);
    for (size_t i = 0; i < r->blocks.count; i++) {
        const block *b = &r->blocks.at[i];
        must(b->start >= last && b->start < b->end && b->end <= r->text.length);
        must(!is_blank(r->text.at[b->start]) && !is_blank(r->text.at[b->end - 1]));
        check_between(r, last, b->start);
        last = b->end;
    }
    if (r->blocks.count) check_between(r, last, r->text.length);
}

static void read_all(const uint8_t *bytes, size_t size, source_form form) {
    fault f = { 0 };
    report r;
    arena *a = arena_new(FUZZ_ARENA_MOST);
    source_options options = { .form = form, .retrieved = STR("2026-01-05"), .text_most = 1 << 20 };
    source *s = source_of_bytes((str){ (const char *)bytes, size }, STR("fuzz"), &options, &f);
    for (size_t steps = 0; s; steps++) {
        source_step step = source_next(s, a, &r, &f);
        if (step == SOURCE_END) break;
        if (step == SOURCE_REPORT) check_report(&r);
        else must(f.what[0] && f.where[0]);
        must(steps <= size * FUZZ_STEPS_A_BYTE + 1); /* every step moves on */
        arena_reset(a, 1 << 20);
    }
    source_close(s);
    arena_free(a);
}

#endif
