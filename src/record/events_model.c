/* record/events_model.c: a linear model of event types over the features of a telling:
 * multinomial logistic regression, fitted by training/events.py. The table holds a feature's
 * 32-bit hash (FNV-1a) and a letter for each type's weight. */
#include "record/events_model.h"

#include <math.h>

#include "record/events_features.h"

typedef struct model_row {
    uint32_t hash;
    char weights[PLOVER_TYPES]; /* of type 1, 2, ...; a NUL behind the last */
} model_row;

static const model_row rows[] = {
#include "record/events_model.inc"
};

enum { ROWS = sizeof rows / sizeof *rows, SEEN_MOST = 400 };

static const float weight_step = 0.055f; /* as in training/events.py */

typedef struct summing {
    float *sums;                /* [PLOVER_TYPES] */
    uint32_t seen[SEEN_MOST];   /* a feature counts once */
    size_t count;
} summing;

static int number_of(char letter) {
    return letter >= 'a' ? letter - 'a' - 26 : letter - 'A';
}

static void add_feature(void *context, str feature) {
    summing *s = context;
    uint32_t hash = feature_hash(&feature, 1);
    const model_row *row = feature_row(rows, ROWS, sizeof *rows, hash);
    if (!row || s->count >= SEEN_MOST) return;
    for (size_t i = 0; i < s->count; i++)
        if (s->seen[i] == hash) return;
    s->seen[s->count++] = hash;
    for (int k = 1; k < PLOVER_TYPES; k++)
        s->sums[k] += weight_step * (float)number_of(row->weights[k - 1]);
}

void events_model(const eventing *e, const telling *t, float *chance) {
    summing s = { .sums = chance };
    float most = -INFINITY, all = 0;
    for (int k = 0; k < PLOVER_TYPES; k++) chance[k] = 0;
    telling_features(e, t, add_feature, &s);
    add_feature(&s, STR("bias"));
    for (int k = 1; k < PLOVER_TYPES; k++) most = chance[k] > most ? chance[k] : most;
    for (int k = 1; k < PLOVER_TYPES; k++) all += chance[k] = expf(chance[k] - most);
    for (int k = 1; k < PLOVER_TYPES; k++) chance[k] /= all;
}
