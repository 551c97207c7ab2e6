/* model/tree.c: see tree.h. A contracted cycle goes on under the number of one of its nodes;
 * `arc` remembers which tokens an arc between two such numbers joins, `inside` which
 * contraction each earlier node went into, so that the cycles can be opened again. */
#include "model/tree.h"

#include "model/best.h"

#include <string.h>

enum {
    NODES_MOST = TREE_TOKENS_MOST + 1,
    NAMES_MOST = 2 * TREE_TOKENS_MOST + 1,
    NO_NAME = UINT16_MAX,
};

#define ROOT_COST 1e9

typedef struct arc {
    uint16_t head, token;
} arc;

struct tree_room {
    double weight[NODES_MOST][NODES_MOST]; /* of the best arc between two nodes, to and from */
    arc arcs[NODES_MOST][NODES_MOST];      /* which that is */
    arc chosen[NAMES_MOST];                /* into each token or contraction */
    double gain[NODES_MOST];               /* weight of what was chosen into a node */
    uint16_t inside[NAMES_MOST];           /* the contraction that it went into */
    uint16_t name[NODES_MOST];             /* token or contraction that stands at a node */
    uint16_t path[NODES_MOST];
    bool gone[NODES_MOST], settled[NODES_MOST], on_path[NODES_MOST];
    size_t nodes, names, length; /* length: of the path */
};

tree_room *tree_room_make(arena *a) {
    return ARENA_RAW(a, tree_room, 1);
}

static void greedy(const arc_scores *s, uint32_t *heads) {
    for (size_t i = 0; i < s->count; i++) {
        const float *row = s->at + i * s->stride;
        size_t best = s->count, left = i ? best_of(row, i) : best;
        size_t right = i + 1 < s->count ? i + 1 + best_of(row + i + 1, s->count - i - 1) : best;
        if (row[left] > row[best]) best = left;
        if (row[right] > row[best]) best = right;
        heads[i] = (uint32_t)best;
    }
}

bool tree_is_good(const uint32_t *heads, size_t count) {
    uint16_t seen[TREE_TOKENS_MOST] = { 0 }; /* number of the walk that came by */
    size_t roots = 0;
    for (size_t i = 0; i < count; i++) {
        roots += heads[i] == count;
        size_t at = i;
        while (at != count && !seen[at]) {
            seen[at] = (uint16_t)(i + 1);
            at = heads[at];
        }
        if (at != count && seen[at] == i + 1) return false;
    }
    return roots == 1;
}

static void room_fill(tree_room *r, const arc_scores *s) {
    size_t count = s->count;
    r->nodes = r->names = count + 1;
    r->length = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j <= count; j++) {
            r->weight[i][j] = (double)s->at[i * s->stride + j] - (j == count ? ROOT_COST : 0);
            r->arcs[i][j] = (arc){ (uint16_t)j, (uint16_t)i };
        }
    for (size_t i = 0; i <= count; i++) {
        r->name[i] = (uint16_t)i;
        r->gone[i] = r->on_path[i] = false;
        r->settled[i] = i == count;
    }
    for (size_t i = 0; i < NAMES_MOST; i++) r->inside[i] = NO_NAME;
}

/* The node with the best arc into `to`; that arc becomes the chosen one. */
static size_t choose(tree_room *r, size_t to) {
    size_t best = r->nodes - 1;
    for (size_t j = 0; j + 1 < r->nodes; j++)
        if (j != to && !r->gone[j] && r->weight[to][j] > r->weight[to][best]) best = j;
    r->chosen[r->name[to]] = r->arcs[to][best];
    r->gain[to] = r->weight[to][best];
    return best;
}

static void merge_node(tree_room *r, size_t into, size_t node) {
    for (size_t j = 0; j < r->nodes; j++) {
        if (r->gone[j]) continue;
        if (r->weight[node][j] > r->weight[into][j]) {
            r->weight[into][j] = r->weight[node][j];
            r->arcs[into][j] = r->arcs[node][j];
        }
        if (r->weight[j][node] > r->weight[j][into]) {
            r->weight[j][into] = r->weight[j][node];
            r->arcs[j][into] = r->arcs[j][node];
        }
    }
}

/* Makes one node of the path's end, from place `first` on. */
static void contract(tree_room *r, size_t first) {
    size_t into = r->path[first];
    uint16_t name = (uint16_t)r->names++;
    for (size_t i = first; i < r->length; i++) {
        size_t node = r->path[i];
        for (size_t j = 0; j < r->nodes; j++) r->weight[node][j] -= r->gain[node];
        r->inside[r->name[node]] = name;
    }
    for (size_t i = first + 1; i < r->length; i++) {
        size_t node = r->path[i];
        r->gone[node] = true;
        r->on_path[node] = false;
        merge_node(r, into, node);
    }
    r->name[into] = name;
    r->length = first + 1;
}

static void settle_path(tree_room *r) {
    for (size_t i = 0; i < r->length; i++) {
        r->settled[r->path[i]] = true;
        r->on_path[r->path[i]] = false;
    }
    r->length = 0;
}

static void grow_path(tree_room *r, size_t from) {
    r->path[r->length++] = (uint16_t)from;
    r->on_path[from] = true;
    while (r->length) {
        size_t next = choose(r, r->path[r->length - 1]);
        if (r->settled[next]) {
            settle_path(r);
        } else if (r->on_path[next]) {
            size_t first = r->length - 1;
            while (r->path[first] != next) first--;
            contract(r, first);
        } else {
            r->path[r->length++] = (uint16_t)next;
            r->on_path[next] = true;
        }
    }
}

/* The arc into a contraction goes to the member that holds the token; others keep theirs. */
static void open_contractions(tree_room *r) {
    for (size_t name = r->names; name-- > r->nodes;) {
        size_t member = r->chosen[name].token;
        while (r->inside[member] != name) member = r->inside[member];
        r->chosen[member] = r->chosen[name];
    }
}

void tree_best(arena *a, tree_room **room, const arc_scores *scores, uint32_t *heads) {
    size_t count = scores->count;
    greedy(scores, heads);
    if (tree_is_good(heads, count)) return;
    if (!*room) *room = tree_room_make(a);
    tree_room *r = *room;
    room_fill(r, scores);
    for (size_t i = 0; i < count; i++)
        if (!r->gone[i] && !r->settled[i]) grow_path(r, i);
    open_contractions(r);
    for (size_t i = 0; i < count; i++) heads[i] = r->chosen[i].head;
}
