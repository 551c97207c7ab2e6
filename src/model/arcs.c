/* model/arcs.c: dependencies by biaffine scores (Dozat and Manning 2017): each token's state
 * as a dependent against each token's state as a head, inside a sentence; then the relation
 * of each arc from a second, smaller pair of states. */
#include <math.h>
#include <string.h>

#include "model/best.h"
#include "model/decode.h"

enum { RELATION_HEADS = 8 /* heads whose relation products are computed together */ };

static size_t rounded(size_t n) {
    return (n + PANEL - 1) / PANEL * PANEL;
}

void arc_room_make(arc_room *r, const model *m, arena *a, size_t most) {
    size_t arcs = m->dep.rows, relations = m->rel_dep.rows;
    size_t sentence_most = most < TREE_TOKENS_MOST ? most : TREE_TOKENS_MOST;
    size_t stride = rounded(sentence_most + 1);
    r->dep = ARENA_RAW(a, float, most * arcs);
    r->head = ARENA_RAW(a, float, most * arcs);
    r->arc = ARENA_RAW(a, float, most * (arcs + PANEL));
    r->rel_dep = ARENA_RAW(a, float, most * relations);
    r->rel_head = ARENA_RAW(a, float, most * relations);
    r->label = ARENA_RAW(a, float, most * RELATION_STRIDE);
    r->head_q = ARENA_RAW(a, uint8_t, (most + 1) * arcs);
    r->rel_q = ARENA_RAW(a, uint8_t, (most + 1) * relations);
    r->head_scale = ARENA_RAW(a, float, most);
    r->rel_scale = ARENA_RAW(a, float, most);
    r->table = ARENA_RAW(a, float, arcs * stride);
    r->scores = ARENA_RAW(a, float, sentence_most * stride);
    r->relations = ARENA_RAW(a, float, RELATION_HEADS * RELATION_STRIDE * relations);
}

/* Float vectors that go through another matrix: they are quantised first. */
typedef struct layer {
    const float *x; /* [count][columns] */
    uint8_t *q;
    float *scale;
    size_t count;
} layer;

static void layer_product(const decoder *d, const matrix *m, const layer *l, float *out) {
    size_t width = m->columns;
    for (size_t i = 0; i < l->count; i++) {
        d->m->kernels->quantise(l->x + i * width, width, l->q + i * width, &l->scale[i]);
        d->room->at[i] = l->q + i * width;
    }
    d->m->kernels->product(m, &(vectors){ d->room->at, l->scale, l->count, width }, out);
}

static void arc_states(decoder *d, const states *s) {
    arc_room *r = &d->room->arcs;
    const model *m = d->m;
    states_product(d, &m->dep, s, r->dep);
    states_product(d, &m->head, s, r->head);
    layer_product(d, &m->arc, &(layer){ r->head, r->head_q, r->head_scale, s->count }, r->arc);
    states_product(d, &m->rel_dep, s, r->rel_dep);
    states_product(d, &m->rel_head, s, r->rel_head);
    layer_product(d, &m->rel_label, &(layer){ r->rel_head, r->rel_q, r->rel_scale, s->count },
                  r->label);
}

/* A sentence at work. */
typedef struct clause {
    size_t at, count; /* tokens of the piece */
    size_t stride;    /* of its scores */
    uint32_t heads[TREE_TOKENS_MOST];
} clause;

/* table [arc width][stride]: the heads' states as columns, the root's after the last. */
static void turn_heads(const decoder *d, const clause *c) {
    size_t arcs = d->m->dep.rows, arc_stride = (size_t)d->m->arc.panels * PANEL;
    const float *arc = d->room->arcs.arc + c->at * arc_stride;
    for (size_t k = 0; k < arcs; k++) {
        float *row = d->room->arcs.table + k * c->stride;
        for (size_t j = 0; j < c->count; j++) row[j] = arc[j * arc_stride + k];
        row[c->count] = d->m->arc_root[k];
        for (size_t j = c->count + 1; j < c->stride; j++) row[j] = 0;
    }
}

