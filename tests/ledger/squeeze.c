/* tests/ledger/squeeze.c: squeezed facts come back, to the byte of their plain form; what is in
 * files today is read for ever; and no bytes make expanding read outside or take long. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ledger/facts.h"
#include "ledger/keep.h"
#include "ledger/squeeze.h"

#define FORM_LENGTH 165
#define FORM_DIGEST "58fd1a24d6e83342"

static const char text[] =
    "Mayor Ana Ruiz said on Friday that the sea wall of Marden would be repaired for 3.5 million "
    "euros. \"Nobody asked the fishermen,\" Piet Holm told reporters. A vote is expected on 12 "
    "March 2026.\n\nThe harbour office has not yet commented.";

static int make_arena(void **state) {
    *state = arena_new(256 << 20);
    return !*state;
}

static int drop_arena(void **state) {
    arena_free(*state);
    return 0;
}

/* Where words stand, from their nth time on. */
static span at(const char *words) {
    size_t start = (size_t)(strstr(text, words) - text);
    return (span){ start, start + strlen(words) };
}

static span_list one(arena *a, span s) {
    span_list out = { 0 };
    *LIST_ADD(a, &out) = s;
    return out;
}

static id_list whom(arena *a, id n) {
    id_list out = { 0 };
    *LIST_ADD(a, &out) = n;
    return out;
}

static moment on(int year, int month, int number) {
    return (moment){ { year, month, number }, -1, 0, 0, ZONE_NONE };
}

static void add_actors(arena *a, record *r) {
    static const char *const names[] = {
        "Ana Ruiz", "the fishermen", "Piet Holm", "harbour office",
    };
    static const actor_kind kinds[] = { ACTOR_PERSON, ACTOR_GROUP, ACTOR_PERSON, ACTOR_GOVERNMENT };
    for (size_t i = 0; i < 4; i++) {
        actor x = { .name = str_of(names[i]), .kind = kinds[i], .confidence = 0.93F,
                    .mentions = one(a, at(names[i])), .sector = i ? STR("CVL") : STR("GOV") };
        if (!i) *LIST_ADD(a, &x.roles) = (role){ STR("Mayor"), STR("Marden"), at("Mayor") };
        *LIST_ADD(a, &r->actors) = x;
        *LIST_ADD(a, &r->entities) = (named_entity){ at(names[i]), ENTITY_PERSON, (id)i, 0.9F };
    }
}

static void add_said(arena *a, record *r) {
    time_value friday = { true, on(2026, 3, 6), on(2026, 3, 6), 0 };
    *LIST_ADD(a, &r->times) = (timex){ at("Friday").start, at("Friday").end, TIME_DATE,
                                       STR("2026-03-06"), friday, false, 0.95F, NULL };
    statement x = { .source = one(a, at("Mayor Ana Ruiz")), .cue = one(a, at("said")),
                    .content = one(a, at("the sea wall of Marden would be repaired")),
                    .quotation = QUOTATION_INDIRECT, .speakers = whom(a, 0), .act = ACT_PROMISE,
                    .time = friday, .place = 0, .within = ID_NONE, .confidence = 0.88F };
    *LIST_ADD(a, &r->statements) = x;
    x = (statement){ .source = one(a, at("Piet Holm")), .cue = one(a, at("told")),
                     .content = one(a, at("Nobody asked the fishermen")), .speakers = whom(a, 2),
                     .channel = { CHANNEL_INTERVIEW, STR("Morning Round") }, .place = ID_NONE,
                     .time.time = ID_NONE, .within = ID_NONE, .confidence = 1 };
    *LIST_ADD(a, &x.stance) = (stance){ ID_NONE, STR("the wall"), POLARITY_AGAINST };
    *LIST_ADD(a, &r->statements) = x;
}

