/* Any bytes are a ledger file, or are refused; and a small ledger with any of its bytes changed is
 * answered: questions and a verification end, and leave the process whole. The first byte of the
 * input chooses: the rest is the file, or groups of four, a place in the ledger and what stands
 * there. SQLite follows links, so that the file is a real one, in memory where there is
 * /dev/shm. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "onrecord.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { ROWS_MOST = 50, LEDGER_MOST = 4 << 20 };

static const char reports[] =
    "{\"id\":\"a\",\"title\":\"Harbour of Karsholm\",\"published\":\"2026-03-02\","
    "\"url\":\"http://a.example/h\","
    "\"text\":\"Mayor Ilda Marchetti spoke in Karsholm on Monday. \\\"We will not close the harbour"
    " before 12 May,\\\" Marchetti told reporters. The union has not commented.\"}\n"
    "{\"id\":\"b\",\"title\":\"Harbour stays\",\"published\":\"2026-03-03\","
    "\"url\":\"http://a.example/h\","
    "\"text\":\"Mayor Ilda Marchetti spoke in Karsholm on Monday. \\\"We will close the harbour"
    " before 14 May,\\\" Marchetti told reporters. Gunmen attacked the market.\"}\n";

static void hold(bool it, const char *what) {
    if (it) return;
    fprintf(stderr, "%s\n", what);
    abort();
}

static const char *file_path(void) {
    static char path[64];
    const char *folder = access("/dev/shm", W_OK) ? "/tmp" : "/dev/shm";
    snprintf(path, sizeof path, "%s/fuzz-ledger-%d", folder, (int)getpid());
    return path;
}

/* The file and what SQLite puts beside it. */
static void drop(const char *path) {
    static const char *const beside[] = { "", "-wal", "-shm", "-journal" };
    for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
        char name[100];
        snprintf(name, sizeof name, "%s%s", path, beside[i]);
        unlink(name);
    }
}

static void fill(onr_ledger *l) {
    onr_reader *reader;
    onr_source *source;
    onr_report *report;
    onr_record *record;
    onr_error e;
    hold(onr_reader_open(TEST_ROOT "/models/english-fast.onrw", NULL, &reader, &e), "weights");
    hold(onr_source_open_bytes(reports, sizeof reports - 1, "r", NULL, &source, &e), "a source");
    while (onr_source_next(source, &report, &e) == ONR_NEXT_REPORT) {
        hold(onr_read(reader, report, NULL, &record, &e), "a record");
        hold(onr_ledger_add(l, record, &e), "a report is added");
        onr_record_free(record);
        onr_report_free(report);
    }
    hold(onr_ledger_flush(l, &e), "reports are kept");
    onr_source_close(source);
    onr_reader_close(reader);
}

/* The bytes of a small ledger. */
static size_t whole_ledger(const uint8_t **out) {
    static uint8_t bytes[LEDGER_MOST];
    static size_t size;
    *out = bytes;
    if (size) return size;
    onr_ledger_options options = ONR_LEDGER_DEFAULT;
    onr_ledger *l;
    onr_error e;
    options.access = ONR_ACCESS_CREATE;
    drop(file_path());
    hold(onr_ledger_open(file_path(), &options, &l, &e), "a ledger is made");
    fill(l);
    onr_ledger_close(l);
    FILE *file = fopen(file_path(), "rb");
    size = file ? fread(bytes, 1, sizeof bytes, file) : 0;
    if (file) fclose(file);
    hold(size > 0 && size < LEDGER_MOST, "a small ledger");
    return size;
}

static void put_file(const uint8_t *data, size_t size) {
    drop(file_path());
    FILE *file = fopen(file_path(), "wb");
    if (!file || fwrite(data, 1, size, file) != size || fclose(file)) exit(1);
}

static void put_changed(const uint8_t *changes, size_t size) {
    static uint8_t bytes[LEDGER_MOST];
    const uint8_t *whole;
    size_t length = whole_ledger(&whole);
    memcpy(bytes, whole, length);
    for (size_t i = 0; i + 4 <= size; i += 4)
        bytes[(changes[i] | (size_t)changes[i + 1] << 8 | (size_t)changes[i + 2] << 16) % length]
            = changes[i + 3];
    put_file(bytes, length);
}

static bool row(void *user, const onr_field *fields, size_t count) {
    size_t *rows = user;
    for (size_t i = 0; i < count; i++)
        hold(fields[i].kind != ONR_TEXT || !fields[i].text.length || fields[i].text.at, "words");
    return ++*rows < ROWS_MOST;
}

static void tell(void *user, const char *line) {
    hold(*line, "a line");
    ++*(size_t *)user;
}

static void ask_all(onr_ledger *l) {
    onr_error error;
    for (int what = 0; what <= ONR_DISAGREEMENTS; what++) {
        onr_question q = ONR_QUESTION_DEFAULT;
        size_t rows = 0;
        q.of = (onr_about)what;
        q.limit = ROWS_MOST;
        onr_ledger_ask(l, &q, row, &rows, &error);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    onr_ledger_options options = ONR_LEDGER_DEFAULT;
    onr_ledger *l;
    onr_error error;
    if (!size) return 0;
    if (data[0] & 1)
        put_file(data + 1, size - 1);
    else
        put_changed(data + 1, size - 1);
    if (onr_ledger_open(file_path(), &options, &l, &error)) {
        size_t wrong = 0, told = 0;
        ask_all(l);
        onr_ledger_verify(l, tell, &told, &wrong, &error);
        onr_ledger_close(l);
    }
    drop(file_path());
    return 0;
}
