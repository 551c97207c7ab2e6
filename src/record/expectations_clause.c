/* record/expectations_clause.c: what an outlook says: its clause, who acts, when, of what kind
 * it is. */
#include "record/expectations.h"

/* ---- times ---- */

enum { TIME_REACH = 40 }; /* tokens behind a verb that are looked at */

/* Whether the words below a child are the head's own circumstances, and not a clause's. */
static bool is_circumstance(const foresight *f, uint32_t child) {
    phrase p = f->b->syntax.reach[child];
    switch (clause_relation(f->b, child)) {
    case DEP_OBL:
    case DEP_ADVMOD:
    case DEP_NMOD:
    case DEP_DEP:
    case DEP_AMOD:
    case DEP_COMPOUND:
    case DEP_NMOD_POSS: return true;
    case DEP_OBJ:
    case DEP_XCOMP: return p.past - p.first <= 8;
    default: return false;
    }
}

enum time_side foresight_time(const foresight *f, uint32_t head) {
    const syntax *s = &f->b->syntax;
    enum time_side found = SIDE_UNKNOWN;
    int left = CHILDREN_MOST;
    for (uint32_t c = s->first_child[head]; c != TOKEN_NONE && left--; c = s->next_sibling[c]) {
        if (!is_circumstance(f, c)) continue;
        phrase p = s->reach[c];
        for (uint32_t i = p.first; i < p.past && i < p.first + TIME_REACH; i++) {
            if (f->ahead[i] == SIDE_AHEAD) return SIDE_AHEAD;
            if (f->ahead[i] == SIDE_TODAY || (f->ahead[i] == SIDE_PAST && i == c))
                found = f->ahead[i];
        }
    }
    return found;
}

/* ---- conditions ---- */

static bool has_if(const foresight *f, uint32_t verb) {
    const syntax *s = &f->b->syntax;
    for (uint32_t c = syntax_child(s, verb, DEP_ADVCL); c != TOKEN_NONE;
         c = syntax_next(s, c, DEP_ADVCL))
        if (clause_child(f->b, c, "if unless provided") != TOKEN_NONE) return true;
    return false;
}

/* A sentence, or what is said in it, that begins with "if". */
static bool begins_with_if(const foresight *f, uint32_t verb) {
    const sentence *s = &f->b->labels->sentences[f->b->labels->sentence_of[verb]];
    uint32_t i = s->first;
    while (i + 1 < s->past && i < s->first + 4 && f->b->tokens->at[i].flags & TOKEN_MARK) i++;
    return word_in_list(token_str(f->b->tokens, i), "if unless");
}

bool outlook_is_conditional(const foresight *f, const outlook *x) {
    uint32_t verb = x->act;
    if (begins_with_if(f, verb)) return true;
    for (int climb = 0; climb < 4 && verb != TOKEN_NONE; climb++) {
        if (has_if(f, verb)) return true;
        if (clause_relation(f->b, verb) == DEP_ADVCL
            && clause_child(f->b, verb, "if unless whether") != TOKEN_NONE)
            return true;
        if (verb == x->governor && clause_relation(f->b, verb) != DEP_XCOMP
            && clause_relation(f->b, verb) != DEP_CONJ)
            break;
        verb = syntax_head(&f->b->syntax, verb);
    }
    return false;
}

/* ---- the clause ---- */

/* The first word of the clause: its subject's, else that of the governing word. */
static uint32_t start_of(const foresight *f, const outlook *x) {
    const syntax *s = &f->b->syntax;
    uint32_t first = x->governor, subject = x->subject;
    for (uint32_t c = s->first_child[x->governor]; c != TOKEN_NONE && c < x->governor;
         c = s->next_sibling[c]) {
        deprel r = clause_relation(f->b, c);
        bool own = r == DEP_NSUBJ || r == DEP_NSUBJ_PASS || r == DEP_AUX || r == DEP_AUX_PASS
                || r == DEP_COP || r == DEP_EXPL;
        if (own && s->reach[c].first < first) first = s->reach[c].first;
    }
    bool participle = clause_relation(f->b, x->governor) == DEP_ACL && subject != TOKEN_NONE;
    if (participle && subject < first && !clause_is(f->b, x->governor, "plan promise pledge vow"))
        first = syntax_noun_phrase(s, subject).first;
    return first;
}

phrase outlook_phrase(const foresight *f, const outlook *x) {
    if (x->noun) return clause_without_marks(f->b, syntax_noun_phrase(&f->b->syntax, x->act));
    uint32_t past = clause_end(f->b, x->governor), act_past = clause_end(f->b, x->act);
    phrase p = { start_of(f, x), act_past > past ? act_past : past };
    if (x->governor - p.first > LOOK_MOST) p.first = x->governor;
    if (p.past - p.first > CLAUSE_MOST) p.past = p.first + CLAUSE_MOST;
    if (p.past <= x->act) p.past = x->act + 1;
    if (f->said_in[x->act] == ID_NONE) return clause_without_marks(f->b, p);
    while (p.first < x->governor && f->said_in[p.first] == ID_NONE) p.first++;
    while (p.past > x->act + 1 && f->said_in[p.past - 1] == ID_NONE) p.past--;
    return clause_without_marks(f->b, p);
}

/* ---- who ---- */

static uint32_t agent_of(const foresight *f, uint32_t verb) {
    const syntax *s = &f->b->syntax;
    uint32_t agent = syntax_child(s, verb, DEP_OBL_AGENT);
    for (uint32_t c = syntax_child(s, verb, DEP_OBL); agent == TOKEN_NONE && c != TOKEN_NONE;
         c = syntax_next(s, c, DEP_OBL)) {
        uint32_t by = clause_child(f->b, c, "by");
        if (by != TOKEN_NONE && by < c && actor_at(f->b, c) != ID_NONE) agent = c;
    }
    return agent;
}

void outlook_who(const foresight *f, const outlook *x, id_list *who) {
    uint32_t agent =
        !x->noun && clause_is_passive(f->b, x->act) ? agent_of(f, x->act) : TOKEN_NONE;
    if (agent == TOKEN_NONE) agent = x->subject;
    if (agent != TOKEN_NONE) clause_actors(f->b, agent, f->said_in[agent], who);
}

/* ---- kind ---- */

bool foresight_is_own(const foresight *f, uint32_t verb, uint32_t subject) {
    return subject != TOKEN_NONE && clause_is_speaker(f->b, subject, f->said_in[verb]);
}

expectation_kind outlook_kind(const foresight *f, const outlook *x, bool dated) {
    if (!x->settled) return x->kind;
    if (clause_child(f->b, x->act, "probably likely presumably") != TOKEN_NONE)
        return EXPECTATION_EXPECTED;
    if (foresight_is_own(f, x->act, x->subject))
        return dated ? EXPECTATION_SCHEDULED : EXPECTATION_PROMISED;
    if (f->said_in[x->act] == ID_NONE)
        return clause_can_act(f->b, x->subject) || dated ? EXPECTATION_SCHEDULED
                                                         : EXPECTATION_EXPECTED;
    return dated ? EXPECTATION_SCHEDULED : EXPECTATION_EXPECTED;
}
