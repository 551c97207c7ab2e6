/* record/actor_rank.c: whom nouns and pronouns refer back to.
 *
 * Mention ranking with what is known of whole clusters (Denis and Baldridge 2008; Lee et al.
 * 2013): what is impossible is left out, the rest is scored by one sum of weights of what
 * holds for phrase and cluster, score = sum of w[kind of phrase][feature], against the score
 * of a cluster of its own. training/coref.py fits the weights. */
#include "record/actor_rank.h"

#include "record/lexicon.h"

/* How far back a phrase looks: phrases passed, clusters weighed, phrases of a cluster and
 * words of a phrase compared. */
enum { PHRASES_BACK = 240, CLUSTERS_WEIGHED = 60, MEMBERS_COMPARED = 10, WORDS_COMPARED = 14 };

/* Kinds of phrases that have weights of their own. */
typedef enum seeker {
    SEEKER_HE, SEEKER_SHE, SEEKER_IT, SEEKER_THEY, SEEKER_THE, SEEKER_THIS, SEEKER_A,
    SEEKER_OWNED, SEEKER_SOME, SEEKER_BARE, SEEKERS
} seeker;

/* Families of features and how many values each has. */
#define FAMILIES(F) \
    F(DISTANCE, 21) /* sentences back, by kind of the former phrase */ \
    F(BETWEEN, 8)   /* phrases between */ \
    F(SLOTS, 16)    /* slot of the former and of the phrase */ \
    F(BEINGS_, 64)  /* being of the cluster and of the phrase */ \
    F(SEXES_, 9) \
    F(AMOUNTS_, 9) \
    F(WORDS, 12)    /* how the head words match, by how the other words do */ \
    F(WORDS_FAR, 28) /* how the head words match, by distance */ \
    F(SIZE, 5)      /* phrases in the cluster */ \
    F(ARTICLES_, 18) /* how the former phrase begins, by its kind */ \
    F(QUOTES, 8) \
    F(SAME_PRONOUN, 9) \
    F(KNOWN, 4)     /* the cluster has a name; it is a source */ \
    F(TOPIC, 6)     /* the former is the first subject of its sentence, by distance */ \
    F(CLAUSE, 4)    /* the phrase stands below the former's verb */ \
    F(SPEAKS, 4)    /* both are sources, one, none */ \
    F(PLAIN, 36)    /* a plain "the company", by being and how many named rivals are nearer */ \
    F(TYPED, 3)     /* the name has a word like "Bank": another than the phrase's, the same */ \
    F(NEW, 1) F(NEW_TAIL, 2) F(NEW_WORD, 3) F(NEW_QUOTED, 2) F(NEW_PLACE, 3) F(NEW_SLOT, 4) \
    F(NEW_BEING, 8) F(NEW_LENGTH, 3)

enum {
#define F(name, size) FAMILY_##name, FAMILY_END_##name = FAMILY_##name + (size) - 1,
    FAMILIES(F)
#undef F
    FAMILY_TOTAL
};

static const int16_t weights[SEEKERS * FAMILY_TOTAL] = {
#include "record/actor_weights.inc"
};

size_t actor_rank_weights(void) {
    return SEEKERS * FAMILY_TOTAL;
}

typedef struct ranking {
    referents *r;
    const rank_watch *watch;
    word_map *last_with; /* lemma -> last phrase that it is the head of, or a title in */
    uint32_t *former;    /* [referents] the phrase before this one in its cluster */
    uint32_t *sentence;  /* [referents] */
    uint32_t quotation;  /* first token of the quotation that ends right before this phrase */
} ranking;

/* One phrase and one cluster, by the cluster's last phrase. */
typedef struct pairing {
    const referent *phrase, *former;
    const cluster *of;
    uint32_t i, j;
    size_t rivals; /* named clusters that were possible and nearer */
    seeker seeker;
    int score;
    uint16_t *features; /* [RANK_FEATURES] where they are watched; else NULL */
    size_t count;
} pairing;

