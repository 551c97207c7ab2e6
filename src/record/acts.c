/* record/acts.c: what kind of saying a statement is, and how far it is quoted.
 *
 * A specific cue decides (urge: a demand). A neutral one leaves it to what most of the
 * content does: a question asks; an imperative or "must" demands; the speaker's own "will"
 * promises, or announces where it has a date; "will" and "would" of others predict; words of
 * blame and praise criticise and praise; a named party's wrong accuses; "not true" denies. */
#include "record/acts.h"

#include "record/statements.h"

/* ---- quotation ---- */

static const char *const complementizers[] = { "that", "to", "whether", "if", "as", "how", "of",
                                               "for", NULL };

/* A quoted name before a noun ("the 'ghost train' line") quotes nobody. */
static bool is_scare_name(const drafting *d, uint32_t i) {
    for (int climb = 0; climb < 4; climb++) {
        deprel r = drafting_relation(d, i);
        uint32_t head = syntax_head(&d->b->syntax, i);
        bool modifies = r == DEP_COMPOUND || r == DEP_AMOD;
        if (!modifies || head == TOKEN_NONE || head < i) return false;
        if (!drafting_is_quoted(d, head)) return true;
        i = head;
    }
    return false;
}

static quotation quotation_of(const drafting *d, const draft *of) {
    size_t inside = 0, outside = 0;
    for (size_t i = 0; i < of->content.count; i++) {
        phrase p = of->content.at[i];
        for (uint32_t w = p.first; w < p.past; w++) {
            if (drafting_has_flag(d, w, TOKEN_MARK)) continue;
            bool opener = w == p.first && word_in(drafting_word(d, w), complementizers);
            if (drafting_is_quoted(d, w) && !is_scare_name(d, w)) inside++;
            else if (!opener) outside++;
        }
    }
    if (of->post && !inside) return QUOTATION_DIRECT;
    if (!inside) return QUOTATION_INDIRECT;
    return outside ? QUOTATION_MIXED : QUOTATION_DIRECT;
}

/* ---- what the content does ---- */

/* Weights of what the clauses of one content do, and the number of its clauses. */
typedef struct deeds {
    size_t of[ACTS], clauses;
} deeds;

static const char *const first_person[] = { "i", "we", NULL };
static const char *const second_person[] = { "you", NULL };
static const char *const third_person[] = { "he", "she", "it", "they", NULL };
static const char *const obliging[] = { "must", "should", "need", "ought", NULL };
static const char *const future[] = { "will", "'ll", "’ll", "wo", "would", "'d", "’d", "shall",
                                      NULL };
static const char *const possible[] = { "could", "may", "might", NULL };
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

static bool is_finite_head(const drafting *d, uint32_t i) {
    const syntax *s = &d->b->syntax;
    upos class = drafting_class(d, i);
    if (class == UPOS_VERB) return true;
    return syntax_child(s, i, DEP_COP) != TOKEN_NONE;
}

static bool is_main(const drafting *d, const draft *of, uint32_t i) {
    deprel r = drafting_relation(d, i);
    if (r == DEP_ACL || r == DEP_ACL_RELCL || r == DEP_ADVCL || r == DEP_AMOD || r == DEP_AUX)
        return false;
    uint32_t head = syntax_head(&d->b->syntax, i);
    bool top = head == TOKEN_NONE || !phrases_hold(&of->content, head);
    return top || r == DEP_CONJ || r == DEP_PARATAXIS || r == DEP_CCOMP;
}

/* Whether a subject is the speaker: "we" in a quotation, "it" or "he" of the same actor. */
static bool is_own(const drafting *d, const draft *of, uint32_t subject) {
    if (subject == TOKEN_NONE) return false;
    if (word_in(drafting_word(d, subject), first_person)) return drafting_is_quoted(d, subject)
        || of->post;
    if (!of->speakers.count) return false;
    return actor_at(d->b, subject) == of->speakers.at[0];
}

static bool is_imperative(const drafting *d, uint32_t verb) {
    const syntax *s = &d->b->syntax;
    if (drafting_class(d, verb) != UPOS_VERB || !drafting_is_quoted(d, verb)) return false;
    if (drafting_relation(d, verb) == DEP_CONJ) return false;
    bool base = str_same_folded(drafting_word(d, verb), drafting_lemma(d, verb));
    return base && syntax_child(s, verb, DEP_NSUBJ) == TOKEN_NONE
        && syntax_child(s, verb, DEP_NSUBJ_PASS) == TOKEN_NONE
        && syntax_child(s, verb, DEP_MARK) == TOKEN_NONE
        && syntax_child(s, verb, DEP_COP) == TOKEN_NONE
        && (syntax_child(s, verb, DEP_AUX) == TOKEN_NONE || has_child(d, verb, negations));
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
    const syntax *s = &d->b->syntax;
    if (!word_in(drafting_lemma(d, verb), planning)) return false;
    bool going = !str_is(drafting_lemma(d, verb), "go") || drafting_is(d, verb, "going");
    return going && syntax_child(s, verb, DEP_XCOMP) != TOKEN_NONE;
}

