/* model/model.h: what a weights file holds, as the rest of the room uses it. Read-only once
 * it is open. */
#ifndef MODEL_MODEL_H
#define MODEL_MODEL_H

#include "model/crf.h"
#include "model/encoder.h"
#include "model/kernels.h"
#include "model/reader.h"
#include "model/weights.h"

enum {
    LAYERS = 2, DIRECTIONS = 2, /* forward, backward */
    ENTITY_LABELS = 1 + 2 * ENTITY_TYPES,
    ROLE_LABELS = 1 + 2 * ROLE_TYPES,
    LINK_REACH = 8,          /* cues between a span and its cue that are told apart */
    RELATION_STRIDE = 48,    /* DEP_COUNT, padded */
    WIDTH_MOST = 512,        /* of a token's vector and of an LSTM direction */
    STATE_MOST = 256,        /* of arcs, relations, links */
};

struct model {
    weights weights;
    arena *memory; /* of what is computed when it is opened */
    const kernels *kernels;
    /* A transformer, where its count is not 0; LSTMs, where `hidden` is not 0; or both, whose
     * states stand side by side. */
    encoder encoder;
    vocabulary pieces; /* the transformer's, */
    vocabulary words;  /* the LSTMs' */
    feature_space space;
    tables tables;
    size_t state;         /* numbers of z */
    size_t width, hidden; /* of a token's vector, of one LSTM direction */
    matrix conv;
    matrix input[LAYERS][DIRECTIONS], recurrent[LAYERS][DIRECTIONS];
    matrix upos, sentence, entity, role, dep, head, arc, rel_dep, rel_head, rel, rel_label;
    matrix link_span, link_cue, link;
    crf entities, roles;
    float sentence_threshold;
    const float *arc_root;      /* [arc width + 1] */
    const float *link_none;     /* [link width + 1] */
    const float *link_distance; /* [2 LINK_REACH + 1] */
};

/* For tests and measurements: computes with other kernels than the processor's best. */
void model_use(model *m, const kernels *k);

#endif
