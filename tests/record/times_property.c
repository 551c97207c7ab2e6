/* Times, whatever the words: every value is TIMEX3, spans stand in order inside the text and
 * do not overlap, bounds are days that exist. Texts are random rows of words that times are
 * made of, from a fixed seed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "record/build.h"

enum { TEXTS = 20000, WORDS_MOST = 24, TEXT_SIZE = 512 };

static const char *const words[] = {
    "the", "a", "an", "last", "past", "next", "this", "that", "these", "those", "same", "previous",
    "following", "coming", "recent", "latest", "current", "now", "currently", "recently", "today",
    "yesterday", "tomorrow", "tonight", "Monday", "Tuesday", "Sunday", "Fridays", "Sat.", "January",
    "March", "May", "Sept.", "Feb.", "second", "minutes", "hour", "day", "days", "week", "weeks",
    "weekend", "month", "months", "quarter", "quarters", "year", "years", "decade", "decades",
    "century", "centuries", "fortnight", "nights", "one", "two", "twenty", "-", "five", "hundred",
    "thousand", "dozen", "a couple", "half", "1/2", "first", "third", "21st", "31", "30", "29", "0",
    "1999", "2025", "1898", "99999999999", "7:30", "7.30", "24:00", "13:75", "12", "11pm", "p.m.",
    "a.m.", "noon", "midnight", "o'clock", "GMT", "local time", "morning", "night", "mornings",
    "spring", "summer", "1990s", "'90s", "nineties", "of", "on", "in", "at", "and", "to", "or", ",",
    ".", "'s", "ago", "earlier", "later", "before", "after", "about", "nearly", "more than", "end",
    "early", "mid", "every", "each", "few", "several", "daily", "annual", "fiscal", "period",
    "ended", "Christmas", "Easter", "Day", "Eve", "New", "Good", "Friday", "Q3", "2026-02-30",
    "2026-02-28", "3/4/21", "will", "said", "was", "to be", "future", "from", "1.5", "3bn", "$",
    "%",
    "16-hour", "mid-1996", "year-end", "third-quarter", "sometime", "twice", "per", "full", "old",
    "week of", "the first half", "18-20", "\"", "(", ")", "—", "x",
};

static uint64_t next_random(uint64_t *state) {
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *state >> 33;
}

static size_t random_text(uint64_t *state, char out[TEXT_SIZE]) {
    size_t length = 0, count = 1 + next_random(state) % WORDS_MOST;
    for (size_t i = 0; i < count; i++) {
        const char *word = words[next_random(state) % (sizeof words / sizeof *words)];
        bool glued = next_random(state) % 8 == 0;
        const char *gap = i && !glued ? " " : "";
        int wrote = snprintf(out + length, TEXT_SIZE - length, "%s%s", gap, word);
        if (wrote < 0 || length + (size_t)wrote >= TEXT_SIZE) break;
        length += (size_t)wrote;
    }
    return length;
}

/* Changes, drops and doubles single letters: "Tuesdy", "1999/0", "the the". */
static size_t mutate(uint64_t *state, char text[TEXT_SIZE], size_t length) {
    static const char letters[] = "0123456789-:/.,' stdhrnae";
    for (size_t k = next_random(state) % 6; k > 0 && length > 1; k--) {
        size_t at = next_random(state) % length;
        if ((unsigned char)text[at] > 127) continue; /* texts are UTF-8 */
        switch (next_random(state) % 3) {
        case 0: text[at] = letters[next_random(state) % (sizeof letters - 1)]; break;
        case 1:
            length--;
            memmove(text + at, text + at + 1, length - at);
            break;
        default:
            if (length + 2 >= TEXT_SIZE) break;
            memmove(text + at + 1, text + at, length - at);
            length++;
        }
    }
    text[length] = 0;
    return length;
}

/* ---- a reader of TIMEX3 values, of its own ---- */

typedef struct scan {
    const char *at;
} scan;

/* Two digits between least and most, or XX where that is allowed. */
static bool two(scan *s, int least, int most, bool open) {
    if (open && s->at[0] == 'X' && s->at[1] == 'X') return s->at += 2, true;
    if (!is_digit(s->at[0]) || !is_digit(s->at[1])) return false;
    int n = (s->at[0] - '0') * 10 + (s->at[1] - '0');
    s->at += 2;
    return n >= least && n <= most;
}

static bool word(scan *s, const char *w) {
    size_t length = strlen(w);
    if (strncmp(s->at, w, length) != 0) return false;
    s->at += length;
    return true;
}

static bool any_word(scan *s, const char *const *list) {
    for (; *list; list++)
        if (word(s, *list)) return true;
    return false;
}

static bool clock_part(scan *s) {
    static const char *const parts[] = { "MO", "MI", "AF", "EV", "NI", "DT", NULL };
    if (!*s->at) return true;
    if (!word(s, "T")) return false;
    if (any_word(s, parts)) return !*s->at;
    if (!two(s, 0, 24, false)) return false;
    return !*s->at || (word(s, ":") && two(s, 0, 59, false) && !*s->at);
}

