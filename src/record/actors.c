/* record/actors.c: the people and bodies of a report, each with all its mentions.
 *
 * An entity-centric sieve (Raghunathan et al. 2010, Lee et al. 2013): phrases are found
 * (referents.c), names are matched (actor_names.c), constructions of grammar read
 * (actor_links.c), nouns and pronouns given to what they most likely go back to
 * (actor_rank.c), first persons to whoever speaks (actor_speech.c); what is then a person, a
 * body or a group, or a place that acts, becomes an actor. */
#include "record/actors.h"

#include "record/actor_links.h"
#include "record/actor_names.h"
#include "record/actor_speech.h"

void actors_resolve(build *b, const rank_watch *watch, referents *out) {
    referents_find(b, out);
    actor_names_join(out);
    actor_links_join(out);
    actor_rank_join(out, watch);
    actor_links_join_late(out);
    actor_speech_join(out);
}

static span bytes_of(const build *b, uint32_t first, uint32_t past) {
    return (span){ b->tokens->at[first].start, b->tokens->at[past - 1].end };
}

/* [referents] by root: something that its phrases do makes an actor of it. */
static bool *actions_of(referents *r) {
    bool *acts = ARENA_NEW(r->b->a, bool, r->count);
    for (uint32_t i = 0; i < r->count; i++)
        if (place_acts(r, i)) acts[cluster_of(r, i)] = true;
    return acts;
}

/* The first phrase of each cluster that is no pronoun, by root. */
static uint32_t *first_nouns(referents *r) {
    uint32_t *nouns = ARENA_NEW(r->b->a, uint32_t, r->count);
    for (uint32_t i = 0; i < r->count; i++) nouns[i] = REFERENT_NONE;
    for (uint32_t i = 0; i < r->count; i++) {
        uint32_t root = cluster_of(r, i);
        if (nouns[root] == REFERENT_NONE && r->at[i].kind != MENTION_PRONOUN) nouns[root] = i;
    }
    return nouns;
}

static id add_actor(referents *r, uint32_t root, uint32_t noun) {
    build *b = r->b;
    const cluster *c = &r->clusters[root];
    actor *made = LIST_ADD(b->a, &b->out->actors);
    *made = (actor){ .name = actor_name_of(r, root, noun), .kind = actor_kind_of(r, root) };
    bool labelled = c->named != REFERENT_NONE && r->at[c->named].entity != REFERENT_NONE;
    made->confidence =
        labelled ? b->labels->entities[r->at[c->named].entity].confidence : 0.5f;
    made->by = labelled ? "a name that the reader labelled"
                        : "a phrase whose word stands for people or bodies";
    return (id)(b->out->actors.count - 1);
}

/* Makes the actors, in the order of their first phrases; returns the actor of each phrase. */
static id *make_actors(referents *r) {
    arena *a = r->b->a;
    bool *acts = actions_of(r);
    uint32_t *nouns = first_nouns(r);
    id *of_root = ARENA_NEW(a, id, r->count), *of = ARENA_NEW(a, id, r->count);
    bool *made = ARENA_NEW(a, bool, r->count);
    for (uint32_t i = 0; i < r->count; i++) {
        uint32_t root = cluster_of(r, i);
        if (!made[root]) {
            bool counts = cluster_is_actor(r, root, acts[root]);
            of_root[root] = counts ? add_actor(r, root, nouns[root]) : ID_NONE;
            made[root] = true;
        }
        of[i] = of_root[root];
    }
    return of;
}

/* Two phrases of one actor with the same words are one mention. */
static void add_span(build *b, id who, span at) {
    span_list *list = &b->out->actors.at[who].mentions;
    if (list->count && list->at[list->count - 1].start == at.start &&
        list->at[list->count - 1].end == at.end)
        return;
    *LIST_ADD(b->a, list) = at;
}

/* A mention is found by its head, and by the head of its name where that is another. */
static void point_at(referents *r, uint32_t i, uint32_t number) {
    const referent *p = &r->at[i];
    r->b->mention_at[p->head] = number;
    if (p->entity == REFERENT_NONE) return;
    const entity *name = &r->b->labels->entities[p->entity];
    for (uint32_t k = name->first; k < name->past; k++)
        if (r->of_head[k] == i) r->b->mention_at[k] = number;
}