static seeker seeker_of(const referent *p) {
    switch (p->pronoun) {
    case PRONOUN_HE: return SEEKER_HE;
    case PRONOUN_SHE: return SEEKER_SHE;
    case PRONOUN_IT: return SEEKER_IT;
    case PRONOUN_THEY: return SEEKER_THEY;
    default: break;
    }
    switch (p->article) {
    case ARTICLE_THE: return SEEKER_THE;
    case ARTICLE_A: return SEEKER_A;
    case ARTICLE_THIS: return SEEKER_THIS;
    case ARTICLE_OWNED: return SEEKER_OWNED;
    case ARTICLE_SOME: return SEEKER_SOME;
    default: return SEEKER_BARE;
    }
}

/* ---- what cannot be ---- */

static bool is_fixed_pronoun(const referent *p) {
    return p->pronoun == PRONOUN_I || p->pronoun == PRONOUN_WE || p->pronoun == PRONOUN_YOU;
}

static bool overlaps(const referent *a, const referent *b) {
    return a->first < b->past && b->first < a->past;
}

/* Subject and object of one verb are two, unless the second is "himself". */
static bool are_coarguments(const syntax *s, const referent *a, const referent *b) {
    if (a->reflexive || b->reflexive || a->slot == SLOT_OWNER || b->slot == SLOT_OWNER)
        return false;
    uint32_t head = syntax_head(s, a->head), other = syntax_head(s, b->head);
    if (head == b->head || other == a->head) return true; /* subject and predicate: actor_links.c */
    return head != TOKEN_NONE && head == other;
}

static bool pronoun_may_be(pronoun p, const cluster *c) {
    switch (p) {
    case PRONOUN_HE: case PRONOUN_SHE:
        return c->amount != AMOUNT_MANY && (c->being == BEING_PERSON || c->being == BEING_UNKNOWN);
    case PRONOUN_IT:
        return c->amount != AMOUNT_MANY && c->being != BEING_PERSON;
    case PRONOUN_THEY:
        return c->amount != AMOUNT_ONE || c->being != BEING_THING;
    default:
        return true;
    }
}

static bool noun_may_be(const referent *p, const cluster *c) {
    if (!beings_agree(p->being, c->being)) return false;
    bool body = c->being == BEING_BODY || c->being == BEING_STATE || c->being == BEING_PEOPLE;
    return !p->amount || !c->amount || p->amount == c->amount || body;
}

/* A Republican is no Democrat, a Swede no Dane. */
static bool epithets_clash(const ranking *k, const referent *p, uint32_t j) {
    const build *b = k->r->b;
    if (p->kind != MENTION_NOUN || b->labels->upos[p->head] != UPOS_PROPN) return false;
    for (int step = 0; step < MEMBERS_COMPARED && j != REFERENT_NONE; step++, j = k->former[j]) {
        const referent *q = &k->r->at[j];
        if (q->kind == MENTION_NOUN && b->labels->upos[q->head] == UPOS_PROPN &&
            !str_same_folded(b->syntax.lemmas[q->word], b->syntax.lemmas[p->word]))
            return true;
    }
    return false;
}

static bool may_be(const ranking *k, const referent *p, const cluster *c, uint32_t j) {
    const referent *former = &k->r->at[j];
    if (epithets_clash(k, p, j)) return false;
    if (is_fixed_pronoun(former) || overlaps(p, former)) return false;
    if (p->sex && c->sex && p->sex != c->sex) return false;
    if (former->joint && p->amount != AMOUNT_MANY) return false;
    if (are_coarguments(&k->r->b->syntax, p, former)) return false;
    if (p->talks && p->pronoun && c->being == BEING_THING) return false;
    return p->pronoun ? pronoun_may_be(p->pronoun, c) : noun_may_be(p, c);
}

/* ---- words ---- */

typedef enum head_match { HEADS_DIFFER, HEADS_INSIDE, HEADS_SAME, HEADS_WHOLE } head_match;

static bool is_content_word(const build *b, uint32_t i) {
    switch (b->labels->upos[i]) {
    case UPOS_NOUN: case UPOS_PROPN: case UPOS_ADJ: case UPOS_NUM: return true;
    default: return false;
    }
}

static bool phrase_has(const build *b, const referent *p, str lemma) {
    uint32_t from = p->past - p->first > WORDS_COMPARED && p->head > p->first + WORDS_COMPARED / 2
                        ? p->head - WORDS_COMPARED / 2 : p->first;
    for (uint32_t i = from; i < p->past && i < from + WORDS_COMPARED; i++)
        if (is_content_word(b, i) && str_same_folded(b->syntax.lemmas[i], lemma)) return true;
    return false;
}

