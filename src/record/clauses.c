/* record/clauses.c: questions to the tree about clauses. Scans of a head's children and of a
 * clause's words are bounded, so that a sentence of a million words costs no more than its
 * length. */
#include "record/clauses.h"

#include "record/lexicon.h"

str clause_lemma(const build *b, uint32_t i) { return b->syntax.lemmas[i]; }

bool clause_is(const build *b, uint32_t i, const char *list) {
    return word_in_list(b->syntax.lemmas[i], list);
}

bool clause_word(const build *b, uint32_t i, const char *list) {
    return word_in_list(token_str(b->tokens, i), list);
}

upos clause_class(const build *b, uint32_t i) { return (upos)b->labels->upos[i]; }

deprel clause_relation(const build *b, uint32_t i) { return (deprel)b->labels->deprel[i]; }

uint32_t clause_child(const build *b, uint32_t head, const char *list) {
    const syntax *s = &b->syntax;
    int left = CHILDREN_MOST;
    for (uint32_t c = s->first_child[head]; c != TOKEN_NONE && left--; c = s->next_sibling[c])
        if (clause_word(b, c, list) || clause_is(b, c, list)) return c;
    return TOKEN_NONE;
}

bool clause_is_denied(const build *b, uint32_t verb) {
    uint32_t word = clause_child(b, verb, "not n't n’t never no nor neither hardly");
    return word != TOKEN_NONE && word < verb;
}

bool clause_is_passive(const build *b, uint32_t verb) {
    return syntax_child(&b->syntax, verb, DEP_AUX_PASS) != TOKEN_NONE
        || syntax_child(&b->syntax, verb, DEP_NSUBJ_PASS) != TOKEN_NONE;
}

uint32_t clause_subject(const build *b, uint32_t verb) {
    const syntax *s = &b->syntax;
    uint32_t subject = syntax_subject(s, verb);
    if (subject == TOKEN_NONE || !clause_is(b, subject, "who which that")) return subject;
    for (int climb = 0; climb < 4 && verb != TOKEN_NONE; climb++) {
        if (clause_relation(b, verb) == DEP_ACL_RELCL) {
            uint32_t noun = syntax_head(s, verb);
            return noun == TOKEN_NONE ? subject : noun;
        }
        verb = syntax_head(s, verb);
    }
    return subject;
}

bool clause_can_act(const build *b, uint32_t word) {
    if (word == TOKEN_NONE) return false;
    if (actor_at(b, word) != ID_NONE) return true;
    upos class = clause_class(b, word);
    if (class == UPOS_PRON) return clause_is(b, word, "he she they we i who");
    if (class == UPOS_PROPN) return true;
    noun_class c = lexicon_noun(clause_lemma(b, word));
    return class == UPOS_NOUN && c != NOUN_THING && c != NOUN_DOCUMENT;
}

/* ---- extent ---- */

static bool has_subject(const build *b, uint32_t verb) {
    return syntax_child(&b->syntax, verb, DEP_NSUBJ) != TOKEN_NONE
        || syntax_child(&b->syntax, verb, DEP_NSUBJ_PASS) != TOKEN_NONE;
}

static bool belongs(const build *b, uint32_t child) {
    deprel r = clause_relation(b, child);
    if (r == DEP_PARATAXIS || r == DEP_DISCOURSE || r == DEP_VOCATIVE) return false;
    return r != DEP_CONJ || !has_subject(b, child);
}

uint32_t clause_end(const build *b, uint32_t head) {
    const syntax *s = &b->syntax;
    uint32_t past = head + 1;
    int left = CHILDREN_MOST;
    for (uint32_t c = s->first_child[head]; c != TOKEN_NONE && left--; c = s->next_sibling[c]) {
        if (c < head || clause_class(b, c) == UPOS_PUNCT) continue;
        if (!belongs(b, c)) break;
        if (s->reach[c].past > past) past = s->reach[c].past;
    }
    return past;
}