static bool inside_year(scan *s) {
    static const char *const names[] = { "SP", "SU", "FA", "WI", "Q1", "Q2", "Q3", "Q4", "QX",
                                         "H1", "H2", "HX", NULL };
    if (!*s->at) return true;
    if (!word(s, "-")) return false;
    if (any_word(s, names)) return !*s->at;
    if (word(s, "W")) {
        if (!two(s, 1, 53, true)) return false;
        if (!word(s, "-")) return !*s->at;
        if (word(s, "WE")) return !*s->at;
        return *s->at >= '1' && *s->at <= '7' && (s->at++, clock_part(s));
    }
    if (!two(s, 1, 12, true)) return false;
    if (!word(s, "-")) return !*s->at;
    return two(s, 1, 31, true) && clock_part(s);
}

static bool is_date(const char *value) {
    scan s = { value };
    size_t digits = strspn(value, "0123456789");
    if (word(&s, "XXXX")) return inside_year(&s);
    if (digits == 2 || digits == 3) return !value[digits];
    s.at += 4;
    return digits == 4 && inside_year(&s);
}

static bool is_duration(const char *value) {
    static const char *const dates[] = { "WE", "DE", "CE", "Y", "M", "W", "D", "Q", NULL };
    static const char *const clocks[] = { "NI", "H", "M", "S", NULL };
    scan s = { value + 1 };
    bool clock = false, any = false;
    while (*s.at) {
        if (!clock && word(&s, "T")) clock = true;
        size_t amount = *s.at == 'X' ? 1 : strspn(s.at, "0123456789.");
        if (!amount || *s.at == '.' || s.at[amount - 1] == '.') return false;
        s.at += amount;
        if (!any_word(&s, clock ? clocks : dates)) return false;
        any = true;
    }
    return any;
}

static bool is_timex(time_type type, const char *value) {
    static const char *const refs[] = { "PAST_REF", "PRESENT_REF", "FUTURE_REF", NULL };
    scan whole = { value };
    if (any_word(&whole, refs)) return type == TIME_DATE && !*whole.at;
    if (type == TIME_DURATION) return *value == 'P' && is_duration(value);
    if (type == TIME_SET && *value == 'P') return is_duration(value);
    return is_date(value);
}

/* ---- the properties ---- */

static void check_bounds(const timex *x) {
    if (!x->bounds.known) return;
    assert_true(day_is_valid(x->bounds.earliest.day));
    assert_true(day_is_valid(x->bounds.latest.day));
    assert_true(day_compare(x->bounds.earliest.day, x->bounds.latest.day) <= 0);
}

static void check_times(const record *out, const char *text, size_t length) {
    size_t past = 0;
    for (size_t i = 0; i < out->times.count; i++) {
        const timex *x = &out->times.at[i];
        assert_true(x->start >= past && x->start < x->end && x->end <= length);
        assert_false(is_blank(text[x->start]) || is_blank(text[x->end - 1]));
        past = x->end;
        assert_int_equal(x->value.at[x->value.length], 0);
        if (!is_timex(x->type, x->value.at)) fail_msg("%s: value %s", text, x->value.at);
        check_bounds(x);
    }
}

static void read_one(arena *a, const char *published, const char *text, size_t length) {
    report r = { 0 };
    tokens t;
    labels l = { 0 };
    record out = { 0 };
    fault f = { 0 };
    r.text = (str){ text, length };
    r.published = str_of(published);
    assert_true(tokens_cut(a, r.text, &r.blocks, &t, &f));
    build b = { .a = a, .report = &r, .tokens = &t, .labels = &l, .out = &out };
    times_find(&b);
    check_times(&out, text, length);
    for (uint32_t i = 0; i < t.count; i++) time_in(&b, i, (uint32_t)t.count);
    if (!published) assert_true(out.notes.count <= 1);
}

static void values_are_timex(void **unused) {
    (void)unused;
    static const char *const published[] = { NULL, "2026-01-04", "1500-01-01", "2500-12-31",
                                             "2024-02-29T23:59:59Z", "9999-12-31",
                                             "0001-01-01" };
    arena *a = arena_new(0);
    jmp_buf out_of_memory;
    assert_false(setjmp(out_of_memory));
    arena_guard(a, &out_of_memory);
    uint64_t state = 20260104;
    for (size_t i = 0; i < TEXTS; i++) {
        char text[TEXT_SIZE];
        size_t length = random_text(&state, text);
        if (i % 2) length = mutate(&state, text, length);
        arena_reset(a, 1 << 20);
        read_one(a, published[i % 7], text, length);
    }
    arena_free(a);
}

static void the_reader_of_values_can_refuse(void **unused) {
    (void)unused;
    static const char *const bad[] = { "", "2026-13", "2026-1", "P", "PT", "P3", "2026-W60",
                                       "20260104", "XX", "2026-01-04T25:00", "2026-01-04T3",
                                       "P.5Y", "P1.Y", "Monday" };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(is_timex(*bad[i] == 'P' ? TIME_DURATION : TIME_DATE, bad[i]));
    static const char *const good[] = { "2026", "199", "19", "2026-W01-WE", "XXXX-WXX-1",
                                        "2026-Q3", "2026-01-04TNI" };
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(is_timex(TIME_DATE, good[i]));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_timex),
        cmocka_unit_test(the_reader_of_values_can_refuse),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
