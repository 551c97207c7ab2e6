/* model/arcs.c: dependencies by biaffine scores (Dozat and Manning 2017): each token's state
 * as a dependent against each token's state as a head, inside a sentence; then the relation
 * of each arc from a second, smaller pair of states. */
#include <string.h>

#include "model/decode.h"

enum { RELATION_HEADS = 8 /* heads whose relation products are computed together */ };

static size_t rounded(size_t n) {
    return (n + PANEL - 1) / PANEL * PANEL;
}

void arc_room_make(arc_room *r, const model *m, arena *a, size_t most) {
    size_t arcs = m->dep.rows, relations = m->rel_dep.rows;
    size_t sentence_most = most < TREE_TOKENS_MOST ? most : TREE_TOKENS_MOST;
    size_t stride = rounded(sentence_most + 1);
    r->dep = ARENA_NEW(a, float, most * arcs);
    r->head = ARENA_NEW(a, float, most * arcs);
    r->arc = ARENA_NEW(a, float, most * (arcs + PANEL));
    r->rel_dep = ARENA_NEW(a, float, most * relations);
    r->rel_head = ARENA_NEW(a, float, most * relations);
    r->label = ARENA_NEW(a, float, most * RELATION_STRIDE);
    r->head_q = ARENA_NEW(a, uint8_t, most * arcs);
    r->rel_q = ARENA_NEW(a, uint8_t, most * relations);
    r->head_scale = ARENA_NEW(a, float, most);
    r->rel_scale = ARENA_NEW(a, float, most);
    r->table = ARENA_NEW(a, float, arcs * stride);
    r->scores = ARENA_NEW(a, float, sentence_most * stride);
    r->relations = ARENA_NEW(a, float, RELATION_HEADS * RELATION_STRIDE * relations);
}

/* out = the matrix times rows x [count][columns], quantised into q and scale. */
static void requantised(const decoder *d, const matrix *m, const float *x, uint8_t *q, float *scale,
                        size_t count, float *out) {
    size_t width = m->columns;
    for (size_t i = 0; i < count; i++) {
        d->m->kernels->quantise(x + i * width, width, q + i * width, &scale[i]);
        d->at[i] = q + i * width;
    }
    d->m->kernels->product(m, &(vectors){ d->at, scale, count }, out);
}

static void arc_states(decoder *d, const states *s) {
    arc_room *r = &d->arcs;
    const model *m = d->m;
    states_product(d, &m->dep, s, r->dep);
    states_product(d, &m->head, s, r->head);
    requantised(d, &m->arc, r->head, r->head_q, r->head_scale, s->count, r->arc);
    states_product(d, &m->rel_dep, s, r->rel_dep);
    states_product(d, &m->rel_head, s, r->rel_head);
    requantised(d, &m->rel_label, r->rel_head, r->rel_q, r->rel_scale, s->count, r->label);
}

/* scores [count][stride] of a sentence that starts at `at` in the piece: heads, then root. */
static void arc_scores(decoder *d, size_t at, size_t count, size_t stride) {
    arc_room *r = &d->arcs;
    size_t arcs = d->m->dep.rows, arc_stride = (size_t)d->m->arc.panels * PANEL;
    const float *arc = r->arc + at * arc_stride;
    for (size_t k = 0; k < arcs; k++) {
        float *row = r->table + k * stride;
        for (size_t j = 0; j < count; j++) row[j] = arc[j * arc_stride + k];
        row[count] = d->m->arc_root[k];
        for (size_t j = count + 1; j < stride; j++) row[j] = 0;
    }
    for (size_t i = 0; i < count; i++) {
        float *row = r->scores + i * stride;
        for (size_t j = 0; j < count; j++) row[j] = arc[j * arc_stride + arcs];
        row[count] = d->m->arc_root[arcs];
        for (size_t j = count + 1; j < stride; j++) row[j] = 0;
    }
    mixture m = { .weights = r->dep + at * arcs, .table = r->table, .out = r->scores, .rows = count,
                  .terms = arcs, .width = stride, .weight_stride = arcs, .table_stride = stride,
                  .out_stride = stride };
    d->m->kernels->mix(&m);
}

static uint8_t best_relation(const float *scores) {
    size_t best = DEP_ROOT ? 0 : 1;
    for (size_t i = best + 1; i < DEP_COUNT; i++)
        if (i != DEP_ROOT && scores[i] > scores[best]) best = i;
    return (uint8_t)best;
}

/* Relation of token i of the piece, whose head is token `head` with these products. */
static uint8_t relation_of(const decoder *d, size_t i, size_t head, const float *products) {
    float scores[RELATION_STRIDE];
    size_t relations = d->m->rel_dep.rows;
    memcpy(scores, d->arcs.label + head * RELATION_STRIDE, sizeof scores);
    mixture m = { .weights = d->arcs.rel_dep + i * relations, .table = products, .out = scores,
                  .rows = 1, .terms = relations, .width = RELATION_STRIDE,
                  .weight_stride = relations, .table_stride = RELATION_STRIDE,
                  .out_stride = RELATION_STRIDE };
    d->m->kernels->mix(&m);
    return best_relation(scores);
}

/* Up to RELATION_HEADS different heads from *next on into some; how many. */
static size_t gather_heads(const bool *is_head, size_t count, size_t *next, uint32_t *some) {
    size_t found = 0;
    for (; *next < count && found < RELATION_HEADS; ++*next)
        if (is_head[*next]) some[found++] = (uint32_t)*next;
    return found;
}

static void relations_of(decoder *d, size_t at, const uint32_t *heads, size_t count, uint8_t *out) {
    bool is_head[TREE_TOKENS_MOST + 1] = { 0 };
    uint8_t slot[TREE_TOKENS_MOST + 1];
    uint32_t some[RELATION_HEADS];
    float scale[RELATION_HEADS];
    size_t width = d->m->rel.columns, size = (size_t)d->m->rel.panels * PANEL, found, next = 0;
    for (size_t i = 0; i < count; i++) is_head[heads[i]] = true;
    for (size_t from = 0; (found = gather_heads(is_head, count, &next, some)); from = next) {
        for (size_t h = 0; h < found; h++) {
            slot[some[h]] = (uint8_t)h;
            d->at[h] = d->arcs.rel_q + (at + some[h]) * width;
            scale[h] = d->arcs.rel_scale[at + some[h]];
        }
        d->m->kernels->product(&d->m->rel, &(vectors){ d->at, scale, found }, d->arcs.relations);
        for (size_t i = 0; i < count; i++)
            if (heads[i] >= from && heads[i] < next)
                out[i] = relation_of(d, at + i, at + heads[i],
                                        d->arcs.relations + slot[heads[i]] * size);
    }
}

static void decode_sentence(decoder *d, const states *s, const sentence *one) {
    uint32_t heads[TREE_TOKENS_MOST];
    size_t at = one->first - s->first, count = one->past - one->first, stride = rounded(count + 1);
    arc_scores(d, at, count, stride);
    tree_best(d->a, &d->arcs.tree, d->arcs.scores, count, stride, heads);
    relations_of(d, at, heads, count, d->deprel + one->first);
    for (size_t i = 0; i < count; i++) {
        bool root = heads[i] == count;
        d->head[one->first + i] = root ? HEAD_ROOT : one->first + heads[i];
        if (root) d->deprel[one->first + i] = DEP_ROOT;
    }
}

void decode_arcs(decoder *d, const states *s, size_t sentence_from) {
    arc_states(d, s);
    for (size_t i = sentence_from; i < d->sentences.count; i++)
        decode_sentence(d, s, &d->sentences.at[i]);
}
