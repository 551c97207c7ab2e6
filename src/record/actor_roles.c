/* record/actor_roles.c: the offices and functions that a text states of its actors.
 *
 * They stand before a name ("county engineer Beatrice Mwende"), beside it ("Ana Ruiz, mayor
 * of Arlow"; "the mayor, Ana Ruiz"), in a predicate ("she is the dean of ..."), after a verb
 * that gives an office, or in a verb that is one ("chairs the board"). Kin and plain words for
 * people are no offices. */
#include "record/actors.h"

#include "base/utf8.h"
#include "record/actor_links.h"
#include "record/lexicon.h"

/* Roles of one actor: more are noise. */
enum { ROLES_LIMIT = 12 };

typedef struct role_finder {
    referents *r;
    const id *actor_of;
} role_finder;

static bool is_one_of(str word, const char *const *list) {
    for (; *list; list++)
        if (str_is_folded(word, *list)) return true;
    return false;
}

static bool is_plain_word_for_person(str lemma) {
    static const char *const words[] = { "man", "woman", "boy", "girl", "person", "people", "guy",
        "wife", "husband", "brother", "sister", "mother", "father", "son", "daughter", "cousin",
        "uncle", "aunt", "parent", "child", "friend", "neighbour", "neighbor", "resident",
        "victim", "suspect", "witness", "survivor", "user", "kid", "baby", "teenager", "local",
        "spouse", "partner", "colleague", "widow", "fiancé", "girlfriend", "boyfriend", "twin",
        "grandmother", "grandfather", "nephew", "niece", "successor", "predecessor", "rival",
        "opponent", "winner", "loser", "fan", "one", "other", "adult", "gentleman", "lady",
        "individual", "human", "native", "citizen", "passenger", "patient", "customer", "source",
        "hero", "sir", "lord", "dame", "mr", "mrs", "ms", "dr", "miss", NULL };
    return is_one_of(lemma, words);
}

static bool is_office(const build *b, uint32_t i) {
    str lemma = b->syntax.lemmas[i];
    bool noun = b->labels->upos[i] == UPOS_NOUN || b->labels->upos[i] == UPOS_PROPN;
    if (!noun && !str_is(lemma, "executive")) return false;
    if (is_plain_word_for_person(lemma) || is_title(lemma)) return false;
    noun_class c = lexicon_noun(lemma);
    if (!c) c = lexicon_noun(utf8_folded(b->a, lemma));
    return c == NOUN_PERSON || c == NOUN_MAN || c == NOUN_WOMAN;
}

static str words_between(const build *b, uint32_t first, uint32_t past) {
    if (first >= past) return STR_NONE;
    return str_cut(b->tokens->text, b->tokens->at[first].start, b->tokens->at[past - 1].end);
}

/* ---- whose office ---- */

/* A phrase's words without article and 's; of a pronoun, the name of its actor. */
static str owner_words(const role_finder *f, uint32_t head) {
    const build *b = f->r->b;
    uint32_t i = f->r->of_head[head];
    if (i != REFERENT_NONE && f->r->at[i].kind == MENTION_PRONOUN)
        return f->actor_of[i] == ID_NONE ? STR_NONE : b->out->actors.at[f->actor_of[i]].name;
    phrase p = syntax_noun_phrase(&b->syntax, head);
    if (i != REFERENT_NONE && f->r->at[i].entity != REFERENT_NONE)
        p = referent_name(b, &f->r->at[i]);
    if (p.first < head && b->labels->upos[p.first] == UPOS_DET) p.first++;
    return words_between(b, p.first, p.past);
}

static bool is_office_preposition(str word) {
    static const char *const words[] = { "of", "for", "at", "in", "with", "to", "from", NULL };
    return is_one_of(word, words);
}

typedef struct holding {
    uint32_t of;   /* head of whose office it is, or TOKEN_NONE */
    uint32_t past; /* end of the title's words, where it runs on ("head of sales at X") */
} holding;

static bool is_labelled(const role_finder *f, uint32_t head) {
    uint32_t i = f->r->of_head[head];
    return i != REFERENT_NONE && f->r->at[i].entity != REFERENT_NONE;
}

