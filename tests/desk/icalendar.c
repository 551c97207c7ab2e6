/* Calendars: whole days and clock times, folded lines, texts that are anything. */
#include "desk/icalendar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"

static moment at(int date, int hour, int zone) {
    return (moment){ { 2026, 3, date }, hour, 30, 0, zone };
}

static str written(arena *a, const icalendar_event *e) {
    buffer *out = ARENA_NEW(a, buffer, 1);
    icalendar c = icalendar_begin(a, out, &(icalendar_head){ .name = STR("Diary") });
    if (e) icalendar_event_add(&c, e);
    icalendar_end(&c);
    return arena_copy(a, buffer_str(out));
}

static icalendar_event event(void) {
    return (icalendar_event){ .uid = STR("k-x1@onrecord"), .stamp = at(1, 8, 60),
                              .start = at(12, -1, ZONE_NONE), .summary = STR("Vote") };
}

static void expects(arena *a, const icalendar_event *e, const char *lines) {
    str all = written(a, e);
    if (!strstr(all.at, lines)) fail_msg("no \"%s\" in\n%s", lines, all.at);
}

static void whole_days(void **state) {
    (void)state;
    arena *a = arena_new(0);
    icalendar_event e = event();
    expects(a, &e, "\r\nUID:k-x1@onrecord\r\nDTSTAMP:20260301T073000Z\r\n"
                   "DTSTART;VALUE=DATE:20260312\r\nSEQUENCE:0\r\nSUMMARY:Vote\r\n");
    e.last = at(14, -1, ZONE_NONE);
    expects(a, &e, "DTSTART;VALUE=DATE:20260312\r\nDTEND;VALUE=DATE:20260315\r\n");
    e.last = at(11, -1, ZONE_NONE); /* before the start: left out */
    assert_null(strstr(written(a, &e).at, "DTEND"));
    arena_free(a);
}

static void clock_times(void **state) {
    (void)state;
    arena *a = arena_new(0);
    icalendar_event e = event();
    e.start = at(12, 23, -120);
    e.last = at(13, 1, -120);
    expects(a, &e, "DTSTART:20260313T013000Z\r\nDTEND:20260313T033000Z\r\n");
    e.start = at(12, 9, ZONE_NONE);
    expects(a, &e, "DTSTART:20260312T093000\r\nSEQUENCE"); /* an end of another kind: none */
    e.start = (moment){ { 1, 1, 1 }, 0, 0, 0, 120 }; /* the day before has no year */
    expects(a, &e, "DTSTART:00010101T000000Z\r\n");
    arena_free(a);
}

static void texts(void **state) {
    (void)state;
    arena *a = arena_new(0);
    icalendar_event e = event();
    e.summary = STR("a,b;c\\d\r\nBEGIN:VALARM\x01 \xE2\x80\xAE" "e");
    e.description = STR("one, two\r\n  three");
    e.status = ICALENDAR_CANCELLED;
    e.url = STR("https://x.example/a b\r\nX:1");
    expects(a, &e, "\r\nSUMMARY:a\\,b\\;c\\\\d BEGIN:VALARM e\r\n");
    expects(a, &e, "\r\nDESCRIPTION:one\\, two\\nthree\r\n");
    expects(a, &e, "\r\nURL:https://x.example/a%20b%0D%0AX:1\r\nSTATUS:CANCELLED\r\n");
    e.url = STR("javascript:alert(1)");
    assert_null(strstr(written(a, &e).at, "URL"));
    arena_free(a);
}

/* Each line within 75 octets, whole characters; unfolded, the words are there again. */
static void folds(void **state) {
    (void)state;
    arena *a = arena_new(0);
    icalendar_event e = event();
    buffer words = { 0 }, unfolded = { 0 };
    for (int i = 0; i < 90; i++)
        buffer_add(a, &words, i % 3 ? STR("\xC3\xA9") : STR("x\xE2\x82\xAC"));
    e.summary = buffer_str(&words);
    str all = written(a, &e);
    for (size_t start = 0, end; start < all.length; start = end + 2) {
        end = str_find(all, STR("\r\n"), start);
        str line = str_cut(all, start, end);
        assert_true(line.length <= 75 && utf8_valid(line) == line.length);
        buffer_add(a, &unfolded, str_starts(line, STR(" ")) ? str_cut(line, 1, line.length) : line);
    }
    str rest = buffer_str(&unfolded);
    assert_true(str_find(rest, e.summary, 0) < rest.length);
    arena_free(a);
}

static void empty(void **state) {
    (void)state;
    arena *a = arena_new(0);
    assert_non_null(strstr(written(a, NULL).at, "X-WR-CALNAME:Diary\r\nBEGIN:VTIMEZONE\r\n"));
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_days), cmocka_unit_test(clock_times), cmocka_unit_test(texts),
        cmocka_unit_test(folds), cmocka_unit_test(empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