phrase clause_without_marks(const build *b, phrase p) {
    while (p.past - p.first > 1 && b->tokens->at[p.past - 1].flags & TOKEN_MARK
           && !clause_word(b, p.past - 1, "%"))
        p.past--;
    while (p.past - p.first > 1 && clause_class(b, p.first) == UPOS_PUNCT) p.first++;
    return p;
}

/* ---- datelines ---- */

enum { DATELINE_MOST = 14 };

/* Names, numbers and marks up to a dash. */
uint32_t dateline_past(const tokens *t, const passage *p) {
    for (uint32_t i = p->first; i < p->past && i < p->first + DATELINE_MOST; i++) {
        str word = token_str(t, i);
        if (word.at[0] >= 'a' && word.at[0] <= 'z') break;
        bool dash = word_in_list(word, "- -- – — ―");
        if (i > p->first && dash && t->at[i].flags & TOKEN_SPACE_BEFORE) return i + 1;
    }
    return p->first;
}

/* ---- statements ---- */

static uint32_t token_from(const tokens *t, size_t byte) {
    size_t low = 0, high = t->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (t->at[middle].end <= byte)
            low = middle + 1;
        else
            high = middle;
    }
    return (uint32_t)low;
}

static size_t length_of(const statement *s) {
    size_t length = 0;
    for (size_t i = 0; i < s->content.count; i++)
        length += s->content.at[i].end - s->content.at[i].start;
    return length;
}

const uint32_t *clause_statements(const build *b) {
    uint32_t *said = ARENA_NEW(b->a, uint32_t, b->tokens->count + 1);
    const statement_list *list = &b->out->statements;
    size_t *lengths = ARENA_NEW(b->a, size_t, list->count + 1);
    for (size_t i = 0; i < b->tokens->count; i++) said[i] = ID_NONE;
    for (size_t n = 0; n < list->count; n++) {
        const statement *s = &list->at[n];
        lengths[n] = length_of(s);
        for (size_t k = 0; k < s->content.count; k++) {
            uint32_t i = token_from(b->tokens, s->content.at[k].start);
            for (; i < b->tokens->count && b->tokens->at[i].start < s->content.at[k].end; i++)
                if (said[i] == ID_NONE || lengths[said[i]] > lengths[n]) said[i] = (id)n;
        }
    }
    return said;
}

/* ---- actors ---- */

static bool holds_id(const id_list *list, id i) {
    for (size_t k = 0; k < list->count; k++)
        if (list->at[k] == i) return true;
    return false;
}

enum { ACTORS_MOST = 400, MENTIONS_MOST = 8 }; /* among which a body is looked for */

static str without_article(str s) {
    static const char *const articles[] = { "the ", "a ", "an " };
    for (size_t i = 0; i < 3; i++)
        if (str_starts_folded(s, str_of(articles[i])))
            return str_cut(s, str_of(articles[i]).length, s.length);
    return s;
}

static bool goes_by(const build *b, const actor *a, str name) {
    if (str_same_folded(without_article(a->name), name)) return true;
    for (size_t i = 0; i < a->mentions.count && i < MENTIONS_MOST; i++)
        if (str_same_folded(without_article(str_in(b->report->text, a->mentions.at[i])), name))
            return true;
    return false;
}

/* The body of this name, or ID_NONE. */
static id body_named(const build *b, str name) {
    const actor_list *actors = &b->out->actors;
    for (size_t i = 0; i < actors->count && i < ACTORS_MOST; i++) {
        const actor *a = &actors->at[i];
        if (a->kind != ACTOR_PERSON && goes_by(b, a, without_article(name))) return (id)i;
    }
    return ID_NONE;
}

/* "we" of a spokesman or a head is the body that he speaks for. */
static id body_of(const build *b, id speaker) {
    const actor *a = &b->out->actors.at[speaker];
    if (a->kind != ACTOR_PERSON) return speaker;
    for (size_t i = 0; i < a->roles.count && i < 4; i++) {
        id body = a->roles.at[i].of.length ? body_named(b, a->roles.at[i].of) : ID_NONE;
        if (body != ID_NONE) return body;
    }
    size_t at = str_find_folded(a->name, STR(" for "), 0);
    id body =
        at < a->name.length ? body_named(b, str_cut(a->name, at + 5, a->name.length)) : ID_NONE;
    return body == ID_NONE ? speaker : body;
}

