/* Tables: columns under their usual names, quotation marks as they come, broken rows. */
#include "source/packing.h"

#define HEAD "id,headline,body,date,byline,publication\n"

static void reads_rows(void **state) {
    (void)state;
    reading it = reading_of(
        "\xEF\xBB\xBF" HEAD
        "7,Dam holds,\"The dam held.\r\n\r\nAll \"\"left\"\", he said.\",2026-01-03,\"Ann Lee; Bo "
        "Ray\",Bruden Post\r\n"
        "\n"
        "8,,It rained.,,,\n");
    next_is_report(&it);
    is_text(it.a, it.r.id, "7");
    is_text(it.a, it.r.title, "Dam holds");
    is_text(it.a, it.r.text, "The dam held.\r\n\r\nAll \"left\", he said.");
    is_text(it.a, it.r.published, "2026-01-03");
    is_text(it.a, it.r.site, "Bruden Post");
    are_texts(it.a, &it.r.authors, "Ann Lee; Bo Ray");
    assert_int_equal(source_last_form(it.s), SOURCE_CSV);
    next_is_report(&it);
    is_text(it.a, it.r.text, "It rained.");
    is_text(it.a, it.r.title, NULL);
    next_is_end(&it);
    reading_end(&it);
}

static void reads_other_separators(void **state) {
    (void)state;
    static const char *const tables[] = {
        "title;text\nDam; it held, he said\n", "title\ttext\nDam\t it held, he said\n",
        "Title,Full Text\nDam,\" it held, he said\"",
    };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        reading it = reading_of(tables[i]);
        next_is_report(&it);
        is_text(it.a, it.r.text, " it held, he said");
        is_text(it.a, it.r.title, "Dam");
        next_is_end(&it);
        reading_end(&it);
    }
}

static void reads_packed_tables(void **state) {
    (void)state;
    arena *a = arena_new(0);
    str table = STR("title,text\nDam,It held.\n");
    str ways[] = { gzipped(a, table), zstd_packed(a, table) };
    for (int i = 0; i < 2; i++) {
        reading it = reading_with(ways[i], (source_options){ .form = SOURCE_AUTO });
        next_is_report(&it);
        is_text(it.a, it.r.text, "It held.");
        next_is_end(&it);
        reading_end(&it);
    }
    arena_free(a);
}

static void takes_columns_that_are_named(void **state) {
    (void)state;
    source_options options = { .columns = STR("text=Wortlaut, title=Kopf") };
    reading it = reading_with(STR("Kopf,Wortlaut,text\nDam,It held.,no\n"), options);
    next_is_report(&it);
    is_text(it.a, it.r.text, "It held.");
    is_text(it.a, it.r.title, "Dam");
    reading_end(&it);
    options.columns = STR("text=None");
    it = reading_with(STR("a,text\n1,2\n"), options);
    next_is_broken(&it, "in: there is no column \"None\"");
    next_is_end(&it);
    reading_end(&it);
    options.columns = STR("words=text");
    it = reading_with(STR("a,text\n1,2\n"), options);
    next_is_broken(&it, "in: \"words=text\" gives no column of a report's field (text=Body)");
    reading_end(&it);
    it = reading_with(STR("a,b\n1,2\n"), (source_options){ .form = SOURCE_CSV });
    next_is_broken(&it, "in: no column is named text, body or content; "
                        "--columns text=NAME tells which one holds the text");
    reading_end(&it);
}

static void is_no_table(void **state) {
    (void)state;
    static const char *const texts[] = {
        "Story, story of the dam\n\nIt held on Monday.",
        "Text\n\nThe dam held on Monday, he said.",
        "Body, soul\nThe dam held on Monday.",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        reading it = reading_of(texts[i]);
        next_is_report(&it);
        is_text(it.a, it.r.text, texts[i]);
        reading_end(&it);
    }
}

static void names_broken_rows(void **state) {
    (void)state;
    reading it = reading_of("title,text\n"
                            "one,It held.\n"
                            "two\n"
                            "three,\xE4\n"
                            "four,\"\"\n"
                            "five,\"never closed\n"
                            "six,\"It \"held\" again, he said.\"\n");
    next_is_report(&it);
    next_is_broken(&it, "in, row 2 (line 3): byte 24: has 1 cells, the text is in number 2");
    next_is_broken(&it, "in, row 3 (line 4): byte 34: is not UTF-8");
    next_is_report(&it);
    are_notes(&it, "no-article");
    next_is_report(&it); /* the mark closes at the end of the next line, and both are one row */
    next_is_end(&it);
    reading_end(&it);
}

static void reads_on_behind_open_marks(void **state) {
    (void)state;
    reading it = reading_of("title,text\none,\"never closed\ntwo,It held.\nthree,It rained.\n");
    next_is_broken(&it, "in, row 1 (line 2): byte 11: a quotation mark opens and never closes, or "
                        "the row has more than 41943040 bytes");
    next_is_report(&it);
    is_text(it.a, it.r.text, "It held.");
    next_is_report(&it);
    is_text(it.a, it.r.text, "It rained.");
    next_is_end(&it);
    reading_end(&it);
}

static void gives_up_on_marks_without_end(void **state) {
    (void)state;
    buffer table = { 0 };
    arena *a = arena_new(0);
    buffer_add(a, &table, STR("title,text\n"));
    for (int i = 0; i < 41; i++) buffer_print(a, &table, "%d,\"\n%d,\"x\n", i, i);
    buffer_add(a, &table, STR("last,\"\n"));
    reading it = reading_with(buffer_str(&table), (source_options){ .text_most = 20 });
    int steps = 0;
    for (source_step step; (step = next(&it)) != SOURCE_END; steps++) assert_true(steps < 100);
    assert_true(steps > 10);
    reading_end(&it);
    arena_free(a);
}

static void holds_to_limits(void **state) {
    (void)state;
    arena *a = arena_new(0);
    buffer wide = { 0 };
    buffer_add(a, &wide, STR("title,text\n"));
    for (int i = 0; i < 300; i++) buffer_add(a, &wide, STR("a,"));
    buffer_add(a, &wide, STR("\nDam,It held.\n"));
    reading it = reading_with(buffer_str(&wide), (source_options){ .form = SOURCE_AUTO });
    next_is_broken(&it, "in, row 1 (line 2): has more than 256 cells");
    next_is_report(&it);
    reading_end(&it);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_rows),
        cmocka_unit_test(reads_other_separators),
        cmocka_unit_test(reads_packed_tables),
        cmocka_unit_test(takes_columns_that_are_named),
        cmocka_unit_test(is_no_table),
        cmocka_unit_test(names_broken_rows),
        cmocka_unit_test(reads_on_behind_open_marks),
        cmocka_unit_test(gives_up_on_marks_without_end),
        cmocka_unit_test(holds_to_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
