/* Quotation flags. A mark that opens is printed as [ and one that closes as ]; words inside
 * quotation marks get a *, inside single ones (or marks within marks) a + . */
#include "text/cutting.h"

static void print_flagged(arena *a, const tokens *t, size_t i, buffer *out) {
    uint32_t flags = t->at[i].flags;
    if (flags & TOKEN_QUOTE_OPEN) buffer_add(a, out, STR("["));
    else if (flags & TOKEN_QUOTE_CLOSE) buffer_add(a, out, STR("]"));
    else buffer_add(a, out, token_str(t, i));
    if (flags & TOKEN_SINGLE_QUOTED) buffer_add(a, out, STR("+"));
    else if (flags & TOKEN_QUOTED) buffer_add(a, out, STR("*"));
}

static void quotes(const char *text, const char *wanted) {
    check_cut(text, wanted, print_flagged);
}

static void pairs_double_marks(void **state) {
    (void)state;
    quotes("\"We go,\" he said. \"Now.\"", "[ We* go* ,* ] he said . [ Now* .* ]");
    quotes("\u201cWe go,\u201d he said.", "[ We* go* ,* ] he said .");
    quotes("``We go,'' he said.", "[ We* go* ,* ] he said .");
    quotes("\u00abWe go\u00bb, he said.", "[ We* go* ] , he said .");
    quotes("\u201eWe go\u201c, he said.", "[ We* go* ] , he said .");
    quotes("''We go,'' he said.", "[ We* go* ,* ] he said .");
    quotes("He (\"Al\") saw it\u2014\"now\"\u2014and left.",
           "He ( [ Al* ] ) saw it \u2014 [ now* ] \u2014 and left .");
    quotes("a \"one\"-\"two\" vote", "a [ one* ] - [ two* ] vote");
    quotes("\" We go , \" he said .", "[ We* go* ,* ] he said .");
}

static void tells_single_marks_from_apostrophes(void **state) {
    (void)state;
    quotes("'We can't go,' he said.", "[ We+ ca+ n't+ go+ ,+ ] he said .");
    quotes("Mayor: \u2018We\u2019ll go\u2019", "Mayor : [ We+ \u2019ll+ go+ ]");
    quotes("The workers' union and the owners' club", "The workers ' union and the owners ' club");
    quotes("The so-called 'workers' union' met", "The so - called [ workers+ '+ union+ ] met");
    quotes("\u2018Two Leads\u2019 beat \u2018Three Leads\u2019",
           "[ Two+ Leads+ ] beat [ Three+ Leads+ ]");
    quotes("rock 'n' roll in the '60s, o'clock", "rock 'n ' roll in the '60s , o'clock");
    quotes("5' tall", "5 ' tall");
}

static void nests_marks(void **state) {
    (void)state;
    quotes("\u201cHe said, \u2018Go.\u2019 I went,\u201d she said.",
           "[ He* said* ,* [* Go+ .+ ]* I* went* ,* ] she said .");
    quotes("'He said \"go\" to me,' she said.", "[ He+ said+ [* go+ ]* to+ me+ ,+ ] she said .");
    quotes("\"The \"so-called\" plan,\" she said.",
           "[ The* [* so+ -+ called+ ]* plan* ,* ] she said .");
}

static void ends_with_the_passage(void **state) {
    (void)state;
    quotes("\"We go.\n\n\"Then we stay,\" she said. Later.\n\nAll left.",
           "[ We* go* .* | [ Then* we* stay* ,* ] she said . Later . | All left .");
    quotes("\"We go with him.\n\nAll left.", "[ We* go* with* him* .* | All left .");
    quotes("\u2018We go.\n\nAll left.", "[ We+ go+ .+ | All left .");
    quotes("\"A lost one. \"We go,\" he said. All left.",
           "[ A* lost* one* .* [* We* go* ,* ] he said . All left .");
}

/* What tells who said it ends a quotation whose closing mark was forgotten. */
static void ends_before_who_said_it(void **state) {
    (void)state;
    quotes("\"We lost, she said. It rained.", "[ We* lost* ,* she said . It rained .");
    quotes("\"We lost, the mayor of Toledo told reporters.",
           "[ We* lost* ,* the mayor of Toledo told reporters .");
    quotes("\"We lost! said Ruiz. \"We did.\"", "[ We* lost* !* said Ruiz . [ We* did* .* ]");
    quotes("\"We lost, she said. \"We did.\"", "[ We* lost* ,* she said . [ We* did* .* ]");
    quotes("\"My mother, she said to me, go.", "[ My* mother* ,* she* said* to* me* ,* go* .*");
    quotes("\"We lost, she said, and left\" was all.",
           "[ We* lost* ,* she* said* ,* and* left* ] was all .");
}

static void bears_what_does_not_pair(void **state) {
    (void)state;
    quotes("We go,\" he said. All left.", "We* go* ,* ] he said . All left .");
    quotes("5'11\" tall, he left.", "5 ' 11 \" tall , he left .");
    quotes("A \u201d lone mark", "A [ lone* mark*");
    quotes("\"", "\"");
    quotes("''", "''");
    quotes("'s \" '", "'s [ '*");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pairs_double_marks),
        cmocka_unit_test(tells_single_marks_from_apostrophes),
        cmocka_unit_test(nests_marks),
        cmocka_unit_test(ends_with_the_passage),
        cmocka_unit_test(bears_what_does_not_pair),
        cmocka_unit_test(ends_before_who_said_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
