/* record/deeds.c: what the words of a statement do, where its cue is neutral.
 *
 * Every sentence of the content has one vote, by its first main clause: a question asks; an
 * imperative or "must" demands; the speaker's own "will" promises, or announces where it has
 * a date; "will" of others predicts, and "would" where the words are not quoted; a named
 * party's wrong accuses; "is not true" and "has no part in" deny; "I was wrong" admits; words
 * of blame and praise count where the clause says them of something or somebody. Facts
 * of crime and disaster do neither. */
#include "record/acts.h"

typedef struct deeds {
    size_t of[ACTS], clauses;
} deeds;

static const char *const first_person[] = { "i", "we", NULL };
static const char *const owned[] = { "my", "our", NULL };
static const char *const others[] = { "he", "she", "it", "they", "you", NULL };
static const char *const obliging[] = { "must", "should", "ought", NULL };
static const char *const willing[] = { "will", "'ll", "’ll", "wo", "shall", NULL };
static const char *const possible[] = { "could", "may", "might", NULL };
static const char *const having[] = { "have", "'ve", "’ve", "has", "had", NULL };
static const char *const planning[] = { "plan", "intend", "go", "prepare", "aim", NULL };
static const char *const negations[] = { "not", "n't", "n’t", "never", "no", NULL };

static bool has_child(const drafting *d, uint32_t verb, const char *const *words) {
    const syntax *s = &d->b->syntax;
    for (uint32_t c = s->first_child[verb]; c != TOKEN_NONE; c = s->next_sibling[c])
        if (word_in(drafting_word(d, c), words)) return true;
    return false;
}

static bool has_aux(const drafting *d, uint32_t verb, const char *const *words) {
    const syntax *s = &d->b->syntax;
    for (uint32_t c = syntax_child(s, verb, DEP_AUX); c != TOKEN_NONE;
         c = syntax_next(s, c, DEP_AUX))
        if (word_in(drafting_word(d, c), words)) return true;
    return false;
}

/* "would", or "'d" that stands for it. */
static bool has_would(const drafting *d, uint32_t verb) {
    const syntax *s = &d->b->syntax;
    for (uint32_t c = syntax_child(s, verb, DEP_AUX); c != TOKEN_NONE;
         c = syntax_next(s, c, DEP_AUX))
        if (str_is(drafting_lemma(d, c), "would")) return true;
    return false;
}

static bool has_copula(const drafting *d, uint32_t i) {
    return syntax_child(&d->b->syntax, i, DEP_COP) != TOKEN_NONE;
}

static bool is_main(const drafting *d, const draft *of, uint32_t i) {
    deprel r = drafting_relation(d, i);
    if (r == DEP_ACL || r == DEP_ACL_RELCL || r == DEP_ADVCL || r == DEP_AMOD || r == DEP_AUX)
        return false;
    uint32_t head = syntax_head(&d->b->syntax, i);
    bool top = head == TOKEN_NONE || !phrases_hold(&of->content, head);
    return top || r == DEP_CONJ || r == DEP_PARATAXIS || r == DEP_CCOMP;
}

/* Whether a subject is the speaker: "we" in a quotation, "the president and I", "it" or "he"
 * of the same actor. */
static bool is_own(const drafting *d, const draft *of, uint32_t subject) {
    if (subject == TOKEN_NONE) return false;
    uint32_t joined = syntax_child(&d->b->syntax, subject, DEP_CONJ);
    bool us = word_in(drafting_word(d, subject), first_person)
           || (joined != TOKEN_NONE && word_in(drafting_word(d, joined), first_person));
    if (us) return true;
    return of->speakers.count && actor_at(d->b, subject) == of->speakers.at[0];
}