static bool same_words(const build *b, const referent *p, const referent *q) {
    uint32_t i = p->first + (p->article != ARTICLE_NONE && p->first < p->head);
    uint32_t j = q->first + (q->article != ARTICLE_NONE && q->first < q->head);
    if (p->past - i != q->past - j || p->past - i > WORDS_COMPARED) return false;
    for (; i < p->past; i++, j++)
        if (!str_same_folded(token_str(b->tokens, i), token_str(b->tokens, j))) return false;
    return true;
}

static head_match match_heads(const build *b, const referent *p, const referent *q) {
    if (q->kind == MENTION_PRONOUN) return HEADS_DIFFER;
    str lemma = b->syntax.lemmas[p->word];
    if (same_words(b, p, q)) return HEADS_WHOLE;
    if (str_same_folded(b->syntax.lemmas[q->word], lemma)) return HEADS_SAME;
    uint32_t past = q->kind == MENTION_NAME ? q->past : q->head + 1;
    for (uint32_t i = q->first; i < past && i < q->first + WORDS_COMPARED; i++)
        if (is_content_word(b, i) && str_same_folded(b->syntax.lemmas[i], lemma))
            return q->kind == MENTION_NAME ? HEADS_INSIDE : HEADS_DIFFER;
    return HEADS_DIFFER;
}

/* "the South Korean company": where one is from is news rather than a difference. */
static bool is_people_name(const build *b, uint32_t i) {
    uint32_t e = entity_at(b->labels, i);
    return e != REFERENT_NONE && b->labels->entities[e].type == ENTITY_NORP;
}

/* Past token of the words that say who is meant: not ", who took office in May". */
static uint32_t end_of_own(const build *b, const referent *p) {
    for (uint32_t i = p->head + 1; i < p->past && i < p->head + WORDS_COMPARED; i++) {
        if (!str_is(token_str(b->tokens, i), ",") || i + 1 >= p->past) continue;
        str next = token_str(b->tokens, i + 1);
        if (str_is_folded(next, "who") || str_is_folded(next, "which")) return i;
    }
    return p->past;
}

/* 0: p has no other words than its head; 1: the cluster has them too; 2: it lacks one. */
static int match_rest(const ranking *k, const referent *p, uint32_t j) {
    const build *b = k->r->b;
    int found = 0;
    uint32_t past = end_of_own(b, p);
    for (uint32_t i = p->first; i < past && i < p->first + WORDS_COMPARED; i++) {
        if (i == p->word || i == p->head || !is_content_word(b, i) || is_people_name(b, i))
            continue;
        bool there = false;
        uint32_t m = j;
        for (int step = 0; step < MEMBERS_COMPARED && m != REFERENT_NONE && !there; step++) {
            there = phrase_has(b, &k->r->at[m], b->syntax.lemmas[i]);
            m = k->former[m];
        }
        if (!there) return 2;
        found = 1;
    }
    return found;
}

static head_match best_match(const ranking *k, const referent *p, uint32_t j) {
    head_match best = HEADS_DIFFER;
    for (int step = 0; step < MEMBERS_COMPARED && j != REFERENT_NONE; step++) {
        head_match m = match_heads(k->r->b, p, &k->r->at[j]);
        if (m > best) best = m;
        j = k->former[j];
    }
    return best;
}

/* ---- features ---- */

static void feature(pairing *p, int family, int value) {
    uint16_t number = (uint16_t)((int)p->seeker * FAMILY_TOTAL + family + value);
    p->score += weights[number];
    if (p->features) p->features[p->count++] = number;
}

static int bucket(uint32_t n, const uint32_t *limits, int count) {
    int i = 0;
    while (i < count && n > limits[i]) i++;
    return i;
}

static const uint32_t sentence_limits[] = { 0, 1, 2, 3, 6, 12 };
static const uint32_t between_limits[] = { 0, 1, 2, 4, 8, 16, 32 };
static const uint32_t size_limits[] = { 1, 2, 5, 12 };

static int sentence_gap(const ranking *k, const pairing *p) {
    return bucket(k->sentence[p->i] - k->sentence[p->j], sentence_limits, 6);
}

