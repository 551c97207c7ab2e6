/* serve/view_search.c: search: reports, statements and events by words and filters, with counts
 * by outlet and by time that are filters themselves. The script asks for the same page as one
 * types and takes its results out of it. */
#include <string.h>

#include "serve/pages.h"
#include "serve/plot.h"

enum { FOUND_SHOWN = 40, FACETS_SHOWN = 12 };

typedef struct kind {
    const char *name, *words, *column; /* what a row is; what it is counted by beside outlets */
    onr_about of;
    show_row *show;
} kind;

static const kind kinds[] = {
    { "statements", "Statements", "speaker", ONR_STATEMENTS, show_statement },
    { "events", "Events", "actor", ONR_EVENTS, show_event },
    { "reports", "Reports", NULL, ONR_REPORTS, show_report },
};

enum { KINDS = sizeof kinds / sizeof *kinds };

static const kind *kind_of(const view *v) {
    for (size_t i = 0; i < KINDS; i++)
        if (str_is(request_value(v->request, "kind"), kinds[i].name)) return &kinds[i];
    return &kinds[0];
}

typedef struct search_page {
    const kind *kind;
    onr_question q;
    rows found, weeks, outlets, actors;
    bool narrow; /* something is asked for: all that is on record is not counted each time */
} search_page;

static bool is_narrow(const onr_question *q) {
    const char *const filters[] = { q->words, q->about, q->speaker, q->addressee, q->actor,
        q->type, q->act, q->stance, q->channel, q->place, q->outlet, q->story, q->since,
        q->until };
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++)
        if (filters[i]) return true;
    return false;
}

static rows count_by(view *v, const search_page *s, onr_count by) {
    onr_question q = s->q;
    q.count = by;
    q.limit = by == ONR_BY_WEEK ? 0 : FACETS_SHOWN;
    return view_ask(v, &q);
}

/* Filters that this kind of row does not have are left out, so that its tab can be changed. */
static search_page ask_search(view *v) {
    search_page s = { .kind = kind_of(v) };
    s.q = view_question(v, s.kind->of);
    if (s.kind->of != ONR_STATEMENTS)
        s.q.speaker = s.q.addressee = s.q.act = s.q.stance = s.q.channel = NULL;
    if (s.kind->of == ONR_REPORTS) s.q.place = s.q.type = NULL;
    if (s.kind->of != ONR_REPORTS && s.q.words) {
        if (!s.q.about) s.q.about = s.q.words;
        s.q.words = NULL;
    }
    s.q.limit = view_limit(v, FOUND_SHOWN);
    s.found = view_ask(v, &s.q);
    s.narrow = is_narrow(&s.q);
    if (!s.narrow) return s;
    s.weeks = count_by(v, &s, ONR_BY_WEEK);
    s.outlets = count_by(v, &s, ONR_BY_OUTLET);
    if (s.kind->column) s.actors = count_by(v, &s, ONR_BY_ACTOR);
    return s;
}

/* ---- the form ---- */

static void show_choice(view *v, const char *name, const char *words, const char *const *values) {
    str given = request_value(v->request, name);
    FILL(&v->out, "<label>{} <select name=\"{}\"><option value=\"\">any</option>", str_of(words),
         str_of(name));
    for (; *values; values++) {
        bool chosen = str_is(given, *values);
        FILL(&v->out, "<option value=\"{}\"", str_of(*values));
        markup_add(&v->out, chosen ? " selected>" : ">");
        FILL(&v->out, "{}</option>", str_of(*values));
    }
    markup_add(&v->out, "</select></label>");
}

static void show_field(view *v, const char *name, const char *words, const char *hint) {
    FILL(&v->out, "<label>{} <input name=\"{}\" value=\"{}\" placeholder=\"{}\"></label>",
         str_of(words), str_of(name), request_value(v->request, name), str_of(hint));
}

static void show_form(view *v, const search_page *s) {
    static const char *const acts[] = { "say", "ask", "promise", "demand", "accuse", "deny",
        "admit", "warn", "praise", "criticise", "announce", "predict", "decline", NULL };
    static const char *const sides[] = { "for", "against", "mixed", NULL };
    static const char *const channels[] = { "press conference", "interview", "speech",
        "social media", "phone call", "meeting", "letter", "written statement", "broadcast",
        "court", "legislature", "document", "message", NULL };
    FILL(&v->out, "<form id=\"search\" class=\"search\" action=\"/search\" role=\"search\">"
                  "<input type=\"hidden\" name=\"kind\" value=\"{}\">"
                  "<label class=\"unseen\" for=\"words\">Words</label><input id=\"words\""
                  " name=\"words\" type=\"search\" value=\"{}\" placeholder=\"Words: bridge levy\""
                  " autocomplete=\"off\"><button>Search</button>\n<div class=\"filters\">",
         str_of(s->kind->name), request_value(v->request, "words"));
    if (s->kind->of == ONR_STATEMENTS) {
        show_field(v, "speaker", "Speaker", "name");
        show_field(v, "addressee", "To", "name");
        show_choice(v, "act", "Act", acts);
        show_choice(v, "stance", "Side", sides);
        show_choice(v, "channel", "Channel", channels);
    } else if (s->kind->of == ONR_EVENTS) {
        show_field(v, "actor", "Who", "name");
        show_field(v, "type", "Type or verb", "PROTEST");
        show_field(v, "place", "Place", "name");
    }
    show_field(v, "outlet", "Outlet", "name");
    show_field(v, "since", "Since", "2026-01-31, last week");
    show_field(v, "until", "Until", "2026-02");
    markup_add(&v->out, "</div></form>\n");
}

