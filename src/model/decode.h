/* model/decode.h: from the network's states to labels, piece by piece. */
#ifndef MODEL_DECODE_H
#define MODEL_DECODE_H

#include "model/model.h"
#include "model/tree.h"
#include "model/windows.h"

/* States of a run of tokens. */
typedef struct states {
    const uint8_t *z;   /* [count][Z] bytes */
    const float *scale; /* [count] */
    size_t first;     /* token number of the first */
    size_t count;
} states;

/* Room for the dependencies of one piece. */
typedef struct arc_room {
    float *dep, *head;      /* [tokens][arc width] */
    float *arc;             /* [tokens][arc width + 16] */
    float *rel_dep, *label; /* [tokens][relation width], [tokens][RELATION_STRIDE] */
    uint8_t *head_q, *rel_q;
    float *head_scale, *rel_scale;
    float *rel_head;        /* [tokens][relation width] */
    float *table, *scores;  /* [arc width][stride], [tokens][stride] of one sentence */
    float *relations;       /* [RELATION_HEADS][RELATION_STRIDE x relation width] */
    tree_room *tree;
} arc_room;

/* Room for the links of one window. */
typedef struct link_room {
    float *span, *cue, *other; /* [spans], [cues], [cues][link width] */
    uint8_t *q;                /* [cues][link width] */
    float *scale;              /* [cues] */
    uint32_t *spans, *cues;    /* numbers in `roles` */
    uint32_t *piece;           /* [spans and cues in order] number of the piece */
} link_room;

/* Room for one piece, and for the links of one window; every text's decoder may use the same. */
typedef struct decode_room {
    arena *a;
    const uint8_t **at; /* [tokens] */
    float *scores;      /* [tokens][32] */
    uint8_t *path;      /* [tokens] */
    lattice lattice;
    arc_room arcs;
    link_room links;
} decode_room;

/* The labels so far. */
typedef struct decoder {
    const model *m;
    arena *a;
    uint8_t *upos, *deprel;
    float *upos_sure, *cue_sure;
    uint32_t *head, *sentence_of;
    LIST(sentence) sentences;
    LIST(entity) entities;
    LIST(role_span) roles;
    decode_room *room;
} decoder;

/* A decoder for `count` tokens without room yet. Memory: from a, which it keeps. */
void decoder_make(decoder *d, const model *m, arena *a, size_t count);

/* Room for pieces and windows of so many tokens. Memory: from a, which it keeps. */
decode_room decode_room_make(arena *a, const model *m, size_t piece_most, size_t window_most);

/* Word classes, sentences, entities, roles and dependencies of one piece; pieces in order. */
void decode_piece(decoder *d, const states *s);

/* decode_piece's last part: heads and relations of its sentences from number `sentence` on. */
void decode_arcs(decoder *d, const states *s, size_t sentence);
void arc_room_make(arc_room *r, const model *m, arena *a, size_t most);

/* The cues of the sources and contents of one window: those from number `role` on in roles.
 * pieces [count]: the window's; s: the window's states. */
void decode_links(decoder *d, const states *s, const piece *pieces, size_t role);
void link_room_make(link_room *r, const model *m, arena *a, size_t most);

/* out [count][16 panels] = a matrix times the states of tokens; at has room for count. */
void states_product(const decoder *d, const matrix *m, const states *s, float *out);

#endif
