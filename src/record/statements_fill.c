/* record/statements_fill.c: finds the words of cues that the reader left without any.
 *
 * In this order: the words beside the cue that went to another cue with more than enough; the
 * clause that the tree shows; the rest of the sentence around "according to X"; what stands
 * before "..., officials said." at a sentence's end; what follows the cue to the sentence's
 * end; the next paragraph after a colon. Statements that lie in such words are then inside
 * this one. */
#include "record/sayings.h"

enum { BESIDE = 3 }; /* tokens between a cue and its words */

static bool needs_words(const draft *of) {
    return !of->dropped && of->cue.count && !of->content.count && of->head != TOKEN_NONE;
}

/* Source and cue together. */
static phrase core_of(const draft *of) {
    phrase core = phrases_reach(&of->cue);
    if (!of->source.count) return core;
    phrase source = phrases_reach(&of->source);
    if (source.past + BESIDE < core.first || core.past + BESIDE < source.first) return core;
    if (source.first < core.first) core.first = source.first;
    if (source.past > core.past) core.past = source.past;
    return core;
}

static bool has_verb(const drafting *d, phrase p) {
    for (uint32_t i = p.first; i < p.past; i++)
        if (drafting_class(d, i) == UPOS_VERB || drafting_class(d, i) == UPOS_AUX) return true;
    return false;
}

/* ---- words that went to another cue ---- */

static size_t content_beside(const drafting *d, phrase core) {
    const passage *p = &d->b->tokens->passages[d->passage_of[core.first]];
    for (uint32_t step = 1; step <= BESIDE && core.first >= p->first + step; step++)
        if (d->said[core.first - step] != DRAFT_NONE) return core.first - step;
    for (uint32_t step = 0; step < BESIDE && core.past + step < p->past; step++)
        if (d->said[core.past + step] != DRAFT_NONE) return core.past + step;
    return DRAFT_NONE;
}

static void take_span(drafting *d, size_t from, uint32_t word) {
    phrase_list *list = &d->drafts.at[from].content;
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++)
        if (word < list->at[i].first || word >= list->at[i].past) list->at[kept++] = list->at[i];
    list->count = kept;
}

/* '"...," he adds.' whose quotation was linked to the cue of the paragraph before. */
static bool take_back(drafting *d, size_t number) {
    const draft *of = &d->drafts.at[number];
    phrase core = core_of(of);
    size_t word = content_beside(d, core);
    if (word == DRAFT_NONE) return false;
    size_t from = d->said[word];
    const draft *other = &d->drafts.at[from];
    if (from == number || other->content.count < 2 || !other->cue.count) return false;
    uint32_t here = d->b->labels->sentence_of[of->head];
    if (d->b->labels->sentence_of[other->cue.at[0].first] == here) return false;
    phrase words = *phrases_at(&other->content, (uint32_t)word);
    take_span(d, from, (uint32_t)word);
    draft_add(d, number, ROLE_CONTENT, words);
    return true;
}

/* ---- words with other statements in them ---- */

static bool lies_in(const phrase_list *list, phrase p) {
    for (size_t i = 0; i < list->count; i++)
        if (list->at[i].first < p.first || list->at[i].past > p.past) return false;
    return true;
}

/* Whether all that stands in p may be said by this draft: what lies there wholly goes
 * inside, what reaches beyond it forbids. */
static bool may_enclose(const drafting *d, size_t number, phrase p) {
    for (uint32_t i = p.first; i < p.past; i++) {
        size_t in[2] = { d->said[i], d->marked[i] };
        for (int k = 0; k < 2; k++) {
            if (in[k] == DRAFT_NONE) continue;
            const draft *other = &d->drafts.at[in[k]];
            if (in[k] == number || !lies_in(&other->content, p) || !lies_in(&other->cue, p))
                return false;
        }
    }
    return p.past > p.first;
}

static void put_inside(drafting *d, size_t number, size_t other) {
    if (other == DRAFT_NONE || other == number) return;
    d->drafts.at[other].inner = true;
    d->drafts.at[other].within = number;
}

static void enclose(drafting *d, size_t number, phrase p) {
    for (uint32_t i = p.first; i < p.past; i++) {
        put_inside(d, number, d->said[i]);
        put_inside(d, number, d->marked[i]);
        d->marked[i] = DRAFT_NONE;
    }
    draft_add(d, number, ROLE_CONTENT, p);
}

