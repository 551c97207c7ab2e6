/* record/events_roles.c: the actors and recipients of an event, as actors of the record. */
#include "record/events.h"

enum { DEPTH = 3 };

/* The actor of a word, or ID_NONE where it has none yet. */
static id same_as(const eventing *e, uint32_t word) { return actor_at(e->b, word); }

static bool is_one(const eventing *e, uint32_t a, uint32_t b) {
    return a == b || (same_as(e, a) != ID_NONE && same_as(e, a) == same_as(e, b));
}

static bool has_one(const eventing *e, const role_words *in, uint32_t word) {
    for (size_t i = 0; i < in->count; i++)
        if (is_one(e, in->at[i], word)) return true;
    return false;
}

/* Whether a word has its actor, or may be given one where those are claimed. */
static bool may_play(const eventing *e, uint32_t word, bool claim) {
    if (same_as(e, word) != ID_NONE) return true;
    upos class = event_class(e, word);
    if (!claim || class == UPOS_PRON || class == UPOS_NUM) return false;
    return is_being(e, word) || is_place(e, word);
}

static void add_one(const eventing *e, role_words *to, uint32_t word, bool claim) {
    if (!may_play(e, word, claim) || to->count >= ROLES_MOST || has_one(e, to, word)) return;
    to->at[to->count++] = word;
}

/* Whether a part of a phrase names somebody: not "his", and of adjectives "Turkish" alone. */
static bool names_being(const eventing *e, uint32_t word, deprel way) {
    if (event_class(e, word) == UPOS_PRON) return false;
    if (way == DEP_AMOD) return e->named[word] && is_being(e, word);
    return is_being(e, word) || (way == DEP_NMOD && is_place(e, word) && e->named[word]);
}

/* The person or body inside the phrase of a thing: "Iran's programme", "sanctions on Iran",
 * "a Turkish ship". */
static uint32_t being_inside(const eventing *e, uint32_t word, int depth) {
    const syntax *s = &e->b->syntax;
    static const deprel ways[] = { DEP_APPOS, DEP_NMOD_POSS, DEP_NMOD, DEP_AMOD, DEP_COMPOUND,
                                   DEP_ACL };
    for (size_t w = 0; w < sizeof ways / sizeof *ways; w++)
        for (uint32_t c = syntax_child(s, word, ways[w]); c != TOKEN_NONE;
             c = syntax_next(s, c, ways[w])) {
            if (ways[w] != DEP_ACL && names_being(e, c, ways[w])) return c;
            uint32_t below = depth > 0 ? being_inside(e, c, depth - 1) : TOKEN_NONE;
            if (below != TOKEN_NONE) return below;
        }
    return TOKEN_NONE;
}

/* Of "his counterpart Gordon Brown" the name, where the noun refers to nobody by itself. */
static uint32_t by_name(const eventing *e, uint32_t word) {
    uint32_t name = syntax_child(&e->b->syntax, word, DEP_APPOS);
    bool better = name != TOKEN_NONE && actor_at(e->b, word) == ID_NONE
               && actor_at(e->b, name) != ID_NONE;
    return better ? name : word;
}

/* Adds a word and those coordinated with it; of a thing, whom its phrase names. */
static bool add_word(const eventing *e, role_words *to, uint32_t word, bool claim) {
    const syntax *s = &e->b->syntax;
    if (word == TOKEN_NONE) return false;
    size_t before = to->count;
    bool other = !is_being(e, word) && !(is_place(e, word) && e->named[word]);
    if (other && claim) {
        uint32_t inside = being_inside(e, word, DEPTH);
        if (inside != TOKEN_NONE) word = inside;
    }
    word = by_name(e, word);
    add_one(e, to, word, claim);
    for (uint32_t c = syntax_child(s, word, DEP_CONJ); c != TOKEN_NONE;
         c = syntax_next(s, c, DEP_CONJ))
        add_one(e, to, c, claim);
    return to->count > before;
}

static void drop_from(const eventing *e, role_words *list, const role_words *others) {
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++)
        if (!has_one(e, others, list->at[i])) list->at[kept++] = list->at[i];
    list->count = kept;
}

/* Troops, goods and other means of whoever acts: it is not they that are acted on. */
static bool is_own_means(const eventing *e, uint32_t word) {
    if (word == TOKEN_NONE) return false;
    uint32_t owner = syntax_child(&e->b->syntax, word, DEP_NMOD_POSS);
    if (owner != TOKEN_NONE && event_class(e, owner) == UPOS_PRON) return true;
    return word_listed("troop|force|soldier|peacekeeper|marine|team|expert|warship|brigade|"
                       "battalion|army|reinforcement|contingent|tank|jet|plane|navy|ambassador|"
                       "envoy|observer|inspector|delegation|mission|rescuer|doctor|border",
                       event_lemma(e, word));
}