/* scores [count][stride]: first what a head is worth to any token, then what it is to this. */
static void score_arcs(const decoder *d, const clause *c) {
    const arc_room *r = &d->room->arcs;
    size_t arcs = d->m->dep.rows, arc_stride = (size_t)d->m->arc.panels * PANEL;
    turn_heads(d, c);
    for (size_t j = 0; j < c->stride; j++)
        r->scores[j] = j < c->count ? r->arc[(c->at + j) * arc_stride + arcs] : 0;
    r->scores[c->count] = d->m->arc_root[arcs];
    for (size_t i = 1; i < c->count; i++)
        memcpy(r->scores + i * c->stride, r->scores, c->stride * sizeof(float));
    mixture m = { .weights = r->dep + c->at * arcs, .table = r->table, .out = r->scores,
                  .rows = c->count, .terms = arcs, .width = c->stride, .weight_stride = arcs,
                  .table_stride = c->stride, .out_stride = c->stride };
    d->m->kernels->mix(&m);
}

static uint8_t best_relation(float *scores) {
    scores[DEP_ROOT] = -INFINITY;
    return (uint8_t)best_of(scores, DEP_COUNT);
}

/* Relation of token i of the piece, whose head is token `head` with these products. */
static uint8_t relation_of(const decoder *d, size_t i, size_t head, const float *products) {
    float scores[RELATION_STRIDE];
    size_t relations = d->m->rel_dep.rows;
    const arc_room *r = &d->room->arcs;
    memcpy(scores, r->label + head * RELATION_STRIDE, sizeof scores);
    mixture m = { .weights = r->rel_dep + i * relations, .table = products, .out = scores,
                  .rows = 1, .terms = relations, .width = RELATION_STRIDE,
                  .weight_stride = relations, .table_stride = RELATION_STRIDE,
                  .out_stride = RELATION_STRIDE };
    d->m->kernels->mix(&m);
    return best_relation(scores);
}

/* A few different heads of a sentence, whose products are computed together. */
typedef struct head_group {
    size_t from, next; /* heads [from, next) were looked at */
    size_t count;
    uint32_t heads[RELATION_HEADS];
    uint8_t slot[TREE_TOKENS_MOST]; /* [head] its place here */
} head_group;

static bool next_group(const bool *is_head, size_t count, head_group *g) {
    g->from = g->next;
    g->count = 0;
    for (; g->next < count && g->count < RELATION_HEADS; g->next++) {
        if (!is_head[g->next]) continue;
        g->slot[g->next] = (uint8_t)g->count;
        g->heads[g->count++] = (uint32_t)g->next;
    }
    return g->count > 0;
}

static void group_products(const decoder *d, const clause *c, const head_group *g) {
    float scale[RELATION_HEADS];
    const arc_room *r = &d->room->arcs;
    for (size_t h = 0; h < g->count; h++) {
        d->room->at[h] = r->rel_q + (c->at + g->heads[h]) * d->m->rel.columns;
        scale[h] = r->rel_scale[c->at + g->heads[h]];
    }
    vectors x = { d->room->at, scale, g->count, 0 };
    d->m->kernels->product(&d->m->rel, &x, r->relations);
}

static void name_arcs(const decoder *d, const clause *c, uint8_t *out) {
    bool is_head[TREE_TOKENS_MOST + 1] = { 0 };
    size_t size = (size_t)d->m->rel.panels * PANEL;
    for (size_t i = 0; i < c->count; i++) is_head[c->heads[i]] = true;
    head_group g = { 0 };
    while (next_group(is_head, c->count, &g)) {
        group_products(d, c, &g);
        for (size_t i = 0; i < c->count; i++) {
            uint32_t head = c->heads[i];
            if (head < g.from || head >= g.next) continue;
            const float *products = d->room->arcs.relations + g.slot[head] * size;
            out[i] = relation_of(d, c->at + i, c->at + head, products);
        }
    }
}

static void decode_sentence(decoder *d, const states *s, const sentence *one) {
    clause c = { .at = one->first - s->first, .count = one->past - one->first };
    c.stride = rounded(c.count + 1);
    score_arcs(d, &c);
    arc_room *r = &d->room->arcs;
    tree_best(d->room->a, &r->tree, &(arc_scores){ r->scores, c.count, c.stride }, c.heads);
    name_arcs(d, &c, d->deprel + one->first);
    for (size_t i = 0; i < c.count; i++) {
        bool root = c.heads[i] == c.count;
        d->head[one->first + i] = root ? HEAD_ROOT : one->first + c.heads[i];
        if (root) d->deprel[one->first + i] = DEP_ROOT;
    }
}

void decode_arcs(decoder *d, const states *s, size_t sentence_from) {
    arc_states(d, s);
    for (size_t i = sentence_from; i < d->sentences.count; i++)
        decode_sentence(d, s, &d->sentences.at[i]);
}
