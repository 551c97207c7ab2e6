/* Plain text as a report: kept byte for byte, its first lines understood. */
#include "source/reading.h"

static void keeps_every_byte(void **state) {
    (void)state;
    const char *text = " \tThe dam held.\r\n\r\nNobody\u00a0was hurt.\n\n";
    reading it = reading_of(text);
    next_is_report(&it);
    is_text(it.a, it.r.text, text);
    is_text(it.a, it.r.input, "in");
    assert_int_equal(it.r.blocks.count, 0);
    next_is_end(&it);
    reading_end(&it);
}

static void drops_the_byte_order_mark(void **state) {
    (void)state;
    reading it = reading_of("\xEF\xBB\xBFThe dam held on Monday.\n");
    next_is_report(&it);
    is_text(it.a, it.r.text, "The dam held on Monday.\n");
    reading_end(&it);
}

static void says_what_is_wrong(void **state) {
    (void)state;
    static const struct { const char *bytes, *line; } wrong[] = {
        { "", "in: empty" },
        { " \n\t\r\n", "in: empty" },
        { "\xEF\xBB\xBF\n", "in: empty" },
        { "The d\xE4mme held.", "in: byte 5: text is not UTF-8" },
        { "A\xED\xA0\x80", "in: byte 1: text is not UTF-8" },
        { "\xFF\xFET\x01", "in: byte 0: text is not UTF-8 but UTF-16" },
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        reading it = reading_of(wrong[i].bytes);
        next_is_broken(&it, wrong[i].line);
        next_is_end(&it);
        reading_end(&it);
    }
}

static void holds_to_the_limit(void **state) {
    (void)state;
    source_options ten = { .form = SOURCE_TEXT, .text_most = 10 };
    reading it = reading_with(STR("0123456789"), ten);
    next_is_report(&it);
    reading_end(&it);
    it = reading_with(STR("0123456789a"), ten);
    next_is_broken(&it, "in: text has 11 bytes, limit 10");
    reading_end(&it);
    it = reading_with(STR("0123456789abcdefgh"), ten);
    next_is_broken(&it, "in: text has more than 10 bytes");
    reading_end(&it);
}

static void title_is(const char *text, const char *wanted) {
    reading it = reading_of(text);
    next_is_report(&it);
    is_text(it.a, it.r.title, wanted);
    assert_int_equal(it.r.titles.count, wanted != NULL);
    reading_end(&it);
}

static void finds_titles(void **state) {
    (void)state;
    title_is("Dam holds as river falls\n\nThe dam held.\n", "Dam holds as river falls");
    title_is("\n  Mayor: we will sue  \r\n\r\nThe city will sue.\n", "Mayor: we will sue");
    title_is("Who broke the dam?\n\nNobody knows.\n", "Who broke the dam?");
    title_is("Dam holds\nThe dam above the town held on Monday, the mayor said.\n", "Dam holds");
    title_is("FOR IMMEDIATE RELEASE\n\nDam holds as river falls\n\nThe dam held.\n",
             "Dam holds as river falls");
    title_is("The dam held on Monday.\n\nNobody was hurt.\n", NULL);
    title_is("The dam above the town of Bruden held on\nMonday, and nobody was hurt there.\n",
             NULL);
    title_is("\"We were lucky,\"\n\nsaid the mayor.\n", NULL);
    title_is("Dam\n\nThe dam held.\n", NULL);
    title_is("Dam holds again", NULL);
    title_is("By Ann Lee\n\nThe dam held.\n", NULL);
    title_is("BRUDEN (Agency) - The dam held\n\nNobody was hurt.\n", NULL);
    title_is("Correction: a wrong name\n\nThe dam held.\n", NULL);
}

static void reads_bylines_and_date_lines(void **state) {
    (void)state;
    reading it = reading_of("Dam holds as river falls\n\nBy Ann Lee and Bo Ray\n\n"
                            "BRUDEN, Jan 3, 2026 (Newswire) - The dam held on Saturday.\n");
    next_is_report(&it);
    are_texts(it.a, &it.r.authors, "Ann Lee; Bo Ray");
    is_text(it.a, it.r.published, "2026-01-03");
    is_text(it.a, it.r.site, "Newswire");
    assert_true(it.r.wire);
    reading_end(&it);
    it = reading_of("Dam holds as river falls\n\nBRUDEN, Jan 3 - The dam held.\n");
    next_is_report(&it);
    is_text(it.a, it.r.published, NULL);
    is_text(it.a, it.r.site, NULL);
    assert_false(it.r.wire);
    reading_end(&it);
    it = reading_of(
        "Dam holds as river falls\n\nPublished: 3 January 2026, 09:30 GMT\n\nThe dam held.\n");
    next_is_report(&it);
    is_text(it.a, it.r.published, "2026-01-03T09:30:00Z");
    reading_end(&it);
}

static void notes_editors_notes(void **state) {
    (void)state;
    reading it =
        reading_of("The dam held on Monday.\n\nCorrection: It was a Monday, not a Sunday.\n");
    next_is_report(&it);
    are_notes(&it, "editor");
    assert_int_equal(it.r.notes.at[0].at, 25);
    is_text(it.a, it.r.notes.at[0].message, "Correction: It was a Monday, not a Sunday.");
    reading_end(&it);
}

static void tells_languages(void **state) {
    (void)state;
    static const struct { const char *text, *code;
    } texts[] = {
        { "The dam above the town held on Monday, and nobody was hurt, the mayor said.", "en" },
        { "Der Damm oberhalb der Stadt hielt am Montag, niemand wurde verletzt, sagte sie.", "de" },
        { "Le barrage au-dessus de la ville a tenu lundi, et personne n'a \u00e9t\u00e9 "
          "bless\u00e9.",
          "fr" },
        { "Dam.", NULL },
        { "12:30 / 14:45 / 17:00", NULL },
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        reading it = reading_of(texts[i].text);
        next_is_report(&it);
        is_text(it.a, it.r.language, texts[i].code);
        assert_int_equal(report_is_english(&it.r), i == 0 || i > 2);
        reading_end(&it);
    }
}

static void knows_editors_notes(void **state) {
    (void)state;
    static const char *const notes[] = {
        "Correction: It was a Monday.", "CORRECTION (Jan. 3): It was a Monday.",
        "Editor's note: Names changed.",
        "Editor\u2019s Note \u2014 This piece ran first on Sunday.",
        "*Clarification: The mayor spoke on Sunday.*",
        "This story has been updated to add a comment.", "This article was amended on 3 January "
        "2026.",
        "An earlier version of this article misspelled a name.", "[This is a developing story.]",
        "This headline has been corrected.", "Corrections and clarifications: none",
    };
    static const char *const others[] = {
        "Correction officers went on strike.", "The correction came late.",
        "This story begins in 1990.",
        "Editors noted the change.", "An earlier version of the bill failed.", "",
        "The law has been updated, the mayor said.", "This story is about a town that was "
        "updated by nobody.",
    };
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
        assert_true(report_is_editors_note(str_of(notes[i])));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(report_is_editors_note(str_of(others[i])));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_every_byte),
        cmocka_unit_test(drops_the_byte_order_mark),
        cmocka_unit_test(says_what_is_wrong),
        cmocka_unit_test(holds_to_the_limit),
        cmocka_unit_test(finds_titles),
        cmocka_unit_test(reads_bylines_and_date_lines),
        cmocka_unit_test(notes_editors_notes),
        cmocka_unit_test(tells_languages),
        cmocka_unit_test(knows_editors_notes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