/* First entity that ends behind a token. */
static size_t entity_from(const labels *l, uint32_t word) {
    size_t low = 0, high = l->entity_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (l->entities[middle].past <= word)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_named_being(const build *b, uint32_t word) {
    size_t i = entity_from(b->labels, word);
    if (i >= b->labels->entity_count || b->labels->entities[i].first > word) return false;
    entity_type type = b->labels->entities[i].type;
    return type == ENTITY_PERSON || type == ENTITY_ORGANIZATION || type == ENTITY_LOCATION;
}

/* "Mayor Ida Brandt", where the tree parts title and name: who is named right behind. */
static id named_behind(const build *b, uint32_t word) {
    const labels *l = b->labels;
    size_t i = entity_from(l, word + 1);
    if (i >= l->entity_count || l->entities[i].first != word + 1) return ID_NONE;
    if (l->entities[i].type != ENTITY_PERSON || !clause_can_act(b, word)) return ID_NONE;
    for (uint32_t k = l->entities[i].first; k < l->entities[i].past; k++)
        if (actor_at(b, k) != ID_NONE) return actor_at(b, k);
    return ID_NONE;
}

static id actor_of(build *b, uint32_t word, id said) {
    const statement *s = said == ID_NONE ? NULL : &b->out->statements.at[said];
    if (s && s->speakers.count && clause_class(b, word) == UPOS_PRON) {
        if (clause_word(b, word, "i my me")) return s->speakers.at[0];
        if (clause_word(b, word, "we our us")) return body_of(b, s->speakers.at[0]);
    }
    id found = named_behind(b, word);
    if (found == ID_NONE) found = actor_at(b, word);
    bool named = clause_class(b, word) == UPOS_PROPN && is_named_being(b, word);
    bool noun = clause_class(b, word) == UPOS_NOUN && clause_can_act(b, word);
    if (found != ID_NONE || !(named || noun)) return found;
    phrase p = syntax_noun_phrase(&b->syntax, word);
    return actor_claim(b, p.first, p.past);
}

static void add_actor(build *b, uint32_t word, id said, id_list *who) {
    id found = actor_of(b, word, said);
    if (found != ID_NONE && !holds_id(who, found)) *LIST_ADD(b->a, who) = found;
}

/* A word's actor and those of what is coordinated with it. */
static void add_actors(build *b, uint32_t word, id said, id_list *who) {
    const syntax *s = &b->syntax;
    int left = CHILDREN_MOST;
    add_actor(b, word, said, who);
    for (uint32_t c = syntax_child(s, word, DEP_CONJ); c != TOKEN_NONE && left--;
         c = syntax_next(s, c, DEP_CONJ))
        add_actor(b, c, said, who);
}

/* "Two bidders, Norvik and Dunmore": the names say who. */
static uint32_t names_of(const build *b, uint32_t word) {
    uint32_t name = syntax_child(&b->syntax, word, DEP_APPOS);
    bool plural = clause_class(b, word) == UPOS_NOUN
               && !str_same_folded(token_str(b->tokens, word), clause_lemma(b, word));
    bool named = name != TOKEN_NONE && name > word && clause_class(b, name) == UPOS_PROPN;
    return plural && named ? name : word;
}

void clause_actors(build *b, uint32_t word, id said, id_list *who) {
    word = syntax_first_conjunct(&b->syntax, word);
    add_actors(b, names_of(b, word), said, who);
    if (!who->count) add_actors(b, word, said, who);
}

bool clause_is_speaker(build *b, uint32_t word, id said) {
    if (said == ID_NONE) return false;
    if (clause_is(b, word, "i we")) return true;
    id who = actor_of(b, word, said);
    const statement *s = &b->out->statements.at[said];
    for (size_t i = 0; who != ID_NONE && i < s->speakers.count && i < CHILDREN_MOST; i++)
        if (s->speakers.at[i] == who || body_of(b, s->speakers.at[i]) == who) return true;
    return false;
}
