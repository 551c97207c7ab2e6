/* ledger/wordings.c: utterances word by word. */
#include "ledger/wordings.h"

#include <stdlib.h>
#include <string.h>

#include "ledger/terms.h"
#include "record/word_map.h"

static const double SHARE_LEAST = 0.7;   /* of the shorter's words in order: the same statement */
static const double OTHERS_SHARE = 0.85; /* of the longer's, where the speakers differ */
static const double LOOSE_LEAST = 0.5;   /* one speaker's, in other words */
static const double NEAR_LEAST = 0.5;
enum { WORDS_LEAST = 4, OTHERS_WORDS_LEAST = 6, LOOKED_UP = 12 };

static const char *const nots[] = {
    "not", "no", "never", "nobody", "nothing", "none", "nor", "neither", "without", NULL
};
static const char *const numbers[][2] = {
    { "zero", "0" }, { "two", "2" }, { "three", "3" }, { "four", "4" }, { "five", "5" },
    { "six", "6" }, { "seven", "7" }, { "eight", "8" }, { "nine", "9" }, { "ten", "10" },
    { "eleven", "11" }, { "twelve", "12" }, { "twenty", "20" }, { "thirty", "30" },
    { "forty", "40" }, { "fifty", "50" }, { "hundred", "100" }, { "thousand", "1000" },
    { "half", "half" }, { "million", "million" }, { "billion", "billion" }, { NULL, NULL },
};

typedef struct word {
    str stem;
    span at;
    double weight;
    bool negates, counts, shared;
} word;

typedef struct words {
    word *at; /* [count] */
    size_t count;
    double weight;
} words;

static bool among(str s, const char *const *list) {
    for (; *list; list++)
        if (str_is(s, *list)) return true;
    return false;
}

static void add_word(arena *a, words *w, str stem, span at) {
    word one = { .stem = stem, .at = at, .negates = among(stem, nots) };
    for (size_t i = 0; numbers[i][0]; i++)
        if (str_is(stem, numbers[i][0])) one.stem = str_of(numbers[i][1]), one.counts = true;
    if (stem.length && is_digit(stem.at[0])) one.counts = true;
    one.stem = arena_copy(a, one.stem);
    one.weight = 0.25 + term_rarity(one.stem);
    if (w->count >= WORDING_WORDS_MOST) return;
    w->at[w->count++] = one;
    w->weight += one.weight;
}

/* "didn't" and "cannot" are two words each. */
static words words_of(arena *a, str text) {
    words w = { .at = ARENA_NEW(a, word, WORDING_WORDS_MOST) };
    term_list terms = terms_cut(a, text);
    for (size_t i = 0; i < terms.count && w.count < WORDING_WORDS_MOST; i++) {
        str t = terms.at[i].word;
        char place[TERM_SIZE];
        bool not = str_ends(t, STR("n't")) || str_is(t, "cannot");
        if (not) t = str_cut(t, 0, t.length - 3);
        if (not && str_is(t, "wo")) t = STR("will");
        if (not && str_is(t, "ca")) t = STR("can");
        add_word(a, &w, term_stem(t, place), terms.at[i].at);
        if (not) add_word(a, &w, STR("not"), terms.at[i].at);
    }
    return w;
}

/* --- alignment ------------------------------------------------------------------------- */

/* Room for `best` of common(). */
enum { TABLE = (WORDING_WORDS_MOST + 1) * (WORDING_WORDS_MOST + 1) };

/* Marks the heaviest common subsequence as shared; its weight. best: [left + 1][right + 1]. */
static double common(double *best, words *left, words *right) {
    size_t width = right->count + 1;
    memset(best, 0, (left->count + 1) * width * sizeof *best);
    for (size_t i = left->count; i-- > 0;)
        for (size_t j = right->count; j-- > 0;) {
            double down = best[(i + 1) * width + j], across = best[i * width + j + 1];
            double most = down > across ? down : across;
            if (str_same(left->at[i].stem, right->at[j].stem)) {
                double both = best[(i + 1) * width + j + 1] + left->at[i].weight;
                if (both > most) most = both;
            }
            best[i * width + j] = most;
        }
    for (size_t i = 0, j = 0; i < left->count && j < right->count;) {
        double here = best[i * width + j];
        if (best[(i + 1) * width + j] >= here) i++;
        else if (best[i * width + j + 1] >= here) j++;
        else left->at[i++].shared = right->at[j++].shared = true;
    }
    return best[0];
}

