/* model/links.c: which cue a source or content belongs to: a bilinear score of their first
 * tokens and a preference for few cues between, against the score of having none. Cues in
 * the same piece or the one before or after are looked at. */
#include "model/decode.h"

void link_room_make(link_room *r, const model *m, arena *a, size_t most) {
    size_t links = m->link.columns;
    r->span = ARENA_RAW(a, float, most * links);
    r->cue = ARENA_RAW(a, float, most * links);
    r->other = ARENA_RAW(a, float, most * links);
    r->q = ARENA_RAW(a, uint8_t, most * links);
    r->scale = ARENA_RAW(a, float, most);
    r->spans = ARENA_RAW(a, uint32_t, most);
    r->cues = ARENA_RAW(a, uint32_t, most);
    r->piece = ARENA_RAW(a, uint32_t, most);
}

typedef struct found {
    size_t spans, cues;
} found;

/* Sorts the roles of a window into spans and cues, and notes their pieces. */
static found sort_roles(decoder *d, const piece *pieces, size_t role) {
    link_room *r = &d->room->links;
    found n = { 0, 0 };
    uint32_t at = 0;
    for (size_t i = role; i < d->roles.count; i++) {
        const role_span *one = &d->roles.at[i];
        while (pieces[at].past <= one->first) at++;
        r->piece[i - role] = at;
        if (one->type == ROLE_CUE) r->cues[n.cues++] = (uint32_t)i;
        else r->spans[n.spans++] = (uint32_t)i;
    }
    return n;
}

/* The vectors of the first tokens of some roles. Uses d->room->at and d->room->links.scale. */
static vectors first_tokens(decoder *d, const states *s, const uint32_t *roles, size_t count) {
    size_t width = d->m->state;
    for (size_t i = 0; i < count; i++) {
        size_t at = d->roles.at[roles[i]].first - s->first;
        d->room->at[i] = s->z + at * width;
        d->room->links.scale[i] = s->scale[at];
    }
    return (vectors){ d->room->at, d->room->links.scale, count, 0 };
}

static void cue_products(decoder *d, size_t cues) {
    link_room *r = &d->room->links;
    size_t width = d->m->link.columns;
    for (size_t i = 0; i < cues; i++) {
        d->m->kernels->quantise(r->cue + i * width, width, r->q + i * width, &r->scale[i]);
        d->room->at[i] = r->q + i * width;
    }
    d->m->kernels->product(&d->m->link, &(vectors){ d->room->at, r->scale, cues, 0 }, r->other);
}

static float scalar_product(const float *x, const float *y, size_t size, float start) {
    for (size_t i = 0; i < size; i++) start += x[i] * y[i];
    return start;
}

/* Cues from a span to a cue, signed: 1 is the next one after it, -1 the last before. */
static float distance_score(const model *m, size_t cue, size_t before) {
    long apart = (long)cue - (long)before;
    if (apart >= 0) apart++;
    apart = apart < -LINK_REACH ? -LINK_REACH : apart > LINK_REACH ? LINK_REACH : apart;
    return m->link_distance[apart + LINK_REACH];
}

/* The cue of span number i, of the window whose first role is `role`. */
static uint32_t best_cue(const decoder *d, size_t role, size_t i, size_t cues) {
    const link_room *r = &d->room->links;
    size_t width = d->m->link.columns, before = 0;
    const float *state = r->span + i * width;
    uint32_t own = r->piece[r->spans[i] - role], best = LINK_NONE;
    float most = scalar_product(state, d->m->link_none, width, d->m->link_none[width]);
    while (before < cues && r->cues[before] < r->spans[i]) before++;
    for (size_t c = 0; c < cues; c++) {
        uint32_t there = r->piece[r->cues[c] - role];
        if (there + 1 < own || there > own + 1) continue;
        float score = scalar_product(state, r->other + c * width, width,
                                     distance_score(d->m, c, before));
        if (score > most) {
            most = score;
            best = r->cues[c];
        }
    }
    return best;
}

void decode_links(decoder *d, const states *s, const piece *pieces, size_t role) {
    link_room *r = &d->room->links;
    found n = sort_roles(d, pieces, role);
    if (!n.spans || !n.cues) return;
    vectors x = first_tokens(d, s, r->spans, n.spans);
    d->m->kernels->product(&d->m->link_span, &x, r->span);
    x = first_tokens(d, s, r->cues, n.cues);
    d->m->kernels->product(&d->m->link_cue, &x, r->cue);
    cue_products(d, n.cues);
    for (size_t i = 0; i < n.spans; i++)
        d->roles.at[r->spans[i]].cue = best_cue(d, role, i, n.cues);
}
