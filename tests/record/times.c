/* Times: sentences of our own, each with the expressions that it holds, and near misses that
 * hold none. "words=VALUE", in text order, with a bar between. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "record/build.h"

typedef struct example {
    const char *published, *text, *expected;
} example;

/* Reads the times of a text; everything lives in a. */
static build *read_times(arena *a, const char *published, const char *text) {
    report *r = ARENA_NEW(a, report, 1);
    tokens *t = ARENA_NEW(a, tokens, 1);
    build *b = ARENA_NEW(a, build, 1);
    fault f = { 0 };
    r->text = str_of(text);
    r->published = str_of(published);
    assert_true(tokens_cut(a, r->text, &r->blocks, t, &f));
    b->a = a;
    b->report = r;
    b->tokens = t;
    b->labels = ARENA_NEW(a, labels, 1);
    b->out = ARENA_NEW(a, record, 1);
    times_find(b);
    return b;
}

static str times_of(arena *a, const build *b) {
    buffer line = { 0 };
    for (size_t i = 0; i < b->out->times.count; i++) {
        const timex *x = &b->out->times.at[i];
        str words = str_cut(b->report->text, x->start, x->end);
        buffer_print(a, &line, "%s%.*s=%.*s", i ? "|" : "", STR_ARG(words), STR_ARG(x->value));
    }
    return buffer_str(&line);
}

static void check_one(arena *a, const example *e) {
    str got = times_of(a, read_times(a, e->published, e->text));
    if (!str_is(got, e->expected))
        fail_msg("%s\n  wanted %s\n  got    %.*s", e->text, e->expected, STR_ARG(got));
}

static void check_all(const example *examples, size_t count) {
    arena *a = arena_new(0);
    jmp_buf out_of_memory;
    assert_false(setjmp(out_of_memory));
    arena_guard(a, &out_of_memory);
    for (size_t i = 0; i < count; i++) check_one(a, &examples[i]);
    arena_free(a);
}

#define CHECK(examples) check_all(examples, sizeof examples / sizeof *examples)

/* 7 January 2026 is a Wednesday. */
#define WED "2026-01-07"

static void days_of_the_calendar(void **unused) {
    (void)unused;
    static const example examples[] = {
        { WED, "She took office on Thursday, 1 January 2026.",
          "Thursday, 1 January 2026=2026-01-01" },
        { WED, "It was signed on March 3, 1999, in Bergen.", "March 3, 1999=1999-03-03" },
        { WED, "The pier fell on the 3rd of May.", "the 3rd of May=2025-05-03" },
        { WED, "The fair runs 9 and 10 March.", "9=2026-03-09|10 March=2026-03-10" },
        { WED, "The poll ran Dec. 18-20.", "Dec. 18=2025-12-18|20=2025-12-20" },
        { WED, "Filed 2025-11-30 by the clerk.", "2025-11-30=2025-11-30" },
        { WED, "They meet on Tuesday the 13th.", "Tuesday the 13th=2026-01-13" },
        { WED, "He won on the first Tuesday of November 2024.",
          "the first Tuesday of November 2024=2024-11-05" },
        { WED, "The board approved a payout, payable Feb. 15.", "Feb. 15=2026-02-15" },
        { WED, "Profit for the year ended Dec. 31 fell.", "the year=P1Y|Dec. 31=2025-12-31" },
        { WED, "The Nov. 3 election will decide it.", "Nov. 3=2026-11-03" },
        { WED, "Since the Sept. 11 attacks the gate is shut.", "Sept. 11=2001-09-11" },
    };
    CHECK(examples);
}

static void weekdays_by_tense(void **unused) {
    (void)unused;
    static const example examples[] = {
        { WED, "He resigned on Monday.", "Monday=2026-01-05" },
        { WED, "The council will vote on Monday.", "Monday=2026-01-12" },
        { WED, "The ferry is to sail on Friday.", "Friday=2026-01-09" },
        { WED, "The trial could start as early as Monday.", "Monday=2026-01-12" },
        { WED, "The hearing was postponed until Friday.", "Friday=2026-01-09" },
        { WED, "The minister could not be reached Tuesday.", "Tuesday=2026-01-06" },
        { WED, "She spoke at length on Wednesday.", "Wednesday=2026-01-07" },
        { WED, "They met last Friday and meet again next Friday.",
          "last Friday=2026-01-02|next Friday=2026-01-09" },
        { WED, "The king arrives on Saturday week.", "Saturday week=2026-01-17" },
        { WED, "They left on Monday of last week.", "Monday of last week=2025-12-29" },
        { WED, "The storm broke days before Friday's game.", "days=PXD|Friday=2026-01-09" },
    };
    CHECK(examples);
}

