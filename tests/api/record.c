/* Opening, reading, asking: the public calls on one report. */
#include "library.h"

#include <math.h>

static void fails_without_weights(void **state) {
    (void)state;
    onr_reader *none = (onr_reader *)1;
    onr_error error;
    assert_false(onr_reader_open("/no/such/weights", NULL, &none, &error));
    assert_int_equal(error.kind, ONR_ERROR_STORE);
    assert_ptr_equal(none, (onr_reader *)1);
    assert_false(onr_reader_open("/no/such/weights", NULL, &none, NULL));
    onr_reader_options options = ONR_READER_DEFAULT;
    options.bytes = "no weights";
    options.length = 10;
    assert_false(onr_reader_open(NULL, &options, &none, &error));
    assert_int_equal(error.kind, ONR_ERROR_MODEL);
}

static void tells_errors_on_one_line(void **state) {
    (void)state;
    onr_error error = { .kind = ONR_ERROR_INPUT, .at = 7 };
    char line[200], small[10];
    strcpy(error.what, "bad \x1b[31m\n\xFF word");
    strcpy(error.where, "a\xE2\x80\xAE.txt");
    onr_error_line(&error, line, sizeof line);
    assert_string_equal(line, "a\\u202e.txt: byte 7: bad \\u001b[31m\\u000a\\xff word");
    onr_error_line(&error, small, sizeof small);
    assert_true(strlen(small) < sizeof small);
    onr_error_line(&error, small, 1);
    assert_string_equal(small, "");
}

static void takes_options_of_an_older_header(void **state) {
    (void)state;
    struct {
        size_t size;
        onr_form form;
        char beyond[64];
    } older = { .size = offsetof(onr_source_options, published), .form = ONR_FORM_TEXT };
    memset(older.beyond, 0xEE, sizeof older.beyond);
    onr_source *source;
    onr_error error;
    assert_true(onr_source_open_bytes("{}", 2, "here", (const onr_source_options *)&older, &source,
                                      &error));
    onr_report *report;
    assert_int_equal(onr_source_next(source, &report, &error), ONR_NEXT_REPORT);
    assert_null(onr_report_about(report)->published.at);
    onr_report_free(report);
    onr_source_close(source);
}

static void refuses_wrong_options(void **state) {
    (void)state;
    onr_source_options options = ONR_SOURCE_DEFAULT;
    onr_source *source;
    onr_error error;
    options.published = "last week";
    assert_false(onr_source_open_bytes("x", 1, "here", &options, &source, &error));
    assert_int_equal(error.kind, ONR_ERROR_USAGE);
    options.published = NULL;
    options.form = (onr_form)77;
    assert_false(onr_source_open_bytes("x", 1, "here", &options, &source, &error));
    assert_int_equal(error.kind, ONR_ERROR_USAGE);
}

static void refuses_a_wrong_confidence(void **state) {
    (void)state;
    need_reader();
    static const double wrong[] = { -0.01, 1.01, NAN };
    onr_report *report = report_of(said, sizeof said - 1);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        onr_read_options options = ONR_READ_DEFAULT;
        onr_record *record = NULL;
        onr_error error;
        options.min_confidence = wrong[i];
        assert_false(onr_read(reader, report, &options, &record, &error));
        assert_int_equal(error.kind, ONR_ERROR_USAGE);
        assert_null(record);
    }
    onr_report_free(report);
}

static void goes_on_behind_broken_entries(void **state) {
    (void)state;
    static const char lines[] = "{\"id\":\"a\",\"text\":\"One.\"}\n{broken\n{\"text\":3}\n"
                                "{\"id\":\"b\",\"text\":\"Two.\"}";
    onr_source *source;
    onr_report *first, *second, *none;
    onr_error error;
    assert_true(onr_source_open_bytes(lines, sizeof lines - 1, "s", NULL, &source, &error));
    assert_int_equal(onr_source_next(source, &first, &error), ONR_NEXT_REPORT);
    assert_int_equal(onr_source_next(source, &none, &error), ONR_NEXT_BROKEN);
    assert_string_equal(error.where, "s:2");
    assert_int_equal(onr_source_next(source, &none, &error), ONR_NEXT_BROKEN);
    assert_string_equal(error.where, "s:3");
    assert_int_equal(onr_source_next(source, &second, &error), ONR_NEXT_REPORT);
    assert_int_equal(onr_source_next(source, &none, &error), ONR_NEXT_END);
    onr_source_close(source);
    assert_memory_equal(onr_report_about(first)->id.at, "a", 1); /* outlives its source */
    assert_memory_equal(onr_report_about(second)->text.at, "Two.", 4);
    onr_report_free(first);
    onr_report_free(second);
}

