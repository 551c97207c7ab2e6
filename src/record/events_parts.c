/* record/events_parts.c: the parts in a typed event: the candidates that the ranker chooses, and
 * those coordinated with them. "India and Peru agreed" may be told as one agreeing with the
 * other: then those before the one acted on act. */
#include "record/events_cast.h"

enum { CLIMB = 4 };

static bool are_coordinated(const cast *c, uint32_t a, uint32_t b) {
    const syntax *s = &c->e->b->syntax;
    return syntax_first_conjunct(s, c->at[a].word) == syntax_first_conjunct(s, c->at[b].word);
}

/* "Finnish" stands for "the Finnish government", "Sabah" for "nine men from Sabah": of a being
 * and what its phrase names, the being plays the part. */
static uint32_t whole_of(const cast *c, uint32_t i) {
    for (int climb = 0; climb < CLIMB && i < c->count; climb++) {
        uint32_t above = c->at[i].within;
        deprel r = event_relation(c->e, c->at[i].word);
        bool part = r == DEP_AMOD || r == DEP_COMPOUND || r == DEP_NMOD || r == DEP_NMOD_POSS
                 || r == DEP_NUMMOD || r == DEP_FLAT;
        if (!part || above >= c->count || !is_being(c->e, c->at[above].word)) break;
        if (syntax_head(&c->e->b->syntax, c->at[i].word) != c->at[above].word) break;
        i = above;
    }
    return i;
}

static void add_part(role_words *to, uint32_t word) {
    if (to->count < ROLES_MOST) to->at[to->count++] = word;
}

static bool is_first_mention(const cast *c, const role_words *in, uint32_t i) {
    for (size_t k = 0; k < in->count; k++) {
        id known = actor_at(c->e->b, in->at[k]);
        if (in->at[k] == c->at[i].word || (known != ID_NONE && known == c->at[i].actor))
            return false;
    }
    return true;
}

/* Fills in the chosen one and those coordinated with it, of the candidates in `among`. */
static void fill_part(const cast *c, uint32_t chosen, phrase among, role_words *out) {
    if (chosen >= c->count) return;
    for (uint32_t i = among.first; i < among.past && i < c->count; i++) {
        bool one = i == chosen || are_coordinated(c, i, chosen);
        if (one && is_first_mention(c, out, i)) add_part(out, c->at[i].word);
    }
}

static void drop_actors(const cast *c, telling_words *words) {
    size_t kept = 0;
    for (size_t i = 0; i < words->recipients.count; i++) {
        id who = actor_at(c->e->b, words->recipients.at[i]);
        bool acts = false;
        for (size_t k = 0; k < words->actors.count; k++)
            acts |= who != ID_NONE && actor_at(c->e->b, words->actors.at[k]) == who;
        if (!acts) words->recipients.at[kept++] = words->recipients.at[i];
    }
    words->recipients.count = kept;
}

void telling_cast_roles(eventing *e, telling *t) {
    telling seen = *t;
    telling_words rules, words = { .actors = { .count = 0 } };
    cast *c = ARENA_NEW(e->b->a, cast, 1);
    uint32_t first = 0, other = 0;
    seen.type = t->by_word;
    seen.listed = false;
    telling_read_roles(e, &seen, true, &rules);
    cast_gather(e, &seen, &rules, c);
    cast_choose(c, &first, &other);
    first = whole_of(c, first);
    other = whole_of(c, other);
    if (other == first) other = c->count;
    bool mutual = first < c->count && other < c->count && are_coordinated(c, first, other);
    fill_part(c, first, (phrase){ 0, mutual ? other : c->count }, &words.actors);
    fill_part(c, other, (phrase){ mutual ? other : 0, c->count }, &words.recipients);
    drop_actors(c, &words);
    telling_set_roles(e, t, &words);
}