static bool obliges(const drafting *d, uint32_t verb) {
    str lemma = drafting_lemma(d, verb);
    bool have_to = str_is(lemma, "have") || str_is(lemma, "need");
    if (have_to && syntax_child(&d->b->syntax, verb, DEP_XCOMP) != TOKEN_NONE) return true;
    return has_aux(d, verb, obliging);
}

static act deed_of_time(const drafting *d, const draft *of, uint32_t verb, uint32_t subject) {
    bool own = is_own(d, of, subject);
    if (plans(d, verb)) return own ? ACT_ANNOUNCE : ACT_SAY;
    if (has_aux(d, verb, future)) {
        if (!own) return ACT_PREDICT;
        bool firm = has_aux(d, verb, (const char *const[]){ "will", "'ll", "’ll", "wo", "would",
                                                            "shall", NULL });
        return !firm ? ACT_SAY : has_date(d, verb) ? ACT_ANNOUNCE : ACT_PROMISE;
    }
    return has_aux(d, verb, possible) && !own ? ACT_PREDICT : ACT_SAY;
}

static act deed_of_words(const drafting *d, uint32_t head, phrase clause) {
    size_t bad = 0, good = 0, untrue = 0;
    bool negated = false;
    for (uint32_t i = clause.first; i < clause.past; i++) {
        str lemma = drafting_lemma(d, i);
        upos class = drafting_class(d, i);
        negated |= word_in(drafting_word(d, i), negations);
        if (class != UPOS_ADJ && class != UPOS_NOUN && class != UPOS_VERB && class != UPOS_ADV)
            continue;
        bad += is_blame(lemma);
        good += is_praise(lemma) && class != UPOS_ADV;
        untrue += is_untrue(lemma) && (i == head || syntax_head(&d->b->syntax, i) == head);
    }
    if (untrue && !negated) return ACT_DENY;
    if (negated && has_child(d, head, negations) && (str_is(drafting_lemma(d, head), "true")))
        return ACT_DENY;
    if (bad > good) return negated && bad == 1 ? ACT_SAY : ACT_CRITICISE;
    return good > bad && !negated ? ACT_PRAISE : ACT_SAY;
}

/* "They threw stones at them": somebody else did something wrong, told as a fact. */
static bool accuses(const drafting *d, const draft *of, uint32_t verb, uint32_t subject) {
    if (subject == TOKEN_NONE || drafting_class(d, verb) != UPOS_VERB) return false;
    if (!is_wrong(drafting_lemma(d, verb)) || is_own(d, of, subject)) return false;
    if (word_in(drafting_word(d, subject), first_person)) return false;
    bool active = drafting_relation(d, subject) == DEP_NSUBJ;
    bool named = drafting_class(d, subject) == UPOS_PROPN
              || word_in(drafting_word(d, subject), third_person)
              || word_in(drafting_word(d, subject), second_person);
    bool object = syntax_child(&d->b->syntax, verb, DEP_OBJ) != TOKEN_NONE;
    return active && named && object && !has_child(d, verb, negations)
        && !has_aux(d, verb, future) && !has_aux(d, verb, possible);
}

static act deed_of(const drafting *d, const draft *of, uint32_t verb, phrase clause) {
    uint32_t subject = syntax_subject(&d->b->syntax, verb);
    if (is_imperative(d, verb) || obliges(d, verb)) return ACT_DEMAND;
    if (accuses(d, of, verb, subject)) return ACT_ACCUSE;
    act by_words = deed_of_words(d, verb, clause);
    if (by_words == ACT_DENY) return by_words;
    act by_time = deed_of_time(d, of, verb, subject);
    return by_time != ACT_SAY ? by_time : by_words;
}

/* A clause without its own verb ("a raffle with canapés"): words of blame or praise only. */
static void count_words(const drafting *d, deeds *seen, phrase p) {
    seen->clauses++;
    seen->of[deed_of_words(d, syntax_head_of(&d->b->syntax, p.first, p.past), p)]++;
}

static bool ends_in_question(const drafting *d, uint32_t past) {
    for (uint32_t i = past, steps = 0; i-- > 0 && steps < 3; steps++) {
        if (drafting_is(d, i, "?")) return true;
        if (!drafting_has_flag(d, i, TOKEN_MARK)) return false;
    }
    return false;
}

