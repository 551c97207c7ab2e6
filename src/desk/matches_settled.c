/* desk/matches_settled.c: silences that ended, expectations that came true, were moved or called
 * off, or fell due (ledger/outcomes.h). One event settles one thing, however many reports had
 * expected it; what fell due in one story on one day is one thing too. */
#include "desk/matching.h"
#include "ledger/fresh.h"

/* ---- answers ---- */

/* Where the statement itself matches it was told with what else was said. */
static bool add_answer(matching *m, const settled *s) {
    told_fact quiet, spoken;
    fresh_place at;
    fact_found found = filters_fit(m->asked->filters, ASK_SILENCES)
        ? matching_filtered(m, ASK_SILENCES, s->fact, &quiet) : FACT_NOT;
    if (found == FACT_FAILED) return false;
    if (found == FACT_NOT || !fresh_statement(ledger_db(m->l), s->by, &at)) return true;
    for (size_t i = 0; i < m->out->news.count; i++)
        if (m->out->news.at[i].answers == s->by) return true;
    found = matching_fact(m, ASK_STATEMENTS, s->by, &spoken);
    if (found != FACT_FOUND) return found == FACT_NOT;
    news n = { .kind = ALERT_ANSWER, .fact = spoken.id, .lead = spoken, .earlier = quiet,
               .has_earlier = true, .report = at.report, .other = fresh_report_of(s->fact),
               .answers = s->by, .novelty = 90 };
    n.what = news_answer_told(m->a, &n);
    matching_add(m, &n);
    return true;
}

/* ---- expectations ---- */

static const char *outcome_told(settled_kind kind) {
    switch (kind) {
    case SETTLED_HAPPENED: return "told of as done, as was expected";
    case SETTLED_MOVED: return "put off, unlike what was expected";
    case SETTLED_CANCELLED: return "called off, unlike what was expected";
    default: return "its day has passed, and no report tells what became of it";
    }
}

static bool is_told(const matching *m, str fact) {
    for (size_t i = 0; i < m->out->news.count; i++)
        if (str_same(m->out->news.at[i].fact, fact)) return true;
    return false;
}

/* The id is that of the event, so that all who expected it tell of it once. */
static bool add_event(matching *m, const settled *s, const told_fact *awaited) {
    told_fact done;
    fact_found found = matching_fact(m, ASK_EVENTS, s->by, &done);
    if (found != FACT_FOUND) return found == FACT_NOT;
    news n = { .kind = ALERT_EXPECTATION, .lead = done, .earlier = *awaited, .has_earlier = true,
               .report = fresh_report_of(s->by), .other = fresh_report_of(s->fact),
               .novelty = s->kind == SETTLED_HAPPENED ? 65 : 80 };
    n.what = str_of(outcome_told(s->kind));
    n.fact = arena_print(m->a, "%.*s/%d", STR_ARG(done.id), (int)s->kind);
    n.lead.content = awaited->content;
    if (!is_told(m, n.fact)) matching_add(m, &n);
    return true;
}

static void add_overdue(matching *m, const settled *s, const told_fact *awaited) {
    fresh_due due;
    if (!fresh_expectation(ledger_db(m->l), m->a, s->fact, &due)) return;
    news n = { .kind = ALERT_EXPECTATION, .lead = *awaited, .report = fresh_report_of(s->fact),
               .novelty = 50 };
    n.what = str_of(outcome_told(s->kind));
    n.fact = !due.story.at ? arena_join(m->a, awaited->id, STR("/due"))
        : arena_print(m->a, "%.*s/due/%lld", STR_ARG(due.story), (long long)due.latest);
    for (size_t i = 0; i < m->out->news.count; i++) {
        news *there = &m->out->news.at[i];
        if (!str_same(there->fact, n.fact)) continue;
        if (!str_same(there->lead.content, awaited->content))
            *LIST_ADD(m->a, &there->more) = *awaited;
        return;
    }
    matching_add(m, &n);
}

static bool add_expectation(matching *m, const settled *s) {
    told_fact awaited;
    fact_found found = matching_filtered(m, ASK_DIARY, s->fact, &awaited);
    if (found != FACT_FOUND) return found == FACT_NOT;
    if (s->kind != SETTLED_OVERDUE) return add_event(m, s, &awaited);
    add_overdue(m, s, &awaited);
    return true;
}

bool matching_settled(matching *m) {
    bool expected = matching_is_asked(m, ALERT_EXPECTATION)
        && filters_fit(m->asked->filters, ASK_DIARY);
    for (size_t i = 0; i < m->settled.count; i++) {
        const settled *s = &m->settled.at[i];
        if (s->kind == SETTLED_ANSWERED) {
            if (matching_is_asked(m, ALERT_ANSWER) && !add_answer(m, s)) return false;
        } else if (expected && !add_expectation(m, s)) {
            return false;
        }
    }
    return true;
}
