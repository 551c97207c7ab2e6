/* record/statements_trim.c: mends the ends of what is said where it is a noun phrase.
 *
 * "revealed [the call during a press conference on Monday]": where and when it was said belongs
 * to the saying. "reaffirmed [his duty] to the voters": what completes the noun belongs to the
 * words. */
#include "record/channels.h"

enum { PHRASE_MOST = 40 };

static bool has_verb(const drafting *d, phrase p) {
    for (uint32_t i = p.first; i < p.past; i++)
        if (drafting_class(d, i) == UPOS_VERB || drafting_class(d, i) == UPOS_AUX) return true;
    return false;
}

static bool is_plain(const drafting *d, phrase p) {
    for (uint32_t i = p.first; i < p.past; i++)
        if (drafting_is_quoted(d, i) || drafting_has_flag(d, i, TOKEN_QUOTE_OPEN)) return false;
    return p.past - p.first <= PHRASE_MOST;
}

/* ---- too much ---- */

static const char *const during[] = { "during", "at", NULL };

/* Whether a phrase of place inside the words tells how they were said: it hangs on the cue, or
 * announces at an occasion of the press. */
static bool tells_saying(const drafting *d, const draft *of, uint32_t mark, uint32_t noun) {
    if (syntax_head(&d->b->syntax, noun) == of->head) return true;
    bool announced = of->word && of->word->act == ACT_ANNOUNCE;
    bool press = word_in(drafting_lemma(d, noun), (const char *const[]){ "conference", "briefing",
                                                                         NULL });
    return announced || (press && word_in(drafting_word(d, mark), during));
}

/* The preposition that words about the saying begin with, or TOKEN_NONE. */
static uint32_t place_in(const drafting *d, const draft *of, phrase p) {
    for (uint32_t i = p.first + 2; i < p.past; i++) {
        upos class = drafting_class(d, i);
        if ((class != UPOS_NOUN && class != UPOS_PROPN) || !channel_stands_at(d, i)) continue;
        uint32_t mark = syntax_child(&d->b->syntax, i, DEP_CASE);
        if (mark > p.first && mark < i && tells_saying(d, of, mark, i)) return mark;
    }
    return TOKEN_NONE;
}

static void cut(drafting *d, size_t number) {
    draft *of = &d->drafts.at[number];
    phrase *p = &of->content.at[of->content.count - 1];
    if (has_verb(d, *p) || !is_plain(d, *p)) return;
    uint32_t mark = place_in(d, of, *p);
    if (mark == TOKEN_NONE) return;
    for (uint32_t i = mark; i < p->past; i++) d->said[i] = DRAFT_NONE;
    p->past = mark;
}

/* ---- too little ---- */

static const char *const completed[] = {
    "duty", "commitment", "opposition", "objection", "loyalty", "obligation", "support", "thanks",
    "gratitude", "resistance", "devotion", "dedication", "allegiance", "attachment", NULL,
};

/* Past token of the phrase with a preposition that goes on with the words' noun, or `past`. */
static uint32_t end_of_more(const drafting *d, uint32_t head, uint32_t past) {
    if (past >= d->b->tokens->count || drafting_class(d, past) != UPOS_ADP) return past;
    uint32_t noun = syntax_head(&d->b->syntax, past);
    if (noun == TOKEN_NONE || noun < past || channel_stands_at(d, noun)) return past;
    bool own = syntax_head(&d->b->syntax, noun) == head && drafting_relation(d, noun) == DEP_NMOD;
    bool needed = word_in(drafting_lemma(d, head), completed) && drafting_is(d, past, "to");
    if ((!own && !needed) || time_in(d->b, past, noun + 1).known) return past;
    phrase more = syntax_noun_phrase(&d->b->syntax, noun);
    return more.first > past + 1 || more.past > past + PHRASE_MOST ? past : more.past;
}

static void extend(drafting *d, size_t number) {
    const draft *of = &d->drafts.at[number];
    phrase p = of->content.at[of->content.count - 1];
    if (has_verb(d, p) || !is_plain(d, p)) return;
    uint32_t past = end_of_more(d, syntax_head_of(&d->b->syntax, p.first, p.past), p.past);
    for (uint32_t i = p.past; i < past; i++)
        if (d->said[i] != DRAFT_NONE || d->marked[i] != DRAFT_NONE) return;
    for (uint32_t i = p.past; i < past; i++) d->said[i] = number;
    d->drafts.at[number].content.at[of->content.count - 1].past = past;
}

void drafts_trim(drafting *d) {
    for (size_t i = 0; i < d->drafts.count; i++) {
        const draft *of = &d->drafts.at[i];
        if (of->dropped || of->inner || of->head == TOKEN_NONE || !of->content.count) continue;
        if (of->content.at[of->content.count - 1].first < of->cue.at[0].first) continue;
        cut(d, i);
        extend(d, i);
    }
}
