/* record/events_status.c: whether an event has happened, goes on, is expected or only possible,
 * alleged, denied or called for.
 *
 * A verb's own auxiliaries and negation count first, then the words that govern it, from the
 * nearest up ("agreed to meet", "called on him to resign"), then what the statement does that
 * it stands in. */
#include "record/events.h"

/* What governs an event: lemma, and what becomes of the event. */
typedef enum effect {
    EFFECT_NONE,   /* nothing known: the tense counts */
    EFFECT_PASS,   /* as the governor itself: begin, manage, force */
    EFFECT_EXPECTED, EFFECT_POSSIBLE, EFFECT_ALLEGED, EFFECT_DENIED, EFFECT_CALLED_FOR,
    EFFECT_ONGOING,
} effect;

typedef struct effect_row {
    const char *lemmas;
    effect effect;
} effect_row;

/* Of an infinitive, or a clause without a finite verb, behind the word. */
static const effect_row on_infinitives[] = {
    { "expect|plan|intend|set|agree|promise|pledge|vow|prepare|schedule|due|decide|aim|commit|"
      "determine|poise|slate|ready|bind|offer|arrange|choose|elect|undertake|swear|resolve|"
      "about|likely|plans|promised|decision|agreement|move|mission|willing|project|tip|forecast|"
      "go|threat",
      EFFECT_EXPECTED },
    { "may|want|hope|seek|consider|threaten|wish|like|love|able|possible|mull|struggle|"
      "propose|proposal|bid|option|power|right|ability|chance|ready|unlikely|allow|permit|let|"
      "enable|risk|tempt|free|need|afford|fear|warn|debate|advise|attempt|effort",
      EFFECT_POSSIBLE },
    { "call|urge|ask|demand|order|tell|appeal|request|press|beg|implore|instruct|command|"
      "encourage|pressure|invite|push|require|oblige|lobby|recommend|direct|petition|exhort",
      EFFECT_CALLED_FOR },
    { "allege|accuse|suspect|claim|say|report|believe|think|blame|charge|rumour|rumor|purport|"
      "appear|seem|know",
      EFFECT_ALLEGED },
    { "refuse|fail|decline|avoid|stop|prevent|deny|neglect|cancel|ban|bar|forbid|prohibit|halt|"
      "refrain|oppose|reject|discourage|dissuade|block|hesitate",
      EFFECT_DENIED },
    { "keep|continue|try|begin|start|race|proceed|work|fight|rush|resume|busy", EFFECT_PASS },
    { "manage|help|force|come|use|compel|return|have|get|make|see|lead|cause", EFFECT_PASS },
};

/* Of a finite clause behind the word. */
static const effect_row on_clauses[] = {
    { "deny|reject|dispute|refute|disprove|false|untrue", EFFECT_DENIED },
    { "allege|accuse|suspect|claim|rumour|rumor|allegation|accusation|suspicion|believe|blame",
      EFFECT_ALLEGED },
    { "demand|request|propose|recommend|urge|ask|order|petition", EFFECT_CALLED_FOR },
    { "doubt|fear|worry|possible|wonder|hope|warn", EFFECT_POSSIBLE },
    { "prevent|stop|bar|ban|block|keep|refrain|abstain|dissuade|deter|prohibit|discourage|shrink",
      EFFECT_DENIED },
};

/* Of a noun: what its verb does to it as its object. */
static const effect_row on_objects[] = {
    { "call_off|cancel|avert|deny|prevent|stop|foil|thwart|rule_out|avoid|scrap|abandon|reject|"
      "oppose|refuse", EFFECT_DENIED },
    { "postpone|plan|expect|schedule|prepare|promise|announce|delay|pledge|await|set|order|approve",
      EFFECT_EXPECTED },
    { "demand|urge|seek|want|request|call|ask|need|propose", EFFECT_CALLED_FOR },
    { "threaten|consider|fear|mull|discuss|risk", EFFECT_POSSIBLE },
    { "allege|suspect|claim", EFFECT_ALLEGED },
};

#define ROWS(table) (table), sizeof (table) / sizeof *(table)

static effect find_effect(const effect_row *rows, size_t count, str lemma) {
    for (size_t i = 0; i < count; i++)
        if (word_listed(rows[i].lemmas, lemma)) return rows[i].effect;
    return EFFECT_NONE;
}

static const event_status status_of_effect[] = {
    [EFFECT_NONE] = STATUS_HAPPENED,     [EFFECT_PASS] = STATUS_HAPPENED,
    [EFFECT_EXPECTED] = STATUS_EXPECTED, [EFFECT_POSSIBLE] = STATUS_POSSIBLE,
    [EFFECT_ALLEGED] = STATUS_ALLEGED,   [EFFECT_DENIED] = STATUS_DENIED,
    [EFFECT_CALLED_FOR] = STATUS_CALLED_FOR, [EFFECT_ONGOING] = STATUS_ONGOING,
};

