/* Tokens: syntactic words of English news, their passages and offsets. */
#include "text/cutting.h"

#include <string.h>

static void print_word(arena *a, const tokens *t, size_t i, buffer *out) {
    buffer_add(a, out, token_str(t, i));
}

static void cuts(const char *text, const char *wanted) {
    check_cut(text, wanted, print_word);
}

static void splits_clitics(void **state) {
    (void)state;
    cuts("She can't go, and won't.", "She ca n't go , and wo n't .");
    cuts("Ruiz's aides say they're sure he'd've left.",
         "Ruiz 's aides say they 're sure he 'd 've left .");
    cuts("It\u2019s what we don\u2019t know.", "It \u2019s what we do n\u2019t know .");
    cuts("the workers' union", "the workers ' union");
    cuts("We cannot say, I'm gonna guess", "We can not say , I 'm gon na guess");
    cuts("DON'T and DIDN'T", "DO N'T and DID N'T");
    cuts("do n't", "do n't");
    cuts("The U.N.'s plan", "The U.N. 's plan");
    cuts("y'all know O'Dell, Shi'ite and d'Azur", "y' all know O'Dell , Shi'ite and d'Azur");
    cuts("in the '90s and the 1960's, tell 'em", "in the '90s and the 1960's , tell 'em");
    cuts("o'clock rock'n'roll", "o'clock rock'n'roll");
    cuts("ain't isn't dont", "ai n't is n't do nt");
    cuts("n't 't n' '", "n't ' t n ' '");
}

static void splits_hyphens_but_after_prefixes(void **state) {
    (void)state;
    cuts("a well-known 12-year-old", "a well - known 12 - year - old");
    cuts("pre-war co-workers re-elected an ex-mayor", "pre-war co-workers re-elected an ex-mayor");
    cuts("a non-aligned, anti-war e-mail", "a non-aligned , anti-war e-mail");
    cuts("over-the-counter", "over - the - counter");
    cuts("a pro-same-day plan", "a pro-same - day plan");
    cuts("Pan-American Inter-City", "Pan - American Inter - City");
    cuts("up-to-date -- and on", "up - to - date -- and on");
    cuts("the move\u2014a surprise\u2014failed", "the move \u2014 a surprise \u2014 failed");
    cuts("1969-1970, 5-10", "1969 - 1970 , 5 - 10");
    cuts("call 555-0142 or 210-555-0142", "call 555-0142 or 210-555-0142");
    cuts("the Ruiz\u2010Lee law", "the Ruiz \u2010 Lee law");
}

static void words_are_without_soft_hyphens(void **state) {
    (void)state;
    cuts("The govern\u00ADment of Ve\u00ADne\u00ADzu\u00ADela", "The government of Venezuela");
    cuts("\u00ADLee left\u00AD.", "Lee left .");
    cuts("on \u00AD alone", "on \u00AD alone");
}

static void keeps_dots_of_abbreviations(void **state) {
    (void)state;
    cuts("Mr. Lee met Dr. A. B. Reed.", "Mr. Lee met Dr. A. B. Reed .");
    cuts("Gen. Ruiz of the U.S. Army left.", "Gen. Ruiz of the U.S. Army left .");
    cuts("She left the U.S. He did not.", "She left the U.S . He did not .");
    cuts("They came from the U.S.", "They came from the U.S .");
    cuts("at 9 a.m. on Jan. 3", "at 9 a.m. on Jan. 3");
    cuts("at 9a.m. or 5pm", "at 9 a.m. or 5 pm");
    cuts("No. 5 is no. And no.", "No. 5 is no . And no .");
    cuts("in Tulsa, Okla., and Reno, Nev.", "in Tulsa , Okla. , and Reno , Nev .");
    cuts("two Mass. voters of U. S. descent.", "two Mass. voters of U. S. descent .");
    cuts("U.S. And Aldora Agree", "U.S. And Aldora Agree");
    cuts("Brand Inc. said; Brand Inc. The end.", "Brand Inc. said ; Brand Inc . The end .");
    cuts("John F. Kay vs. Kay", "John F. Kay vs. Kay");
    cuts("a Ph.D. in law, e.g. tax", "a Ph.D. in law , e.g. tax");
    cuts("J.R.R. Tarn and J.Tarn", "J.R.R. Tarn and J. Tarn");
    cuts("Is it I. Or he?", "Is it I . Or he ?");
    cuts("end.Next", "end . Next");
}

