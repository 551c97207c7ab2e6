/* desk/matches_said.c: what was said: see matches.h. */
#include "desk/differences.h"
#include "desk/known_by_name.h"
#include "desk/matching.h"

#include <stdlib.h>

#include "ledger/fresh.h"
#include "ledger/names.h"
#include "ledger/wordings.h"

enum {
    LEAD_BYTES = 120,   /* from here on more words are no better */
    LEAST_PERCENT = 50, /* a statement that is likelier wrong than right is no news */
    LEAST_WORDS = 6,    /* nor is one of fewer words: "the deal", "her divorce from the man" */
    LEAST_QUOTED = 4,   /* the same, of one in the speaker's own words */
    VOICES_MOST = 5000, /* of one story that are held against a speaker's name */
};

/* What is looked at together: the news of one story. */
typedef struct story_look {
    size_t from;         /* its first news */
    fresh_voices voices; /* who spoke in which report */
} story_look;

/* A statement that matches. */
typedef struct said {
    told_fact fact;
    fresh_place at;
    bool fresh; /* not looked at before */
    bool known; /* an earlier report told it */
    int64_t silence; /* that it ends, or 0 */
} said;

typedef LIST(said) said_list;

/* ---- asking ---- */

typedef struct taking {
    matching *m;
    said_list *to;
    bool fresh;
    size_t most;
} taking;

static bool take_said(void *to, query *row) {
    taking *t = to;
    said s = { .fresh = t->fresh };
    told_fact_take(t->m->a, row, &s.fact);
    if (fresh_statement(ledger_db(t->m->l), s.fact.number, &s.at))
        *LIST_ADD(t->m->a, t->to) = s;
    return t->to->count < t->most;
}

static int by_fact(const void *l, const void *r) {
    int64_t a = ((const said *)l)->fact.number, b = ((const said *)r)->fact.number;
    return (a > b) - (a < b);
}

static int by_story(const void *l, const void *r) {
    int64_t a = ((const said *)l)->at.story, b = ((const said *)r)->at.story;
    return a != b ? (a > b) - (a < b) : by_fact(l, r);
}

static void sort_said(said_list *list, int (*order)(const void *, const void *)) {
    if (list->count) qsort(list->at, list->count, sizeof *list->at, order);
}

static bool ask_statements(matching *m, said_list *out) {
    question q = *m->asked->filters;
    taking t = { m, out, true, MATCHES_MOST };
    q.what = ASK_STATEMENTS;
    q.after = m->asked->after;
    q.upto = m->asked->upto;
    q.oldest = true;
    return matching_ask(m, &q, take_said, &t);
}

/* Those of the story that matched when the watch looked before. */
static bool ask_former(matching *m, int64_t story, said_list *out) {
    question q = *m->asked->filters;
    taking t = { m, out, false, STORY_MATCHES_MOST };
    if (story == NUMBER_NONE || m->asked->after < 1) return true;
    q.what = ASK_STATEMENTS;
    q.upto = m->asked->after;
    q.in_story = story;
    bool done = matching_ask(m, &q, take_said, &t);
    sort_said(out, by_fact);
    return done;
}

/* ---- what is new ---- */

static const char *speaker_told(const news *n) {
    return n->lead.speaker.at ? n->lead.speaker.at : "somebody";
}

static int64_t novelty_of(const news *n) {
    static const int64_t usual[ALERT_KINDS] = { 70, 40, 90, 60, 55, 80, 75, 100 };
    int64_t more = (int64_t)n->more.count * 2;
    return usual[n->kind] + (more < 10 ? more : 10) - (n->unnamed ? 20 : 0);
}

static bool is_quoted(const told_fact *x) {
    return str_is(x->quotation, "direct") || str_is(x->quotation, "mixed");
}

static bool is_telling(const said *s) {
    size_t least = is_quoted(&s->fact) ? LEAST_QUOTED : LEAST_WORDS;
    return s->at.percent >= LEAST_PERCENT && words_count(s->fact.content) >= least;
}

