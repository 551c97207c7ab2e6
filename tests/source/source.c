/* Inputs of every kind: what their content tells, files and pipes, memory that does not grow. */
#include "source/source.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/utf8.h"
#include "source/input.h"
#include "source/reading.h"

#define PARAGRAPH                                                                                  \
    "The dam above the town of Bruden held on Monday, and nobody was hurt, the mayor said."

static void is_read_as(str bytes, const char *text) {
    reading it = reading_with(bytes, (source_options){ .form = SOURCE_AUTO });
    next_is_report(&it);
    is_text(it.a, it.r.text, text);
    reading_end(&it);
}

static void tells_forms_by_content(void **state) {
    (void)state;
    is_read_as(STR(" \n<p>" PARAGRAPH), PARAGRAPH);
    is_read_as(STR("<!-- a page --><p>" PARAGRAPH), PARAGRAPH);
    is_read_as(STR("\xEF\xBB\xBF<p>" PARAGRAPH), PARAGRAPH);
    is_read_as(STR("\xEF\xBB\xBF{\"text\":\"a\"}"), "a");
    is_read_as(STR("\n {\n\"text\":\"a\"}"), "a");
    is_read_as(STR("[{\"text\":\"a\"}]"), "a");
    is_read_as(STR("<3 is a heart, said she."), "<3 is a heart, said she.");
    is_read_as(STR("{Note} he said."), "{Note} he said.");
    is_read_as(STR("[Note] he said."), "[Note] he said.");
    is_read_as(STR("[1, 2] he said."), "[1, 2] he said.");
}

static void reads_wide_pages(void **state) {
    (void)state;
    static const char html[] = "<p>" PARAGRAPH;
    char wide[2 * sizeof html] = "\xFF\xFE";
    for (size_t i = 0; i + 1 < sizeof html; i++) wide[2 * i + 2] = html[i];
    is_read_as((str){ wide, 2 * sizeof html }, PARAGRAPH);
}

static void does_as_told(void **state) {
    (void)state;
    reading it = reading_with(STR("<p>a"), (source_options){ .form = SOURCE_TEXT });
    next_is_report(&it);
    is_text(it.a, it.r.text, "<p>a");
    reading_end(&it);
    it = reading_with(STR("a\n{\"text\":\"b\"}"), (source_options){ .form = SOURCE_JSONL });
    next_is_broken(&it, "in:1: byte 0: is not JSON: unexpected character");
    next_is_report(&it);
    reading_end(&it);
}

static void names_forms(void **state) {
    (void)state;
    source_form form;
    for (int i = 0; i < SOURCE_FORMS; i++) {
        assert_true(source_form_of_name(str_of(source_form_name((source_form)i)), &form));
        assert_int_equal(form, i);
    }
    assert_false(source_form_of_name(STR("pdf"), &form));
}

static void passes_on_what_it_was_given(void **state) {
    (void)state;
    source_options options = { .url = STR("https://post.example/a"),
    .retrieved = STR("2026-01-05") };
    reading it = reading_with(STR("The dam held on Monday."), options);
    next_is_report(&it);
    is_text(it.a, it.r.url, "https://post.example/a");
    is_text(it.a, it.r.retrieved, "2026-01-05");
    is_text(it.a, it.r.input, "in");
    reading_end(&it);
}

/* ---- files and pipes ---- */

static void names_missing_files(void **state) {
    (void)state;
    fault f = { 0 };
    char line[600];
    assert_null(source_open("no/such/file", NULL, &f));
    fault_line(&f, line, sizeof line);
    assert_string_equal(line, "no/such/file: cannot be opened: No such file or directory");
    arena *a = arena_new(0);
    report r;
    source *s = source_open("/", NULL, &f);
    assert_non_null(s);
    assert_int_equal(source_next(s, a, &r, &f), SOURCE_BROKEN);
    fault_line(&f, line, sizeof line);
    assert_string_equal(line, "/: cannot be read: Is a directory");
    assert_int_equal(source_next(s, a, &r, &f), SOURCE_END);
    source_close(s);
    arena_free(a);
}