static void show_tabs(view *v, const search_page *s) {
    markup_add(&v->out, "<nav class=\"tabs\" aria-label=\"What to search\"><ul>");
    for (size_t i = 0; i < KINDS; i++) {
        parameter set = { STR("kind"), str_of(kinds[i].name) };
        markup_add(&v->out, "<li><a href=\"");
        show_address(v, "search", &set, 1);
        markup_add(&v->out, s->kind == &kinds[i] ? "\" aria-current=\"true\">" : "\">");
        FILL(&v->out, "{}</a></li>", str_of(kinds[i].words));
    }
    markup_add(&v->out, "</ul></nav>\n");
}

/* ---- counts that are filters ---- */

typedef struct facet {
    const char *words, *column, *filter; /* "Speakers", "actor", "speaker" */
} facet;

static void show_facet(view *v, const rows *counts, facet f) {
    if (!counts->list.count) return;
    FILL(&v->out, "<section class=\"tally\"><h2>{}</h2><ul>", str_of(f.words));
    for (size_t i = 0; i < counts->list.count; i++) {
        const row *r = &counts->list.at[i];
        str name = row_words(r, f.column);
        parameter set = { str_of(f.filter), name };
        if (!name.at) continue;
        bool on = str_same(request_value(v->request, f.filter), name);
        if (on) set.value = STR("");
        markup_add(&v->out, on ? "<li class=\"on\"><a href=\"" : "<li><a href=\"");
        show_address(v, "search", &set, 1);
        FILL(&v->out, "\">{}</a> <span class=\"count\">", name);
        show_number(v, row_number(r, "count"));
        markup_add(&v->out, "</span></li>");
    }
    markup_add(&v->out, "</ul></section>\n");
}

static size_t show_time_facet(view *v, const rows *weeks) {
    size_t all = 0, dated = 0;
    int32_t first = 0, last = 0;
    moment at;
    for (size_t i = 0; i < weeks->list.count; i++) {
        const row *r = &weeks->list.at[i];
        all += (size_t)row_number(r, "count");
        if (!row_words(r, "week").at || !moment_read(row_words(r, "week"), &at)) continue;
        last = day_number(at.day);
        if (!dated++) first = last;
    }
    if (!dated) return all;
    plot bars = plot_of(first, last + 6);
    for (size_t i = 0; i < weeks->list.count; i++) {
        const row *r = &weeks->list.at[i];
        if (row_words(r, "week").at && moment_read(row_words(r, "week"), &at))
            plot_add(&bars, day_number(at.day), PLOT_OTHER, (unsigned)row_number(r, "count"));
    }
    show_plot(v, &bars, "Found over time", STR_NONE);
    return all;
}

static void show_results(view *v, const search_page *s) {
    markup_add(&v->out, "<div id=\"results\" class=\"columns\"><div class=\"body\">\n");
    show_tabs(v, s);
    size_t all = show_time_facet(v, &s->weeks);
    FILL(&v->out, "<h2 class=\"found\" role=\"status\">{} {}{}</h2>\n",
         s->narrow ? arena_print(v->a, "%zu", all) : STR("Newest"), str_of(s->kind->name),
         s->weeks.more ? STR(" in the newest reports") : STR(""));
    show_downloads(v, s->kind->name, &s->q);
    show_list(v, &s->found, s->kind->show, "Nothing on record has all of this. Try fewer words.");
    show_more(v, &s->found, "search", FOUND_SHOWN);
    markup_add(&v->out, "</div><div class=\"side\">\n");
    show_facet(v, &s->outlets, (facet){ "Outlets", "outlet", "outlet" });
    if (s->kind->column)
        show_facet(v, &s->actors, (facet){ s->kind->of == ONR_EVENTS ? "Who" : "Speakers", "actor",
                                           s->kind->column });
    markup_add(&v->out, "</div></div>\n");
}

void page_search(request *r, answer *w) {
    view v = view_of(r, w);
    search_page s = ask_search(&v);
    bool refused = v.failed && v.error.kind == ONR_ERROR_USAGE; /* an outlet that is none */
    if (!refused && page_failed(&v)) return;
    page_open(&v, STR("Search"), "/search");
    markup_add(&v.out, "<h1 class=\"unseen\">Search</h1>\n");
    show_form(&v, &s);
    if (refused)
        FILL(&v.out, "<div id=\"results\"><p class=\"none\" role=\"status\">{}</p></div>\n",
             str_of(v.error.what));
    else
        show_results(&v, &s);
    page_close(&v);
}
