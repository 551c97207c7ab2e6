/* serve/view_story.c: one story: its reports in order, what was said by whom, in which wordings,
 * where reports differ, what is next, who has not answered. */
#include <stdlib.h>

#include "serve/pages.h"
#include "serve/view.h"

enum { FACTS_SHOWN = 400, SPEAKERS_MOST = 80 };

typedef struct story_page {
    const char *id;
    rows story, reports, said, events, next, silent, changed;
} story_page;

static rows ask_in(view *v, const story_page *s, onr_about of, bool oldest) {
    onr_question q = ONR_QUESTION_DEFAULT;
    q.of = of;
    q.story = s->id;
    q.oldest_first = oldest;
    q.limit = FACTS_SHOWN;
    return view_ask(v, &q);
}

static story_page ask_story(view *v, const char *id) {
    story_page s = { .id = id };
    s.story = ask_in(v, &s, ONR_STORIES, false);
    s.reports = ask_in(v, &s, ONR_REPORTS, true);
    s.said = ask_in(v, &s, ONR_STATEMENTS, true);
    s.events = ask_in(v, &s, ONR_EVENTS, true);
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
    show_heading(v, "timeline", "Reports", s->reports.list.count);
    markup_add(&v->out, "<ol class=\"timeline\">\n");
    for (size_t i = 0; i < s->reports.list.count; i++)
        show_one_report(v, &s->reports.list.at[i]);
    markup_add(&v->out, "</ol></section>\n");
}

/* ---- who said what ---- */

typedef struct speaker {
    str name;
    size_t count, first; /* the number of the first statement */
    size_t sides[3];     /* for, against, mixed */
} speaker;

static void count_sides(speaker *to, str stances) {
    static const char *const sides[] = { "for", "against", "mixed" };
    for (size_t i = 0; i < 3; i++) {
        str side = str_of(sides[i]);
        to->sides[i] += str_starts(stances, side);
    }
}

/* Those who speak most first. */
static int by_count(const void *left, const void *right) {
    const speaker *a = left, *b = right;
    if (a->count != b->count) return a->count > b->count ? -1 : 1;
    return a->first < b->first ? -1 : 1;
}

static size_t speakers_of(const rows *said, speaker to[SPEAKERS_MOST]) {
    size_t count = 0, i;
    for (size_t n = 0; n < said->list.count; n++) {
        str name = row_words(&said->list.at[n], "speaker");
        for (i = 0; i < count && !str_same(to[i].name, name); i++) {}
        if (i == count && count == SPEAKERS_MOST) continue;
        if (i == count) to[count++] = (speaker){ .name = name, .first = n };
        to[i].count++;
        count_sides(&to[i], row_words(&said->list.at[n], "stance"));
    }
    qsort(to, count, sizeof *to, by_count);
    return count;
}

static void show_sides(view *v, const speaker *s) {
    static const char *const sides[] = { "for", "against", "mixed" };
    for (size_t i = 0; i < 3; i++)
        if (s->sides[i])
            FILL(&v->out, " <span class=\"stance {}\">{} {}</span>", str_of(sides[i]),
                 arena_print(v->a, "%zu", s->sides[i]), str_of(sides[i]));
}

static void show_speaker(view *v, const speaker *s, const rows *said) {
    markup_add(&v->out, "<section class=\"speaker\"><h3>");
    show_actor(v, s->name);
    FILL(&v->out, " <span class=\"count\">{}</span>", arena_print(v->a, "%zu", s->count));
    show_sides(v, s);
    markup_add(&v->out, "</h3><ul class=\"facts\">\n");
    for (size_t n = s->first; n < said->list.count; n++)
        if (str_same(row_words(&said->list.at[n], "speaker"), s->name))
            show_words_of(v, &said->list.at[n]);
    markup_add(&v->out, "</ul></section>\n");
}

static void show_said(view *v, const story_page *s) {
    speaker *all = ARENA_NEW(v->a, speaker, SPEAKERS_MOST);
    size_t count = speakers_of(&s->said, all);
    onr_question q = { .story = s->id };
    show_heading(v, "statements", "Who said what", s->said.list.count);
    show_downloads(v, "statements", &q);
    for (size_t i = 0; i < count; i++) show_speaker(v, &all[i], &s->said);
    if (!count) markup_add(&v->out, "<p class=\"none\">No statement was found.</p>");
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
    show_said(&v, &s);
    markup_add(&v.out, "</div><div class=\"side\">\n");
    show_timeline(&v, &s);
    show_part(&v, (part){ "next", "What comes next", NULL }, &s.next, show_expected);
    show_part(&v, (part){ "silences", "Who has not answered", NULL }, &s.silent, show_silence);
    show_part(&v, (part){ "changes", "What was changed", NULL }, &s.changed, show_change);
    markup_add(&v.out, "</div></div>\n");
    page_close(&v);
}