/* Under that name or a part of it. */
static bool spoke_before(matching *m, const said *s, const story_look *look) {
    str_list name = name_telling(m->a, s->fact.speaker);
    for (size_t i = 0; i < look->voices.count; i++) {
        const fresh_voice *v = &look->voices.at[i];
        if (v->report >= s->at.report) break;
        str_list other = name_telling(m->a, v->name);
        if (may_be_one_name(&name, &other)) return true;
    }
    return false;
}

/* How much a statement tells by itself: words of the speaker's own, and not few. */
static size_t weight_of(const told_fact *x) {
    size_t length = x->content.length < LEAD_BYTES ? x->content.length : LEAD_BYTES;
    return length + (is_quoted(x) ? LEAD_BYTES / 2 : 0);
}

static bool leads(const news *n, const told_fact *x, const told_fact *than) {
    if (x->number == n->answers || than->number == n->answers) return x->number == n->answers;
    return weight_of(x) > weight_of(than);
}

static void choose_lead(news *n) {
    for (size_t i = 0; i < n->more.count; i++) {
        told_fact *other = &n->more.at[i];
        if (!leads(n, other, &n->lead)) continue;
        told_fact former = n->lead;
        n->lead = *other;
        *other = former;
    }
    n->fact = n->lead.id;
}

static void name_statements(arena *a, news *n) {
    choose_lead(n);
    if (n->kind == ALERT_ANSWER)
        n->what = news_answer_told(a, n);
    else if (n->kind == ALERT_FIRST)
        n->what = arena_print(a, "first statement by %s in this story", speaker_told(n));
    else if (n->more.count && n->unnamed)
        n->what = arena_print(a, "%zu new statements by some who are not named",
                              n->more.count + 1);
    else if (n->more.count)
        n->what = arena_print(a, "%zu new statements by %s", n->more.count + 1, speaker_told(n));
    else
        n->what = arena_print(a, "new statement by %s", speaker_told(n));
    n->novelty = novelty_of(n);
}

/* Those whom nobody knows by name are one. */
static news *told_by(matching *m, const said *s, size_t from) {
    news_list *all = &m->out->news;
    bool named = is_known_by_name(s->fact.speaker, s->at.kind);
    for (size_t i = from; i < all->count; i++) {
        const news *n = &all->at[i];
        if (n->report != s->at.report || n->unnamed == named || n->kind == ALERT_WORDING) continue;
        if (!named || str_same(n->lead.speaker, s->fact.speaker)) return &all->at[i];
    }
    return NULL;
}

/* To what the same speaker newly says in the same report, or as a thing of its own. */
static news *add_statement(matching *m, const said *s, const story_look *look) {
    news *there = told_by(m, s, look->from);
    if (there) {
        *LIST_ADD(m->a, &there->more) = s->fact;
        return there;
    }
    bool named = is_known_by_name(s->fact.speaker, s->at.kind);
    bool first = named && s->at.story != NUMBER_NONE && !spoke_before(m, s, look);
    return matching_add(m, &(news){ .kind = first ? ALERT_FIRST : ALERT_STATEMENT,
                                    .lead = s->fact, .report = s->at.report,
                                    .unnamed = !named });
}

/* The statement that ends a silence leads what its speaker says. */
static bool add_answer(matching *m, const said *s, news *to) {
    if (to->answers) return true;
    fact_found found = matching_fact(m, ASK_SILENCES, s->silence, &to->earlier);
    if (found != FACT_FOUND) return found == FACT_NOT;
    to->kind = ALERT_ANSWER;
    to->has_earlier = true;
    to->answers = s->fact.number;
    to->other = fresh_report_of(s->silence);
    return true;
}

/* The silences that statements end; both are in order of their statements. */
static void mark_answers(matching *m, said *all, size_t count) {
    if (!matching_is_asked(m, ALERT_ANSWER)) return;
    for (size_t i = 0; i < m->settled.count; i++) {
        said key = { .fact.number = m->settled.at[i].by };
        if (m->settled.at[i].kind != SETTLED_ANSWERED || !count) continue;
        said *it = bsearch(&key, all, count, sizeof *all, by_fact);
        if (it && !it->silence) it->silence = m->settled.at[i].fact;
    }
}