/* Weight of the stems that both have, in any order, each as often as in both. */
static double overlap(words *left, words *right) {
    double sum = 0;
    bool used[WORDING_WORDS_MOST] = { false };
    for (size_t i = 0; i < left->count; i++)
        for (size_t j = 0; j < right->count; j++)
            if (!used[j] && str_same(left->at[i].stem, right->at[j].stem)) {
                used[j] = true;
                sum += left->at[i].weight;
                break;
            }
    return sum;
}

/* The words that are not shared, those side by side as one span, and what they are. */
static span_list rest_of(arena *a, const words *w, int *differs) {
    span_list out = { 0 };
    bool open = false;
    for (size_t i = 0; i < w->count; i++) {
        const word *one = &w->at[i];
        if (one->shared) {
            open = false;
            continue;
        }
        *differs |= one->negates ? WORDING_NOT : one->counts ? WORDING_NUMBER : WORDING_WORDS;
        if (open) out.at[out.count - 1].end = one->at.end;
        else *LIST_ADD(a, &out) = one->at;
        open = true;
    }
    return out;
}

static size_t negations(const words *w) {
    size_t count = 0;
    for (size_t i = 0; i < w->count; i++) count += w->at[i].negates;
    return count;
}

static aligned align(arena *a, double *best, words *left, words *right) {
    aligned out = { 0 };
    for (size_t i = 0; i < left->count; i++) left->at[i].shared = false;
    for (size_t i = 0; i < right->count; i++) right->at[i].shared = false;
    const words *shorter = left->weight <= right->weight ? left : right;
    double longer = shorter == left ? right->weight : left->weight;
    out.words = (uint32_t)shorter->count;
    if (!left->count || !right->count) return out;
    double in_order = common(best, left, right);
    out.share = in_order / shorter->weight;
    out.whole = in_order / longer;
    out.loose = 2 * overlap(left, right) / (left->weight + right->weight);
    out.left = rest_of(a, left, &out.differs);
    out.right = rest_of(a, right, &out.differs);
    if (negations(left) % 2 == negations(right) % 2) out.differs &= ~WORDING_NOT;
    return out;
}

aligned wordings_align(arena *a, str left, str right) {
    words l = words_of(a, left), r = words_of(a, right);
    return align(a, ARENA_NEW(a, double, (l.count + 1) * (r.count + 1)), &l, &r);
}

/* --- grouping -------------------------------------------------------------------------- */

typedef LIST(uint32_t) number_list;

typedef struct grouping {
    arena *a;
    const utterance *all;
    words *words;  /* [count] */
    worded *out;   /* [count] */
    word_map *map; /* stem: list */
    LIST(number_list) lists; /* utterances that hold a stem, in order */
    double *best;   /* [TABLE] */
    uint32_t *seen; /* [count] 1 + the utterance that last looked at this one */
} grouping;

static bool same_speaker(const utterance *l, const utterance *r) {
    return l->speaker == r->speaker || l->speaker == WORDING_NOBODY
        || r->speaker == WORDING_NOBODY;
}

static bool addressees_differ(const utterance *l, const utterance *r) {
    if (!l->addressee_count || !r->addressee_count) return false;
    for (size_t i = 0, j = 0; i < l->addressee_count && j < r->addressee_count;) {
        if (l->addressees[i] == r->addressees[j]) return false;
        if (l->addressees[i] < r->addressees[j]) i++;
        else j++;
    }
    return true;
}

static bool are_one(const utterance *l, const utterance *r, const aligned *d) {
    if (!same_speaker(l, r)) return d->words >= OTHERS_WORDS_LEAST && d->whole >= OTHERS_SHARE;
    if (d->words < WORDS_LEAST) return d->whole >= OTHERS_SHARE;
    if (d->share >= SHARE_LEAST) return true;
    return l->speaker == r->speaker && l->speaker != WORDING_NOBODY && d->loose >= LOOSE_LEAST;
}

