/* ZIP and WACZ: files as inputs of their own, damage, bombs. Archives are made by libzip. */
#include "source/packing.h"

#include <stdio.h>
#include <unistd.h>
#include <zip.h>

#define WORDS "The dam above the town of Bruden held on that day, and nobody was hurt, she said."
#define RECORD \
    "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nWARC-Target-URI: " \
    "https://post.example/1\r\nContent-Length: 88\r\n\r\n<p>" WORDS "</p>\r\n\r\n"

typedef struct file {
    const char *name;
    str bytes;
} file;

/* Into a file whose path is put into `path`. */
static void make_zip(const file *files, size_t count, char path[32]) {
    strcpy(path, "/tmp/onrecord-zip-XXXXXX");
    close(mkstemp(path));
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    assert_non_null(zip);
    for (size_t i = 0; i < count; i++) {
        zip_source_t *from =
            zip_source_buffer(zip, files[i].bytes.at, files[i].bytes.length, 0);
        assert_true(zip_file_add(zip, files[i].name, from, 0) >= 0);
    }
    assert_int_equal(zip_close(zip), 0);
}

static str bytes_of(arena *a, const char *path) {
    FILE *from = fopen(path, "rb");
    buffer out = { 0 };
    char some[4096];
    for (size_t got; (got = fread(some, 1, sizeof some, from)) > 0;)
        buffer_add(a, &out, (str){ some, got });
    fclose(from);
    return buffer_str(&out);
}

static reading file_reading(const char *path) {
    reading it = { .a = arena_new(0) };
    it.s = source_open(path, NULL, &it.f);
    assert_non_null(it.s);
    return it;
}

static void reads_wacz(void **state) {
    (void)state;
    arena *a = arena_new(0);
    char path[32];
    file files[] = { { "datapackage.json", STR("{}") },
                     { "pages/pages.jsonl", STR("{\"url\": \"x\"}") },
                     { "archive/a.warc.gz", gzipped(a, STR(RECORD)) },
                     { "archive/b.warc", STR(RECORD "WARC/1.0\r\nWARC-Type: response\r\n\r\n") } };
    make_zip(files, 4, path);
    str whole = bytes_of(a, path);
    for (int way = 0; way < 3; way++) {
        reading it = way == 0 ? file_reading(path)
            : reading_with(way == 1 ? whole : gzipped(a, whole),
                           (source_options){ .form = SOURCE_AUTO });
        next_is_report(&it);
        is_text(it.a, it.r.text, WORDS);
        is_text(it.a, it.r.url, "https://post.example/1");
        next_is_report(&it);
        char line[600];
        assert_int_equal(next(&it), SOURCE_BROKEN);
        fault_line(&it.f, line, sizeof line);
        assert_non_null(strstr(line, ", archive/b.warc, record 2: byte "));
        next_is_end(&it);
        reading_end(&it);
    }
    unlink(path);
    arena_free(a);
}

static void reads_other_archives(void **state) {
    (void)state;
    arena *a = arena_new(0);
    char path[32], inner[32];
    file nested[] = { { "deep.txt", STR("It rained on.") } };
    make_zip(nested, 1, inner);
    file files[] = { { "a/one.txt", STR("It rained.") }, { "a/", STR("") },
                     { "__MACOSX/x", STR("x") }, { ".hidden", STR("x") },
                     { "b.csv", STR("title,text\nDam,It held.\n") }, { "c.png", STR("\x89PNG") },
                     { "d.zip", bytes_of(a, inner) } };
    make_zip(files, 7, path);
    reading it = reading_with(bytes_of(a, path), (source_options){ .form = SOURCE_AUTO });
    next_is_report(&it);
    is_text(it.a, it.r.text, "It rained.");
    next_is_report(&it);
    is_text(it.a, it.r.text, "It held.");
    assert_int_equal(source_last_form(it.s), SOURCE_CSV);
    next_is_broken(&it, "in, c.png: byte 0: is a picture, which is not read");
    next_is_report(&it);
    is_text(it.a, it.r.text, "It rained on.");
    next_is_end(&it);
    reading_end(&it);
    unlink(path);
    unlink(inner);
    arena_free(a);
}

static void refuses_what_holds_no_reports(void **state) {
    (void)state;
    arena *a = arena_new(0);
    char path[32];
    file office[] = { { "[Content_Types].xml", STR("<a/>") } };
    make_zip(office, 1, path);
    reading it = reading_with(bytes_of(a, path), (source_options){ .form = SOURCE_AUTO });
    next_is_broken(&it, "in: is an Office document, which is not read");
    next_is_end(&it);
    reading_end(&it);
    unlink(path);
    it = reading_of("PK\x03\x04 and no more");
    assert_int_equal(next(&it), SOURCE_BROKEN);
    assert_non_null(strstr(it.f.what, "is no sound ZIP archive: "));
    next_is_end(&it);
    reading_end(&it);
    arena_free(a);
}

static void tells_damage(void **state) {
    (void)state;
    arena *a = arena_new(0);
    char path[32];
    file files[] = { { "a.txt", STR("It rained.") }, { "b.txt", STR("It held.") } };
    make_zip(files, 2, path);
    str whole = bytes_of(a, path);
    char *at = strstr((char *)(uintptr_t)whole.at + 30, "It rained");
    if (!at) at = (char *)(uintptr_t)whole.at + 37;
    *at = (char)(*at ^ 1);
    reading it = reading_with(whole, (source_options){ .form = SOURCE_AUTO });
    source_step first = next(&it);
    if (first == SOURCE_REPORT) first = next(&it); /* what came before the sum was wrong */
    assert_int_equal(first, SOURCE_BROKEN);
    assert_non_null(strstr(it.f.what, "zip: "));
    next_is_report(&it);
    is_text(it.a, it.r.text, "It held.");
    next_is_end(&it);
    reading_end(&it);
    unlink(path);
    arena_free(a);
}

static void refuses_bombs(void **state) {
    (void)state;
    arena *a = arena_new(0);
    enum { SIZE = 200 << 20 };
    char path[32];
    file files[] = { { "a.csv", { ARENA_NEW(a, char, SIZE), SIZE } },
                     { "b.txt", STR("It held.") } };
    char *bytes = (char *)(uintptr_t)files[0].bytes.at;
    memset(bytes, '\n', SIZE);
    memcpy(bytes, "title,text\n", 11);
    make_zip(files, 2, path);
    reading it = file_reading(path);
    assert_int_equal(next(&it), SOURCE_BROKEN);
    assert_string_equal(it.f.what, "zip: unpacks to more than 250 times its size");
    assert_int_equal(next(&it), SOURCE_BROKEN); /* all that came out counts */
    next_is_end(&it);
    reading_end(&it);
    unlink(path);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_wacz),
        cmocka_unit_test(reads_other_archives),
        cmocka_unit_test(refuses_what_holds_no_reports),
        cmocka_unit_test(tells_damage),
        cmocka_unit_test(refuses_bombs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
