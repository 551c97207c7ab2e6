/* desk/matches.c: see matches.h. */
#include "desk/matching.h"

#include <stdlib.h>

#include "desk/differences.h"
#include "ledger/fresh.h"

bool matching_ask(matching *m, const question *q, ask_row *row, void *to) {
    fault why = { 0 };
    if (ledger_ask(m->l, q, row, to, &why)) return true;
    if (why.kind == FAULT_USAGE || why.kind == FAULT_INPUT) return true;
    *m->f = why;
    return false;
}

typedef struct taking {
    matching *m;
    told_fact *to;
    bool found;
} taking;

static bool take(void *to, query *row) {
    taking *t = to;
    told_fact_take(t->m->a, row, t->to);
    t->found = true;
    return false;
}

static fact_found ask_one(matching *m, const question *q, told_fact *out) {
    taking t = { m, out, false };
    if (!matching_ask(m, q, take, &t)) return FACT_FAILED;
    return t.found ? FACT_FOUND : FACT_NOT;
}

fact_found matching_fact(matching *m, ask_what what, int64_t fact, told_fact *out) {
    question q = { .what = what, .fact = fact };
    return ask_one(m, &q, out);
}

fact_found matching_filtered(matching *m, ask_what what, int64_t fact, told_fact *out) {
    question q = *m->asked->filters;
    q.what = what;
    q.fact = fact;
    q.since = q.until = STR_NONE; /* of what came, not of what it tells of */
    return ask_one(m, &q, out);
}

bool matching_is_asked(const matching *m, alert_kind kind) {
    return m->asked->kinds >> kind & 1;
}

news *matching_add(matching *m, const news *n) {
    news *to = LIST_ADD(m->a, &m->out->news);
    *to = *n;
    return to;
}

/* What reports up to that number settled, and what fell due by the day of the newest of them. */
static void find_settled(matching *m) {
    db *d = ledger_db(m->l);
    const matches_asked *asked = m->asked;
    int64_t from = fresh_newest(d, asked->after, asked->now / 60);
    int64_t until = fresh_newest(d, asked->upto, asked->now / 60);
    settled_list all = outcomes_since(d, m->a, asked->after ? asked->after : -1, from, until);
    for (size_t i = 0; i < all.count; i++) {
        int64_t fact = all.at[i].fact, by = all.at[i].by;
        bool new = all.at[i].kind == SETTLED_OVERDUE || fresh_report_of(by) > asked->after;
        if (new && fresh_report_of(fact) <= asked->upto && fresh_report_of(by) <= asked->upto)
            *LIST_ADD(m->a, &m->settled) = all.at[i];
    }
}

static int by_report(const void *l, const void *r) {
    const news *a = l, *b = r;
    if (a->report != b->report) return a->report < b->report ? -1 : 1;
    return (a->lead.number > b->lead.number) - (a->lead.number < b->lead.number);
}

static bool find_all(matching *m) {
    const question *filters = m->asked->filters;
    bool said = m->asked->kinds & (1 << ALERT_FIRST | 1 << ALERT_STATEMENT | 1 << ALERT_ANSWER
                                   | 1 << ALERT_WORDING);
    if (said || matching_is_asked(m, ALERT_EXPECTATION)) find_settled(m);
    if (said && filters_fit(filters, ASK_STATEMENTS) && !matching_said(m)) return false;
    if (m->settled.count && !matching_settled(m)) return false;
    if (matching_is_asked(m, ALERT_DISAGREEMENT) && filters_fit(filters, ASK_EVENTS)
        && !matching_disagreements(m))
        return false;
    return !matching_is_asked(m, ALERT_CHANGE) || !filters_fit(filters, ASK_CHANGES)
        || matching_changes(m);
}

static bool is_in_change(arena *a, const news *change, str content) {
    str words = words_bare(a, content);
    for (size_t i = 0; i < change->changes.count; i++)
        if (str_same(words_bare(a, change->changes.at[i].after), words)) return true;
    return false;
}

/* What a changed report says in other words is told with what it said before. */
static bool is_told_as_change(const matching *m, const news *n) {
    bool other_words = n->kind == ALERT_WORDING;
    if (!other_words && ((n->kind != ALERT_STATEMENT && n->kind != ALERT_FIRST) || n->more.count))
        return false;
    for (size_t i = 0; i < m->out->news.count; i++) {
        const news *change = &m->out->news.at[i];
        if (change->kind == ALERT_CHANGE && change->report == n->report
            && (other_words || is_in_change(m->a, change, n->lead.content)))
            return true;
    }
    return false;
}

/* Of the kinds that are asked for alone, and each once. */
static void keep_asked(const matching *m) {
    news_list *all = &m->out->news;
    size_t count = 0;
    news *left = ARENA_NEW(m->a, news, all->count);
    for (size_t i = 0; i < all->count; i++)
        if (matching_is_asked(m, all->at[i].kind) && !is_told_as_change(m, &all->at[i]))
            left[count++] = all->at[i];
    all->at = left;
    all->count = all->room = count;
}

bool matches_find(ledger *l, arena *a, const matches_asked *asked, matches *out, fault *f) {
    matches found = { 0 };
    matching m = { .l = l, .a = a, .asked = asked, .out = &found, .f = f };
    if (!find_all(&m) || !db_settle(ledger_db(l), f)) return false;
    keep_asked(&m);
    if (found.news.count) qsort(found.news.at, found.news.count, sizeof *found.news.at, by_report);
    found.further = found.matched - m.new;
    *out = found;
    return true;
}