static void keeps_figures(void **state) {
    (void)state;
    cuts("1,700 people, 3.5 miles, 10:35", "1,700 people , 3.5 miles , 10:35");
    cuts("$5 million, US$3.5, \u20ac20 and \u00a37m",
           "$ 5 million , US$ 3.5 , \u20ac 20 and \u00a3 7 m");
    cuts("5% or 5.5%, .38", "5 % or 5.5 % , .38");
    cuts("$170m $3bn 65k 35mm 100km 70p", "$ 170 m $ 3 bn 65 k 35 mm 100 km 70 p");
    cuts("the 23rd, the 1970s, F-16", "the 23rd , the 1970s , F - 16");
    cuts("on 9/11, 11/28/2000, 24/7, 1/2", "on 9/11 , 11/28/2000 , 24 / 7 , 1 / 2");
    cuts("2,3 and 1,23", "2 , 3 and 1 , 23");
    cuts("+44 20 7946", "+44 20 7946");
    cuts("#1 of 5'11\"", "# 1 of 5 ' 11 \"");
}

static void keeps_addresses_and_tags(void **state) {
    (void)state;
    cuts("See https://a.example/x_(y)?z=1, or www.b.example.",
         "See https://a.example/x_(y)?z=1 , or www.b.example .");
    cuts("too.https://a.example/x", "too . https://a.example/x");
    cuts("(press@hall.example)", "( press@hall.example )");
    cuts("on hall.gov/news; hall.com.", "on hall.gov/news ; hall.com .");
    cuts("@ann_lee: #WaterNow!", "@ann_lee : #WaterNow !");
    cuts("and/or w/o", "and / or w/o");
    cuts("AT&T's R&D", "AT&T 's R&D");
    cuts("well :) and <3", "well :) and <3");
    cuts("said (see below:) so", "said ( see below :) so");
}

static void keeps_runs_of_marks(void **state) {
    (void)state;
    cuts("Well... no?! Yes!!", "Well ... no ?! Yes !!");
    cuts("``So,'' he said", "`` So , '' he said");
    cuts("Wait\u2026 what", "Wait \u2026 what");
    cuts("*** _x_ ==", "*** _ x_ ==");
    cuts("\u201cNo,\u201d (she) [...]", "\u201c No , \u201d ( she ) [...]");
    cuts("\u00abOui\u00bb \u2022 item", "\u00ab Oui \u00bb \u2022 item");
}

static void reads_characters_beyond_ascii(void **state) {
    (void)state;
    cuts("caf\u00e9s in \u0141\u00f3d\u017a", "caf\u00e9s in \u0141\u00f3d\u017a");
    cuts("a\u00a0b\u2003c\ufeffd", "a b c d");
    cuts("\u202ea\u202cb", "a b");
    cuts("ok\U0001F44D\U0001F3FD!", "ok \U0001F44D\U0001F3FD !");
    cuts("12\u00b2", "12 \u00b2");
}

static void takes_a_block_for_a_passage(void **state) {
    (void)state;
    cuts("One.\n\nTwo.", "One . | Two .");
    cuts("One.\nTwo.\r\nThree.", "One . | Two . | Three .");
    str text = STR("ab\ncd\n\nef");
    block all = { 0, 9, BLOCK_PARAGRAPH, STR_NONE };
    block_list blocks = { &all, 1, 1 };
    arena *a = arena_new(0);
    tokens t;
    fault f;
    assert_true(tokens_cut(a, text, &blocks, &t, &f));
    assert_int_equal(t.passage_count, 2);
    assert_int_equal(t.passages[0].past, 2);
    arena_free(a);
}

