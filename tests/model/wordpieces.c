/* Words are cut as the tokenizers package cuts them for BERT without case. */
#include "sample.h"

#include "model/windows.h"

static void cuts_to(const wordpiece_forms *w, const char *word, const char *expected) {
    uint16_t rows[WORDPIECES_A_TOKEN];
    char got[256] = "";
    size_t count = wordpieces_cut(w, str_of(word), rows), at = 0;
    assert_true(count >= 1 && count <= WORDPIECES_A_TOKEN);
    for (size_t i = 0; i < count; i++) {
        str form = vocabulary_form(w->forms, rows[i]);
        at += (size_t)snprintf(got + at, sizeof got - at, "%s%.*s", i ? " " : "", STR_ARG(form));
    }
    if (strcmp(got, expected) != 0) fail_msg("%s: %s instead of %s", word, got, expected);
}

static void cuts_words(void **state) {
    (void)state;
    model *m = sample_encoder();
    static const char *const cases[][2] = {
        { "mayor", "mayor" }, { "Mayor", "mayor" }, { "rained", "rain ##ed" },
        { "Ruiz", "ru ##iz" }, { "R\u00fa\u00edz", "ru ##iz" }, { "CAF\u00c9", "cafe" },
        { "cafe\u0301", "cafe" }, { "unknownish", "un ##known ##ish" },
        { "reporters", "report ##ers" }, { "reporterers", "report ##er ##ers" },
        { "xyz", "[UNK]" }, { "rainx", "[UNK]" }, { "", "[UNK]" }, { "\u00ad", "[UNK]" },
        { "ra\u00adin", "rain" }, { "the,the", "the , the" }, { ".xq.", ". [UNK] ." },
        { "......", ". . . ." }, { "the.mayor.said.that", "the . mayor ." },
        { "u!\"u", "u ! \" u" }, { "the\u4e2dthe", "the [UNK] the" },
        { "\u00df", "\u00df" }, { "the\u2019s", "the [UNK] [UNK]" },
        { "[UNK]", "[UNK] [UNK] [UNK]" },
        { "the\u00a0the", "the the" }, { "\ufffdthe", "the" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cuts_to(&m->encoder.forms, cases[i][0], cases[i][1]);
    model_close(m);
}

static void long_runs_are_unknown(void **state) {
    (void)state;
    model *m = sample_encoder();
    char word[4096] = "";
    for (size_t i = 0; i < WORDPIECE_RUN_MOST; i++) strcat(word, "\u00dc");
    cuts_to(&m->encoder.forms, word, "[UNK]"); /* u ##u ...: no ##u */
    word[0] = 0;
    for (size_t i = 0; i + 4 < WORDPIECE_RUN_MOST; i += 2) strcat(word, i ? "ed" : "rain");
    cuts_to(&m->encoder.forms, word, "rain ##ed ##ed ##ed");
    for (size_t i = 0; i < 20; i++) strcat(word, "ed");
    cuts_to(&m->encoder.forms, word, "[UNK]");
    for (size_t i = strlen(word); i < sizeof word - 1; i++) strcat(word, "\x01");
    cuts_to(&m->encoder.forms, word, "[UNK]");
    model_close(m);
}

/* No window has more word pieces than places, whatever its words. */
static void windows_keep_to_the_limit(void **state) {
    (void)state;
    jmp_buf out;
    if (setjmp(out)) fail();
    arena *a = sample_arena(&out);
    model *m = sample_encoder();
    buffer text = { 0 };
    for (int i = 0; i < 2000; i++)
        buffer_print(a, &text, "unknownish%s", i % 50 == 49 ? ".\n\n" : i < 900 ? " " : " . ");
    tokens t = sample_tokens(a, buffer_str(&text));
    wordpieces cut = wordpieces_of(a, &m->encoder.forms, &t);
    windows w = windows_of(a, &t, &cut);
    size_t longest = 0;
    for (size_t i = 0; i < w.count; i++) {
        size_t count = cut.starts[w.at[i].past] - cut.starts[w.at[i].first];
        assert_true(count <= WINDOW_WORDPIECES_MOST);
        assert_int_equal(w.at[i].first, i ? w.at[i - 1].past : 0);
        longest = count > longest ? count : longest;
    }
    assert_true(longest > WINDOW_WORDPIECES_MOST * 3 / 4);
    assert_int_equal(w.at[w.count - 1].past, t.count);
    model_close(m);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_words),
        cmocka_unit_test(long_runs_are_unknown),
        cmocka_unit_test(windows_keep_to_the_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
