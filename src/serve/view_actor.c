/* serve/view_actor.c: one actor: all that it said, by date, to whom, by which channel and on which
 * side; what it is expected to do and has not answered. */
#include <stdlib.h>

#include "serve/pages.h"
#include "serve/plot.h"

enum { SAID_SHOWN = 150, BESIDE_SHOWN = 30, TALLIES_MOST = 200, TALLIES_SHOWN = 8 };

typedef struct actor_page {
    str name;
    rows said;   /* by that name alone, newest first */
    size_t kept; /* statements, where they are too many to be counted by week */
    rows done, next, silent;
    rows weeks[PLOT_SIDES]; /* how many a week: all, for, against */
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

static rows ask_weeks(view *v, const actor_page *p, plot_side side) {
    static const char *const stances[PLOT_SIDES] = { NULL, "for", "against" };
    onr_question q = view_question(v, ONR_STATEMENTS);
    q.speaker = p->name.at;
    q.stance = stances[side];
    q.count = ONR_BY_WEEK;
    return view_ask(v, &q);
}

/* The statements that the ledger counts under that name, of whatever kind of actor. */
static size_t kept_count(view *v, str name) {
    onr_question q = ONR_QUESTION_DEFAULT;
    size_t count = 0;
    q.of = ONR_ACTORS;
    q.actor = name.at;
    q.limit = BESIDE_SHOWN;
    rows all = view_ask(v, &q);
    rows own = of_name(v, &all, "name", name);
    for (size_t i = 0; i < own.list.count; i++)
        count += (size_t)row_number(&own.list.at[i], "statements");
    return count;
}

static actor_page ask_page(view *v, str name) {
    actor_page p = { .name = name };
    rows said = ask_actor(v, &p, ONR_STATEMENTS, view_limit(v, SAID_SHOWN));
    rows done = ask_actor(v, &p, ONR_EVENTS, BESIDE_SHOWN);
    rows next = ask_actor(v, &p, ONR_DIARY, BESIDE_SHOWN);
    rows silent = ask_actor(v, &p, ONR_SILENCES, BESIDE_SHOWN);
    for (size_t i = 0; i < PLOT_SIDES; i++) p.weeks[i] = ask_weeks(v, &p, (plot_side)i);
    if (p.weeks[PLOT_OTHER].more) p.kept = kept_count(v, name);
    p.said = of_name(v, &said, "speaker", name);
    p.done = of_name(v, &done, "actor", name);
    p.next = of_name(v, &next, "actor", name);
    p.silent = of_name(v, &silent, "actor", name);
    return p;
}

/* ---- the plot ---- */

static bool week_of(const row *r, int32_t *out) {
    moment at;
    str week = row_words(r, "week");
    if (!week.at || !moment_read(week, &at)) return false;
    *out = day_number(at.day);
    return true;
}

static void add_weeks(plot *to, const rows *weeks, plot_side side) {
    int32_t at;
    for (size_t i = 0; i < weeks->list.count; i++) {
        const row *r = &weeks->list.at[i];
        if (week_of(r, &at)) plot_add(to, at, side, (unsigned)row_number(r, "count"));
    }
}

/* Statements that take no side are all but those for and against. */
static void show_over_time(view *v, const actor_page *p) {
    const rows *all = &p->weeks[PLOT_OTHER];
    int32_t first = INT32_MAX, last = INT32_MIN, at;
    for (size_t i = 0; i < all->list.count; i++) {
        if (!week_of(&all->list.at[i], &at)) continue;
        if (at < first) first = at;
        if (at > last) last = at;
    }
    if (first >= last) return;
    plot bars = plot_of(first, last + 6);
    for (size_t i = 0; i < PLOT_SIDES; i++) add_weeks(&bars, &p->weeks[i], (plot_side)i);
    for (size_t i = 0; i < bars.count; i++) {
        unsigned sides = bars.bars[i][PLOT_FOR] + bars.bars[i][PLOT_AGAINST];
        unsigned *other = &bars.bars[i][PLOT_OTHER];
        *other = *other > sides ? *other - sides : 0;
    }
    show_plot(v, &bars, all->more ? "Statements in the newest reports: for above the line, against "
              "below, taking no side in grey" : "Statements over time: for above the line, against "
              "below, taking no side in grey", p->name);
}

/* The statements there are, by the counts where they are more than are shown. */
static size_t said_count(const actor_page *p) {
    size_t count = 0;
    if (!p->said.more) return p->said.list.count;
    if (p->weeks[PLOT_OTHER].more) return p->kept;
    for (size_t i = 0; i < p->weeks[PLOT_OTHER].list.count; i++)
        count += (size_t)row_number(&p->weeks[PLOT_OTHER].list.at[i], "count");
    return count;
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
    for (size_t i = 0; i < p->said.list.count; i++) {
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
        markup_add(&v->out, "</li>\n");
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
    show_count(&v, said_count(&p), "statement", "statements");
    markup_add(&v.out, "</p></header>\n<div class=\"columns\"><div class=\"body\">\n");
    show_over_time(&v, &p);
    show_heading(&v, "said", "Everything said", said_count(&p));
    show_downloads(&v, "statements", &q);
    show_said(&v, &p);
    show_more(&v, &p.said, arena_join(v.a, STR("actor/"), p.name).at, SAID_SHOWN);
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
