/* record/stances.c: for or against whom or what a statement itself takes a side.
 *
 * The side comes from the verb or noun of the cue (condemned, opposition to, called for) or,
 * where the cue is neutral and the words blame or praise, from the act; what it is taken on
 * is the verb's object, the noun's "to" or "for", or the subject of the blaming clause: an
 * actor, or its words where it is a matter. Threats, hopes and forecasts take no side. */
#include "record/statements.h"

static bool is_nominal(const drafting *d, uint32_t i) {
    upos class = drafting_class(d, i);
    return class == UPOS_NOUN || class == UPOS_PROPN || class == UPOS_PRON;
}

static str words_of(const drafting *d, phrase p) {
    const token *at = d->b->tokens->at;
    return str_in(d->b->tokens->text, (span){ at[p.first].start, at[p.past - 1].end });
}

static const char *const not_targets[] = { "that", "this", "it", "there", "what", "who", "which",
                                           "i", "we", "you", "everyone", "everybody", "someone",
                                           "somebody", "nobody", "anyone", NULL };

/* An actor where the whole phrase is one, else the words. */
static void take_side(drafting *d, size_t number, uint32_t head, polarity side) {
    if (!is_nominal(d, head) || word_in(drafting_word(d, head), not_targets)) return;
    stance taken = { actor_at(d->b, head), STR_NONE, side };
    phrase p = syntax_noun_phrase(&d->b->syntax, head);
    if (taken.actor == ID_NONE) taken.words = words_of(d, p);
    if (taken.actor == ID_NONE && drafting_class(d, head) == UPOS_PRON) return;
    *LIST_ADD(d->b->a, &d->drafts.at[number].stance) = taken;
}

static void take_sides(drafting *d, size_t number, uint32_t head, polarity side) {
    const syntax *s = &d->b->syntax;
    take_side(d, number, head, side);
    for (uint32_t next = syntax_child(s, head, DEP_CONJ); next != TOKEN_NONE;
         next = syntax_next(s, next, DEP_CONJ))
        take_side(d, number, next, side);
}

/* ---- the verb's object ---- */

static uint32_t child_in_content(const drafting *d, const draft *of, uint32_t head, deprel r) {
    uint32_t child = syntax_child(&d->b->syntax, head, r);
    while (child != TOKEN_NONE && !phrases_hold(&of->content, child))
        child = syntax_next(&d->b->syntax, child, r);
    return child;
}

/* What a verb of taking sides is about: its object, "for" what is called, or the head of the
 * content where the tree has neither. */
static uint32_t matter_of(const drafting *d, const draft *of) {
    static const deprel relations[] = { DEP_OBJ, DEP_OBL, DEP_NMOD, DEP_NSUBJ_PASS };
    for (size_t i = 0; i < sizeof relations / sizeof *relations; i++) {
        uint32_t child = child_in_content(d, of, of->head, relations[i]);
        if (child != TOKEN_NONE && is_nominal(d, child)) return child;
    }
    phrase p = of->content.at[0];
    uint32_t head = syntax_head_of(&d->b->syntax, p.first, p.past);
    return is_nominal(d, head) && !drafting_is_quoted(d, head) ? head : TOKEN_NONE;
}

static polarity side_of(const cue_word *word) {
    return word->flags & CUE_AGAINST ? POLARITY_AGAINST : POLARITY_FOR;
}

static bool has_negation(const drafting *d, uint32_t verb) {
    static const char *const negations[] = { "not", "n't", "n’t", "never", NULL };
    const syntax *s = &d->b->syntax;
    for (uint32_t c = s->first_child[verb]; c != TOKEN_NONE && c < verb; c = s->next_sibling[c])
        if (word_in(drafting_word(d, c), negations)) return true;
    return false;
}

/* ---- a noun of position in the content ---- */

static const char *const against_nouns[] = { "opposition", "criticism", "condemnation",
    "objection", "protest", "complaint", "outrage", "anger", "disapproval", NULL };
static const char *const for_nouns[] = { "support", "praise", "approval", "backing",
    "appreciation", "endorsement", "gratitude", "admiration", "wish", "call", "demand", NULL };
static const char *const target_marks[] = { "to", "for", "of", "against", "with", "at", "over",
                                            "about", NULL };

