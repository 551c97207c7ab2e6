/* record/confidence.c: makes probabilities of what the reader is sure of. A reader is surer than
 * it is right (Guo, Pleiss, Sun and Weinberger 2017, ICML); lines between a few points, fitted on
 * the dev halves of attribution and names over both weights, put that right: in order of what it
 * was sure of, how many were right (bench/reliability). Only values change, never their order. */
#include "record/build.h"

typedef struct knot {
    float sure, right;
} knot;

/* Where source and content both overlap those of the annotators by half. */
static const knot of_statements[] = {
    { 0, 0 }, { 0.45F, 0.28F }, { 0.55F, 0.41F }, { 0.65F, 0.53F }, { 0.75F, 0.63F },
    { 0.85F, 0.765F }, { 0.92F, 0.865F }, { 0.96F, 0.914F }, { 0.99F, 0.968F }, { 1, 0.985F },
};

/* Where span and type are the annotators'. */
static const knot of_entities[] = {
    { 0, 0 }, { 0.25F, 0.15F }, { 0.45F, 0.37F }, { 0.65F, 0.49F }, { 0.75F, 0.57F },
    { 0.85F, 0.686F }, { 0.92F, 0.78F }, { 0.96F, 0.88F }, { 1, 0.98F },
};

/* The last knot's `sure` is 1, which no confidence is above. */
static float at_line(const knot *k, float sure) {
    while (k[1].sure < sure && k[1].sure < 1) k++;
    float part = (sure - k[0].sure) / (k[1].sure - k[0].sure);
    return k[0].right + (part < 1 ? part : 1) * (k[1].right - k[0].right);
}

void confidences_fit(build *b) {
    statement_list *statements = &b->out->statements;
    entity_list *entities = &b->out->entities;
    for (size_t i = 0; i < statements->count; i++)
        statements->at[i].confidence = at_line(of_statements, statements->at[i].confidence);
    for (size_t i = 0; i < entities->count; i++)
        entities->at[i].confidence = at_line(of_entities, entities->at[i].confidence);
}