/* The subject that stands first in its sentence: what the sentence is about. */
static bool is_topic(const ranking *k, uint32_t j) {
    const referent *q = &k->r->at[j];
    uint32_t start = k->r->b->labels->sentences[k->sentence[j]].first;
    return q->slot == SLOT_SUBJECT && q->first < start + 4;
}

static bool stands_below(const ranking *k, const pairing *p) {
    const syntax *s = &k->r->b->syntax;
    uint32_t verb = syntax_head(s, p->former->head);
    return verb != TOKEN_NONE && k->sentence[p->i] == k->sentence[p->j] &&
           syntax_is_below(s, p->phrase->head, verb);
}

static void add_place(const ranking *k, pairing *p) {
    int gap = sentence_gap(k, p), near = gap > 2 ? 2 : gap;
    feature(p, FAMILY_DISTANCE, gap * 3 + (int)p->former->kind);
    feature(p, FAMILY_BETWEEN, bucket(p->i - p->j - 1, between_limits, 7));
    feature(p, FAMILY_SLOTS, (int)p->former->slot * SLOTS + (int)p->phrase->slot);
    feature(p, FAMILY_TOPIC, near * 2 + is_topic(k, p->j));
    feature(p, FAMILY_CLAUSE, stands_below(k, p) * 2 + (p->former->slot == SLOT_SUBJECT));
    bool same_content = p->phrase->content != REFERENT_NONE &&
                        p->phrase->content == p->former->content;
    feature(p, FAMILY_QUOTES, p->phrase->quoted * 4 + p->former->quoted * 2 + same_content);
}

static void add_nature(pairing *p) {
    const cluster *c = p->of;
    feature(p, FAMILY_BEINGS_, (int)c->being * BEINGS + (int)p->phrase->being);
    feature(p, FAMILY_SEXES_, (int)c->sex * SEXES + (int)p->phrase->sex);
    feature(p, FAMILY_AMOUNTS_, (int)c->amount * AMOUNTS + (int)p->phrase->amount);
    feature(p, FAMILY_SIZE, bucket(c->count, size_limits, 4));
    feature(p, FAMILY_ARTICLES_, (int)p->former->article * 3 + (int)p->former->kind);
    feature(p, FAMILY_SAME_PRONOUN, (int)p->former->pronoun);
    feature(p, FAMILY_KNOWN, (c->named != REFERENT_NONE) * 2 + c->talks);
    feature(p, FAMILY_SPEAKS, p->phrase->talks * 2 + p->former->talks);
}

static void add_words(const ranking *k, pairing *p) {
    if (p->phrase->pronoun) return;
    head_match m = best_match(k, p->phrase, p->j);
    feature(p, FAMILY_WORDS, (int)m * 3 + match_rest(k, p->phrase, p->j));
    feature(p, FAMILY_WORDS_FAR, (int)m * 7 + sentence_gap(k, p));
}

/* Whether the name of a cluster tells what it is, and as which word. */
static int type_of_name(const ranking *k, const pairing *p) {
    const build *b = k->r->b;
    const referent *named = &k->r->at[p->of->named];
    if (named->being != BEING_BODY && named->being != BEING_STATE) return 0;
    phrase name = referent_name(b, named);
    str last = b->syntax.lemmas[name.past - 1], own = b->syntax.lemmas[p->phrase->word];
    if (str_same_folded(last, own)) return 2;
    noun_class c = lexicon_noun(last);
    return c == NOUN_ORGANISATION || c == NOUN_GOVERNMENT;
}

static bool has_tail(const build *b, const referent *r);

/* "the 24-year-old", "the Swede": always somebody spoken of before. */
static bool is_somebody(const build *b, const referent *r) {
    return r->being == BEING_PERSON && (r->entity != REFERENT_NONE || r->word > r->head ||
                                        b->labels->upos[r->word] == UPOS_ADJ);
}

static int kind_of_plain(const build *b, const referent *r) {
    if (is_somebody(b, r)) return 5;
    switch (r->being) {
    case BEING_PERSON: return 0;
    case BEING_PEOPLE: return 1;
    case BEING_BODY: return 2;
    case BEING_STATE: return 3;
    default: return 4;
    }
}

