/* record/events_type.c: PLOVER's type and mode of an event.
 *
 * The list of event words says which types a word speaks for, and what it needs around it:
 * Ethiopia moves brigades, parents move children. Whoever acts must be a person or a body.
 * Then the model, which knows the list's guess and all the words of the clause, may choose
 * another type; where the list has none, only if it is sure. */
#include "record/events_model.h"

/* Whether a noun, what it is compounded with or what it is "of" is in the list. */
static bool noun_listed(const eventing *e, const char *list, uint32_t noun) {
    const syntax *s = &e->b->syntax;
    if (noun == TOKEN_NONE) return false;
    if (word_listed(list, event_lemma(e, noun))) return true;
    for (uint32_t c = s->first_child[noun]; c != TOKEN_NONE; c = s->next_sibling[c]) {
        deprel r = event_relation(e, c);
        bool part = r == DEP_COMPOUND || r == DEP_CONJ
                 || (r == DEP_NMOD && str_is(preposition_of(e, c), "of"));
        if (part && word_listed(list, event_lemma(e, c))) return true;
    }
    return false;
}

/* The noun among those behind a verb that a row asks for, or TOKEN_NONE. */
static uint32_t object_listed(const eventing *e, const telling *t, const char *list) {
    const syntax *s = &e->b->syntax;
    if (noun_listed(e, list, t->patient)) return t->patient;
    for (uint32_t c = s->first_child[t->head]; c != TOKEN_NONE; c = s->next_sibling[c]) {
        deprel r = event_relation(e, c);
        bool behind = r == DEP_OBJ || r == DEP_XCOMP || (r == DEP_OBL && t->patient == TOKEN_NONE);
        if (behind && noun_listed(e, list, c)) return c;
    }
    return TOKEN_NONE;
}

/* "off" of "called off", "on" of "call on", "hunger" of "hunger strike". */
static bool has_particle(const eventing *e, const telling *t, str particle) {
    const syntax *s = &e->b->syntax;
    if (t->particle != TOKEN_NONE && str_same(event_lemma(e, t->particle), particle)) return true;
    for (uint32_t c = s->first_child[t->head]; c != TOKEN_NONE; c = s->next_sibling[c]) {
        deprel r = event_relation(e, c);
        if (r == DEP_OBL && str_same(preposition_of(e, c), particle)) return true;
        bool word = t->noun ? r == DEP_COMPOUND || r == DEP_AMOD
                            : r == DEP_ADVMOD || r == DEP_XCOMP || r == DEP_COMPOUND_PRT;
        if (word && str_same(event_lemma(e, c), particle)) return true;
    }
    return false;
}

static bool needs_met(const eventing *e, const telling *t, unsigned needs) {
    uint32_t object = t->patient;
    bool being = is_being(e, object);
    if (needs & NEEDS_BEING && !being) return false;
    if (needs & NEEDS_NO_OBJECT && object != TOKEN_NONE) return false;
    if (needs & NEEDS_PARTNER && object != TOKEN_NONE && !being) return false;
    if (needs & NEEDS_PARTNER && object == TOKEN_NONE && !is_being(e, t->partner)
        && !(is_being(e, t->subject)
             && syntax_child(&e->b->syntax, t->subject, DEP_CONJ) != TOKEN_NONE))
        return false;
    if (needs & NEEDS_TARGET && !being && !is_place(e, object)) return false;
    if (needs & NEEDS_PLACE && !is_place(e, object)) return false;
    return true;
}

/* How well a row fits: 0 not at all, more for each of its conditions. */
static int row_fits(const eventing *e, const telling *t, const event_word *w, uint32_t *object) {
    *object = TOKEN_NONE;
    if (*w->particle && !has_particle(e, t, str_of(w->particle))) return 0;
    if (*w->objects && (*object = object_listed(e, t, w->objects)) == TOKEN_NONE) return 0;
    if (!t->noun && !needs_met(e, t, w->needs)) return 0;
    return 1 + 2 * (*w->particle != 0) + 2 * (*w->objects != 0) + (w->needs != 0);
}

static const event_word *best_row(const eventing *e, const telling *t, uint32_t *object) {
    size_t count;
    const event_word *rows = event_words_find(event_lemma(e, t->head), t->noun ? 'n' : 'v', &count);
    const event_word *best = NULL;
    int most = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t found;
        int fit = row_fits(e, t, &rows[i], &found);
        if (fit <= most) continue;
        most = fit;
        best = &rows[i];
        *object = found;
    }
    return best;
}

