/* serve/view_diary.c: what is expected, month by month, as a calendar. */
#include <stdio.h>

#include "serve/pages.h"
#include "serve/view.h"

enum { ENTRIES_MOST = 600, A_DAY_MOST = 5, LISTED_MOST = 100, WEEK = 7 };

static const char *const month_names[] = { "", "January", "February", "March", "April", "May",
    "June", "July", "August", "September", "October", "November", "December" };

typedef struct month {
    int year, month;
} month;

static str month_words(arena *a, month m) {
    return arena_print(a, "%04d-%02d", m.year, m.month);
}

static month month_plus(month m, int months) {
    day d = day_plus_months((day){ m.year, m.month, 1 }, months);
    return (month){ d.year, d.month };
}

static bool day_read(str words, day *out) {
    moment at;
    if (!words.at || !moment_read(words, &at)) return false;
    *out = at.day;
    return true;
}

/* The day that an entry stands at: its first, or the last where that alone is known. */
static day day_of_entry(const row *r, month shown) {
    day first = DAY_NONE, last = DAY_NONE, start = { shown.year, shown.month, 1 };
    bool has_first = day_read(row_words(r, "earliest"), &first);
    bool has_last = day_read(row_words(r, "latest"), &last);
    if (!has_first) return has_last ? last : DAY_NONE;
    return day_compare(first, start) < 0 && has_last ? start : first;
}

/* ---- which month ---- */

static rows ask_days(view *v, const char *since, const char *until, size_t limit) {
    onr_question q = view_question(v, ONR_DIARY);
    q.since = since;
    q.until = until;
    q.limit = limit;
    return view_ask(v, &q);
}

static bool month_read(str words, month *out) {
    day d;
    char whole[16];
    if (words.length != 7) return false;
    snprintf(whole, sizeof whole, "%.7s-01", words.at);
    if (!day_read(str_of(whole), &d)) return false;
    *out = (month){ d.year, d.month };
    return true;
}

/* The one asked for; else this one, or the nearest that has something: to come, or gone by. */
static month month_of(view *v) {
    month m;
    day now = day_of_number(v->today), found;
    char today[DAY_SIZE];
    if (month_read(request_value(v->request, "month"), &m)) return m;
    day_write(now, today);
    rows next = ask_days(v, today, NULL, 1);
    for (size_t i = 0; i < next.list.count; i++)
        if (day_read(row_words(&next.list.at[i], "earliest"), &found))
            return day_compare(found, now) < 0 ? (month){ now.year, now.month }
                                               : (month){ found.year, found.month };
    rows gone = ask_days(v, NULL, today, ENTRIES_MOST);
    for (size_t i = gone.list.count; i-- > 0;)
        if (day_read(row_words(&gone.list.at[i], "earliest"), &found)
            || day_read(row_words(&gone.list.at[i], "latest"), &found))
            return (month){ found.year, found.month };
    return (month){ now.year, now.month };
}

/* ---- the calendar ---- */

static void show_entry(view *v, const row *r) {
    markup *m = &v->out;
    FILL(m, "<li class=\"entry {} {}\"><a href=\"/report/{}#{}\" title=\"{}\">{}</a>",
         row_words(r, "state"),
         row_words(r, "kind"), row_words(r, "report"), row_fact(r), row_words(r, "sentence"),
         row_words(r, "what"));
    if (row_words(r, "actor").at) FILL(m, " <span class=\"by\">{}</span>", row_words(r, "actor"));
    show_state(v, r);
    markup_add(m, "</li>");
}

