/* record/expectations_clause.c: what an outlook says: its clause, who acts, when, of what kind
 * it is. */
#include "record/expectations.h"

#include "record/lexicon.h"

/* ---- questions to the tree ---- */

str foresight_lemma(const foresight *f, uint32_t i) { return f->b->syntax.lemmas[i]; }

bool foresight_is(const foresight *f, uint32_t i, const char *list) {
    return word_in_list(f->b->syntax.lemmas[i], list);
}

upos foresight_class(const foresight *f, uint32_t i) { return (upos)f->b->labels->upos[i]; }

deprel foresight_relation(const foresight *f, uint32_t i) {
    return (deprel)f->b->labels->deprel[i];
}

uint32_t foresight_child(const foresight *f, uint32_t head, const char *words) {
    const syntax *s = &f->b->syntax;
    int left = CHILDREN_MOST;
    for (uint32_t c = s->first_child[head]; c != TOKEN_NONE && left--; c = s->next_sibling[c])
        if (word_in_list(token_str(f->b->tokens, c), words) || word_in_list(s->lemmas[c], words))
            return c;
    return TOKEN_NONE;
}

bool foresight_is_denied(const foresight *f, uint32_t verb) {
    uint32_t word = foresight_child(f, verb, "not n't n’t never no nor neither hardly");
    return word != TOKEN_NONE && word < verb;
}

enum { TIME_REACH = 40 }; /* tokens behind a verb that are looked at */