static void add_rest(arena *a, record *r) {
    time_value vote = { true, on(2026, 3, 12), { { 2026, 3, 12 }, 18, 30, 5, 60 }, ID_NONE };
    *LIST_ADD(a, &r->places) = (place){ at("Marden").start, at("Marden").end, STR("Marden"),
                                        STR("city"), 51.14844, -0.0, 12345, STR("GBR"), STR_NONE,
                                        0.5F, NULL };
    *LIST_ADD(a, &r->places) = (place){ at("harbour").start, at("harbour").end, STR("Marden"),
                                        STR("city"), NAN, NAN, 0, STR_NONE, STR(""), 0.5F, NULL };
    *LIST_ADD(a, &r->quantities) = (quantity){ at("3.5").start, at("million euros").end, 3.5e6,
                                               NAN, STR("EUR"), STR_NONE, 0.9F, NULL };
    *LIST_ADD(a, &r->events) = (event){ .spans = one(a, at("repaired")), .within = 0,
        .predicate = STR("repair"), .type = STR("AID"), .mode = STR("rare mode"), .main = true,
        .status = STATUS_EXPECTED, .actors = whom(a, 0), .recipients = whom(a, 1),
        .time = vote, .place = ID_NONE, .confidence = 0.5F };
    *LIST_ADD(a, &r->events) = (event){ .spans = one(a, at("vote")), .within = ID_NONE,
        .predicate = STR("go to the polls"), .time.time = ID_NONE, .place = 1 };
    *LIST_ADD(a, &r->expectations) = (expectation){ at("A vote is expected on 12 March 2026"),
        whom(a, 3), STR("A vote"), EXPECTATION_SCHEDULED, vote, ID_NONE, 1, 0.7F, NULL };
    *LIST_ADD(a, &r->silences) = (silence){ at("The harbour office has not yet commented"),
        whom(a, 3), STR("the wall"), SILENCE_NOT_YET, 0.97F, NULL };
    *LIST_ADD(a, &r->voices) = (voice){ at("would"), VOICE_FORECAST, 0.2F, NULL };
    *LIST_ADD(a, &r->notes) = (note){ "no-date", 3, STR("a message that is new") };
    r->main = (main_event){ STR("Ana Ruiz"), STR("would be repaired"), STR_NONE, STR("Marden"),
                            { .time = ID_NONE } };
}

static void make_record(arena *a, record *r, report *of, span_list *sentences) {
    *of = (report){ .text = str_of(text) };
    *r = (record){ .report = of };
    *sentences = (span_list){ 0 };
    *LIST_ADD(a, sentences) = (span){ 0, at("euros.").end };
    *LIST_ADD(a, sentences) = (span){ at("\"Nobody").start, at("reporters.").end };
    add_actors(a, r);
    add_said(a, r);
    add_rest(a, r);
}

static void assert_comes_back(arena *a, record *r, span_list *sentences) {
    str plain = facts_pack(a, r, sentences), small;
    record back = { .report = r->report };
    span_list cut;
    fault f = { 0 };
    assert_true(facts_squeeze(a, r, sentences, &small));
    assert_true(small.length < plain.length);
    assert_true(facts_expand(a, small, r->report->text, &back, &cut, &f));
    assert_true(str_same(facts_pack(a, &back, &cut), plain));
}

static void facts_come_back(void **state) {
    record r;
    report of;
    span_list sentences;
    make_record(*state, &r, &of, &sentences);
    assert_comes_back(*state, &r, &sentences);
    record none = { .report = &of };
    assert_comes_back(*state, &none, &(span_list){ 0 });
    r.actors.at[0].mentions.at[0].end -= 2; /* within a word */
    r.statements.at[0].content.at[0].start += 1;
    r.times.at[0].bounds.earliest = on(9000, 1, 1);
    assert_comes_back(*state, &r, &sentences);
}

/* The first bytes of facts squeezed by the form that files are in: they must not change. */
static void the_form_stays(void **state) {
    record r, back = { 0 };
    report of;
    span_list sentences, cut;
    fault f = { 0 };
    make_record(*state, &r, &of, &sentences);
    str small, hex;
    assert_true(facts_squeeze(*state, &r, &sentences, &small));
    hex = hash_hex(*state, kept_text_digest(*state, small));
    print_message("%zu bytes, %.*s\n", small.length, STR_ARG(hex));
    assert_int_equal(small.length, FORM_LENGTH);
    assert_true(str_is(str_cut(hex, 0, 16), FORM_DIGEST));
    back.report = &of;
    assert_true(facts_expand(*state, small, str_of(text), &back, &cut, &f));
}

/* Shapes that words of the text cannot tell go by the other way, and come back. */
static void other_shapes_come_back(void **state) {
    arena *a = *state;
    record r;
    report of;
    span_list sentences;
    str back;
    fault f = { 0 };
    make_record(a, &r, &of, &sentences);
    named_entity first = r.entities.at[0];
    r.entities.at[0] = r.entities.at[3]; /* out of order */
    r.entities.at[3] = first;
    str plain = facts_pack(a, &r, &sentences), small = kept_squeeze(a, plain, of.text);
    assert_true(kept_unsqueeze(a, small, of.text, &back, &f));
    assert_true(str_same(back, plain));
}

