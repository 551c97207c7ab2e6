/* Parts of the desk that need no ledger: targets, signatures, filters, names, differences. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "desk/differences.h"
#include "desk/filters.h"
#include "desk/known_by_name.h"
#include "desk/targets.h"
#include "desk/webhook.h"
#include "ledger/wordings.h"

static arena *a;

static int set_up(void **state) {
    (void)state;
    a = arena_new(0);
    return a ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    arena_free(a);
    return 0;
}

static void command_is(const char *words, const char *const *wanted) {
    str_list got = { 0 };
    fault f = { 0 };
    assert_true(command_split(a, str_of(words), &got, &f));
    for (size_t i = 0; i < got.count; i++) assert_string_equal(got.at[i].at, wanted[i]);
    assert_null(wanted[got.count]);
}

static void test_commands(void **state) {
    (void)state;
    command_is("/bin/a", (const char *[]){ "/bin/a", NULL });
    command_is("  a\tb  ", (const char *[]){ "a", "b", NULL });
    command_is("a '' \"\"", (const char *[]){ "a", "", "", NULL });
    command_is("a'b c'\"d e\"f", (const char *[]){ "ab cd ef", NULL });
    command_is("a \"x\\\"y\\\\z\\n\"", (const char *[]){ "a", "x\"y\\z\\n", NULL });
    command_is("a 'x\\' \\ \\' $HOME;|*", (const char *[]){ "a", "x\\", " '", "$HOME;|*", NULL });
}

static void test_targets(void **state) {
    (void)state;
    static const char *const bad[] = {
        "", "atom:", "atom:/srv/", "webhook:", "webhook:ftp://a.example/", "webhook:/a", "mail:",
        "mail:a", "mail:a@", "mail:@b", "mail:a b@c", "mail:a@b\r\nBcc: c@d", "mail:a@b,c@d",
        "command:", "command:'", "command:''", "command:a\\", "--", "file:/a", "atom:/a\nb",
    };
    target t;
    fault f;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        f = (fault){ 0 };
        assert_false(target_read(a, str_of(bad[i]), &t, &f));
        assert_int_equal(f.kind, FAULT_USAGE);
    }
    assert_true(target_read(a, STR("-"), &t, &f));
    assert_true(target_is_local(t.kind));
    assert_true(target_read(a, STR("webhook:HTTPS://Hooks.Example/a b#c"), &t, &f));
    assert_string_equal(t.address.at, "https://hooks.example/a%20b");
    assert_false(target_is_local(t.kind));
    assert_true(target_read(a, STR("mail:desk+x@post.example"), &t, &f));
    assert_true(target_read(a, STR("command:/bin/a b"), &t, &f));
    assert_int_equal(t.words.count, 2);
    assert_true(target_is_local(t.kind));
}

/* The example of the specification's own libraries. */
static void test_signature(void **state) {
    (void)state;
    webhook_message m = { STR("msg_p5jXN8AQM9LWM0D4loKWxJek"), STR("{\"test\": 2432232314}"),
                          1614265330 };
    str secret = STR("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), made = STR("");
    fault f;
    assert_true(webhook_secret_is_good(secret));
    assert_string_equal(webhook_signature(a, secret, &m).at,
                        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    assert_true(webhook_secret_make(a, &made, &f) && webhook_secret_is_good(made));
    assert_false(webhook_secret_is_good(STR("whsec_")));
    assert_false(webhook_secret_is_good(STR("whsec_AAAA")));
    assert_false(webhook_secret_is_good(STR("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")));
    assert_false(webhook_secret_is_good(STR("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2La\r\nSw")));
}

static void test_filters(void **state) {
    (void)state;
    static const char *const bad[] = { "", "[]", "{", "{\"speaker\":1}", "{\"tune\":\"x\"}",
                                       "{\"about\":\"x\"} x", "{\"about\":{\"a\":[]}}" };
    question q = { .speaker = STR("o'\"x\\"), .about = STR("sea \xE2\x80\xA6") }, back;
    fault f;
    str kept_words = filters_write(a, &q);
    assert_true(filters_read(a, kept_words, &back, &f));
    assert_true(str_same(back.speaker, q.speaker) && str_same(back.about, q.about));
    assert_true(str_same(filters_write(a, &back), kept_words));
    assert_false(filters_fit(&q, ASK_CHANGES));
    assert_true(filters_fit(&q, ASK_STATEMENTS));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(filters_read(a, str_of(bad[i]), &back, &f));
}

static void test_names(void **state) {
    (void)state;
    static const struct { const char *name; actor_kind kind; bool known; } cases[] = {
        { "Ana Ruiz", ACTOR_PERSON, true }, { "Qualm", ACTOR_ORGANISATION, true },
        { "the Port of Karsholm", ACTOR_ORGANISATION, true }, { "He", ACTOR_PERSON, false },
        { "I", ACTOR_PERSON, false }, { "the sheriff", ACTOR_PERSON, false },
        { "Many experts", ACTOR_GROUP, false }, { "Experts", ACTOR_GROUP, false },
        { "Karsholm officials", ACTOR_GROUP, false }, { "two officials", ACTOR_GROUP, false },
        { "officials in Karsholm", ACTOR_GROUP, true }, { "The post", ACTOR_UNKNOWN, false },
        { "", ACTOR_UNKNOWN, false }, { "\xC3\x89lise", ACTOR_PERSON, true },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(is_known_by_name(str_of(cases[i].name), cases[i].kind), cases[i].known);
    str_list ruiz = name_telling(a, STR("Ruiz")), ana = name_telling(a, STR("Ana Ruiz"));
    str_list eva = name_telling(a, STR("Eva Ruiz")), the = name_telling(a, STR("the"));
    assert_true(may_be_one_name(&ruiz, &ana));
    assert_false(may_be_one_name(&eva, &ana));
    assert_false(may_be_one_name(&the, &ana));
}

static void test_differences(void **state) {
    (void)state;
    static const struct { const char *words, *others; int matters; } cases[] = {
        { "it costs 3 million", "it costs 9 million", WORDING_NOT | WORDING_NUMBER },
        { "it costs 2,500", "it costs 2500", WORDING_NOT },
        { "at 5.10 on deck", "at 5:10 on deck", WORDING_NOT },
        { "it costs 3 now", "it costs a lot", WORDING_NOT },
        { "3", "it costs 9 million and more", 0 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(difference_that_matters(a, str_of(cases[i].words),
                                                 str_of(cases[i].others)), cases[i].matters);
    assert_true(str_same(words_bare(a, STR("\"So, it \xC3\x89nds\xE2\x80\xA6\"")),
                         words_bare(a, STR("so it \xC3\xA9nds"))));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_commands, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_targets, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_signature, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_filters, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_names, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_differences, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