/* A pipe that gives `lines` JSON lines, a few bytes at a time; its path in out. */
static pid_t pipe_of_lines(int lines, char out[32]) {
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        close(ends[0]);
        FILE *to = fdopen(ends[1], "w");
        for (int i = 0; i < lines; i++) fprintf(to, "{\"id\":%d,\"text\":\"%0200d\"}\n", i, i);
        fclose(to);
        _exit(0);
    }
    close(ends[1]);
    snprintf(out, 32, "/dev/fd/%d", ends[0]);
    return child;
}

static void streams_without_growing(void **state) {
    (void)state;
    enum { LINES = 20000 };
    char path[32];
    fault f = { 0 };
    report r;
    int count = 0;
    pid_t child = pipe_of_lines(LINES, path);
    arena *a = arena_new(1 << 16); /* one report's worth */
    source *s = source_open(path, NULL, &f);
    assert_non_null(s);
    for (; source_next(s, a, &r, &f) == SOURCE_REPORT; count++) {
        assert_true(str_same(r.id, arena_print(a, "%d", count)));
        arena_reset(a, 1 << 14);
    }
    assert_int_equal(count, LINES);
    source_close(s);
    arena_free(a);
    waitpid(child, NULL, 0);
}

/* ---- lines of any length at the edges of the buffer ---- */

static void cuts_lines_at_any_length(void **state) {
    (void)state;
    FILE *file = tmpfile();
    char path[32];
    fault f = { 0 };
    input_line line;
    assert_non_null(file);
    for (int i = 0; i < 3000; i++) fprintf(file, "%0*d%s", 1 + i * 37 % 500, i,
    i % 7 ? "\n" : "\r\n");
    fflush(file);
    snprintf(path, sizeof path, "/dev/fd/%d", fileno(file));
    input *in = input_open(path, &f);
    for (int i = 0; i < 3000; i++) {
        assert_true(input_next_line(in, 1000, &line, &f));
        assert_true(line.whole && !line.end);
        assert_int_equal(atoi(line.bytes.at), i);
    }
    assert_true(input_next_line(in, 1000, &line, &f));
    assert_true(line.end);
    input_close(in);
    fclose(file);
}

static void moves_past_long_lines(void **state) {
    (void)state;
    fault f = { 0 };
    input_line line;
    input *in = input_of_bytes(STR("0123456789\nab\n0123456789"), &f);
    assert_true(input_next_line(in, 9, &line, &f));
    assert_false(line.whole);
    assert_true(input_next_line(in, 9, &line, &f));
    assert_true(line.whole && str_is(line.bytes, "ab"));
    assert_true(input_next_line(in, 9, &line, &f));
    assert_false(line.whole || line.end);
    assert_true(input_next_line(in, 9, &line, &f));
    assert_true(line.end);
    input_close(in);
}

/* ---- memory ---- */

/* Whatever memory there is: a report, or a plain word that there is too little. */
static void says_when_memory_ends(void **state) {
    (void)state;
    static const char html[] = "<title>Dam holds</title><h1>Dam holds</h1><meta name=author "
                               "content='Ann Lee'>"
                               "<script type=application/ld+json>{\"@type\":\"NewsArticle\"}"
                               "</script>"
                               "<p>" PARAGRAPH "</p><p>" PARAGRAPH "</p>";
    bool read = false;
    for (size_t limit = 64; !read; limit += 512) {
        arena *a = arena_new(limit);
        fault f = { 0 };
        report r;
        source *s = source_of_bytes(str_of(html), STR("in"), NULL, &f);
        read = source_next(s, a, &r, &f) == SOURCE_REPORT;
        if (!read) assert_int_equal(f.kind, FAULT_MEMORY);
        assert_int_equal(source_next(s, a, &r, &f), SOURCE_END);
        source_close(s);
        arena_free(a);
        assert_true(limit < 1 << 20);
    }
}

/* ---- properties ---- */