static bool try_words(drafting *d, size_t number, phrase p) {
    if (p.past <= p.first) return false;
    p = saying_trimmed(d, p);
    if (p.past <= p.first || !has_verb(d, p) || !may_enclose(d, number, p)) return false;
    enclose(d, number, p);
    return true;
}

/* ---- where they stand ---- */

static bool fill_from_tree(drafting *d, size_t number) {
    saying s;
    if (!saying_at(d, d->drafts.at[number].head, &s)) return false;
    for (size_t i = 0; i < s.contents; i++)
        if (!may_enclose(d, number, s.content[i])) return false;
    for (size_t i = 0; i < s.contents; i++) enclose(d, number, s.content[i]);
    return true;
}

static bool says_clauses(const draft *of) {
    return of->word && of->word->kind != CUE_EVENT && of->word->kind != CUE_POSITION
        && (of->word->flags & CUE_CLAUSE);
}

/* "told [this newspaper]": who hears it, up to the next mark. */
static uint32_t behind_hearer(const drafting *d, const draft *of, uint32_t first, uint32_t past) {
    enum { HEARER_MOST = 6 };
    uint32_t i = first;
    if (!of->word || !(of->word->flags & CUE_HEARER)) return first;
    while (i < past && i < first + HEARER_MOST && drafting_class(d, i) != UPOS_VERB
           && !drafting_has_flag(d, i, TOKEN_MARK)) i++;
    return i;
}

/* Marks and dates only, or "from Lagos". */
static bool is_tail(const drafting *d, uint32_t first, uint32_t past) {
    if (past > first + 12) return false;
    if (past <= first + 5 && first < past && drafting_class(d, first) == UPOS_ADP) return true;
    for (uint32_t i = first; i < past; i++) {
        bool small = drafting_has_flag(d, i, TOKEN_MARK) || drafting_class(d, i) == UPOS_ADP
                  || drafting_class(d, i) == UPOS_DET || drafting_class(d, i) == UPOS_ADV;
        if (!small && !time_stands_in(d->b, i, i + 1)) return false;
    }
    return true;
}

/* "..., said [Sherman], a graduate whose work is known": what was said stands before. */
static bool is_inverted(const draft *of) {
    return of->source.count && of->cue.count == 1 && of->word->kind == CUE_SPEECH
        && of->source.at[0].first == of->cue.at[0].past;
}

/* "..., officials said on Monday." */
static bool fill_from_before(drafting *d, size_t number) {
    const draft *of = &d->drafts.at[number];
    phrase core = core_of(of);
    sentence s = drafting_around(d, of->head);
    bool tail = is_tail(d, behind_hearer(d, of, core.past, s.past), s.past);
    if ((!tail && !is_inverted(of)) || core.first < s.first + 3) return false;
    bool apart = drafting_has_flag(d, core.first - 1, TOKEN_MARK);
    return apart && try_words(d, number, (phrase){ s.first, core.first });
}

/* "Voters said the economy favours the wealthy." */
static bool fill_from_behind(drafting *d, size_t number) {
    const draft *of = &d->drafts.at[number];
    phrase cue = phrases_reach(&of->cue);
    sentence s = drafting_around(d, of->head);
    if (!of->source.count || phrases_reach(&of->source).past > cue.first) return false;
    if (cue.past >= s.past || drafting_class(d, cue.past) == UPOS_ADP) return false;
    return try_words(d, number, (phrase){ cue.past, s.past });
}

/* "In his words:" and the paragraph that follows. */
static bool fill_from_next(drafting *d, size_t number) {
    const tokens *t = d->b->tokens;
    phrase core = core_of(&d->drafts.at[number]);
    uint32_t at = d->passage_of[core.first];
    bool colon = drafting_is(d, t->passages[at].past - 1, ":");
    if (!colon || core.past + BESIDE < t->passages[at].past || at + 1 >= t->passage_count)
        return false;
    phrase next = { t->passages[at + 1].first, t->passages[at + 1].past };
    if (!has_verb(d, next) || !may_enclose(d, number, next)) return false;
    enclose(d, number, next);
    return true;
}

void drafts_fill_around(drafting *d, size_t number, phrase but) {
    sentence s = drafting_around(d, but.first);
    bool begins = but.first == s.first;
    try_words(d, number, begins ? (phrase){ but.past, s.past } : (phrase){ s.first, but.first });
}

