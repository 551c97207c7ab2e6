/* Many reports on many threads: input order, one callback at a time, an end when asked. */
#include "library.h"

#include <stdatomic.h>

enum { LINES = 60 };

typedef struct seen {
    char path[64];
    bool given;      /* the one input */
    size_t count, broken, stop_after;
    atomic_int inside;
} seen;

static const char *one_input(void *user) {
    seen *s = user;
    if (s->given) return NULL;
    s->given = true;
    return s->path;
}

static bool enter(seen *s) {
    assert_int_equal(atomic_fetch_add(&s->inside, 1), 0); /* never two at once */
    s->count++;
    atomic_fetch_sub(&s->inside, 1);
    return s->count != s->stop_after;
}

static bool on_report(void *user, const onr_record *record) {
    seen *s = user;
    char id[16];
    snprintf(id, sizeof id, "r%zu", s->count);
    assert_int_equal(onr_record_id(record).length, strlen(id));
    assert_memory_equal(onr_record_id(record).at, id, strlen(id));
    return enter(s);
}

static bool on_broken(void *user, const onr_error *error) {
    seen *s = user;
    assert_int_equal(error->kind, ONR_ERROR_INPUT);
    s->broken++;
    return enter(s);
}

/* Every seventh line is broken; reports differ in length. */
static void write_stream(seen *s) {
    strcpy(s->path, "/tmp/onrecord-batch-XXXXXX");
    int fd = mkstemp(s->path);
    assert_true(fd >= 0);
    FILE *f = fdopen(fd, "w");
    assert_non_null(f);
    for (int i = 0; i < LINES; i++) {
        if (i % 7 == 6) {
            fprintf(f, "{\"id\": \"r%d\"}\n", i);
            continue;
        }
        fprintf(f, "{\"id\": \"r%d\", \"text\": \"", i);
        for (int k = 0; k < i % 5 + 1; k++) fputs("The mayor said on Friday that it rained. ", f);
        fputs("\"}\n", f);
    }
    assert_int_equal(fclose(f), 0);
}

static void run(seen *s, unsigned threads) {
    onr_batch batch = ONR_BATCH_DEFAULT;
    onr_error error;
    batch.threads = threads;
    batch.next_input = one_input;
    batch.report = on_report;
    batch.broken = on_broken;
    batch.user = s;
    assert_true(onr_batch_run(reader, &batch, &error));
}

static void keeps_the_order(void **state) {
    (void)state;
    need_reader();
    for (unsigned threads = 1; threads <= 9; threads += 2) {
        seen s = { 0 };
        write_stream(&s);
        run(&s, threads);
        unlink(s.path);
        assert_int_equal(s.count, LINES);
        assert_int_equal(s.broken, LINES / 7);
    }
}

static void stops_when_asked(void **state) {
    (void)state;
    need_reader();
    for (unsigned threads = 1; threads <= 4; threads++) {
        for (size_t after = 1; after < 20; after += 6) {
            seen s = { .stop_after = after };
            write_stream(&s);
            run(&s, threads);
            unlink(s.path);
            assert_int_equal(s.count, after);
        }
    }
}

static void refuses_wrong_options_before_it_reads(void **state) {
    (void)state;
    need_reader();
    seen s = { 0 };
    onr_source_options source = ONR_SOURCE_DEFAULT;
    onr_batch batch = ONR_BATCH_DEFAULT;
    onr_error error;
    source.published = "someday";
    batch.source = &source;
    batch.next_input = one_input;
    batch.report = on_report;
    batch.broken = on_broken;
    batch.user = &s;
    assert_false(onr_batch_run(reader, &batch, &error));
    assert_int_equal(error.kind, ONR_ERROR_USAGE);
    assert_false(s.given);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_the_order),
        cmocka_unit_test(stops_when_asked),
        cmocka_unit_test(refuses_wrong_options_before_it_reads),
    };
    return cmocka_run_group_tests(tests, open_reader, close_reader);
}