static int by_group(const void *l, const void *r) {
    const said *a = l, *b = r;
    if (a->at.first != b->at.first) return a->at.first < b->at.first ? -1 : 1;
    return by_fact(l, r);
}

/* What was told in other words, in a report that came before. */
static void mark_known(said_list *all) {
    bool told = false;
    sort_said(all, by_group);
    for (size_t i = 0; i < all->count; i++) {
        said *s = &all->at[i];
        if (!i || s->at.first != all->at[i - 1].at.first) told = false;
        s->known = told;
        told |= is_telling(s);
    }
    sort_said(all, by_fact);
}

/* Once for each statement and kind of difference. */
static bool add_wording(matching *m, const said *s) {
    news n = { .kind = ALERT_WORDING, .lead = s->fact, .report = s->at.report,
               .other = fresh_report_of(s->at.first), .has_earlier = true, .novelty = 60 };
    if (!(s->at.differs & (WORDING_NOT | WORDING_NUMBER)) || !matching_is_asked(m, ALERT_WORDING)
        || n.other > m->asked->upto)
        return true;
    fact_found found = matching_fact(m, ASK_STATEMENTS, s->at.first, &n.earlier);
    if (found != FACT_FOUND) return found == FACT_NOT;
    int differs = difference_that_matters(m->a, s->fact.content, n.earlier.content);
    differs &= s->at.differs;
    if (!differs) return true;
    n.what = differs & WORDING_NOT ? STR("the same statement with and without a \"not\"")
                                    : STR("the same statement with another number");
    n.fact = arena_print(m->a, "%.*s/%d", STR_ARG(n.earlier.id), differs);
    for (size_t i = 0; i < m->out->news.count; i++)
        if (str_same(m->out->news.at[i].fact, n.fact)) return true;
    matching_add(m, &n);
    return true;
}

static bool look_at(matching *m, const said *s, const story_look *look) {
    if (!s->fresh || !is_telling(s)) return true;
    if (s->known && !s->silence) return add_wording(m, s);
    news *n = add_statement(m, s, look);
    return !s->silence || add_answer(m, s, n);
}

/* fresh: those of one story, in order. */
static bool look_at_story(matching *m, const said *fresh, size_t count) {
    said_list all = { 0 };
    story_look look = { .from = m->out->news.count };
    fresh_voices_asked voices = { fresh->at.story, m->asked->upto, VOICES_MOST };
    int64_t last = 0; /* report that told something new */
    if (!ask_former(m, fresh->at.story, &all)) return false;
    fresh_voices_find(ledger_db(m->l), m->a, &voices, &look.voices);
    for (size_t i = 0; i < count; i++) *LIST_ADD(m->a, &all) = fresh[i];
    mark_known(&all);
    for (size_t i = 0; i < all.count; i++) {
        size_t before = m->out->news.count;
        if (!look_at(m, &all.at[i], &look)) return false;
        m->new += m->out->news.count > before && all.at[i].at.report != last;
        if (m->out->news.count > before) last = all.at[i].at.report;
    }
    for (size_t i = look.from; i < m->out->news.count; i++)
        if (m->out->news.at[i].kind != ALERT_WORDING) name_statements(m->a, &m->out->news.at[i]);
    return true;
}

bool matching_said(matching *m) {
    said_list fresh = { 0 };
    if (!ask_statements(m, &fresh)) return false;
    sort_said(&fresh, by_fact);
    mark_answers(m, fresh.at, fresh.count);
    sort_said(&fresh, by_story);
    for (size_t i = 0, end; i < fresh.count; i = end) {
        for (end = i; end < fresh.count && fresh.at[end].at.story == fresh.at[i].at.story; end++)
            if (end == i || fresh.at[end].at.report != fresh.at[end - 1].at.report)
                m->out->matched++;
        if (!look_at_story(m, fresh.at + i, end - i)) return false;
    }
    return true;
}
