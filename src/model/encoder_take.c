/* model/encoder_take.c: the tensors of a transformer (docs/weights.md). Their sizes follow from
 * the word pieces' width and a tensor that says how many heads there are. */
#include "model/take.h"

#include <math.h>
#include <stdio.h>

#define NORM_MOST 64.0f

static row_table take_rows(taking *k, const char *name, size_t rows) {
    char part[2 * WEIGHTS_NAME_SIZE];
    row_table t = { 0 };
    t.q = take_sized(k, name, TENSOR_INT8, (extent){ rows, k->m->encoder.width });
    if (!k->good) return t;
    t.rows = weights_find(&k->m->weights, name)->dims[0];
    snprintf(part, sizeof part, "%s.scale", name);
    t.scale = take_floats(k, part, t.rows);
    if (k->good) take_scales_check(k, part, t.scale, t.rows);
    return t;
}

/* Bounds on gains and biases are bounds on all states, and so on all products. */
static const float *take_norm_part(taking *k, const char *name, const char *which) {
    char part[2 * WEIGHTS_NAME_SIZE];
    snprintf(part, sizeof part, "%s.%s", name, which);
    const float *x = take_floats(k, part, k->m->encoder.width);
    for (size_t i = 0; k->good && i < k->m->encoder.width; i++)
        if (!(fabsf(x[i]) <= NORM_MOST))
            k->good = FAULT(k->f, FAULT_MODEL, FAULT_NOWHERE, "%s: number %zu is %g, limit %g",
                            part, i, (double)x[i], (double)NORM_MOST);
    return x;
}

static norm take_norm(taking *k, const char *name) {
    const float *gain = take_norm_part(k, name, "gain"), *bias = take_norm_part(k, name, "bias");
    return (norm){ gain, bias, k->m->encoder.width };
}

static encoder_layer take_layer(taking *k, size_t number) {
    static const char *const parts[] = { "look", "mix", "inner", "out", "mixed", "left" };
    enum { LOOK, MIX, INNER, OUT, MIXED, LEFT, PARTS };
    char name[PARTS][WEIGHTS_NAME_SIZE];
    size_t width = k->m->encoder.width, inner = k->m->encoder.inner;
    for (int i = 0; i < PARTS; i++)
        snprintf(name[i], sizeof name[i], "layer%zu.%s", number, parts[i]);
    encoder_layer l;
    l.look = take_matrix(k, name[LOOK], 3 * width, width);
    l.mix = take_matrix(k, name[MIX], width, width);
    l.inner = take_matrix(k, name[INNER], inner, width);
    l.out = take_matrix(k, name[OUT], width, inner);
    l.mixed = take_norm(k, name[MIXED]);
    l.left = take_norm(k, name[LEFT]);
    return l;
}

/* Layers and heads, from a tensor of two numbers. */
static void take_shape(taking *k) {
    encoder *e = &k->m->encoder;
    const uint32_t *numbers = take_sized(k, "encoder", TENSOR_UINT32, (extent){ 2, 1 });
    e->width = take_size(k, "piece", 1, WIDTH_MOST);
    e->inner = take_size(k, "layer0.inner", 0, ENCODER_INNER_MOST);
    if (!k->good) return;
    e->count = numbers[0];
    e->heads = numbers[1];
    if (!e->count || e->count > ENCODER_LAYERS_MOST)
        k->good = FAULT(k->f, FAULT_MODEL, FAULT_NOWHERE, "encoder: %zu layers, limit %d",
                        e->count, ENCODER_LAYERS_MOST);
    else if (!e->heads || e->width % (e->heads * PANEL))
        k->good = FAULT(k->f, FAULT_MODEL, FAULT_NOWHERE, "encoder: %zu heads of %zu numbers",
                        e->heads, e->width);
}

void take_encoder(taking *k) {
    encoder *e = &k->m->encoder;
    take_vocabulary(k, "vocabulary", &k->m->pieces);
    take_shape(k);
    if (k->good) k->good = wordpiece_forms_of(&k->m->pieces, &e->forms, k->f);
    e->piece = take_rows(k, "piece", k->m->pieces.rows);
    e->place = take_rows(k, "place", ENCODER_PLACES);
    e->shape = take_rows(k, "shape", 0);
    e->flag = take_rows(k, "flag", FEATURE_FLAGS);
    e->first = take_norm(k, "first");
    for (size_t i = 0; k->good && i < e->count; i++) e->layers[i] = take_layer(k, i);
    k->m->state += e->width;
}
