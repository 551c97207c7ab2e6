/* serve/view_lists.c: pages that are one list: who is named, who has not answered, what was
 * changed after it was published. */
#include "serve/pages.h"
#include "serve/view.h"

enum { ROWS_SHOWN = 60 };

static void show_head(view *v, const char *title, const char *about) {
    FILL(&v->out, "<header class=\"head\"><h1>{}</h1><p class=\"about\">{}</p></header>\n",
         str_of(title), str_of(about));
}

typedef void show_rows(view *v, rows *list);

static void page_of_list(request *r, answer *w, onr_about of, show_rows *show) {
    view v = view_of(r, w);
    onr_question q = view_question(&v, of);
    q.limit = view_limit(&v, ROWS_SHOWN);
    rows list = view_ask(&v, &q);
    if (page_failed(&v)) return;
    show(&v, &list);
    show_more(&v, &list, r->segments.at[0].at, ROWS_SHOWN);
    page_close(&v);
}

/* ---- silences ---- */

static rows only(view *v, const rows *all, bool open) {
    rows some = { 0 };
    for (size_t i = 0; i < all->list.count; i++)
        if ((row_number(&all->list.at[i], "open") != 0) == open)
            *LIST_ADD(v->a, &some.list) = all->list.at[i];
    return some;
}

static void show_silences(view *v, rows *list) {
    rows open = only(v, list, true), closed = only(v, list, false);
    onr_question q = view_question(v, ONR_SILENCES);
    page_open(v, STR("Who has not answered"), "/silences");
    show_head(v, "Who has not answered", "Asked, or expected to answer, and no word yet. A silence "
              "ends with the first later statement of that actor in the same story.");
    show_downloads(v, "silences", &q);
    markup_add(&v->out, "<div class=\"halves\"><section>");
    show_heading(v, "open", "Still open", open.list.count);
    show_list(v, &open, show_silence, "Nobody owes an answer.");
    markup_add(&v->out, "</section><section>");
    show_heading(v, "closed", "Answered since", closed.list.count);
    show_list(v, &closed, show_silence, "None has ended yet.");
    markup_add(&v->out, "</section></div>");
}

void page_silences(request *r, answer *w) {
    page_of_list(r, w, ONR_SILENCES, show_silences);
}

/* ---- changes ---- */

static void show_changed(view *v, rows *list) {
    onr_question q = view_question(v, ONR_CHANGES);
    page_open(v, STR("Changed after it was published"), "/changes");
    show_head(v, "Changed after it was published", "What a later version of a report at the same "
              "address added, dropped or reworded.");
    show_downloads(v, "changes", &q);
    show_list(v, list, show_change, "No report on record was changed.");
}

void page_changes(request *r, answer *w) {
    page_of_list(r, w, ONR_CHANGES, show_changed);
}

/* ---- actors ---- */

static void show_actor_row(view *v, const row *r) {
    markup *m = &v->out;
    markup_add(m, "<tr><td>");
    show_actor(v, row_words(r, "name"));
    FILL(m, "</td><td class=\"kind\">{}</td><td class=\"number\">", row_words(r, "kind"));
    show_number(v, row_number(r, "reports"));
    markup_add(m, "</td><td class=\"number\">");
    show_number(v, row_number(r, "statements"));
    markup_add(m, "</td><td class=\"last\">");
    if (row_words(r, "sentence").at) {
        FILL(m, "<a href=\"/report/{}\">{}</a> ", row_words(r, "report"), row_words(r, "sentence"));
        show_time(v, row_words(r, "published"));
    }
    markup_add(m, "</td></tr>\n");
}

static void show_actors(view *v, rows *list) {
    onr_question q = view_question(v, ONR_ACTORS);
    page_open(v, STR("Actors"), "/actors");
    show_head(v, "Actors", "Who is named in the reports, by how many name them.");
    FILL(&v->out, "<form class=\"filters\" action=\"/actors\"><label>Name <input name=\"actor\""
                  " value=\"{}\"></label> <button>Find</button></form>", str_of(q.actor));
    show_downloads(v, "actors", &q);
    markup_add(&v->out, "<div class=\"scroll\"><table class=\"actors\"><thead><tr><th>Name</th>"
                        "<th>Kind</th><th class=\"number\">Reports</th>"
                        "<th class=\"number\">Statements</th><th>Last said</th></tr></thead>"
                        "<tbody>\n");
    for (size_t i = 0; i < list->list.count; i++) show_actor_row(v, &list->list.at[i]);
    markup_add(&v->out, "</tbody></table></div>\n");
}

void page_actors(request *r, answer *w) {
    page_of_list(r, w, ONR_ACTORS, show_actors);
}
