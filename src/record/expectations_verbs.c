/* record/expectations_verbs.c: clauses that look ahead by a modal ("will", "may"), by the word
 * that governs them ("plans to", "is expected to", "vowed to"), or as headlines do ("Mill to
 * close"). */
#include "record/expectations.h"

/* ---- modals ---- */

static bool is_generic(const foresight *f, uint32_t subject) {
    static const char words[] =
        "you this that these those what nobody one anyone someone everyone everything nothing "
        "something anybody anything all thing time some many most future way";
    return subject != TOKEN_NONE
        && (clause_relation(f->b, subject) == DEP_EXPL || clause_is(f->b, subject, words));
}

/* Questions, also inside another clause ("which of them will go"), and what is not thought. */
static bool asks(const foresight *f, uint32_t verb) {
    const sentence *s = &f->b->labels->sentences[f->b->labels->sentence_of[verb]];
    const tokens *t = f->b->tokens;
    for (uint32_t i = s->past; i-- > s->first && i + 3 > s->past;)
        if (str_is(token_str(t, i), "?")) return true;
    uint32_t word = clause_child(f->b, verb, "what how why whether where if unless lest");
    if (word != TOKEN_NONE && word < verb) return true;
    uint32_t head = syntax_head(&f->b->syntax, verb);
    if (clause_relation(f->b, verb) != DEP_CCOMP || head == TOKEN_NONE) return false;
    str first = token_str(t, syntax_subtree(&f->b->syntax, verb).first);
    return word_in_list(first, "which who whom whose what how when where why")
        || clause_is_denied(f->b, head) || clause_is(f->b, head, "doubt wonder deny");
}

/* "The vote will be on Monday", "the line will be open": not every state is a forecast. */
static bool is_told_state(const foresight *f, uint32_t word, bool dated) {
    uint32_t subject = clause_subject(f->b, word);
    if (dated && subject != TOKEN_NONE && is_event_noun(clause_lemma(f->b, subject))) return true;
    return dated || clause_is(f->b, word, "available open closed shut present absent");
}

/* "stay shut until 6am", "remain closed", "keep the gates locked": a state that is held up. */
static bool is_held_until(const foresight *f, uint32_t verb) {
    static const char states[] = "closed shut open locked suspended sealed cordoned cancelled";
    if (!clause_is(f->b, verb, "stay remain keep")) return false;
    const syntax *s = &f->b->syntax;
    for (uint32_t c = s->first_child[verb]; c != TOKEN_NONE; c = s->next_sibling[c])
        if (c > verb && clause_word(f->b, c, states)) return true;
    return false;
}

/* What the report tells in its own words, or somebody of himself, is a plan; what is told of
 * others must be an act that a diary can hold. */
static bool is_told_act(const foresight *f, uint32_t verb, uint32_t subject) {
    bool dated = foresight_time(f, verb) == SIDE_AHEAD || is_held_until(f, verb);
    str lemma = clause_lemma(f->b, verb);
    if (clause_class(f->b, verb) != UPOS_VERB
        || syntax_child(&f->b->syntax, verb, DEP_COP) != TOKEN_NONE)
        return is_told_state(f, verb, dated);
    if (dated) return !clause_is(f->b, verb, "be know believe think feel seem mean need");
    if (is_state_or_process(lemma)) return false;
    if (f->said_in[verb] == ID_NONE || foresight_is_own(f, verb, subject)) return true;
    bool event_told = subject != TOKEN_NONE && is_event_noun(clause_lemma(f->b, subject));
    return event_told
        || (is_diary_act(lemma)
            && (clause_is_passive(f->b, verb) || clause_can_act(f->b, subject)));
}

/* "can be appealed": the next legal step is named. */
static bool is_legal_step(const foresight *f, uint32_t verb) {
    return clause_is(f->b, verb, "appeal challenge overturn veto extradite reapply");
}

static bool is_possible(const foresight *f, uint32_t verb, uint32_t subject) {
    if (is_legal_step(f, verb)) return true;
    str lemma = clause_lemma(f->b, verb);
    bool named = subject != TOKEN_NONE && clause_class(f->b, subject) != UPOS_PRON;
    bool dated = foresight_time(f, verb) == SIDE_AHEAD;
    bool happens = subject != TOKEN_NONE && is_event_noun(clause_lemma(f->b, subject));
    static const char turns[] = "begin start open reopen close end finish resume shut";
    if (dated && (happens || clause_can_act(f->b, subject) || clause_is(f->b, verb, turns)))
        return !is_state_or_process(lemma);
    static const char decided[] = /* by some body: not "may be sold in shops" */
        "table introduce cancel postpone extend adopt scrap abolish impose repeal approve "
        "prosecute charge arrest extradite deport evict suspend ban dissolve call";
    bool undergone = clause_is_passive(f->b, verb) && word_in_list(lemma, decided);
    return named && is_diary_act(lemma) && (undergone || clause_can_act(f->b, subject));
}

