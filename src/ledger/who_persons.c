/* ledger/who_persons.c: what is told of a person: names, offices over time, statements. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "ledger/people.h"
#include "ledger/schema.h"
#include "ledger/who_parts.h"

enum { STATEMENTS_MOST = 10000 };

/* ---- names ---- */

static int more_reports(const void *l, const void *r) {
    const who_name *a = l, *b = r;
    if (a->reports != b->reports) return (a->reports < b->reports) - (a->reports > b->reports);
    return str_compare(a->name, b->name);
}

static void add_name(who_work *w, who_person *p, str name) {
    for (size_t i = 0; i < p->names.count; i++) {
        if (!str_same(p->names.at[i].name, name)) continue;
        p->names.at[i].reports++;
        return;
    }
    *LIST_ADD(w->a, &p->names) = (who_name){ name, 1 };
}

/* ---- offices ---- */

static bool is_earlier(str date, str than) {
    return date.at && (!than.at || str_compare(date, than) < 0);
}

static bool is_later(str date, str than) {
    return date.at && (!than.at || str_compare(date, than) > 0);
}

static bool same_office(const who_work *w, const who_office *o, const role *r) {
    return str_same(utf8_folded(w->a, o->title), utf8_folded(w->a, r->title))
        && str_same(utf8_folded(w->a, o->of), utf8_folded(w->a, r->of));
}

static void add_office(who_work *w, who_person *p, const who_mention *m, const role *r) {
    who_place here = { m->report, r->at };
    for (size_t i = 0; i < p->offices.count; i++) {
        who_office *o = &p->offices.at[i];
        if (!same_office(w, o, r)) continue;
        o->reports += o->last.report != m->report;
        if (is_earlier(m->day, o->since)) {
            o->since = m->day;
            o->first = here;
        }
        if (is_later(m->day, o->until)) {
            o->until = m->day;
            o->last = here;
            o->title = r->title;
            o->of = r->of;
        }
        return;
    }
    *LIST_ADD(w->a, &p->offices) = (who_office){ r->title, r->of, 1, m->day, m->day, here, here };
}

static int latest_first(const void *l, const void *r) {
    const who_office *a = l, *b = r;
    int order = str_compare(b->until, a->until);
    if (!order) order = str_compare(b->since, a->since);
    if (!order) order = (a->reports < b->reports) - (a->reports > b->reports);
    if (!order) order = str_compare(a->title, b->title);
    return order ? order : str_compare(a->of, b->of);
}

/* ---- statements ---- */

static void add_statements(who_work *w, who_person *p, const who_mention *m) {
    query *q = db_query(w->d, "SELECT fact FROM party WHERE kind = 1 AND actor = ? AND fact >= ?"
                              " AND fact < ? ORDER BY fact");
    query_int(q, w->rows.at[m->row].number);
    query_int(q, schema_fact(m->report));
    query_int(q, schema_fact(m->report + 1));
    while (query_next(q) && p->statements.count < STATEMENTS_MOST)
        *LIST_ADD(w->a, &p->statements) = query_int_at(q, 0);
}

/* ---- persons ---- */

static void take(who_work *w, who_person *p, const who_mention *m) {
    add_name(w, p, w->rows.at[m->row].name);
    for (size_t i = 0; i < m->roles.count; i++) add_office(w, p, m, &m->roles.at[i]);
    bool seen = p->reports.count && p->reports.at[p->reports.count - 1] == m->report;
    if (!seen) *LIST_ADD(w->a, &p->reports) = m->report;
    if (is_earlier(m->day, p->since)) p->since = m->day;
    if (is_later(m->day, p->until)) p->until = m->day;
}

typedef LIST(const who_mention *) mention_list;

static int latest_mention(const void *l, const void *r) {
    const who_mention *a = *(const who_mention *const *)l, *b = *(const who_mention *const *)r;
    int order = str_compare(b->day, a->day);
    if (!order) order = (a->report > b->report) - (a->report < b->report);
    return order ? order : (a->row > b->row) - (a->row < b->row);
}

static actor_kind kind_of_most(const who_work *w, const mention_list *all) {
    size_t counts[ACTOR_KINDS] = { 0 };
    actor_kind most = w->rows.at[all->at[0]->row].kind;
    for (size_t i = 0; i < all->count; i++) counts[w->rows.at[all->at[i]->row].kind]++;
    for (unsigned i = 0; i < ACTOR_KINDS; i++)
        if (counts[i] > counts[most]) most = (actor_kind)i;
    return most;
}

