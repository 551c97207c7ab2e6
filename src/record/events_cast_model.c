/* record/events_cast_model.c: two rankers over the candidates for the parts in an event: who
 * acts, and beside that one who is acted on. Each is a sum of weights of features, fitted by
 * training/events_cast.py; "nobody" is a candidate like the others. The table holds a feature's
 * 32-bit hash, of its slot's letter and its words, and its weight. */
#include "record/events_cast.h"

typedef struct cast_row {
    uint32_t hash;
    int weight;
} cast_row;

static const cast_row rows[] = {
#include "record/events_cast.inc"
};

enum { ROWS = sizeof rows / sizeof *rows, SEEN_MOST = 80 };

typedef struct summing {
    char letter; /* of the slot */
    int sum;
    uint32_t seen[SEEN_MOST]; /* a feature counts once */
    size_t count;
} summing;

static void add_feature(void *context, str feature) {
    summing *s = context;
    str parts[] = { { &s->letter, 1 }, STR(" "), feature };
    uint32_t hash = feature_hash(parts, sizeof parts / sizeof *parts);
    const cast_row *row = feature_row(rows, ROWS, sizeof *rows, hash);
    if (!row || !row->weight) return; /* most have none */
    for (size_t i = 0; i < s->count; i++)
        if (s->seen[i] == hash) return;
    if (s->count >= SEEN_MOST) return;
    s->seen[s->count++] = hash;
    s->sum += row->weight;
}

static int score_actor(const cast *c, uint32_t i) {
    summing s = { .letter = 'a' };
    cast_features(c, i, add_feature, &s);
    return s.sum;
}

static int score_recipient(const cast *c, uint32_t i) {
    summing s = { .letter = 'r' };
    cast_features(c, i, add_feature, &s);
    cast_pair_features(c, i, add_feature, &s);
    return s.sum;
}

static bool is_same(const cast *c, uint32_t a, uint32_t b) {
    if (a >= c->count || b >= c->count) return false;
    return a == b || (c->at[a].actor != ID_NONE && c->at[a].actor == c->at[b].actor);
}

/* The subject of a passive does not act, nor does whom "the capture of" names. */
static bool cannot_act(const cast *c, uint32_t i) {
    if (i >= c->count || c->at[i].word != c->t->patient) return false;
    return c->t->passive || (c->t->noun && str_is(preposition_of(c->e, c->t->patient), "of"));
}

static uint32_t number_of(const cast *c, uint32_t word) {
    for (uint32_t i = 0; i < c->count; i++)
        if (c->at[i].word == word) return i;
    return c->count;
}

/* "by the police" behind a passive or a noun leaves nothing to weigh. */
static uint32_t agent_of(const cast *c) {
    uint32_t i = number_of(c, c->t->subject);
    bool agent = i < c->count && (c->t->passive || c->t->noun)
              && str_is(preposition_of(c->e, c->t->subject), "by");
    return agent ? i : c->count;
}

/* Nor does a clause's own subject, a person or body, where another clause holds it: in "hours after
 * her rival filed a complaint" the rival filed it. */
static uint32_t subject_of_clause(const cast *c) {
    const syntax *s = &c->e->b->syntax;
    deprel r = event_relation(c->e, c->t->head);
    if (c->t->noun || c->t->passive || (r != DEP_ADVCL && r != DEP_CONJ))
        return c->count;
    uint32_t subject = syntax_child(s, c->t->head, DEP_NSUBJ);
    uint32_t i = subject == TOKEN_NONE ? c->count : number_of(c, subject);
    return i < c->count && is_being(c->e, subject) ? i : c->count;
}

static uint32_t best_actor(const cast *c) {
    int most = INT32_MIN;
    uint32_t best = agent_of(c);
    if (best >= c->count) best = subject_of_clause(c);
    if (best < c->count) return best;
    for (uint32_t i = 0; i <= c->count; i++) {
        int score = cannot_act(c, i) ? INT32_MIN : score_actor(c, i);
        if (score <= most) continue;
        most = score;
        best = i;
    }
    return best;
}

/* Nor does a person or body that is the verb's own object, or the subject of its passive; and of
 * a noun with "by" the one it is "of". */
static uint32_t patient_of(const cast *c) {
    uint32_t i = number_of(c, c->t->patient);
    bool known = i < c->count && c->at[i].by_rule[CAST_RECIPIENT] && is_being(c->e, c->at[i].word);
    if (c->t->noun) known = i < c->count && agent_of(c) < c->count;
    return known && !c->t->light && !is_same(c, c->first, i) ? i : c->count;
}

static uint32_t best_recipient(const cast *c) {
    int most = INT32_MIN;
    uint32_t best = patient_of(c);
    if (best < c->count) return best;
    for (uint32_t i = 0; i <= c->count; i++) {
        int score = is_same(c, c->first, i) ? INT32_MIN : score_recipient(c, i);
        if (score <= most) continue;
        most = score;
        best = i;
    }
    return best;
}

/* Nobody is acted on only where the rules find nobody either. */
static uint32_t or_by_rule(const cast *c, uint32_t chosen) {
    for (uint32_t i = 0; i < c->count && chosen >= c->count; i++)
        if (c->at[i].by_rule[CAST_RECIPIENT] && !is_same(c, c->first, i)) return i;
    return chosen;
}

void cast_choose(cast *c, uint32_t *first, uint32_t *recipient) {
    *first = c->first = best_actor(c);
    *recipient = or_by_rule(c, best_recipient(c));
}