static const syntax *tree(const eventing *e) { return &e->b->syntax; }

/* ---- the verb itself ---- */

static bool has_child_in(const eventing *e, uint32_t word, const char *list) {
    const syntax *s = tree(e);
    for (uint32_t c = s->first_child[word]; c != TOKEN_NONE; c = s->next_sibling[c])
        if (word_listed(list, event_lemma(e, c))) return true;
    return false;
}

#define NEGATIONS "not|n't|n’t|never|no|none|nobody|nothing|neither|nor"

static bool is_negation(const eventing *e, uint32_t word) {
    return word != TOKEN_NONE
        && (word_listed(NEGATIONS, event_lemma(e, word))
            || has_child_in(e, word, "no|none|neither"));
}

static bool is_negated(const eventing *e, const telling *t) {
    if (has_child_in(e, t->head, NEGATIONS)) return true;
    return is_negation(e, t->patient) || is_negation(e, t->subject)
        || (t->light && is_negation(e, t->object));
}

/* What the auxiliaries of a verb say; EFFECT_NONE where they say nothing. */
static effect effect_of_auxiliaries(const eventing *e, uint32_t verb) {
    const syntax *s = tree(e);
    effect out = EFFECT_NONE;
    bool perfect = has_child_in(e, verb, "have");
    for (uint32_t c = syntax_child(s, verb, DEP_AUX); c != TOKEN_NONE;
         c = syntax_next(s, c, DEP_AUX)) {
        str w = token_str(e->b->tokens, c);
        if (word_listed("will|'ll|’ll|wo|shall", event_lemma(e, c)) || str_is_folded(w, "wo"))
            out = EFFECT_EXPECTED;
        else if (str_is(event_lemma(e, c), "would"))
            out = perfect ? EFFECT_POSSIBLE : EFFECT_EXPECTED;
        else if (word_listed("may|might|could|can|ca", event_lemma(e, c))
                 || str_is_folded(w, "could"))
            out = EFFECT_POSSIBLE;
        else if (word_listed("must|should|ought", event_lemma(e, c)))
            out = EFFECT_CALLED_FOR;
    }
    return out;
}

/* "are marching", "has been marching". */
static bool is_progressive(const eventing *e, uint32_t verb) {
    const syntax *s = tree(e);
    if (!str_ends_folded(token_str(e->b->tokens, verb), STR("ing"))) return false;
    for (uint32_t c = syntax_child(s, verb, DEP_AUX); c != TOKEN_NONE;
         c = syntax_next(s, c, DEP_AUX)) {
        str w = token_str(e->b->tokens, c);
        static const char *const present[] = {
            "is", "are", "'s", "'re", "’s", "’re", "am", "been"
        };
        for (size_t i = 0; i < sizeof present / sizeof *present; i++)
            if (str_is_folded(w, present[i])) return true;
    }
    return false;
}

static bool has_finite_form(const eventing *e, uint32_t verb) {
    const syntax *s = tree(e);
    return syntax_child(s, verb, DEP_NSUBJ) != TOKEN_NONE
        || syntax_child(s, verb, DEP_NSUBJ_PASS) != TOKEN_NONE;
}

/* ---- what governs it ---- */

static bool is_condition(const eventing *e, uint32_t verb) {
    const syntax *s = tree(e);
    for (uint32_t c = syntax_child(s, verb, DEP_MARK); c != TOKEN_NONE;
         c = syntax_next(s, c, DEP_MARK))
        if (word_listed("if|unless|whether|should|lest", event_lemma(e, c))) return true;
    return false;
}

static bool is_infinitive(const eventing *e, uint32_t verb) {
    const syntax *s = tree(e);
    for (uint32_t c = syntax_child(s, verb, DEP_MARK); c != TOKEN_NONE;
         c = syntax_next(s, c, DEP_MARK))
        if (str_is(event_lemma(e, c), "to")) return true;
    bool to = verb > 0 && event_class(e, verb - 1) == UPOS_PART;
    return to && str_is(event_lemma(e, verb - 1), "to"); /* "due to meet", "to" with "due" */
}

/* "beat the champion to win the title": what came of it, not what for. */
static bool is_result(const eventing *e, uint32_t verb, uint32_t head) {
    return word_listed("beat|defeat|edge|overcome|rally|recover|score|rise|climb|thrash|outlast",
                       event_lemma(e, head))
        && word_listed("win|reach|claim|secure|clinch|take|earn|seal|become|advance|retain|lead|"
                       "level|complete|book", event_lemma(e, verb));
}

