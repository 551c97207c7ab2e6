/* record/expectations.c: what the report says is to come, one for each clause.
 *
 * Every token is asked once whether it looks ahead (expectations_verbs.c,
 * expectations_dates.c); a clause that was taken answers no more, nor does a noun inside it. */
#include "record/expectations.h"

#include <stdlib.h>

/* ---- what is known of each token ---- */

static day day_of_report(const build *b) {
    moment m;
    if (b->report->published.at && moment_read(b->report->published, &m)) return m.day;
    return DAY_NONE;
}

static enum time_side side_of(const timex *t, day today) {
    const time_value *v = &t->bounds;
    day first = v->earliest.day, last = v->latest.day;
    if (!v->known || !today.year || t->type == TIME_DURATION || t->type == TIME_SET)
        return SIDE_UNKNOWN;
    if (last.year && day_compare(last, today) < 0) return SIDE_PAST;
    if (str_is(t->value, "PRESENT_REF") || !first.year) return SIDE_UNKNOWN;
    int order = day_compare(first, today);
    return order > 0 ? SIDE_AHEAD : order == 0 ? SIDE_TODAY : SIDE_UNKNOWN;
}

/* [tokens] */
static const uint8_t *times_ahead(const build *b, day today) {
    uint8_t *ahead = ARENA_NEW(b->a, uint8_t, b->tokens->count + 1);
    const timex_list *times = &b->out->times;
    size_t k = 0;
    for (size_t i = 0; i < b->tokens->count && k < times->count; i++) {
        while (k < times->count && times->at[k].end <= b->tokens->at[i].start) k++;
        if (k < times->count && times->at[k].start < b->tokens->at[i].end)
            ahead[i] = (uint8_t)side_of(&times->at[k], today);
    }
    return ahead;
}

/* ---- keeping ---- */

static bool is_future(const foresight *f, const time_value *v) {
    if (!v->known || !f->today.year) return false;
    if (v->latest.day.year) return day_compare(v->latest.day, f->today) >= 0;
    return v->earliest.day.year && day_compare(v->earliest.day, f->today) >= 0;
}

static float sureness(expectation_kind k, bool noun) {
    if (noun) return 0.5f;
    return k == EXPECTATION_POSSIBLE ? 0.5f : 0.7f;
}

static void keep(foresight *f, const outlook *x, phrase p) {
    const build *b = f->b;
    expectation e = { .place = ID_NONE, .statement = f->said_in[x->act] };
    e.at = (span){ b->tokens->at[p.first].start, b->tokens->at[p.past - 1].end };
    e.what = str_in(b->report->text, e.at);
    e.time = time_in(b, p.first, p.past);
    if (!is_future(f, &e.time)) e.time = (time_value){ .time = ID_NONE };
    e.kind = outlook_kind(f, x, e.time.known);
    e.confidence = sureness(e.kind, x->noun);
    e.by = x->by;
    outlook_who(f, x, &e.who);
    *LIST_ADD(b->a, &b->out->expectations) = e;
}

/* Verbs that hang on the act's clause without a subject of their own go with it. */
static void take(foresight *f, const outlook *x, phrase p) {
    const syntax *s = &f->b->syntax;
    f->taken[x->act] = f->taken[x->governor] = 1;
    for (uint32_t c = syntax_child(s, x->act, DEP_CONJ); c != TOKEN_NONE;
         c = syntax_next(s, c, DEP_CONJ))
        if (syntax_child(s, c, DEP_NSUBJ) == TOKEN_NONE) f->taken[c] = 1;
    for (uint32_t i = p.first; i < p.past; i++)
        if (clause_class(f->b, i) == UPOS_NOUN) f->taken[i] = 1;
}

static void consider(foresight *f, outlook *x, const char *by) {
    x->by = by;
    if (outlook_is_conditional(f, x)) {
        f->taken[x->act] = 1;
        return;
    }
    phrase p = outlook_phrase(f, x);
    keep(f, x, p);
    take(f, x, p);
}

static void look_at_verb(foresight *f, uint32_t i) {
    outlook x;
    upos class = clause_class(f->b, i);
    if (class == UPOS_PUNCT || class == UPOS_DET || class == UPOS_CCONJ || class == UPOS_PROPN)
        return;
    if (class == UPOS_AUX && outlook_modal(f, i, &x))
        consider(f, &x, "a modal verb");
    else if (clause_is(f->b, i, "be") && outlook_is_to(f, i, &x))
        consider(f, &x, "\"is to\" with a verb");
    else if (outlook_governed(f, i, &x))
        consider(f, &x, "a word that looks ahead to a verb, of the list");
    else if (outlook_headline(f, i, &x))
        consider(f, &x, "an infinitive in a headline");
}

static int by_start(const void *left, const void *right) {
    const expectation *a = left, *b = right;
    if (a->at.start != b->at.start) return a->at.start < b->at.start ? -1 : 1;
    return (a->at.end > b->at.end) - (a->at.end < b->at.end);
}

void expectations_find(build *b) {
    foresight f = { .b = b, .today = day_of_report(b) };
    f.ahead = times_ahead(b, f.today);
    f.said_in = clause_statements(b);
    f.taken = ARENA_NEW(b->a, uint8_t, b->tokens->count + 1);
    outlook x;
    uint32_t count = (uint32_t)b->tokens->count;
    for (uint32_t i = 0; i < count; i++) look_at_verb(&f, i);
    for (uint32_t i = 0; i < count; i++)
        if (outlook_dated(&f, i, &x)) consider(&f, &x, "a date ahead of publication");
    for (uint32_t i = 0; i < count; i++)
        if (outlook_noun(&f, i, &x))
            consider(&f, &x, "an event noun with a date or a word like \"planned\"");
    if (b->out->expectations.count)
        qsort(b->out->expectations.at, b->out->expectations.count, sizeof(expectation), by_start);
}