static bool is_imperative(const drafting *d, const draft *of, uint32_t verb) {
    const syntax *s = &d->b->syntax;
    bool spoken = drafting_is_quoted(d, verb) || of->post;
    uint32_t be = syntax_child(s, verb, DEP_COP); /* "be careful" */
    if (!spoken || drafting_relation(d, verb) == DEP_CONJ) return false;
    bool base = be != TOKEN_NONE ? drafting_is(d, be, "be")
              : str_same_folded(drafting_word(d, verb), drafting_lemma(d, verb));
    return base && syntax_child(s, verb, DEP_NSUBJ) == TOKEN_NONE
        && syntax_child(s, verb, DEP_NSUBJ_PASS) == TOKEN_NONE
        && syntax_child(s, verb, DEP_MARK) == TOKEN_NONE
        && (syntax_child(s, verb, DEP_AUX) == TOKEN_NONE || has_child(d, verb, negations));
}

/* "must", "should", "have to", "need to", said of others and not of what will be. */
static bool obliges(const drafting *d, uint32_t verb, bool own) {
    str lemma = drafting_lemma(d, verb);
    bool have_to = str_is(lemma, "have") || str_is(lemma, "need");
    bool infinitive = syntax_child(&d->b->syntax, verb, DEP_XCOMP) != TOKEN_NONE;
    bool future = has_aux(d, verb, willing) || has_would(d, verb)
               || has_aux(d, verb, having) || has_aux(d, verb, possible);
    if (own || future) return false;
    return (have_to && infinitive && !has_child(d, verb, negations))
        || has_aux(d, verb, obliging);
}

static bool has_date(const drafting *d, uint32_t verb) {
    phrase p = syntax_subtree(&d->b->syntax, verb);
    for (uint32_t i = p.first; i < p.past && i < p.first + 60; i++) {
        time_value t = time_in(d->b, i, i + 1);
        if (t.known && (t.earliest.day.year || t.latest.day.year)) return true;
    }
    return false;
}

static bool plans(const drafting *d, uint32_t verb) {
    if (!word_in(drafting_lemma(d, verb), planning)) return false;
    bool going = !str_is(drafting_lemma(d, verb), "go") || drafting_is(d, verb, "going");
    return going && syntax_child(&d->b->syntax, verb, DEP_XCOMP) != TOKEN_NONE;
}

static act deed_of_future(const drafting *d, uint32_t verb, bool own) {
    bool spoken = drafting_is_quoted(d, verb), perfect = has_aux(d, verb, having);
    if (plans(d, verb)) return own ? ACT_ANNOUNCE : ACT_SAY;
    bool will = has_aux(d, verb, willing) || (has_would(d, verb) && !spoken && !perfect);
    bool forced = str_is(drafting_lemma(d, verb), "have");
    if (will && own && !forced) return has_date(d, verb) ? ACT_ANNOUNCE : ACT_PROMISE;
    if (will) return ACT_PREDICT;
    return has_aux(d, verb, possible) && !perfect && !own ? ACT_PREDICT : ACT_SAY;
}

/* "The fault lies in a seal": a place and no untruth, where nobody lies. */
static bool lies_somewhere(const drafting *d, uint32_t verb) {
    if (drafting_class(d, verb) != UPOS_VERB || !str_is(drafting_lemma(d, verb), "lie"))
        return false;
    uint32_t subject = syntax_subject(&d->b->syntax, verb);
    bool somebody = subject != TOKEN_NONE
                 && (actor_at(d->b, subject) != ID_NONE
                     || word_in(drafting_word(d, subject), others)
                     || word_in(drafting_word(d, subject), first_person));
    return !somebody;
}

/* Words that say something of the subject: the head, its modifiers, and strong ones
 * anywhere. Blame counts down, praise up. */
static int weight_of(const drafting *d, uint32_t i, uint32_t head) {
    upos class = drafting_class(d, i);
    if (class != UPOS_ADJ && class != UPOS_NOUN && class != UPOS_VERB && class != UPOS_ADV)
        return 0;
    if (lies_somewhere(d, i)) return 0;
    str lemma = drafting_lemma(d, i);
    bool judged = i == head || (syntax_head(&d->b->syntax, i) == head
                                && (drafting_relation(d, i) == DEP_AMOD
                                    || drafting_relation(d, i) == DEP_ADVMOD
                                    || drafting_relation(d, i) == DEP_CONJ
                                    || drafting_relation(d, i) == DEP_XCOMP));
    if (is_strong_blame(lemma) || (judged && is_blame(lemma))) return -1;
    return is_strong_praise(lemma) || (judged && is_praise(lemma)) ? 1 : 0;
}