static who_person person_made(who_work *w, mention_list *all) {
    who_person p = { 0 };
    for (size_t i = 0; i < all->count; i++) take(w, &p, all->at[i]);
    qsort(p.names.at, p.names.count, sizeof *p.names.at, more_reports);
    if (p.offices.count) qsort(p.offices.at, p.offices.count, sizeof *p.offices.at, latest_first);
    qsort(all->at, all->count, sizeof *all->at, latest_mention);
    for (size_t i = 0; i < all->count; i++) add_statements(w, &p, all->at[i]);
    p.name = p.names.at[0].name;
    p.kind = kind_of_most(w, all);
    return p;
}

/* A number for the set of a mention; names that are nobody's are persons of their own. */
static size_t group_of(const who_work *w, const who_mention *m) {
    if (m->set != WHO_NOBODY) return m->set;
    const who_row *mine = &w->rows.at[m->row];
    size_t first = m->row; /* "Reagan", a person to one reader and a government to another */
    for (size_t i = 0; i < w->rows.count; i++) {
        if (!w->rows.at[i].named || !mine->named || !str_same(w->rows.at[i].folded, mine->folded))
            continue;
        if (w->rows.at[i].node != WHO_NOBODY) return who_root(w, w->rows.at[i].node);
        if (i < first) first = i;
    }
    return w->nodes.count + first;
}

/* Whether the question is for that mention's actor: by name, or just that one. */
static bool is_asked(const who_work *w, const who_mention *m) {
    if (w->asked_report == PEOPLE_NEW) return w->rows.at[m->row].asked;
    return m->report == w->asked_report && str_same(w->rows.at[m->row].name, w->asked.name);
}

static int more_told(const void *l, const void *r) {
    const who_person *a = l, *b = r;
    size_t left = a->reports.count, right = b->reports.count;
    if (left != right) return (left < right) - (left > right);
    return str_compare(a->name, b->name);
}

/* Whether a person bears the name that is asked for: that name, or with it for a last word. */
static bool bears(const who_work *w, const who_person *p) {
    str wanted = utf8_folded(w->a, w->asked.name);
    for (size_t i = 0; i < p->names.count; i++) {
        if (str_same(utf8_folded(w->a, p->names.at[i].name), wanted)) return true;
        str_list words = people_words(w->a, p->names.at[i].name, p->kind);
        if (p->kind == ACTOR_PERSON && words.count
            && str_same(words.at[words.count - 1], wanted))
            return true;
    }
    return false;
}

static void keep_bearers(const who_work *w, who_list *out) {
    size_t stays = 0, count = 0;
    for (size_t i = 0; i < out->count; i++) count += bears(w, &out->at[i]);
    for (size_t i = 0; count && i < out->count; i++)
        if (bears(w, &out->at[i])) out->at[stays++] = out->at[i];
    if (count) out->count = stays;
}

/* Where somebody has the name, phrases with it in them are not asked for. */
static bool any_named(const who_work *w) {
    if (w->asked_report != PEOPLE_NEW) return false;
    for (size_t i = 0; i < w->rows.count; i++)
        if (w->rows.at[i].asked && w->rows.at[i].named && w->rows.at[i].mentions) return true;
    return false;
}

void who_persons(who_work *w, who_list *out) {
    size_t groups = w->nodes.count + w->rows.count;
    mention_list *of = ARENA_NEW(w->a, mention_list, groups + 1);
    bool *asked = ARENA_NEW(w->a, bool, groups + 1);
    who_list all = { 0 };
    for (size_t i = 0; i < w->mentions.count; i++) {
        const who_mention *m = &w->mentions.at[i];
        size_t group = group_of(w, m);
        *LIST_ADD(w->a, &of[group]) = m;
        asked[group] |= is_asked(w, m);
    }
    bool named = any_named(w);
    for (size_t i = 0; i < groups; i++)
        if (asked[i] && (!named || w->rows.at[of[i].at[0]->row].named))
            *LIST_ADD(w->a, &all) = person_made(w, &of[i]);
    if (all.count) qsort(all.at, all.count, sizeof *all.at, more_told);
    keep_bearers(w, &all);
    *out = all;
}
