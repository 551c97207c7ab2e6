/* record/actor_kinds.c: which of the things a text speaks of are actors, of which kind, and
 * by which name they go. */
#include "record/actors.h"

#include "record/lexicon.h"

/* ---- places that act ---- */

/* Verbs whose subject need not do anything. */
static bool is_state_verb(str lemma) {
    static const char *const verbs[] = { "be", "have", "lie", "border", "contain", "include",
        "see", "become", "remain", "sit", "stand", "exist", "belong", "grow", "rise", "fall",
        "experience", "suffer", "host", "consist", "comprise", "cover", "boast", "feature",
        "celebrate", "face", "get", "know", "record", "average", "rank", "need", "lack",
        "account", "produce", "begin", "start", "end", NULL };
    for (size_t i = 0; verbs[i]; i++)
        if (str_is(lemma, verbs[i])) return true;
    return false;
}

bool place_acts(const referents *r, uint32_t i) {
    const syntax *s = &r->b->syntax;
    const referent *p = &r->at[i];
    if (p->talks) return true;
    if (p->kind != MENTION_NAME) return false;
    uint32_t first = syntax_first_conjunct(s, p->head);
    deprel d = (deprel)s->labels->deprel[first];
    if (d == DEP_OBL_AGENT) return true;
    if (d != DEP_NSUBJ) return false;
    uint32_t verb = syntax_head(s, first);
    return verb != TOKEN_NONE && s->labels->upos[verb] == UPOS_VERB &&
           !is_state_verb(s->lemmas[verb]);
}

/* What the reader said of its fullest name; ENTITY_TYPES where it has none. */
static entity_type label_of(const referents *r, const cluster *c) {
    if (c->named == REFERENT_NONE || r->at[c->named].entity == REFERENT_NONE) return ENTITY_TYPES;
    return r->b->labels->entities[r->at[c->named].entity].type;
}

bool cluster_is_actor(const referents *r, uint32_t root, bool acts) {
    const cluster *c = &r->clusters[root];
    if (r->at[root].joint && c->count < 2) return false;
    switch (c->being) {
    case BEING_PERSON: case BEING_PEOPLE: case BEING_BODY: case BEING_STATE:
        return true;
    case BEING_PLACE:
        return acts;
    case BEING_UNKNOWN:
        return c->talks || label_of(r, c) == ENTITY_PERSON ||
               label_of(r, c) == ENTITY_ORGANIZATION ||
               (r->at[root].pronoun == PRONOUN_THEY && c->count > 1);
    default:
        return c->talks;
    }
}

/* ---- kinds ---- */

/* Bodies between states and parties are organisations, whatever word they bear. */
static bool is_between_states(const build *b, phrase name) {
    static const char *const words[] = { "un", "u.n.", "united", "nato", "international", "world",
        "global", "european", "eu", "african", "party", "asean", "arab", "red", NULL };
    str word = token_str(b->tokens, name.first);
    if (str_is_folded(word, "the") && name.past - name.first > 1)
        word = token_str(b->tokens, name.first + 1);
    for (size_t i = 0; words[i]; i++)
        if (str_is_folded(word, words[i])) return true;
    return str_is_folded(token_str(b->tokens, name.past - 1), "party");
}

static actor_kind kind_of_state(const referents *r, const cluster *c) {
    if (c->named == REFERENT_NONE) return ACTOR_GOVERNMENT;
    phrase name = referent_name(r->b, &r->at[c->named]);
    return is_between_states(r->b, name) ? ACTOR_ORGANISATION : ACTOR_GOVERNMENT;
}

static actor_kind kind_of_label(entity_type e) {
    switch (e) {
    case ENTITY_PERSON: return ACTOR_PERSON;
    case ENTITY_ORGANIZATION: return ACTOR_ORGANISATION;
    case ENTITY_LOCATION: case ENTITY_FACILITY: return ACTOR_GOVERNMENT;
    default: return ACTOR_UNKNOWN;
    }
}

/* "a source", "two sources": who they are is not told. */
static bool is_unnamed_source(const referents *r, uint32_t root) {
    const referent *p = &r->at[root];
    return p->kind == MENTION_NOUN && str_is(r->b->syntax.lemmas[p->word], "source");
}

actor_kind actor_kind_of(const referents *r, uint32_t root) {
    const cluster *c = &r->clusters[root];
    if (is_unnamed_source(r, root)) return ACTOR_UNKNOWN;
    switch (c->being) {
    case BEING_PERSON: return c->amount == AMOUNT_MANY ? ACTOR_GROUP : ACTOR_PERSON;
    case BEING_PEOPLE: return ACTOR_GROUP;
    case BEING_BODY: return c->amount == AMOUNT_MANY && c->named == REFERENT_NONE
                            ? ACTOR_GROUP : ACTOR_ORGANISATION;
    case BEING_STATE: return kind_of_state(r, c);
    case BEING_PLACE: return ACTOR_GOVERNMENT;
    case BEING_UNKNOWN:
        return r->at[root].pronoun == PRONOUN_THEY ? ACTOR_GROUP : kind_of_label(label_of(r, c));
    default: return ACTOR_UNKNOWN;
    }
}

/* ---- names ---- */

static bool is_possessive_mark(str word) {
    return str_is(word, "'s") || str_is(word, "’s") || str_is(word, "'") || str_is(word, "’");
}

enum { CLAUSE_IN_NAME = 8 }; /* tokens of a participle's clause that still names somebody */

/* A description without its relative clause, participles after a comma and 's. */
static phrase short_phrase(const referents *r, const referent *p) {
    const syntax *s = &r->b->syntax;
    phrase out = { p->first, p->past };
    static const deprel clauses[] = { DEP_ACL_RELCL, DEP_ACL };
    for (size_t i = 0; i < sizeof clauses / sizeof *clauses; i++) {
        uint32_t clause = syntax_child(s, p->head, clauses[i]);
        uint32_t first = clause == TOKEN_NONE ? 0 : syntax_subtree(s, clause).first;
        bool apart = first > p->head && (str_is(token_str(s->tokens, first - 1), ",")
                                         || str_is(token_str(s->tokens, first), ","));
        apart = apart || (first > p->head && out.past - first > CLAUSE_IN_NAME);
        if (first > p->head && (apart || clauses[i] == DEP_ACL_RELCL) && first < out.past)
            out.past = first;
    }
    bool neither = str_is_folded(token_str(s->tokens, out.first), "neither")
                || str_is_folded(token_str(s->tokens, out.first), "either");
    if (neither && out.first + 1 < p->head) out.first++;
    while (out.past > p->head + 1 && (s->labels->upos[out.past - 1] == UPOS_PUNCT ||
           is_possessive_mark(token_str(s->tokens, out.past - 1))))
        out.past--;
    return out;
}

str actor_name_of(const referents *r, uint32_t root, uint32_t first_noun) {
    const build *b = r->b;
    const cluster *c = &r->clusters[root];
    phrase p;
    if (c->named != REFERENT_NONE) p = referent_name(b, &r->at[c->named]);
    else p = short_phrase(r, &r->at[first_noun != REFERENT_NONE ? first_noun : root]);
    return str_cut(b->tokens->text, b->tokens->at[p.first].start, b->tokens->at[p.past - 1].end);
}