static bool is_perfect(const foresight *f, uint32_t verb) {
    return clause_child(f->b, verb, "have") != TOKEN_NONE
        && clause_class(f->b, verb) == UPOS_VERB;
}

typedef enum modal { MODAL_NONE, MODAL_WILL, MODAL_WOULD, MODAL_MAY, MODAL_CAN } modal;

static modal modal_of(const foresight *f, uint32_t i) {
    str word = token_str(f->b->tokens, i);
    if (word_in_list(word, "will 'll ’ll shall")) return MODAL_WILL;
    if (str_is(clause_lemma(f->b, i), "would")) return MODAL_WOULD;
    if (word_in_list(word, "may might could")) return MODAL_MAY;
    return word_in_list(word, "can") ? MODAL_CAN : MODAL_NONE;
}

/* "said he would resign" tells what "I will resign" does; in other words "would" only supposes. */
static bool is_backshifted(const foresight *f, const outlook *x) {
    if (f->said_in[x->act] == ID_NONE || f->b->tokens->at[x->act].flags & TOKEN_QUOTED)
        return false;
    enum time_side side = foresight_time(f, x->act);
    return side == SIDE_AHEAD || side == SIDE_TODAY || foresight_is_own(f, x->act, x->subject);
}

/* The modal and the verb of the act, its subject included, tell of something to come. */
static bool modal_fits(const foresight *f, modal m, const outlook *x) {
    switch (m) {
    case MODAL_WILL: return is_told_act(f, x->act, x->subject);
    case MODAL_WOULD: return is_backshifted(f, x) && is_told_act(f, x->act, x->subject);
    case MODAL_MAY: return is_possible(f, x->act, x->subject);
    case MODAL_CAN: return is_legal_step(f, x->act) && clause_is_passive(f->b, x->act);
    default: return false;
    }
}

bool outlook_modal(const foresight *f, uint32_t word, outlook *out) {
    modal m = modal_of(f, word);
    uint32_t verb = syntax_head(&f->b->syntax, word);
    if (m == MODAL_NONE || verb == TOKEN_NONE || verb < word || f->taken[verb]) return false;
    f->taken[verb] = 1;
    *out = (outlook){ .act = verb, .governor = verb, .settled = true };
    out->kind = m == MODAL_MAY || m == MODAL_CAN ? EXPECTATION_POSSIBLE : EXPECTATION_EXPECTED;
    if (m == MODAL_MAY || m == MODAL_CAN) out->settled = false;
    out->subject = clause_subject(f->b, verb);
    if (is_perfect(f, verb) || asks(f, verb)) return false;
    if (clause_is_denied(f->b, verb) || is_generic(f, out->subject)) return false;
    return foresight_time(f, verb) != SIDE_PAST && modal_fits(f, m, out);
}

/* ---- governing words ---- */

/* How a governing word must stand: in any tense, or in the present (a past one needs a date
 * ahead). */
typedef enum hold { HOLD_ANY, HOLD_PRESENT, HOLD_DATED } hold;

typedef struct governing {
    const char *lemmas;
    expectation_kind kind;
    bool settled, passive; /* passive: only as "is expected to" */
    hold hold;
} governing;

static const governing governors[] = {
    { "plan intend prepare", EXPECTATION_SCHEDULED, false, false, HOLD_PRESENT },
    { "schedule slate book", EXPECTATION_SCHEDULED, false, true, HOLD_PRESENT },
    { "set due", EXPECTATION_SCHEDULED, false, true, HOLD_PRESENT },
    { "expect tip project anticipate", EXPECTATION_EXPECTED, false, true, HOLD_PRESENT },
    { "likely poise certain sure bind", EXPECTATION_EXPECTED, false, true, HOLD_PRESENT },
    { "about", EXPECTATION_EXPECTED, false, true, HOLD_PRESENT },
    { "vow pledge promise commit undertake swear guarantee", EXPECTATION_PROMISED, false, false,
      HOLD_ANY },
    { "agree", EXPECTATION_PROMISED, false, false, HOLD_ANY },
    { "consider mull weigh contemplate", EXPECTATION_POSSIBLE, false, false, HOLD_PRESENT },
    { "threaten", EXPECTATION_POSSIBLE, false, false, HOLD_ANY },
    { "ready", EXPECTATION_POSSIBLE, false, true, HOLD_PRESENT },
    { "go", EXPECTATION_EXPECTED, true, false, HOLD_PRESENT },
    { "decide choose elect resolve arrange", EXPECTATION_SCHEDULED, false, false, HOLD_DATED },
    { "aim hope seek propose", EXPECTATION_EXPECTED, false, false, HOLD_DATED },
};

