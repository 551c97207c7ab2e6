/* serve/view_report.c: a report with all its facts, and what its versions changed. */
#include "serve/difference.h"
#include "serve/facts.h"
#include "serve/pages.h"

enum { LOOKED_AHEAD = 6 }; /* paragraphs */

typedef struct taking {
    arena *a;
    buffer bytes;
} taking;

static bool take(void *to, const char *bytes, size_t length) {
    taking *t = to;
    buffer_add(t->a, &t->bytes, (str){ bytes, length });
    return true;
}

static const parsed *record_of(view *v, const char *key) {
    taking t = { .a = v->a };
    onr_write_options options = ONR_WRITE_DEFAULT;
    if (v->failed) return NULL;
    v->failed = !onr_ledger_write(v->request->ledger, key, &options, take, &t, &v->error);
    return v->failed ? NULL : parsed_read(v->a, buffer_str(&t.bytes));
}

static rows ask_of(view *v, onr_about of, const char *key) {
    onr_question q = ONR_QUESTION_DEFAULT;
    q.of = of;
    q.report = key;
    q.limit = 100;
    return view_ask(v, &q);
}

/* ---- the head ---- */

static void show_authors(view *v, const row *r) {
    if (row_words(r, "authors").at) FILL(&v->out, " · {}", row_words(r, "authors"));
    if (row_words(r, "section").at) FILL(&v->out, " · {}", row_words(r, "section"));
    if (row_number(r, "wire")) markup_add(&v->out, " <span class=\"tag\">wire</span>");
}

static void show_head(view *v, const row *r) {
    markup *m = &v->out;
    str url = row_words(r, "url"), origin = row_words(r, "origin"), key = row_words(r, "key");
    FILL(m, "<header class=\"head\"><p class=\"kicker\"><a href=\"/story/{}\">The story</a>"
            " · Report</p><h1>{}</h1><p class=\"about\">", row_words(r, "story"),
         row_words(r, "title").at ? row_words(r, "title") : STR("Untitled"));
    show_outlet(v, row_words(r, "outlet"));
    markup_add(m, " · ");
    show_time(v, row_words(r, "published"));
    show_authors(v, r);
    if (origin.at && !str_same(origin, key))
        FILL(m, " · <a href=\"/report/{}\">a copy of this report</a>", origin);
    if (may_link_to(url))
        FILL(m, " · <a class=\"out\" href=\"{}\" rel=\"noreferrer\">source</a>", url);
    FILL(m, "</p><p class=\"data\"><a href=\"/api/v1/reports/{}/record\" download=\"record.json\">"
            "The record as JSON</a></p> ", key);
    show_downloads(v, "statements", &(onr_question){ .report = key.at });
    markup_add(m, "</header>\n");
}

/* ---- versions ---- */


/* Whether two paragraphs are one in two wordings: more than a third of the words is in both. */
static bool are_near(view *v, str left, str right) {
    difference d = difference_of_words(v->a, left, right);
    size_t same = 0;
    for (size_t i = 0; i < d.left.count; i++) same += !d.left_alone[i];
    return 3 * same > d.left.count || 3 * same > d.right.count;
}

/* Whether one of the next new paragraphs is another wording of this old one. */
static bool is_near_later(view *v, const difference *d, size_t i, size_t j) {
    for (size_t k = j; k < d->right.count && k < j + LOOKED_AHEAD && d->right_alone[k]; k++)
        if (are_near(v, d->left.at[i], d->right.at[k])) return true;
    return false;
}

static void show_alone(view *v, str words, bool old) {
    markup_add(&v->out, "<div class=\"versus\">");
    if (old) FILL(&v->out, "<p class=\"before\"><del>{}</del></p>", words);
    else FILL(&v->out, "<p class=\"after\"><ins>{}</ins></p>", words);
    markup_add(&v->out, "</div>");
}

/* Paragraphs that were reworded stand side by side, word against word. */
static void show_rows(view *v, const difference *d) {
    size_t i = 0, j = 0;
    while (i < d->left.count || j < d->right.count) {
        bool gone = i < d->left.count && d->left_alone[i];
        bool came = j < d->right.count && d->right_alone[j];
        bool near = gone && came && are_near(v, d->left.at[i], d->right.at[j]);
        if (near) {
            show_difference(v, d->left.at[i++], d->right.at[j++]);
        } else if (gone && !(came && is_near_later(v, d, i, j))) {
            show_alone(v, d->left.at[i++], true);
        } else if (came) {
            show_alone(v, d->right.at[j++], false);
        } else {
            FILL(&v->out, "<p class=\"same\">{}</p>", d->left.at[i]);
            i++, j++;
        }
    }
}

static void show_comparison(view *v, const parsed *former, const parsed *now) {
    difference d = difference_of_paragraphs(v->a, parsed_words(former, "text"),
                                            parsed_words(now, "text"));
    markup_add(&v->out, "<section class=\"compare\">");
    show_heading(v, "compare", "The former version, and this one", 0);
    show_rows(v, &d);
    markup_add(&v->out, "</section>\n");
}

static void show_changes(view *v, const rows *changed) {
    if (!changed->list.count) return;
    markup_add(&v->out, "<section class=\"changed\">");
    show_heading(v, "changes", "What this version changed", changed->list.count);
    show_list(v, changed, show_change, "");
    markup_add(&v->out, "</section>\n");
}

/* ---- the page ---- */

void page_report(request *r, answer *w) {
    view v = view_of(r, w);
    const char *with = request_words(r, "with");
    rows reports = ask_of(&v, ONR_REPORTS, r->part[0].at);
    rows changed = ask_of(&v, ONR_CHANGES, r->part[0].at);
    const parsed *record = record_of(&v, r->part[0].at);
    const parsed *former = with && *with ? record_of(&v, with) : NULL;
    if (page_failed(&v)) return;
    if (!record || !reports.list.count) {
        page_of_error(&v, 500, STR("The record of this report could not be read."));
        return;
    }
    const row *head = &reports.list.at[0];
    page_open(&v, row_words(head, "title").at ? row_words(head, "title") : STR("Report"), "/");
    show_head(&v, head);
    if (former) show_comparison(&v, former, record);
    show_changes(&v, &changed);
    show_record(&v, record);
    page_close(&v);
}