static uint64_t drawn(uint64_t *seed, uint64_t below) {
    *seed = *seed * 6364136223846793005U + 1442695040888963407U;
    return (*seed >> 33) % below;
}

/* Puts facts out of order, off words and into wrong places. */
static void twist(record *r, span_list *sentences, uint64_t *seed) {
    span *spans[] = {
        &r->actors.at[drawn(seed, 4)].mentions.at[0], &r->statements.at[0].content.at[0],
        &r->statements.at[1].cue.at[0], &r->events.at[drawn(seed, 2)].spans.at[0],
        &r->entities.at[drawn(seed, 4)].at, &r->silences.at[0].at, &sentences->at[drawn(seed, 2)],
        &r->expectations.at[0].at, &r->actors.at[0].roles.at[0].at,
    };
    span *at = spans[drawn(seed, sizeof spans / sizeof *spans)];
    at->start = (size_t)drawn(seed, sizeof text - 2);
    at->end = at->start + (size_t)drawn(seed, sizeof text - 1 - at->start);
    r->events.at[0].within = (id)drawn(seed, 3);
    r->statements.at[0].place = (id)drawn(seed, 2);
    r->places.at[0].longitude = (double)drawn(seed, 1000) / 7;
    r->quantities.at[0].low = (double)drawn(seed, 1000) / 3;
    r->times.at[0].bounds.latest = on(1 + (int)drawn(seed, 9999), 2, 3);
}

/* What is told back from the bits written is what is read from the bytes, whatever the facts. */
static void told_back_is_read(void **state) {
    arena *a = arena_new(16 << 20);
    uint64_t seed = 5;
    (void)state;
    size_t same = 0;
    for (int round = 0; round < 1000; round++) {
        record r, read;
        report of;
        span_list sentences, cut;
        facts_back back;
        fault f = { 0 };
        arena_reset(a, 1 << 20);
        make_record(a, &r, &of, &sentences);
        for (int i = 0; i < 1 + round % 3; i++) twist(&r, &sentences, &seed);
        str plain = facts_pack(a, &r, &sentences);
        if (!facts_squeeze_back(a, &r, &sentences, &back)) continue;
        read = (record){ .report = &of };
        assert_true(facts_expand(a, back.squeezed, of.text, &read, &cut, &f));
        str told = facts_pack(a, &back.record, &back.sentences);
        assert_true(str_same(told, facts_pack(a, &read, &cut)));
        same += str_same(told, plain);
    }
    arena_free(a);
    assert_true(same > 100 && same < 1000);
}

static void any_bytes_are_safe(void **state) {
    arena *a = *state;
    record r;
    report of;
    span_list sentences, cut;
    str small;
    volatile uint64_t seed = 11;
    make_record(a, &r, &of, &sentences);
    assert_true(facts_squeeze(a, &r, &sentences, &small));
    char bytes[512];
    for (int round = 0; round < 4000; round++) {
        fault f = { 0 };
        record back = { .report = &of };
        memcpy(bytes, small.at, small.length);
        for (int i = 0; i < 1 + round % 4; i++) {
            seed = seed * 6364136223846793005U + 1442695040888963407U;
            bytes[(seed >> 33) % small.length] = (char)(seed >> 60 | seed >> 20);
        }
        arena *scratch = arena_new(64 << 20);
        jmp_buf out;
        if (!setjmp(out)) {
            arena_guard(scratch, &out);
            str changed = { bytes, small.length - (size_t)round % 3 };
            if (facts_expand(scratch, changed, of.text, &back, &cut, &f)) {
                facts_pack(scratch, &back, &cut);
                kept_receipts(scratch, &back);
            } else {
                assert_int_equal(f.kind, FAULT_STORE);
            }
        }
        arena_free(scratch);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(facts_come_back),        cmocka_unit_test(the_form_stays),
        cmocka_unit_test(other_shapes_come_back), cmocka_unit_test(any_bytes_are_safe),
        cmocka_unit_test(told_back_is_read),
    };
    return cmocka_run_group_tests(tests, make_arena, drop_arena);
}
