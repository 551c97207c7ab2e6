/* What stands around an article in the ways that sites put it there, and pages that hold none. */
#include "source/reading.h"

#define HEAD                                                                                       \
    "<html lang=en><title>Veyle to close ferry pier for two years | Veyle Herald</title>"         \
    "<meta property=article:published_time content=2026-03-03T15:00:00+01:00><body>"
#define HEADLINE "<h1>Veyle to close ferry pier for two years</h1>"
#define ONE                                                                                        \
    "The harbour council of Veyle voted on Tuesday to close the old ferry pier for two years."
#define TWO                                                                                        \
    "Council leader Mara Stent told a packed meeting that the closure would cost the town money."
#define THREE                                                                                      \
    "Fishermen who land their catch there said they had not been asked, and threatened to sue."
#define TEXT "<p>" ONE "</p><p>" TWO "</p><p>" THREE "</p>"

#define BLOCKS                                                                                     \
    "title: Veyle to close ferry pier for two years\n"                                            \
    "paragraph: " ONE "\n"                                                                         \
    "paragraph: " TWO "\n"                                                                         \
    "paragraph: " THREE "\n"

static void gives(const char *html, const char *blocks) {
    reading it = reading_with(str_of(html), (source_options){ .form = SOURCE_HTML });
    next_is_report(&it);
    are_blocks(&it, blocks);
    reading_end(&it);
}

static void holds_none(const char *html) {
    reading it = reading_with(str_of(html), (source_options){ .form = SOURCE_HTML });
    next_is_report(&it);
    are_blocks(&it, "");
    is_text(it.a, it.r.text, "");
    are_notes(&it, "no-article");
    reading_end(&it);
}

static void leaves_out_paywalls(void **state) {
    (void)state;
    gives(HEAD "<article>" HEADLINE TEXT "<div class=offer><h3>To continue reading this article"
          "</h3><p>You have read your last free article this month. Subscribe for 1 euro a week "
          "to get every story.</p><a href=x>Subscribe now</a></div></article>", BLOCKS);
    gives(HEAD "<main>" HEADLINE TEXT "<p><b>Subscribers can read on.</b> You have two free "
          "articles left this month, <a href=x>log in</a> or <a href=y>create an account</a>.</p>"
          "<p>Already have a subscription? <a href=x>Sign in</a></p></main>", BLOCKS);
    gives(HEAD "<main>" HEADLINE "<p>This article is for subscribers only.</p>" TEXT
          "<p>To read the full story, subscribe to the Herald today.</p></main>", BLOCKS);
}

static void leaves_out_banners(void **state) {
    (void)state;
    gives(HEAD "<div class=cmp><h2>Your privacy</h2><p>We value your privacy and that of all our "
          "readers, and so we ask you before we and our partners keep anything for advertising."
          "</p></div><article>" HEADLINE TEXT "</article>", BLOCKS);
    gives(HEAD "<div><h2>Before you go on</h2><p>What you read here is counted, and the counts "
          "are shown to those who pay for advertising; you can say no to that, and read on."
          "</p></div><article>" HEADLINE TEXT "</article>", BLOCKS);
    gives(HEAD "<div>" HEADLINE TEXT "<p>We use cookies to give you the best experience on our "
          "site. If you go on, we take it that you are happy with that.</p></div>", BLOCKS);
}

static void leaves_out_share_bars_and_forms(void **state) {
    (void)state;
    gives(HEAD "<article>" HEADLINE TEXT "<div><span>Share</span><a href=x>WhatsApp</a><a "
          "href=y>Mail</a></div></article>", BLOCKS);
    gives(HEAD "<article>" HEADLINE "<p>" ONE "</p><div><h4>The Morning Boat</h4><p>Our letter "
          "with the news of the harbour, each day at seven in your mailbox.</p><form><input "
          "type=email><button>Send</button></form></div><p>" TWO "</p><p>" THREE "</p></article>",
          BLOCKS);
}

/* Ingredients to tick off are no form to fill in. */
static void keeps_lists_to_tick_off(void **state) {
    (void)state;
    gives(HEAD "<article>" HEADLINE TEXT "<ul><li><input type=checkbox> Two hundred grams of "
          "flour</li><li><input type=checkbox> Four eggs of the farm at Osk</li></ul></article>",
          BLOCKS "item: Two hundred grams of flour\nitem: Four eggs of the farm at Osk\n");
}

