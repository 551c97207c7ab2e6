/* record/channels_carry.c: a channel named once, and the time with it, holds for the later
 * statements of its speaker until the report changes it or another occasion comes: a
 * subheading, a caption, a post, another date, "previously". It never holds for thoughts
 * and for statements inside others. */
#include "record/channels.h"

/* What holds for one speaker. */
typedef struct occasion {
    channel channel;
    time_value time;
    uint32_t scope; /* in which stretch of the text; 0: none */
} occasion;

/* "The two spoke by telephone.": what the last sentences told of how somebody speaks. */
typedef struct scene {
    occasion is;
    id who;
    bool plural;
    uint32_t sentence;
} scene;

enum { SCENE_SENTENCES = 2 };

static const char *const elsewhere[] = {
    "previously", "earlier", "once", "formerly", "outside", "afterwards", "afterward",
    "separately", "elsewhere", "meanwhile", "before", "originally", "initially", "past", NULL,
};

static bool ends_scope(block_kind kind) {
    return kind == BLOCK_TITLE || kind == BLOCK_HEADING || kind == BLOCK_CAPTION
        || kind == BLOCK_POST;
}

/* Stretches of the text, numbered from 1: [passages] */
static uint32_t *scopes_of(const drafting *d) {
    const tokens *t = d->b->tokens;
    const block_list *blocks = &d->b->report->blocks;
    uint32_t *scopes = ARENA_NEW(d->b->a, uint32_t, t->passage_count + 1), scope = 1;
    bool ended = false;
    for (size_t p = 0; p < t->passage_count; p++) {
        uint32_t number = t->passages[p].block;
        bool ends = number < blocks->count && ends_scope(blocks->at[number].kind);
        if (ends || ended) scope++;
        scopes[p] = scope;
        ended = ends;
    }
    return scopes;
}

static uint32_t anchor_of(const draft *of) {
    return of->cue.count ? of->cue.at[0].first : phrases_reach(&of->content).first;
}

/* "had described it", "has previously called", "outside, she told": another occasion. */
static bool is_elsewhere(const drafting *d, const draft *of) {
    if (of->head == TOKEN_NONE) return false;
    const syntax *s = &d->b->syntax;
    for (uint32_t c = s->first_child[of->head]; c != TOKEN_NONE; c = s->next_sibling[c]) {
        if (d->said[c] != DRAFT_NONE) continue;
        if (word_in(drafting_word(d, c), elsewhere)) return true;
        deprel r = drafting_relation(d, c);
        if (r == DEP_AUX && str_is(drafting_lemma(d, c), "have")) return true;
    }
    return false;
}

static bool may_carry(const drafting *d, const draft *of) {
    bool thought = of->word && of->word->kind == CUE_THOUGHT;
    return !of->inner && !of->post && !thought && !is_elsewhere(d, of);
}

static bool in_scene(const scene *now, const draft *of, uint32_t at) {
    if (!now->is.scope || at > now->sentence + SCENE_SENTENCES) return false;
    return now->plural || (of->speakers.count && of->speakers.at[0] == now->who);
}

static void take(draft *to, const occasion *from) {
    to->channel = from->channel;
    to->channel_by = "held from what this speaker said before";
    if (!to->time.known) to->time = from->time;
}

/* What one pass over the drafts carries along. */
typedef struct carrying {
    drafting *d;
    const uint32_t *scopes; /* [passages] */
    occasion *held;         /* [actors] */
    scene now;
    uint32_t seen; /* sentences looked at for scenes */
} carrying;

/* What was written holds as if it had been named with the words; a talk is soon over. */
static void take_scene(const carrying *c, draft *of, occasion *own) {
    channel_kind kind = c->now.is.channel.kind;
    take(of, &c->now.is);
    of->channel_by = "a sentence before that tells how they spoke";
    bool talk = kind == CHANNEL_PHONE_CALL || kind == CHANNEL_MEETING;
    if (own && !talk) *own = c->now.is;
}

static void carry_to(carrying *c, draft *of, uint32_t scope) {
    uint32_t at = c->d->b->labels->sentence_of[anchor_of(of)];
    bool scened = c->now.is.scope == scope && in_scene(&c->now, of, at);
    occasion *own = of->speakers.count ? &c->held[of->speakers.at[0]] : NULL;
    if (of->channel.kind != CHANNEL_NONE) {
        if (own && !of->inner && !of->post) *own = (occasion){ of->channel, of->time, scope };
    } else if (of->time.known) {
        if (own && !of->inner) own->scope = 0;
    } else if (may_carry(c->d, of)) {
        if (own && own->scope == scope) take(of, own);
        else if (scened) take_scene(c, of, own);
    }
}

static bool is_plural(const drafting *d, uint32_t subject) {
    const syntax *s = &d->b->syntax;
    bool many = !str_same_folded(drafting_lemma(d, subject), drafting_word(d, subject));
    return drafting_is(d, subject, "they") || syntax_child(s, subject, DEP_CONJ) != TOKEN_NONE
        || (drafting_class(d, subject) == UPOS_NOUN && many);
}

static void see(drafting *d, scene *now, uint32_t number, uint32_t scope) {
    uint32_t verb = TOKEN_NONE;
    channel told = channel_of_scene(d, d->b->labels->sentences[number], &verb);
    if (told.kind == CHANNEL_NONE) return;
    uint32_t subject = syntax_subject(&d->b->syntax, verb);
    if (subject == TOKEN_NONE) return;
    id who = actor_at(d->b, subject);
    uint32_t owner = syntax_child(&d->b->syntax, subject, DEP_NMOD_POSS);
    if (who == ID_NONE && owner != TOKEN_NONE) who = actor_at(d->b, owner); /* "her concern" */
    *now = (scene){ { told, { .time = ID_NONE }, scope }, who, is_plural(d, subject), number };
}

/* Scenes up to the sentence of a draft. */
static void see_until(carrying *c, uint32_t until) {
    const labels *l = c->d->b->labels;
    for (; c->seen <= until && c->seen < l->sentence_count; c->seen++)
        see(c->d, &c->now, c->seen, c->scopes[c->d->passage_of[l->sentences[c->seen].first]]);
}

void drafts_channel(drafting *d) {
    size_t count, *order = drafts_in_order(d, &count);
    carrying c = { .d = d, .scopes = scopes_of(d), .now = { .who = ID_NONE } };
    c.held = ARENA_NEW(d->b->a, occasion, d->b->out->actors.count + 1);
    for (size_t i = 0; i < count; i++) {
        draft *of = &d->drafts.at[order[i]];
        uint32_t anchor = anchor_of(of);
        see_until(&c, d->b->labels->sentence_of[anchor]);
        of->channel = channel_told(d, order[i]);
        if (of->channel.kind != CHANNEL_NONE) of->channel_by = "told with the words";
        of->time = time_told(d, order[i]);
        carry_to(&c, of, c.scopes[d->passage_of[anchor]]);
    }
}