/* The deed of one sentence of the content, by its first main clause. */
static void count_sentence(const drafting *d, const draft *of, deeds *seen, phrase p) {
    if (ends_in_question(d, p.past)) {
        seen->clauses++;
        seen->of[ACT_ASK]++;
        return;
    }
    size_t before = seen->clauses;
    for (uint32_t i = p.first; i < p.past; i++) {
        if (!is_finite_head(d, i) || !is_main(d, of, i)) continue;
        phrase clause = syntax_subtree(&d->b->syntax, i);
        if (clause.first < p.first) clause.first = p.first;
        if (clause.past > p.past) clause.past = p.past;
        seen->clauses++;
        seen->of[deed_of(d, of, i, clause)]++;
        break;
    }
    if (seen->clauses == before && p.past > p.first) count_words(d, seen, p);
}

static deeds deeds_of(const drafting *d, const draft *of) {
    deeds seen = { { 0 }, 0 };
    for (size_t i = 0; i < of->content.count; i++) {
        phrase p = of->content.at[i];
        for (uint32_t first = p.first; first < p.past;) {
            uint32_t past = drafting_sentence(d, first).past;
            if (past > p.past) past = p.past;
            count_sentence(d, of, &seen, (phrase){ first, past });
            first = past;
        }
    }
    return seen;
}

/* What most of the content does; a plain say where nothing has half of it. */
static act act_of_content(const drafting *d, const draft *of) {
    deeds seen = deeds_of(d, of);
    act best = ACT_SAY;
    for (int a = 0; a < ACTS; a++)
        if (seen.of[a] > seen.of[best]) best = (act)a;
    return seen.of[best] * 2 >= seen.clauses ? best : ACT_SAY;
}

/* ---- cues that need a look at what follows ---- */

static const char *const naming[] = { "call", "describe", "dub", "brand", "label", "characterise",
                                      "characterize", "deem", "bill", "see", "view", "regard",
                                      "consider", "compare", "liken", NULL };
static const char *const claims[] = { "claim", "allegation", "accusation", "suggestion", "report",
    "charge", "rumor", "rumour", "assertion", "notion", "criticism", "speculation", "finding",
    "that", "as", NULL };

/* "called X Y": blame or praise by the words, blame where they are quoted. */
static act act_of_naming(const drafting *d, const draft *of) {
    phrase p = phrases_reach(&of->content);
    act by_words = deed_of_words(d, p.past - 1, p);
    if (by_words != ACT_SAY) return by_words;
    bool name = str_is(drafting_lemma(d, of->head), "call") && of->quotation != QUOTATION_INDIRECT;
    return name ? ACT_CRITICISE : ACT_SAY;
}

static bool starts_with_to(const drafting *d, const draft *of) {
    uint32_t first = of->content.at[0].first;
    return drafting_is(d, first, "to")
        || (drafting_is(d, first, "not") && drafting_is(d, first + 1, "to"));
}

/* To reject a claim is to deny it, an offer or idea to decline it. */
static act act_of_rejecting(const drafting *d, const draft *of) {
    phrase p = phrases_reach(&of->content);
    for (uint32_t i = p.first; i < p.past && i < p.first + 8; i++)
        if (word_in(drafting_lemma(d, i), claims)) return ACT_DENY;
    return ACT_DECLINE;
}

static act act_of_thought(const drafting *d, const draft *of) {
    act found = act_of_content(d, of);
    return found == ACT_PREDICT || found == ACT_CRITICISE || found == ACT_PRAISE ? found : ACT_SAY;
}

static act act_of_open(const drafting *d, const draft *of) {
    if (of->head != TOKEN_NONE && word_in(drafting_lemma(d, of->head), naming))
        return act_of_naming(d, of);
    bool tells = of->word && (of->word->flags & CUE_HEARER);
    if (tells && starts_with_to(d, of)) return ACT_DEMAND;
    if (of->word && of->word->kind == CUE_THOUGHT) return act_of_thought(d, of);
    return act_of_content(d, of);
}

static act act_of(const drafting *d, const draft *of) {
    if (of->asked) return ACT_ASK;
    if (!of->word || of->word->act == ACT_OPEN) return act_of_open(d, of);
    if (of->word->act == ACT_DECLINE && !str_is(drafting_lemma(d, of->head), "decline"))
        return act_of_rejecting(d, of);
    return of->word->act;
}

void drafts_act(drafting *d) {
    for (size_t i = 0; i < d->drafts.count; i++) {
        draft *of = &d->drafts.at[i];
        if (of->dropped) continue;
        of->quotation = quotation_of(d, of);
        of->act = act_of(d, of);
    }
}
