/* model/model.c: from tensors to the parts of a model. Each tensor is taken by name with the
 * dimensions that the rest asks for; one that is missing, of other dimensions or left over
 * is a fault. The formats themselves were checked before (model/weights.h). */
#include "model/model.h"

#include "model/take.h"

#include <math.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>

static const int8_t *take_table(taking *k, const char *name, size_t rows) {
    return take_sized(k, name, TENSOR_INT8, (extent){ rows, k->m->width });
}

/* Names of what LSTMs and a transformer both have. */
typedef struct shared_names {
    const char *vocabulary, *shape, *flag;
} shared_names;

static void take_tables(taking *k, const shared_names *names) {
    model *m = k->m;
    take_vocabulary(k, names->vocabulary, &m->words);
    m->width = take_size(k, "word", 1, WIDTH_MOST);
    tables *t = &m->tables;
    t->width = m->width;
    t->word = take_table(k, "word", m->words.rows);
    t->gram = take_table(k, "gram", 0);
    t->shape = take_table(k, names->shape, 0);
    t->flag = take_table(k, names->flag, FEATURE_FLAGS);
    const float *scale = take_floats(k, "table.scale", 4);
    if (k->good) take_scales_check(k, "table.scale", scale, 4);
    if (!k->good) return;
    t->word_scale = scale[0];
    t->gram_scale = scale[1];
    t->shape_scale = scale[2];
    t->flag_scale = scale[3];
    m->space = (feature_space){ &m->words, weights_find(&m->weights, "gram")->dims[0],
                                weights_find(&m->weights, names->shape)->dims[0] };
}

static void take_network(taking *k) {
    static const char *const names[LAYERS][DIRECTIONS] = {
        { "first.forward", "first.backward" }, { "second.forward", "second.backward" },
    };
    model *m = k->m;
    m->conv = take_matrix(k, "conv", 3 * m->width, m->width);
    m->hidden = take_size(k, "first.forward.hidden", 1, WIDTH_MOST);
    m->state += DIRECTIONS * m->hidden;
    for (int layer = 0; layer < LAYERS; layer++)
        for (int d = 0; d < DIRECTIONS; d++) {
            char name[2 * WEIGHTS_NAME_SIZE];
            snprintf(name, sizeof name, "%s.input", names[layer][d]);
            size_t given = layer ? DIRECTIONS * m->hidden : m->width;
            m->input[layer][d] = take_matrix(k, name, 4 * m->hidden, given);
            snprintf(name, sizeof name, "%s.hidden", names[layer][d]);
            m->recurrent[layer][d] = take_recurrent(k, name, m->hidden);
        }
}

static crf take_crf(taking *k, const char *name, size_t count) {
    char part[3][2 * WEIGHTS_NAME_SIZE];
    snprintf(part[0], sizeof part[0], "%s.step", name);
    snprintf(part[1], sizeof part[1], "%s.start", name);
    snprintf(part[2], sizeof part[2], "%s.end", name);
    const float *step = take_sized(k, part[0], TENSOR_FLOAT32, (extent){ count, count });
    const float *start = take_floats(k, part[1], count), *end = take_floats(k, part[2], count);
    return k->good ? crf_make(k->m->memory, step, start, end, count) : (crf){ 0 };
}

static matrix rectified(matrix m) {
    m.least = 0;
    return m;
}

static void take_labels(taking *k) {
    model *m = k->m;
    size_t z = m->state;
    m->upos = take_matrix(k, "upos", UPOS_COUNT, z);
    m->sentence = take_matrix(k, "sentence", 1, z);
    m->entity = take_matrix(k, "entity", ENTITY_LABELS, z);
    m->role = take_matrix(k, "role", ROLE_LABELS, z);
    m->entities = take_crf(k, "entity", ENTITY_LABELS);
    m->roles = take_crf(k, "role", ROLE_LABELS);
    const float *threshold = take_floats(k, "sentence.threshold", 1);
    if (threshold) m->sentence_threshold = *threshold;
}

static void take_arcs(taking *k) {
    model *m = k->m;
    size_t z = m->state, arcs = take_size(k, "dep", 0, STATE_MOST);
    m->dep = rectified(take_matrix(k, "dep", arcs, z));
    m->head = rectified(take_matrix(k, "head", arcs, z));
    m->arc = take_matrix(k, "arc", arcs + 1, arcs);
    m->arc_root = take_floats(k, "arc.root", arcs + 1);
    size_t relations = take_size(k, "rel_dep", 0, STATE_MOST);
    m->rel_dep = rectified(take_matrix(k, "rel_dep", relations, z));
    m->rel_head = rectified(take_matrix(k, "rel_head", relations, z));
    m->rel = take_matrix(k, "rel", RELATION_STRIDE * relations, relations);
    m->rel_label = take_matrix(k, "rel_label", DEP_COUNT, relations);
}

static void take_links(taking *k) {
    model *m = k->m;
    size_t z = m->state, links = take_size(k, "link_span", 0, STATE_MOST);
    m->link_span = take_matrix(k, "link_span", links, z);
    m->link_cue = take_matrix(k, "link_cue", links, z);
    m->link = take_matrix(k, "link", links, links);
    m->link_none = take_floats(k, "link.none", links + 1);
    m->link_distance = take_floats(k, "link.distance", 2 * LINK_REACH + 1);
}

static bool take_all(model *m, fault *f) {
    taking k = { m, f, 0, true };
    bool deep = weights_find(&m->weights, "encoder");
    bool both = deep && weights_find(&m->weights, "conv");
    if (deep) take_encoder(&k);
    if (!deep || both) {
        take_tables(&k, both ? &(shared_names){ "words", "word.shape", "word.flag" }
                             : &(shared_names){ "vocabulary", "shape", "flag" });
        take_network(&k);
    }
    take_labels(&k);
    take_arcs(&k);
    take_links(&k);
    if (k.good && k.taken != m->weights.count)
        return FAULT(f, FAULT_MODEL, 12, "%zu tensors, of which %zu are known", m->weights.count,
                     k.taken);
    return k.good;
}

static bool take_guarded(model *m, fault *f) {
    jmp_buf out;
    m->memory = arena_new(0);
    if (!m->memory || setjmp(out))
        return FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory to open the weights");
    arena_guard(m->memory, &out);
    bool good = take_all(m, f);
    arena_guard(m->memory, NULL);
    return good;
}

/* Takes over w, which is closed where this fails. */
static model *model_make(weights *w, fault *f) {
    model *m = calloc(1, sizeof *m);
    if (!m) {
        weights_close(w);
        FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory to open the weights");
        return NULL;
    }
    m->weights = *w;
    m->kernels = kernels_best();
    if (take_guarded(m, f)) return m;
    model_close(m);
    return NULL;
}

model *model_open(const char *path, fault *f) {
    weights w;
    if (!weights_open(path, &w, f)) return NULL;
    model *m = model_make(&w, f);
    if (!m) fault_where(f, str_of(path));
    return m;
}

model *model_of(str bytes, fault *f) {
    weights w;
    return weights_of(bytes, &w, f) ? model_make(&w, f) : NULL;
}

void model_close(model *m) {
    if (!m) return;
    arena_free(m->memory);
    weights_close(&m->weights);
    free(m);
}

const char *model_name(const model *m) {
    return m->weights.name;
}

void model_use(model *m, const kernels *k) {
    m->kernels = k;
}
