/* record/places_attach.c: where statements, events and expectations take place: the place
 * that a phrase with "in", "at", "near" and the like hangs on their words ("was killed in an
 * attack in Marlow"), or that stands before a noun ("the Marlow summit"). */
#include "record/places.h"
#include "record/word_list.h"

enum { DEPTH_MOST = 3 }; /* phrases that hang on one another */

typedef struct attaching {
    build *b;
    id *place_at; /* [tokens] the place that the token is in, or ID_NONE */
} attaching;

/* The first token that ends behind a byte. */
static uint32_t token_behind(const tokens *t, size_t byte) {
    size_t low = 0, high = t->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (t->at[middle].end <= byte) low = middle + 1;
        else high = middle;
    }
    return (uint32_t)low;
}

static void mark_places(attaching *w) {
    const tokens *t = w->b->tokens;
    const place_list *all = &w->b->out->places;
    w->place_at = ARENA_NEW(w->b->a, id, t->count);
    for (size_t i = 0; i < t->count; i++) w->place_at[i] = ID_NONE;
    for (size_t i = 0; i < all->count; i++)
        for (uint32_t at = token_behind(t, all->at[i].start);
             at < t->count && t->at[at].start < all->at[i].end; at++)
            if (w->place_at[at] == ID_NONE) w->place_at[at] = (id)i;
}

static bool says_where(const attaching *w, uint32_t at) {
    const syntax *s = &w->b->syntax;
    uint32_t word = syntax_child(s, at, DEP_CASE);
    return word != TOKEN_NONE && word_in_list(s->lemmas[word], "in at near on off outside inside "
                                              "around across throughout along within");
}

static bool stands_before(const attaching *w, uint32_t child, uint32_t head) {
    uint8_t relation = w->b->labels->deprel[child];
    return child < head && (relation == DEP_COMPOUND || relation == DEP_NMOD_POSS ||
                            relation == DEP_AMOD) && w->b->labels->upos[head] == UPOS_NOUN;
}

static id place_below(const attaching *w, uint32_t head, int depth) {
    const syntax *s = &w->b->syntax;
    id found = ID_NONE;
    for (uint32_t c = s->first_child[head]; c != TOKEN_NONE; c = s->next_sibling[c]) {
        uint8_t relation = w->b->labels->deprel[c];
        bool hangs = relation == DEP_OBL || relation == DEP_NMOD;
        if (hangs && says_where(w, c) && w->place_at[c] != ID_NONE) return w->place_at[c];
        if (found != ID_NONE) continue;
        if (stands_before(w, c, head)) found = w->place_at[c];
        else if (hangs && depth < DEPTH_MOST) found = place_below(w, c, depth + 1);
    }
    return found;
}

/* The place of the words of a span, the first that has one. */
static id place_of_span(const attaching *w, span at) {
    const tokens *t = w->b->tokens;
    id found = ID_NONE;
    for (uint32_t i = token_behind(t, at.start);
         i < t->count && t->at[i].start < at.end && found == ID_NONE; i++)
        found = place_below(w, i, 0);
    return found;
}

static id place_of_first(const attaching *w, const span_list *spans) {
    return spans->count ? place_of_span(w, spans->at[0]) : ID_NONE;
}

void places_attach(build *b) {
    attaching w = { .b = b };
    record *r = b->out;
    if (!r->places.count) return;
    mark_places(&w);
    for (size_t i = 0; i < r->statements.count; i++)
        r->statements.at[i].place = place_of_first(&w, &r->statements.at[i].cue);
    for (size_t i = 0; i < r->events.count; i++)
        r->events.at[i].place = place_of_first(&w, &r->events.at[i].spans);
    for (size_t i = 0; i < r->expectations.count; i++)
        r->expectations.at[i].place = place_of_span(&w, r->expectations.at[i].at);
}