/* A cluster with a labelled name of the being and number that a phrase speaks of. */
static bool is_rival(const ranking *k, const referent *p, const cluster *c) {
    if (is_somebody(k->r->b, p)) return c->being == BEING_PERSON;
    if (c->named == REFERENT_NONE || k->r->at[c->named].entity == REFERENT_NONE) return false;
    bool body = c->being == BEING_BODY || c->being == BEING_STATE;
    return p->amount != AMOUNT_MANY &&
           (c->being == p->being || (body && p->being == BEING_BODY));
}

/* "the company", with no more words than that, for a cluster that has a name. */
static void add_plain(const ranking *k, pairing *p) {
    const referent *r = p->phrase;
    if (r->pronoun) return;
    if (p->of->named != REFERENT_NONE) feature(p, FAMILY_TYPED, type_of_name(k, p));
    if (r->word != r->head || has_tail(k->r->b, r)) return;
    if (!is_rival(k, r, p->of)) return;
    int kind = kind_of_plain(k->r->b, r);
    int rivals = p->rivals > 1 ? 2 : (int)p->rivals;
    bool bare = r->head - r->first <= 1 || is_people_name(k->r->b, r->head - 1);
    feature(p, FAMILY_PLAIN, (kind * 3 + rivals) * 2 + bare);
}

static bool has_tail(const build *b, const referent *r) {
    static const deprel tails[] = { DEP_ACL_RELCL, DEP_ACL, DEP_NMOD };
    uint32_t past = end_of_own(b, r);
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        uint32_t tail = syntax_child(&b->syntax, r->head, tails[i]);
        if (tail != TOKEN_NONE && (tail < past || past == r->past)) return true;
    }
    return false;
}

/* What speaks for a cluster of its own. */
static void add_alone(const ranking *k, pairing *p) {
    const referent *r = p->phrase;
    const build *b = k->r->b;
    uint32_t former = word_map_get(k->last_with, b->syntax.lemmas[r->word]);
    int known = former == WORD_MAP_NONE ? 0 : k->sentence[p->i] - k->sentence[former] > 5 ? 2 : 1;
    uint32_t at = k->sentence[p->i], before = r->head - r->first;
    feature(p, FAMILY_NEW, 0);
    feature(p, FAMILY_NEW_TAIL, has_tail(b, r));
    feature(p, FAMILY_NEW_WORD, known);
    feature(p, FAMILY_NEW_QUOTED, r->quoted);
    feature(p, FAMILY_NEW_PLACE, at > 1 ? 2 : (int)at);
    feature(p, FAMILY_NEW_SLOT, (int)r->slot);
    feature(p, FAMILY_NEW_BEING, (int)r->being);
    feature(p, FAMILY_NEW_LENGTH, before > 2 ? 2 : (int)before);
}

static int score_of(const ranking *k, const pairing *p) {
    if (k->watch) k->watch->pair(k->watch->to, p->i, p->j, p->features, p->count);
    return p->score;
}

/* ---- the search ---- */

typedef struct best {
    uint32_t former; /* REFERENT_NONE: a cluster of its own */
    int score;
    size_t weighed;
    size_t rivals; /* named ones among them that were possible */
} best;

/* "Stars do not pay rent," they wrote: whoever is quoted speaks of others. */
static bool is_in_own_words(const ranking *k, uint32_t i, uint32_t j) {
    const referent *p = &k->r->at[i], *former = &k->r->at[j];
    bool third = p->pronoun == PRONOUN_HE || p->pronoun == PRONOUN_SHE ||
                 p->pronoun == PRONOUN_IT || p->pronoun == PRONOUN_THEY;
    bool near = k->sentence[i] == k->sentence[j] || former->head >= k->quotation;
    return third && p->talks && !p->quoted && former->quoted && near;
}

static void weigh(ranking *k, uint32_t i, uint32_t j, best *found) {
    referents *r = k->r;
    if (is_in_own_words(k, i, j)) return;
    cluster *c = &r->clusters[cluster_of(r, j)];
    if (c->stamp == i) return;
    c->stamp = i;
    found->weighed++;
    if (!may_be(k, &r->at[i], c, j)) return;
    uint16_t features[RANK_FEATURES];
    pairing p = { .features = k->watch ? features : NULL,
                  .phrase = &r->at[i], .former = &r->at[j], .of = c, .i = i, .j = j,
                  .seeker = seeker_of(&r->at[i]), .rivals = found->rivals };
    add_place(k, &p);
    add_nature(&p);
    add_words(k, &p);
    add_plain(k, &p);
    if (is_rival(k, &r->at[i], c)) found->rivals++;
    int score = score_of(k, &p);
    if (score > found->score) {
        found->score = score;
        found->former = j;
    }
}