static void months_and_years(void **unused) {
    (void)unused;
    static const example examples[] = {
        { WED, "They met in June 2024.", "June 2024=2024-06" },
        { WED, "The mine opened in October.", "October=2025-10" },
        { WED, "The mine will open in March.", "March=2026-03" },
        { WED, "In 2019 it rained; in late January of that year it froze.",
          "2019=2019|late January of that year=2019-01" },
        { WED, "May it last longer than in May, when it rose.", "May=2025-05" },
        { WED, "The mill has stood since the 1890s.", "the 1890s=189" },
        { WED, "The '90s and the late 1970s were dry.", "The '90s=199|the late 1970s=197" },
        { WED, "A church of the 19th century burned.", "the 19th century=18" },
        { WED, "The plan dates from mid-1996.", "mid-1996=1996" },
        { WED, "It closed at the end of last year.", "the end of last year=2025" },
        { WED, "He was born in nineteen ninety-six.", "nineteen ninety-six=1996" },
    };
    CHECK(examples);
}

static void seasons_and_quarters(void **unused) {
    (void)unused;
    static const example examples[] = {
        { "2026-05-12", "Sales fell 2% in the first quarter.", "the first quarter=2026-Q1" },
        { "2026-05-12", "Third-quarter profit rose from a year earlier.",
          "Third-quarter=2025-Q3|a year earlier=2024-Q3" },
        { "2026-05-12", "Profit for the nine months fell to $5 million from a year earlier.",
          "the nine months=P9M|a year earlier=2025" },
        { "2026-05-12", "It was built in the summer of 1988.", "the summer of 1988=1988-SU" },
        { "2026-05-12", "Last autumn the river froze.", "Last autumn=2025-FA" },
        { "2026-05-12", "It fell in the first half of 2025.", "the first half of 2025=2025-H1" },
        { "2026-05-12", "He scored in the first half.", "" },
        { "2026-05-12", "The March quarter was poor.", "The March quarter=2026-Q1" },
        { "2026-05-12", "Floods came in the last week of December.",
          "the last week of December=2025-W52" },
    };
    CHECK(examples);
}

static void told_from_another_day(void **unused) {
    (void)unused;
    static const example examples[] = {
        { WED, "The bridge closed last week.", "last week=2026-W01" },
        { WED, "The bridge closed two weeks ago.", "two weeks ago=2025-W52" },
        { WED, "Two years ago the reef was white.", "Two years ago=2024" },
        { WED, "She left ten days ago.", "ten days ago=2025-12-28" },
        { WED, "He left nearly two decades ago.", "nearly two decades ago=200" },
        { WED, "He left weeks ago.", "weeks ago=PAST_REF" },
        { WED, "It was found on 3 March 2020. The next day it was gone. A week later it was back.",
          "3 March 2020=2020-03-03|The next day=2020-03-04|A week later=2020-W11" },
        { WED, "He sued in May 2016 and withdrew the following month.",
          "May 2016=2016-05|the following month=2016-06" },
        { WED, "It came one day after the vote.", "one day=P1D" },
        { WED, "They return a year from now.", "a year from now=2027" },
        { WED, "It rained the day before yesterday.", "the day before yesterday=2026-01-05" },
        { WED, "He wrote on Tuesday that it was \"just last night\".",
          "Tuesday=2026-01-06|last night=2026-01-05TNI" },
    };
    CHECK(examples);
}

static void vague_times(void **unused) {
    (void)unused;
    static const example examples[] = {
        { WED, "He now lives in Oslo.", "now=PRESENT_REF" },
        { WED, "The recent rain helped.", "recent=PAST_REF" },
        { WED, "In the coming weeks it will close.", "the coming weeks=FUTURE_REF" },
        { WED, "Nobody knows the future.", "the future=FUTURE_REF" },
        { WED, "It is shut at the moment.", "the moment=PRESENT_REF" },
        { WED, "He had previously left, and soon, then, later, came back.", "" },
    };
    CHECK(examples);
}

static void clock_times(void **unused) {
    (void)unused;
    static const example examples[] = {
        { WED, "It opened at 3:40 p.m. on Tuesday.", "3:40 p.m. on Tuesday=2026-01-06T15:40" },
        { WED, "The launch is at 1:30pm on Thursday.", "1:30pm on Thursday=2026-01-08T13:30" },
        { WED, "It came at around 7.06am local time.",
          "around 7.06am local time=2026-01-07T07:06" },
        { WED, "It fell at 10:35 a.m. (0735 GMT) Tuesday.",
          "10:35 a.m.=2026-01-06T10:35|0735 GMT=2026-01-06T07:35|Tuesday=2026-01-06" },
        { "2026-01-07T09:00", "He fell at 21:00.", "21:00=2026-01-06T21:00" },
        { WED, "Snow fell on Monday morning.", "Monday morning=2026-01-05TMO" },
        { WED, "It rained yesterday afternoon.", "yesterday afternoon=2026-01-06TAF" },
        { WED, "They will march at noon on Friday.", "noon on Friday=2026-01-09T12:00" },
        { WED, "The rules change at midnight.", "midnight=2026-01-07T24:00" },
        { WED, "He quoted Exodus 18:21 and lost 3:2.", "" },
        { WED, "She watched Saturday Night Live.", "" },
    };
    CHECK(examples);
}