/* What the word above a clause makes of it. */
static effect effect_of_governor(const eventing *e, uint32_t verb, uint32_t head) {
    deprel r = event_relation(e, verb);
    str lemma = event_lemma(e, head);
    bool clausal =
        r == DEP_XCOMP || r == DEP_CCOMP || r == DEP_ACL || r == DEP_ADVCL || r == DEP_CSUBJ;
    if (!clausal) return EFFECT_NONE;
    if (is_condition(e, verb)) return EFFECT_POSSIBLE;
    bool yet = has_child_in(e, head, "yet") || has_child_in(e, verb, "yet");
    if (yet && is_infinitive(e, verb) && str_is(lemma, "have")) return EFFECT_DENIED;
    if (is_infinitive(e, verb) || (!has_finite_form(e, verb) && r != DEP_ADVCL && r != DEP_ACL)) {
        effect f = find_effect(ROWS(on_infinitives), lemma);
        uint32_t above = syntax_head(tree(e), head);
        if (f == EFFECT_NONE && r == DEP_ACL && above != TOKEN_NONE) /* "urged the owner to" */
            f = find_effect(ROWS(on_infinitives), event_lemma(e, above));
        if (f != EFFECT_NONE) return f;
        if (is_result(e, verb, head)) return EFFECT_PASS;
        return is_infinitive(e, verb) && r != DEP_XCOMP ? EFFECT_POSSIBLE : EFFECT_PASS;
    }
    if (r == DEP_ADVCL && !has_finite_form(e, verb)) {
        effect f = find_effect(ROWS(on_clauses), lemma);
        if (has_child_in(e, verb, "without")) return EFFECT_DENIED;
        bool of = has_child_in(e, verb, "of|for|from");
        return f != EFFECT_NONE && of ? f : EFFECT_PASS;
    }
    return r == DEP_CCOMP ? find_effect(ROWS(on_clauses), lemma) : EFFECT_NONE;
}

static effect effect_of_statement(const eventing *e, const telling *t) {
    if (t->within == ID_NONE) return EFFECT_NONE;
    switch (e->b->out->statements.at[t->within].act) {
    case ACT_DENY: return EFFECT_DENIED;
    case ACT_ACCUSE: return EFFECT_ALLEGED;
    default: return EFFECT_NONE;
    }
}

static effect effect_of_adverbs(const eventing *e, uint32_t verb) {
    if (has_child_in(e, verb, "allegedly|reportedly|supposedly|apparently|purportedly"))
        return EFFECT_ALLEGED;
    if (has_child_in(e, verb, "due")) return EFFECT_EXPECTED; /* "due to" read as one word */
    return EFFECT_NONE;
}

/* "Did the council refuse?": a question for yes or no, its first auxiliary before its subject. */
static bool is_polar_question(const eventing *e, uint32_t verb) {
    const syntax *s = tree(e);
    sentence around = e->b->labels->sentences[e->b->labels->sentence_of[verb]];
    uint32_t subject = syntax_child(s, verb, DEP_NSUBJ);
    if (subject == TOKEN_NONE) subject = syntax_child(s, verb, DEP_NSUBJ_PASS);
    uint32_t auxiliary = syntax_child(s, verb, DEP_AUX);
    if (auxiliary == TOKEN_NONE) auxiliary = syntax_child(s, verb, DEP_AUX_PASS);
    if (subject == TOKEN_NONE || auxiliary == TOKEN_NONE || auxiliary > subject) return false;
    bool asked = false;
    for (uint32_t i = around.past; i > verb && !asked && i + 4 > around.past; i--)
        asked = str_is(token_str(e->b->tokens, i - 1), "?");
    for (uint32_t i = around.first; i < auxiliary && asked; i++)
        if (word_listed("who|what|when|where|why|how|which|whom|whose", event_lemma(e, i)))
            return false;
    return asked;
}

enum { CLIMB = 6 };

/* The status of a verb with what stands above it. */
static effect effect_of_verb(const eventing *e, uint32_t verb) {
    effect found = EFFECT_NONE;
    for (int climb = 0; climb < CLIMB && verb != TOKEN_NONE; climb++) {
        if ((found = effect_of_auxiliaries(e, verb)) != EFFECT_NONE) return found;
        if ((found = effect_of_adverbs(e, verb)) != EFFECT_NONE) return found;
        uint32_t head = syntax_head(tree(e), verb);
        if (climb > 0 && has_child_in(e, verb, NEGATIONS)) return EFFECT_DENIED;
        if (is_progressive(e, verb)) return EFFECT_ONGOING;
        if (head == TOKEN_NONE) return is_polar_question(e, verb) ? EFFECT_POSSIBLE : EFFECT_NONE;
        bool joined = event_relation(e, verb) == DEP_CONJ && !has_finite_form(e, verb)
                   && syntax_child(tree(e), verb, DEP_AUX) == TOKEN_NONE;
        found = joined ? EFFECT_PASS : effect_of_governor(e, verb, head);
        if (found != EFFECT_PASS) return found;
        verb = head;
    }
    return EFFECT_NONE;
}

