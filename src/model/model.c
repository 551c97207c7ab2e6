/* model/model.c: from tensors to the parts of a model. Each tensor is taken by name with the
 * dimensions that the rest asks for; one that is missing, of other dimensions or left over
 * is a fault. The formats themselves were checked before (model/weights.h). */
#include "model/model.h"

#include <math.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#define SCALE_MOST 1024.0f

/* The taking of tensors: after the first fault nothing more is taken. */
typedef struct taking {
    model *m;
    fault *f;
    size_t taken;
    bool good;
} taking;

static size_t place_of(const taking *k, const tensor *t) {
    return (size_t)((const char *)t - k->m->weights.bytes.at);
}

/* The tensor of that name and type; NULL, and no more is good, where there is none. */
static const tensor *take(taking *k, const char *name, tensor_type type) {
    if (!k->good) return NULL;
    const tensor *t = weights_find(&k->m->weights, name);
    if (!t) {
        k->good = FAULT(k->f, FAULT_MODEL, FAULT_NOWHERE, "no tensor '%s'", name);
    } else if (t->type != type) {
        k->good = FAULT(k->f, FAULT_MODEL, place_of(k, t) + 32, "%s: type %u, expected %u", name,
                        (unsigned)t->type, (unsigned)type);
    } else {
        k->taken++;
        return t;
    }
    return NULL;
}

typedef struct extent {
    size_t rows, columns; /* rows 0: any number */
} extent;

/* Its data, where it is as large as it should be. */
static const void *take_sized(taking *k, const char *name, tensor_type type, extent e) {
    const tensor *t = take(k, name, type);
    if (!t) return NULL;
    if ((e.rows && t->dims[0] != e.rows) || t->dims[1] != e.columns || t->dims[2] != 1) {
        k->good = FAULT(k->f, FAULT_MODEL, place_of(k, t) + 36,
                        "%s: %u x %u x %u, expected %zu x %zu", name, (unsigned)t->dims[0],
                        (unsigned)t->dims[1], (unsigned)t->dims[2], e.rows, e.columns);
        return NULL;
    }
    return weights_data(&k->m->weights, t);
}

static const float *take_floats(taking *k, const char *name, size_t count) {
    return take_sized(k, name, TENSOR_FLOAT32, (extent){ count, 1 });
}

static float *step_scaled(arena *a, const float *scale, size_t rows) {
    float *out = ARENA_NEW(a, float, rows);
    for (size_t i = 0; i < rows; i++) out[i] = scale[i] * BYTE_STEP;
    return out;
}

static const int32_t *row_offsets(arena *a, const matrix *m) {
    int32_t *out = ARENA_NEW(a, int32_t, (size_t)m->panels * PANEL);
    for (size_t p = 0; p < m->panels; p++)
        for (size_t k = 0; k < m->columns; k += 4) {
            const int8_t *q = m->q + (p * m->columns + k) * PANEL;
            for (size_t r = 0; r < PANEL; r++, q += 4)
                out[p * PANEL + r] -= BYTE_ZERO * (q[0] + q[1] + q[2] + q[3]);
        }
    return out;
}

static void check_scales(taking *k, const char *name, const float *scale, size_t count) {
    for (size_t i = 0; i < count && k->good; i++)
        if (!(fabsf(scale[i]) <= SCALE_MOST))
            k->good = FAULT(k->f, FAULT_MODEL,
                            (size_t)((const char *)(scale + i) - k->m->weights.bytes.at),
                            "%s: scale %zu is %g, limit %g", name, i, (double)scale[i],
                            (double)SCALE_MOST);
}

/* A packed matrix with its scales, no biases yet. */
static matrix take_unbiased(taking *k, const char *name, size_t rows, size_t columns) {
    char part[2 * WEIGHTS_NAME_SIZE];
    matrix m = { .least = -INFINITY, .rows = (uint32_t)rows, .columns = (uint32_t)columns };
    m.panels = (uint32_t)((rows + PANEL - 1) / PANEL);
    m.q = take_sized(k, name, TENSOR_PACKED, (extent){ rows, columns });
    snprintf(part, sizeof part, "%s.scale", name);
    m.scale = take_floats(k, part, (size_t)m.panels * PANEL);
    if (k->good) check_scales(k, part, m.scale, (size_t)m.panels * PANEL);
    if (k->good) m.offset = row_offsets(k->m->memory, &m);
    return m;
}

