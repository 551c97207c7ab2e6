/* Exports through the library: every output of every question, refused at any piece, and records
 * that are read again. */
#include "api/library.h"

static char folder[64], path[96];

static void add_report(onr_ledger *ledger, const char *words) {
    onr_error error;
    onr_record *record;
    onr_report *report = report_of(words, strlen(words));
    assert_true(onr_read(reader, report, NULL, &record, &error));
    assert_true(onr_ledger_add(ledger, record, &error));
    onr_record_free(record);
    onr_report_free(report);
}

static int make_ledger(void **state) {
    onr_ledger_options options = ONR_LEDGER_DEFAULT;
    onr_ledger *ledger;
    onr_error error;
    if (open_reader(state)) return 1;
    if (!reader) return 0;
    options.access = ONR_ACCESS_CREATE;
    snprintf(folder, sizeof folder, "/tmp/onrecord-export-XXXXXX");
    if (!mkdtemp(folder)) return 1;
    snprintf(path, sizeof path, "%s/a.db", folder);
    if (!onr_ledger_open(path, &options, &ledger, &error)) return 1;
    add_report(ledger, said);
    add_report(ledger, "Police arrested two men in Paris on 3 March 2026, Minister Piet Holm said. "
                       "A court will hear them on 5 March 2026. The men have not yet commented.");
    bool kept = onr_ledger_flush(ledger, &error);
    onr_ledger_close(ledger);
    return !kept;
}

static int drop_ledger(void **state) {
    if (*path) unlink(path);
    if (*folder) rmdir(folder);
    return close_reader(state);
}

static onr_ledger *opened(void) {
    onr_ledger *ledger;
    onr_error error;
    need_reader();
    assert_true(onr_ledger_open(path, NULL, &ledger, &error));
    return ledger;
}

static bool exported(onr_ledger *ledger, onr_output output, onr_about of, written *to) {
    onr_question q = ONR_QUESTION_DEFAULT;
    onr_write_options options = ONR_WRITE_DEFAULT;
    onr_error error;
    q.of = of;
    options.output = output;
    options.header = true;
    bool done = onr_ledger_export(ledger, &q, &options, into_memory, to, &error);
    if (!done && !to->refuse_from) assert_int_equal(error.kind, ONR_ERROR_USAGE);
    if (!done && to->refuse_from) assert_int_equal(error.kind, ONR_ERROR_STORE);
    return done;
}

/* Whatever is asked for is written, or refused as wrong usage with nothing written. */
static void every_output_of_every_question(void **state) {
    (void)state;
    onr_ledger *ledger = opened();
    size_t count = 0;
    for (int output = 0; output <= ONR_OUTPUT_ATOM + 1; output++)
        for (int of = 0; of <= ONR_DISAGREEMENTS; of++) {
            written w = { 0 };
            bool done = exported(ledger, (onr_output)output, (onr_about)of, &w);
            if (!done) assert_int_equal(w.count, 0);
            count += done;
            free(w.at);
        }
    assert_int_equal(count, 4 * 4 + 2 + 3 * 2 + 2 * 13 + 1 + 7);
    onr_ledger_close(ledger);
}

static void refused_at_any_piece(void **state) {
    (void)state;
    static const struct { onr_output output; onr_about of; } cases[] = {
        { ONR_OUTPUT_JSON, ONR_REPORTS }, { ONR_OUTPUT_JSONLD, ONR_STATEMENTS },
        { ONR_OUTPUT_GDELT, ONR_EVENTS }, { ONR_OUTPUT_CSV, ONR_STATEMENTS },
        { ONR_OUTPUT_ICALENDAR, ONR_DIARY }, { ONR_OUTPUT_ATOM, ONR_REPORTS },
    };
    onr_ledger *ledger = opened();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        written whole = { 0 };
        assert_true(exported(ledger, cases[i].output, cases[i].of, &whole));
        assert_true(whole.count > 0);
        for (size_t n = 1; n <= whole.calls; n++) {
            written w = { .refuse_from = n };
            assert_false(exported(ledger, cases[i].output, cases[i].of, &w));
            assert_int_equal(w.calls, n);
            assert_memory_equal(w.at ? w.at : "", whole.at, w.count);
            free(w.at);
        }
        free(whole.at);
    }
    onr_ledger_close(ledger);
}

typedef struct seen {
    size_t reports;
    bool ends;
} seen;

static bool read_again(void *user, const onr_record *kept) {
    seen *s = user;
    onr_error error;
    onr_record *again;
    char key[65], other[65];
    written w = { 0 };
    onr_write_options options = ONR_WRITE_DEFAULT;
    s->reports++;
    options.output = ONR_OUTPUT_CONLLU;
    assert_false(onr_record_write(kept, &options, into_memory, &w, &error));
    assert_int_equal(error.kind, ONR_ERROR_USAGE);
    assert_string_equal(onr_record_weights(kept), onr_reader_weights(reader));
    assert_true(onr_record_key(kept, key, &error));
    assert_true(onr_record_again(reader, kept, NULL, &again, &error));
    assert_true(onr_record_key(again, other, &error));
    assert_string_equal(key, other);
    assert_int_equal(strlen(key), 64);
    assert_true(onr_record_report(kept)->text.length > 0);
    assert_true(onr_record_write(again, &options, into_memory, &w, &error));
    assert_non_null(strstr(w.at, "# newdoc id = "));
    onr_record_free(again);
    free(w.at);
    return !s->ends;
}

static void records_one_by_one(void **state) {
    (void)state;
    onr_ledger *ledger = opened();
    onr_question q = ONR_QUESTION_DEFAULT;
    onr_error error;
    seen s = { 0 };
    q.oldest_first = true;
    assert_true(onr_ledger_records(ledger, &q, read_again, &s, &error));
    assert_int_equal(s.reports, 2);
    s = (seen){ .ends = true };
    assert_true(onr_ledger_records(ledger, &q, read_again, &s, &error));
    assert_int_equal(s.reports, 1);
    q.of = ONR_SILENCES; /* of one report */
    s = (seen){ 0 };
    assert_true(onr_ledger_records(ledger, &q, read_again, &s, &error));
    assert_int_equal(s.reports, 1);
    q.of = ONR_STORIES;
    assert_false(onr_ledger_records(ledger, &q, read_again, &s, &error));
    assert_int_equal(error.kind, ONR_ERROR_USAGE);
    onr_ledger_close(ledger);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_output_of_every_question), cmocka_unit_test(refused_at_any_piece),
        cmocka_unit_test(records_one_by_one),
    };
    return cmocka_run_group_tests(tests, make_ledger, drop_ledger);
}