static void durations_and_sets(void **unused) {
    (void)unused;
    static const example examples[] = {
        { WED, "The trial lasted three days.", "three days=P3D" },
        { WED, "A 16-hour flight followed.", "16-hour=PT16H" },
        { WED, "It took two and a half hours.", "two and a half hours=PT2H30M" },
        { WED, "It took 5 1/2 years.", "5 1/2 years=P5Y6M" },
        { WED, "He waited more than a month.", "more than a month=P1M" },
        { WED, "Over the past 18 months it grew.", "the past 18 months=P18M" },
        { WED, "They dug for two decades.", "two decades=P20Y" },
        { WED, "The market opens every Tuesday.", "every Tuesday=XXXX-WXX-2" },
        { WED, "Ferries leave every twenty minutes.", "every twenty minutes=PT20M" },
        { WED, "They meet twice a week, and on Friday nights.",
          "a week=P1W|Friday nights=XXXX-WXX-5TNI" },
        { WED, "It loses money annually and each July.", "annually=P1Y|each July=XXXX-07" },
        { WED, "The 58-year-old pilot, two years old then, slept.", "" },
        { WED, "He earns $9 a day and got a quarter of the vote.", "" },
        { WED, "A second term began.", "" },
    };
    CHECK(examples);
}

static void holidays(void **unused) {
    (void)unused;
    static const example examples[] = {
        { WED, "The quake struck on Christmas Day.", "Christmas Day=2025-12-25" },
        { WED, "They married on New Year's Eve.", "New Year's Eve=2025-12-31" },
        { WED, "Snow fell at Easter 2018.", "Easter 2018=2018-04-01" },
        { WED, "She bought Christmas lights.", "" },
        { "2025-12-01", "The shops opened on Thanksgiving.", "Thanksgiving=2025-11-27" },
    };
    CHECK(examples);
}

static void words_in_names(void **unused) {
    (void)unused;
    static const example examples[] = {
        { WED, "The Sunday Times van slid into a ditch.", "" },
        { WED, "April Jones, 8, slept through it.", "" },
        { WED, "Theresa May left the June Havoc Theatre.", "" },
        { WED, "At a June meeting he spoke.", "June=2025-06" },
        { WED, "The Year of the Reef is over.", "" },
        { WED, "Officers will march him to Second Avenue.", "" },
        { WED, "A poster of 24 Hours in Ely hung there.", "" },
        { WED, "In Case 2000 the 2000-strong union lost.", "" },
    };
    CHECK(examples);
}

static void anchors(void **unused) {
    (void)unused;
    static const example examples[] = {
        { "2026-06-17", "DAMASCUS, June 16 — Shelling stopped yesterday.",
          "June 16=2026-06-16|yesterday=2026-06-15" },
        { "2026-01-01", "PARIS, Dec 31 (Agency) - It rained today.",
          "Dec 31=2025-12-31|today=2025-12-31" },
        { "2026-06-17", "He said on Monday, June 15 - a day off - that it rained yesterday.",
          "Monday, June 15=2026-06-15|a day=P1D|yesterday=2026-06-16" },
        { NULL, "He resigned on Monday.", "Monday=XXXX-WXX-1" },
        { NULL, "At 3 p.m. yesterday he left.", "3 p.m. yesterday=XXXX-XX-XXT15:00" },
        { NULL, "He resigned in March and left last week.", "March=XXXX-03|last week=XXXX-WXX" },
        { "2026-01-03T23:30:00-05:00", "It rained today.", "today=2026-01-03" },
    };
    CHECK(examples);
}

/* ---- bounds, notes, marks ---- */

static arena *guarded(jmp_buf *out_of_memory) {
    arena *a = arena_new(0);
    arena_guard(a, out_of_memory);
    return a;
}

static void check_bounds(arena *a, const char *text, const char *earliest, const char *latest) {
    const build *b = read_times(a, WED, text);
    char first[MOMENT_SIZE] = "", last[MOMENT_SIZE] = "";
    assert_true(b->out->times.count > 0);
    const time_value *v = &b->out->times.at[0].bounds;
    if (v->known) moment_write(&v->earliest, first);
    if (v->known) moment_write(&v->latest, last);
    assert_string_equal(first, earliest);
    assert_string_equal(last, latest);
}

