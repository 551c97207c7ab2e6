/* serve/view_watches.c: watches tried: what a saved question would have told of what is on record.
 * Making them, and what they told, are for who has a token: the script asks the API. */
#include "serve/pages.h"
#include "serve/parsed.h"
#include "serve/view.h"

enum { ALERTS_SHOWN = 40 };

static const struct { const char *name, *words, *hint; } fields[] = {
    { "speaker", "Speaker", "name" }, { "addressee", "To", "name" },
    { "about", "About", "words" }, { "stance", "Side", "against NAME" },
    { "act", "Act", "deny" }, { "channel", "Channel", "interview" },
    { "place", "Place", "name" }, { "outlet", "Outlet", "name" },
    { "since", "Since", "3 months ago" },
};

enum { FIELDS = sizeof fields / sizeof *fields };

static bool is_asked(const view *v) {
    for (size_t i = 0; i < FIELDS; i++)
        if (request_value(v->request, fields[i].name).length) return true;
    return false;
}

static void show_form(view *v) {
    markup_add(&v->out, "<form id=\"watch\" class=\"filters\" action=\"/watches\">");
    for (size_t i = 0; i < FIELDS; i++)
        FILL(&v->out, "<label>{} <input name=\"{}\" value=\"{}\" placeholder=\"{}\"></label>",
             str_of(fields[i].words), str_of(fields[i].name),
             request_value(v->request, fields[i].name), str_of(fields[i].hint));
    markup_add(&v->out, "<button>Try it</button></form>\n");
}

/* ---- trying ---- */

typedef struct trying {
    view *v;
    LIST(const parsed *) alerts;
    bool more;
} trying;

static bool keep_alert(void *user, onr_text words) {
    trying *t = user;
    if (t->alerts.count == ALERTS_SHOWN) {
        t->more = true;
        return false;
    }
    const parsed *alert = parsed_read(t->v->a, (str){ words.at, words.length });
    if (alert) *LIST_ADD(t->v->a, &t->alerts) = alert;
    return true;
}

static void show_alert(view *v, const parsed *a) {
    markup *m = &v->out;
    str url = parsed_words(a, "url");
    FILL(m, "<li class=\"alert\"><p class=\"who\"><span class=\"tag\">{}</span> {} "
            "<span class=\"act\">{}</span></p><p class=\"words\">{}</p><p class=\"source\">"
            "<a href=\"/report/{}\">", parsed_words(a, "kind"), parsed_words(a, "what"),
         parsed_words(a, "why"), parsed_words(a, "sentence"), parsed_words(a, "report"));
    show_outlet(v, parsed_words(a, "outlet"));
    markup_add(m, " ");
    show_time(v, parsed_words(a, "published"));
    markup_add(m, "</a>");
    if (may_link_to(url))
        FILL(m, " <a class=\"out\" href=\"{}\" rel=\"noreferrer\">source</a>", url);
    markup_add(m, "</p></li>\n");
}

static void show_trial(view *v, const trying *t) {
    if (v->failed) {
        FILL(&v->out, "<p class=\"none\" role=\"alert\">{}</p>\n", str_of(v->error.what));
        return;
    }
    show_heading(v, "alerts", "What it would have told", t->alerts.count);
    if (!t->alerts.count) markup_add(&v->out, "<p class=\"none\">Nothing on record matches.</p>");
    markup_add(&v->out, "<ul class=\"facts\">\n");
    for (size_t i = 0; i < t->alerts.count; i++) show_alert(v, t->alerts.at[i]);
    markup_add(&v->out, "</ul>\n");
    if (t->more) markup_add(&v->out, "<p class=\"none\">And more.</p>\n");
}

static void try_it(view *v, trying *t) {
    onr_question q = view_question(v, ONR_STATEMENTS);
    onr_watch watch = ONR_WATCH_DEFAULT;
    onr_alert_sink to = { keep_alert, t, false };
    watch.name = "trial";
    watch.filters = &q;
    watch.target = "-";
    v->failed = !onr_watch_test(v->request->ledger, &watch, &to, NULL, &v->error);
    if (t->more) v->failed = false; /* it was ended here */
}

void page_watches(request *r, answer *w) {
    view v = view_of(r, w);
    trying t = { .v = &v };
    bool asked = is_asked(&v);
    if (asked) try_it(&v, &t);
    page_open(&v, STR("Watches"), "/watches");
    markup_add(&v.out, "<header class=\"head\"><h1>Watches</h1><p class=\"about\">A saved question "
                       "that tells once of each new thing: somebody's first word in a story, an "
                       "answer, another wording, a change, a date that moved. Try one on what is "
                       "on record.</p></header>\n");
    show_form(&v);
    markup_add(&v.out, "<div class=\"columns\"><div class=\"body\">\n");
    if (asked) show_trial(&v, &t);
    markup_add(&v.out, "</div><div class=\"side\"><section class=\"beside\" id=\"kept\" hidden>"
                       "<h2>Keep watches</h2></section></div></div>\n");
    page_close(&v);
}
