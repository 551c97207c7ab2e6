/* serve/view_story.c: one story: its reports in order, what was said by whom, in which wordings,
 * where reports differ, what is next, who has not answered. */
#include "serve/pages.h"
#include "serve/story_said.h"

enum { FACTS_SHOWN = 200, BESIDE_SHOWN = 60 };

typedef struct story_page {
    const char *id;
    rows story, reports, said, wordings, differ, next, silent, changed;
} story_page;

static rows ask_in(view *v, const story_page *s, onr_about of, bool oldest) {
    onr_question q = ONR_QUESTION_DEFAULT;
    q.of = of;
    q.story = s->id;
    q.oldest_first = oldest;
    bool main = of == ONR_STATEMENTS || of == ONR_WORDINGS;
    q.limit = main ? view_limit(v, FACTS_SHOWN) : BESIDE_SHOWN;
    return view_ask(v, &q);
}

static story_page ask_story(view *v, const char *id) {
    story_page s = { .id = id };
    s.story = ask_in(v, &s, ONR_STORIES, false);
    s.reports = ask_in(v, &s, ONR_REPORTS, true);
    s.said = ask_in(v, &s, ONR_STATEMENTS, true);
    s.wordings = ask_in(v, &s, ONR_WORDINGS, true);
    s.differ = ask_in(v, &s, ONR_DISAGREEMENTS, true);
    s.next = ask_in(v, &s, ONR_DIARY, false);
    s.silent = ask_in(v, &s, ONR_SILENCES, true);
    s.changed = ask_in(v, &s, ONR_CHANGES, true);
    return s;
}

/* ---- the head ---- */

static void show_head(view *v, const story_page *s) {
    const row *r = &s->story.list.at[0];
    markup *m = &v->out;
    FILL(m, "<header class=\"head\"><p class=\"kicker\">Story</p><h1>{}</h1><p class=\"about\">",
         row_words(r, "title").at ? row_words(r, "title") : STR("Untitled"));
    show_days(v, row_words(r, "first"), row_words(r, "last"));
    markup_add(m, " · ");
    show_count(v, (size_t)row_number(r, "reports"), "report", "reports");
    markup_add(m, " · ");
    show_count(v, (size_t)row_number(r, "outlets"), "outlet", "outlets");
    if (row_number(r, "origins") < row_number(r, "reports")) {
        markup_add(m, " · ");
        show_count(v, (size_t)row_number(r, "origins"), "written anew", "written anew");
    }
    markup_add(m, "</p>");
    if (row_words(r, "sentence").at && !str_same(row_words(r, "sentence"), row_words(r, "title")))
        FILL(m, "<p class=\"lead\">{}</p>", row_words(r, "sentence"));
    markup_add(m, "</header>\n");
}

/* ---- the reports, in order ---- */

static void show_one_report(view *v, const row *r) {
    markup *m = &v->out;
    bool copy = !str_same(row_words(r, "origin"), row_words(r, "key"));
    str url = row_words(r, "url");
    FILL(m, "<li class=\"report {}\"><p class=\"when\">", copy ? STR("copy") : STR("own"));
    show_time(v, row_words(r, "published"));
    FILL(m, "</p><p class=\"title\"><a href=\"/report/{}\">{}</a></p><p class=\"source\">",
         row_words(r, "key"), row_words(r, "title").at ? row_words(r, "title") : STR("Untitled"));
    show_outlet(v, row_words(r, "outlet"));
    if (copy)
        FILL(m, " <a class=\"tag\" href=\"/report/{}\">copy</a>", row_words(r, "origin"));
    if (row_number(r, "wire")) markup_add(m, " <span class=\"tag\">wire</span>");
    if (may_link_to(url))
        FILL(m, " <a class=\"out\" href=\"{}\" rel=\"noreferrer\">source</a>", url);
    markup_add(m, "</p></li>\n");
}

static void show_timeline(view *v, const story_page *s) {
    markup_add(&v->out, "<section class=\"beside\">");
    show_heading(v, "timeline", "Reports", (size_t)row_number(&s->story.list.at[0], "reports"));
    markup_add(&v->out, "<ol class=\"timeline\">\n");
    for (size_t i = 0; i < s->reports.list.count; i++)
        show_one_report(v, &s->reports.list.at[i]);
    markup_add(&v->out, "</ol></section>\n");
}

/* ---- where reports differ ---- */

typedef struct side {
    const char *id, *outlet, *published, *said, *sentence; /* columns */
} side;

static void show_side(view *v, const row *r, side s) {
    markup *m = &v->out;
    str id = row_words(r, s.id), said = row_words(r, s.said);
    size_t slash = str_find(id, STR("/"), 0);
    FILL(m, "<div class=\"telling\"><p class=\"number\">{}</p><p class=\"words\">", said);
    show_sentence(v, row_words(r, s.sentence), said);
    FILL(m, "</p><p class=\"source\"><a href=\"/report/{}#{}\">", str_cut(id, 0, slash),
         str_cut(id, slash + 1, id.length));
    show_outlet(v, row_words(r, s.outlet));
    markup_add(m, " ");
    show_time(v, row_words(r, s.published));
    markup_add(m, "</a></p></div>");
}

static void show_disagreement(view *v, const row *r) {
    markup *m = &v->out;
    FILL(m, "<li class=\"disagreement\"><p class=\"kicker\">{}</p><div class=\"sides\">",
         row_words(r, "kind"));
    show_side(v, r, (side){ "other", "other_outlet", "other_published", "other_said",
                            "other_sentence" });
    show_side(v, r, (side){ "id", "outlet", "published", "said", "sentence" });
    markup_add(m, "</div></li>\n");
}

static void show_disagreements(view *v, const story_page *s) {
    if (!s->differ.list.count) return;
    markup_add(&v->out, "<section class=\"disagreements\">");
    show_heading(v, "disagreements", "Where reports differ",
                 s->differ.more ? 0 : s->differ.list.count);
    show_list(v, &s->differ, show_disagreement, "");
    markup_add(&v->out, "</section>\n");
}

/* ---- the page ---- */

void page_story(request *r, answer *w) {
    view v = view_of(r, w);
    story_page s = ask_story(&v, r->part[0].at);
    if (page_failed(&v)) return;
    if (!s.story.list.count) {
        page_of_error(&v, 404, STR("There is no such story."));
        return;
    }
    str title = row_words(&s.story.list.at[0], "title");
    page_open(&v, title.at ? title : STR("Story"), "/");
    show_head(&v, &s);
    markup_add(&v.out, "<div class=\"columns\"><div class=\"body\">\n");
    show_disagreements(&v, &s);
    show_story_said(&v, &s.said, &s.wordings);
    show_downloads(&v, "statements", &(onr_question){ .story = s.id });
    show_more(&v, &s.said, arena_join(v.a, STR("story/"), r->part[0]).at, FACTS_SHOWN);
    markup_add(&v.out, "</div><div class=\"side\">\n");
    show_timeline(&v, &s);
    show_part(&v, (part){ "next", "What comes next", NULL }, &s.next, show_expected);
    show_part(&v, (part){ "silences", "Who has not answered", NULL }, &s.silent, show_silence);
    show_part(&v, (part){ "changes", "What was changed", NULL }, &s.changed, show_change);
    markup_add(&v.out, "</div></div>\n");
    page_close(&v);
}
