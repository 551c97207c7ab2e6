/* model/tree.h: the best dependency tree of a sentence.
 *
 * Every token takes its best head; where that is no tree with one root, the maximum spanning
 * arborescence is found by contracting cycles (Chu and Liu 1965, Edmonds 1967), in time
 * square in the sentence by growing one path (Tarjan 1977; Camerini, Fratta and Maffioli
 * 1979). Arcs from the root cost so much that the best tree has only one (McDonald et al.
 * 2005 need a tree; one root is Universal Dependencies' rule). */
#ifndef MODEL_TREE_H
#define MODEL_TREE_H

#include "base/arena.h"

enum { TREE_TOKENS_MOST = 256 };

typedef struct tree_room tree_room;

/* Room for the contractions of any sentence. Memory: from a. */
tree_room *tree_room_make(arena *a);

/* Of each token: of the head in column j, of the root in column `count`. */
typedef struct arc_scores {
    const float *at; /* [count][stride] */
    size_t count;    /* 1 to TREE_TOKENS_MOST */
    size_t stride;
} arc_scores;

/* heads[i] of all tokens: another token, or `count` for the root. *room is made when first
 * needed. Memory: from a. */
void tree_best(arena *a, tree_room **room, const arc_scores *scores, uint32_t *heads);

/* Whether heads make one tree with one root. */
bool tree_is_good(const uint32_t *heads, size_t count);

#endif