static void check_blocks(const report *r) {
    size_t last = 0;
    for (size_t i = 0; i <= r->blocks.count; i++) {
        bool end = i == r->blocks.count;
        size_t start = end ? r->text.length : r->blocks.at[i].start;
        assert_true(start >= last && start <= r->text.length);
        for (size_t at = last; at < start && r->blocks.count; at++)
            assert_true(is_blank(r->text.at[at]));
        if (end) break;
        str words = str_cut(r->text, start, r->blocks.at[i].end);
        assert_true(words.length && str_trim(words).length == words.length);
        assert_false(str_has(words, '\n'));
        last = r->blocks.at[i].end;
    }
}

/* A page put together from scraps of pages; the same for the same seed. */
static str odd_page(arena *a, uint32_t seed) {
    static const char *const scraps[] = {
        "<p>" PARAGRAPH "</p>", "<p>" PARAGRAPH, "<div>", "</div>", "<h1>Dam holds</h1>",
        "<h2><a href=x>A</a></h2>",
        "<ul><li>one<li>two</ul>", "<table><tr><td>" PARAGRAPH "</table>", "<div class=related>",
        "<br><br>" PARAGRAPH,
        "<time datetime=2026-01-03>now</time>", "<a href=x>", "</a>", "<p>Correction: a name</p>",
        "&#0;\xFF\xC3",
        "<blockquote>", "</blockquote>", "<script type=application/ld+json>"
        "{\"@type\":\"Article\",\"author\":[",
        "</script>", "<title>Dam | Post</title>", "<p class=byline>By Ann Lee</p>", "<svg>",
        "</svg>", "\x01\x02",
        "<meta charset=koi8-r>", "<h2>Related stories</h2>", "<article itemprop=articleBody>",
        "</article>",
    };
    buffer page = { 0 };
    for (int i = 0; i < 40; i++) {
        seed = seed * 1664525 + 1013904223;
        buffer_add(a, &page, str_of(scraps[(seed >> 16) % (sizeof scraps / sizeof *scraps)]));
    }
    return buffer_str(&page);
}

static void holds_on_odd_pages(void **state) {
    (void)state;
    for (uint32_t seed = 1; seed <= 600; seed++) {
        arena *a = arena_new(0);
        reading it = reading_with(odd_page(a, seed), (source_options){ .form = SOURCE_HTML });
        next_is_report(&it);
        assert_int_equal(utf8_valid(it.r.text), it.r.text.length);
        assert_int_equal(utf8_valid(it.r.title), it.r.title.length);
        check_blocks(&it.r);
        str text = arena_copy(a, it.r.text);
        reading_end(&it);
        it = reading_with(odd_page(a, seed), (source_options){ .form = SOURCE_HTML });
        next_is_report(&it);
        assert_true(str_same(text, it.r.text));
        reading_end(&it);
        arena_free(a);
    }
}

/* Text of 10 MB in one part, links and boxes without end: each in its time. */
static void takes_large_pages(void **state) {
    (void)state;
    static const char *const parts[] = { "<div>", "<a href=x>a", "<p>" PARAGRAPH, "<b><i>", "</b>",
    "<h2>Related stories</h2>",
                                         "<li><a href=x>one", "&amp;", "<", "<!--", "<td>",
                                         "<script>", "\"" };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        size_t part = strlen(parts[i]), size = 1 << 20;
        char *bytes = malloc(size);
        for (size_t at = 0; at < size; at++) bytes[at] = parts[i][at % part];
        reading it = reading_with((str){ bytes, size }, (source_options){ .form = SOURCE_HTML });
        next_is_report(&it);
        reading_end(&it);
        free(bytes);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_forms_by_content),
        cmocka_unit_test(reads_wide_pages),
        cmocka_unit_test(does_as_told),
        cmocka_unit_test(names_forms),
        cmocka_unit_test(passes_on_what_it_was_given),
        cmocka_unit_test(names_missing_files),
        cmocka_unit_test(streams_without_growing),
        cmocka_unit_test(cuts_lines_at_any_length),
        cmocka_unit_test(moves_past_long_lines),
        cmocka_unit_test(says_when_memory_ends),
        cmocka_unit_test(holds_on_odd_pages),
        cmocka_unit_test(takes_large_pages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