/* '..., she wrote. "Go home."': words, but none in the sentence of the cue. */
static bool lacks_own_words(const drafting *d, const draft *of) {
    if (of->dropped || !of->cue.count || !of->content.count || of->head == TOKEN_NONE) return false;
    return of->content.at[0].first >= drafting_sentence(d, of->cue.at[0].first).past;
}

static void fill(drafting *d, size_t number) {
    const draft *own = &d->drafts.at[number];
    if (lacks_own_words(d, own) && says_clauses(own)) fill_from_before(d, number);
    if (!needs_words(&d->drafts.at[number])) return;
    if (take_back(d, number)) return;
    const draft *of = &d->drafts.at[number];
    if (says_clauses(of) && fill_from_before(d, number)) return;
    if (fill_from_tree(d, number) || !says_clauses(&d->drafts.at[number])) return;
    if (fill_from_next(d, number)) return;
    fill_from_behind(d, number);
}

/* "called Ruiz to oppose the tax": the call is how, opposing is what he does. */
static void reroot(drafting *d, size_t number) {
    static const char *const contacts[] = { "call", "phone", "telephone", "ring", "meet",
                                            "write", "email", NULL };
    draft *of = &d->drafts.at[number];
    if (of->dropped || of->head == TOKEN_NONE || of->content.count != 1) return;
    if (of->word && of->word->particle[0]) return; /* "called on Ruiz to oppose the tax" */
    uint32_t verb = saying_infinitive(d, of->head);
    saying s;
    if (!word_in(drafting_lemma(d, of->head), contacts) || verb == TOKEN_NONE) return;
    if (!phrases_hold(&of->content, verb) || !saying_at(d, verb, &s) || s.contents != 1) return;
    phrase old = of->content.at[0];
    for (uint32_t i = old.first; i < old.past; i++) d->said[i] = DRAFT_NONE;
    for (uint32_t i = of->cue.at[0].first; i < of->cue.at[0].past; i++) d->marked[i] = DRAFT_NONE;
    of->content.count = of->cue.count = 0;
    of->head = verb;
    of->word = s.word;
    draft_add(d, number, ROLE_CUE, s.cue);
    draft_add(d, number, ROLE_CONTENT, s.content[0]);
}

/* Whether the words of `of` go on behind its cue at [a comma, a quotation mark]: '"You see," she
 * said, "but you forget."' */
static bool goes_on_at(const drafting *d, const draft *of, uint32_t first) {
    if (of->dropped || !of->cue.count || of->content.count != 1 || first < 2) return false;
    phrase core = core_of(of), words = of->content.at[0];
    bool broken = words.past <= core.first && core.first <= words.past + 1
               && drafting_has_flag(d, words.past - 1, TOKEN_QUOTE_CLOSE);
    return broken && core.past + 1 == first && drafting_is(d, core.past, ",");
}

static bool begins_small(const drafting *d, uint32_t mark) {
    str word = mark + 1 < d->b->tokens->count ? drafting_word(d, mark + 1) : STR("");
    return word.length && word.at[0] >= 'a' && word.at[0] <= 'z';
}

/* The reader may have given such words to the verb behind them. */
static void join_broken(drafting *d, size_t number) {
    draft *of = &d->drafts.at[number];
    if (of->dropped || of->content.count != 1 || !of->cue.count) return;
    phrase words = of->content.at[0];
    bool before = words.past <= core_of(of).first;
    if (!before || !drafting_has_flag(d, words.first, TOKEN_QUOTE_OPEN)
        || !begins_small(d, words.first))
        return;
    uint32_t first = drafting_around(d, words.first).first;
    for (uint32_t i = words.first; i-- > first;) {
        size_t other = d->marked[i];
        if (other == DRAFT_NONE || other == number) continue;
        if (!goes_on_at(d, &d->drafts.at[other], words.first)) return;
        of->content.count = 0;
        draft_add(d, other, ROLE_CONTENT, words);
        return;
    }
}

void drafts_fill(drafting *d) {
    for (size_t i = 0; i < d->drafts.count; i++) reroot(d, i);
    for (size_t i = 0; i < d->drafts.count; i++) fill(d, i);
    for (size_t i = 0; i < d->drafts.count; i++) join_broken(d, i);
}