static best alone(const ranking *k, uint32_t i) {
    uint16_t features[RANK_FEATURES];
    pairing p = { .features = k->watch ? features : NULL, .phrase = &k->r->at[i], .i = i,
                  .j = REFERENT_NONE, .seeker = seeker_of(&k->r->at[i]) };
    add_alone(k, &p);
    return (best){ .former = REFERENT_NONE, .score = score_of(k, &p) };
}

/* "he said" is somebody named before, even where nobody fits well. */
enum { SPEAKER_ALONE = 150 };

static best alone_at_most(const ranking *k, uint32_t i) {
    const referent *p = &k->r->at[i];
    bool speaker = (p->pronoun == PRONOUN_HE || p->pronoun == PRONOUN_SHE) && p->talks;
    best found = alone(k, i);
    if (speaker && !p->quoted) found.score -= SPEAKER_ALONE;
    return found;
}

enum { HOPS_MOST = 32 };

/* Whether a word depends on a verb, other than in a clause beside it. */
static bool is_below(const build *b, uint32_t word, uint32_t verb) {
    for (int hop = 0; hop < HOPS_MOST && word != TOKEN_NONE; hop++) {
        uint32_t head = syntax_head(&b->syntax, word);
        if (head == verb) {
            uint8_t relation = b->labels->deprel[word];
            return relation != DEP_CONJ && relation != DEP_PARATAXIS;
        }
        word = head;
    }
    return false;
}

static void bar(referents *r, uint32_t j, uint32_t i) {
    r->clusters[cluster_of(r, j)].stamp = i; /* weigh passes it over */
}

/* "He added that Ruiz was late": he is not Ruiz, for a pronoun comes before no name of the same
 * one in its clause and those below it (principle C of binding, Chomsky 1981); a company that
 * talks of itself in quotation marks may use its name. */
static void bar_names_below(ranking *k, uint32_t i) {
    referents *r = k->r;
    const referent *p = &r->at[i];
    bool person = p->pronoun == PRONOUN_HE || p->pronoun == PRONOUN_SHE;
    bool third = person || p->pronoun == PRONOUN_IT || p->pronoun == PRONOUN_THEY;
    uint32_t verb = third && p->slot == SLOT_SUBJECT ? syntax_head(&r->b->syntax, p->head)
                                                     : TOKEN_NONE;
    if (verb == TOKEN_NONE) return;
    for (uint32_t j = i + 1; j < r->count && k->sentence[j] == k->sentence[i]; j++) {
        const referent *name = &r->at[j];
        if (name->kind == MENTION_NAME && (person || !name->quoted)
            && is_below(r->b, name->head, verb) && !is_below(r->b, name->head, p->head))
            bar(r, j, i);
    }
}

enum { TO_QUOTATION = 4, QUOTATION_MOST = 600 }; /* tokens */

static bool is_quoted(const build *b, uint32_t i) {
    return b->tokens->at[i].flags & TOKEN_QUOTED;
}

/* First token of the quotation, of any number of sentences, that ends right before a phrase;
 * the phrase's own first where none does. */
static uint32_t quotation_before(const build *b, uint32_t first) {
    uint32_t i = first;
    while (i && first - i < TO_QUOTATION && !is_quoted(b, i - 1)
           && !(b->tokens->at[i].flags & TOKEN_PASSAGE_START))
        i--;
    if (!i || !is_quoted(b, i - 1) || b->tokens->at[i].flags & TOKEN_PASSAGE_START) return first;
    while (i && first - i < QUOTATION_MOST && is_quoted(b, i - 1)) i--;
    return i;
}

/* '"Ruiz was late. He forgot," he said': nor is he whom he names in quotation marks. */
static void bar_names_quoted(ranking *k, uint32_t i) {
    referents *r = k->r;
    const referent *p = &r->at[i];
    bool person = p->pronoun == PRONOUN_HE || p->pronoun == PRONOUN_SHE;
    k->quotation = p->talks && !p->quoted ? quotation_before(r->b, p->first) : p->first;
    for (uint32_t j = i; person && p->talks && j-- > 0;) {
        bool near = k->sentence[j] == k->sentence[i] || r->at[j].head >= k->quotation;
        if (!near) break;
        if (r->at[j].kind == MENTION_NAME && r->at[j].quoted && !p->quoted) bar(r, j, i);
    }
}

