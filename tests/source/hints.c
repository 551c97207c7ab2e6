/* What names of parts and small print tell. */
#include "source/hints.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "source/phrases.h"

static unsigned hints_in(const char *attributes) {
    arena *a = arena_new(0);
    fault f = { 0 };
    tree t;
    str page = arena_print(a, "<div %s>", attributes);
    assert_true(tree_build(a, page, &t, &f));
    unsigned hints = hints_of(&t, 1);
    arena_free(a);
    return hints;
}

static void reads_words_of_names(void **state) {
    (void)state;
    static const struct { const char *attributes; unsigned hints; } names[] = {
        { "class=related-links", HINT_AWAY },
        { "class=relatedLinks", HINT_AWAY },
        { "class='x cookieBanner'", HINT_AWAY },
        { "id=top_nav", HINT_AWAY },
        { "class=ad-300", HINT_AWAY },
        { "class=read-more", HINT_AWAY },
        { "class=article-body", HINT_BODY },
        { "class=articleBodyText", HINT_BODY },
        { "class=entry__content", HINT_BODY },
        { "itemprop=articleBody", HINT_BODY },
        { "class=byline", HINT_BYLINE },
        { "itemprop=datePublished", HINT_BYLINE },
        { "class=wp-caption-text", HINT_PICTURE },
        { "class=twitter-tweet", HINT_POST },
        { "class=standfirst", HINT_LEAD },
        { "class='a hidden b'", HINT_HIDDEN },
        { "class=zuletzt", 0 },
        { "class=adult-education", 0 },
        { "class=org7ad109", 0 },
        { "class=has-sidebar", 0 },
        { "class=shard", 0 },
        { "class=overflow-hidden", 0 },
        { "class=''", 0 },
        { "title=related", 0 },
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (hints_in(names[i].attributes) != names[i].hints) print_error("%s\n",
        names[i].attributes);
        assert_int_equal(hints_in(names[i].attributes), names[i].hints);
    }
}

static void knows_small_print(void **state) {
    (void)state;
    static const char *const away[] = {
        "Read more: When the river last rose", "READ MORE", "Advertisement", "5 min read",
        "3 Comments",
        "Photo by Bo Ray", "Sign up for our morning letter", "Tags: dams, rivers",
        "\u00a9 2026 Bruden Post",
        "Share this article", "Follow us on all networks", "Lesen Sie auch: Der Damm", "Kommentare",
        "The views are the author's and do not necessarily reflect those of the Post.",
    };
    static const char *const stays[] = {
        "The mayor said that more people should read.", "Yes.", "\"We were lucky,\" she said.",
        "Readers sent in 5 questions.", "Five minutes later the dam broke.", "",
        "Comments by the mayor angered the people of two streets.",
        "Shares fell by a tenth on Monday.",
        "Photographs of the flood were shown in court.",
    };
    for (size_t i = 0; i < sizeof away / sizeof *away; i++) {
        if (!phrase_is_away(str_of(away[i]))) print_error("%.*s\n", STR_ARG(str_of(away[i])));
        assert_true(phrase_is_away(str_of(away[i])));
    }
    for (size_t i = 0; i < sizeof stays / sizeof *stays; i++) {
        if (phrase_is_away(str_of(stays[i]))) print_error("%.*s\n", STR_ARG(str_of(stays[i])));
        assert_false(phrase_is_away(str_of(stays[i])));
    }
}

static void knows_headings_of_other_parts(void **state) {
    (void)state;
    static const char *const away[] = { "Related stories", "More local news",
    "Latest business headlines",
                                        "You may also like", "Comments (12)", "Leave a reply",
                                        "About the author", "Most read", "Editor\u2019s picks",
                                        "\u00c4hnliche Artikel" };
    static const char *const stays[] = { "What we know", "More people leave",
    "Popular kinds of tulip",
                                         "The latest on the river that everybody fears",
                                         "Commentary",
                                         "Top prosecutor resigns over leaked news", "" };
    for (size_t i = 0; i < sizeof away / sizeof *away; i++) {
        if (!phrase_opens_away(str_of(away[i]))) print_error("%.*s\n", STR_ARG(str_of(away[i])));
        assert_true(phrase_opens_away(str_of(away[i])));
    }
    for (size_t i = 0; i < sizeof stays / sizeof *stays; i++) {
        if (phrase_opens_away(str_of(stays[i]))) print_error("%.*s\n", STR_ARG(str_of(stays[i])));
        assert_false(phrase_opens_away(str_of(stays[i])));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_words_of_names),
        cmocka_unit_test(knows_small_print),
        cmocka_unit_test(knows_headings_of_other_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
