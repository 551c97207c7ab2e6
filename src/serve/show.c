/* serve/show.c: see view.h: how numbers, days, actors and sources look. */
#include <stdio.h>

#include "serve/difference.h"
#include "serve/view.h"

void show_number(view *v, long long number) {
    FILL(&v->out, "{}", arena_print(v->a, "%lld", number));
}

void show_count(view *v, size_t number, const char *one, const char *many) {
    FILL(&v->out, "{} {}", arena_print(v->a, "%zu", number), str_of(number == 1 ? one : many));
}

/* ---- days ---- */

static const char *const months[] = { "", "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

static str day_words(arena *a, day d) {
    return arena_print(a, "%d %s %d", d.day, months[d.month], d.year);
}

void show_time(view *v, str iso) {
    moment at;
    if (!iso.at || !moment_read(iso, &at)) return;
    FILL(&v->out, "<time datetime=\"{}\">{}", iso, day_words(v->a, at.day));
    if (at.hour >= 0) FILL(&v->out, ", {}", arena_print(v->a, "%02d:%02d", at.hour, at.minute));
    markup_add(&v->out, "</time>");
}

static str from_words(arena *a, day first, day last) {
    if (first.year != last.year) return day_words(a, first);
    if (first.month != last.month)
        return arena_print(a, "%d %s", first.day, months[first.month]);
    return arena_print(a, "%d", first.day);
}

void show_days(view *v, str first, str last) {
    moment from = { 0 }, to = { 0 };
    bool has_first = first.at && moment_read(first, &from);
    bool has_last = last.at && moment_read(last, &to);
    if (has_first && has_last && day_compare(from.day, to.day) != 0) {
        FILL(&v->out, "<time datetime=\"{}\">{}</time> to ", first,
             from_words(v->a, from.day, to.day));
        FILL(&v->out, "<time datetime=\"{}\">{}</time>", last, day_words(v->a, to.day));
    } else if (has_first) {
        if (!has_last) markup_add(&v->out, "from ");
        show_time(v, first);
    } else if (has_last) {
        markup_add(&v->out, "by ");
        show_time(v, last);
    } else {
        markup_add(&v->out, "no date");
    }
}

/* ---- names ---- */

void show_actor(view *v, str name) {
    if (name.length)
        FILL(&v->out, "<a class=\"actor\" href=\"/actor/{}\">{}</a>", name, name);
    else
        markup_add(&v->out, "<span class=\"actor unnamed\">not named</span>");
}

void show_outlet(view *v, str outlet) {
    if (outlet.length)
        FILL(&v->out, "<span class=\"outlet\">{}</span>", outlet);
    else
        markup_add(&v->out, "<span class=\"outlet unnamed\">outlet not known</span>");
}

void show_source(view *v, const row *r) {
    markup *m = &v->out;
    str url = row_words(r, "url");
    FILL(m, "<p class=\"source\"><a href=\"/report/{}#{}\" title=\"{}\">", row_report(r),
         row_fact(r), row_words(r, "title"));
    show_outlet(v, row_words(r, "outlet"));
    markup_add(m, " ");
    show_time(v, row_words(r, "published"));
    markup_add(m, "</a>");
    if (may_link_to(url))
        FILL(m, " <a class=\"out\" href=\"{}\" rel=\"noreferrer\">source</a>", url);
    markup_add(m, "</p>");
}

void show_sentence(view *v, str sentence, str words) {
    size_t at = words.length ? str_find(sentence, words, 0) : sentence.length;
    if (at >= sentence.length) {
        FILL(&v->out, "{}", sentence);
        return;
    }
    FILL(&v->out, "{}<mark>{}</mark>{}", str_cut(sentence, 0, at), words,
         str_cut(sentence, at + words.length, sentence.length));
}

/* ---- lists ---- */

void show_heading(view *v, const char *id, const char *words, size_t count) {
    FILL(&v->out, "<h2 id=\"{}\">{}", str_of(id), str_of(words));
    if (count) FILL(&v->out, " <span class=\"count\">{}</span>", arena_print(v->a, "%zu", count));
    markup_add(&v->out, "</h2>\n");
}

void show_part(view *v, part p, const rows *list, show_row *show) {
    if (!list->list.count) return;
    FILL(&v->out, "<section class=\"beside\"><h2 id=\"{}\">", str_of(p.id));
    if (p.path) FILL(&v->out, "<a href=\"/{}\">{}</a>", str_of(p.path), str_of(p.words));
    else FILL(&v->out, "{}", str_of(p.words));
    FILL(&v->out, " <span class=\"count\">{}{}</span></h2>",
         arena_print(v->a, "%zu", list->list.count), list->more ? STR("+") : STR(""));
    show_list(v, list, show, "");
    markup_add(&v->out, "</section>\n");
}

void show_list(view *v, const rows *list, show_row *show, const char *none) {
    if (!list->list.count) {
        FILL(&v->out, "<p class=\"none\">{}</p>\n", str_of(none));
        return;
    }
    markup_add(&v->out, "<ul class=\"facts\">\n");
    for (size_t i = 0; i < list->list.count; i++) show(v, &list->list.at[i]);
    markup_add(&v->out, "</ul>\n");
}

static bool is_set(const parameter *set, size_t count, str name) {
    for (size_t i = 0; i < count; i++)
        if (str_same(set[i].name, name)) return true;
    return str_is(name, "limit");
}

static void show_pair(view *v, const parameter *p, bool *any) {
    if (!p->value.length) return;
    markup_add(&v->out, *any ? "&amp;" : "?");
    FILL(&v->out, "{}={}", p->name, p->value);
    *any = true;
}

/* "actor/Ana Ruiz": names and slashes. */
static void show_path(view *v, str path) {
    do {
        size_t end = str_find(path, STR("/"), 0);
        FILL(&v->out, "/{}", str_cut(path, 0, end));
        path = str_cut(path, end + 1, path.length);
    } while (path.length);
}

void show_address(view *v, const char *page, const parameter *set, size_t count) {
    const parameter_list *query = &v->request->query;
    bool any = false;
    show_path(v, str_of(page));
    for (size_t i = 0; i < query->count; i++)
        if (!is_set(set, count, query->at[i].name)) show_pair(v, &query->at[i], &any);
    for (size_t i = 0; i < count; i++) show_pair(v, &set[i], &any);
}

void show_more(view *v, const rows *list, const char *page, size_t usual) {
    size_t limit = view_limit(v, usual);
    bool full = list->list.count >= limit; /* else it is only looked at so many reports */
    parameter set = { STR("limit"), arena_print(v->a, "%zu", 2 * limit) };
    if (!list->more) return;
    if (!full) set = (parameter){ STR("cursor"), str_of(list->further) };
    markup_add(&v->out, "<p class=\"more\"><a rel=\"next\" href=\"");
    show_address(v, page, &set, 1);
    FILL(&v->out, "\">{}</a></p>\n", full ? STR("Show more") : STR("Look in earlier reports"));
}

/* ---- differences ---- */

static void show_parts(view *v, const str_list *parts, const bool *alone, bool old) {
    bool within = false;
    for (size_t i = 0; i <= parts->count; i++) {
        bool marked = i < parts->count && alone[i];
        if (marked && !within) markup_add(&v->out, old ? "<del>" : "<ins>");
        within = marked;
        if (i == parts->count) break;
        bool last = within && (i + 1 == parts->count || !alone[i + 1]);
        FILL(&v->out, "{}", last ? str_trim(parts->at[i]) : parts->at[i]);
        if (!last) continue;
        markup_add(&v->out, old ? "</del> " : "</ins> ");
        within = false;
    }
}

void show_difference(view *v, str before, str after) {
    difference d = difference_of_words(v->a, before, after);
    markup_add(&v->out, "<div class=\"versus\">");
    if (before.at) {
        markup_add(&v->out, "<p class=\"before\"><span class=\"unseen\">Before: </span>");
        show_parts(v, &d.left, d.left_alone, true);
        markup_add(&v->out, "</p>");
    }
    if (after.at) {
        markup_add(&v->out, "<p class=\"after\"><span class=\"unseen\">After: </span>");
        show_parts(v, &d.right, d.right_alone, false);
        markup_add(&v->out, "</p>");
    }
    markup_add(&v->out, "</div>");
}

/* ---- downloads ---- */

void show_query(view *v, const onr_question *q) {
    const struct { const char *name, *value; } given[] = {
        { "story", q->story }, { "report", q->report }, { "speaker", q->speaker },
        { "addressee", q->addressee }, { "actor", q->actor }, { "about", q->about },
        { "words", q->words }, { "type", q->type }, { "act", q->act }, { "stance", q->stance },
        { "channel", q->channel }, { "place", q->place }, { "outlet", q->outlet },
        { "since", q->since }, { "until", q->until },
    };
    for (size_t i = 0; i < sizeof given / sizeof *given; i++)
        if (given[i].value && *given[i].value)
            FILL(&v->out, "&amp;{}={}", str_of(given[i].name), str_of(given[i].value));
}

void show_downloads(view *v, const char *what, const onr_question *q) {
    static const char *const forms[] = { "csv", "json" };
    markup_add(&v->out, "<p class=\"data\">");
    for (size_t i = 0; i < 2; i++) {
        FILL(&v->out, "<a href=\"/api/v1/{}?format={}&amp;limit=500", str_of(what),
             str_of(forms[i]));
        show_query(v, q);
        FILL(&v->out, "\" download=\"{}.{}\">{}</a>", str_of(what), str_of(forms[i]),
             str_of(i ? "JSON" : "CSV"));
    }
    markup_add(&v->out, "</p>\n");
}