/* ---- nouns ---- */

static effect effect_of_adjectives(const eventing *e, uint32_t noun) {
    if (has_child_in(e, noun, "alleged|allege|suspected|suspect|apparent|reported|supposed"))
        return EFFECT_ALLEGED;
    if (has_child_in(e, noun, "planned|plan|upcoming|forthcoming|scheduled|schedule|future|coming|"
                              "next|imminent|expected|expect"))
        return EFFECT_EXPECTED;
    if (has_child_in(e, noun, "possible|potential|proposed|propose|threatened|threaten|likely|any"))
        return EFFECT_POSSIBLE;
    if (has_child_in(e, noun, "ongoing|continuing|continued|current")) return EFFECT_ONGOING;
    return EFFECT_NONE;
}

/* "called off" is looked for as "call_off". */
static effect effect_on_object(const eventing *e, uint32_t verb) {
    str lemma = event_lemma(e, verb);
    uint32_t particle = syntax_child(tree(e), verb, DEP_COMPOUND_PRT);
    if (particle != TOKEN_NONE)
        lemma =
            arena_print(e->b->a, "%.*s_%.*s", STR_ARG(lemma), STR_ARG(event_lemma(e, particle)));
    return find_effect(ROWS(on_objects), lemma);
}

static effect effect_of_noun(const eventing *e, uint32_t noun) {
    effect found = effect_of_adjectives(e, noun);
    uint32_t head = syntax_head(tree(e), noun);
    deprel r = event_relation(e, noun);
    if (head == TOKEN_NONE) return found;
    upos class = event_class(e, head);
    bool object = r == DEP_OBJ || r == DEP_NSUBJ_PASS || (r == DEP_OBL && class == UPOS_VERB);
    effect above = object ? effect_on_object(e, head) : EFFECT_NONE;
    if (above != EFFECT_NONE) return above;
    if (found != EFFECT_NONE) return found;
    bool bound = (object || r == DEP_NSUBJ) && class == UPOS_VERB && r != DEP_OBL;
    return bound ? effect_of_verb(e, head) : EFFECT_NONE;
}

/* "opens on Friday", "is set for noon": what heads an expectation is still to come. */
static effect effect_of_expectation(const eventing *e, uint32_t head) {
    const token *at = e->b->tokens->at;
    const expectation_list *all = &e->b->out->expectations;
    for (size_t i = 0; i < all->count && all->at[i].at.start <= at[head].start; i++) {
        if (all->at[i].at.end <= at[head].start) continue;
        uint32_t first = head, past = head + 1;
        while (first > 0 && at[first - 1].start >= all->at[i].at.start) first--;
        while (past < e->b->tokens->count && at[past].start < all->at[i].at.end) past++;
        if (syntax_head_of(tree(e), first, past) != head) continue;
        return all->at[i].kind == EXPECTATION_POSSIBLE ? EFFECT_POSSIBLE : EFFECT_EXPECTED;
    }
    return EFFECT_NONE;
}

/* '"Ask the bank," she said': a verb in its plain form, without a subject, of a demand. */
static bool is_bidden(const eventing *e, const telling *t) {
    if (t->noun || t->passive || t->within == ID_NONE || is_infinitive(e, t->head)) return false;
    bool plain = str_same_folded(token_str(e->b->tokens, t->head), event_lemma(e, t->head));
    return plain && !has_finite_form(e, t->head)
        && syntax_child(tree(e), t->head, DEP_AUX) == TOKEN_NONE
        && e->b->tokens->at[t->head].flags & TOKEN_QUOTED
        && e->b->out->statements.at[t->within].act == ACT_DEMAND;
}

event_status telling_status(const eventing *e, const telling *t) {
    bool said_so = t->within != ID_NONE && e->b->out->statements.at[t->within].act == ACT_DENY;
    if (is_negated(e, t)) return said_so ? STATUS_HAPPENED : STATUS_DENIED;
    if (is_bidden(e, t)) return STATUS_CALLED_FOR;
    effect found = t->noun ? effect_of_noun(e, t->head) : effect_of_verb(e, t->head);
    if (found == EFFECT_NONE || found == EFFECT_PASS || found == EFFECT_ONGOING) {
        effect of = effect_of_statement(e, t);
        if (of == EFFECT_NONE) of = effect_of_expectation(e, t->head);
        if (of != EFFECT_NONE) found = of;
    }
    return status_of_effect[found];
}