/* After an office's head: "of Arlow", "for Veltro"; "of sales at Veltro" goes on. */
static holding holding_after(const role_finder *f, uint32_t head) {
    const syntax *s = &f->r->b->syntax;
    holding out = { TOKEN_NONE, head + 1 };
    for (uint32_t c = syntax_child(s, head, DEP_NMOD); c != TOKEN_NONE;
         c = syntax_next(s, c, DEP_NMOD)) {
        uint32_t preposition = syntax_child(s, c, DEP_CASE);
        if (c < head || preposition == TOKEN_NONE ||
            !is_office_preposition(s->lemmas[preposition])) continue;
        if (out.of != TOKEN_NONE && (is_labelled(f, out.of) || !is_labelled(f, c))) continue;
        if (out.of != TOKEN_NONE) out.past = syntax_noun_phrase(s, out.of).past;
        out.of = c;
    }
    return out;
}

/* ---- an office as a noun phrase ---- */

static void add_role(role_finder *f, id who, role found) {
    build *b = f->r->b;
    role_list *roles = &b->out->actors.at[who].roles;
    if (!found.title.length || roles->count >= ROLES_LIMIT) return;
    for (size_t i = 0; i < roles->count; i++) {
        role *old = &roles->at[i];
        if (!str_same_folded(old->title, found.title)) continue;
        if (!old->of.at) old->of = found.of;
        if (!found.of.at || str_same(old->of, found.of)) return;
    }
    *LIST_ADD(b->a, roles) = found;
}

static bool is_title_part(const role_finder *f, uint32_t i) {
    const build *b = f->r->b;
    uint8_t u = b->labels->upos[i];
    return u == UPOS_NOUN || u == UPOS_PROPN || u == UPOS_ADJ ||
           u == UPOS_ADV || (u == UPOS_PUNCT && str_is(token_str(b->tokens, i), "-"));
}

/* Reads the words of a title backwards from its last; a name among them is whose it is. */
static role title_before(const role_finder *f, uint32_t from, uint32_t head) {
    const build *b = f->r->b;
    uint32_t first = head;
    str of = STR_NONE, before = STR_NONE;
    while (first > from && is_title_part(f, first - 1)
           && entity_at(b->labels, first - 1) == REFERENT_NONE)
        first--;
    uint32_t e = first > from ? entity_at(b->labels, first - 1) : REFERENT_NONE;
    if (e != REFERENT_NONE && b->labels->entities[e].first >= from) {
        const entity *name = &b->labels->entities[e];
        if (name->type == ENTITY_ORGANIZATION || name->type == ENTITY_LOCATION)
            of = words_between(b, name->first, name->past);
        uint32_t more = name->first;
        while (more > from && b->labels->upos[more - 1] == UPOS_ADJ) more--;
        before = words_between(b, more, name->first);
    } else if (first < head) {
        noun_class c = lexicon_noun(b->syntax.lemmas[first]);
        if (c == NOUN_ORGANISATION || c == NOUN_GOVERNMENT) of = words_between(b, first, first + 1);
    }
    role out = { .title = words_between(b, first, head + 1), .of = of };
    out.at = (span){ b->tokens->at[first].start, b->tokens->at[head].end };
    if (before.at) out.title = arena_print(b->a, "%.*s %.*s", STR_ARG(before), STR_ARG(out.title));
    return out;
}

/* The role that a phrase with an office as its head states of an actor. */
static void role_of_phrase(role_finder *f, id who, uint32_t head) {
    const build *b = f->r->b;
    const syntax *s = &b->syntax;
    if (!is_office(b, head)) return;
    uint32_t owner = syntax_child(s, head, DEP_NMOD_POSS);
    uint32_t from = syntax_subtree(s, head).first;
    if (owner != TOKEN_NONE && owner < head) from = syntax_subtree(s, owner).past;
    role found = title_before(f, from, head);
    holding after = holding_after(f, head);
    if (after.past > head + 1) {
        found.title = words_between(b, head, after.past);
        found.at.end = b->tokens->at[after.past - 1].end;
    }
    if (after.of != TOKEN_NONE) found.of = owner_words(f, after.of);
    else if (owner != TOKEN_NONE && f->r->of_head[owner] != REFERENT_NONE &&
             f->actor_of[f->r->of_head[owner]] != who)
        found.of = owner_words(f, owner);
    add_role(f, who, found);
}

/* ---- where offices stand ---- */

/* "Gov. Ana Ruiz" states an office in short. */
static str office_in_short(str word) {
    static const char *const offices[][2] = { { "gov", "governor" }, { "sen", "senator" },
        { "rep", "representative" }, { "gen", "general" }, { "col", "colonel" },
        { "lt", "lieutenant" }, { "sgt", "sergeant" }, { "capt", "captain" },
        { "prof", "professor" }, { "maj", "major" }, { "adm", "admiral" },
        { "det", "detective" }, { "cllr", "councillor" }, { "insp", "inspector" } };
    if (str_ends(word, STR("."))) word.length--;
    for (size_t i = 0; i < sizeof offices / sizeof *offices; i++)
        if (str_is_folded(word, offices[i][0])) return str_of(offices[i][1]);
    return STR_NONE;
}