static const governing governing_nouns[] = {
    { "plan", EXPECTATION_SCHEDULED, false, false, HOLD_ANY },
    { "promise pledge vow commitment undertaking", EXPECTATION_PROMISED, false, false, HOLD_ANY },
};

/* "announced plans to", "renewed his pledge to"; "scrapped plans to" and a plan that is only
 * spoken of are none. */
static bool noun_governs(const foresight *f, uint32_t noun) {
    static const char verbs[] =
        "announce unveil have make renew repeat reiterate reaffirm reveal confirm outline "
        "disclose detail finalise finalize give";
    uint32_t verb = syntax_head(&f->b->syntax, noun);
    deprel r = clause_relation(f->b, noun);
    if (str_is_folded(token_str(f->b->tokens, noun), "plan")) return false;
    return verb != TOKEN_NONE && (r == DEP_OBJ || r == DEP_XCOMP || r == DEP_NSUBJ_PASS)
        && clause_is(f->b, verb, verbs) && !clause_is_denied(f->b, verb);
}

static const governing *governing_of(const foresight *f, uint32_t i) {
    upos class = clause_class(f->b, i);
    bool noun = class == UPOS_NOUN;
    const governing *rows = noun ? governing_nouns : governors;
    size_t count = noun ? sizeof governing_nouns / sizeof *rows : sizeof governors / sizeof *rows;
    if (!noun && class != UPOS_VERB && class != UPOS_ADJ && class != UPOS_ADV
        && class != UPOS_ADP)
        return NULL;
    for (size_t k = 0; k < count; k++)
        if (clause_is(f->b, i, rows[k].lemmas)) return &rows[k];
    return NULL;
}

static bool has_to(const foresight *f, uint32_t verb) {
    uint32_t to = clause_child(f->b, verb, "to");
    return to != TOKEN_NONE && to < verb;
}

static bool is_gerund(const foresight *f, uint32_t i) {
    return str_ends_folded(token_str(f->b->tokens, i), STR("ing"));
}

/* "due to vote", whatever the tree makes of it. */
static uint32_t act_behind(const foresight *f, uint32_t governor) {
    uint32_t end = f->b->labels->sentences[f->b->labels->sentence_of[governor]].past;
    uint32_t to = governor + 1;
    if (to >= end || !str_is_folded(token_str(f->b->tokens, to), "to")) return TOKEN_NONE;
    for (uint32_t i = to + 1; i < end && i < to + 3; i++) {
        if (clause_class(f->b, i) == UPOS_VERB) return i;
        if (clause_class(f->b, i) != UPOS_ADV) break;
    }
    return TOKEN_NONE;
}

/* The verb that a governing word looks ahead to, or TOKEN_NONE. */
static uint32_t act_below(const foresight *f, uint32_t governor, expectation_kind kind) {
    static const deprel relations[] = { DEP_XCOMP, DEP_CCOMP, DEP_ADVCL, DEP_ACL };
    const syntax *s = &f->b->syntax;
    for (size_t r = 0; r < 4; r++)
        for (uint32_t c = syntax_child(s, governor, relations[r]); c != TOKEN_NONE;
             c = syntax_next(s, c, relations[r])) {
            if (c < governor) continue;
            if (has_to(f, c) && clause_class(f->b, c) != UPOS_ADV) return c;
            if (kind == EXPECTATION_POSSIBLE && is_gerund(f, c) && relations[r] != DEP_ADVCL
                && clause_class(f->b, governor) == UPOS_VERB)
                return c;
        }
    return act_behind(f, governor);
}

