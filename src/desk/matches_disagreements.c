/* desk/matches_disagreements.c: what reports of one happening contradict each other in: each new
 * value is one thing that is new, however many reports have it. */
#include "desk/differences.h"
#include "desk/matching.h"
#include "ledger/fresh.h"

static bool is_told(const matching *m, str fact) {
    for (size_t i = 0; i < m->out->news.count; i++)
        if (str_same(m->out->news.at[i].fact, fact)) return true;
    return false;
}

/* Either of the two has the watch's filters; *out is the one that came last. */
static fact_found find_both(matching *m, const fresh_disagreement *d, news *out) {
    bool later = d->event > d->other;
    told_fact filtered;
    fact_found found = matching_filtered(m, ASK_EVENTS, d->event, &filtered);
    if (found == FACT_NOT) found = matching_filtered(m, ASK_EVENTS, d->other, &filtered);
    if (found == FACT_FOUND)
        found = matching_fact(m, ASK_EVENTS, later ? d->event : d->other, &out->lead);
    if (found == FACT_FOUND)
        found = matching_fact(m, ASK_EVENTS, later ? d->other : d->event, &out->earlier);
    return found;
}

/* One text that two reports quote ("next month") differs in nothing but the day of its report, and
 * "21 of the more than 200" contradicts neither number. */
static bool is_none(arena *a, const news *n, str said, str other) {
    str here = n->lead.sentence, before = n->earlier.sentence;
    return str_same(words_bare(a, here), words_bare(a, before))
        || str_find_folded(here, other, 0) < here.length
        || str_find_folded(before, said, 0) < before.length;
}

static bool add(matching *m, const fresh_disagreement *d) {
    bool later = d->event > d->other;
    news n = { .kind = ALERT_DISAGREEMENT, .has_earlier = true, .novelty = 80,
               .report = fresh_report_of(later ? d->event : d->other),
               .other = fresh_report_of(later ? d->other : d->event) };
    str said = later ? d->said : d->other_said, other = later ? d->other_said : d->said;
    told_fact happening;
    fact_found found = find_both(m, d, &n);
    if (found == FACT_FOUND) found = matching_fact(m, ASK_EVENTS, d->happening, &happening);
    if (found != FACT_FOUND) return found == FACT_NOT;
    if (is_none(m->a, &n, said, other)) return true;
    n.fact = arena_print(m->a, "%.*s/%.*s/%.*s", STR_ARG(happening.id), STR_ARG(d->kind),
                         STR_ARG(said));
    n.what = arena_print(m->a, "reports disagree on the %.*s: %.*s here, %.*s before",
                         STR_ARG(d->kind), STR_ARG(said), STR_ARG(other));
    if (!is_told(m, n.fact)) matching_add(m, &n);
    return true;
}

bool matching_disagreements(matching *m) {
    fresh_disagreements all = { 0 };
    int64_t between[2] = { m->asked->after, m->asked->upto };
    fresh_disagreements_find(ledger_db(m->l), m->a, between, &all);
    for (size_t i = 0; i < all.count; i++) {
        /* who "he" is differs oftener by our reading than by the reports */
        if (str_is(all.at[i].kind, "actors")) continue;
        if (!add(m, &all.at[i])) return false;
    }
    return true;
}