static bool has_target_mark(const drafting *d, uint32_t noun) {
    const syntax *s = &d->b->syntax;
    for (uint32_t c = syntax_child(s, noun, DEP_CASE); c != TOKEN_NONE;
         c = syntax_next(s, c, DEP_CASE))
        if (word_in(drafting_word(d, c), target_marks)) return true;
    return false;
}

/* "has mixed feelings about the plan" */
static bool is_mixed(const drafting *d, uint32_t noun) {
    static const char *const views[] = { "feeling", "view", "reaction", "opinion", "verdict",
                                         "response", "emotion", NULL };
    static const char *const mixed[] = { "mixed", "ambivalent", "conflicting", "divided", NULL };
    uint32_t of = syntax_child(&d->b->syntax, noun, DEP_AMOD);
    return of != TOKEN_NONE && word_in(drafting_lemma(d, noun), views)
        && word_in(drafting_word(d, of), mixed);
}

static bool side_by_noun(drafting *d, size_t number, uint32_t noun) {
    if (drafting_class(d, noun) != UPOS_NOUN) return false;
    str lemma = drafting_lemma(d, noun);
    polarity side = word_in(lemma, against_nouns) ? POLARITY_AGAINST
                  : word_in(lemma, for_nouns)     ? POLARITY_FOR
                  : is_mixed(d, noun)             ? POLARITY_MIXED
                                                  : POLARITIES;
    if (side == POLARITIES) return false;
    const syntax *s = &d->b->syntax;
    size_t before = d->drafts.at[number].stance.count;
    for (uint32_t w = syntax_child(s, noun, DEP_NMOD); w != TOKEN_NONE;
         w = syntax_next(s, w, DEP_NMOD))
        if (has_target_mark(d, w))
            take_sides(d, number, w, side);
    return d->drafts.at[number].stance.count > before;
}

/* The noun may be the cue itself ("their opposition to the dam"), or head the content. */
static bool side_by_nouns(drafting *d, size_t number) {
    const draft *of = &d->drafts.at[number];
    phrase p = of->content.at[0];
    uint32_t head = syntax_head_of(&d->b->syntax, p.first, p.past);
    if (side_by_noun(d, number, head)) return true;
    of = &d->drafts.at[number];
    uint32_t object = of->head == TOKEN_NONE ? TOKEN_NONE
                                             : syntax_child(&d->b->syntax, of->head, DEP_OBJ);
    if (object != TOKEN_NONE && side_by_noun(d, number, object)) return true;
    of = &d->drafts.at[number];
    return of->head != TOKEN_NONE && side_by_noun(d, number, d->drafts.at[number].head);
}

/* "I called her to register my opposition to the plan": of the speaker's own side. */
static bool side_in_words(drafting *d, size_t number) {
    static const char *const own[] = { "my", "our", NULL };
    phrase p = phrases_reach(&d->drafts.at[number].content);
    for (uint32_t i = p.first; i < p.past; i++) {
        uint32_t owner = syntax_child(&d->b->syntax, i, DEP_NMOD_POSS);
        if (owner == TOKEN_NONE || !word_in(drafting_word(d, owner), own)) continue;
        if (side_by_noun(d, number, i)) return true;
    }
    return false;
}

/* ---- the speaker's own position ---- */

static bool is_speakers(const drafting *d, const draft *of, uint32_t subject) {
    static const char *const own[] = { "i", "we", NULL };
    if (subject == TOKEN_NONE) return false;
    return word_in(drafting_word(d, subject), own)
        || (of->speakers.count && actor_at(d->b, subject) == of->speakers.at[0]);
}