static void role_in_short(role_finder *f, uint32_t i, uint32_t from, uint32_t past) {
    const build *b = f->r->b;
    for (uint32_t k = from; k < past; k++) {
        str office = office_in_short(token_str(b->tokens, k));
        span at = { b->tokens->at[k].start, b->tokens->at[k].end };
        if (office.at) add_role(f, f->actor_of[i], (role){ office, STR_NONE, at });
    }
}

/* "Finance Secretary Joel Cruz": between the start of the phrase and the name. */
static void role_before_name(role_finder *f, uint32_t i) {
    const build *b = f->r->b;
    const referent *p = &f->r->at[i];
    if (p->kind != MENTION_NAME || p->being != BEING_PERSON) return;
    phrase name = referent_name(b, p);
    uint32_t last = name.first;
    while (last > p->first && is_title(token_str(b->tokens, last - 1))) last--;
    role_in_short(f, i, last, name.first);
    if (last == p->first || !is_office(b, last - 1)) return;
    uint32_t from = p->first, head = last - 1;
    for (uint32_t k = p->first; k < head; k++)
        if (b->labels->upos[k] == UPOS_DET || b->labels->upos[k] == UPOS_ADP) from = k + 1;
    role found = title_before(f, from, head);
    uint32_t owner = syntax_child(&b->syntax, p->head, DEP_NMOD_POSS);
    if (!found.of.at && owner != TOKEN_NONE && owner < head) found.of = owner_words(f, owner);
    add_role(f, f->actor_of[i], found);
}

/* A description joined to its actor by a construction of grammar. */
static void role_of_description(role_finder *f, uint32_t i) {
    const referent *p = &f->r->at[i];
    bool named = f->r->clusters[cluster_of(f->r, i)].named != REFERENT_NONE;
    bool epithet = p->entity != REFERENT_NONE;
    if ((p->stated || !named) && !epithet) role_of_phrase(f, f->actor_of[i], p->head);
}

typedef struct office_verb {
    const char *verb, *title;
} office_verb;

static const office_verb office_verbs[] = {
    { "chair", "chair" }, { "head", "head" }, { "lead", "leader" }, { "direct", "director" },
    { "run", "head" }, { "edit", "editor" }, { "manage", "manager" }, { "coach", "coach" },
    { "captain", "captain" }, { "found", "founder" }, { "co-found", "co-founder" },
    { "own", "owner" }, { "govern", "governor" }, { "preside", "president" },
};

/* "now chairs Rotterdam Opera", "who leads the union": a body is its object. */
static void role_of_verb(role_finder *f, uint32_t i) {
    const build *b = f->r->b;
    const syntax *s = &b->syntax;
    uint32_t subject = f->r->at[i].head, verb;
    uint32_t clause = syntax_child(s, subject, DEP_ACL_RELCL);
    verb = b->labels->deprel[subject] == DEP_NSUBJ ? syntax_head(s, subject) : clause;
    if (verb == TOKEN_NONE || b->labels->upos[verb] != UPOS_VERB || !predicate_holds(s, verb))
        return;
    uint32_t object = syntax_child(s, verb, DEP_OBJ);
    if (object == TOKEN_NONE || f->r->of_head[object] == REFERENT_NONE) return;
    const referent *of = &f->r->at[f->r->of_head[object]];
    bool body = of->being == BEING_BODY || of->being == BEING_STATE;
    if (!body && (of->kind != MENTION_NAME || of->being == BEING_PERSON)) return;
    for (size_t v = 0; v < sizeof office_verbs / sizeof *office_verbs; v++)
        if (str_is(s->lemmas[verb], office_verbs[v].verb))
            add_role(f, f->actor_of[i], (role){ str_of(office_verbs[v].title),
                owner_words(f, object), { b->tokens->at[verb].start, b->tokens->at[verb].end } });
}

void actor_roles_find(referents *r, const id *actor_of) {
    role_finder f = { r, actor_of };
    for (uint32_t i = 0; i < r->count; i++) {
        const referent *p = &r->at[i];
        being of = r->clusters[cluster_of(r, i)].being;
        if (actor_of[i] == ID_NONE || p->joint || of != BEING_PERSON) continue;
        role_before_name(&f, i);
        if (p->kind == MENTION_NOUN) role_of_description(&f, i);
        if (p->kind != MENTION_NOUN || p->slot == SLOT_SUBJECT) role_of_verb(&f, i);
    }
}
