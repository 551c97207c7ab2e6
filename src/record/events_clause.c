/* record/events_clause.c: who does what to whom, read off the tree around a verb or noun. */
#include "record/events.h"

#include "record/lexicon.h"

str event_lemma(const eventing *e, uint32_t word) { return e->b->syntax.lemmas[word]; }

deprel event_relation(const eventing *e, uint32_t word) {
    return (deprel)e->b->labels->deprel[word];
}

upos event_class(const eventing *e, uint32_t word) { return (upos)e->b->labels->upos[word]; }

/* ---- words ---- */

static bool is_name_of_beings(uint8_t named) {
    return named == 1 + ENTITY_PERSON || named == 1 + ENTITY_ORGANIZATION
        || named == 1 + ENTITY_NORP || named == 1 + ENTITY_LOCATION;
}

static bool is_crowd(str lemma) {
    return word_listed("thousand|hundred|dozen|ten|million|score|one|other|many|some|several|two|"
                       "three|four|five|six|seven|eight|nine|all|both|counterpart|bomber|cell|"
                       "unit|front|presidency", lemma);
}

/* What people act by, or places that stand for those who rule them. */
static bool is_means(str lemma) {
    return word_listed("city|town|province|county|district|office|house|ship|vessel|drone|jet|"
                       "warplane|aircraft|missile|rocket|tank|airstrike|strike|attack|blast|bomb|"
                       "bombing|explosion|shelling|offensive|raid|assault|campaign|move|airport|"
                       "embassy|report|resolution|statement|law|bill|ruling", lemma);
}

bool is_being(const eventing *e, uint32_t word) {
    if (word == TOKEN_NONE || e->dateline[word]) return false;
    if (actor_at(e->b, word) != ID_NONE || is_name_of_beings(e->named[word])) return true;
    str lemma = event_lemma(e, word);
    upos class = event_class(e, word);
    if (class == UPOS_PRON)
        return word_listed("he|she|they|we|i|you|who|him|her|them|us|me|everyone|nobody|whom|"
                           "those|others", lemma);
    if (class == UPOS_NOUN || class == UPOS_PROPN) {
        noun_class c = lexicon_noun(lemma);
        if (c != NOUN_THING && c != NOUN_DOCUMENT) return true;
    }
    deprel r = event_relation(e, word);
    bool counted = class == UPOS_NUM && (r == DEP_OBJ || r == DEP_NSUBJ || r == DEP_NSUBJ_PASS);
    return counted || is_crowd(lemma);
}

bool can_act(const eventing *e, uint32_t word) {
    const syntax *s = &e->b->syntax;
    if (word == TOKEN_NONE || is_being(e, word)) return word != TOKEN_NONE;
    if (is_means(event_lemma(e, word))) return true;
    for (uint32_t c = s->first_child[word]; c != TOKEN_NONE; c = s->next_sibling[c]) {
        deprel r = event_relation(e, c);
        bool part = r == DEP_AMOD || r == DEP_COMPOUND || r == DEP_NMOD_POSS || r == DEP_FLAT;
        if (part && is_name_of_beings(e->named[c])) return true;
    }
    return false;
}

bool is_place(const eventing *e, uint32_t word) {
    if (word == TOKEN_NONE) return false;
    uint8_t n = e->named[word];
    return n == 1 + ENTITY_LOCATION || n == 1 + ENTITY_FACILITY
        || word_listed("city|town|village|capital|border|region|district|province|territory|area|"
                       "island|base|airport|camp|port|street|neighbourhood|neighborhood|oilfield|"
                       "field|outpost|position|checkpoint|bridge|hill|town|settlement|compound",
                       event_lemma(e, word));
}

str preposition_of(const eventing *e, uint32_t word) {
    uint32_t c = syntax_child(&e->b->syntax, word, DEP_CASE);
    return c == TOKEN_NONE ? STR_NONE : event_lemma(e, c);
}

uint32_t child_behind(const eventing *e, uint32_t word, deprel relation, const char *prepositions) {
    const syntax *s = &e->b->syntax;
    for (uint32_t c = syntax_child(s, word, relation); c != TOKEN_NONE;
         c = syntax_next(s, c, relation))
        if (word_listed(prepositions, preposition_of(e, c))) return c;
    return TOKEN_NONE;
}

/* ---- verbs ---- */

