/* serve/view_actor.c: one actor: all that it said, by date, to whom, by which channel and on which
 * side; what it is expected to do and has not answered. */
#include <stdlib.h>

#include "serve/pages.h"
#include "serve/plot.h"

enum { SAID_SHOWN = 300, SAID_COUNTED = 5000, TALLIES_MOST = 200, TALLIES_SHOWN = 8 };

typedef struct actor_page {
    str name;
    rows said;   /* by that name alone, newest first */
    rows done, next, silent;
} actor_page;

/* The ledger finds all who have these words in their name; the page is of one. */
static rows of_name(view *v, const rows *all, const char *column, str name) {
    rows some = { .more = all->more };
    for (size_t i = 0; i < all->list.count; i++)
        if (str_same(row_words(&all->list.at[i], column), name))
            *LIST_ADD(v->a, &some.list) = all->list.at[i];
    return some;
}

static rows ask_actor(view *v, const actor_page *p, onr_about of, size_t limit) {
    onr_question q = view_question(v, of);
    q.actor = of == ONR_STATEMENTS ? NULL : p->name.at;
    q.speaker = of == ONR_STATEMENTS ? p->name.at : NULL;
    q.limit = limit;
    return view_ask(v, &q);
}

static actor_page ask_page(view *v, str name) {
    actor_page p = { .name = name };
    rows said = ask_actor(v, &p, ONR_STATEMENTS, SAID_COUNTED);
    rows done = ask_actor(v, &p, ONR_EVENTS, SAID_SHOWN);
    rows next = ask_actor(v, &p, ONR_DIARY, SAID_SHOWN);
    rows silent = ask_actor(v, &p, ONR_SILENCES, SAID_SHOWN);
    p.said = of_name(v, &said, "speaker", name);
    p.done = of_name(v, &done, "actor", name);
    p.next = of_name(v, &next, "actor", name);
    p.silent = of_name(v, &silent, "actor", name);
    return p;
}

/* ---- the plot ---- */

static bool day_of_row(const row *r, int32_t *out) {
    moment at;
    str published = row_words(r, "published");
    if (!published.at || !moment_read(published, &at)) return false;
    *out = day_number(at.day);
    return true;
}

static plot_side side_of(str stances) {
    if (str_starts(stances, STR("for"))) return PLOT_FOR;
    return str_starts(stances, STR("against")) ? PLOT_AGAINST : PLOT_OTHER;
}

static void show_over_time(view *v, const actor_page *p) {
    int32_t first = INT32_MAX, last = INT32_MIN, at;
    for (size_t i = 0; i < p->said.list.count; i++) {
        if (!day_of_row(&p->said.list.at[i], &at)) continue;
        if (at < first) first = at;
        if (at > last) last = at;
    }
    if (first >= last) return;
    plot bars = plot_of(first, last);
    for (size_t i = 0; i < p->said.list.count; i++) {
        const row *r = &p->said.list.at[i];
        if (day_of_row(r, &at)) plot_add(&bars, at, side_of(row_words(r, "stance")), 1);
    }
    show_plot(v, &bars, "Statements over time: for above the line, against below, taking no side "
              "in grey", p->name);
}

/* ---- to whom, by which channel ---- */

typedef struct tally {
    str name;
    size_t count;
} tally;

static int by_count(const void *left, const void *right) {
    const tally *a = left, *b = right;
    if (a->count != b->count) return a->count > b->count ? -1 : 1;
    return str_compare(a->name, b->name);
}

static size_t tally_of(const rows *list, const char *column, tally to[TALLIES_MOST]) {
    size_t count = 0, k;
    for (size_t i = 0; i < list->list.count; i++) {
        str name = row_words(&list->list.at[i], column);
        if (!name.at) continue;
        for (k = 0; k < count && !str_same(to[k].name, name); k++) {}
        if (k == count && count == TALLIES_MOST) continue;
        if (k == count) to[count++] = (tally){ name, 0 };
        to[k].count++;
    }
    qsort(to, count, sizeof *to, by_count);
    return count;
}

static void show_tally(view *v, const actor_page *p, const char *words, const char *column) {
    tally *all = ARENA_NEW(v->a, tally, TALLIES_MOST);
    size_t count = tally_of(&p->said, column, all);
    if (!count) return;
    FILL(&v->out, "<section class=\"tally\"><h2>{}</h2><ul>", str_of(words));
    for (size_t i = 0; i < count && i < TALLIES_SHOWN; i++) {
        parameter set[] = { { STR("speaker"), p->name }, { STR("kind"), STR("statements") },
                            { str_of(column), all[i].name } };
        markup_add(&v->out, "<li><a href=\"");
        show_address(v, "search", set, 3);
        FILL(&v->out, "\">{}</a> <span class=\"count\">{}</span></li>", all[i].name,
             arena_print(v->a, "%zu", all[i].count));
    }
    markup_add(&v->out, "</ul></section>\n");
}

/* ---- what was said ---- */

/* A heading for each day. */
static void show_said(view *v, const actor_page *p) {
    str day_before = STR_NONE;
    bool open = false;
    for (size_t i = 0; i < p->said.list.count && i < SAID_SHOWN; i++) {
        const row *r = &p->said.list.at[i];
        str published = row_words(r, "published");
        str today = str_cut(published, 0, 10);
        if (!open || !str_same(today, day_before)) {
            markup_add(&v->out, open ? "</ul></section>\n<section class=\"day\"><h3>"
                                     : "<section class=\"day\"><h3>");
            if (today.length) show_time(v, today);
            else markup_add(&v->out, "No date");
            markup_add(&v->out, "</h3><ul class=\"facts\">\n");
            open = true;
        }
        day_before = today;
        show_words_of(v, r);
    }
    markup_add(&v->out, open ? "</ul></section>\n" : "<p class=\"none\">No statement.</p>\n");
}

void page_actor(request *r, answer *w) {
    view v = view_of(r, w);
    actor_page p = ask_page(&v, r->part[0]);
    onr_question q = { .speaker = p.name.at };
    if (page_failed(&v)) return;
    page_open(&v, p.name, "/actors");
    FILL(&v.out, "<header class=\"head\"><p class=\"kicker\">Actor</p><h1>{}</h1>"
                 "<p class=\"about\">", p.name);
    show_count(&v, p.said.list.count, "statement", "statements");
    markup_add(&v.out, "</p></header>\n<div class=\"columns\"><div class=\"body\">\n");
    show_over_time(&v, &p);
    show_heading(&v, "said", "Everything said", p.said.list.count);
    show_downloads(&v, "statements", &q);
    show_said(&v, &p);
    markup_add(&v.out, "</div><div class=\"side\">\n");
    show_tally(&v, &p, "To whom", "addressee");
    show_tally(&v, &p, "By which channel", "channel");
    show_tally(&v, &p, "How", "act");
    show_tally(&v, &p, "In which outlets", "outlet");
    show_part(&v, (part){ "next", "Expected", NULL }, &p.next, show_expected);
    show_part(&v, (part){ "silences", "Has not answered", NULL }, &p.silent, show_silence);
    show_part(&v, (part){ "done", "What was done", NULL }, &p.done, show_event);
    markup_add(&v.out, "</div></div>\n");
    page_close(&v);
}
