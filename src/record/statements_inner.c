/* record/statements_inner.c: statements inside the words of others.
 *
 * "Reuters reported that the minister had told generals the exercise was cancelled": the
 * reader's spans do not nest, so what somebody says inside another's words is found from the
 * trees: a verb of saying or thinking with a subject and a clause, a verb of taking sides with
 * its matter (see sayings.h). */
#include "record/sayings.h"

enum { NESTED_LIMIT = 4, SCAN_LIMIT = 2000 }; /* depth; tokens of one content */

/* Of [first, past) the part inside the span of `outer` that holds `anchor`. */
static phrase inside(const phrase_list *outer, uint32_t anchor, phrase p) {
    const phrase *around = phrases_at(outer, anchor);
    if (around && p.first < around->first) p.first = around->first;
    if (around && p.past > around->past) p.past = around->past;
    return p;
}

static void add_inner(drafting *d, size_t outer, const saying *found, phrase matter) {
    size_t number = draft_new(d, d->drafts.at[outer].confidence * 0.7F);
    draft *made = &d->drafts.at[number];
    made->inner = true;
    made->within = outer;
    made->head = found->verb;
    made->word = found->word;
    const phrase_list *content = &d->drafts.at[outer].content;
    draft_add(d, number, ROLE_SOURCE, inside(content, found->subject, found->source));
    draft_add(d, number, ROLE_CUE, inside(content, found->verb, found->cue));
    draft_add(d, number, ROLE_CONTENT, matter);
}

static void look_at(drafting *d, size_t outer, uint32_t verb) {
    saying found;
    const phrase_list *content = &d->drafts.at[outer].content;
    if (d->cued[verb] || !saying_at(d, verb, &found) || found.word->kind == CUE_SHOW) return;
    phrase matter = found.content[0];
    if (found.contents > 1 || !phrases_hold(content, found.subject)) return;
    matter = saying_trimmed(d, inside(content, verb, matter));
    if (matter.past > matter.first && phrases_hold(content, matter.first)
        && phrases_hold(content, matter.past - 1))
        add_inner(d, outer, &found, matter);
}

static void look_through(drafting *d, size_t outer) {
    for (size_t s = 0; s < d->drafts.at[outer].content.count; s++) {
        phrase p = d->drafts.at[outer].content.at[s];
        uint32_t past = p.past - p.first > SCAN_LIMIT ? p.first + SCAN_LIMIT : p.past;
        for (uint32_t i = p.first; i < past; i++) look_at(d, outer, i);
    }
}

static bool encloses(const draft *outer, const draft *in) {
    phrase a = phrases_reach(&in->content);
    const phrase *b = phrases_at(&outer->content, in->head);
    return b && a.first >= b->first && a.past <= b->past;
}

/* The smallest of the statements inside one content that enclose this one. The inner ones of
 * one outer draft stand in a row, in the order of their verbs. */
static void nest(drafting *d, size_t first, size_t number) {
    draft *in = &d->drafts.at[number];
    phrase least = { 0, UINT32_MAX };
    size_t from = number > first + NESTED_LIMIT * 4 ? number - NESTED_LIMIT * 4 : first;
    for (size_t i = from; i < number; i++) {
        const draft *outer = &d->drafts.at[i];
        if (!encloses(outer, in)) continue;
        phrase reach = phrases_reach(&outer->content);
        if (reach.past - reach.first >= least.past - least.first) continue;
        least = reach;
        in->within = i;
    }
}

void drafts_nest(drafting *d) {
    size_t outer_count = d->drafts.count;
    for (size_t i = 0; i < outer_count; i++) {
        if (d->drafts.at[i].dropped) continue;
        size_t first = d->drafts.count;
        look_through(d, i);
        for (size_t n = first; n < d->drafts.count; n++) nest(d, first, n);
    }
}