static void leaves_out_what_is_in_no_block(void **state) {
    (void)state;
    str text = STR("Note: old.\nNew.");
    block second = { 11, 400, BLOCK_PARAGRAPH, STR_NONE };
    block_list blocks = { &second, 1, 1 };
    arena *a = arena_new(0);
    tokens t;
    fault f;
    assert_true(tokens_cut(a, text, &blocks, &t, &f));
    assert_int_equal(t.count, 2);
    assert_int_equal(t.at[0].start, 11);
    arena_free(a);
}

static void says_what_tokens_hold(void **state) {
    (void)state;
    arena *a = arena_new(0);
    tokens t = cut_text(a, "In 2026, B2B - yes");
    static const uint32_t wanted[] = { 0, TOKEN_NUMBER, TOKEN_MARK, TOKEN_NUMBER, TOKEN_MARK, 0 };
    assert_int_equal(t.count, 6);
    for (size_t i = 0; i < t.count; i++)
        assert_int_equal(t.at[i].flags & (TOKEN_NUMBER | TOKEN_MARK), wanted[i]);
    assert_false(t.at[2].flags & TOKEN_SPACE_BEFORE);
    assert_true(t.at[3].flags & TOKEN_SPACE_BEFORE);
    assert_true(t.at[0].flags & TOKEN_SPACE_BEFORE);
    arena_free(a);
}

static void refuses_what_is_not_utf8(void **state) {
    (void)state;
    arena *a = arena_new(0);
    block_list none = { 0 };
    tokens t;
    fault f = { 0 };
    assert_false(tokens_cut(a, STR("abc \xC3("), &none, &t, &f));
    assert_int_equal(f.kind, FAULT_INPUT);
    assert_int_equal(f.at, 4);
    assert_true(tokens_cut(a, STR(""), &none, &t, &f));
    assert_int_equal(t.count, 0);
    arena_free(a);
}

static void parts_passages_that_are_too_long(void **state) {
    (void)state;
    arena *a = arena_new(0);
    buffer text = { 0 };
    for (int i = 0; i < 3000; i++) buffer_add(a, &text, STR("It rains. "));
    for (int i = 0; i < 20000; i++) buffer_add(a, &text, STR("on "));
    tokens t = cut_text(a, arena_copy(a, buffer_str(&text)).at);
    assert_int_equal(t.count, 29000);
    for (size_t i = 0; i < t.passage_count; i++) {
        size_t count = t.passages[i].past - t.passages[i].first;
        assert_true(count <= 8192);
        if (i == 0) assert_string_equal(arena_copy(a, token_str(&t, count - 1)).at, ".");
    }
    arena_free(a);
}

/* Long texts without a blank, or made to be looked at again and again, take linear time. */
static void takes_linear_time(void **state) {
    (void)state;
    static const char *const parts[] = {
        "a.", "'", "\"", "1/", "1-", "a-", "a@", "www.", "((", ":)", "U.S.", "a'", "''", "\u2019",
        "!", "x\"", "'s",
    };
    for (size_t p = 0; p < sizeof parts / sizeof *parts; p++) {
        arena *a = arena_new(0);
        buffer text = { 0 };
        for (int i = 0; i < 60000; i++) buffer_add(a, &text, str_of(parts[p]));
        tokens t = cut_text(a, arena_copy(a, buffer_str(&text)).at);
        assert_true(t.count > 0);
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(splits_clitics),
        cmocka_unit_test(splits_hyphens_but_after_prefixes),
        cmocka_unit_test(words_are_without_soft_hyphens),
        cmocka_unit_test(keeps_dots_of_abbreviations),
        cmocka_unit_test(keeps_figures),
        cmocka_unit_test(keeps_addresses_and_tags),
        cmocka_unit_test(keeps_runs_of_marks),
        cmocka_unit_test(reads_characters_beyond_ascii),
        cmocka_unit_test(takes_a_block_for_a_passage),
        cmocka_unit_test(leaves_out_what_is_in_no_block),
        cmocka_unit_test(says_what_tokens_hold),
        cmocka_unit_test(refuses_what_is_not_utf8),
        cmocka_unit_test(parts_passages_that_are_too_long),
        cmocka_unit_test(takes_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