static void show_day_cell(view *v, day d, month shown, const rows *entries) {
    bool own = d.month == shown.month;
    size_t count = 0;
    bool today = day_number(d) == v->today;
    char iso[DAY_SIZE];
    day_write(d, iso);
    FILL(&v->out, "<td class=\"{} {}\"><time datetime=\"{}\">{}</time>",
         own ? STR("own") : STR("other"), today ? STR("today") : STR(""), str_of(iso),
         arena_print(v->a, "%d", d.day));
    for (size_t i = 0; own && i < entries->list.count; i++) {
        if (day_compare(day_of_entry(&entries->list.at[i], shown), d) != 0) continue;
        if (!count) markup_add(&v->out, "<ul>");
        if (count++ < A_DAY_MOST) show_entry(v, &entries->list.at[i]);
    }
    if (count > A_DAY_MOST)
        FILL(&v->out, "<li class=\"rest\"><a href=\"/diary?month={}&amp;day={}#list\">{} more</a>"
                      "</li>", str_cut(str_of(iso), 0, 7), str_of(iso),
             arena_print(v->a, "%zu", count - A_DAY_MOST));
    markup_add(&v->out, count ? "</ul></td>" : "</td>");
}

static void show_calendar(view *v, month shown, const rows *entries) {
    static const char *const names[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
    day first = { shown.year, shown.month, 1 };
    int weeks = (weekday(first) + month_length(shown.year, shown.month) + WEEK - 1) / WEEK;
    day d = day_plus(first, -weekday(first));
    markup_add(&v->out, "<table class=\"calendar\"><thead><tr>");
    for (size_t i = 0; i < WEEK; i++)
        FILL(&v->out, "<th scope=\"col\">{}</th>", str_of(names[i]));
    markup_add(&v->out, "</tr></thead><tbody>\n");
    for (int i = 0; i < weeks; i++) {
        markup_add(&v->out, "<tr>");
        for (int k = 0; k < WEEK; k++, d = day_plus(d, 1)) show_day_cell(v, d, shown, entries);
        markup_add(&v->out, "</tr>\n");
    }
    markup_add(&v->out, "</tbody></table>\n");
}

static void show_head(view *v, month shown) {
    markup *m = &v->out;
    str before = month_words(v->a, month_plus(shown, -1));
    str after = month_words(v->a, month_plus(shown, 1));
    FILL(m, "<header class=\"head month\"><h1>{} {}</h1><nav aria-label=\"Months\">"
            "<a rel=\"prev\" href=\"/diary?month={}\">Month before</a> <a href=\"/diary\">Now</a> "
            "<a rel=\"next\" href=\"/diary?month={}\">Month after</a></nav></header>\n",
         str_of(month_names[shown.month]), arena_print(v->a, "%d", shown.year), before, after);
}

/* Of the month, or of the day that the address names; no more than can be read. */
static rows listed(view *v, const rows *entries, month shown) {
    rows some = { 0 };
    day wanted, at;
    bool one_day = day_read(request_value(v->request, "day"), &wanted);
    for (size_t i = 0; i < entries->list.count && some.list.count < LISTED_MOST; i++) {
        at = day_of_entry(&entries->list.at[i], shown);
        if (!one_day || day_compare(at, wanted) == 0)
            *LIST_ADD(v->a, &some.list) = entries->list.at[i];
    }
    return some;
}

void page_diary(request *r, answer *w) {
    view v = view_of(r, w);
    month shown = month_of(&v);
    char since[DAY_SIZE], until[DAY_SIZE];
    day_write((day){ shown.year, shown.month, 1 }, since);
    day_write((day){ shown.year, shown.month, month_length(shown.year, shown.month) }, until);
    rows entries = ask_days(&v, since, until, ENTRIES_MOST);
    if (page_failed(&v)) return;
    onr_question q = { .since = since, .until = until };
    page_open(&v, STR("Diary"), "/diary");
    show_head(&v, shown);
    show_downloads(&v, "diary", &q);
    show_calendar(&v, shown, &entries);
    rows in_words = listed(&v, &entries, shown);
    show_heading(&v, "list", "In words", in_words.list.count);
    show_list(&v, &in_words, show_expected, "Nothing is expected in this month.");
    page_close(&v);
}