static matrix take_matrix(taking *k, const char *name, size_t rows, size_t columns) {
    char part[2 * WEIGHTS_NAME_SIZE];
    matrix m = take_unbiased(k, name, rows, columns);
    snprintf(part, sizeof part, "%s.bias", name);
    m.bias = take_floats(k, part, (size_t)m.panels * PANEL);
    return m;
}

/* Its vectors are LSTM outputs, whose step goes into the scale. */
static matrix take_recurrent(taking *k, const char *name, size_t hidden) {
    matrix m = take_unbiased(k, name, 4 * hidden, hidden);
    if (k->good) m.scale = step_scaled(k->m->memory, m.scale, 4 * hidden);
    return m;
}

/* Dimension `which` of a tensor, where it is a multiple of 16 up to `most`; 0 is a fault. */
static size_t take_size(taking *k, const char *name, int which, size_t most) {
    const tensor *t = k->good ? weights_find(&k->m->weights, name) : NULL;
    if (!k->good) return 0;
    size_t size = t ? t->dims[which] : 0;
    if (size && size <= most && size % PANEL == 0) return size;
    k->good = FAULT(k->f, FAULT_MODEL, t ? place_of(k, t) + 36 : FAULT_NOWHERE,
                    "%s: %zu wide, expected a multiple of %d up to %zu", name, size, PANEL, most);
    return 0;
}

static void take_vocabulary(taking *k) {
    vocabulary *v = &k->m->words;
    const tensor *slots = take(k, "vocabulary.slots", TENSOR_UINT32);
    const tensor *starts = take(k, "vocabulary.starts", TENSOR_UINT32);
    const tensor *text = take(k, "vocabulary.text", TENSOR_BYTES);
    if (!k->good) return;
    if (slots->dims[1] != 2 || starts->dims[0] < 2) {
        k->good = FAULT(k->f, FAULT_MODEL, place_of(k, slots) + 36,
                        "vocabulary: no pairs or no rows");
        return;
    }
    v->slots = weights_data(&k->m->weights, slots);
    v->slot_count = (size_t)(slots->size / (2 * sizeof *v->slots));
    v->starts = weights_data(&k->m->weights, starts);
    v->rows = (uint32_t)(starts->size / sizeof *v->starts - 1);
    v->text = (str){ weights_data(&k->m->weights, text), (size_t)text->size };
    k->good = vocabulary_check(v, k->f);
}

static const int8_t *take_table(taking *k, const char *name, size_t rows) {
    return take_sized(k, name, TENSOR_INT8, (extent){ rows, k->m->width });
}

static void take_tables(taking *k) {
    model *m = k->m;
    take_vocabulary(k);
    m->width = take_size(k, "word", 1, WIDTH_MOST);
    tables *t = &m->tables;
    t->width = m->width;
    t->word = take_table(k, "word", m->words.rows);
    t->gram = take_table(k, "gram", 0);
    t->shape = take_table(k, "shape", 0);
    t->flag = take_table(k, "flag", FEATURE_FLAGS);
    const float *scale = take_floats(k, "table.scale", 4);
    if (k->good) check_scales(k, "table.scale", scale, 4);
    if (!k->good) return;
    t->word_scale = scale[0];
    t->gram_scale = scale[1];
    t->shape_scale = scale[2];
    t->flag_scale = scale[3];
    m->space = (feature_space){ &m->words, weights_find(&m->weights, "gram")->dims[0],
                                weights_find(&m->weights, "shape")->dims[0] };
}

static void take_network(taking *k) {
    static const char *const names[LAYERS][DIRECTIONS] = {
        { "first.forward", "first.backward" }, { "second.forward", "second.backward" },
    };
    model *m = k->m;
    m->conv = take_matrix(k, "conv", 3 * m->width, m->width);
    m->hidden = take_size(k, "first.forward.hidden", 1, WIDTH_MOST);
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
    size_t z = DIRECTIONS * m->hidden;
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
    size_t z = DIRECTIONS * m->hidden, arcs = take_size(k, "dep", 0, STATE_MOST);
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
    size_t z = DIRECTIONS * m->hidden, links = take_size(k, "link_span", 0, STATE_MOST);
    m->link_span = take_matrix(k, "link_span", links, z);
    m->link_cue = take_matrix(k, "link_cue", links, z);
    m->link = take_matrix(k, "link", links, links);
    m->link_none = take_floats(k, "link.none", links + 1);
    m->link_distance = take_floats(k, "link.distance", 2 * LINK_REACH + 1);
}

static bool take_all(model *m, fault *f) {
    taking k = { m, f, 0, true };
    take_tables(&k);
    take_network(&k);
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