static void check_spans(const onr_record *record, const onr_span *spans, size_t count) {
    size_t length = onr_record_report(record)->text.length;
    for (size_t i = 0; i < count; i++) {
        assert_true(spans[i].start < spans[i].end && spans[i].end <= length);
        assert_true(i == 0 || spans[i - 1].end <= spans[i].start);
    }
}

static void check_statements(const onr_record *record) {
    const onr_statement *s;
    for (size_t i = 0; (s = onr_record_statement(record, i)); i++) {
        check_spans(record, s->source, s->source_count);
        check_spans(record, s->cue, s->cue_count);
        check_spans(record, s->content, s->content_count);
        assert_true(s->content_count > 0);
        assert_true(s->confidence >= 0 && s->confidence <= 1);
        for (size_t k = 0; k < s->speaker_count; k++) assert_non_null(s->speakers[k]->name.at);
        assert_non_null(s->act);
        assert_non_null(s->quotation);
    }
}

static void reads_a_report(void **state) {
    (void)state;
    need_reader();
    onr_report *report = report_of(said, sizeof said - 1);
    onr_record *record;
    onr_error error;
    const onr_actor *a;
    assert_true(onr_read(reader, report, NULL, &record, &error));
    assert_ptr_equal(onr_record_report(record), onr_report_about(report));
    assert_memory_equal(onr_record_digest(record).at, "sha256:", 7);
    assert_int_equal(onr_record_digest(record).length, 7 + 64);
    assert_non_null(onr_record_sentence(record, 0));
    assert_null(onr_record_sentence(record, 1000));
    check_statements(record);
    for (size_t i = 0; (a = onr_record_actor(record, i)); i++) assert_true(a->name.length > 0);
    onr_text words = onr_record_words(record, (onr_span){ 6, 14 });
    assert_memory_equal(words.at, "Ana Ruiz", 8);
    words = onr_record_words(record, (onr_span){ 6, 1 << 20 });
    assert_int_equal(words.length, sizeof said - 1 - 6);
    onr_record_free(record);
    onr_report_free(report);
}

static void finds_who_said_it(void **state) {
    (void)state;
    need_reader();
    onr_report *report = report_of(said, sizeof said - 1);
    onr_record *record;
    onr_error error;
    assert_true(onr_read(reader, report, NULL, &record, &error));
    const onr_statement *s = onr_record_statement(record, 0);
    assert_non_null(s);
    assert_string_equal(s->quotation, "direct");
    onr_text words = onr_record_words(record, s->content[0]);
    assert_memory_equal(words.at, "\"We will repair the sea wall,\"", 30);
    assert_int_equal(s->speaker_count, 1);
    assert_memory_equal(s->speakers[0]->name.at, "Ana Ruiz", 8);
    onr_record_free(record);
    onr_report_free(report);
}

static size_t statements_of(const onr_report *report, const onr_read_options *options) {
    onr_record *record;
    onr_error error;
    size_t count = 0;
    assert_true(onr_read(reader, report, options, &record, &error));
    check_statements(record);
    for (const onr_statement *s; (s = onr_record_statement(record, count)); count++)
        assert_true(s->confidence + 0.005 >= options->min_confidence);
    onr_record_free(record);
    return count;
}

/* The option is not there for a program of an older header, whatever stands behind. */
static void leaves_out_what_is_unsure(void **state) {
    (void)state;
    need_reader();
    onr_report *report = report_of(said, sizeof said - 1);
    onr_read_options options = ONR_READ_DEFAULT;
    size_t all = statements_of(report, &options);
    assert_true(all > 0);
    options.min_confidence = 1;
    assert_true(statements_of(report, &options) < all);
    options.size = offsetof(onr_read_options, min_confidence);
    options.min_confidence = 77;
    onr_record *record;
    assert_true(onr_read(reader, report, &options, &record, NULL));
    assert_non_null(onr_record_statement(record, all - 1));
    onr_record_free(record);
    onr_report_free(report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fails_without_weights),
        cmocka_unit_test(tells_errors_on_one_line),
        cmocka_unit_test(takes_options_of_an_older_header),
        cmocka_unit_test(refuses_wrong_options),
        cmocka_unit_test(refuses_a_wrong_confidence),
        cmocka_unit_test(goes_on_behind_broken_entries),
        cmocka_unit_test(reads_a_report),
        cmocka_unit_test(finds_who_said_it),
        cmocka_unit_test(leaves_out_what_is_unsure),
    };
    return cmocka_run_group_tests(tests, open_reader, close_reader);
}