/* Where it happens: a state or region named behind the verb or its object. */
static uint32_t place_behind(const eventing *e, uint32_t word, deprel way) {
    const syntax *s = &e->b->syntax;
    if (word == TOKEN_NONE) return TOKEN_NONE;
    for (uint32_t c = syntax_child(s, word, way); c != TOKEN_NONE; c = syntax_next(s, c, way))
        if (e->named[c] == 1 + ENTITY_LOCATION
            && word_listed("in|into|from|across|near|along|to|within|inside", preposition_of(e, c)))
            return c;
    return TOKEN_NONE;
}

typedef struct recipients {
    const eventing *e;
    telling_words *words;
    phrase subject; /* who stands in it acts */
} recipients;

static bool add_recipient(const recipients *r, uint32_t word) {
    if (word == TOKEN_NONE || (word >= r->subject.first && word < r->subject.past)) return false;
    add_word(r->e, &r->words->recipients, word, true);
    drop_from(r->e, &r->words->recipients, &r->words->actors);
    return r->words->recipients.count > 0;
}

/* Whom a verb acts on: its object, else whom its object's phrase names, else who stands behind
 * it, else whom the verb behind it acts on ("threatened to attack the troops"). */
static bool add_recipients(const recipients *r, const telling *of, int depth) {
    const eventing *e = r->e;
    const syntax *s = &e->b->syntax;
    bool means = is_own_means(e, of->patient);
    if (is_being(e, of->patient) && !means && add_recipient(r, of->patient)) return true;
    if (add_recipient(r, of->partner)) return true;
    if (means && add_recipient(r, place_behind(e, of->head, DEP_OBL))) return true;
    if (add_recipient(r, of->patient)) return true;
    static const deprel ways[] = { DEP_XCOMP, DEP_CCOMP, DEP_ADVCL };
    for (size_t w = 0; w < sizeof ways / sizeof *ways && depth > 0; w++) {
        uint32_t c = syntax_child(s, of->head, ways[w]);
        if (c == TOKEN_NONE || event_class(e, c) != UPOS_VERB || c < of->head) continue;
        telling below = { .head = c, .object = TOKEN_NONE };
        telling_read_clause(e, &below);
        if (add_recipients(r, &below, depth - 1)) return true;
    }
    return false;
}

static void claim_recipients(const eventing *e, const telling *t, telling_words *words) {
    recipients r = { e, words, { t->head, t->head } };
    if (t->subject != TOKEN_NONE) r.subject = syntax_subtree(&e->b->syntax, t->subject);
    if (t->head >= r.subject.first && t->head < r.subject.past) r.subject.past = r.subject.first;
    if (add_recipients(&r, t, 2) || add_recipient(&r, t->object)) return;
    if (add_recipient(&r, place_behind(e, t->head, t->noun ? DEP_NMOD : DEP_OBL))) return;
    add_recipient(&r, place_behind(e, t->patient, DEP_NMOD));
}

/* "Russia says Israel must end the attacks" is a request of Russia's to Israel: where the words
 * of a saying make the type, and not its own verb, the speaker acts on the subject. */
static void hear_speaker(const eventing *e, telling *t) {
    const syntax *s = &e->b->syntax;
    bool said = t->type == PLOVER_REQUEST || t->type == PLOVER_ACCUSE || t->type == PLOVER_THREATEN;
    uint32_t above = syntax_head(s, t->head);
    if (!said || t->listed || t->noun || above == TOKEN_NONE) return;
    if (event_relation(e, t->head) != DEP_CCOMP || !e->cue[above]) return;
    uint32_t speaker = syntax_subject(s, above);
    if (speaker == TOKEN_NONE || !is_being(e, speaker)) return;
    if (t->passive || t->patient == TOKEN_NONE || !is_being(e, t->patient))
        t->patient = t->passive ? t->patient : t->subject;
    t->subject = speaker;
}

void telling_read_roles(const eventing *e, telling *t, bool claim, telling_words *out) {
    *out = (telling_words){ .actors = { .count = 0 } };
    if (claim) hear_speaker(e, t);
    add_word(e, &out->actors, t->subject, claim);
    if (claim) claim_recipients(e, t, out);
    else if (!add_word(e, &out->recipients, t->patient, false) && is_being(e, t->partner))
        add_word(e, &out->recipients, t->partner, false);
    drop_from(e, &out->recipients, &out->actors);
}

/* ---- actors of the record ---- */

static id actor_of_word(eventing *e, uint32_t word) {
    id known = actor_at(e->b, word);
    if (known != ID_NONE) return known;
    phrase p = syntax_noun_phrase(&e->b->syntax, word);
    return actor_claim(e->b, p.first, p.past);
}

static id_list actors_of(eventing *e, const role_words *words) {
    id_list out = { 0 };
    for (size_t i = 0; i < words->count; i++)
        *LIST_ADD(e->b->a, &out) = actor_of_word(e, words->at[i]);
    return out;
}

void telling_set_roles(eventing *e, telling *t, const telling_words *words) {
    t->actors = actors_of(e, &words->actors);
    t->recipients = actors_of(e, &words->recipients);
}

void telling_give_roles(eventing *e, telling *t, bool claim) {
    telling_words words;
    telling_read_roles(e, t, claim, &words);
    telling_set_roles(e, t, &words);
}
