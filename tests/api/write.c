/* Writing records: every form, and a sink that refuses. */
#include "library.h"

static onr_record *read_said(onr_report **report) {
    onr_record *record;
    onr_error error;
    *report = report_of(said, sizeof said - 1);
    assert_true(onr_read(reader, *report, NULL, &record, &error));
    return record;
}

static void gives_every_form_to_the_sink(void **state) {
    (void)state;
    need_reader();
    onr_report *report;
    onr_record *record = read_said(&report);
    static const char *const starts[] = { "{\"onrecord\":1,", "(no title)", "# newdoc id = ",
                                          "# report sha256:" };
    for (unsigned form = 0; form < 4; form++) {
        onr_write_options options = ONR_WRITE_DEFAULT;
        onr_error error;
        written w = { 0 };
        options.output = (onr_output)form;
        assert_true(onr_record_write(record, &options, into_memory, &w, &error));
        assert_memory_equal(w.at, starts[form], strlen(starts[form]));
        assert_int_equal(w.at[w.count - 1], '\n');
        free(w.at);
    }
    onr_record_free(record);
    onr_report_free(report);
}

/* Also of a long text, which is read in sections, and not of a record without its tokens. */
static void tells_why(void **state) {
    (void)state;
    need_reader();
    size_t length = 200000, size = sizeof said - 1;
    char *words = malloc(length + size);
    assert_non_null(words);
    memset(words, '\n', length + size);
    for (size_t i = 0; i + 1 < length; i++) words[i] = i % 700 < 2 ? '\n' : i % 7 ? 'a' : ' ';
    memcpy(words + length, said, size);
    onr_report *report = report_of(words, length + size);
    onr_record *record;
    onr_error error;
    assert_true(onr_read(reader, report, NULL, &record, &error));
    onr_write_options options = ONR_WRITE_DEFAULT;
    written w = { 0 };
    options.output = ONR_OUTPUT_WHY;
    assert_true(onr_record_write(record, &options, into_memory, &w, &error));
    w.at[w.count - 1] = 0;
    assert_non_null(strstr(w.at, "\"kind\":\"statement\""));
    assert_non_null(strstr(w.at, "\"label\":\"cue\""));
    free(w.at);
    w = (written){ 0 };
    options.only = "s4000";
    assert_false(onr_record_write(record, &options, into_memory, &w, &error));
    assert_int_equal(error.kind, ONR_ERROR_USAGE);
    onr_record_free(record);
    onr_read_options read_how = ONR_READ_DEFAULT;
    read_how.only_write = true;
    options.only = NULL;
    assert_true(onr_read(reader, report, &read_how, &record, &error));
    assert_false(onr_record_write(record, &options, into_memory, &w, &error));
    assert_int_equal(error.kind, ONR_ERROR_USAGE);
    onr_record_free(record);
    onr_report_free(report);
    free(words);
}

static void stops_when_the_sink_refuses(void **state) {
    (void)state;
    need_reader();
    size_t length = 90000;
    char *words = malloc(length);
    assert_non_null(words);
    memset(words, ' ', length);
    for (size_t i = 0; i + 6 < length; i += 6) memcpy(words + i, i % 60 ? "words" : "ends.", 5);
    onr_report *report = report_of(words, length);
    onr_record *record;
    onr_error error;
    assert_true(onr_read(reader, report, NULL, &record, &error));
    written all = { 0 };
    assert_true(onr_record_write(record, NULL, into_memory, &all, &error));
    assert_true(all.calls > 2);
    for (size_t n = 1; n <= all.calls; n++) {
        written w = { .refuse_from = n };
        assert_false(onr_record_write(record, NULL, into_memory, &w, &error));
        assert_int_equal(error.kind, ONR_ERROR_STORE);
        assert_int_equal(w.calls, n);
        free(w.at);
    }
    free(all.at);
    onr_record_free(record);
    onr_report_free(report);
    free(words);
}

static void refuses_unknown_forms(void **state) {
    (void)state;
    need_reader();
    onr_report *report;
    onr_record *record = read_said(&report);
    onr_write_options options = ONR_WRITE_DEFAULT;
    options.output = ONR_OUTPUT_CSV;
    onr_error error;
    written w = { 0 };
    assert_false(onr_record_write(record, &options, into_memory, &w, &error));
    assert_int_equal(error.kind, ONR_ERROR_USAGE);
    assert_int_equal(w.calls, 0);
    onr_record_free(record);
    onr_report_free(report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_why),
        cmocka_unit_test(gives_every_form_to_the_sink),
        cmocka_unit_test(stops_when_the_sink_refuses),
        cmocka_unit_test(refuses_unknown_forms),
    };
    return cmocka_run_group_tests(tests, open_reader, close_reader);
}
