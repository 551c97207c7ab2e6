/* Sections of a long text: together they are the text, each is sound, and the record that is
 * put together from them holds as one. */
#include "library.h"

#include "api/sections.h"
#include "base/arena.h"
#include "base/utf8.h"
#include "text/blocks.h"

static report report_from(arena *a, str text) {
    report r = { .text = text };
    blocks_guess(a, text, STR_NONE, &r.blocks);
    return r;
}

/* Every byte of a block but blanks is in one section, once, and no character is cut. */
static void check_sections(arena *a, str text, size_t at_least) {
    report whole = report_from(a, text), one;
    bool *seen = ARENA_NEW(a, bool, text.length + 1);
    size_t offset, count = 0, before = 0;
    sections s = sections_of(&whole);
    for (; section_next(&s, a, &one, &offset); count++) {
        assert_true(offset >= before);
        assert_true(one.text.length <= SECTION_MOST);
        assert_int_equal(utf8_valid(one.text), one.text.length);
        for (size_t i = 0; i < one.blocks.count; i++) {
            block b = one.blocks.at[i];
            assert_true(b.start < b.end && b.end <= one.text.length);
            for (size_t k = b.start; k < b.end; k++) {
                assert_false(seen[offset + k]);
                seen[offset + k] = true;
            }
        }
        before = offset + one.text.length;
    }
    assert_true(count >= at_least);
    for (size_t i = 0; i < whole.blocks.count; i++)
        for (size_t k = whole.blocks.at[i].start; k < whole.blocks.at[i].end; k++)
            assert_true(seen[k] || is_blank(text.at[k]));
}

static str repeated(arena *a, str words, size_t length) {
    buffer out = { 0 };
    while (out.count < length) buffer_add(a, &out, words);
    return arena_copy(a, buffer_str(&out));
}

static void cover_the_text(void **state) {
    (void)state;
    static const struct { str words; size_t length, sections; } rows[] = {
        { STR("A short one."), 12, 1 },
        { STR("The mayor said so.\n\n"), 600000, 4 },
        { STR("The mayor said so. "), 600000, 4 },
        { STR("unbroken"), 600000, 4 },
        { STR("\xE4\xB8\x96\xE7\x95\x8C"), 600000, 4 },
        { STR("words and words "), 300000, 2 },
        { STR("\n"), 300000, 0 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        arena *a = arena_new(0);
        check_sections(a, repeated(a, rows[i].words, rows[i].length), rows[i].sections);
        arena_free(a);
    }
}

static const onr_actor *only_actor(const onr_record *whole, const char *name) {
    const onr_actor *found = NULL, *one;
    for (size_t i = 0; (one = onr_record_actor(whole, i)); i++) {
        if (one->name.length != strlen(name) || memcmp(one->name.at, name, one->name.length))
            continue;
        assert_null(found);
        found = one;
    }
    return found;
}

static void check_order(const onr_record *whole, size_t *sentences) {
    const onr_span *at;
    size_t before = 0;
    for (*sentences = 0; (at = onr_record_sentence(whole, *sentences)); ++*sentences) {
        assert_true(at->start >= before && at->end > at->start);
        before = at->end;
    }
    assert_true(before <= onr_record_report(whole)->text.length);
}

/* Ana Ruiz of the first section is the one of the last; spans lie where the words are. */
static void become_one_record(void **state) {
    (void)state;
    need_reader();
    arena *a = arena_new(0);
    str text = repeated(a, STR("\"We will repair the sea wall,\" Ana Ruiz said.\n\n"), 400000);
    onr_report *from = report_of(text.at, text.length);
    onr_record *whole;
    onr_error error;
    size_t sentences, in_last = 0;
    assert_true(onr_read(reader, from, NULL, &whole, &error));
    check_order(whole, &sentences);
    assert_true(sentences > 8000);
    const onr_actor *ana = only_actor(whole, "Ana Ruiz");
    assert_non_null(ana);
    for (size_t i = 0; i < ana->mention_count; i++) {
        onr_text words = onr_record_words(whole, ana->mentions[i]);
        assert_true(words.length >= 2);
        in_last += ana->mentions[i].start > 390000;
    }
    assert_true(in_last > 0);
    onr_record_free(whole);
    onr_report_free(from);
    arena_free(a);
}

/* Read for writing alone, the same is written, and asking gives nothing. */
static void only_writing_writes_the_same(void **state) {
    (void)state;
    need_reader();
    arena *a = arena_new(0);
    str text = repeated(a, STR("\"We will repair the sea wall,\" Ana Ruiz said.\n\n"), 200000);
    onr_report *from = report_of(text.at, text.length);
    written got[2] = { 0 };
    onr_error error;
    for (int i = 0; i < 2; i++) {
        onr_read_options options = ONR_READ_DEFAULT;
        onr_write_options write = ONR_WRITE_DEFAULT;
        onr_record *whole;
        options.only_write = i;
        assert_true(onr_read(reader, from, &options, &whole, &error));
        assert_true(onr_record_write(whole, &write, into_memory, &got[i], &error));
        assert_int_equal(onr_record_statement(whole, 0) == NULL, i);
        assert_int_equal(onr_record_actor(whole, 0) == NULL, i);
        write.tokens = true;
        written tokens = { 0 };
        assert_int_equal(onr_record_write(whole, &write, into_memory, &tokens, &error), !i);
        free(tokens.at);
        onr_record_free(whole);
    }
    assert_int_equal(got[0].count, got[1].count);
    assert_memory_equal(got[0].at, got[1].at, got[0].count);
    free(got[0].at);
    free(got[1].at);
    onr_report_free(from);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cover_the_text),
        cmocka_unit_test(become_one_record),
        cmocka_unit_test(only_writing_writes_the_same),
    };
    return cmocka_run_group_tests(tests, open_reader, close_reader);
}