static void bounds(void **unused) {
    (void)unused;
    jmp_buf out_of_memory;
    assert_false(setjmp(out_of_memory));
    arena *a = guarded(&out_of_memory);
    check_bounds(a, "It fell in April 2014.", "2014-04-01", "2014-04-30");
    check_bounds(a, "It fell last week.", "2025-12-29", "2026-01-04");
    check_bounds(a, "It fell in the 1990s.", "1990-01-01", "1999-12-31");
    check_bounds(a, "It fell last winter.", "2024-12-01", "2025-02-28");
    check_bounds(a, "It fell at 7:06 a.m. on Monday.", "2026-01-05T07:06:00",
                 "2026-01-05T07:06:00");
    check_bounds(a, "It now stands.", "2026-01-07", "2026-01-07");
    check_bounds(a, "It fell recently.", "", "");
    check_bounds(a, "It fell for three days.", "", "");
    arena_free(a);
}

/* The value that the whole text gives, "earliest/latest", "-" for an open end. */
static str value_in(arena *a, const char *text) {
    const build *b = read_times(a, WED, text);
    time_value v = time_in(b, 0, (uint32_t)b->tokens->count);
    char first[MOMENT_SIZE] = "-", last[MOMENT_SIZE] = "-";
    if (!v.known) return STR("none");
    if (v.earliest.day.year) moment_write(&v.earliest, first);
    if (v.latest.day.year) moment_write(&v.latest, last);
    return arena_print(a, "%s/%s", first, last);
}

static void values_for_others(void **unused) {
    (void)unused;
    jmp_buf out_of_memory;
    assert_false(setjmp(out_of_memory));
    arena *a = guarded(&out_of_memory);
    assert_true(str_is(value_in(a, "He may appear as early as Monday."), "2026-01-12/-"));
    assert_true(str_is(value_in(a, "It must end by the end of the month."), "-/2026-01-31"));
    assert_true(str_is(value_in(a, "It has stood since 2017."), "2017-01-01/-"));
    assert_true(str_is(value_in(a, "It opens no later than 2 March 2027."), "-/2027-03-02"));
    assert_true(str_is(value_in(a, "He spoke for an hour on Monday."), "2026-01-05/2026-01-05"));
    assert_true(str_is(value_in(a, "He spoke for an hour."), "none"));
    arena_free(a);
}

static void marks_and_notes(void **unused) {
    (void)unused;
    jmp_buf out_of_memory;
    assert_false(setjmp(out_of_memory));
    arena *a = guarded(&out_of_memory);
    const build *b = read_times(a, WED, "It fell on Friday, 5 January 2026.");
    assert_true(b->out->times.at[0].conflict);
    b = read_times(a, WED, "It fell on Monday, 5 January 2026.");
    assert_false(b->out->times.at[0].conflict);
    b = read_times(a, NULL, "It fell on Monday. It rose on Tuesday.");
    assert_int_equal(b->out->notes.count, 1);
    assert_string_equal(b->out->notes.at[0].code, "no-date");
    b = read_times(a, NULL, "It fell on 5 January 2026 for an hour.");
    assert_int_equal(b->out->notes.count, 0);
    arena_free(a);
}

/* ---- labels ---- */

/* "The senate votes on Monday." with its words labelled: the verb is no past form. */
static void labels_tell_the_present(void **unused) {
    (void)unused;
    jmp_buf out_of_memory;
    assert_false(setjmp(out_of_memory));
    arena *a = guarded(&out_of_memory);
    build *b = read_times(a, WED, "The senate votes on Monday.");
    assert_string_equal(b->out->times.at[0].value.at, "2026-01-05");
    static const uint8_t classes[] = { UPOS_DET, UPOS_NOUN, UPOS_VERB, UPOS_ADP, UPOS_PROPN,
                                       UPOS_PUNCT };
    static const float sure[] = { 1, 1, 1, 1, 1, 1 };
    static const uint32_t head[] = { 1, 2, HEAD_ROOT, 4, 2, 2 };
    assert_int_equal(b->tokens->count, 6);
    labels l = { .upos = classes, .upos_sure = sure, .head = head };
    b->labels = &l;
    b->out = ARENA_NEW(a, record, 1);
    times_find(b);
    assert_string_equal(b->out->times.at[0].value.at, "2026-01-12");
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_of_the_calendar),
        cmocka_unit_test(weekdays_by_tense),
        cmocka_unit_test(months_and_years),
        cmocka_unit_test(seasons_and_quarters),
        cmocka_unit_test(told_from_another_day),
        cmocka_unit_test(vague_times),
        cmocka_unit_test(clock_times),
        cmocka_unit_test(durations_and_sets),
        cmocka_unit_test(holidays),
        cmocka_unit_test(words_in_names),
        cmocka_unit_test(anchors),
        cmocka_unit_test(bounds),
        cmocka_unit_test(values_for_others),
        cmocka_unit_test(marks_and_notes),
        cmocka_unit_test(labels_tell_the_present),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