/* "The council, they say, has done nothing": nor is whoever says so the subject of what is said. */
static void bar_parenthesis(ranking *k, uint32_t i) {
    const syntax *s = &k->r->b->syntax;
    const referent *p = &k->r->at[i];
    uint32_t verb = p->pronoun && p->slot == SLOT_SUBJECT ? syntax_head(s, p->head) : TOKEN_NONE;
    if (verb == TOKEN_NONE || p->quoted) return;
    bool aside = (deprel)s->labels->deprel[verb] == DEP_PARATAXIS;
    uint32_t main = aside ? syntax_head(s, verb) : syntax_child(s, verb, DEP_CCOMP);
    uint32_t subject = main == TOKEN_NONE ? TOKEN_NONE : syntax_child(s, main, DEP_NSUBJ);
    uint32_t j = subject == TOKEN_NONE ? REFERENT_NONE : k->r->of_head[subject];
    if (j == REFERENT_NONE || j >= i) return;
    bool inside = aside ? s->reach[verb].past + 1 < s->reach[main].past : main > verb;
    if (inside && k->r->at[j].kind != MENTION_PRONOUN && !k->r->at[j].quoted) bar(k->r, j, i);
}

static uint32_t look_back(ranking *k, uint32_t i) {
    bar_parenthesis(k, i);
    bar_names_below(k, i);
    bar_names_quoted(k, i);
    best found = alone_at_most(k, i);
    for (uint32_t j = i; j-- > 0 && i - j <= PHRASES_BACK && found.weighed < CLUSTERS_WEIGHED;)
        weigh(k, i, j, &found);
    const referent *p = &k->r->at[i];
    if (p->pronoun) return found.former;
    uint32_t far = word_map_get(k->last_with, k->r->b->syntax.lemmas[p->word]);
    if (far != WORD_MAP_NONE && far < i) {
        uint32_t seen = k->r->clusters[cluster_of(k->r, far)].seen;
        if (seen != REFERENT_NONE && seen < i) weigh(k, i, seen, &found);
    }
    return found.former;
}

/* Remembers a phrase under the words that a later one may take up. */
static void remember(ranking *k, uint32_t i) {
    const build *b = k->r->b;
    const referent *p = &k->r->at[i];
    if (p->kind == MENTION_PRONOUN || p->joint) return;
    *word_map_put(k->last_with, b->syntax.lemmas[p->word]) = i;
    if (p->kind != MENTION_NAME) return;
    for (uint32_t t = p->first; t < p->head && t < p->first + WORDS_COMPARED; t++)
        if (b->labels->upos[t] == UPOS_NOUN) *word_map_put(k->last_with, b->syntax.lemmas[t]) = i;
}

static bool is_sought(const referent *p) {
    if (p->joint || p->kind == MENTION_NAME) return false;
    return !is_fixed_pronoun(p) && p->pronoun != PRONOUN_ANYONE;
}

static void pass(ranking *k, uint32_t i) {
    referents *r = k->r;
    uint32_t root = cluster_of(r, i), seen = r->clusters[root].seen;
    bool ahead = r->at[i].pronoun && r->clusters[root].named != REFERENT_NONE; /* of its name */
    if (seen == REFERENT_NONE && !ahead && is_sought(&r->at[i])) {
        uint32_t former = look_back(k, i);
        if (former != REFERENT_NONE) {
            seen = r->clusters[cluster_of(r, former)].seen;
            root = clusters_join(r, former, i);
        }
    }
    k->former[i] = seen;
    r->clusters[root].seen = i;
    remember(k, i);
}

void actor_rank_join(referents *r, const rank_watch *watch) {
    const build *b = r->b;
    ranking k = { .r = r, .watch = watch, .last_with = word_map_new(b->a),
        .former = ARENA_NEW(b->a, uint32_t, r->count),
        .sentence = ARENA_NEW(b->a, uint32_t, r->count) };
    for (uint32_t i = 0; i < r->count; i++)
        k.sentence[i] = b->labels->sentence_of[r->at[i].head];
    for (uint32_t i = 0; i < r->count; i++) pass(&k, i);
}
