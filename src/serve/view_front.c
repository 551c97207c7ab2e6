/* serve/view_front.c: the front page: what is new, story by story, with the newest statements;
 * beside it what is coming, who has not answered, what was changed. */
#include "serve/pages.h"
#include "serve/view.h"

enum { STORIES_SHOWN = 20, SAID_SHOWN = 3, BESIDE_SHOWN = 6 };

typedef struct front_story {
    const row *story;
    rows said;
} front_story;

static void show_story(view *v, const front_story *s) {
    markup *m = &v->out;
    const row *r = s->story;
    size_t reports = (size_t)row_number(r, "reports"), outlets = (size_t)row_number(r, "outlets");
    size_t copies = reports - (size_t)row_number(r, "origins");
    FILL(m, "<article class=\"story\"><h2><a href=\"/story/{}\">{}</a></h2><p class=\"about\">",
         row_words(r, "id"), row_words(r, "title").at ? row_words(r, "title") : STR("Untitled"));
    show_days(v, row_words(r, "first"), row_words(r, "last"));
    markup_add(m, " <span class=\"size\">");
    show_count(v, reports, "report", "reports");
    if (outlets > 1) {
        markup_add(m, ", ");
        show_count(v, outlets, "outlet", "outlets");
    }
    if (copies) {
        markup_add(m, ", ");
        show_count(v, copies, "copy", "copies");
    }
    markup_add(m, "</span></p>");
    if (s->said.list.count) {
        markup_add(m, "<ul class=\"facts brief\">\n");
        for (size_t i = 0; i < s->said.list.count; i++) show_brief(v, &s->said.list.at[i]);
        markup_add(m, "</ul>");
    } else if (!str_same(row_words(r, "sentence"), row_words(r, "title"))) {
        FILL(m, "<p class=\"lead\">{}</p>", row_words(r, "sentence"));
    }
    markup_add(m, "</article>\n");
}

static rows newest_said(view *v, const row *story) {
    onr_question q = ONR_QUESTION_DEFAULT;
    q.of = ONR_STATEMENTS;
    q.story = row_words(story, "id").at;
    q.limit = SAID_SHOWN;
    return view_ask(v, &q);
}

static rows ask_beside(view *v, onr_about of, const char *since) {
    onr_question q = ONR_QUESTION_DEFAULT;
    q.of = of;
    q.since = since;
    q.state = of == ONR_SILENCES ? "open" : NULL;
    q.limit = BESIDE_SHOWN;
    return view_ask(v, &q);
}

static void show_stories(view *v, const rows *stories, const front_story *all) {
    markup_add(&v->out, "<div class=\"columns\"><div class=\"stories\">"
                        "<h1 class=\"unseen\">What is new</h1>\n");
    for (size_t i = 0; i < stories->list.count; i++) show_story(v, &all[i]);
    if (!stories->list.count)
        markup_add(&v->out, "<section class=\"lone\"><h2>Nothing is on record yet</h2>"
                            "<p>Reports come in with <code>onrecord add FILE…</code>, or try one "
                            "on the page <a href=\"/read\">Read a report</a>.</p></section>");
    show_more(v, stories, "", STORIES_SHOWN);
    markup_add(&v->out, "</div>\n<div class=\"side\">\n");
}

void page_front(request *r, answer *w) {
    view v = view_of(r, w);
    onr_question q = view_question(&v, ONR_STORIES);
    q.limit = view_limit(&v, STORIES_SHOWN);
    rows stories = view_ask(&v, &q);
    front_story *all = ARENA_NEW(v.a, front_story, stories.list.count + 1);
    for (size_t i = 0; i < stories.list.count; i++)
        all[i] = (front_story){ &stories.list.at[i], newest_said(&v, &stories.list.at[i]) };
    rows coming = ask_beside(&v, ONR_DIARY, "today");
    rows silent = ask_beside(&v, ONR_SILENCES, NULL);
    rows changed = ask_beside(&v, ONR_CHANGES, NULL);
    if (page_failed(&v)) return;
    page_open(&v, STR("What is new"), "/");
    show_stories(&v, &stories, all);
    show_part(&v, (part){ "coming", "Coming up", "diary" }, &coming, show_expected);
    show_part(&v, (part){ "silent", "Not answered yet", "silences" }, &silent, show_silence);
    show_part(&v, (part){ "changed", "Changed since", "changes" }, &changed, show_change);
    markup_add(&v.out, "</div></div>\n");
    page_close(&v);
}