/* Numbers of the rarest words, LOOKED_UP at most. */
static size_t rarest(const words *w, size_t out[LOOKED_UP]) {
    size_t count = 0;
    for (size_t i = 0; i < w->count; i++) {
        size_t at = count;
        while (at > 0 && w->at[out[at - 1]].weight < w->at[i].weight) at--;
        if (at >= LOOKED_UP) continue;
        if (count < LOOKED_UP) count++;
        memmove(out + at + 1, out + at, (count - at - 1) * sizeof *out);
        out[at] = i;
    }
    return count;
}

static number_list *list_of(grouping *g, str stem) {
    uint32_t *at = word_map_put(g->map, stem);
    if (*at == WORD_MAP_NONE) {
        *at = (uint32_t)g->lists.count;
        *LIST_ADD(g->a, &g->lists) = (number_list){ 0 };
    }
    return &g->lists.at[*at];
}

/* Holds an utterance against earlier ones that share a rare word: the latest of each list. */
static void place(grouping *g, uint32_t number) {
    size_t rare[LOOKED_UP], count = rarest(&g->words[number], rare);
    double best = 0;
    uint32_t held = 0;
    for (size_t i = 0; i < count; i++) {
        const number_list *list = list_of(g, g->words[number].at[rare[i]].stem);
        for (size_t j = list->count; j-- > 0 && held < WORDING_CANDIDATES_MOST;) {
            uint32_t other = list->at[j];
            if (other == number || g->seen[other] == number + 1) continue;
            g->seen[other] = number + 1;
            held++;
            aligned d = align(g->a, g->best, &g->words[other], &g->words[number]);
            double likeness = d.whole + d.share + d.loose;
            if (likeness <= best || !are_one(&g->all[other], &g->all[number], &d)) continue;
            best = likeness;
            g->out[number].statement = g->out[other].statement;
        }
    }
    for (size_t i = 0; i < count; i++)
        *LIST_ADD(g->a, list_of(g, g->words[number].at[rare[i]].stem)) = number;
}

/* What differs from the statement's first wording. */
static int differences(grouping *g, size_t number) {
    size_t first = g->out[number].statement;
    if (first == number) return 0;
    const utterance *l = &g->all[first], *r = &g->all[number];
    int differs = align(g->a, g->best, &g->words[first], &g->words[number]).differs;
    if (!same_speaker(l, r)) differs |= WORDING_SPEAKER;
    if (addressees_differ(l, r)) differs |= WORDING_ADDRESSEE;
    return differs;
}

worded *wordings_group(arena *a, const utterance *all, size_t count) {
    grouping g = { .a = a, .all = all, .words = ARENA_NEW(a, words, count + 1),
                   .out = ARENA_NEW(a, worded, count + 1), .map = word_map_new(a),
                   .seen = ARENA_NEW(a, uint32_t, count + 1),
                   .best = ARENA_NEW(a, double, TABLE) };
    for (size_t i = 0; i < count; i++) {
        g.words[i] = words_of(a, all[i].content);
        g.out[i].statement = i;
        place(&g, (uint32_t)i);
        g.out[i].differs = differences(&g, i);
    }
    return g.out;
}

/* --- asking ---------------------------------------------------------------------------- */

static int nearer(const void *left, const void *right) {
    const wording_near *l = left, *r = right;
    if (l->nearness < r->nearness || l->nearness > r->nearness)
        return l->nearness > r->nearness ? -1 : 1;
    if (l->aligned.loose < r->aligned.loose || l->aligned.loose > r->aligned.loose)
        return l->aligned.loose > r->aligned.loose ? -1 : 1;
    return (l->utterance > r->utterance) - (l->utterance < r->utterance);
}

wording_near_list wordings_nearest(arena *a, const str *contents, size_t count, str asked,
                                   size_t most) {
    wording_near_list out = { 0 };
    words left = words_of(a, asked);
    double *best = ARENA_NEW(a, double, TABLE);
    for (size_t i = 0; i < count && left.count; i++) {
        words right = words_of(a, contents[i]);
        if (overlap(&left, &right) < NEAR_LEAST * left.weight) continue;
        wording_near near = { i, 0, align(a, best, &left, &right) };
        bool asked_shorter = left.weight <= right.weight;
        near.nearness = asked_shorter ? near.aligned.share : near.aligned.whole;
        if (near.nearness >= NEAR_LEAST) *LIST_ADD(a, &out) = near;
    }
    if (out.count) qsort(out.at, out.count, sizeof *out.at, nearer);
    if (out.count > most) out.count = most;
    return out;
}
