/* record/events_roles.c: the actors and recipients of an event, as actors of the record. */
#include "record/events.h"

enum { DEPTH = 3, ROLES_MOST = 8 };

static void add_actor(const eventing *e, id_list *to, id who) {
    if (who == ID_NONE || to->count >= ROLES_MOST) return;
    for (size_t i = 0; i < to->count; i++)
        if (to->at[i] == who) return;
    *LIST_ADD(e->b->a, to) = who;
}

static id actor_of_word(eventing *e, uint32_t word, bool claim) {
    id known = actor_at(e->b, word);
    if (known != ID_NONE || !claim || event_class(e, word) == UPOS_PRON) return known;
    if (!is_being(e, word) && !is_place(e, word)) return ID_NONE;
    phrase p = syntax_noun_phrase(&e->b->syntax, word);
    return actor_claim(e->b, p.first, p.past);
}

/* The person or body inside the phrase of a thing: "Iran's programme", "sanctions on Iran",
 * "a Turkish ship". */
static uint32_t being_inside(const eventing *e, uint32_t word, int depth) {
    const syntax *s = &e->b->syntax;
    static const deprel ways[] = { DEP_NMOD_POSS, DEP_AMOD, DEP_COMPOUND, DEP_NMOD };
    for (size_t w = 0; w < sizeof ways / sizeof *ways; w++)
        for (uint32_t c = syntax_child(s, word, ways[w]); c != TOKEN_NONE;
             c = syntax_next(s, c, ways[w])) {
            if (is_being(e, c) || (ways[w] == DEP_NMOD && is_place(e, c))) return c;
            uint32_t below = depth > 0 ? being_inside(e, c, depth - 1) : TOKEN_NONE;
            if (below != TOKEN_NONE) return below;
        }
    return TOKEN_NONE;
}

/* Adds a word's actor and those coordinated with it; of a thing, whom its phrase names. */
static bool add_word(eventing *e, id_list *to, uint32_t word, bool claim) {
    const syntax *s = &e->b->syntax;
    if (word == TOKEN_NONE) return false;
    size_t before = to->count;
    if (!is_being(e, word) && !(claim && e->named[word])) {
        uint32_t inside = claim ? being_inside(e, word, DEPTH) : TOKEN_NONE;
        if (inside != TOKEN_NONE) word = inside;
    }
    add_actor(e, to, actor_of_word(e, word, claim));
    for (uint32_t c = syntax_child(s, word, DEP_CONJ); c != TOKEN_NONE;
         c = syntax_next(s, c, DEP_CONJ))
        add_actor(e, to, actor_of_word(e, c, claim));
    return to->count > before;
}

static void drop_from(id_list *list, const id_list *others) {
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        bool other = false;
        for (size_t j = 0; j < others->count; j++) other |= others->at[j] == list->at[i];
        if (!other) list->at[kept++] = list->at[i];
    }
    list->count = kept;
}

void telling_give_roles(eventing *e, telling *t, bool claim) {
    t->actors = t->recipients = (id_list){ 0 };
    add_word(e, &t->actors, t->subject, claim);
    bool told = add_word(e, &t->recipients, t->patient, claim);
    bool behind = t->partner != TOKEN_NONE && (claim || is_being(e, t->partner));
    if (behind && (!told || !is_being(e, t->patient)))
        add_word(e, &t->recipients, t->partner, claim);
    if (!t->recipients.count && t->object != TOKEN_NONE)
        add_word(e, &t->recipients, t->object, claim);
    drop_from(&t->recipients, &t->actors);
}