/* A verb's actor must be able to act; a noun needs somebody beside it. */
static bool somebody_acts(const eventing *e, const telling *t) {
    if (t->noun)
        return is_being(e, t->subject) || is_being(e, t->patient) || is_being(e, t->partner);
    if (t->subject != TOKEN_NONE) return can_act(e, t->subject);
    return t->passive || is_being(e, t->patient) || t->patient != TOKEN_NONE;
}

bool telling_give_type(const eventing *e, telling *t) {
    uint32_t object = TOKEN_NONE;
    const event_word *row = best_row(e, t, &object);
    t->type = PLOVER_NONE;
    t->mode = "";
    if (!row) return false;
    if (row->type == PLOVER_NONE) return true;
    if (!somebody_acts(e, t)) return false;
    t->type = row->type;
    t->mode = row->mode;
    if (*row->objects && object != t->patient) t->object = object;
    return true;
}

/* ---- the last word ---- */

static const float keep_listed = 0.10f; /* below this the list's guess gives way */
/* And where the model is surer than this of another: of the one event of a bare sentence, such as
 * it learned from, and of any other. */
static const float sure_bare = 0.30f, sure_other = 0.50f;
/* Where the list has none: of a main event with a title, without one, and of any other. */
static const float trust_titled = 0.55f, trust_bare = 0.55f, trust_public = 0.12f,
                   trust_other = 0.85f;

/* A word of the clause that the list knows with this type and a mode. */
static const char *mode_around(const eventing *e, const telling *t, plover_type type) {
    phrase below = syntax_subtree(&e->b->syntax, t->head);
    if (below.past > t->head + 24) below.past = t->head + 24;
    for (uint32_t i = t->head; i < below.past; i++) {
        upos class = event_class(e, i);
        size_t count;
        if ((class != UPOS_VERB && class != UPOS_NOUN) || e->named[i]) continue;
        char letter = class == UPOS_VERB ? 'v' : 'n';
        const event_word *found = event_words_find(event_lemma(e, i), letter, &count);
        for (size_t k = 0; k < count; k++)
            if (found[k].type == type && *found[k].mode && !*found[k].objects) return found[k].mode;
    }
    return "";
}

static bool is_listed(const eventing *e, const telling *t) {
    size_t count;
    return event_words_find(event_lemma(e, t->head), t->noun ? 'n' : 'v', &count) != NULL;
}

static bool is_name(const eventing *e, uint32_t word) {
    return word != TOKEN_NONE && event_class(e, word) == UPOS_PROPN;
}

/* Whether a sentence bears a state, a people or a body beside another name: PLOVER's events are
 * between them. */
static bool is_public(const eventing *e, uint32_t word) {
    sentence s = e->b->labels->sentences[e->b->labels->sentence_of[word]];
    bool body = false;
    size_t names = 0;
    for (uint32_t i = s.first; i < s.past; i++) {
        uint8_t n = e->named[i];
        if (e->dateline[i]) continue;
        bool one = n == 1 + ENTITY_ORGANIZATION || n == 1 + ENTITY_NORP || n == 1 + ENTITY_LOCATION;
        body = body || one;
        bool begins = i == s.first || e->named[i - 1] != n;
        if (begins && (one || n == 1 + ENTITY_PERSON)) names++;
    }
    return body && names > 1;
}

/* Whether the model may give a type where the list of words gives none. */
static bool is_open(const eventing *e, const telling *t, bool main) {
    if (main && !e->b->report->title.length && is_public(e, t->head)) return true;
    bool being = can_act(e, t->subject) || (t->passive && is_being(e, t->patient));
    if (main && !being) being = is_name(e, t->subject) || (t->passive && is_name(e, t->patient));
    return being && !t->noun && (main || !is_listed(e, t));
}

static float least_trust(const eventing *e, const telling *t, bool main) {
    if (!main) return trust_other;
    if (e->b->report->title.length) return trust_titled;
    return is_public(e, t->head) ? trust_public : trust_bare;
}

void telling_settle_type(const eventing *e, telling *t, bool main) {
    float chance[PLOVER_TYPES];
    plover_type likely = PLOVER_NONE, listed = t->type;
    if (listed == PLOVER_NONE && !is_open(e, t, main)) return;
    events_model(e, t, chance);
    for (int k = 1; k < PLOVER_TYPES; k++)
        if (chance[k] > chance[likely]) likely = (plover_type)k;
    float least = least_trust(e, t, main);
    if (listed == PLOVER_NONE && chance[likely] < least) return;
    float sure = main && !e->b->report->title.length ? sure_bare : sure_other;
    bool kept = listed != PLOVER_NONE && chance[listed] >= keep_listed && chance[likely] < sure;
    t->type = kept ? listed : likely;
    t->listed = t->type == listed;
    t->sure = chance[t->type];
    if (t->type != listed) t->mode = mode_around(e, t, t->type);
}