static const char *const merely[] = { "just", "only", "merely", "simply", "alone", NULL };

/* "does not work", but not "does not just hurt the poor". */
static bool is_negated(const drafting *d, uint32_t head) {
    const syntax *s = &d->b->syntax;
    for (uint32_t c = s->first_child[head]; c != TOKEN_NONE; c = s->next_sibling[c])
        if (word_in(drafting_word(d, c), negations))
            return c + 1 >= d->b->tokens->count || !word_in(drafting_word(d, c + 1), merely);
    return false;
}

act deed_of_words(const drafting *d, uint32_t head, phrase words) {
    int weight = 0;
    bool negated = is_negated(d, head);
    bool untrue = is_untrue(drafting_lemma(d, head)) && !lies_somewhere(d, head);
    if ((untrue && !negated) || (negated && str_is(drafting_lemma(d, head), "true")))
        return ACT_DENY;
    for (uint32_t i = words.first; i < words.past; i++) weight += weight_of(d, i, head);
    if (weight < 0) return negated && weight == -1 ? ACT_SAY : ACT_CRITICISE;
    if (weight > 0) return negated ? ACT_CRITICISE : ACT_PRAISE;
    return ACT_SAY;
}

static bool names_other(const drafting *d, uint32_t subject) {
    const syntax *s = &d->b->syntax;
    if (drafting_class(d, subject) == UPOS_PROPN || actor_at(d->b, subject) != ID_NONE) return true;
    if (word_in(drafting_word(d, subject), others)) return true;
    uint32_t name = syntax_child(s, subject, DEP_APPOS);
    if (name == TOKEN_NONE) name = syntax_child(s, subject, DEP_FLAT);
    return name != TOKEN_NONE && drafting_class(d, name) == UPOS_PROPN;
}

/* "They threw stones at them": somebody else did something wrong, told as a fact. */
static bool accuses(const drafting *d, uint32_t verb, uint32_t subject) {
    const syntax *s = &d->b->syntax;
    if (subject == TOKEN_NONE || drafting_class(d, verb) != UPOS_VERB) return false;
    bool wrong = is_wrong(drafting_lemma(d, verb))
              && syntax_child(s, verb, DEP_OBJ) != TOKEN_NONE;
    bool failed = str_is(drafting_lemma(d, verb), "fail")
               && syntax_child(s, verb, DEP_XCOMP) != TOKEN_NONE && !drafting_is_quoted(d, verb);
    bool active = drafting_relation(d, subject) == DEP_NSUBJ;
    return (wrong || failed) && active && names_other(d, subject)
        && !has_child(d, verb, negations) && !has_aux(d, verb, willing)
        && !has_would(d, verb) && !has_aux(d, verb, possible);
}

/* "has no connection with": no part in something. */
static bool denies(const drafting *d, uint32_t verb) {
    const syntax *s = &d->b->syntax;
    for (uint32_t c = s->first_child[verb]; c != TOKEN_NONE; c = s->next_sibling[c]) {
        deprel r = drafting_relation(d, c);
        if (r != DEP_OBJ && r != DEP_NSUBJ) continue;
        if (is_tie(drafting_lemma(d, c)) && has_child(d, c, negations)) return true;
        if (drafting_is(d, c, "nothing") && r == DEP_OBJ
            && syntax_child(s, c, DEP_AMOD) != TOKEN_NONE
            && str_is(drafting_lemma(d, syntax_child(s, c, DEP_AMOD)), "wrong")) return true;
    }
    return false;
}

/* What the speaker says of himself: "I condemn", "we welcome", "my opposition", "I was
 * wrong". */
