/* What became of a thing, as its calendar entry tells it; feeds of questions. */
#include "api/row_forms.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

typedef struct page {
    out out;
    char text[8192];
    size_t length;
    onr_question question;
    row_page rows;
} page;

static bool into_text(void *to, const char *bytes, size_t length) {
    page *p = to;
    assert_true(p->length + length < sizeof p->text);
    memcpy(p->text + p->length, bytes, length);
    p->length += length;
    p->text[p->length] = 0;
    return true;
}

static void page_begin(page *p, onr_output output, onr_about of) {
    *p = (page){ .out = { .sink = into_text, .to = p, .options.output = output } };
    p->out.a = arena_new(0);
    p->question.of = of;
    p->rows = (row_page){ .out = &p->out, .question = &p->question };
}

static void page_end(page *p) {
    row_forms_end(&p->rows);
    out_flush(&p->out);
    arena_free(p->out.a);
}

static onr_field words(const char *name, const char *value) {
    return (onr_field){ .name = name, .kind = value ? ONR_TEXT : ONR_NULL,
                        .text = { value, value ? strlen(value) : 0 } };
}

/* One entry of the diary, in that state. */
static void expects(const char *state, const char *lines) {
    page p;
    bool moved = strcmp(state, "moved") == 0, later = moved || strcmp(state, "cancelled") == 0;
    const onr_field fields[] = {
        words("report", "ab"), words("actor", "The council"), words("what", "will vote"),
        words("earliest", "2026-03-12"), words("latest", "2026-03-13"), words("kind", "scheduled"),
        words("sentence", "The council will vote."), words("published", "2026-03-02"),
        { .name = "start", .kind = ONR_INTEGER, .integer = 7 }, words("state", state),
        words("new_earliest", moved ? "2026-04-01T10:00" : NULL), words("new_latest", NULL),
        words("later", later ? "It was put off." : NULL),
        words("later_published", later ? "2026-03-09T08:00:00Z" : NULL),
    };
    page_begin(&p, ONR_OUTPUT_ICALENDAR, ONR_DIARY);
    row_forms_begin(&p.rows);
    row_forms_row(&p.rows, fields, sizeof fields / sizeof *fields);
    page_end(&p);
    if (!strstr(p.text, lines)) fail_msg("%s: no \"%s\" in\n%s", state, lines, p.text);
}

static void states(void **state) {
    (void)state;
    expects("expected", "DTSTAMP:20260302T000000Z\r\nDTSTART;VALUE=DATE:20260312\r\n"
                        "DTEND;VALUE=DATE:20260314\r\nSEQUENCE:0\r\n"
                        "SUMMARY:The council: will vote\r\n");
    expects("expected", "\r\nSTATUS:CONFIRMED\r\n");
    expects("moved", "DTSTAMP:20260309T080000Z\r\nDTSTART:20260401T100000\r\nSEQUENCE:1\r\n");
    expects("moved", "DESCRIPTION:The council will vote.\\nState: moved\\nIt was put off.\r\n");
    expects("cancelled", "DTSTAMP:20260309T080000Z\r\nDTSTART;VALUE=DATE:20260312\r\n");
    expects("cancelled", "\r\nSTATUS:CANCELLED\r\n");
    expects("happened", "SEQUENCE:1\r\n");
    expects("overdue", "SEQUENCE:0\r\n");
}

static void without_a_day(void **state) {
    (void)state;
    page p;
    const onr_field fields[] = { words("what", "will vote"), words("earliest", NULL) };
    page_begin(&p, ONR_OUTPUT_ICALENDAR, ONR_DIARY);
    row_forms_begin(&p.rows);
    row_forms_row(&p.rows, fields, 2);
    page_end(&p);
    assert_null(strstr(p.text, "VEVENT"));
}

static void feed_of(const char *speaker, char *to_words, size_t room) {
    page p;
    page_begin(&p, ONR_OUTPUT_ATOM, ONR_STATEMENTS);
    p.question.speaker = speaker;
    row_forms_begin(&p.rows);
    page_end(&p);
    char *from = strstr(p.text, "<id>"), *to = strstr(p.text, "</title>");
    assert_non_null(from);
    assert_non_null(to);
    snprintf(to_words, room, "%.*s", (int)(to - from), from);
}

static void feeds_of_questions(void **state) {
    (void)state;
    char all[256], some[256];
    feed_of(NULL, all, sizeof all);
    feed_of("Ruiz <&\xFF", some, sizeof some);
    assert_non_null(strstr(all, "<title>onrecord: statements"));
    assert_non_null(strstr(some, ", speaker Ruiz &lt;&amp;\xEF\xBF\xBD"));
    assert_true(strncmp(all, some, 40) != 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(states), cmocka_unit_test(without_a_day),
        cmocka_unit_test(feeds_of_questions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