/* A form of "be", as an auxiliary or copula of a word. */
static uint32_t being_of(const foresight *f, uint32_t word) {
    const syntax *s = &f->b->syntax;
    uint32_t be = syntax_child(s, word, DEP_AUX_PASS);
    if (be == TOKEN_NONE) be = syntax_child(s, word, DEP_COP);
    for (uint32_t c = syntax_child(s, word, DEP_AUX); be == TOKEN_NONE && c != TOKEN_NONE;
         c = syntax_next(s, c, DEP_AUX))
        if (clause_is(f->b, c, "be")) be = c;
    uint32_t first = f->b->labels->sentences[f->b->labels->sentence_of[word]].first;
    for (uint32_t i = word; be == TOKEN_NONE && i > first && i + 3 > word; i--)
        if (clause_class(f->b, i - 1) == UPOS_AUX && clause_is(f->b, i - 1, "be")) be = i - 1;
    return be;
}

static bool is_past(const foresight *f, uint32_t governor) {
    uint32_t be = being_of(f, governor);
    if (clause_child(f->b, governor, "have had") != TOKEN_NONE)
        return str_is_folded(token_str(f->b->tokens, clause_child(f->b, governor, "have had")),
                             "had");
    if (be != TOKEN_NONE) return word_in_list(token_str(f->b->tokens, be), "was were");
    if (clause_class(f->b, governor) != UPOS_VERB) return false;
    bool participle = clause_relation(f->b, governor) == DEP_ACL;
    return !participle && str_ends_folded(token_str(f->b->tokens, governor), STR("ed"));
}

/* "was expected, but": it came otherwise. */
static bool is_turned(const foresight *f, uint32_t governor) {
    const syntax *s = &f->b->syntax;
    uint32_t past = s->reach[governor].past;
    for (uint32_t i = governor + 1; i < past && i < governor + LOOK_MOST; i++)
        if (str_is_folded(token_str(f->b->tokens, i), "but")) return true;
    return false;
}

/* Today's too, for what is still told as to come. */
static bool is_ahead(const foresight *f, uint32_t word) {
    enum time_side side = foresight_time(f, word);
    return side == SIDE_AHEAD || side == SIDE_TODAY;
}

/* "has decided to" */
static bool has_decided(const foresight *f, uint32_t governor) {
    uint32_t have = clause_child(f->b, governor, "has have 's 've ’s ’ve");
    bool somebody = syntax_child(&f->b->syntax, governor, DEP_OBJ) != TOKEN_NONE;
    return have != TOKEN_NONE && have < governor && !somebody
        && clause_is(f->b, governor, "decide choose elect resolve arrange");
}

static bool holds(const foresight *f, const governing *g, uint32_t governor, uint32_t verb) {
    bool ahead = is_ahead(f, verb) || is_ahead(f, governor);
    if (foresight_time(f, verb) == SIDE_PAST) return false;
    if (g->hold == HOLD_DATED && !ahead && !has_decided(f, governor)) return false;
    if (g->hold == HOLD_PRESENT && is_past(f, governor))
        return !is_turned(f, governor) && (ahead || f->said_in[governor] != ID_NONE);
    return g->hold != HOLD_ANY || foresight_time(f, governor) != SIDE_PAST;
}

static bool passive_enough(const foresight *f, const governing *g, uint32_t governor) {
    if (!g->passive) return true;
    upos class = clause_class(f->b, governor);
    return being_of(f, governor) != TOKEN_NONE || clause_relation(f->b, governor) == DEP_ACL
        || clause_is(f->b, governor, "likely due about ready")
        || (class == UPOS_VERB && clause_is_passive(f->b, governor));
}

/* "is expected to keep rates on hold": somebody's decision, unlike "will keep rising". */
static bool keeps_a_thing(const foresight *f, const outlook *x) {
    return clause_is(f->b, x->act, "keep") && clause_can_act(f->b, x->subject)
        && syntax_child(&f->b->syntax, x->act, DEP_OBJ) != TOKEN_NONE;
}

/* What states and courses of things are planned or expected is a forecast. */
static bool is_governed_act(const foresight *f, const governing *g, const outlook *x) {
    if (g->settled) return is_told_act(f, x->act, x->subject);
    if (clause_is(f->b, x->governor, "threaten") && !clause_can_act(f->b, x->subject))
        return false;
    if (foresight_time(f, x->act) == SIDE_AHEAD || clause_is_passive(f->b, x->act)) return true;
    str lemma = clause_lemma(f->b, x->act);
    if (is_held_until(f, x->act) || keeps_a_thing(f, x)) return true;
    if (is_state_or_process(lemma))
        return g->kind == EXPECTATION_PROMISED && !clause_is(f->b, x->act, "be");
    bool named = x->subject != TOKEN_NONE && is_event_noun(clause_lemma(f->b, x->subject));
    bool forecast = g->kind == EXPECTATION_EXPECTED || g->kind == EXPECTATION_POSSIBLE;
    return named || !forecast || is_diary_act(lemma) || clause_can_act(f->b, x->subject);
}