/* Whether the words below a child are the head's own circumstances, and not a clause's. */
static bool is_circumstance(const foresight *f, uint32_t child) {
    phrase p = f->b->syntax.reach[child];
    switch (foresight_relation(f, child)) {
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

bool foresight_is_passive(const foresight *f, uint32_t verb) {
    const syntax *s = &f->b->syntax;
    return syntax_child(s, verb, DEP_AUX_PASS) != TOKEN_NONE
        || syntax_child(s, verb, DEP_NSUBJ_PASS) != TOKEN_NONE;
}

bool foresight_can_act(const foresight *f, uint32_t word) {
    if (word == TOKEN_NONE) return false;
    if (actor_at(f->b, word) != ID_NONE) return true;
    upos class = foresight_class(f, word);
    if (class == UPOS_PRON) return foresight_is(f, word, "he she they we i who");
    if (class == UPOS_PROPN) return true;
    noun_class c = lexicon_noun(foresight_lemma(f, word));
    return class == UPOS_NOUN && c != NOUN_THING && c != NOUN_DOCUMENT;
}

uint32_t foresight_subject(const foresight *f, uint32_t verb) {
    const syntax *s = &f->b->syntax;
    uint32_t subject = syntax_subject(s, verb);
    if (subject == TOKEN_NONE || !foresight_is(f, subject, "who which that")) return subject;
    for (int climb = 0; climb < 4 && verb != TOKEN_NONE; climb++) {
        if (foresight_relation(f, verb) == DEP_ACL_RELCL) {
            uint32_t noun = syntax_head(s, verb);
            return noun == TOKEN_NONE ? subject : noun;
        }
        verb = syntax_head(s, verb);
    }
    return subject;
}

/* ---- conditions ---- */

static bool has_if(const foresight *f, uint32_t verb) {
    const syntax *s = &f->b->syntax;
    for (uint32_t c = syntax_child(s, verb, DEP_ADVCL); c != TOKEN_NONE;
         c = syntax_next(s, c, DEP_ADVCL))
        if (foresight_child(f, c, "if unless provided") != TOKEN_NONE) return true;
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
        if (foresight_relation(f, verb) == DEP_ADVCL
            && foresight_child(f, verb, "if unless whether") != TOKEN_NONE)
            return true;
        if (verb == x->governor && foresight_relation(f, verb) != DEP_XCOMP
            && foresight_relation(f, verb) != DEP_CONJ)
            break;
        verb = syntax_head(&f->b->syntax, verb);
    }
    return false;
}

/* ---- the clause ---- */

/* Whether a child behind its verb still belongs to the clause: "he said" and a second
 * sentence do not. */
static bool belongs(const foresight *f, uint32_t child) {
    deprel r = foresight_relation(f, child);
    if (r == DEP_PARATAXIS || r == DEP_DISCOURSE || r == DEP_VOCATIVE) return false;
    if (r != DEP_CONJ) return true;
    return syntax_child(&f->b->syntax, child, DEP_NSUBJ) == TOKEN_NONE
        && syntax_child(&f->b->syntax, child, DEP_NSUBJ_PASS) == TOKEN_NONE;
}

static uint32_t end_of(const foresight *f, uint32_t head) {
    const syntax *s = &f->b->syntax;
    uint32_t past = head + 1;
    for (uint32_t c = s->first_child[head]; c != TOKEN_NONE; c = s->next_sibling[c]) {
        if (c < head || foresight_class(f, c) == UPOS_PUNCT) continue;
        if (!belongs(f, c)) break;
        if (s->reach[c].past > past) past = s->reach[c].past;
    }
    return past;
}

/* The first word of the clause: its subject's, else that of the governing word. */
static uint32_t start_of(const foresight *f, const outlook *x) {
    const syntax *s = &f->b->syntax;
    uint32_t first = x->governor, subject = x->subject;
    for (uint32_t c = s->first_child[x->governor]; c != TOKEN_NONE && c < x->governor;
         c = s->next_sibling[c]) {
        deprel r = foresight_relation(f, c);
        bool own = r == DEP_NSUBJ || r == DEP_NSUBJ_PASS || r == DEP_AUX || r == DEP_AUX_PASS
                || r == DEP_COP || r == DEP_EXPL;
        if (own && s->reach[c].first < first) first = s->reach[c].first;
    }
    bool participle = foresight_relation(f, x->governor) == DEP_ACL && subject != TOKEN_NONE;
    if (participle && subject < first && !foresight_is(f, x->governor, "plan promise pledge vow"))
        first = syntax_noun_phrase(s, subject).first;
    return first;
}

static phrase without_marks(const foresight *f, phrase p) {
    while (p.past - p.first > 1 && f->b->tokens->at[p.past - 1].flags & TOKEN_MARK
           && !str_is(token_str(f->b->tokens, p.past - 1), "%"))
        p.past--;
    while (p.past - p.first > 1 && foresight_class(f, p.first) == UPOS_PUNCT) p.first++;
    return p;
}

phrase outlook_phrase(const foresight *f, const outlook *x) {
    if (x->noun) return without_marks(f, syntax_noun_phrase(&f->b->syntax, x->act));
    uint32_t past = end_of(f, x->governor), act_past = end_of(f, x->act);
    phrase p = { start_of(f, x), act_past > past ? act_past : past };
    if (x->governor - p.first > LOOK_MOST) p.first = x->governor;
    if (p.past - p.first > CLAUSE_MOST) p.past = p.first + CLAUSE_MOST;
    if (p.past <= x->act) p.past = x->act + 1;
    if (f->said_in[x->act] == ID_NONE) return without_marks(f, p);
    while (p.first < x->governor && f->said_in[p.first] == ID_NONE) p.first++;
    while (p.past > x->act + 1 && f->said_in[p.past - 1] == ID_NONE) p.past--;
    return without_marks(f, p);
}

/* ---- who ---- */

static bool holds_id(const id_list *list, id i) {
    for (size_t k = 0; k < list->count; k++)
        if (list->at[k] == i) return true;
    return false;
}

/* An actor whose name is that of a body, or ID_NONE. */
static id actor_named(const foresight *f, str name) {
    for (size_t i = 0; i < f->b->out->actors.count; i++)
        if (str_same_folded(f->b->out->actors.at[i].name, name)) return (id)i;
    return ID_NONE;
}

/* "we" of a spokesman or a head is the body that he speaks for. */
static id body_of(const foresight *f, id speaker) {
    const actor *a = &f->b->out->actors.at[speaker];
    for (size_t i = 0; i < a->roles.count; i++) {
        if (!a->roles.at[i].of.length) continue;
        id body = actor_named(f, a->roles.at[i].of);
        if (body != ID_NONE) return body;
    }
    return speaker;
}

static id speaker_at(const foresight *f, uint32_t word) {
    id said = f->said_in[word];
    if (said == ID_NONE) return ID_NONE;
    const statement *s = &f->b->out->statements.at[said];
    return s->speakers.count ? s->speakers.at[0] : ID_NONE;
}

static id actor_of(const foresight *f, uint32_t word) {
    id speaker = speaker_at(f, word);
    if (foresight_class(f, word) == UPOS_PRON && speaker != ID_NONE) {
        if (word_in_list(token_str(f->b->tokens, word), "i my me")) return speaker;
        if (word_in_list(token_str(f->b->tokens, word), "we our us")) return body_of(f, speaker);
    }
    id found = actor_at(f->b, word);
    if (found != ID_NONE || foresight_class(f, word) != UPOS_NOUN) return found;
    if (!foresight_can_act(f, word)) return ID_NONE;
    phrase p = syntax_noun_phrase(&f->b->syntax, word);
    return actor_claim(f->b, p.first, p.past);
}

static void add_who(const foresight *f, uint32_t word, id_list *who) {
    const syntax *s = &f->b->syntax;
    id found = actor_of(f, word);
    if (found != ID_NONE && !holds_id(who, found)) *LIST_ADD(f->b->a, who) = found;
    for (uint32_t c = syntax_child(s, word, DEP_CONJ); c != TOKEN_NONE;
         c = syntax_next(s, c, DEP_CONJ)) {
        found = actor_of(f, c);
        if (found != ID_NONE && !holds_id(who, found)) *LIST_ADD(f->b->a, who) = found;
    }
}

static uint32_t agent_of(const foresight *f, uint32_t verb) {
    const syntax *s = &f->b->syntax;
    uint32_t agent = syntax_child(s, verb, DEP_OBL_AGENT);
    for (uint32_t c = syntax_child(s, verb, DEP_OBL); agent == TOKEN_NONE && c != TOKEN_NONE;
         c = syntax_next(s, c, DEP_OBL)) {
        uint32_t by = foresight_child(f, c, "by");
        if (by != TOKEN_NONE && by < c && actor_at(f->b, c) != ID_NONE) agent = c;
    }
    return agent;
}

void outlook_who(const foresight *f, const outlook *x, id_list *who) {
    uint32_t agent =
        !x->noun && foresight_is_passive(f, x->act) ? agent_of(f, x->act) : TOKEN_NONE;
    if (agent == TOKEN_NONE) agent = x->subject;
    if (agent != TOKEN_NONE) add_who(f, agent, who);
}

/* ---- kind ---- */

bool foresight_is_own(const foresight *f, uint32_t verb, uint32_t subject) {
    id said = f->said_in[verb];
    if (said == ID_NONE || subject == TOKEN_NONE) return false;
    if (foresight_is(f, subject, "i we")) return true;
    id who = actor_of(f, subject);
    const statement *s = &f->b->out->statements.at[said];
    for (size_t i = 0; who != ID_NONE && i < s->speakers.count; i++)
        if (s->speakers.at[i] == who || body_of(f, s->speakers.at[i]) == who) return true;
    return false;
}

expectation_kind outlook_kind(const foresight *f, const outlook *x, bool dated) {
    if (!x->settled) return x->kind;
    if (foresight_is_own(f, x->act, x->subject))
        return dated ? EXPECTATION_SCHEDULED : EXPECTATION_PROMISED;
    if (f->said_in[x->act] == ID_NONE)
        return foresight_can_act(f, x->subject) || dated ? EXPECTATION_SCHEDULED
                                                         : EXPECTATION_EXPECTED;
    return dated ? EXPECTATION_SCHEDULED : EXPECTATION_EXPECTED;
}
