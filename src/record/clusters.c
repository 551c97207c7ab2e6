/* record/clusters.c: sets of phrases for one thing, by union and find (Galler and Fischer
 * 1964), each root knowing what all its phrases tell. */
#include "record/referents.h"

uint32_t cluster_of(referents *r, uint32_t i) {
    while (r->clusters[i].parent != i) {
        r->clusters[i].parent = r->clusters[r->clusters[i].parent].parent;
        i = r->clusters[i].parent;
    }
    return i;
}

static bool is_body(being b) {
    return b == BEING_BODY || b == BEING_STATE;
}

bool beings_agree(being a, being b) {
    if (a == b || a == BEING_UNKNOWN || b == BEING_UNKNOWN) return true;
    if (is_body(a) || is_body(b)) {
        being other = is_body(a) ? b : a;
        return is_body(other) || other == BEING_PLACE || other == BEING_PEOPLE;
    }
    return false;
}

bool clusters_agree(const cluster *a, const cluster *b) {
    if (a->sex && b->sex && a->sex != b->sex) return false;
    return beings_agree(a->being, b->being);
}

/* How much a being says: what a name's label says of a person or body is kept. */
static int weight_of(being b) {
    static const int weights[BEINGS] = {
        [BEING_UNKNOWN] = 0, [BEING_THING] = 1,  [BEING_PLACE] = 2, [BEING_DOCUMENT] = 3,
        [BEING_PEOPLE] = 4,  [BEING_BODY] = 5,   [BEING_STATE] = 6, [BEING_PERSON] = 7,
    };
    return weights[b];
}

static uint32_t later(uint32_t a, uint32_t b) {
    if (a == REFERENT_NONE) return b;
    return b == REFERENT_NONE || a > b ? a : b;
}

/* The fuller of two names: the longer one, the earlier among equals. */
static uint32_t fuller(const referents *r, uint32_t a, uint32_t b) {
    if (a == REFERENT_NONE) return b;
    if (b == REFERENT_NONE) return a;
    phrase p = referent_name(r->b, &r->at[a]), q = referent_name(r->b, &r->at[b]);
    uint32_t left = p.past - p.first, right = q.past - q.first;
    if (left != right) return left > right ? a : b;
    return a < b ? a : b;
}

uint32_t clusters_join(referents *r, uint32_t i, uint32_t j) {
    uint32_t a = cluster_of(r, i), b = cluster_of(r, j);
    if (a == b) return a;
    if (b < a) {
        uint32_t swap = a;
        a = b;
        b = swap;
    }
    cluster *into = &r->clusters[a], *from = &r->clusters[b];
    from->parent = a;
    into->count += from->count;
    into->named = fuller(r, into->named, from->named);
    into->seen = later(into->seen, from->seen);
    into->talks |= from->talks;
    if (!into->sex) into->sex = from->sex;
    if (!into->amount) into->amount = from->amount;
    if (weight_of(from->being) > weight_of(into->being)) into->being = from->being;
    return a;
}
