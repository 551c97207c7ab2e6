/* tests/model/sound.h: what must hold of the labels of any tokens. Returns what does not. */
#ifndef TESTS_MODEL_SOUND_H
#define TESTS_MODEL_SOUND_H

#include "model/labels.h"
#include "model/tree.h"
#include "model/windows.h"

static inline bool sound_share(float p) {
    return p >= 0 && p <= 1;
}

static inline const char *sound_sentences(const labels *l, size_t count) {
    size_t at = 0;
    for (size_t s = 0; s < l->sentence_count; s++) {
        const sentence *one = &l->sentences[s];
        size_t roots = 0;
        if (one->first != at || one->past <= at) return "sentences leave a gap or overlap";
        if (one->past - one->first > TREE_TOKENS_MOST) return "a sentence is too long";
        for (at = one->first; at < one->past; at++) {
            uint32_t head = l->head[at];
            if (l->sentence_of[at] != s) return "a token names another sentence";
            if ((head == HEAD_ROOT) != (l->deprel[at] == DEP_ROOT)) return "root without root";
            roots += head == HEAD_ROOT;
            if (head != HEAD_ROOT && (head < one->first || head >= one->past || head == at))
                return "a head outside its sentence";
        }
        if (roots != 1) return "not one root";
    }
    return at == count ? NULL : "tokens without a sentence";
}

static inline const char *sound_tokens(const labels *l, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (l->upos[i] >= UPOS_COUNT || l->deprel[i] >= DEP_COUNT) return "an unknown label";
        if (!sound_share(l->upos_sure[i])) return "a probability outside 0 to 1";
    }
    return NULL;
}

static inline const char *sound_spans(const labels *l, size_t count) {
    size_t at = 0;
    for (size_t i = 0; i < l->entity_count; i++) {
        const entity *e = &l->entities[i];
        if (e->first < at || e->past <= e->first || e->past > count) return "entities overlap";
        if (e->type >= ENTITY_TYPES || !sound_share(e->confidence)) return "an unknown entity";
        at = e->past;
    }
    at = 0;
    for (size_t i = 0; i < l->role_count; i++) {
        const role_span *r = &l->roles[i];
        if (r->first < at || r->past <= r->first || r->past > count) return "roles overlap";
        if (r->type >= ROLE_TYPES || !sound_share(r->confidence)) return "an unknown role";
        if (r->cue != LINK_NONE && (r->cue >= l->role_count || r->type == ROLE_CUE
                                    || l->roles[r->cue].type != ROLE_CUE))
            return "a link to no cue";
        at = r->past;
    }
    return NULL;
}

static inline const char *sound_labels(const labels *l, size_t count) {
    const char *wrong = sound_sentences(l, count);
    if (!wrong) wrong = sound_tokens(l, count);
    return wrong ? wrong : sound_spans(l, count);
}

#endif