bool outlook_governed(const foresight *f, uint32_t governor, outlook *out) {
    const governing *g = governing_of(f, governor);
    if (!g) return false;
    uint32_t verb = act_below(f, governor, g->kind);
    if (verb == TOKEN_NONE || f->taken[verb] || clause_is_denied(f->b, verb)) return false;
    *out = (outlook){ .act = verb, .governor = governor, .kind = g->kind, .settled = g->settled };
    bool noun = clause_class(f->b, governor) == UPOS_NOUN;
    uint32_t owner = syntax_child(&f->b->syntax, governor, DEP_NMOD_POSS);
    out->subject = noun ? owner : clause_subject(f->b, governor);
    if (!noun && out->subject == TOKEN_NONE) out->subject = clause_subject(f->b, verb);
    if (out->subject != TOKEN_NONE && out->subject == governor) out->subject = TOKEN_NONE;
    if (noun && owner == TOKEN_NONE) {
        uint32_t above = syntax_head(&f->b->syntax, governor);
        if (above != TOKEN_NONE && clause_class(f->b, above) == UPOS_VERB)
            out->subject = clause_subject(f->b, above);
    }
    if (clause_is(f->b, governor, "go prepare") && !is_gerund(f, governor)) return false;
    if (clause_child(f->b, governor, "must should would could may might can to") != TOKEN_NONE)
        return false;
    if (noun && !noun_governs(f, governor)) return false;
    if (asks(f, governor) || clause_is_denied(f->b, governor)) return false;
    if (is_generic(f, out->subject) || !passive_enough(f, g, governor)) return false;
    return holds(f, g, governor, verb) && is_governed_act(f, g, out);
}

/* ---- "is to" ---- */

bool outlook_is_to(const foresight *f, uint32_t be, outlook *out) {
    static const char ends[] =
        "aim goal plan idea job task way challenge point purpose priority duty role mission "
        "intention objective key solution problem hope dream thing step ambition strategy target "
        "answer choice option trick alternative responsibility obligation concern focus instinct";
    if (!word_in_list(token_str(f->b->tokens, be), "is are 's ’s")) return false;
    uint32_t verb = act_behind(f, be);
    if (verb == TOKEN_NONE || f->taken[verb] || clause_is_denied(f->b, verb)) return false;
    uint32_t subject = clause_subject(f->b, verb);
    if (subject == TOKEN_NONE) subject = clause_subject(f->b, be);
    if (subject == TOKEN_NONE || subject > be || is_generic(f, subject) || asks(f, verb))
        return false;
    if (clause_is(f->b, subject, ends) || clause_class(f->b, subject) == UPOS_VERB) return false;
    *out = (outlook){
        .act = verb, .governor = verb, .subject = subject, .kind = EXPECTATION_SCHEDULED
    };
    return true;
}

/* ---- headlines ---- */

static bool is_in_title(const foresight *f, uint32_t word) {
    const report *r = f->b->report;
    size_t at = f->b->tokens->at[word].start;
    return r->blocks.count && at < r->blocks.at[0].end
        && (r->blocks.at[0].kind == BLOCK_TITLE || r->blocks.at[0].kind == BLOCK_HEADING);
}

bool outlook_headline(const foresight *f, uint32_t verb, outlook *out) {
    if (clause_class(f->b, verb) != UPOS_VERB || !is_in_title(f, verb) || f->taken[verb])
        return false;
    deprel r = clause_relation(f->b, verb);
    uint32_t subject = syntax_child(&f->b->syntax, verb, DEP_NSUBJ);
    if (!(r == DEP_ROOT || r == DEP_ACL) || !has_to(f, verb)) return false;
    if (r == DEP_ACL) subject = syntax_head(&f->b->syntax, verb);
    if (subject == TOKEN_NONE || subject > verb || is_state_or_process(clause_lemma(f->b, verb)))
        return false;
    *out = (outlook){
        .act = verb, .governor = verb, .subject = subject, .kind = EXPECTATION_SCHEDULED
    };
    return true;
}
