/* record/actor_speech.c: who "I", "we" and "you" are.
 *
 * Words inside a content are its source's; quoted words outside every content go on with
 * those of the content before ("... she said. "We came too late.""), up to two passages back.
 * What nobody is quoted with is the writer's. */
#include "record/actor_speech.h"

/* Passages over which a quotation goes on without being attributed anew. */
enum { PASSAGES_ON = 2 };

typedef struct speech {
    referents *r;
    uint32_t *source_of;  /* [roles] of a cue or content: the phrase of its source, or NONE */
    uint32_t *passage_of; /* [sentences] */
    /* [referents + 1] by root of the speaker, the last of them the writer: its last "I", ... */
    uint32_t *of_speaker[PRONOUNS];
    uint32_t content; /* the last content passed that has a source, or NONE */
} speech;

static uint32_t *all_none(arena *a, size_t count) {
    uint32_t *out = ARENA_NEW(a, uint32_t, count);
    for (size_t i = 0; i < count; i++) out[i] = REFERENT_NONE;
    return out;
}

static uint32_t phrase_of_source(const referents *r, const role_span *source) {
    return r->of_head[syntax_head_of(&r->b->syntax, source->first, source->past)];
}

static void link_sources(speech *s) {
    const labels *l = s->r->b->labels;
    for (size_t i = 0; i < l->role_count; i++) {
        const role_span *p = &l->roles[i];
        if (p->type == ROLE_SOURCE && p->cue != LINK_NONE && p->cue < l->role_count &&
            s->source_of[p->cue] == REFERENT_NONE)
            s->source_of[p->cue] = phrase_of_source(s->r, p);
    }
    for (size_t i = 0; i < l->role_count; i++) {
        const role_span *p = &l->roles[i];
        if (p->type == ROLE_CONTENT && p->cue != LINK_NONE && p->cue < l->role_count)
            s->source_of[i] = s->source_of[p->cue];
    }
}

static void number_passages(speech *s) {
    const build *b = s->r->b;
    for (uint32_t p = 0; p < b->tokens->passage_count; p++)
        for (uint32_t i = b->tokens->passages[p].first; i < b->tokens->passages[p].past; i++)
            s->passage_of[b->labels->sentence_of[i]] = p;
}

static uint32_t passage_of(const speech *s, uint32_t word) {
    return s->passage_of[s->r->b->labels->sentence_of[word]];
}

/* The phrase of whoever speaks at phrase i, or REFERENT_NONE: the writer. */
static uint32_t speaker_at(speech *s, uint32_t i) {
    const referent *p = &s->r->at[i];
    const role_span *roles = s->r->b->labels->roles;
    if (p->content != REFERENT_NONE && s->source_of[p->content] != REFERENT_NONE) {
        s->content = p->content;
        return s->source_of[p->content];
    }
    if (!p->quoted || s->content == REFERENT_NONE) return REFERENT_NONE;
    uint32_t last = roles[s->content].past - 1;
    return passage_of(s, p->head) - passage_of(s, last) <= PASSAGES_ON ? s->source_of[s->content]
                                                                      : REFERENT_NONE;
}

static bool speaks_as_one(const cluster *c, pronoun p) {
    bool body = c->being == BEING_BODY || c->being == BEING_STATE || c->being == BEING_PEOPLE;
    if (p == PRONOUN_WE) return body;
    return p == PRONOUN_I && !body && c->amount != AMOUNT_MANY;
}

static void resolve(speech *s, uint32_t i) {
    referents *r = s->r;
    pronoun p = r->at[i].pronoun;
    uint32_t speaker = speaker_at(s, i), key = (uint32_t)r->count;
    if (speaker != REFERENT_NONE && speaker != i) {
        key = cluster_of(r, speaker);
        if (speaks_as_one(&r->clusters[key], p)) {
            clusters_join(r, speaker, i);
            return;
        }
    }
    uint32_t *last = &s->of_speaker[p][key];
    if (*last != REFERENT_NONE) clusters_join(r, *last, i);
    *last = i;
}

void actor_speech_join(referents *r) {
    const build *b = r->b;
    speech s = { .r = r, .source_of = all_none(b->a, b->labels->role_count),
        .passage_of = ARENA_NEW(b->a, uint32_t, b->labels->sentence_count),
        .content = REFERENT_NONE };
    static const pronoun followed[] = { PRONOUN_I, PRONOUN_WE, PRONOUN_YOU };
    for (size_t p = 0; p < 3; p++) s.of_speaker[followed[p]] = all_none(b->a, r->count + 1);
    link_sources(&s);
    number_passages(&s);
    for (uint32_t i = 0; i < r->count; i++) {
        pronoun p = r->at[i].pronoun;
        if (p == PRONOUN_I || p == PRONOUN_WE || p == PRONOUN_YOU) resolve(&s, i);
    }
}
