/* record/actor_links.c: phrases that a construction of grammar says are one's: the precise
 * constructs of Raghunathan et al. 2010, on Universal Dependencies. */
#include "record/actor_links.h"

#include "record/actor_names.h"

static bool is_relative(str word) {
    return str_is_folded(word, "who") || str_is_folded(word, "which") ||
           str_is_folded(word, "that") || str_is_folded(word, "whom");
}

uint32_t referent_meant(const referents *r, uint32_t head) {
    const syntax *s = &r->b->syntax;
    if (head == TOKEN_NONE) return REFERENT_NONE;
    if (r->of_head[head] != REFERENT_NONE) return r->of_head[head];
    if (!is_relative(token_str(s->tokens, head))) return REFERENT_NONE;
    uint32_t verb = syntax_head(s, head);
    for (int climb = 0; climb < 4 && verb != TOKEN_NONE; climb++) {
        uint32_t noun = syntax_head(s, verb);
        if (noun == TOKEN_NONE) break;
        if (s->labels->deprel[verb] == DEP_ACL_RELCL) return r->of_head[noun];
        verb = noun;
    }
    return REFERENT_NONE;
}

static bool is_one_of(str word, const char *const *list) {
    for (; *list; list++)
        if (str_is(word, *list)) return true;
    return false;
}

bool predicate_holds(const syntax *s, uint32_t head) {
    static const char *const doubts[] = { "not", "n't", "n’t", "never", "no", "if", "whether",
        "may", "might", "could", "would", "should", "unless", "hardly", "nor", "neither", NULL };
    for (uint32_t c = s->first_child[head]; c != TOKEN_NONE; c = s->next_sibling[c]) {
        deprel d = (deprel)s->labels->deprel[c];
        if (d != DEP_ADVMOD && d != DEP_AUX && d != DEP_MARK && d != DEP_DET && d != DEP_CC)
            continue;
        if (is_one_of(s->lemmas[c], doubts)) return false;
    }
    return true;
}

static bool amounts_agree(const referent *a, const referent *b) {
    if (!a->amount || !b->amount || a->amount == b->amount) return true;
    bool body = a->being == BEING_BODY || a->being == BEING_STATE || b->being == BEING_BODY ||
                b->being == BEING_STATE || a->being == BEING_PEOPLE || b->being == BEING_PEOPLE;
    return body && !(a->being == BEING_PERSON || b->being == BEING_PERSON);
}

/* Two names that the search by names has left apart are two. */
static bool may_be_one(referents *r, uint32_t i, uint32_t j) {
    const referent *a = &r->at[i], *b = &r->at[j];
    const cluster *left = &r->clusters[cluster_of(r, i)];
    const cluster *right = &r->clusters[cluster_of(r, j)];
    if (a->kind == MENTION_NAME && b->kind == MENTION_NAME) return false;
    if (left->named != REFERENT_NONE && right->named != REFERENT_NONE) return false;
    return clusters_agree(left, right) && amounts_agree(a, b);
}

static void join_where_possible(referents *r, uint32_t i, uint32_t j) {
    if (i != REFERENT_NONE && j != REFERENT_NONE && i != j && may_be_one(r, i, j))
        clusters_join(r, i, j);
}

/* ---- constructions ---- */

static void join_apposition(referents *r, uint32_t i) {
    const build *b = r->b;
    if (b->labels->deprel[r->at[i].head] != DEP_APPOS) return;
    uint32_t head = syntax_head(&b->syntax, r->at[i].head);
    if (head != TOKEN_NONE) join_where_possible(r, r->of_head[head], i);
}

static uint32_t subject_of_predicate(const referents *r, uint32_t head) {
    return referent_meant(r, syntax_subject(&r->b->syntax, head));
}

static void join_predicate(referents *r, uint32_t i) {
    const syntax *s = &r->b->syntax;
    const referent *p = &r->at[i];
    if (syntax_child(s, p->head, DEP_COP) == TOKEN_NONE || p->being == BEING_THING) return;
    if (p->kind == MENTION_PRONOUN || syntax_child(s, p->head, DEP_CASE) != TOKEN_NONE) return;
    if (!predicate_holds(s, p->head)) return;
    join_where_possible(r, subject_of_predicate(r, p->head), i);
}

/* "voters made her mayor", "was named head coach": verbs that give an office. */
static bool gives_office(str lemma) {
    static const char *const verbs[] = { "name", "appoint", "elect", "make", "crown", "declare",
        "become", "remain", "reelect", "re-elect", "install", NULL };
    return is_one_of(lemma, verbs);
}

static void join_appointment(referents *r, uint32_t i) {
    const syntax *s = &r->b->syntax;
    const referent *office = &r->at[i];
    uint32_t verb = syntax_head(s, office->head);
    deprel d = (deprel)s->labels->deprel[office->head];
    if (verb == TOKEN_NONE || (d != DEP_XCOMP && d != DEP_OBJ) || !gives_office(s->lemmas[verb]))
        return;
    if (office->kind != MENTION_NOUN || office->being != BEING_PERSON) return;
    if (!predicate_holds(s, verb)) return;
    uint32_t who = syntax_child(s, verb, d == DEP_OBJ ? DEP_IOBJ : DEP_OBJ);
    if (who == TOKEN_NONE || who == office->head) who = syntax_subject(s, verb);
    join_where_possible(r, referent_meant(r, who), i);
}

/* "International Monetary Fund (IMF)" and "IMF (International Monetary Fund)". */
static void join_brackets(referents *r, uint32_t i) {
    const build *b = r->b;
    const referent *full = &r->at[i];
    if (full->kind != MENTION_NAME || full->past + 2 >= b->tokens->count) return;
    if (!str_is(token_str(b->tokens, full->past), "(")) return;
    uint32_t j = r->of_head[full->past + 1];
    if (j == REFERENT_NONE || r->at[j].kind != MENTION_NAME) return;
    if (!str_is(token_str(b->tokens, full->past + 2), ")")) return;
    str brief = token_str(b->tokens, full->past + 1);
    if (full->being != BEING_PERSON && name_has_initials(b, referent_name(b, full), brief))
        clusters_join(r, i, j);
}

void actor_links_join(referents *r) {
    for (uint32_t i = 0; i < r->count; i++) {
        if (r->at[i].joint) continue;
        join_apposition(r, i);
        join_predicate(r, i);
        join_appointment(r, i);
        join_brackets(r, i);
    }
}