static bool ends_as_participle(str word) {
    return str_ends_folded(word, STR("ed")) || str_ends_folded(word, STR("en"))
        || str_ends_folded(word, STR("wn")) || str_ends_folded(word, STR("ht"));
}

static bool has_infinitive_mark(const eventing *e, uint32_t verb) {
    return syntax_child(&e->b->syntax, verb, DEP_MARK) != TOKEN_NONE;
}

static bool has_be(const eventing *e, uint32_t verb) {
    const syntax *s = &e->b->syntax;
    for (uint32_t c = s->first_child[verb]; c != TOKEN_NONE && c < verb; c = s->next_sibling[c]) {
        deprel r = event_relation(e, c);
        if ((r == DEP_AUX || r == DEP_AUX_PASS || r == DEP_COP)
            && word_listed("be|get", event_lemma(e, c)))
            return true;
    }
    return false;
}

/* "was seized", "the ship seized by", "Man seized" and the second of "was seized and searched".
 * "has seized" is none, whatever its subject is called. */
static bool is_passive(const eventing *e, uint32_t verb, int depth) {
    const syntax *s = &e->b->syntax;
    if (!ends_as_participle(token_str(e->b->tokens, verb))
        && syntax_child(s, verb, DEP_AUX_PASS) == TOKEN_NONE)
        return false;
    if (has_be(e, verb)) return true;
    bool bare = syntax_child(s, verb, DEP_OBJ) == TOKEN_NONE && !has_infinitive_mark(e, verb)
             && syntax_child(s, verb, DEP_AUX) == TOKEN_NONE
             && syntax_child(s, verb, DEP_NSUBJ) == TOKEN_NONE;
    deprel r = event_relation(e, verb);
    if (bare && (r == DEP_ACL || syntax_child(s, verb, DEP_NSUBJ_PASS) != TOKEN_NONE)) return true;
    uint32_t head = syntax_head(s, verb);
    return bare && r == DEP_CONJ && head != TOKEN_NONE && depth > 0
        && is_passive(e, head, depth - 1);
}

/* For "who" of a relative clause, the noun that the clause stands at. */
static uint32_t behind_relative(const eventing *e, uint32_t verb, uint32_t word) {
    const syntax *s = &e->b->syntax;
    if (word == TOKEN_NONE) return word;
    bool relative = event_class(e, word) == UPOS_PRON
        && word_listed("who|which|that|whom", event_lemma(e, word));
    for (int climb = 0; relative && climb < 4 && verb != TOKEN_NONE; climb++) {
        if (event_relation(e, verb) == DEP_ACL_RELCL) {
            uint32_t noun = syntax_head(s, verb);
            return noun == TOKEN_NONE ? word : noun;
        }
        verb = syntax_head(s, verb);
    }
    return word;
}

static uint32_t object_of(const eventing *e, uint32_t verb) {
    const syntax *s = &e->b->syntax;
    uint32_t object = syntax_child(s, verb, DEP_OBJ);
    if (object == TOKEN_NONE) object = syntax_child(s, verb, DEP_IOBJ);
    return behind_relative(e, verb, object);
}

static uint32_t agent_of(const eventing *e, uint32_t verb) {
    uint32_t agent = syntax_child(&e->b->syntax, verb, DEP_OBL_AGENT);
    return agent != TOKEN_NONE ? agent : child_behind(e, verb, DEP_OBL, "by");
}

#define PARTNERS "against|to|with|between|on|upon|towards|toward|from|for|at|over"

/* Of several phrases behind a word, a person or body, and of two the one whose preposition
 * stands earlier in the list. */
static uint32_t partner_of(const eventing *e, uint32_t word, deprel relation) {
    const syntax *s = &e->b->syntax;
    uint32_t best = TOKEN_NONE;
    size_t at_best = SIZE_MAX;
    for (uint32_t c = syntax_child(s, word, relation); c != TOKEN_NONE;
         c = syntax_next(s, c, relation)) {
        str p = preposition_of(e, c);
        if (!p.length || time_in(e->b, c, c + 1).known || !word_listed(PARTNERS, p)) continue;
        size_t order = str_find(STR(PARTNERS), p, 0);
        if (!is_being(e, c)) order += sizeof PARTNERS;
        if (order >= at_best) continue;
        best = c;
        at_best = order;
    }
    return best;
}

static uint32_t particle_of(const eventing *e, uint32_t verb) {
    uint32_t p = syntax_child(&e->b->syntax, verb, DEP_COMPOUND_PRT);
    return p;
}

