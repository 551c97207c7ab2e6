/* model/take.c: see take.h. */
#include "model/take.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define SCALE_MOST 1024.0f

static size_t place_of(const taking *k, const tensor *t) {
    return (size_t)((const char *)t - k->m->weights.bytes.at);
}

const tensor *take(taking *k, const char *name, tensor_type type) {
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

const void *take_sized(taking *k, const char *name, tensor_type type, extent e) {
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

const float *take_floats(taking *k, const char *name, size_t count) {
    return take_sized(k, name, TENSOR_FLOAT32, (extent){ count, 1 });
}

static float *step_scaled(arena *a, const float *scale, size_t rows) {
    float *out = ARENA_RAW(a, float, rows);
    for (size_t i = 0; i < rows; i++) out[i] = scale[i] * BYTE_STEP;
    return out;
}

static const int32_t *row_offsets(arena *a, const matrix *m) {
    int32_t *out = ARENA_RAW(a, int32_t, (size_t)m->panels * PANEL);
    memset(out, 0, (size_t)m->panels * PANEL * sizeof *out);
    for (size_t p = 0; p < m->panels; p++)
        for (size_t k = 0; k < m->columns; k += 4) {
            const int8_t *q = m->q + (p * m->columns + k) * PANEL;
            for (size_t r = 0; r < PANEL; r++, q += 4)
                out[p * PANEL + r] -= BYTE_ZERO * (q[0] + q[1] + q[2] + q[3]);
        }
    return out;
}

void take_scales_check(taking *k, const char *name, const float *scale, size_t count) {
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
    if (k->good) take_scales_check(k, part, m.scale, (size_t)m.panels * PANEL);
    if (k->good) m.offset = row_offsets(k->m->memory, &m);
    return m;
}

matrix take_matrix(taking *k, const char *name, size_t rows, size_t columns) {
    char part[2 * WEIGHTS_NAME_SIZE];
    matrix m = take_unbiased(k, name, rows, columns);
    snprintf(part, sizeof part, "%s.bias", name);
    m.bias = take_floats(k, part, (size_t)m.panels * PANEL);
    return m;
}

matrix take_recurrent(taking *k, const char *name, size_t hidden) {
    matrix m = take_unbiased(k, name, 4 * hidden, hidden);
    if (k->good) m.scale = step_scaled(k->m->memory, m.scale, 4 * hidden);
    return m;
}

size_t take_size(taking *k, const char *name, int which, size_t most) {
    const tensor *t = k->good ? weights_find(&k->m->weights, name) : NULL;
    if (!k->good) return 0;
    size_t size = t ? t->dims[which] : 0;
    if (size && size <= most && size % PANEL == 0) return size;
    k->good = FAULT(k->f, FAULT_MODEL, t ? place_of(k, t) + 36 : FAULT_NOWHERE,
                    "%s: %zu wide, expected a multiple of %d up to %zu", name, size, PANEL, most);
    return 0;
}

static const tensor *take_part(taking *k, const char *name, const char *part, tensor_type type) {
    char whole[2 * WEIGHTS_NAME_SIZE];
    snprintf(whole, sizeof whole, "%s.%s", name, part);
    return take(k, whole, type);
}

void take_vocabulary(taking *k, const char *name, vocabulary *v) {
    const tensor *slots = take_part(k, name, "slots", TENSOR_UINT32);
    const tensor *starts = take_part(k, name, "starts", TENSOR_UINT32);
    const tensor *text = take_part(k, name, "text", TENSOR_BYTES);
    if (!k->good) return;
    if (slots->dims[1] != 2 || starts->dims[0] < 2) {
        k->good = FAULT(k->f, FAULT_MODEL, place_of(k, slots) + 36,
                        "%s: no pairs or no rows", name);
        return;
    }
    v->slots = weights_data(&k->m->weights, slots);
    v->slot_count = (size_t)(slots->size / (2 * sizeof *v->slots));
    v->starts = weights_data(&k->m->weights, starts);
    v->rows = (uint32_t)(starts->size / sizeof *v->starts - 1);
    v->text = (str){ weights_data(&k->m->weights, text), (size_t)text->size };
    k->good = vocabulary_check(v, k->f);
}

