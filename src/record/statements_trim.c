/* record/statements_trim.c: mends the ends of what is said, and of who says it.
 *
 * "revealed [the call during a press conference on Monday]": where and when it was said belongs
 * to the saying. "reaffirmed [his duty] to the voters": what completes the noun belongs to the
 * words. Who is told, before "that", and a date line before the source are left out. */
#include "record/channels.h"

enum { PHRASE_MOST = 40, HEARER_MOST = 12, DATELINE_MOST = 18 }; /* tokens */

static const char *const dashes[] = { "-", "--", "–", "—", NULL };

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

/* "[The boats had fished there], its navy [said on] [its website]": where it was said is no
 * second part of the words. */
static void leave_place(drafting *d, size_t number) {
    draft *of = &d->drafts.at[number];
    if (of->content.count < 2) return;
    phrase said_at = of->content.at[of->content.count - 1];
    phrase *cue = &of->cue.at[of->cue.count - 1];
    if (said_at.first != cue->past || has_verb(d, said_at) || !is_plain(d, said_at)) return;
    uint32_t head = syntax_head_of(&d->b->syntax, said_at.first, said_at.past);
    if (!channel_stands_at(d, head) || syntax_child(&d->b->syntax, head, DEP_CASE) >= said_at.first)
        return;
    for (uint32_t i = said_at.first; i < said_at.past; i++) d->said[i] = DRAFT_NONE;
    of->content.count--;
    if (cue->past > cue->first + 1) cue->past--;
}

/* ---- whom it was told, and a date line ---- */

static const char *const openers[] = { "that", "whether", NULL };

/* "told [the president that he was against it]": the words begin behind who is told. */
static void leave_hearer(drafting *d, size_t number) {
    draft *of = &d->drafts.at[number];
    if (!of->content.count || !of->word) return;
    phrase *p = &of->content.at[0];
    bool to = p->first > 0 && drafting_is(d, p->first - 1, "to"); /* "wrote to clients that" */
    if (!(of->word->flags & CUE_HEARER) && !to) return;
    uint32_t near = of->cue.at[of->cue.count - 1].past + (to ? HEARER_MOST : 1);
    if (p->first < of->head || p->first > near) return;
    for (uint32_t i = p->first; i + 1 < p->past && i < p->first + HEARER_MOST; i++) {
        upos class = drafting_class(d, i);
        if (i > p->first && word_in(drafting_word(d, i), openers) && class == UPOS_SCONJ) {
            for (uint32_t k = p->first; k < i; k++) d->said[k] = DRAFT_NONE;
            p->first = i;
            return;
        }
        if (class == UPOS_VERB || class == UPOS_AUX || drafting_is_quoted(d, i)) return;
    }
}

/* "HALDEN, Jan 4 (Wire) -": where the text begins behind it, else the passage's start. */
static uint32_t end_of_dateline(const drafting *d, uint32_t word) {
    const passage *in = &d->b->tokens->passages[d->passage_of[word]];
    for (uint32_t i = in->first + 1; i < in->past && i < in->first + DATELINE_MOST; i++) {
        bool dash = word_in(drafting_word(d, i), dashes)
                 && drafting_has_flag(d, i, TOKEN_SPACE_BEFORE);
        bool tells = drafting_is(d, i - 1, ")") || drafting_has_flag(d, i - 1, TOKEN_NUMBER);
        if (dash && tells) return i + 1;
    }
    return in->first;
}

bool drafting_in_dateline(const drafting *d, uint32_t word) {
    return word < end_of_dateline(d, word);
}

/* "[Jan 4 (Wire) - The mayor] said": the source begins behind the dash. */
static void leave_dateline(drafting *d, size_t number) {
    draft *of = &d->drafts.at[number];
    if (!of->source.count) return;
    phrase *p = &of->source.at[0];
    uint32_t first = end_of_dateline(d, p->first);
    if (first <= p->first || first >= p->past) return;
    for (uint32_t k = p->first; k < first; k++) d->marked[k] = DRAFT_NONE;
    p->first = first;
}

void drafts_trim(drafting *d) {
    for (size_t i = 0; i < d->drafts.count; i++) {
        const draft *of = &d->drafts.at[i];
        if (!of->dropped && of->cue.count && of->head != TOKEN_NONE) {
            leave_dateline(d, i);
            leave_place(d, i);
            leave_hearer(d, i);
        }
        if (of->dropped || of->inner || of->head == TOKEN_NONE || !of->content.count) continue;
        if (of->content.at[of->content.count - 1].first < of->cue.at[0].first) continue;
        cut(d, i);
        extend(d, i);
    }
}