/* "We are against this text", "I support the bill", in words that the cue leaves open. */
static bool side_by_position(drafting *d, size_t number) {
    const draft *of = &d->drafts.at[number];
    const syntax *s = &d->b->syntax;
    phrase p = of->content.at[0];
    uint32_t verb = syntax_head_of(s, p.first, p.past);
    if (verb == TOKEN_NONE || !is_speakers(d, of, syntax_subject(s, verb))) return false;
    if (has_negation(d, verb)) return false;
    uint32_t mark = syntax_child(s, verb, DEP_CASE);
    bool against = mark != TOKEN_NONE && drafting_is(d, mark, "against");
    const cue_word *word = drafting_class(d, verb) == UPOS_VERB ? cue_find_at(d, verb) : NULL;
    bool sided = word && word->kind == CUE_POSITION && word->flags & (CUE_AGAINST | CUE_FOR);
    uint32_t object = sided ? syntax_child(s, verb, DEP_OBJ) : TOKEN_NONE;
    size_t before = of->stance.count;
    if (against) take_sides(d, number, verb, POLARITY_AGAINST);
    else if (object != TOKEN_NONE && object > verb) take_sides(d, number, object, side_of(word));
    return d->drafts.at[number].stance.count > before;
}

/* ---- words of blame and praise ---- */

/* "called the audit a fishing trip": the thing named. */
static uint32_t thing_named(const drafting *d, const draft *of) {
    uint32_t object = child_in_content(d, of, of->head, DEP_OBJ);
    return object != TOKEN_NONE ? object
                                : child_in_content(d, of, of->head, DEP_NSUBJ_PASS);
}

/* The subject of the first clause of the words: "This plan is a disgrace". */
static uint32_t thing_judged(const drafting *d, const draft *of) {
    phrase p = of->content.at[0];
    for (uint32_t i = p.first; i < p.past; i++) {
        deprel r = drafting_relation(d, i);
        if (r == DEP_NSUBJ || r == DEP_NSUBJ_PASS) return i;
    }
    return TOKEN_NONE;
}

static void side_by_act(drafting *d, size_t number) {
    const draft *of = &d->drafts.at[number];
    if (of->act != ACT_CRITICISE && of->act != ACT_PRAISE && of->act != ACT_ACCUSE) return;
    if (side_in_words(d, number)) return;
    of = &d->drafts.at[number];
    polarity side = of->act == ACT_PRAISE ? POLARITY_FOR : POLARITY_AGAINST;
    uint32_t target = TOKEN_NONE;
    if (of->word && (of->word->flags & CUE_MATTER) && of->head != TOKEN_NONE)
        target = thing_named(d, of);
    if (target == TOKEN_NONE) target = thing_judged(d, of);
    if (target == TOKEN_NONE) return;
    const syntax *s = &d->b->syntax;
    bool own = of->speakers.count && actor_at(d->b, target) == of->speakers.at[0];
    uint32_t owner = syntax_child(s, target, DEP_NMOD_POSS);
    bool ours = owner != TOKEN_NONE
             && (drafting_is(d, owner, "our") || drafting_is(d, owner, "my"));
    if (!own && !ours) take_side(d, number, target, side);
}

static bool is_clause(const drafting *d, uint32_t i) {
    upos class = drafting_class(d, i);
    return class == UPOS_VERB || class == UPOS_AUX;
}

/* For and against one and the same is neither. */
static void mix_sides(draft *of) {
    size_t kept = 0;
    for (size_t i = 0; i < of->stance.count; i++) {
        const stance *x = &of->stance.at[i];
        size_t k = 0;
        while (k < kept && !(of->stance.at[k].actor == x->actor
                             && str_same(of->stance.at[k].words, x->words)))
            k++;
        if (k == kept) of->stance.at[kept++] = *x;
        else if (of->stance.at[k].polarity != x->polarity)
            of->stance.at[k].polarity = POLARITY_MIXED;
    }
    of->stance.count = kept;
}

static void side(drafting *d, size_t number) {
    const draft *of = &d->drafts.at[number];
    if (!of->content.count || side_by_nouns(d, number)) return;
    of = &d->drafts.at[number];
    bool sided = of->word && (of->word->flags & (CUE_AGAINST | CUE_FOR)) && of->head != TOKEN_NONE;
    uint32_t target = sided ? matter_of(d, of) : TOKEN_NONE;
    if (sided && target != TOKEN_NONE && !is_clause(d, target) && !has_negation(d, of->head))
        take_sides(d, number, target, side_of(of->word));
    else if (!sided && !side_by_position(d, number)) side_by_act(d, number);
}

void drafts_side(drafting *d) {
    for (size_t i = 0; i < d->drafts.count; i++)
        if (!d->drafts.at[i].dropped) {
            side(d, i);
            mix_sides(&d->drafts.at[i]);
        }
}