static void leaves_out_captions_stamps_credits(void **state) {
    (void)state;
    gives(HEAD "<article>" HEADLINE "<p>Updated 2 hours ago</p>" TEXT "<p><img src=c><em>Boats at "
          "the northern quay on Monday. Picture: Ann Olm</em></p><p>Additional reporting by Bo "
          "Rask</p></article>", BLOCKS);
    gives(HEAD "<article>" HEADLINE TEXT "<p>He took a photo: it showed the pier, the boats and "
          "the whole of the harbour below a sky that was red from end to end.</p></article>",
          BLOCKS "paragraph: He took a photo: it showed the pier, the boats and the whole of the "
          "harbour below a sky that was red from end to end.\n");
}

static void leaves_out_headings_of_nothing(void **state) {
    (void)state;
    gives(HEAD "<div>" HEADLINE TEXT "<h3>What readers say</h3><ol class=commentlist><li><p>I "
          "have landed fish there for thirty years, and nobody has asked me anything at all.</p>"
          "</li></ol></div>", BLOCKS);
}

static void dates_entries_by_their_clocks(void **state) {
    (void)state;
    gives(HEAD "<main>" HEADLINE "<section><p><b>0.20</b></p><p>" ONE "</p></section><section><p>"
          "<b>23.10</b></p><p>" TWO "</p></section><section><p><b>7.15pm</b></p><p>" THREE
          "</p></section></main>",
          "title: Veyle to close ferry pier for two years\n"
          "[2026-03-04T00:20:00] paragraph: " ONE "\n"
          "[2026-03-03T23:10:00] paragraph: " TWO "\n"
          "[2026-03-03T19:15:00] paragraph: " THREE "\n");
    gives(HEAD "<main>" HEADLINE TEXT "<table><tr><td>10:15</td><td>Osk</td></tr><tr><td>11:15"
          "</td><td>Tarn</td></tr><tr><td>12:15</td><td>Veyle</td></tr></table></main>",
          BLOCKS "cell: 10:15\ncell: Osk\ncell: 11:15\ncell: Tarn\ncell: 12:15\ncell: Veyle\n");
}

#define TEASER                                                                                     \
    "<div class=teaser><a href=/x><h3>Council votes on the pier again</h3></a><p>The harbour "    \
    "council of Veyle voted on Tuesday on the pier, officials said.</p></div>"
#define TEASERS TEASER TEASER TEASER TEASER TEASER

static void says_of_front_pages_that_they_hold_none(void **state) {
    (void)state;
    holds_none(HEAD "<nav><a href=/>Home</a></nav><main><h2>Local</h2>" TEASERS "<h2>Sport</h2>"
               TEASERS "</main>");
    holds_none(HEAD "<h1>Local news</h1><ul>" "<li><a href=/a>Council votes on one matter</a>"
               "<li><a href=/b>Council votes on another matter</a><li><a href=/c>Council rests"
               "</a></ul>");
}

static void says_of_gates_that_they_hold_none(void **state) {
    (void)state;
    holds_none("<title>Page not found | Veyle Herald</title><h1>Page not found</h1><p>The page "
               "that you are looking for has moved or does not exist any more.</p>");
    holds_none("<title>Just a moment...</title><h1>Just a moment...</h1><p>The Herald needs to "
               "review the security of your connection before it goes on, for a while.</p>");
    holds_none("<h1>Access denied</h1><p>You do not have permission to reach this page on this "
               "server, and the number of this message is 18.2f1c0317.</p>");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leaves_out_paywalls),
        cmocka_unit_test(leaves_out_banners),
        cmocka_unit_test(leaves_out_share_bars_and_forms),
        cmocka_unit_test(keeps_lists_to_tick_off),
        cmocka_unit_test(leaves_out_captions_stamps_credits),
        cmocka_unit_test(leaves_out_headings_of_nothing),
        cmocka_unit_test(dates_entries_by_their_clocks),
        cmocka_unit_test(says_of_front_pages_that_they_hold_none),
        cmocka_unit_test(says_of_gates_that_they_hold_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
