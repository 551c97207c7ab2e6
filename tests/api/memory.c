/* Reading may run out of memory at any point, and must say so and leave nothing behind. */
#include "library.h"

/* True where the report could be read within `limit` bytes. */
static bool read_within(const onr_report *report, size_t limit) {
    onr_record *record = NULL;
    onr_error error = { 0 };
    onr_read_options options = ONR_READ_DEFAULT;
    options.memory_limit = limit;
    if (onr_read(reader, report, &options, &record, &error)) {
        onr_record_free(record);
        return true;
    }
    assert_int_equal(error.kind, ONR_ERROR_MEMORY);
    assert_string_equal(error.where, "here");
    assert_null(record);
    return false;
}

static void survives_every_limit(void **state) {
    (void)state;
    need_reader();
    onr_report *report = report_of(said, sizeof said - 1);
    size_t limit = 16;
    for (size_t step = 64; !read_within(report, limit); limit += step)
        if (limit > 256 * step) step += step / 2; /* fine at first, then coarser */
    assert_true(limit > 4096);
    assert_true(limit < 64 << 20);
    for (size_t near = limit > 4096 ? limit - 4096 : 16; near < limit; near += 48)
        read_within(report, near);
    onr_report_free(report);
}

static void takes_no_more_for_an_empty_report(void **state) {
    (void)state;
    need_reader();
    static const char page[] = "<html><body><nav>Menu</nav></body></html>";
    onr_report *report = report_of(page, sizeof page - 1);
    assert_int_equal(onr_report_about(report)->text.length, 0);
    assert_true(read_within(report, 1 << 20));
    onr_report_free(report);
}

typedef struct tally {
    const char *const *inputs;
    size_t next, read, broken;
    onr_error_kind kind;
} tally;

static const char *next_input(void *user) {
    tally *t = user;
    return t->inputs[t->next] ? t->inputs[t->next++] : NULL;
}

static bool count_report(void *user, const onr_record *record) {
    assert_non_null(onr_record_id(record).at);
    ((tally *)user)->read++;
    return true;
}

static bool count_broken(void *user, const onr_error *error) {
    tally *t = user;
    t->kind = error->kind;
    t->broken++;
    return true;
}

/* One report that is too much does not end the batch, nor does it eat the next one's memory. */
static void a_batch_goes_on(void **state) {
    (void)state;
    need_reader();
    const char *const inputs[] = { TEST_ROOT "/examples/new-york-mayor-call.txt",
                                   TEST_ROOT "/examples/quake-brief.txt", NULL };
    for (unsigned threads = 1; threads <= 2; threads++) {
        tally t = { .inputs = inputs };
        onr_read_options read = ONR_READ_DEFAULT;
        read.memory_limit = 64;
        onr_batch batch = ONR_BATCH_DEFAULT;
        batch.read = &read;
        batch.threads = threads;
        batch.next_input = next_input;
        batch.report = count_report;
        batch.broken = count_broken;
        batch.user = &t;
        onr_error error;
        assert_true(onr_batch_run(reader, &batch, &error));
        assert_int_equal(t.broken, 2);
        assert_int_equal(t.kind, ONR_ERROR_MEMORY);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(survives_every_limit),
        cmocka_unit_test(takes_no_more_for_an_empty_report),
        cmocka_unit_test(a_batch_goes_on),
    };
    return cmocka_run_group_tests(tests, open_reader, close_reader);
}