static bool is_owner(const eventing *e, uint32_t word) {
    str p = preposition_of(e, word);
    return str_is(p, "'s") || str_is(p, "’s") || str_is(p, "'") || str_is(p, "’");
}

/* Of several subjects, which are one of the reader's mistakes, the one next to the verb. */
static uint32_t own_subject(const eventing *e, uint32_t verb) {
    const syntax *s = &e->b->syntax;
    uint32_t found = TOKEN_NONE;
    for (uint32_t c = s->first_child[verb]; c != TOKEN_NONE; c = s->next_sibling[c]) {
        deprel r = event_relation(e, c);
        if ((r != DEP_NSUBJ && r != DEP_NSUBJ_PASS) || is_owner(e, c) || e->dateline[c]) continue;
        if (found == TOKEN_NONE || c < verb) found = c;
    }
    return found;
}

/* "Fighters say they will stop": where nobody knows who "they" are, who says so. */
static uint32_t behind_pronoun(const eventing *e, uint32_t verb, uint32_t subject) {
    const syntax *s = &e->b->syntax;
    if (subject == TOKEN_NONE || event_class(e, subject) != UPOS_PRON) return subject;
    if (actor_at(e->b, subject) != ID_NONE || event_relation(e, verb) != DEP_CCOMP) return subject;
    if (!word_listed("it|he|she|they", event_lemma(e, subject))) return subject;
    uint32_t above = syntax_head(s, verb);
    uint32_t speaker = above == TOKEN_NONE ? TOKEN_NONE : syntax_subject(s, above);
    return speaker != TOKEN_NONE && is_being(e, speaker) ? speaker : subject;
}

static uint32_t subject_of(const eventing *e, uint32_t verb) {
    uint32_t subject = own_subject(e, verb);
    if (subject == TOKEN_NONE) subject = syntax_subject(&e->b->syntax, verb);
    return behind_pronoun(e, verb, behind_relative(e, verb, subject));
}

static void read_verb(const eventing *e, telling *t) {
    uint32_t subject = subject_of(e, t->head);
    t->passive = is_passive(e, t->head, 4);
    t->particle = particle_of(e, t->head);
    t->subject = t->passive ? agent_of(e, t->head) : subject;
    t->patient = t->passive ? subject : object_of(e, t->head);
    t->partner = partner_of(e, t->head, DEP_OBL);
    if (t->partner == t->subject) t->partner = TOKEN_NONE;
}

/* ---- nouns ---- */

/* "Israeli strike", "Taliban attack", "police raid". */
static uint32_t maker_before(const eventing *e, uint32_t noun) {
    const syntax *s = &e->b->syntax;
    uint32_t owner = syntax_child(s, noun, DEP_NMOD_POSS);
    if (owner != TOKEN_NONE) return owner;
    for (uint32_t c = s->first_child[noun]; c != TOKEN_NONE && c < noun; c = s->next_sibling[c]) {
        deprel r = event_relation(e, c);
        if ((r == DEP_AMOD || r == DEP_COMPOUND || r == DEP_NMOD) && is_being(e, c)) return c;
    }
    return TOKEN_NONE;
}

static bool acts_alone(str lemma) {
    return word_listed("withdrawal|retreat|visit|protest|demonstration|march|strike|walkout|"
                       "resignation|refusal|appeal|threat|surrender|meeting|talk|rally|"
                       "agreement|pledge|demand|launch|death|advance", lemma);
}

static void read_noun(const eventing *e, telling *t) {
    uint32_t of = child_behind(e, t->head, DEP_NMOD, "of"), owner;
    t->subject = child_behind(e, t->head, DEP_NMOD, "by");
    owner = maker_before(e, t->head);
    if (t->subject == TOKEN_NONE) t->subject = owner;
    else t->patient = owner;
    if (of != TOKEN_NONE && t->subject == TOKEN_NONE && acts_alone(event_lemma(e, t->head)))
        t->subject = of;
    else if (of != TOKEN_NONE) t->patient = of;
    t->partner = partner_of(e, t->head, DEP_NMOD);
    if (t->partner == t->subject || t->partner == t->patient) t->partner = TOKEN_NONE;
}

void telling_read_clause(const eventing *e, telling *t) {
    t->particle = t->subject = t->patient = t->partner = TOKEN_NONE;
    if (t->noun) read_noun(e, t);
    else read_verb(e, t);
}