static act deed_of_own(const drafting *d, uint32_t verb, phrase clause) {
    const cue_word *word = drafting_class(d, verb) == UPOS_VERB ? cue_find_at(d, verb) : NULL;
    bool negated = has_child(d, verb, negations);
    if (word && word->kind == CUE_POSITION && word->act != ACT_OPEN && !negated) return word->act;
    uint32_t mark = syntax_child(&d->b->syntax, verb, DEP_CASE); /* "we are against it" */
    if (mark != TOKEN_NONE && drafting_is(d, mark, "against") && !negated) return ACT_CRITICISE;
    if (is_regret(drafting_lemma(d, verb)) && !negated) return ACT_ADMIT;
    const syntax *s = &d->b->syntax;
    for (uint32_t i = clause.first; i < clause.past; i++) {
        uint32_t owner = syntax_child(s, i, DEP_NMOD_POSS);
        if (owner == TOKEN_NONE || !word_in(drafting_word(d, owner), owned)) continue;
        word = cue_find(drafting_lemma(d, i), STR(""));
        if (word && word->flags & CUE_NOUN && word->kind == CUE_POSITION) return word->act;
        if (is_regret(drafting_lemma(d, i)) && !negated) return ACT_ADMIT;
    }
    return ACT_SAY;
}

static act deed_of(const drafting *d, const draft *of, uint32_t verb, phrase clause) {
    uint32_t subject = syntax_subject(&d->b->syntax, verb);
    bool own = is_own(d, of, subject);
    if (is_imperative(d, of, verb) || obliges(d, verb, own)) return ACT_DEMAND;
    if (!own && accuses(d, verb, subject)) return ACT_ACCUSE;
    if (denies(d, verb)) return ACT_DENY;
    act found = own ? deed_of_own(d, verb, clause) : ACT_SAY;
    if (found == ACT_SAY) found = deed_of_future(d, verb, own);
    if (found == ACT_SAY && !own) found = deed_of_words(d, verb, clause);
    return found;
}

static bool ends_in_question(const drafting *d, uint32_t past) {
    for (uint32_t i = past, steps = 0; i-- > 0 && steps < 3; steps++) {
        if (drafting_is(d, i, "?")) return true;
        if (!drafting_has_flag(d, i, TOKEN_MARK)) return false;
    }
    return false;
}

static act deed_of_sentence(const drafting *d, const draft *of, phrase p) {
    if (ends_in_question(d, p.past)) return ACT_ASK;
    for (uint32_t i = p.first; i < p.past; i++) {
        bool clause = drafting_class(d, i) == UPOS_VERB || has_copula(d, i);
        if (!clause || !is_main(d, of, i)) continue;
        phrase below = syntax_subtree(&d->b->syntax, i);
        if (below.first < p.first) below.first = p.first;
        if (below.past > p.past) below.past = p.past;
        return deed_of(d, of, i, below);
    }
    return deed_of_words(d, syntax_head_of(&d->b->syntax, p.first, p.past), p);
}

static bool has_verb(const drafting *d, phrase p) {
    for (uint32_t i = p.first; i < p.past; i++)
        if (drafting_class(d, i) == UPOS_VERB || drafting_class(d, i) == UPOS_AUX) return true;
    return false;
}

/* A part without a verb ("The offer, he said, was ...") has no vote beside others. */
static deeds deeds_of(const drafting *d, const draft *of) {
    deeds seen = { { 0 }, 0 };
    for (size_t i = 0; i < of->content.count; i++) {
        phrase p = of->content.at[i];
        if (of->content.count > 1 && !has_verb(d, p)) continue;
        for (uint32_t first = p.first; first < p.past;) {
            uint32_t past = drafting_sentence(d, first).past;
            if (past > p.past) past = p.past;
            seen.of[deed_of_sentence(d, of, (phrase){ first, past })]++;
            seen.clauses++;
            first = past;
        }
    }
    return seen;
}

act deed_of_content(const drafting *d, const draft *of) {
    deeds seen = deeds_of(d, of);
    act best = ACT_SAY;
    for (int a = 0; a < ACTS; a++)
        if (seen.of[a] > seen.of[best]) best = (act)a;
    return seen.of[best] * 2 >= seen.clauses ? best : ACT_SAY;
}
