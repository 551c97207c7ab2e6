/* record/actor_links.c: phrases that a construction of grammar says are one's: the precise
 * constructs of Raghunathan et al. 2010, on Universal Dependencies. */
#include "record/actor_links.h"

#include "record/actor_names.h"

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
    if (i == REFERENT_NONE || j == REFERENT_NONE || i == j || !may_be_one(r, i, j)) return;
    clusters_join(r, i, j);
    r->at[i].stated = r->at[j].stated = true;
}

/* ---- constructions ---- */

/* "singer", "a singer": what one is told to be, not somebody else. */
static bool is_bare(const referent *p) {
    return p->kind == MENTION_NOUN && (p->article == ARTICLE_NONE || p->article == ARTICLE_A);
}

/* Words for people that are as often said of bodies. */
static bool is_trade(str lemma) {
    static const char *const words[] = { "owner", "operator", "maker", "builder", "developer",
        "publisher", "supplier", "contractor", "employer", "lender", "buyer", "seller", "rival",
        "manufacturer", "producer", "distributor", "competitor", "partner", "landlord", "insurer",
        "creditor", "shareholder", "sponsor", "provider", "carrier", "retailer", "broadcaster",
        NULL };
    return is_one_of(lemma, words);
}

/* "the owner, Alba Metals" */
static void read_as_body(referents *r, uint32_t noun, uint32_t name) {
    referent *p = &r->at[noun], *q = &r->at[name];
    cluster *c = &r->clusters[cluster_of(r, noun)], *other = &r->clusters[cluster_of(r, name)];
    if (p->kind != MENTION_NOUN || q->kind != MENTION_NAME || c->count > 1) return;
    if (!is_trade(r->b->syntax.lemmas[p->head])) return;
    if (q->being == BEING_BODY) p->being = c->being = BEING_BODY;
    bool one_word = q->past == q->first + 1 && other->count == 1 && !q->sex;
    if (p->being == BEING_BODY && one_word) q->being = other->being = BEING_BODY;
}

static void join_apposition(referents *r, uint32_t i) {
    const build *b = r->b;
    uint32_t first = syntax_first_conjunct(&b->syntax, r->at[i].head);
    if (b->labels->deprel[first] != DEP_APPOS) return;
    if (first != r->at[i].head && !is_bare(&r->at[i])) return; /* somebody else */
    uint32_t head = syntax_head(&b->syntax, first);
    uint32_t j = head == TOKEN_NONE ? REFERENT_NONE : r->of_head[head];
    if (j == REFERENT_NONE) return;
    read_as_body(r, j, i);
    read_as_body(r, i, j);
    join_where_possible(r, j, i);
}

static uint32_t subject_of_predicate(const referents *r, uint32_t head) {
    return referent_meant(r, syntax_subject(&r->b->syntax, head));
}

/* "does not want to be chancellor": what hangs on another verb is not told as a fact. */
static bool is_wished(const syntax *s, uint32_t predicate) {
    static const char *const factual[] = { "prove", "remain", "seem", "become", "happen", NULL };
    deprel d = (deprel)s->labels->deprel[predicate];
    uint32_t verb = syntax_head(s, predicate);
    if (d != DEP_XCOMP || verb == TOKEN_NONE) return false;
    return !is_one_of(s->lemmas[verb], factual);
}

static bool own_subject(const syntax *s, uint32_t head) {
    return syntax_child(s, head, DEP_NSUBJ) != TOKEN_NONE ||
           syntax_child(s, head, DEP_COP) != TOKEN_NONE;
}

static void join_predicate(referents *r, uint32_t i) {
    const syntax *s = &r->b->syntax;
    const referent *p = &r->at[i];
    uint32_t first = syntax_first_conjunct(s, p->head);
    if (syntax_child(s, first, DEP_COP) == TOKEN_NONE || p->being == BEING_THING) return;
    if (first != p->head && (own_subject(s, p->head) || !is_bare(p))) return;
    if (p->kind == MENTION_PRONOUN || syntax_child(s, p->head, DEP_CASE) != TOKEN_NONE) return;
    if (!predicate_holds(s, first) || is_wished(s, first)) return;
    join_where_possible(r, subject_of_predicate(r, first), i);
}