static void add_mentions(referents *r, const id *actor_of) {
    build *b = r->b;
    uint32_t *last = ARENA_NEW(b->a, uint32_t, r->count); /* by root: its last mention + 1 */
    for (uint32_t i = 0; i < r->count; i++) {
        const referent *p = &r->at[i];
        if (p->joint && actor_of[i] == ID_NONE) continue;
        uint32_t root = cluster_of(r, i), number = (uint32_t)b->mentions.count;
        uint32_t before = last[root] ? last[root] - 1 : ID_NONE;
        uint32_t lead = before == ID_NONE ? number : b->mentions.at[before].lead;
        *LIST_ADD(b->a, &b->mentions) = (mention){
            .first = p->first, .past = p->past, .head = p->head, .kind = p->kind,
            .actor = actor_of[i], .as = actor_kind_of(r, root), .lead = lead, .next = ID_NONE };
        if (before != ID_NONE) b->mentions.at[before].next = number;
        last[root] = number + 1;
        if (!p->joint) point_at(r, i, number);
        if (actor_of[i] != ID_NONE) add_span(b, actor_of[i], bytes_of(b, p->first, p->past));
    }
}

/* "who" and "which" lead to what they relate to, though they are no mentions. */
static void add_relatives(referents *r) {
    build *b = r->b;
    for (uint32_t i = 0; i < b->tokens->count; i++) {
        if (b->mention_at[i] != ID_NONE) continue;
        uint32_t meant = referent_meant(r, i);
        if (meant != REFERENT_NONE) b->mention_at[i] = b->mention_at[r->at[meant].head];
    }
}

static void add_entities(referents *r, const id *actor_of) {
    build *b = r->b;
    const labels *l = b->labels;
    id *of_entity = ARENA_NEW(b->a, id, l->entity_count);
    for (size_t e = 0; e < l->entity_count; e++) of_entity[e] = ID_NONE;
    for (uint32_t i = 0; i < r->count; i++)
        if (r->at[i].entity != REFERENT_NONE && !r->at[i].joint)
            of_entity[r->at[i].entity] = actor_of[i];
    for (size_t e = 0; e < l->entity_count; e++)
        *LIST_ADD(b->a, &b->out->entities) = (named_entity){
            bytes_of(b, l->entities[e].first, l->entities[e].past), l->entities[e].type,
            of_entity[e], l->entities[e].confidence };
}

void actors_find(build *b) {
    referents r;
    actors_resolve(b, NULL, &r);
    id *actor_of = make_actors(&r);
    add_mentions(&r, actor_of);
    add_relatives(&r);
    add_entities(&r, actor_of);
    actor_roles_find(&r, actor_of);
}

/* ---- for the parts that come after ---- */

id actor_at(const build *b, uint32_t head) {
    uint32_t m = b->mention_at[head];
    return m == ID_NONE ? ID_NONE : b->mentions.at[m].actor;
}

static id new_actor(build *b, uint32_t first, uint32_t past, actor_kind kind) {
    str last = token_str(b->tokens, past - 1);
    if (past > first + 1 && (str_is(last, "'s") || str_is(last, "’s"))) past--;
    span at = bytes_of(b, first, past);
    actor *made = LIST_ADD(b->a, &b->out->actors);
    *made = (actor){ .name = str_in(b->tokens->text, at), .kind = kind, .confidence = 0.3f,
                      .by = "words that speak, hear or act in another fact" };
    return (id)(b->out->actors.count - 1);
}

/* A thing becomes an actor with all its mentions. */
static id promote(build *b, uint32_t number) {
    const mention *m = &b->mentions.at[b->mentions.at[number].lead];
    id who = new_actor(b, m->first, m->past, m->as);
    for (uint32_t i = b->mentions.at[number].lead; i != ID_NONE; i = b->mentions.at[i].next) {
        b->mentions.at[i].actor = who;
        add_span(b, who, bytes_of(b, b->mentions.at[i].first, b->mentions.at[i].past));
    }
    return who;
}

id actor_claim(build *b, uint32_t first, uint32_t past) {
    uint32_t head = syntax_head_of(&b->syntax, first, past), m = b->mention_at[head];
    if (m != ID_NONE) return b->mentions.at[m].actor != ID_NONE ? b->mentions.at[m].actor
                                                                : promote(b, m);
    id who = new_actor(b, first, past, ACTOR_UNKNOWN);
    b->mention_at[head] = (id)b->mentions.count;
    *LIST_ADD(b->a, &b->mentions) = (mention){
        .first = first, .past = past, .head = head, .kind = MENTION_NOUN, .actor = who,
        .as = ACTOR_UNKNOWN, .lead = b->mention_at[head], .next = ID_NONE };
    add_span(b, who, bytes_of(b, first, past));
    return who;
}