/* "voters made her mayor", "was named head coach": verbs that give an office. */
static bool gives_office(str lemma) {
    static const char *const verbs[] = { "name", "appoint", "elect", "make", "crown", "declare",
        "become", "remain", "reelect", "re-elect", "install", NULL };
    return is_one_of(lemma, verbs);
}

/* "made her mayor", where the tree has "her" as the mayor's owner. */
static uint32_t her_of(const syntax *s, uint32_t noun) {
    uint32_t owner = syntax_child(s, noun, DEP_NMOD_POSS);
    bool next = owner != TOKEN_NONE && owner + 1 == noun;
    return next && str_is_folded(token_str(s->tokens, owner), "her") ? owner : TOKEN_NONE;
}

/* "was named coach" where the tree has the coach as what was passive. */
static void join_passive_noun(referents *r, uint32_t i) {
    const syntax *s = &r->b->syntax;
    uint32_t head = r->at[i].head;
    if (syntax_child(s, head, DEP_AUX_PASS) == TOKEN_NONE || !predicate_holds(s, head)) return;
    if (r->at[i].being == BEING_PERSON && r->at[i].kind == MENTION_NOUN)
        join_where_possible(r, referent_meant(r, syntax_subject(s, head)), i);
}

static void join_appointment(referents *r, uint32_t i) {
    const syntax *s = &r->b->syntax;
    const referent *office = &r->at[i];
    uint32_t verb = syntax_head(s, office->head);
    deprel d = (deprel)s->labels->deprel[office->head];
    if (verb == TOKEN_NONE || (d != DEP_XCOMP && d != DEP_OBJ) || !gives_office(s->lemmas[verb])) {
        join_passive_noun(r, i);
        return;
    }
    if (office->kind != MENTION_NOUN || office->being != BEING_PERSON) return;
    if (!predicate_holds(s, verb)) return;
    uint32_t who = syntax_child(s, verb, d == DEP_OBJ ? DEP_IOBJ : DEP_OBJ);
    if (d == DEP_OBJ && her_of(s, office->head) != TOKEN_NONE) return;
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

/* "the driver, identified as Kyle Benson", "a man known only as Tiger" */
static void join_identified(referents *r, uint32_t i) {
    static const char *const verbs[] = { "identify", "name", "know", "introduce", "list", NULL };
    const syntax *s = &r->b->syntax;
    const referent *name = &r->at[i];
    uint32_t verb = syntax_head(s, name->head), as = syntax_child(s, name->head, DEP_CASE);
    if (name->kind != MENTION_NAME || verb == TOKEN_NONE || as == TOKEN_NONE) return;
    if (!str_is(s->lemmas[as], "as") || !is_one_of(s->lemmas[verb], verbs)) return;
    deprel d = (deprel)s->labels->deprel[verb];
    uint32_t who = d == DEP_ACL ? syntax_head(s, verb) : syntax_child(s, verb, DEP_NSUBJ_PASS);
    if (who == TOKEN_NONE || !predicate_holds(s, verb)) return;
    join_where_possible(r, referent_meant(r, who), i);
}

/* "the GMB union" and "the GMB": what kind of body it is. */
static void join_kind_of_body(referents *r, uint32_t i) {
    static const char *const kinds[] = { "union", "party", "group", "company", "firm", "agency",
        "airline", "network", "broadcaster", "newspaper", "charity", "movement", "militia",
        "retailer", "carmaker", "supermarket", "chain", "bank", "insurer", "start-up", NULL };
    const build *b = r->b;
    const referent *kind = &r->at[i];
    if (kind->kind != MENTION_NOUN || kind->amount == AMOUNT_MANY || !kind->head) return;
    if (!is_one_of(b->syntax.lemmas[kind->head], kinds) || kind->article != ARTICLE_THE) return;
    uint32_t j = r->of_head[kind->head - 1];
    if (j == REFERENT_NONE || r->at[j].kind != MENTION_NAME || r->at[j].being != BEING_BODY) return;
    bool whole = r->at[j].first <= kind->first + 1 && r->at[j].past == kind->head;
    if (whole && syntax_head(&b->syntax, r->at[j].head) == kind->head)
        join_where_possible(r, j, i);
}

/* "... named the man who died. He was Graham Hollis": who he is, is told next. */
static void join_told_next(referents *r, uint32_t i) {
    const build *b = r->b;
    const referent *name = &r->at[i];
    uint32_t subject = syntax_subject(&b->syntax, name->head);
    bool is = syntax_child(&b->syntax, name->head, DEP_COP) != TOKEN_NONE;
    if (name->kind != MENTION_NAME || name->being != BEING_PERSON || !is) return;
    uint32_t p = subject == TOKEN_NONE || subject > name->head ? REFERENT_NONE
                                                              : r->of_head[subject];
    if (p == REFERENT_NONE || !predicate_holds(&b->syntax, name->head)) return;
    pronoun of = r->at[p].pronoun;
    if (of != PRONOUN_HE && of != PRONOUN_SHE) return;
    uint32_t in = b->labels->sentence_of[name->head];
    for (uint32_t j = p; j-- > 0 && in - b->labels->sentence_of[r->at[j].head] <= 1;) {
        const referent *q = &r->at[j];
        bool counts = q->being == BEING_PERSON && q->amount != AMOUNT_MANY && !q->joint;
        if (!counts || q->kind != MENTION_NOUN) continue;
        if (b->labels->sentence_of[q->head] == in) continue;
        join_where_possible(r, j, i);
        return;
    }
}

/* "The latter", "the former": the last or the first of those that the sentence before (or
 * the words before in the same one) names. */
static void join_latter(referents *r, uint32_t i) {
    const build *b = r->b;
    const referent *p = &r->at[i];
    bool last = str_is(b->syntax.lemmas[p->head], "latter");
    if (p->article != ARTICLE_THE || p->kind == MENTION_NAME) return;
    if (!last && !str_is(b->syntax.lemmas[p->head], "former")) return;
    uint32_t in = b->labels->sentence_of[p->head], found = REFERENT_NONE;
    for (uint32_t j = i; j-- > 0 && in - b->labels->sentence_of[r->at[j].head] <= 1;) {
        being of = r->at[j].being;
        bool counts = of == BEING_PERSON || of == BEING_BODY || of == BEING_STATE;
        if (!counts || r->at[j].kind == MENTION_PRONOUN || r->at[j].joint) continue;
        found = j;
        if (last) break;
    }
    if (found != REFERENT_NONE) clusters_join(r, found, i);
}

static bool is_saying(str lemma) {
    static const char *const verbs[] = { "say", "announce", "deny", "admit", "claim", "promise",
        "warn", "add", "insist", "confirm", "state", "maintain", "acknowledge", "declare", NULL };
    return is_one_of(lemma, verbs);
}

/* Whether the subject of a verb of saying is meant by a pronoun that begins what is said: of
 * bodies by "it", of people where somebody else is told ("Ruiz told Lee that he was tired"). */
static bool says_of_itself(const referents *r, const referent *p, uint32_t verb, being of) {
    static const char *const telling[] = { "tell", "promise", "write", "confess", NULL };
    str lemma = r->b->syntax.lemmas[verb];
    if (p->pronoun == PRONOUN_IT)
        return is_saying(lemma) && (of == BEING_BODY || of == BEING_STATE);
    bool person = p->pronoun == PRONOUN_HE || p->pronoun == PRONOUN_SHE;
    return person && of == BEING_PERSON && is_one_of(lemma, telling);
}

/* "The ministry said it would pay": who says what he or it does. */
static void join_own_words(referents *r, uint32_t i) {
    const syntax *s = &r->b->syntax;
    const referent *p = &r->at[i];
    if (p->slot != SLOT_SUBJECT) return;
    uint32_t verb = syntax_head(s, p->head);
    uint32_t above = verb == TOKEN_NONE ? verb : syntax_head(s, verb);
    if (above == TOKEN_NONE || (deprel)s->labels->deprel[verb] != DEP_CCOMP) return;
    if (p->head < above) return;
    uint32_t who = syntax_child(s, above, DEP_NSUBJ);
    if (who == TOKEN_NONE && (deprel)s->labels->deprel[above] == DEP_CONJ)
        who = syntax_subject(s, above);
    uint32_t j = who == TOKEN_NONE ? REFERENT_NONE : r->of_head[who];
    if (j == REFERENT_NONE) return;
    cluster *c = &r->clusters[cluster_of(r, j)];
    bool trade = p->pronoun == PRONOUN_IT && c->count == 1 && r->at[j].kind == MENTION_NOUN
              && is_trade(s->lemmas[r->at[j].head]);
    if (trade) r->at[j].being = c->being = BEING_BODY; /* "The owner said it would pay" */
    if (says_of_itself(r, p, above, c->being))
        join_where_possible(r, j, i);
}

/* "Mirov, who had treatment on her ankle": hers who is the clause's subject. */
static void join_in_relative(referents *r, uint32_t i) {
    const syntax *s = &r->b->syntax;
    const referent *p = &r->at[i];
    if (!p->pronoun || (deprel)s->labels->deprel[p->head] != DEP_NMOD_POSS || p->quoted) return;
    uint32_t verb = syntax_head(s, p->head);
    for (int climb = 0; climb < 4 && verb != TOKEN_NONE; climb++) {
        if ((deprel)s->labels->deprel[verb] == DEP_ACL_RELCL) break;
        if (syntax_child(s, verb, DEP_NSUBJ) != TOKEN_NONE) return;
        verb = syntax_head(s, verb);
    }
    if (verb == TOKEN_NONE || (deprel)s->labels->deprel[verb] != DEP_ACL_RELCL) return;
    uint32_t who = syntax_child(s, verb, DEP_NSUBJ);
    if (who == TOKEN_NONE || r->of_head[who] != REFERENT_NONE || p->head < who) return;
    join_where_possible(r, referent_meant(r, who), i);
}

/* "Asked whether he would go, Ruiz said": who is meant in a clause before the main one is mostly
 * its subject. */
static void join_ahead(referents *r, uint32_t i) {
    const syntax *s = &r->b->syntax;
    const referent *p = &r->at[i];
    bool person = p->pronoun == PRONOUN_HE || p->pronoun == PRONOUN_SHE;
    if (!person || p->slot != SLOT_SUBJECT || p->quoted) return;
    uint32_t clause = syntax_head(s, p->head);
    for (int climb = 0; climb < 3 && clause != TOKEN_NONE; climb++) {
        if ((deprel)s->labels->deprel[clause] == DEP_ADVCL) break;
        clause = syntax_head(s, clause);
    }
    uint32_t main = clause == TOKEN_NONE ? TOKEN_NONE : syntax_head(s, clause);
    if (main == TOKEN_NONE || (deprel)s->labels->deprel[clause] != DEP_ADVCL) return;
    uint32_t subject = syntax_child(s, main, DEP_NSUBJ);
    uint32_t j = subject == TOKEN_NONE ? REFERENT_NONE : r->of_head[subject];
    if (j == REFERENT_NONE || subject < p->head || r->at[j].kind != MENTION_NAME) return;
    if (r->at[j].being == BEING_PERSON && r->at[j].amount != AMOUNT_MANY)
        join_where_possible(r, j, i);
}

/* Behind an apposition stands a mark, and no "and" that would make a list of it. */
static bool ends_apposition(const build *b, uint32_t i) {
    if (i >= b->tokens->count) return true;
    if (b->labels->upos[i] != UPOS_PUNCT) return false;
    return i + 1 >= b->tokens->count || b->labels->upos[i + 1] != UPOS_CCONJ;
}

void actor_links_join_late(referents *r) {
    const syntax *s = &r->b->syntax;
    for (uint32_t i = 0; i < r->count; i++) {
        const referent *office = &r->at[i];
        uint32_t verb = syntax_head(s, office->head), her = her_of(s, office->head);
        if (office->joint || office->being != BEING_PERSON || her == TOKEN_NONE) continue;
        if (verb == TOKEN_NONE || !gives_office(s->lemmas[verb]) || !predicate_holds(s, verb))
            continue;
        uint32_t who = r->of_head[her];
        if (who == REFERENT_NONE) continue;
        clusters_join(r, who, i);
        r->at[i].stated = true;
    }
}

/* "the coach Tom Askew": a description with its name right behind it. */
static void join_neighbour(referents *r, uint32_t i) {
    const referent *p = &r->at[i];
    if (p->kind != MENTION_NOUN || p->article == ARTICLE_NONE || i + 1 >= r->count) return;
    uint32_t j = i + 1;
    while (j < r->count && r->at[j].first < p->past) j++;
    if (j >= r->count || r->at[j].first != p->past || r->at[j].joint) return;
    const referent *q = &r->at[j];
    if (q->kind != MENTION_NAME || q->entity == REFERENT_NONE) return;
    if (r->b->labels->sentence_of[p->head] != r->b->labels->sentence_of[q->head]) return;
    bool tied = syntax_head(&r->b->syntax, q->head) == p->head ||
                syntax_head(&r->b->syntax, p->head) == q->head;
    bool body = p->being == BEING_BODY || p->being == BEING_STATE;
    if (tied || body) join_where_possible(r, i, j);
}

/* "the Republican, Wade Turner, spoke": a name and a description between commas, where the
 * tree has not seen it. */
static void join_by_commas(referents *r, uint32_t i) {
    const build *b = r->b;
    const referent *p = &r->at[i];
    if (p->past + 2 >= b->tokens->count || !str_is(token_str(b->tokens, p->past), ",")) return;
    uint32_t j = i + 1;
    while (j < r->count && r->at[j].first < p->past + 1) j++;
    if (j >= r->count || r->at[j].first != p->past + 1 || r->at[j].joint) return;
    const referent *q = &r->at[j];
    bool named = r->clusters[cluster_of(r, i)].named != REFERENT_NONE ||
                 r->clusters[cluster_of(r, j)].named != REFERENT_NONE;
    bool people = p->being == BEING_PERSON && q->being == BEING_PERSON;
    if (!named || !people || p->kind == MENTION_PRONOUN || q->kind == MENTION_PRONOUN) return;
    if (b->labels->sentence_of[p->head] != b->labels->sentence_of[q->head]) return;
    if (ends_apposition(b, q->past)) join_where_possible(r, i, j);
}

void actor_links_join(referents *r) {
    for (uint32_t i = 0; i < r->count; i++)
        if (!r->at[i].joint) join_neighbour(r, i);
    for (uint32_t i = 0; i < r->count; i++) {
        if (r->at[i].joint) continue;
        join_by_commas(r, i);
        join_apposition(r, i);
        join_predicate(r, i);
        join_appointment(r, i);
        join_brackets(r, i);
        join_identified(r, i);
        join_kind_of_body(r, i);
        join_told_next(r, i);
        join_latter(r, i);
        join_own_words(r, i);
        join_ahead(r, i);
        join_in_relative(r, i);
    }
}
